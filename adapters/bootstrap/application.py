"""Ports → Application: one builder per module, written out by hand."""

from adapters.bootstrap.ports import (
    AccountsPorts,
    BillingPorts,
    CampaignPorts,
    ConsentPorts,
    DeliveryPorts,
    EnrichmentPorts,
    InboxPorts,
    InsightsPorts,
    MessagingPorts,
    Ports,
    PrivacyPorts,
    ProspectPorts,
    SalesbookPorts,
    ScoringPorts,
    SharedPorts,
    business_speed,
)
from domain.accounts.usecases.add_member import AddMember
from domain.accounts.usecases.authenticate import Authenticate
from domain.accounts.usecases.change_locale import ChangeLocale
from domain.accounts.usecases.session_opener import SessionOpener
from domain.accounts.usecases.sign_in import SignIn
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.accounts.usecases.sign_out import SignOut
from domain.accounts.usecases.sign_up import SignUp
from domain.application import (
    AccountUseCases,
    Application,
    BillingUseCases,
    CampaignUseCases,
    ConsentUseCases,
    DeliveryUseCases,
    EnrichmentUseCases,
    InboxUseCases,
    InsightsUseCases,
    MessagingUseCases,
    OperationUseCases,
    Plumbing,
    PrivacyUseCases,
    ProspectUseCases,
    SalesbookUseCases,
    ScoringUseCases,
)
from domain.billing.usecases.commit_credits import CommitCredits
from domain.billing.usecases.expire_reservations import ExpireReservations
from domain.billing.usecases.grant_credits import GrantCredits
from domain.billing.usecases.hold_credits import HoldCredits
from domain.billing.usecases.list_entries import ListEntries
from domain.billing.usecases.read_balance import ReadBalance
from domain.billing.usecases.release_credits import ReleaseCredits
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.billing.usecases.reserve_credits import ReserveCredits
from domain.campaigns.usecases.draft_campaign import DraftCampaign
from domain.campaigns.usecases.edit_campaign import EditCampaign
from domain.campaigns.usecases.edit_sequence import EditSequence
from domain.campaigns.usecases.end_enrolment import EndEnrolment
from domain.campaigns.usecases.enrol_prospects import EnrolProspects
from domain.campaigns.usecases.follow_campaign import FollowCampaign
from domain.campaigns.usecases.launch_campaign import LaunchCampaign
from domain.campaigns.usecases.list_campaigns import ListCampaigns
from domain.campaigns.usecases.list_enrolments import ListEnrolments
from domain.campaigns.usecases.pause_campaign import PauseCampaign
from domain.campaigns.usecases.record_step_done import RecordStepDone
from domain.campaigns.usecases.resume_campaign import ResumeCampaign
from domain.campaigns.usecases.run_preflight import RunPreflight
from domain.campaigns.usecases.sign_lia import SignLia
from domain.campaigns.usecases.take_next_steps import TakeNextSteps
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.consent.usecases.oppose_by_link import OpposeByLink
from domain.consent.usecases.oppose_prospect import OpposeProspect
from domain.consent.usecases.record_notice import RecordNotice
from domain.consent.usecases.show_notice import ShowNotice
from domain.consent.usecases.suppress_bounced import SuppressBounced
from domain.delivery.usecases.announce_sender import AnnounceSender
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.check_senders import CheckSenders
from domain.delivery.usecases.confirm_sender import ConfirmSender
from domain.delivery.usecases.connect_sender import ConnectSender
from domain.delivery.usecases.disconnect_sender import DisconnectSender
from domain.delivery.usecases.drain_due import DrainDue
from domain.delivery.usecases.explain_wait import ExplainWait
from domain.delivery.usecases.keep_listening import KeepListening
from domain.delivery.usecases.list_actions import ListActions
from domain.delivery.usecases.list_senders import ListSenders
from domain.delivery.usecases.plan_action import PlanAction
from domain.delivery.usecases.reap_stale import ReapStale
from domain.delivery.usecases.record_connection import RecordConnection
from domain.delivery.usecases.record_receipt import RecordReceipt
from domain.delivery.usecases.record_sender_health import RecordSenderHealth
from domain.delivery.usecases.send_action import SendAction
from domain.delivery.usecases.settle_unknown import SettleUnknown
from domain.delivery.usecases.undo_action import UndoAction
from domain.delivery.usecases.wake_actions import WakeActions
from domain.enrichment.usecases.apply_enrichment_answer import ApplyEnrichmentAnswer
from domain.enrichment.usecases.poll_enrichments import PollEnrichments
from domain.enrichment.usecases.quote_enrichment import QuoteEnrichment
from domain.enrichment.usecases.read_enrichment import ReadEnrichment
from domain.enrichment.usecases.request_enrichment import RequestEnrichment
from domain.enrichment.usecases.select_people import SelectPeople
from domain.enrichment.usecases.settle_requests import SettleRequests
from domain.enrichment.usecases.submit_enrichment import SubmitEnrichment
from domain.enrichment.usecases.verify_delivery import VerifyDelivery
from domain.enrichment.usecases.watch_enrichment import WatchEnrichment
from domain.inbox.usecases.answer_conversation import AnswerConversation
from domain.inbox.usecases.classify_reply import ClassifyReply
from domain.inbox.usecases.close_conversations import CloseConversations
from domain.inbox.usecases.correct_label import CorrectLabel
from domain.inbox.usecases.hand_over_answer import HandOverAnswer
from domain.inbox.usecases.list_conversations import ListConversations
from domain.inbox.usecases.mark_read import MarkRead
from domain.inbox.usecases.match_incoming import MatchIncoming
from domain.inbox.usecases.read_conversation import ReadConversation
from domain.inbox.usecases.read_kept_delivery import ReadKeptDelivery
from domain.inbox.usecases.receive_message import ReceiveMessage
from domain.inbox.usecases.screen_incoming import ScreenIncoming
from domain.inbox.usecases.settle_answer import SettleAnswer
from domain.inbox.usecases.take_delivery import TakeDelivery
from domain.insights.usecases.project_event import ProjectEvent
from domain.insights.usecases.read_results import ReadResults
from domain.insights.usecases.read_timeline import ReadTimeline
from domain.messaging.model.gate import MessageGate
from domain.messaging.usecases.approve_draft import ApproveDraft
from domain.messaging.usecases.compose_message import Briefing, ComposeMessage
from domain.messaging.usecases.dismiss_draft import DismissDraft
from domain.messaging.usecases.edit_draft import EditDraft
from domain.messaging.usecases.expire_drafts import ExpireDrafts
from domain.messaging.usecases.generate_draft import GenerateDraft
from domain.messaging.usecases.list_reviews import ListReviews
from domain.messaging.usecases.read_approved_text import ReadApprovedText
from domain.messaging.usecases.regenerate_draft import RegenerateDraft
from domain.messaging.usecases.render_message import RenderMessage
from domain.messaging.usecases.retry_drafts import RetryDrafts
from domain.messaging.usecases.skip_draft import SkipDraft
from domain.privacy.usecases.read_policy import ReadPolicy
from domain.prospects.usecases.add_prospect import AddProspect
from domain.prospects.usecases.admission import Admission
from domain.prospects.usecases.advance_prospect import AdvanceProspect
from domain.prospects.usecases.change_prospects import ChangeProspects
from domain.prospects.usecases.check_import import CheckImport
from domain.prospects.usecases.correct_prospect import CorrectProspect
from domain.prospects.usecases.map_columns import MapColumns
from domain.prospects.usecases.mark_opted_out import MarkOptedOut
from domain.prospects.usecases.read_import import ReadImport
from domain.prospects.usecases.read_prospect import ReadProspect
from domain.prospects.usecases.record_contact_point import RecordContactPoint
from domain.prospects.usecases.run_import import RunImport
from domain.prospects.usecases.search_prospects import ListTags, SearchProspects
from domain.prospects.usecases.start_import import StartImport
from domain.prospects.usecases.typed_person import TypedPerson
from domain.salesbook.usecases.define_persona import DefinePersona
from domain.salesbook.usecases.describe_company import DescribeCompany
from domain.salesbook.usecases.preview_persona import PreviewPersona
from domain.salesbook.usecases.read_salesbook import ReadSalesbook
from domain.salesbook.usecases.revision import Revision
from domain.salesbook.usecases.write_offer import WriteOffer
from domain.scoring.usecases.explain_score import ExplainScore
from domain.scoring.usecases.rescore_all import RequestRescoring, RescoreAll
from domain.scoring.usecases.score_prospects import ScoreProspects
from domain.shared.usecases.cancel_operation import CancelOperation
from domain.shared.usecases.resume_operation import ResumeOperation


def build_operations(p: SharedPorts) -> OperationUseCases:
    return OperationUseCases(
        cancel=CancelOperation(operations=p.operations, transaction=p.transaction, wall=p.wall),
        resume=ResumeOperation(
            operations=p.operations, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
    )


def build_accounts(p: AccountsPorts) -> AccountUseCases:
    opener = SessionOpener(sessions=p.sessions, tokens=p.tokens, wall=p.wall, new_id=p.new_id)
    return AccountUseCases(
        sign_up=SignUp(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            acceptances=p.acceptances,
            passwords=p.passwords,
            policy=p.policy,
            credits=p.credits,
            opener=opener,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        sign_in=SignIn(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            passwords=p.passwords,
            throttle=SignInThrottle(counter=p.counter, identities=p.identities, wall=p.wall),
            opener=opener,
            transaction=p.transaction,
        ),
        sign_out=SignOut(sessions=p.sessions, tokens=p.tokens, wall=p.wall),
        authenticate=Authenticate(
            sessions=p.sessions,
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            tokens=p.tokens,
            wall=p.wall,
        ),
        change_locale=ChangeLocale(users=p.users, transaction=p.transaction),
        add_member=AddMember(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            acceptances=p.acceptances,
            passwords=p.passwords,
            policy=p.policy,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
    )


def build_privacy(p: PrivacyPorts) -> PrivacyUseCases:
    return PrivacyUseCases(read_policy=ReadPolicy(documents=p.documents))


def build_salesbook(p: SalesbookPorts) -> SalesbookUseCases:
    revision = Revision(
        salesbooks=p.salesbooks, outbox=p.outbox, transaction=p.transaction, clock=p.clock
    )
    return SalesbookUseCases(
        read=ReadSalesbook(salesbooks=p.salesbooks),
        describe_company=DescribeCompany(revision=revision),
        write_offer=WriteOffer(revision=revision, new_id=p.new_id),
        define_persona=DefinePersona(revision=revision, new_id=p.new_id),
        preview_persona=PreviewPersona(salesbooks=p.salesbooks, audience=p.audience),
    )


def build_billing(p: BillingPorts) -> BillingUseCases:
    ending = ReservationEnd(ledger=p.ledger)
    return BillingUseCases(
        grant=GrantCredits(ledger=p.ledger),
        reserve=ReserveCredits(ledger=p.ledger),
        commit=CommitCredits(ending=ending),
        release=ReleaseCredits(ending=ending),
        hold=HoldCredits(ledger=p.ledger),
        expire=ExpireReservations(reservations=p.reservations, ending=ending, wall=p.wall),
        balance=ReadBalance(wallets=p.wallets),
        entries=ListEntries(entries=p.entries),
    )


def build_messaging(p: MessagingPorts) -> MessagingUseCases:
    briefing = Briefing(
        campaigns=p.campaigns,
        salesbook=p.salesbook,
        facts=p.facts,
        senders=p.senders,
        threads=p.threads,
    )
    compose = ComposeMessage(
        writer=p.writer,
        gate=MessageGate(),
        render=RenderMessage(sealer=p.sealer, public_url=p.public_url),
        clock=p.clock,
    )
    generate = GenerateDraft(
        drafts=p.drafts,
        policy=p.policy,
        credit_gate=p.credit_gate,
        briefing=briefing,
        compose=compose,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        wall=p.wall,
        new_id=p.new_id,
    )
    return MessagingUseCases(
        generate=generate,
        edit=EditDraft(
            drafts=p.drafts,
            briefing=briefing,
            compose=compose,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        approve=ApproveDraft(
            drafts=p.drafts,
            policy=p.policy,
            briefing=briefing,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        skip=SkipDraft(
            drafts=p.drafts,
            credit_gate=p.credit_gate,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        dismiss=DismissDraft(
            drafts=p.drafts,
            credit_gate=p.credit_gate,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        regenerate=RegenerateDraft(
            drafts=p.drafts,
            policy=p.policy,
            credit_gate=p.credit_gate,
            briefing=briefing,
            compose=compose,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        expire=ExpireDrafts(
            drafts=p.drafts,
            queue=p.queue,
            credit_gate=p.credit_gate,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        retry=RetryDrafts(queue=p.queue, generate=generate, wall=p.wall),
        reviews=ListReviews(drafts=p.drafts, queue=p.queue, people=p.people, campaigns=p.campaigns),
        approved_text=ReadApprovedText(drafts=p.drafts),
    )


def build_enrichment(p: EnrichmentPorts) -> EnrichmentUseCases:
    select = SelectPeople(requests=p.requests, contacts=p.contacts, policy=p.policy, clock=p.clock)
    settle = SettleRequests(
        requests=p.requests,
        jobs=p.jobs,
        batches=p.batches,
        contacts=p.contacts,
        policy=p.policy,
        credit_gate=p.credit_gate,
        operations=p.operations,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        wall=p.wall,
    )
    submit = SubmitEnrichment(
        requests=p.requests,
        jobs=p.jobs,
        contacts=p.contacts,
        policy=p.policy,
        finder=p.finder,
        settle=settle,
        sealer=p.sealer,
        transaction=p.transaction,
        wall=p.wall,
    )
    apply_answer = ApplyEnrichmentAnswer(
        requests=p.requests,
        jobs=p.jobs,
        finder=p.finder,
        settle=settle,
        transaction=p.transaction,
        wall=p.wall,
    )
    return EnrichmentUseCases(
        quote=QuoteEnrichment(select=select, requests=p.requests, credit_gate=p.credit_gate),
        request=RequestEnrichment(
            select=select,
            requests=p.requests,
            jobs=p.jobs,
            batches=p.batches,
            credit_gate=p.credit_gate,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        submit=submit,
        apply_answer=apply_answer,
        poll=PollEnrichments(
            jobs=p.jobs, submit=submit, apply_answer=apply_answer, settle=settle, wall=p.wall
        ),
        watch=WatchEnrichment(
            jobs=p.jobs,
            batches=p.batches,
            operations=p.operations,
            settle=settle,
            transaction=p.transaction,
            wall=p.wall,
        ),
        read=ReadEnrichment(batches=p.batches, requests=p.requests),
        verify=VerifyDelivery(sealer=p.sealer, verifier=p.verifier),
    )


def build_consent(p: ConsentPorts) -> ConsentUseCases:
    check = CheckSuppression(suppressions=p.suppressions, hasher=p.hasher)
    record = p.recording
    return ConsentUseCases(
        check=check,
        record=record,
        oppose=OpposeProspect(record=record),
        oppose_by_link=OpposeByLink(sealer=p.sealer, record=record),
        show_notice=ShowNotice(sealer=p.sealer, facts=p.facts, log=p.log, check=check),
        record_notice=RecordNotice(
            log=p.log,
            messages=p.messages,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        suppress_bounced=SuppressBounced(
            suppressions=p.suppressions,
            identities=p.identities,
            messages=p.messages,
            hasher=p.hasher,
            transaction=p.transaction,
            clock=p.clock,
        ),
    )


def build_inbox(p: InboxPorts) -> InboxUseCases:
    match = MatchIncoming(receivers=p.receivers, sent=p.sent, people=p.people)
    settle = SettleAnswer(messages=p.messages, transaction=p.transaction)
    return InboxUseCases(
        take_delivery=TakeDelivery(
            path_token=p.path_token,
            secret=p.secret,
            reader=p.deliveries,
            screen=ScreenIncoming(match=match, gates=p.gates, clock=p.clock),
            inbound=p.inbound,
            wall=p.wall,
        ),
        read_delivery=ReadKeptDelivery(reader=p.deliveries),
        receive=ReceiveMessage(
            match=match,
            mails=p.mails,
            conversations=p.conversations,
            messages=p.messages,
            gates=p.gates,
            bounces=p.bounces,
            objections=p.objections,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        classify=ClassifyReply(
            messages=p.messages,
            conversations=p.conversations,
            people=p.people,
            reader=p.reader,
            objections=p.objections,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        answer=AnswerConversation(
            conversations=p.conversations,
            messages=p.messages,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        hand_over_answer=HandOverAnswer(
            messages=p.messages,
            conversations=p.conversations,
            courier=p.courier,
            settle=settle,
        ),
        settle_answer=settle,
        correct_label=CorrectLabel(
            conversations=p.conversations,
            objections=p.objections,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        mark_read=MarkRead(conversations=p.conversations, transaction=p.transaction),
        close_conversations=CloseConversations(
            conversations=p.conversations, transaction=p.transaction
        ),
        list_conversations=ListConversations(conversations=p.conversations, people=p.people),
        read_conversation=ReadConversation(
            conversations=p.conversations,
            messages=p.messages,
            sent=p.sent,
            people=p.people,
        ),
    )


def build_insights(p: InsightsPorts) -> InsightsUseCases:
    return InsightsUseCases(
        project=ProjectEvent(
            events=p.events,
            timeline=p.timeline,
            funnel=p.funnel,
            transaction=p.transaction,
        ),
        read_timeline=ReadTimeline(timeline=p.timeline, prospects=p.prospects, names=p.names),
        read_results=ReadResults(campaigns=p.campaigns, funnel=p.funnel),
    )


def build_prospects(p: ProspectPorts) -> ProspectUseCases:
    admission = Admission(policy=p.policy)
    return ProspectUseCases(
        add=AddProspect(
            prospects=p.prospects,
            admission=admission,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        correct=CorrectProspect(
            prospects=p.prospects,
            admission=admission,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        change=ChangeProspects(
            prospects=p.prospects, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        advance=AdvanceProspect(
            prospects=p.prospects, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        mark_opted_out=MarkOptedOut(
            prospects=p.prospects, transaction=p.transaction, clock=p.clock
        ),
        record_point=RecordContactPoint(
            prospects=p.prospects, transaction=p.transaction, clock=p.clock
        ),
        search=SearchProspects(reader=p.reader),
        read=ReadProspect(prospects=p.prospects),
        tags=ListTags(reader=p.reader),
        typed=TypedPerson(phones=p.phones),
        check_import=CheckImport(
            imports=p.imports,
            blobs=p.blobs,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        map_columns=MapColumns(imports=p.imports, transaction=p.transaction),
        start_import=StartImport(
            imports=p.imports,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        run_import=RunImport(
            prospects=p.prospects,
            imports=p.imports,
            faults=p.faults,
            admission=admission,
            objections=p.objections,
            phones=p.phones,
            operations=p.operations,
            blobs=p.blobs,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        read_import=ReadImport(imports=p.imports, faults=p.faults),
    )


def build_scoring(p: ScoringPorts) -> ScoringUseCases:
    score = ScoreProspects(
        scores=p.scores,
        board=p.board,
        facts=p.facts,
        salesbook=p.salesbook,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
    )
    return ScoringUseCases(
        score=score,
        explain=ExplainScore(scores=p.scores),
        request_rescoring=RequestRescoring(
            rescorings=p.rescorings,
            facts=p.facts,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
        ),
        rescore_all=RescoreAll(
            rescorings=p.rescorings,
            facts=p.facts,
            salesbook=p.salesbook,
            score=score,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
        ),
    )


def build_campaigns(p: CampaignPorts) -> CampaignUseCases:
    preflight = RunPreflight(
        campaigns=p.campaigns, salesbook=p.salesbook, senders=p.senders, public_url=p.public_url
    )
    return CampaignUseCases(
        draft=DraftCampaign(
            campaigns=p.campaigns,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        edit=EditCampaign(campaigns=p.campaigns, transaction=p.transaction),
        edit_sequence=EditSequence(
            campaigns=p.campaigns, transaction=p.transaction, new_id=p.new_id
        ),
        enrol=EnrolProspects(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            audience=p.audience,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        sign_lia=SignLia(
            campaigns=p.campaigns, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        preflight=preflight,
        launch=LaunchCampaign(
            campaigns=p.campaigns,
            preflight=preflight,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        pause=PauseCampaign(
            campaigns=p.campaigns, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        resume=ResumeCampaign(
            campaigns=p.campaigns, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        follow=FollowCampaign(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            queue=p.queue,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        take_next_steps=TakeNextSteps(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            queue=p.queue,
            audience=p.audience,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        record_step_done=RecordStepDone(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        end_enrolment=EndEnrolment(
            enrolments=p.enrolments,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        list=ListCampaigns(campaigns=p.campaigns, enrolments=p.enrolments),
        list_enrolments=ListEnrolments(
            campaigns=p.campaigns, enrolments=p.enrolments, audience=p.audience
        ),
    )


def build_delivery(p: DeliveryPorts) -> DeliveryUseCases:
    health = RecordSenderHealth(
        senders=p.senders,
        link=p.link,
        queue=p.queue,
        keeper=p.keeper,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
    )
    confirm = ConfirmSender(
        senders=p.senders,
        link=p.link,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
    )
    return DeliveryUseCases(
        plan_action=PlanAction(
            actions=p.actions,
            sent=p.sent,
            plans=p.plans,
            gate=p.gate,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
            chance=p.chance,
            timing=p.timing,
        ),
        drain=DrainDue(
            queue=p.queue,
            send=SendAction(
                actions=p.actions,
                sent=p.sent,
                attempts=p.attempts,
                gate=p.gate,
                keeper=p.keeper,
                courier=p.courier,
                outbox=p.outbox,
                transaction=p.transaction,
                clock=p.clock,
                wall=p.wall,
                timing=p.timing,
            ),
            clock=p.clock,
            wall=p.wall,
        ),
        reap=ReapStale(
            actions=p.actions,
            queue=p.queue,
            recipients=p.recipient_gates,
            accounts=p.account_gates,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        settle=SettleUnknown(
            actions=p.actions,
            queue=p.queue,
            sent=p.sent,
            attempts=p.attempts,
            senders=p.senders,
            recipients=p.recipients,
            texts=p.texts,
            evidence=p.evidence,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        cancel=CancelActions(
            actions=p.actions,
            queue=p.queue,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        undo=UndoAction(
            actions=p.actions,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        recipient=p.recipient,
        record_receipt=RecordReceipt(
            actions=p.actions,
            sent=p.sent,
            senders=p.senders,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        record_bounce=p.bouncing,
        record_connection=RecordConnection(
            actions=p.actions,
            sent=p.sent,
            senders=p.senders,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        record_health=health,
        check_senders=CheckSenders(senders=p.senders, health=health, confirm=confirm),
        connect_sender=ConnectSender(
            senders=p.senders,
            link=p.link,
            tokens=p.tokens,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        announce_sender=AnnounceSender(
            senders=p.senders,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
        ),
        confirm_sender=confirm,
        disconnect_sender=DisconnectSender(
            senders=p.senders,
            link=p.link,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        wake=WakeActions(queue=p.queue, clock=p.clock),
        list_senders=ListSenders(
            senders=p.senders,
            accounts=p.account_gates,
            gate=p.gate,
            clock=p.clock,
            wall=p.wall,
        ),
        list_actions=ListActions(actions=p.actions),
        explain_wait=ExplainWait(
            queue=p.queue, plans=p.plans, gate=p.gate, clock=p.clock, wall=p.wall
        ),
        keep_listening=KeepListening(hooks=p.hooks),
    )


def build_application(ports: Ports) -> Application:
    shared = ports.shared
    return Application(
        plumbing=Plumbing(
            clock=shared.clock,
            wall=shared.wall,
            outbox=shared.outbox_reader,
            inbound=shared.inbound,
            operations=shared.operations,
            idempotency=shared.idempotency,
            mode=ports.settings.mode,
            time_speed=business_speed(ports.settings),
            public_url=ports.settings.public_url,
            pings=ports.pings,
        ),
        operations=build_operations(shared),
        accounts=build_accounts(ports.accounts),
        privacy=build_privacy(ports.privacy),
        salesbook=build_salesbook(ports.salesbook),
        prospects=build_prospects(ports.prospects),
        scoring=build_scoring(ports.scoring),
        billing=build_billing(ports.billing),
        messaging=build_messaging(ports.messaging),
        enrichment=build_enrichment(ports.enrichment),
        campaigns=build_campaigns(ports.campaigns),
        delivery=build_delivery(ports.delivery),
        consent=build_consent(ports.consent),
        inbox=build_inbox(ports.inbox),
        insights=build_insights(ports.insights),
        # one line per module
    )
