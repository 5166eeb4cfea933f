"""The typed list of all use cases: what a driving side may call."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from domain.accounts.usecases.accept_invitation import (
    AcceptInvitation,
    JoinWorkspace,
    ReadInvitation,
)
from domain.accounts.usecases.accept_policy import AcceptPolicy
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
from domain.accounts.usecases.post_letter import PostLetter
from domain.accounts.usecases.read_own_data import ReadOwnData
from domain.accounts.usecases.report_abuse import ListAbuse, ReportAbuse, WeighAbuse
from domain.accounts.usecases.request_email_change import RequestEmailChange
from domain.accounts.usecases.request_reset import RequestReset
from domain.accounts.usecases.reset_password import ResetPassword
from domain.accounts.usecases.sign_in import SignIn
from domain.accounts.usecases.sign_out import SignOut
from domain.accounts.usecases.sign_up import SignUp
from domain.accounts.usecases.start_factor import StartFactor
from domain.accounts.usecases.suspend_workspace import SuspendWorkspace, WatchWorkspaces
from domain.accounts.usecases.switch_workspace import ListWorkspaces, SwitchWorkspace
from domain.accounts.usecases.tell_members import TellMembers
from domain.accounts.usecases.tend_invitation import ResendInvitation, RevokeInvitation
from domain.accounts.usecases.tend_team import ChangeRole, ReadTeam, RemoveMember
from domain.audit.usecases.read_log import ExportLog, ReadLog
from domain.audit.usecases.verify_log import VerifyLog
from domain.billing.usecases.commit_credits import CommitCredits
from domain.billing.usecases.expire_credits import ExpireCredits
from domain.billing.usecases.expire_reservations import ExpireReservations
from domain.billing.usecases.export_statement import ExportStatement
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
from domain.billing.usecases.reserve_credits import ReserveCredits
from domain.billing.usecases.set_spending_rules import ReadSpendingRules, SetSpendingRules
from domain.billing.usecases.settle_checkout import SettleCheckout
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
from domain.campaigns.usecases.launch_campaign import LaunchCampaign
from domain.campaigns.usecases.list_campaigns import ListCampaigns
from domain.campaigns.usecases.list_enrolments import ListEnrolments
from domain.campaigns.usecases.list_mandates import ListMandates
from domain.campaigns.usecases.list_tasks import ListTasks
from domain.campaigns.usecases.open_task import OpenTask
from domain.campaigns.usecases.pause_campaign import PauseCampaign
from domain.campaigns.usecases.record_step_done import RecordStepDone
from domain.campaigns.usecases.resume_campaign import ResumeCampaign
from domain.campaigns.usecases.run_preflight import RunPreflight
from domain.campaigns.usecases.set_autonomy import SetAutonomy
from domain.campaigns.usecases.set_calendar import SetCalendar
from domain.campaigns.usecases.sign_lia import SignLia
from domain.campaigns.usecases.sign_mandate import SignMandate
from domain.campaigns.usecases.simulate_campaign import SimulateCampaign
from domain.campaigns.usecases.take_next_steps import TakeNextSteps
from domain.campaigns.usecases.write_call_script import WriteCallScript
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.consent.usecases.keep_list import KeepList
from domain.consent.usecases.oppose_by_link import OpposeByLink
from domain.consent.usecases.oppose_prospect import OpposeProspect
from domain.consent.usecases.record_notice import RecordNotice
from domain.consent.usecases.record_objection import RecordObjection
from domain.consent.usecases.show_notice import ShowNotice
from domain.consent.usecases.suppress_bounced import SuppressBounced
from domain.delivery.usecases.announce_sender import AnnounceSender
from domain.delivery.usecases.audit_delivery import AuditDelivery
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.check_health import CheckHealth
from domain.delivery.usecases.check_senders import CheckSenders
from domain.delivery.usecases.close_recipient import CloseRecipient
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
from domain.delivery.usecases.note_objection import NoteObjection
from domain.delivery.usecases.plan_action import PlanAction
from domain.delivery.usecases.read_action import ReadAction
from domain.delivery.usecases.reap_stale import ReapStale
from domain.delivery.usecases.record_bounce import RecordBounce
from domain.delivery.usecases.record_connection import RecordConnection
from domain.delivery.usecases.record_receipt import RecordReceipt
from domain.delivery.usecases.record_sender_health import RecordSenderHealth
from domain.delivery.usecases.report_done import ReportDone
from domain.delivery.usecases.resume_sender import ResumeSender
from domain.delivery.usecases.set_limits import SetLimits
from domain.delivery.usecases.settle_by_hand import SettleByHand
from domain.delivery.usecases.settle_unknown import SettleUnknown
from domain.delivery.usecases.sign_risk import SignRisk
from domain.delivery.usecases.turn_stop import TurnStop
from domain.delivery.usecases.undo_action import UndoAction
from domain.delivery.usecases.wake_actions import WakeActions
from domain.delivery.usecases.withdraw_invitations import WithdrawInvitations
from domain.enrichment.usecases.apply_enrichment_answer import ApplyEnrichmentAnswer
from domain.enrichment.usecases.keep_cap import KeepCap
from domain.enrichment.usecases.keep_order import KeepOrder
from domain.enrichment.usecases.poll_enrichments import PollEnrichments
from domain.enrichment.usecases.quote_enrichment import QuoteEnrichment
from domain.enrichment.usecases.read_enrichment import ReadEnrichment
from domain.enrichment.usecases.refund_bounced import RefundBounced
from domain.enrichment.usecases.request_enrichment import RequestEnrichment
from domain.enrichment.usecases.submit_enrichment import SubmitEnrichment
from domain.enrichment.usecases.verify_delivery import VerifyDelivery
from domain.enrichment.usecases.watch_enrichment import WatchEnrichment
from domain.inbox.usecases.answer_conversation import AnswerConversation
from domain.inbox.usecases.arrange_conversation import ArrangeConversation
from domain.inbox.usecases.classify_reply import ClassifyReply
from domain.inbox.usecases.close_conversations import CloseConversations
from domain.inbox.usecases.correct_label import CorrectLabel
from domain.inbox.usecases.count_inbox import CountInbox
from domain.inbox.usecases.draft_answer import DraftAnswer
from domain.inbox.usecases.hand_over_answer import HandOverAnswer
from domain.inbox.usecases.list_conversations import ListConversations
from domain.inbox.usecases.mark_read import MarkRead
from domain.inbox.usecases.note_own_hand import NoteOwnHand
from domain.inbox.usecases.read_access_log import ReadAccessLog
from domain.inbox.usecases.read_conversation import ReadConversation
from domain.inbox.usecases.read_kept_delivery import ReadKeptDelivery
from domain.inbox.usecases.receive_message import ReceiveMessage
from domain.inbox.usecases.release_answers import ReleaseAnswers
from domain.inbox.usecases.settle_answer import SettleAnswer
from domain.inbox.usecases.settle_doubt import FinaliseDoubts, LiftDoubt
from domain.inbox.usecases.settle_referral import SettleReferral
from domain.inbox.usecases.take_delivery import TakeDelivery
from domain.inbox.usecases.undo_answer import UndoAnswer
from domain.insights.usecases.mail_digests import MailDigests
from domain.insights.usecases.mail_notice import MailNotice
from domain.insights.usecases.notify import NoticeEvent, ReadNotifications
from domain.insights.usecases.project_event import ProjectEvent
from domain.insights.usecases.read_results import ReadResults
from domain.insights.usecases.read_timeline import ReadTimeline
from domain.integrations.usecases.add_hook import AddHook, RenewSecret
from domain.integrations.usecases.authenticate_key import AuthenticateKey
from domain.integrations.usecases.create_key import CreateKey
from domain.integrations.usecases.tell_hooks import QueueDeliveries, SendDeliveries
from domain.integrations.usecases.tend_hooks import (
    EnableHook,
    ListHookDeliveries,
    ListHooks,
    PingHook,
    RemoveHook,
    ReplayDelivery,
)
from domain.integrations.usecases.tend_keys import HoldKeys, ListKeys, RevokeKey, WarnOfKeys
from domain.messaging.usecases.approve_draft import ApproveDraft
from domain.messaging.usecases.approve_many import ApproveMany
from domain.messaging.usecases.approve_unattended import ApproveUnattended
from domain.messaging.usecases.dismiss_draft import DismissDraft
from domain.messaging.usecases.edit_draft import EditDraft
from domain.messaging.usecases.expire_drafts import ExpireDrafts
from domain.messaging.usecases.generate_draft import GenerateDraft
from domain.messaging.usecases.list_reviews import ListReviews
from domain.messaging.usecases.model_use import ReadModelUse, SetModelRules
from domain.messaging.usecases.read_approved_text import ReadApprovedText
from domain.messaging.usecases.regenerate_draft import RegenerateDraft
from domain.messaging.usecases.retry_drafts import RetryDrafts
from domain.messaging.usecases.skip_draft import SkipDraft
from domain.privacy.model.publisher import Publisher
from domain.privacy.usecases.announce_changes import AnnounceChanges, FollowChanges
from domain.privacy.usecases.cooperate import KeepAudits, KeepAuthorities, KeepHolds
from domain.privacy.usecases.erase_person import ErasePerson
from domain.privacy.usecases.handle_request import HandleRequest
from domain.privacy.usecases.keep_clocks import KeepClocks
from domain.privacy.usecases.keep_exports import KeepExports
from domain.privacy.usecases.keep_incidents import KeepIncidents
from domain.privacy.usecases.let_go import LetGo
from domain.privacy.usecases.list_clocks import ListClocks
from domain.privacy.usecases.list_requests import ListRequests
from domain.privacy.usecases.open_person_page import OpenPersonPage
from domain.privacy.usecases.pilot_notices import ChoosePilot, PilotNotices
from domain.privacy.usecases.purge_workspaces import PurgeWorkspaces, ReadCertificate
from domain.privacy.usecases.read_policy import ReadPolicy
from domain.privacy.usecases.read_record import ReadRecord
from domain.privacy.usecases.receive_mail import ReceiveMail
from domain.privacy.usecases.receive_request import ReceiveRequest
from domain.privacy.usecases.sweep_retention import SweepRetention
from domain.privacy.usecases.warn_of_deadlines import WarnOfDeadlines
from domain.privacy.usecases.watch_exports import WatchExports
from domain.prospects.usecases.add_found_people import AddFoundPeople
from domain.prospects.usecases.add_prospect import AddProspect
from domain.prospects.usecases.advance_prospect import AdvanceProspect
from domain.prospects.usecases.change_matching import RequestBulkChange, RunBulkChange
from domain.prospects.usecases.change_prospects import ChangeProspects
from domain.prospects.usecases.check_import import CheckImport
from domain.prospects.usecases.correct_prospect import CorrectProspect
from domain.prospects.usecases.find_duplicates import FindDuplicates
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
from domain.prospects.usecases.run_import import RunImport
from domain.prospects.usecases.search_prospects import CountProspects, ListTags, SearchProspects
from domain.prospects.usecases.sensitive_wall import KeepClearances
from domain.prospects.usecases.start_import import StartImport
from domain.prospects.usecases.typed_person import TypedPerson
from domain.prospects.usecases.undo_import import UndoImport
from domain.salesbook.usecases.define_persona import DefinePersona
from domain.salesbook.usecases.describe_company import DescribeCompany
from domain.salesbook.usecases.preview_persona import PreviewPersona
from domain.salesbook.usecases.read_salesbook import ReadSalesbook
from domain.salesbook.usecases.write_offer import WriteOffer
from domain.scoring.usecases.ask_opinion import AskOpinion, SwitchOpinions
from domain.scoring.usecases.explain_score import ExplainScore
from domain.scoring.usecases.give_feedback import GiveFeedback
from domain.scoring.usecases.note_signal import NoteSignal
from domain.scoring.usecases.read_reliability import ReadReliability
from domain.scoring.usecases.rescore_all import RequestRescoring, RescoreAll
from domain.scoring.usecases.rescore_due import RescoreConcerned, RescoreDue
from domain.scoring.usecases.score_prospects import ScoreProspects
from domain.shared.clock import Clock
from domain.shared.idempotency import IdempotencyKeys
from domain.shared.inbound import InboundEvents
from domain.shared.operations import Operations
from domain.shared.outbox import OutboxReader
from domain.shared.rate_limit import RateLimiter
from domain.shared.usecases.cancel_operation import CancelOperation
from domain.shared.usecases.resume_operation import ResumeOperation
from domain.shared.vitals import Vitals
from domain.support.model import Messenger, PageSources
from domain.support.usecases.delete_contacts import DeleteContacts
from domain.support.usecases.forget_members import ForgetMembers
from domain.support.usecases.open_messenger import OpenMessenger
from domain.support.usecases.take_desk_notice import ApplyDeskNotice, TakeDeskNotice


@dataclass(frozen=True, kw_only=True)
class Plumbing:
    """What driving sides share: the relay's and the live feed's end of the outbox, and the like."""

    clock: Clock
    wall: Clock
    outbox: OutboxReader
    inbound: InboundEvents
    operations: Operations
    idempotency: IdempotencyKeys
    mode: str
    time_speed: float
    public_url: str
    publisher: Publisher
    mailbox_url: str
    messenger: Messenger
    chat_sources: PageSources
    support_address: str
    limiter: RateLimiter
    rate_limits: float
    vitals: Vitals
    metrics_token: str
    pings: Mapping[str, Callable[[], Awaitable[None]]]


@dataclass(frozen=True, kw_only=True)
class OperationUseCases:
    cancel: CancelOperation
    resume: ResumeOperation


@dataclass(frozen=True, kw_only=True)
class AuditUseCases:
    read: ReadLog
    export: ExportLog
    verify: VerifyLog


@dataclass(frozen=True, kw_only=True)
class IntegrationUseCases:
    authenticate: AuthenticateKey
    create_key: CreateKey
    list_keys: ListKeys
    revoke_key: RevokeKey
    hold_keys: HoldKeys
    warn_of_keys: WarnOfKeys
    list_hooks: ListHooks
    add_hook: AddHook
    renew_secret: RenewSecret
    enable_hook: EnableHook
    remove_hook: RemoveHook
    ping_hook: PingHook
    list_deliveries: ListHookDeliveries
    replay: ReplayDelivery
    queue_deliveries: QueueDeliveries
    send_deliveries: SendDeliveries
    sink: str


@dataclass(frozen=True, kw_only=True)
class AccountUseCases:
    sign_up: SignUp
    confirm_sign_up: ConfirmSignUp
    sign_in: SignIn
    sign_out: SignOut
    authenticate: Authenticate
    accept_policy: AcceptPolicy
    own_data: ReadOwnData
    start_factor: StartFactor
    confirm_factor: ConfirmFactor
    give_factor: GiveFactor
    request_reset: RequestReset
    reset_password: ResetPassword
    change_password: ChangePassword
    request_email_change: RequestEmailChange
    confirm_email: ConfirmEmail
    list_sessions: ListSessions
    end_session: EndSession
    end_other_sessions: EndOtherSessions
    list_workspaces: ListWorkspaces
    switch_workspace: SwitchWorkspace
    change_locale: ChangeLocale
    add_member: AddMember
    read_team: ReadTeam
    change_role: ChangeRole
    remove_member: RemoveMember
    invite_member: InviteMember
    resend_invitation: ResendInvitation
    revoke_invitation: RevokeInvitation
    read_invitation: ReadInvitation
    accept_invitation: AcceptInvitation
    join_workspace: JoinWorkspace
    ask_closure: AskClosure
    withdraw_closure: WithdrawClosure
    remind_of_closure: RemindOfClosure
    suspend: SuspendWorkspace
    watched: WatchWorkspaces
    report_abuse: ReportAbuse
    weigh_abuse: WeighAbuse
    list_abuse: ListAbuse
    post_letter: PostLetter
    tell_members: TellMembers


@dataclass(frozen=True, kw_only=True)
class PrivacyUseCases:
    """`portal` serves the holder of a signed link, `handle` the rights desk of a workspace."""

    read_policy: ReadPolicy
    announce: AnnounceChanges
    changes: FollowChanges
    receive: ReceiveRequest
    mail: ReceiveMail
    requests: ListRequests
    handle: HandleRequest
    warn: WarnOfDeadlines
    portal: OpenPersonPage
    clocks: KeepClocks
    let_go: LetGo
    choose_pilot: ChoosePilot
    pilot: PilotNotices
    waiting: ListClocks
    erase: ErasePerson
    retention: SweepRetention
    incidents: KeepIncidents
    record: ReadRecord
    audits: KeepAudits
    authorities: KeepAuthorities
    holds: KeepHolds
    exports: KeepExports
    watch_exports: WatchExports
    purge: PurgeWorkspaces
    certificate: ReadCertificate


@dataclass(frozen=True, kw_only=True)
class SalesbookUseCases:
    read: ReadSalesbook
    describe_company: DescribeCompany
    write_offer: WriteOffer
    define_persona: DefinePersona
    preview_persona: PreviewPersona


@dataclass(frozen=True, kw_only=True)
class BillingUseCases:
    grant: GrantCredits
    reserve: ReserveCredits
    commit: CommitCredits
    release: ReleaseCredits
    hold: HoldCredits
    expire: ExpireReservations
    expire_credits: ExpireCredits
    balance: ReadBalance
    entries: ListEntries
    statement: ExportStatement
    names: NameMembers
    read: ReadSubscription
    entitlements: ReadEntitlements
    preview: PreviewPlan
    checkout: StartCheckout
    settle_checkout: SettleCheckout
    portal: OpenPortal
    invoices: ListInvoices
    open_invoice: OpenInvoice
    rules: ReadSpendingRules
    set_rules: SetSpendingRules
    take_notice: TakePaymentNotice
    apply_notice: ApplyPaymentNotice
    follow_due: FollowDue
    top_up: TopUpCredits


@dataclass(frozen=True, kw_only=True)
class MessagingUseCases:
    generate: GenerateDraft
    edit: EditDraft
    approve: ApproveDraft
    approve_many: ApproveMany
    approve_unattended: ApproveUnattended
    skip: SkipDraft
    dismiss: DismissDraft
    regenerate: RegenerateDraft
    expire: ExpireDrafts
    retry: RetryDrafts
    reviews: ListReviews
    approved_text: ReadApprovedText
    model_use: ReadModelUse
    set_model_rules: SetModelRules


@dataclass(frozen=True, kw_only=True)
class EnrichmentUseCases:
    """`verify` says whether a webhook is genuine; `apply_answer` takes its body afterwards."""

    cap: KeepCap
    order: KeepOrder
    quote: QuoteEnrichment
    request: RequestEnrichment
    submit: SubmitEnrichment
    apply_answer: ApplyEnrichmentAnswer
    poll: PollEnrichments
    watch: WatchEnrichment
    read: ReadEnrichment
    refund: RefundBounced
    verify: VerifyDelivery


@dataclass(frozen=True, kw_only=True)
class ConsentUseCases:
    """`check` is what every other module asks through its own ContactPolicy."""

    check: CheckSuppression
    record: RecordObjection
    oppose: OpposeProspect
    oppose_by_link: OpposeByLink
    show_notice: ShowNotice
    record_notice: RecordNotice
    suppress_bounced: SuppressBounced
    list: KeepList


@dataclass(frozen=True, kw_only=True)
class InboxUseCases:
    """`take_delivery` is the webhook's, `read_delivery` and `receive` the task's behind it."""

    take_delivery: TakeDelivery
    read_delivery: ReadKeptDelivery
    receive: ReceiveMessage
    classify: ClassifyReply
    answer: AnswerConversation
    draft_answer: DraftAnswer
    undo_answer: UndoAnswer
    release_answers: ReleaseAnswers
    hand_over_answer: HandOverAnswer
    settle_answer: SettleAnswer
    correct_label: CorrectLabel
    lift_doubt: LiftDoubt
    finalise_doubts: FinaliseDoubts
    settle_referral: SettleReferral
    arrange: ArrangeConversation
    note_own_hand: NoteOwnHand
    mark_read: MarkRead
    close_conversations: CloseConversations
    list_conversations: ListConversations
    count: CountInbox
    access_log: ReadAccessLog
    read_conversation: ReadConversation


@dataclass(frozen=True, kw_only=True)
class InsightsUseCases:
    project: ProjectEvent
    read_timeline: ReadTimeline
    read_results: ReadResults
    notice: NoticeEvent
    notifications: ReadNotifications
    mail_notice: MailNotice
    mail_digests: MailDigests


@dataclass(frozen=True, kw_only=True)
class ProspectUseCases:
    """`typed` reads what a person typed; `record_point` is for enrichment's bridge."""

    add: AddProspect
    correct: CorrectProspect
    change: ChangeProspects
    advance: AdvanceProspect
    clearances: KeepClearances
    mark_opted_out: MarkOptedOut
    record_point: RecordContactPoint
    search: SearchProspects
    count: CountProspects
    read: ReadProspect
    tags: ListTags
    typed: TypedPerson
    check_import: CheckImport
    map_columns: MapColumns
    start_import: StartImport
    merge: MergeProspects
    duplicates: FindDuplicates
    link_companies: LinkCompanies
    companies: ReadCompanies
    preview_import: PreviewImport
    run_import: RunImport
    undo_import: UndoImport
    read_import: ReadImport


@dataclass(frozen=True, kw_only=True)
class ProspectViewUseCases:
    """`run_change` is the worker's."""

    keep: KeepView
    request_change: RequestBulkChange
    run_change: RunBulkChange


@dataclass(frozen=True, kw_only=True)
class PeopleSearchUseCases:
    """`refresh` is the sweep's; the others are a member's own searches."""

    accounts: ListSearchAccounts
    consent: SignSearchConsent
    propose: ProposeSearch
    lookalikes: ProposeLookalikes
    find: FindPeople
    read: ReadPeopleSearch
    add: AddFoundPeople
    saved: KeepSearch
    refresh: RefreshSavedSearches


@dataclass(frozen=True, kw_only=True)
class ScoringUseCases:
    score: ScoreProspects
    explain: ExplainScore
    feedback: GiveFeedback
    signal: NoteSignal
    opinion: AskOpinion
    switch_opinions: SwitchOpinions
    rescore_due: RescoreDue
    rescore_concerned: RescoreConcerned
    reliability: ReadReliability
    request_rescoring: RequestRescoring
    rescore_all: RescoreAll


@dataclass(frozen=True, kw_only=True)
class CampaignUseCases:
    draft: DraftCampaign
    edit: EditCampaign
    edit_sequence: EditSequence
    enrol: EnrolProspects
    sign_lia: SignLia
    preflight: RunPreflight
    launch: LaunchCampaign
    pause: PauseCampaign
    resume: ResumeCampaign
    follow: FollowCampaign
    take_next_steps: TakeNextSteps
    record_step_done: RecordStepDone
    delay_enrolment: DelayEnrolment
    end_enrolment: EndEnrolment
    list: ListCampaigns
    list_enrolments: ListEnrolments
    follow_revision: FollowRevision
    change_enrolment: ChangeEnrolment
    hold_colleagues: HoldColleagues
    open_task: OpenTask
    end_task: EndTask
    list_tasks: ListTasks
    write_script: WriteCallScript
    calendar: SetCalendar
    simulate: SimulateCampaign
    activate_plan: ActivatePlan
    sign_mandate: SignMandate
    end_mandate: EndMandate
    list_mandates: ListMandates
    autonomy: SetAutonomy


@dataclass(frozen=True, kw_only=True)
class DeliveryUseCases:
    """`drain`, `reap` and `settle` are the engine: any number of workers may run them."""

    plan_action: PlanAction
    drain: DrainDue
    reap: ReapStale
    settle: SettleUnknown
    cancel: CancelActions
    settle_by_hand: SettleByHand
    report_done: ReportDone
    confirm_reported: ConfirmReported
    read_action: ReadAction
    risk: SignRisk
    stops: TurnStop
    set_limits: SetLimits
    check_health: CheckHealth
    note_objection: NoteObjection
    resume_sender: ResumeSender
    audit: AuditDelivery
    doubt_after_restore: DoubtAfterRestore
    list_stops: ListStops
    undo: UndoAction
    recipient: CloseRecipient
    record_receipt: RecordReceipt
    record_bounce: RecordBounce
    record_connection: RecordConnection
    record_health: RecordSenderHealth
    check_senders: CheckSenders
    connect_sender: ConnectSender
    announce_sender: AnnounceSender
    confirm_sender: ConfirmSender
    disconnect_sender: DisconnectSender
    wake: WakeActions
    list_senders: ListSenders
    list_actions: ListActions
    explain_wait: ExplainWait
    withdraw_invitations: WithdrawInvitations
    keep_listening: KeepListening


@dataclass(frozen=True, kw_only=True)
class SupportUseCases:
    open_messenger: OpenMessenger
    forget: ForgetMembers
    delete: DeleteContacts
    take_notice: TakeDeskNotice
    apply_notice: ApplyDeskNotice


@dataclass(frozen=True, kw_only=True)
class Application:
    plumbing: Plumbing
    operations: OperationUseCases
    accounts: AccountUseCases
    audit: AuditUseCases
    integrations: IntegrationUseCases
    privacy: PrivacyUseCases
    salesbook: SalesbookUseCases
    billing: BillingUseCases
    prospects: ProspectUseCases
    prospect_views: ProspectViewUseCases
    people_search: PeopleSearchUseCases
    scoring: ScoringUseCases
    messaging: MessagingUseCases
    enrichment: EnrichmentUseCases
    campaigns: CampaignUseCases
    delivery: DeliveryUseCases
    consent: ConsentUseCases
    inbox: InboxUseCases
    insights: InsightsUseCases
    support: SupportUseCases
    # one group per module, e.g. prospects: ProspectUseCases
