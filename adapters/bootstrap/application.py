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
    IntegrationPorts,
    MessagingPorts,
    PeopleSearchPorts,
    Ports,
    ProspectPorts,
    ProspectViewPorts,
    SalesbookPorts,
    ScoringPorts,
    SharedPorts,
    approved_text,
    briefing_of,
    business_speed,
    composing,
    generating,
    regenerating,
)
from adapters.bootstrap.privacy import build_privacy
from domain.accounts.usecases.accept_invitation import (
    AcceptInvitation,
    InvitationTaker,
    JoinWorkspace,
    ReadInvitation,
)
from domain.accounts.usecases.add_member import AddMember
from domain.accounts.usecases.authenticate import Authenticate
from domain.accounts.usecases.change_locale import ChangeLocale
from domain.accounts.usecases.change_password import ChangePassword
from domain.accounts.usecases.close_workspace import (
    AskClosure,
    RemindOfClosure,
    WithdrawClosure,
)
from domain.accounts.usecases.confirm_email import ConfirmEmail
from domain.accounts.usecases.confirm_factor import ConfirmFactor
from domain.accounts.usecases.confirm_sign_up import ConfirmSignUp
from domain.accounts.usecases.end_sessions import EndOtherSessions, EndSession, ListSessions
from domain.accounts.usecases.give_factor import GiveFactor
from domain.accounts.usecases.invite_member import InviteMember
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.person_check import PersonCheck
from domain.accounts.usecases.post_letter import PostLetter
from domain.accounts.usecases.request_email_change import RequestEmailChange
from domain.accounts.usecases.request_reset import RequestReset
from domain.accounts.usecases.reset_password import ResetPassword
from domain.accounts.usecases.session_opener import SessionOpener
from domain.accounts.usecases.sign_in import SignIn
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.accounts.usecases.sign_out import SignOut
from domain.accounts.usecases.sign_up import SignUp
from domain.accounts.usecases.start_factor import StartFactor
from domain.accounts.usecases.switch_workspace import ListWorkspaces, SwitchWorkspace
from domain.accounts.usecases.tell_money import TellMoney
from domain.accounts.usecases.tend_invitation import ResendInvitation, RevokeInvitation
from domain.accounts.usecases.tend_team import ChangeRole, ReadTeam, RemoveMember
from domain.application import (
    AccountUseCases,
    Application,
    AuditUseCases,
    BillingUseCases,
    CampaignUseCases,
    ConsentUseCases,
    DeliveryUseCases,
    EnrichmentUseCases,
    InboxUseCases,
    InsightsUseCases,
    IntegrationUseCases,
    MessagingUseCases,
    OperationUseCases,
    PeopleSearchUseCases,
    Plumbing,
    ProspectUseCases,
    ProspectViewUseCases,
    SalesbookUseCases,
    ScoringUseCases,
)
from domain.audit.usecases.read_log import ExportLog, ReadLog
from domain.audit.usecases.verify_log import VerifyLog
from domain.billing.usecases.commit_credits import CommitCredits
from domain.billing.usecases.customer_desk import CustomerDesk
from domain.billing.usecases.expire_credits import ExpireCredits
from domain.billing.usecases.expire_reservations import ExpireReservations
from domain.billing.usecases.export_statement import ExportStatement
from domain.billing.usecases.follow_customer import FollowCustomer
from domain.billing.usecases.follow_due import FollowDue
from domain.billing.usecases.grant_credits import GrantCredits
from domain.billing.usecases.hold_credits import HoldCredits
from domain.billing.usecases.list_entries import ListEntries
from domain.billing.usecases.list_invoices import ListInvoices, OpenInvoice
from domain.billing.usecases.name_members import NameMembers
from domain.billing.usecases.open_portal import OpenPortal
from domain.billing.usecases.preview_plan import PreviewPlan
from domain.billing.usecases.read_balance import ReadBalance
from domain.billing.usecases.read_subscription import ReadEntitlements, ReadSubscription
from domain.billing.usecases.release_credits import ReleaseCredits
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.billing.usecases.reserve_credits import ReserveCredits
from domain.billing.usecases.set_spending_rules import ReadSpendingRules, SetSpendingRules
from domain.billing.usecases.settle_checkout import SettleCheckout
from domain.billing.usecases.settle_month import SettleMonth
from domain.billing.usecases.settle_sale import SettleSale
from domain.billing.usecases.start_checkout import StartCheckout
from domain.billing.usecases.take_payment_notice import ApplyPaymentNotice, TakePaymentNotice
from domain.billing.usecases.top_up_credits import TopUpCredits
from domain.campaigns.usecases.activate_plan import ActivatePlan
from domain.campaigns.usecases.change_enrolment import ChangeEnrolment
from domain.campaigns.usecases.delay_enrolment import DelayEnrolment
from domain.campaigns.usecases.draft_campaign import DraftCampaign
from domain.campaigns.usecases.edit_campaign import EditCampaign
from domain.campaigns.usecases.edit_sequence import EditSequence
from domain.campaigns.usecases.end_enrolment import EndEnrolment
from domain.campaigns.usecases.end_mandate import EndMandate
from domain.campaigns.usecases.end_task import EndTask
from domain.campaigns.usecases.enrol_prospects import EnrolProspects
from domain.campaigns.usecases.follow_campaign import FollowCampaign
from domain.campaigns.usecases.follow_revision import FollowRevision
from domain.campaigns.usecases.hold_colleagues import HoldColleagues
from domain.campaigns.usecases.known_parts import KnownParts
from domain.campaigns.usecases.launch_campaign import LaunchCampaign
from domain.campaigns.usecases.list_campaigns import ListCampaigns
from domain.campaigns.usecases.list_enrolments import ListEnrolments
from domain.campaigns.usecases.list_mandates import ListMandates
from domain.campaigns.usecases.list_tasks import ListTasks
from domain.campaigns.usecases.open_task import OpenTask
from domain.campaigns.usecases.pause_campaign import PauseCampaign
from domain.campaigns.usecases.person_days import PersonDays
from domain.campaigns.usecases.record_step_done import RecordStepDone
from domain.campaigns.usecases.resume_campaign import ResumeCampaign
from domain.campaigns.usecases.run_preflight import RunPreflight
from domain.campaigns.usecases.set_autonomy import SetAutonomy
from domain.campaigns.usecases.set_calendar import SetCalendar
from domain.campaigns.usecases.sign_lia import SignLia
from domain.campaigns.usecases.sign_mandate import SignMandate
from domain.campaigns.usecases.take_next_steps import TakeNextSteps
from domain.campaigns.usecases.write_call_script import WriteCallScript
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.consent.usecases.keep_list import KeepList
from domain.consent.usecases.oppose_by_link import OpposeByLink
from domain.consent.usecases.oppose_prospect import OpposeProspect
from domain.consent.usecases.record_notice import RecordNotice
from domain.consent.usecases.show_notice import ShowNotice
from domain.consent.usecases.suppress_bounced import SuppressBounced
from domain.delivery.usecases.announce_sender import AnnounceSender
from domain.delivery.usecases.audit_delivery import AuditDelivery
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.check_health import CheckHealth
from domain.delivery.usecases.check_senders import CheckSenders
from domain.delivery.usecases.confirm_reported import ConfirmReported
from domain.delivery.usecases.confirm_sender import ConfirmSender
from domain.delivery.usecases.connect_sender import ConnectSender
from domain.delivery.usecases.disconnect_sender import DisconnectSender
from domain.delivery.usecases.doubt_after_restore import DoubtAfterRestore
from domain.delivery.usecases.drain_due import DrainDue
from domain.delivery.usecases.explain_wait import ExplainWait
from domain.delivery.usecases.keep_listening import KeepListening
from domain.delivery.usecases.list_actions import ListActions
from domain.delivery.usecases.list_senders import ListSenders
from domain.delivery.usecases.list_stops import ListStops
from domain.delivery.usecases.plan_action import PlanAction
from domain.delivery.usecases.read_action import ReadAction
from domain.delivery.usecases.reap_stale import ReapStale
from domain.delivery.usecases.record_connection import RecordConnection
from domain.delivery.usecases.record_receipt import RecordReceipt
from domain.delivery.usecases.record_sender_health import RecordSenderHealth
from domain.delivery.usecases.report_done import ReportDone
from domain.delivery.usecases.resume_sender import ResumeSender
from domain.delivery.usecases.send_action import SendAction
from domain.delivery.usecases.set_limits import SetLimits
from domain.delivery.usecases.settle_by_hand import SettleByHand
from domain.delivery.usecases.settle_unknown import SettleUnknown
from domain.delivery.usecases.sign_risk import SignRisk
from domain.delivery.usecases.turn_stop import TurnStop
from domain.delivery.usecases.undo_action import UndoAction
from domain.delivery.usecases.wake_actions import WakeActions
from domain.enrichment.usecases.apply_enrichment_answer import ApplyEnrichmentAnswer
from domain.enrichment.usecases.keep_cap import KeepCap
from domain.enrichment.usecases.poll_enrichments import PollEnrichments
from domain.enrichment.usecases.quote_enrichment import QuoteEnrichment
from domain.enrichment.usecases.read_enrichment import ReadEnrichment
from domain.enrichment.usecases.refund_bounced import RefundBounced
from domain.enrichment.usecases.request_enrichment import RequestEnrichment
from domain.enrichment.usecases.select_people import SelectPeople
from domain.enrichment.usecases.settle_requests import SettleRequests
from domain.enrichment.usecases.submit_enrichment import SubmitEnrichment
from domain.enrichment.usecases.verify_delivery import VerifyDelivery
from domain.enrichment.usecases.watch_enrichment import WatchEnrichment
from domain.inbox.usecases.answer_conversation import AnswerConversation
from domain.inbox.usecases.arrange_conversation import ArrangeConversation
from domain.inbox.usecases.classify_reply import ClassifyReply
from domain.inbox.usecases.close_conversations import CloseConversations
from domain.inbox.usecases.correct_label import CorrectLabel
from domain.inbox.usecases.count_inbox import CountInbox
from domain.inbox.usecases.hand_over_answer import HandOverAnswer
from domain.inbox.usecases.list_conversations import ListConversations
from domain.inbox.usecases.mark_read import MarkRead
from domain.inbox.usecases.match_incoming import MatchIncoming
from domain.inbox.usecases.note_own_hand import NoteOwnHand
from domain.inbox.usecases.read_access_log import ReadAccessLog
from domain.inbox.usecases.read_conversation import ReadConversation
from domain.inbox.usecases.read_kept_delivery import ReadKeptDelivery
from domain.inbox.usecases.receive_message import ReceiveMessage
from domain.inbox.usecases.screen_incoming import ScreenIncoming
from domain.inbox.usecases.settle_answer import SettleAnswer
from domain.inbox.usecases.settle_doubt import FinaliseDoubts, LiftDoubt
from domain.inbox.usecases.settle_referral import SettleReferral
from domain.inbox.usecases.take_delivery import TakeDelivery
from domain.insights.usecases.project_event import ProjectEvent
from domain.insights.usecases.read_results import ReadResults
from domain.insights.usecases.read_timeline import ReadTimeline
from domain.integrations.usecases.add_hook import AddHook, RenewSecret
from domain.integrations.usecases.authenticate_key import AuthenticateKey
from domain.integrations.usecases.create_key import CreateKey
from domain.integrations.usecases.hook_seal import HookSeal
from domain.integrations.usecases.tell_hooks import QueueDeliveries, SendDeliveries
from domain.integrations.usecases.tend_hooks import (
    EnableHook,
    ListHookDeliveries,
    ListHooks,
    PingHook,
    RemoveHook,
    ReplayDelivery,
)
from domain.integrations.usecases.tend_keys import ListKeys, RevokeKey
from domain.messaging.usecases.approve_draft import ApproveDraft
from domain.messaging.usecases.approve_many import ApproveMany
from domain.messaging.usecases.approve_unattended import ApproveUnattended
from domain.messaging.usecases.dismiss_draft import DismissDraft
from domain.messaging.usecases.edit_draft import EditDraft
from domain.messaging.usecases.expire_drafts import ExpireDrafts
from domain.messaging.usecases.list_reviews import ListReviews
from domain.messaging.usecases.model_use import ReadModelUse, SetModelRules
from domain.messaging.usecases.retry_drafts import RetryDrafts
from domain.messaging.usecases.skip_draft import SkipDraft
from domain.prospects.usecases.add_found_people import AddFoundPeople
from domain.prospects.usecases.add_prospect import AddProspect
from domain.prospects.usecases.admission import Admission
from domain.prospects.usecases.advance_prospect import AdvanceProspect
from domain.prospects.usecases.change_matching import RequestBulkChange, RunBulkChange
from domain.prospects.usecases.change_prospects import ChangeProspects
from domain.prospects.usecases.check_import import CheckImport
from domain.prospects.usecases.correct_prospect import CorrectProspect
from domain.prospects.usecases.find_people import FindPeople, ReadPeopleSearch
from domain.prospects.usecases.keep_search import KeepSearch
from domain.prospects.usecases.keep_view import KeepView
from domain.prospects.usecases.link_companies import LinkCompanies
from domain.prospects.usecases.list_search_accounts import ListSearchAccounts, SignSearchConsent
from domain.prospects.usecases.map_columns import MapColumns
from domain.prospects.usecases.mark_opted_out import MarkOptedOut
from domain.prospects.usecases.merge_prospects import MergeProspects
from domain.prospects.usecases.preview_import import PreviewImport
from domain.prospects.usecases.propose_search import ProposeLookalikes, ProposeSearch
from domain.prospects.usecases.read_companies import ReadCompanies
from domain.prospects.usecases.read_import import ReadImport
from domain.prospects.usecases.read_prospect import ReadProspect
from domain.prospects.usecases.record_contact_point import RecordContactPoint
from domain.prospects.usecases.refresh_saved_searches import RefreshSavedSearches
from domain.prospects.usecases.row_intake import RowIntake
from domain.prospects.usecases.run_import import RunImport
from domain.prospects.usecases.search_desk import SearchDesk
from domain.prospects.usecases.search_prospects import ListTags, SearchProspects
from domain.prospects.usecases.start_import import StartImport
from domain.prospects.usecases.typed_person import TypedPerson
from domain.prospects.usecases.undo_import import UndoImport
from domain.salesbook.usecases.define_persona import DefinePersona
from domain.salesbook.usecases.describe_company import DescribeCompany
from domain.salesbook.usecases.preview_persona import PreviewPersona
from domain.salesbook.usecases.read_salesbook import ReadSalesbook
from domain.salesbook.usecases.revision import Revision
from domain.salesbook.usecases.write_offer import WriteOffer
from domain.scoring.usecases.explain_score import ExplainScore
from domain.scoring.usecases.give_feedback import GiveFeedback
from domain.scoring.usecases.note_signal import NoteSignal
from domain.scoring.usecases.read_reliability import ReadReliability
from domain.scoring.usecases.rescore_all import RequestRescoring, RescoreAll
from domain.scoring.usecases.rescore_due import RescoreConcerned, RescoreDue
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


def build_audit(p: SharedPorts) -> AuditUseCases:
    return AuditUseCases(
        read=ReadLog(log=p.audit), export=ExportLog(log=p.audit), verify=VerifyLog(log=p.audit)
    )


def build_integrations(p: IntegrationPorts) -> IntegrationUseCases:
    seal = HookSeal(cipher=p.cipher)
    return IntegrationUseCases(
        authenticate=AuthenticateKey(keys=p.keys, tokens=p.tokens, wall=p.wall),
        create_key=CreateKey(
            prefix=p.key_prefix,
            keys=p.keys,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        list_keys=ListKeys(keys=p.keys),
        revoke_key=RevokeKey(keys=p.keys, outbox=p.outbox, transaction=p.transaction, wall=p.wall),
        list_hooks=ListHooks(hooks=p.hooks),
        add_hook=AddHook(
            hooks=p.hooks,
            receiver=p.receiver,
            seal=seal,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        renew_secret=RenewSecret(
            hooks=p.hooks,
            seal=seal,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        enable_hook=EnableHook(
            hooks=p.hooks, outbox=p.outbox, transaction=p.transaction, wall=p.wall
        ),
        remove_hook=RemoveHook(
            hooks=p.hooks, outbox=p.outbox, transaction=p.transaction, wall=p.wall
        ),
        ping_hook=PingHook(hooks=p.hooks, deliveries=p.deliveries, wall=p.wall, new_id=p.new_id),
        list_deliveries=ListHookDeliveries(hooks=p.hooks, deliveries=p.deliveries),
        replay=ReplayDelivery(deliveries=p.deliveries, wall=p.wall),
        queue_deliveries=QueueDeliveries(
            hooks=p.hooks, deliveries=p.deliveries, book=p.book, wall=p.wall
        ),
        send_deliveries=SendDeliveries(
            hooks=p.hooks,
            deliveries=p.deliveries,
            receiver=p.receiver,
            seal=seal,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        sink=p.sink,
    )


def build_accounts(p: AccountsPorts) -> AccountUseCases:
    mailroom = Mailroom(
        letters=p.letters, cipher=p.cipher, outbox=p.outbox, wall=p.wall, new_id=p.new_id
    )
    throttle = SignInThrottle(counter=p.counter, identities=p.identities, wall=p.wall)
    check = PersonCheck(users=p.users, passwords=p.passwords, throttle=throttle)
    opener = SessionOpener(
        sessions=p.sessions,
        tokens=p.tokens,
        rule=p.rule,
        mailroom=mailroom,
        outbox=p.outbox,
        wall=p.wall,
        new_id=p.new_id,
    )
    taker = InvitationTaker(
        memberships=p.memberships,
        acceptances=p.acceptances,
        invitations=p.invitations,
        policy=p.policy,
        tokens=p.tokens,
        outbox=p.outbox,
        wall=p.wall,
        new_id=p.new_id,
    )
    return AccountUseCases(
        sign_up=SignUp(
            users=p.users,
            tickets=p.tickets,
            policy=p.policy,
            throttle=throttle,
            mailroom=mailroom,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        confirm_sign_up=ConfirmSignUp(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            acceptances=p.acceptances,
            tickets=p.tickets,
            passwords=p.passwords,
            policy=p.policy,
            credits=p.credits,
            opener=opener,
            rule=p.rule,
            tokens=p.tokens,
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
            throttle=throttle,
            opener=opener,
            rule=p.rule,
            transaction=p.transaction,
        ),
        sign_out=SignOut(sessions=p.sessions, tokens=p.tokens, wall=p.wall),
        authenticate=Authenticate(sessions=p.sessions, tokens=p.tokens, wall=p.wall),
        start_factor=StartFactor(
            users=p.users,
            check=check,
            codes=p.codes,
            cipher=p.cipher,
            transaction=p.transaction,
            wall=p.wall,
        ),
        confirm_factor=ConfirmFactor(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            sessions=p.sessions,
            codes=p.codes,
            cipher=p.cipher,
            tokens=p.tokens,
            throttle=throttle,
            opener=opener,
            mailroom=mailroom,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        give_factor=GiveFactor(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            codes=p.codes,
            cipher=p.cipher,
            tokens=p.tokens,
            throttle=throttle,
            opener=opener,
            transaction=p.transaction,
            wall=p.wall,
        ),
        request_reset=RequestReset(
            users=p.users,
            tickets=p.tickets,
            throttle=throttle,
            mailroom=mailroom,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        reset_password=ResetPassword(
            users=p.users,
            sessions=p.sessions,
            tickets=p.tickets,
            passwords=p.passwords,
            mailroom=mailroom,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        change_password=ChangePassword(
            users=p.users,
            sessions=p.sessions,
            passwords=p.passwords,
            check=check,
            mailroom=mailroom,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        request_email_change=RequestEmailChange(
            users=p.users,
            tickets=p.tickets,
            check=check,
            throttle=throttle,
            mailroom=mailroom,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        confirm_email=ConfirmEmail(
            users=p.users,
            sessions=p.sessions,
            tickets=p.tickets,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        list_sessions=ListSessions(sessions=p.sessions, wall=p.wall),
        end_session=EndSession(sessions=p.sessions, wall=p.wall),
        end_other_sessions=EndOtherSessions(sessions=p.sessions, wall=p.wall),
        list_workspaces=ListWorkspaces(workspaces=p.workspaces, memberships=p.memberships),
        switch_workspace=SwitchWorkspace(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            opener=opener,
            transaction=p.transaction,
        ),
        change_locale=ChangeLocale(users=p.users, sessions=p.sessions, transaction=p.transaction),
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
        read_team=ReadTeam(users=p.users, memberships=p.memberships, invitations=p.invitations),
        change_role=ChangeRole(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            sessions=p.sessions,
            mailroom=mailroom,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        remove_member=RemoveMember(
            memberships=p.memberships,
            sessions=p.sessions,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        invite_member=InviteMember(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            invitations=p.invitations,
            mailroom=mailroom,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        resend_invitation=ResendInvitation(
            users=p.users,
            workspaces=p.workspaces,
            invitations=p.invitations,
            throttle=throttle,
            mailroom=mailroom,
            tokens=p.tokens,
            transaction=p.transaction,
            wall=p.wall,
        ),
        revoke_invitation=RevokeInvitation(
            invitations=p.invitations, outbox=p.outbox, transaction=p.transaction, wall=p.wall
        ),
        read_invitation=ReadInvitation(
            users=p.users,
            workspaces=p.workspaces,
            invitations=p.invitations,
            tokens=p.tokens,
            wall=p.wall,
        ),
        accept_invitation=AcceptInvitation(
            users=p.users,
            workspaces=p.workspaces,
            passwords=p.passwords,
            policy=p.policy,
            taker=taker,
            opener=opener,
            rule=p.rule,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
        ),
        join_workspace=JoinWorkspace(
            users=p.users,
            workspaces=p.workspaces,
            taker=taker,
            opener=opener,
            transaction=p.transaction,
        ),
        ask_closure=AskClosure(
            users=p.users,
            workspaces=p.workspaces,
            sessions=p.sessions,
            check=check,
            mailroom=mailroom,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        remind_of_closure=RemindOfClosure(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            mailroom=mailroom,
            sealer=p.sealer,
            transaction=p.transaction,
            wall=p.wall,
        ),
        withdraw_closure=WithdrawClosure(
            workspaces=p.workspaces,
            sessions=p.sessions,
            outbox=p.outbox,
            transaction=p.transaction,
            wall=p.wall,
        ),
        tell_money=TellMoney(
            users=p.users,
            workspaces=p.workspaces,
            memberships=p.memberships,
            mailroom=mailroom,
            transaction=p.transaction,
        ),
        post_letter=PostLetter(letters=p.letters, postman=p.postman, cipher=p.cipher, wall=p.wall),
    )


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
    grant = GrantCredits(ledger=p.ledger)
    back_url = f"{p.public_url}/settings/billing"
    customers = CustomerDesk(
        subscriptions=p.subscriptions,
        provider=p.provider,
        seats=p.seats,
        transaction=p.transaction,
    )
    follow = FollowCustomer(
        subscriptions=p.subscriptions,
        checkouts=p.checkouts,
        provider=p.provider,
        month=SettleMonth(ledger=p.ledger, purchases=p.purchases),
        sale=SettleSale(ledger=p.ledger, purchases=p.purchases),
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        wall=p.wall,
    )
    return BillingUseCases(
        grant=grant,
        reserve=ReserveCredits(ledger=p.ledger, subscriptions=p.subscriptions, rules=p.rules),
        commit=CommitCredits(ending=ending),
        release=ReleaseCredits(ending=ending),
        hold=HoldCredits(ledger=p.ledger),
        expire=ExpireReservations(reservations=p.reservations, ending=ending, wall=p.wall),
        expire_credits=ExpireCredits(ledger=p.ledger),
        balance=ReadBalance(wallets=p.wallets),
        entries=ListEntries(entries=p.entries),
        statement=ExportStatement(entries=p.entries),
        names=NameMembers(members=p.names),
        read=ReadSubscription(subscriptions=p.subscriptions, seats=p.seats, wall=p.wall),
        entitlements=ReadEntitlements(subscriptions=p.subscriptions, wall=p.wall),
        preview=PreviewPlan(subscriptions=p.subscriptions, seats=p.seats, wall=p.wall),
        checkout=StartCheckout(
            subscriptions=p.subscriptions,
            checkouts=p.checkouts,
            customers=customers,
            provider=p.provider,
            transaction=p.transaction,
            wall=p.wall,
            new_id=p.new_id,
            back_url=back_url,
        ),
        settle_checkout=SettleCheckout(
            subscriptions=p.subscriptions, provider=p.provider, follow=follow
        ),
        portal=OpenPortal(
            subscriptions=p.subscriptions,
            customers=customers,
            provider=p.provider,
            back_url=back_url,
        ),
        invoices=ListInvoices(subscriptions=p.subscriptions, provider=p.provider),
        open_invoice=OpenInvoice(subscriptions=p.subscriptions, provider=p.provider),
        rules=ReadSpendingRules(rules=p.rules),
        set_rules=SetSpendingRules(
            rules=p.rules, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        take_notice=TakePaymentNotice(notices=p.notices, inbound=p.inbound, wall=p.wall),
        apply_notice=ApplyPaymentNotice(provider=p.provider, follow=follow),
        follow_due=FollowDue(subscriptions=p.subscriptions, follow=follow, wall=p.wall),
        top_up=TopUpCredits(
            rules=p.rules,
            wallets=p.wallets,
            subscriptions=p.subscriptions,
            top_ups=p.top_ups,
            provider=p.provider,
            follow=follow,
            transaction=p.transaction,
            wall=p.wall,
        ),
    )


def build_messaging(p: MessagingPorts) -> MessagingUseCases:
    briefing, compose, generate = briefing_of(p), composing(p), generating(p)
    reviews = ListReviews(
        drafts=p.drafts,
        queue=p.queue,
        people=p.people,
        campaigns=p.campaigns,
        briefing=briefing,
        clock=p.clock,
    )
    approve = ApproveDraft(
        drafts=p.drafts,
        policy=p.policy,
        briefing=briefing,
        compose=compose,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
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
        approve=approve,
        approve_unattended=ApproveUnattended(
            drafts=p.drafts,
            people=p.people,
            briefing=briefing,
            mandates=p.mandates,
            reader=p.second_reader,
            approve=approve,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        approve_many=ApproveMany(approve=approve, reviews=reviews),
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
        regenerate=regenerating(p),
        expire=ExpireDrafts(
            drafts=p.drafts,
            queue=p.queue,
            credit_gate=p.credit_gate,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        retry=RetryDrafts(queue=p.queue, generate=generate, wall=p.wall),
        reviews=reviews,
        approved_text=approved_text(p),
        model_use=ReadModelUse(book=p.model_rules, calls=p.model_calls),
        set_model_rules=SetModelRules(book=p.model_rules, transaction=p.transaction),
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
    cap = KeepCap(caps=p.caps, requests=p.requests, transaction=p.transaction, clock=p.clock)
    return EnrichmentUseCases(
        cap=cap,
        quote=QuoteEnrichment(
            select=select, requests=p.requests, credit_gate=p.credit_gate, cap=cap
        ),
        request=RequestEnrichment(
            select=select,
            requests=p.requests,
            jobs=p.jobs,
            batches=p.batches,
            credit_gate=p.credit_gate,
            cap=cap,
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
        refund=RefundBounced(
            requests=p.requests,
            addresses=p.addresses,
            refunds=p.refunds,
            transaction=p.transaction,
            clock=p.clock,
        ),
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
        list=KeepList(suppressions=p.suppressions, check=check, record=record),
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
            access=p.access,
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
            doubts=p.doubts,
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
        lift_doubt=LiftDoubt(
            conversations=p.conversations,
            messages=p.messages,
            doubts=p.doubts,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        finalise_doubts=FinaliseDoubts(
            queue=p.doubt_queue,
            conversations=p.conversations,
            objections=p.objections,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        settle_referral=SettleReferral(
            conversations=p.conversations,
            people=p.new_people,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        arrange=ArrangeConversation(
            conversations=p.conversations,
            members=p.members,
            transaction=p.transaction,
            clock=p.clock,
        ),
        note_own_hand=NoteOwnHand(
            receivers=p.receivers,
            sent=p.sent,
            gates=p.gates,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        mark_read=MarkRead(conversations=p.conversations, transaction=p.transaction),
        close_conversations=CloseConversations(
            conversations=p.conversations, transaction=p.transaction
        ),
        list_conversations=ListConversations(
            conversations=p.conversations, people=p.people, clock=p.clock
        ),
        access_log=ReadAccessLog(log=p.access, owners=p.owners),
        count=CountInbox(conversations=p.conversations, clock=p.clock),
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
    intake = RowIntake(
        prospects=p.prospects,
        companies=p.companies,
        admission=admission,
        phones=p.phones,
        blobs=p.blobs,
        new_id=p.new_id,
    )
    return ProspectUseCases(
        add=AddProspect(
            prospects=p.prospects,
            plan=p.plan,
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
            plan=p.plan,
            workbooks=p.workbooks,
            blobs=p.blobs,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        map_columns=MapColumns(imports=p.imports, transaction=p.transaction, clock=p.clock),
        start_import=StartImport(
            imports=p.imports,
            plan=p.plan,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        merge=MergeProspects(
            prospects=p.prospects,
            reader=p.reader,
            merges=p.merges,
            engagements=p.engagements,
            leftovers=p.leftovers,
            objections=p.objections,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        preview_import=PreviewImport(
            imports=p.imports,
            intake=intake,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        link_companies=LinkCompanies(
            prospects=p.prospects,
            companies=p.companies,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        companies=ReadCompanies(companies=p.companies, prospects=p.prospects, clock=p.clock),
        run_import=RunImport(
            prospects=p.prospects,
            companies=p.companies,
            imports=p.imports,
            traces=p.traces,
            faults=p.faults,
            intake=intake,
            objections=p.objections,
            operations=p.operations,
            blobs=p.blobs,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
        ),
        undo_import=UndoImport(
            prospects=p.prospects,
            companies=p.companies,
            imports=p.imports,
            traces=p.traces,
            engagements=p.engagements,
            leftovers=p.leftovers,
            operations=p.operations,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        read_import=ReadImport(
            imports=p.imports, traces=p.traces, faults=p.faults, prospects=p.prospects
        ),
    )


def build_prospect_views(p: ProspectViewPorts, known: ProspectPorts) -> ProspectViewUseCases:
    return ProspectViewUseCases(
        keep=KeepView(
            views=p.views, transaction=known.transaction, clock=known.clock, new_id=known.new_id
        ),
        request_change=RequestBulkChange(
            reader=known.reader,
            changes=p.changes,
            operations=known.operations,
            outbox=known.outbox,
            transaction=known.transaction,
            clock=known.clock,
            wall=known.wall,
            new_id=known.new_id,
        ),
        run_change=RunBulkChange(
            reader=known.reader,
            changes=p.changes,
            change=ChangeProspects(
                prospects=known.prospects,
                outbox=known.outbox,
                transaction=known.transaction,
                clock=known.clock,
            ),
            operations=known.operations,
            outbox=known.outbox,
            transaction=known.transaction,
            clock=known.clock,
            wall=known.wall,
        ),
    )


def build_people_search(p: PeopleSearchPorts, known: ProspectPorts) -> PeopleSearchUseCases:
    admission = Admission(policy=known.policy)
    desk = SearchDesk(
        accounts=p.accounts,
        allowances=p.allowances,
        finder=p.finder,
        prospects=known.prospects,
        admission=admission,
        transaction=known.transaction,
        clock=known.clock,
    )
    read = ReadPeopleSearch(searches=p.searches)
    return PeopleSearchUseCases(
        accounts=ListSearchAccounts(
            accounts=p.accounts, allowances=p.allowances, clock=known.clock
        ),
        consent=SignSearchConsent(
            accounts=p.accounts,
            allowances=p.allowances,
            transaction=known.transaction,
            clock=known.clock,
        ),
        propose=ProposeSearch(proposer=p.proposer),
        lookalikes=ProposeLookalikes(prospects=known.prospects, reader=known.reader),
        find=FindPeople(
            desk=desk,
            searches=p.searches,
            read=read,
            transaction=known.transaction,
            clock=known.clock,
            wall=known.wall,
            new_id=known.new_id,
        ),
        read=read,
        add=AddFoundPeople(
            searches=p.searches,
            read=read,
            prospects=known.prospects,
            admission=admission,
            credit_gate=p.credit_gate,
            outbox=known.outbox,
            transaction=known.transaction,
            clock=known.clock,
            new_id=known.new_id,
        ),
        saved=KeepSearch(
            saved=p.saved,
            read=read,
            transaction=known.transaction,
            clock=known.clock,
            new_id=known.new_id,
        ),
        refresh=RefreshSavedSearches(
            saved=p.saved,
            searches=p.searches,
            desk=desk,
            outbox=known.outbox,
            transaction=known.transaction,
            clock=known.clock,
            wall=known.wall,
            new_id=known.new_id,
        ),
    )


def build_scoring(p: ScoringPorts) -> ScoringUseCases:
    score = ScoreProspects(
        scores=p.scores,
        board=p.board,
        facts=p.facts,
        salesbook=p.salesbook,
        signals=p.signals,
        feedbacks=p.feedbacks,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
    )
    return ScoringUseCases(
        score=score,
        explain=ExplainScore(scores=p.scores, feedbacks=p.feedbacks, clock=p.clock),
        feedback=GiveFeedback(
            feedbacks=p.feedbacks,
            signals=p.signals,
            facts=p.facts,
            score=score,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        signal=NoteSignal(
            signals=p.signals,
            facts=p.facts,
            words=p.words,
            score=score,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        rescore_due=RescoreDue(scores=p.scores, score=score, clock=p.clock),
        rescore_concerned=RescoreConcerned(feedbacks=p.feedbacks, scores=p.scores, score=score),
        reliability=ReadReliability(replies=p.replies),
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
    days = PersonDays(calendars=p.calendars, public_days=p.public_days)
    parts = KnownParts(salesbook=p.salesbook, senders=p.senders)
    launch = LaunchCampaign(
        campaigns=p.campaigns,
        plan=p.plan,
        preflight=preflight,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
    )
    simulate = p.checking.simulate
    return CampaignUseCases(
        draft=DraftCampaign(
            campaigns=p.campaigns,
            parts=parts,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        edit=EditCampaign(campaigns=p.campaigns, parts=parts, transaction=p.transaction),
        edit_sequence=EditSequence(
            campaigns=p.campaigns,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
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
        launch=launch,
        pause=PauseCampaign(
            campaigns=p.campaigns, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
        resume=ResumeCampaign(
            campaigns=p.campaigns,
            plan=p.plan,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
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
            days=days,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        record_step_done=RecordStepDone(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            audience=p.audience,
            days=days,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        delay_enrolment=DelayEnrolment(enrolments=p.enrolments, transaction=p.transaction),
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
        follow_revision=FollowRevision(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        change_enrolment=ChangeEnrolment(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        hold_colleagues=HoldColleagues(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            audience=p.audience,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        open_task=OpenTask(
            campaigns=p.campaigns,
            enrolments=p.enrolments,
            tasks=p.tasks,
            audience=p.audience,
            days=days,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        end_task=EndTask(
            tasks=p.tasks,
            queue=p.task_queue,
            audience=p.audience,
            days=days,
            objections=p.objections,
            wrong_numbers=p.wrong_numbers,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        list_tasks=ListTasks(
            tasks=p.tasks,
            campaigns=p.campaigns,
            audience=p.audience,
            words=p.words,
            scripts=p.scripts,
            days=days,
            clock=p.clock,
        ),
        write_script=WriteCallScript(tasks=p.tasks, scripts=p.scripts),
        calendar=SetCalendar(calendars=p.calendars, transaction=p.transaction),
        simulate=simulate,
        sign_mandate=SignMandate(
            campaigns=p.campaigns,
            simulations=p.simulations,
            simulate=simulate,
            mandates=p.mandates,
            entitlements=p.checking.entitlements,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        end_mandate=EndMandate(
            mandates=p.mandates,
            watch=p.mandate_watch,
            campaigns=p.campaigns,
            simulate=simulate,
            signatories=p.checking.signatories,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        list_mandates=ListMandates(campaigns=p.campaigns, mandates=p.mandates, clock=p.clock),
        autonomy=SetAutonomy(
            campaigns=p.campaigns,
            autonomies=p.autonomies,
            trust=p.trust,
            watch=p.mandate_watch,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        activate_plan=ActivatePlan(
            campaigns=p.campaigns,
            simulations=p.simulations,
            simulate=simulate,
            launch=launch,
            clock=p.clock,
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
    stops = TurnStop(
        stops=p.stops,
        queue=p.queue,
        plans=p.plans,
        senders=p.senders,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        wall=p.wall,
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
        settle_by_hand=SettleByHand(
            actions=p.actions,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        report_done=ReportDone(
            actions=p.actions,
            senders=p.senders,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        confirm_reported=ConfirmReported(
            actions=p.actions,
            queue=p.queue,
            senders=p.senders,
            recipients=p.recipients,
            evidence=p.evidence,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        read_action=ReadAction(
            actions=p.actions,
            attempts=p.attempts,
            texts=p.texts,
            recipients=p.recipients,
            gate=p.gate,
        ),
        risk=SignRisk(
            senders=p.senders,
            queue=p.queue,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        stops=stops,
        set_limits=SetLimits(
            senders=p.senders,
            rules=p.rules,
            queue=p.queue,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        check_health=CheckHealth(
            senders=p.senders,
            sent=p.sent,
            accounts=p.account_gates,
            keeper=p.keeper,
            outbox=p.outbox,
            clock=p.clock,
        ),
        resume_sender=ResumeSender(
            senders=p.senders,
            queue=p.queue,
            keeper=p.keeper,
            outbox=p.outbox,
            clock=p.clock,
        ),
        audit=AuditDelivery(books=p.books, wall=p.wall),
        doubt_after_restore=DoubtAfterRestore(
            actions=p.actions, queue=p.queue, stops=stops, wall=p.wall
        ),
        list_stops=ListStops(stops=p.stops),
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
            workspaces=p.workspaces,
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
        list_actions=ListActions(actions=p.actions, names=p.names),
        explain_wait=ExplainWait(
            queue=p.queue,
            plans=p.plans,
            senders=p.senders,
            recipients=p.recipients,
            gate=p.gate,
            clock=p.clock,
            wall=p.wall,
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
            mailbox_url=ports.settings.mailbox_url,
            limiter=shared.limiter,
            rate_limits=ports.settings.rate_limits,
            pings=ports.pings,
        ),
        operations=build_operations(shared),
        accounts=build_accounts(ports.accounts),
        audit=build_audit(shared),
        integrations=build_integrations(ports.integrations),
        privacy=build_privacy(ports),
        salesbook=build_salesbook(ports.salesbook),
        prospects=build_prospects(ports.prospects),
        prospect_views=build_prospect_views(ports.prospect_views, ports.prospects),
        people_search=build_people_search(ports.people_search, ports.prospects),
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
