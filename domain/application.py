"""The typed list of all use cases: what a driving side may call."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from domain.accounts.usecases.add_member import AddMember
from domain.accounts.usecases.authenticate import Authenticate
from domain.accounts.usecases.change_locale import ChangeLocale
from domain.accounts.usecases.sign_in import SignIn
from domain.accounts.usecases.sign_out import SignOut
from domain.accounts.usecases.sign_up import SignUp
from domain.billing.usecases.commit_credits import CommitCredits
from domain.billing.usecases.expire_reservations import ExpireReservations
from domain.billing.usecases.grant_credits import GrantCredits
from domain.billing.usecases.hold_credits import HoldCredits
from domain.billing.usecases.list_entries import ListEntries
from domain.billing.usecases.read_balance import ReadBalance
from domain.billing.usecases.release_credits import ReleaseCredits
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
from domain.consent.usecases.record_objection import RecordObjection
from domain.consent.usecases.show_notice import ShowNotice
from domain.consent.usecases.suppress_bounced import SuppressBounced
from domain.delivery.usecases.announce_sender import AnnounceSender
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.check_senders import CheckSenders
from domain.delivery.usecases.close_recipient import CloseRecipient
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
from domain.delivery.usecases.record_bounce import RecordBounce
from domain.delivery.usecases.record_connection import RecordConnection
from domain.delivery.usecases.record_receipt import RecordReceipt
from domain.delivery.usecases.record_sender_health import RecordSenderHealth
from domain.delivery.usecases.settle_unknown import SettleUnknown
from domain.delivery.usecases.undo_action import UndoAction
from domain.delivery.usecases.wake_actions import WakeActions
from domain.enrichment.usecases.apply_enrichment_answer import ApplyEnrichmentAnswer
from domain.enrichment.usecases.poll_enrichments import PollEnrichments
from domain.enrichment.usecases.quote_enrichment import QuoteEnrichment
from domain.enrichment.usecases.read_enrichment import ReadEnrichment
from domain.enrichment.usecases.request_enrichment import RequestEnrichment
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
from domain.inbox.usecases.read_conversation import ReadConversation
from domain.inbox.usecases.read_kept_delivery import ReadKeptDelivery
from domain.inbox.usecases.receive_message import ReceiveMessage
from domain.inbox.usecases.settle_answer import SettleAnswer
from domain.inbox.usecases.take_delivery import TakeDelivery
from domain.insights.usecases.project_event import ProjectEvent
from domain.insights.usecases.read_results import ReadResults
from domain.insights.usecases.read_timeline import ReadTimeline
from domain.messaging.usecases.approve_draft import ApproveDraft
from domain.messaging.usecases.dismiss_draft import DismissDraft
from domain.messaging.usecases.edit_draft import EditDraft
from domain.messaging.usecases.expire_drafts import ExpireDrafts
from domain.messaging.usecases.generate_draft import GenerateDraft
from domain.messaging.usecases.list_reviews import ListReviews
from domain.messaging.usecases.read_approved_text import ReadApprovedText
from domain.messaging.usecases.regenerate_draft import RegenerateDraft
from domain.messaging.usecases.retry_drafts import RetryDrafts
from domain.messaging.usecases.skip_draft import SkipDraft
from domain.privacy.usecases.read_policy import ReadPolicy
from domain.prospects.usecases.add_prospect import AddProspect
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
from domain.salesbook.usecases.write_offer import WriteOffer
from domain.scoring.usecases.explain_score import ExplainScore
from domain.scoring.usecases.rescore_all import RequestRescoring, RescoreAll
from domain.scoring.usecases.score_prospects import ScoreProspects
from domain.shared.clock import Clock
from domain.shared.idempotency import IdempotencyKeys
from domain.shared.inbound import InboundEvents
from domain.shared.operations import Operations
from domain.shared.outbox import OutboxReader
from domain.shared.usecases.cancel_operation import CancelOperation
from domain.shared.usecases.resume_operation import ResumeOperation


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
    pings: Mapping[str, Callable[[], Awaitable[None]]]


@dataclass(frozen=True, kw_only=True)
class OperationUseCases:
    cancel: CancelOperation
    resume: ResumeOperation


@dataclass(frozen=True, kw_only=True)
class AccountUseCases:
    sign_up: SignUp
    sign_in: SignIn
    sign_out: SignOut
    authenticate: Authenticate
    change_locale: ChangeLocale
    add_member: AddMember


@dataclass(frozen=True, kw_only=True)
class PrivacyUseCases:
    read_policy: ReadPolicy


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
    balance: ReadBalance
    entries: ListEntries


@dataclass(frozen=True, kw_only=True)
class MessagingUseCases:
    generate: GenerateDraft
    edit: EditDraft
    approve: ApproveDraft
    skip: SkipDraft
    dismiss: DismissDraft
    regenerate: RegenerateDraft
    expire: ExpireDrafts
    retry: RetryDrafts
    reviews: ListReviews
    approved_text: ReadApprovedText


@dataclass(frozen=True, kw_only=True)
class EnrichmentUseCases:
    """`verify` says whether a webhook is genuine; `apply_answer` takes its body afterwards."""

    quote: QuoteEnrichment
    request: RequestEnrichment
    submit: SubmitEnrichment
    apply_answer: ApplyEnrichmentAnswer
    poll: PollEnrichments
    watch: WatchEnrichment
    read: ReadEnrichment
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


@dataclass(frozen=True, kw_only=True)
class InboxUseCases:
    """`take_delivery` is the webhook's, `read_delivery` and `receive` the task's behind it."""

    take_delivery: TakeDelivery
    read_delivery: ReadKeptDelivery
    receive: ReceiveMessage
    classify: ClassifyReply
    answer: AnswerConversation
    hand_over_answer: HandOverAnswer
    settle_answer: SettleAnswer
    correct_label: CorrectLabel
    mark_read: MarkRead
    close_conversations: CloseConversations
    list_conversations: ListConversations
    read_conversation: ReadConversation


@dataclass(frozen=True, kw_only=True)
class InsightsUseCases:
    project: ProjectEvent
    read_timeline: ReadTimeline
    read_results: ReadResults


@dataclass(frozen=True, kw_only=True)
class ProspectUseCases:
    """`typed` reads what a person typed; `record_point` is for enrichment's bridge."""

    add: AddProspect
    correct: CorrectProspect
    change: ChangeProspects
    advance: AdvanceProspect
    mark_opted_out: MarkOptedOut
    record_point: RecordContactPoint
    search: SearchProspects
    read: ReadProspect
    tags: ListTags
    typed: TypedPerson
    check_import: CheckImport
    map_columns: MapColumns
    start_import: StartImport
    run_import: RunImport
    read_import: ReadImport


@dataclass(frozen=True, kw_only=True)
class ScoringUseCases:
    score: ScoreProspects
    explain: ExplainScore
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
    end_enrolment: EndEnrolment
    list: ListCampaigns
    list_enrolments: ListEnrolments


@dataclass(frozen=True, kw_only=True)
class DeliveryUseCases:
    """`drain`, `reap` and `settle` are the engine: any number of workers may run them."""

    plan_action: PlanAction
    drain: DrainDue
    reap: ReapStale
    settle: SettleUnknown
    cancel: CancelActions
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
    keep_listening: KeepListening


@dataclass(frozen=True, kw_only=True)
class Application:
    plumbing: Plumbing
    operations: OperationUseCases
    accounts: AccountUseCases
    privacy: PrivacyUseCases
    salesbook: SalesbookUseCases
    billing: BillingUseCases
    prospects: ProspectUseCases
    scoring: ScoringUseCases
    messaging: MessagingUseCases
    enrichment: EnrichmentUseCases
    campaigns: CampaignUseCases
    delivery: DeliveryUseCases
    consent: ConsentUseCases
    inbox: InboxUseCases
    insights: InsightsUseCases
    # one group per module, e.g. prospects: ProspectUseCases
