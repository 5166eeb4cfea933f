"""Every port, filled. mypy refuses an adapter that does not fit."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.bootstrap.audited_outbox import AuditedOutbox
from adapters.bootstrap.bridges import (
    AnswerDesk,
    AnswerTexts,
    CalledNumbers,
    CallObjections,
    CampaignAudience,
    CampaignSteps,
    ConnectedReceivers,
    ContactedPeople,
    ContactRules,
    CountedAudience,
    CountedSeats,
    CreditDesk,
    DeliveredMessages,
    DeliveryBounces,
    DeliveryRecipients,
    EarlierContacts,
    EnrichableCards,
    EnrolledPeople,
    HandWords,
    HeardObjections,
    HeldDoubts,
    ImportedObjections,
    KnownAddresses,
    KnownProspects,
    LeavingTexts,
    ListScores,
    MailboxHolders,
    MandatedSends,
    MandatedTexts,
    NoticeSources,
    OwnLinkedinAccounts,
    PeopleInCampaigns,
    PlanRights,
    PlanSignatories,
    PlanStandings,
    ProspectBriefs,
    PublishedTexts,
    RecipientNames,
    ReferredPeople,
    RefusedRecipients,
    ReviewedPeople,
    SalesbookBriefs,
    SalesbookStandings,
    ScorablePeople,
    ScoresLeftBehind,
    SenderNames,
    SenderStandings,
    SendingSteps,
    SentAddresses,
    SentNotices,
    SentThreads,
    SoughtPersonas,
    SpecialCategories,
    SuppressedPeople,
    UserNames,
    WorkspaceMembers,
    WorkspaceStandings,
    WrittenScripts,
)
from adapters.bootstrap.rehearsal import Rehearsals, WritingPurse
from adapters.bootstrap.settings import Settings
from adapters.bootstrap.trust import StepRecord
from adapters.files.documents import FileDocuments
from adapters.files.package import ZipPackages
from adapters.files.tables import TableFiles
from adapters.files.workbooks import CalamineWorkbooks
from adapters.fullenrich.adapter import FullEnrichFinder, FullEnrichSignature
from adapters.fullenrich.client import FullEnrichClient
from adapters.hooks.receiver import PublicReceiver, SandboxReceiver
from adapters.llm.budgeted import Budgeted
from adapters.llm.first_of import FirstOf
from adapters.llm.late import LateModel, make_anthropic, make_openai
from adapters.llm.metered import Metered
from adapters.llm.model import Model
from adapters.llm.prompt import load_prompt
from adapters.llm.reply_reader import LlmReplyReader
from adapters.llm.search_proposer import LlmSearchProposer
from adapters.llm.second_reader import LlmSecondReader
from adapters.llm.writer import LlmWriter
from adapters.mail.smtp import SmtpPostman
from adapters.mongo import driver
from adapters.mongo.accounts import (
    MongoAcceptances,
    MongoInvitations,
    MongoLetters,
    MongoMemberships,
    MongoSessions,
    MongoSignInCounter,
    MongoTickets,
    MongoUsers,
    MongoWorkspaces,
)
from adapters.mongo.audit import MongoAuditLog
from adapters.mongo.billing import (
    MongoCheckouts,
    MongoEntries,
    MongoPurchases,
    MongoReservations,
    MongoSpendingRules,
    MongoSubscriptions,
    MongoTopUps,
    MongoWallets,
)
from adapters.mongo.campaigns import (
    MongoAutonomies,
    MongoCalendars,
    MongoCampaigns,
    MongoEnrolments,
    MongoHumanTasks,
    MongoMandates,
    MongoSimulations,
)
from adapters.mongo.collections import ensure_collections
from adapters.mongo.companies import MongoCompanies
from adapters.mongo.consent import MongoNoticeLog, MongoSuppressions
from adapters.mongo.delivery import (
    MongoAccountGates,
    MongoActions,
    MongoAttempts,
    MongoDeliveryBooks,
    MongoRecipientGates,
    MongoSenders,
    MongoSendingRules,
    MongoStops,
)
from adapters.mongo.enrichment import (
    MongoEnrichmentBatches,
    MongoEnrichmentCaps,
    MongoEnrichmentJobs,
    MongoEnrichmentRequests,
)
from adapters.mongo.inbox import MongoAccessLog, MongoConversations, MongoMessages
from adapters.mongo.insights import MongoEventLog, MongoFunnel, MongoTimeline
from adapters.mongo.integrations import MongoApiKeys, MongoHookDeliveries, MongoHooks
from adapters.mongo.messaging import (
    MongoDrafts,
    MongoImprints,
    MongoModelCalls,
    MongoModelRules,
)
from adapters.mongo.people_search import (
    MongoPeopleSearches,
    MongoSavedSearches,
    MongoSearchAllowances,
)
from adapters.mongo.person_stores import MongoHolders, MongoPersonStores
from adapters.mongo.privacy import (
    MongoClosedWorkspaces,
    MongoExports,
    MongoIncidents,
    MongoPersonClocks,
    MongoReceipts,
    MongoRightsIntakes,
    MongoRightsRequests,
)
from adapters.mongo.prospect_views import MongoBulkChanges, MongoSavedViews
from adapters.mongo.prospects import (
    MongoImportBatches,
    MongoImportTraces,
    MongoMerges,
    MongoProspectReader,
    MongoProspects,
    MongoRowFaults,
)
from adapters.mongo.retention import MongoRetentionStores
from adapters.mongo.salesbook import MongoSalesbooks
from adapters.mongo.scoring import MongoFeedbacks, MongoRescorings, MongoScores, MongoSignals
from adapters.mongo.session import MongoTransaction
from adapters.mongo.shared import (
    MongoBlobs,
    MongoIdempotencyKeys,
    MongoInboundEvents,
    MongoOperations,
    MongoOutbox,
)
from adapters.mongo.workspace_stores import MongoWorkspaceStores
from adapters.stripe.adapter import StripePayments
from adapters.stripe.client import StripeApi
from adapters.stripe.notices import StripeNotices
from adapters.system.calendar import PublicHolidays
from adapters.system.clock import FastCalendar, FastClock, SystemClock
from adapters.system.encryption import AesGcmCipher
from adapters.system.ids import UuidV7
from adapters.system.one_time_codes import TimeBasedCodes
from adapters.system.passwords import Argon2Passwords
from adapters.system.phones import LibPhoneNumbers
from adapters.system.tokens import HmacIdentities, HmacSealer, SecretTokens
from adapters.unipile.adapter import UnipileCourier, UnipileEvidence, UnipileLink
from adapters.unipile.client import UnipileClient
from adapters.unipile.deliveries import UnipileDeliveries
from adapters.unipile.mail_reader import UnipileMailReader
from adapters.unipile.search import UnipilePeople
from adapters.unipile.webhooks import UnipileWebhooks
from adapters.valkey.limiter import open_limiter
from domain.accounts import ports as accounts
from domain.accounts.model.second_factor import FactorRule
from domain.audit.ports import AuditLog
from domain.audit.usecases.record_facts import RecordFacts
from domain.billing import ports as billing
from domain.billing.usecases.ledger import Ledger
from domain.billing.usecases.read_subscription import ReadEntitlements
from domain.campaigns import ports as campaigning
from domain.campaigns.usecases.check_mandate import CheckMandate
from domain.campaigns.usecases.person_days import PersonDays
from domain.campaigns.usecases.simulate_campaign import SimulateCampaign
from domain.consent import ports as consent
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.consent.usecases.hold_objection import HoldObjection
from domain.consent.usecases.record_objection import RecordObjection
from domain.delivery import ports as delivery
from domain.delivery.model.timing import Timing
from domain.delivery.usecases.close_recipient import CloseRecipient
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.delivery.usecases.plan_answer import PlanAnswer
from domain.delivery.usecases.record_bounce import RecordBounce
from domain.delivery.usecases.send_gate import SendGate
from domain.enrichment import ports as enrichment
from domain.inbox import ports as inbox
from domain.insights import ports as insights
from domain.integrations import ports as integrations
from domain.messaging import ports as messaging
from domain.messaging.model.gate import MessageGate
from domain.messaging.usecases.compose_message import Briefing, ComposeMessage
from domain.messaging.usecases.generate_draft import GenerateDraft
from domain.messaging.usecases.read_approved_text import ReadApprovedText
from domain.messaging.usecases.regenerate_draft import RegenerateDraft
from domain.messaging.usecases.render_message import RenderMessage
from domain.privacy import ports as privacy
from domain.prospects import ports as people
from domain.prospects.ports import ProspectRepository
from domain.prospects.usecases.add_prospect import AddProspect
from domain.prospects.usecases.admission import Admission
from domain.prospects.usecases.disprove_number import DisproveNumber
from domain.prospects.usecases.record_contact_point import RecordContactPoint
from domain.salesbook import ports as salesbook
from domain.scoring import ports as scoring
from domain.scoring.ports import Scores
from domain.scoring.usecases.preview_persona import PreviewPersona as PreviewScoringPersona
from domain.shared.blobs import BlobStore
from domain.shared.clock import Clock
from domain.shared.idempotency import IdempotencyKeys
from domain.shared.ids import NewId
from domain.shared.inbound import InboundEvents
from domain.shared.operations import Operations
from domain.shared.outbox import Outbox, OutboxReader
from domain.shared.rate_limit import RateLimiter
from domain.shared.tokens import FieldCipher, IdentityHasher, Sealer, TokenMaker
from domain.shared.transaction import Transaction

Ping = Callable[[], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class SharedPorts:
    """What every module may need."""

    clock: Clock
    wall: Clock
    new_id: NewId
    transaction: Transaction
    outbox: Outbox
    audit: AuditLog
    outbox_reader: OutboxReader
    inbound: InboundEvents
    operations: Operations
    blobs: BlobStore
    idempotency: IdempotencyKeys
    tokens: TokenMaker
    sealer: Sealer
    identities: IdentityHasher
    cipher: FieldCipher
    limiter: RateLimiter


@dataclass(frozen=True, kw_only=True)
class PrivacyPorts:
    """What `privacy` needs; adapters.bootstrap.privacy adds the other modules."""

    documents: privacy.Documents
    requests: privacy.RightsRequests
    intakes: privacy.RightsIntakes
    receipts: privacy.Receipts
    clocks: privacy.PersonClocks
    incidents: privacy.Incidents
    stores: privacy.PersonStores
    holders: privacy.Holders
    retention: privacy.RetentionStores
    packages: privacy.PackageWriter
    exports: privacy.Exports
    tables: privacy.TableWriter
    workspaces: privacy.WorkspaceStores
    closed: privacy.ClosedWorkspaces


@dataclass(frozen=True, kw_only=True)
class BillingPorts:
    """What `billing` needs; the ledger is its way to the stores."""

    wallets: billing.Wallets
    entries: billing.Entries
    reservations: billing.Reservations
    subscriptions: billing.Subscriptions
    purchases: billing.Purchases
    checkouts: billing.Checkouts
    top_ups: billing.TopUps
    rules: billing.SpendingRuleBook
    seats: billing.SeatCount
    names: billing.Names
    provider: billing.PaymentProvider
    notices: billing.PaymentNotices
    inbound: InboundEvents
    ledger: Ledger
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId
    public_url: str


@dataclass(frozen=True, kw_only=True)
class AccountsPorts:
    """What `accounts` needs."""

    users: accounts.Users
    workspaces: accounts.Workspaces
    memberships: accounts.Memberships
    sessions: accounts.Sessions
    counter: accounts.SignInCounter
    acceptances: accounts.Acceptances
    tickets: accounts.Tickets
    invitations: accounts.Invitations
    letters: accounts.Letters
    postman: accounts.Postman
    codes: accounts.OneTimeCodes
    rule: FactorRule
    passwords: accounts.PasswordHasher
    policy: accounts.CurrentPolicy
    credits: accounts.TrialCredits
    cipher: FieldCipher
    sealer: Sealer
    tokens: TokenMaker
    identities: IdentityHasher
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId


@dataclass(frozen=True, kw_only=True)
class IntegrationPorts:
    """What `integrations` needs."""

    keys: integrations.ApiKeys
    key_prefix: str
    hooks: integrations.Hooks
    deliveries: integrations.HookDeliveries
    receiver: integrations.Receiver
    book: integrations.EventBook
    sink: str
    cipher: FieldCipher
    tokens: TokenMaker
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId


@dataclass(frozen=True, kw_only=True)
class SalesbookPorts:
    """What `salesbook` needs."""

    salesbooks: salesbook.Salesbooks
    audience: salesbook.AudienceCount
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId


@dataclass(frozen=True, kw_only=True)
class MessagingPorts:
    """What `messaging` needs."""

    drafts: messaging.Drafts
    queue: messaging.DraftQueue
    writer: messaging.Writer
    model_calls: messaging.ModelCalls
    model_rules: messaging.ModelRulesBook
    campaigns: messaging.CampaignView
    salesbook: messaging.SalesbookView
    facts: messaging.ProspectFacts
    people: messaging.ReviewPeople
    senders: messaging.SenderIdentity
    threads: messaging.SentThread
    prior: messaging.PriorContacts
    imprints: messaging.Imprints
    policy: messaging.ContactPolicy
    credit_gate: messaging.CreditGate
    mandates: messaging.MandateDesk
    second_reader: messaging.SecondReader
    sealer: Sealer
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId
    public_url: str


@dataclass(frozen=True, kw_only=True)
class EnrichmentPorts:
    """What `enrichment` needs."""

    requests: enrichment.EnrichmentRequests
    jobs: enrichment.EnrichmentJobs
    batches: enrichment.EnrichmentBatches
    caps: enrichment.EnrichmentCaps
    finder: enrichment.ContactFinder
    verifier: enrichment.WebhookVerifier
    policy: enrichment.ContactPolicy
    contacts: enrichment.ProspectContacts
    credit_gate: enrichment.CreditGate
    addresses: enrichment.SentAddresses
    refunds: enrichment.Refunds
    operations: Operations
    sealer: Sealer
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId


@dataclass(frozen=True, kw_only=True)
class ConsentPorts:
    """What `consent` needs; `recording` is how other modules' objections reach it too."""

    recording: RecordObjection

    suppressions: consent.SuppressionList
    holding: HoldObjection
    log: consent.NoticeLog
    identities: consent.ProspectIdentities
    messages: consent.SentMessages
    facts: consent.NoticeFacts
    hasher: IdentityHasher
    sealer: Sealer
    outbox: Outbox
    transaction: Transaction
    clock: Clock


@dataclass(frozen=True, kw_only=True)
class InboxPorts:
    """What `inbox` needs; the token and the secret are what only the mail provider was given."""

    conversations: inbox.Conversations
    messages: inbox.Messages
    receivers: inbox.Receivers
    sent: inbox.SentMessages
    people: inbox.KnownPeople
    mails: inbox.MailReader
    deliveries: inbox.DeliveryReader
    reader: inbox.ReplyReader
    gates: inbox.RecipientGates
    bounces: inbox.Bounces
    objections: inbox.Objections
    doubts: inbox.Doubts
    doubt_queue: inbox.DoubtQueue
    members: inbox.Members
    access: inbox.AccessLog
    owners: inbox.MailboxOwners
    new_people: inbox.NewPeople
    courier: inbox.ReplyCourier
    inbound: InboundEvents
    path_token: str
    secret: str
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId


@dataclass(frozen=True, kw_only=True)
class InsightsPorts:
    """What `insights` needs."""

    events: insights.EventLog
    timeline: insights.TimelineStore
    funnel: insights.FunnelStore
    campaigns: insights.CampaignShapes
    prospects: insights.KnownProspects
    names: insights.Names
    transaction: Transaction


@dataclass(frozen=True, kw_only=True)
class ProspectPorts:
    """What `prospects` needs."""

    prospects: people.ProspectRepository
    reader: people.ProspectReader
    companies: people.Companies
    board: people.ScoreBoard
    imports: people.ImportBatches
    traces: people.ImportTraces
    merges: people.Merges
    faults: people.RowFaults
    workbooks: people.WorkbookReader
    engagements: people.Engagements
    leftovers: people.Leftovers
    policy: people.ContactPolicy
    plan: people.PlanGate
    objections: people.Objections
    phones: people.PhoneReader
    blobs: BlobStore
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId


@dataclass(frozen=True, kw_only=True)
class ProspectViewPorts:
    """What lists need beyond the rest of `prospects`."""

    views: people.SavedViews
    changes: people.BulkChanges


@dataclass(frozen=True, kw_only=True)
class PeopleSearchPorts:
    """What looking for people needs beyond the rest of `prospects`."""

    accounts: people.SearchAccounts
    allowances: people.SearchAllowances
    searches: people.PeopleSearches
    saved: people.SavedSearches
    finder: people.PeopleFinder
    proposer: people.SearchProposer
    credit_gate: people.CreditGate


@dataclass(frozen=True, kw_only=True)
class ScoringPorts:
    """What `scoring` needs."""

    scores: scoring.Scores
    feedbacks: scoring.Feedbacks
    signals: scoring.Signals
    rescorings: scoring.Rescorings
    board: scoring.ScoreBoard
    facts: scoring.ProspectFacts
    salesbook: scoring.SalesbookView
    replies: scoring.ReplyCounts
    words: scoring.SensitiveWords
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId


@dataclass(frozen=True, kw_only=True)
class CampaignPorts:
    """What `campaigns` needs."""

    campaigns: campaigning.Campaigns
    enrolments: campaigning.Enrolments
    queue: campaigning.EnrolmentQueue
    audience: campaigning.Audience
    salesbook: campaigning.SalesbookCheck
    senders: campaigning.SenderCheck
    plan: campaigning.PlanGate
    tasks: campaigning.HumanTasks
    task_queue: campaigning.TaskQueue
    calendars: campaigning.Calendars
    public_days: campaigning.PublicDays
    words: campaigning.ApprovedWords
    scripts: campaigning.CallScripts
    objections: campaigning.Objections
    wrong_numbers: campaigning.WrongNumbers
    accounts: campaigning.RehearsedAccounts
    purse: campaigning.Purse
    simulations: campaigning.Simulations
    mandates: campaigning.Mandates
    mandate_watch: campaigning.MandateWatch
    autonomies: campaigning.Autonomies
    trust: campaigning.TrustRecord
    checking: CheckMandate
    public_url: str
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId


@dataclass(frozen=True, kw_only=True)
class DeliveryPorts:
    """What `delivery` needs; the keeper, the gate and the recipient's door are shared by many of
    its use cases, and other modules plan answers and record bounces through theirs.
    """

    actions: delivery.Actions
    queue: delivery.ActionQueue
    sent: delivery.SentActions
    attempts: delivery.Attempts
    recipient_gates: delivery.RecipientGates
    account_gates: delivery.AccountGates
    senders: delivery.Senders
    stops: delivery.Stops
    rules: delivery.SendingRules
    books: delivery.DeliveryBooks
    plans: delivery.PlanCheck
    texts: delivery.ApprovedText
    recipients: delivery.Recipients
    names: delivery.Names
    courier: delivery.Courier
    evidence: delivery.Evidence
    link: delivery.SenderLink
    hooks: delivery.ProviderHooks
    gate: SendGate
    workspaces: delivery.WorkspaceCheck
    keeper: GateKeeper
    recipient: CloseRecipient
    answering: PlanAnswer
    bouncing: RecordBounce
    tokens: TokenMaker
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId
    chance: random.Random
    timing: Timing


@dataclass(frozen=True, kw_only=True)
class Ports:
    settings: Settings
    shared: SharedPorts
    privacy: PrivacyPorts
    billing: BillingPorts
    accounts: AccountsPorts
    integrations: IntegrationPorts
    salesbook: SalesbookPorts
    prospects: ProspectPorts
    prospect_views: ProspectViewPorts
    people_search: PeopleSearchPorts
    scoring: ScoringPorts
    messaging: MessagingPorts
    enrichment: EnrichmentPorts
    campaigns: CampaignPorts
    delivery: DeliveryPorts
    consent: ConsentPorts
    inbox: InboxPorts
    insights: InsightsPorts
    pings: dict[str, Ping] = field(default_factory=dict)
    # one group per module


def derived_key(settings: Settings, use: str) -> bytes:
    """An independent 256-bit key for one use (RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=use.encode()).derive(settings.master_key_bytes)


def unipile_path_token(settings: Settings) -> str:
    """The part of our webhook's address that nobody guesses (vendors/unipile.md 8.2)."""
    return derived_key(settings, "unipile webhook path").hex()[:48]


def _shared(settings: Settings, client: driver.Client, stack: AsyncExitStack) -> SharedPorts:
    database = client[settings.mongodb_database]
    new_id = UuidV7()
    outbox = MongoOutbox(database, new_id)
    audit = MongoAuditLog(database)
    wall = SystemClock()
    clock: Clock = wall
    if settings.business_clock:
        clock = FastClock(FastCalendar.parse(settings.business_clock))
    return SharedPorts(
        clock=clock,
        wall=wall,
        new_id=new_id,
        transaction=MongoTransaction(client),
        outbox=AuditedOutbox(outbox, RecordFacts(log=audit)),
        audit=audit,
        outbox_reader=outbox,
        inbound=MongoInboundEvents(database),
        operations=MongoOperations(database),
        blobs=MongoBlobs(database),
        idempotency=MongoIdempotencyKeys(database),
        tokens=SecretTokens(),
        sealer=HmacSealer(derived_key(settings, "sealed links")),
        identities=HmacIdentities(derived_key(settings, "suppression identities")),
        limiter=open_limiter(settings.redis_url, settings.mongodb_database, wall, stack),
        cipher=AesGcmCipher({"1": derived_key(settings, "field encryption 1")}, "1"),
    )


def _privacy(database: driver.Database, documents: privacy.Documents) -> PrivacyPorts:
    return PrivacyPorts(
        documents=documents,
        requests=MongoRightsRequests(database),
        intakes=MongoRightsIntakes(database),
        receipts=MongoReceipts(database),
        clocks=MongoPersonClocks(database),
        incidents=MongoIncidents(database),
        stores=MongoPersonStores(database),
        holders=MongoHolders(database),
        retention=MongoRetentionStores(database),
        packages=ZipPackages(),
        exports=MongoExports(database),
        tables=TableFiles(),
        workspaces=MongoWorkspaceStores(database),
        closed=MongoClosedWorkspaces(database),
    )


def stripe_api(settings: Settings, stack: AsyncExitStack) -> StripeApi:
    return StripeApi(
        vendor_url(settings, settings.stripe_url), settings.stripe_key.get_secret_value(), stack
    )


def _billing(
    settings: Settings, shared: SharedPorts, database: driver.Database, stack: AsyncExitStack
) -> BillingPorts:
    wallets = MongoWallets(database)
    entries = MongoEntries(database)
    reservations = MongoReservations(database)
    return BillingPorts(
        wallets=wallets,
        entries=entries,
        reservations=reservations,
        subscriptions=MongoSubscriptions(database),
        purchases=MongoPurchases(database),
        checkouts=MongoCheckouts(database),
        top_ups=MongoTopUps(database),
        rules=MongoSpendingRules(database),
        seats=CountedSeats(MongoSenders(database), MongoWorkspaces(database)),
        names=UserNames(MongoUsers(database)),
        provider=StripePayments(
            stripe_api(settings, stack),
            portal_configuration=settings.stripe_portal,
            charges_tax=settings.stripe_tax,
        ),
        notices=StripeNotices(
            (
                settings.stripe_webhook_secret.get_secret_value(),
                settings.stripe_previous_webhook_secret.get_secret_value(),
            ),
            shared.wall,
            is_live=settings.mode == "live",
        ),
        inbound=shared.inbound,
        ledger=Ledger(
            wallets=wallets,
            entries=entries,
            reservations=reservations,
            outbox=shared.outbox,
            transaction=shared.transaction,
            clock=shared.clock,
            wall=shared.wall,
        ),
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
        public_url=settings.public_url,
    )


def _accounts(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    documents: privacy.Documents,
    desk: CreditDesk,
) -> AccountsPorts:
    exempt = frozenset(filter(None, settings.second_factor_exempt.split(",")))
    return AccountsPorts(
        users=MongoUsers(database),
        workspaces=MongoWorkspaces(database),
        memberships=MongoMemberships(database),
        sessions=MongoSessions(database),
        counter=MongoSignInCounter(database),
        acceptances=MongoAcceptances(database),
        tickets=MongoTickets(database),
        invitations=MongoInvitations(database),
        letters=MongoLetters(database),
        postman=SmtpPostman(
            url=settings.smtp_url.get_secret_value(),
            sender=settings.mail_from,
            sender_name="LEO Bizdev",
            public_url=settings.public_url,
            wall=shared.wall,
        ),
        codes=TimeBasedCodes(),
        rule=FactorRule(exempt=exempt),
        cipher=shared.cipher,
        sealer=shared.sealer,
        passwords=Argon2Passwords(),
        policy=PublishedTexts(documents),
        credits=desk,
        tokens=shared.tokens,
        identities=shared.identities,
        outbox=shared.outbox,
        transaction=shared.transaction,
        wall=shared.wall,
        new_id=shared.new_id,
    )


def _integrations(
    settings: Settings, shared: SharedPorts, database: driver.Database
) -> IntegrationPorts:
    is_live = settings.mode == "live"
    return IntegrationPorts(
        keys=MongoApiKeys(database),
        key_prefix="leo_live_" if is_live else "leo_test_",
        hooks=MongoHooks(database),
        deliveries=MongoHookDeliveries(database),
        receiver=PublicReceiver() if is_live else SandboxReceiver(settings.webhook_sink),
        book=MongoEventLog(database),
        sink=settings.webhook_sink,
        cipher=shared.cipher,
        tokens=shared.tokens,
        outbox=shared.outbox,
        transaction=shared.transaction,
        wall=shared.wall,
        new_id=shared.new_id,
    )


def _salesbook(
    shared: SharedPorts, database: driver.Database, audience: salesbook.AudienceCount
) -> SalesbookPorts:
    return SalesbookPorts(
        salesbooks=MongoSalesbooks(database),
        audience=audience,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        new_id=shared.new_id,
    )


def _consent(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    *,
    suppressions: MongoSuppressions,
    prospects: ProspectRepository,
    salesbooks: salesbook.Salesbooks,
    drafts: messaging.Drafts,
    actions: delivery.Actions,
    gates: CloseRecipient,
) -> ConsentPorts:
    identities = KnownAddresses(prospects)
    return ConsentPorts(
        recording=RecordObjection(
            suppressions=suppressions,
            identities=identities,
            gates=gates,
            hasher=shared.identities,
            outbox=shared.outbox,
            transaction=shared.transaction,
            clock=shared.clock,
        ),
        suppressions=suppressions,
        holding=HoldObjection(
            holds=suppressions,
            identities=identities,
            hasher=shared.identities,
            clock=shared.clock,
        ),
        log=MongoNoticeLog(database),
        identities=identities,
        messages=SentNotices(actions, drafts, settings.public_url),
        facts=NoticeSources(prospects, salesbooks),
        hasher=shared.identities,
        sealer=shared.sealer,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
    )


def _inbox(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    *,
    people: KnownProspects,
    sent: DeliveredMessages,
    mails: inbox.MailReader,
    reader: inbox.ReplyReader,
    gates: CloseRecipient,
    bounces: DeliveryBounces,
    objections: HeardObjections,
    doubts: HeldDoubts,
    members: WorkspaceMembers,
    new_people: ReferredPeople,
    courier: AnswerDesk,
) -> InboxPorts:
    conversations = MongoConversations(database)
    return InboxPorts(
        conversations=conversations,
        doubt_queue=conversations,
        doubts=doubts,
        members=members,
        access=MongoAccessLog(database),
        owners=MailboxHolders(sent.senders),
        new_people=new_people,
        messages=MongoMessages(database),
        receivers=ConnectedReceivers(sent.senders),
        sent=sent,
        people=people,
        mails=mails,
        deliveries=UnipileDeliveries(),
        reader=reader,
        gates=gates,
        bounces=bounces,
        objections=objections,
        courier=courier,
        inbound=shared.inbound,
        path_token=unipile_path_token(settings),
        secret=settings.unipile_webhook_secret.get_secret_value(),
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
    )


def _insights(
    shared: SharedPorts,
    database: driver.Database,
    *,
    campaigns: insights.CampaignShapes,
    people: KnownProspects,
    users: accounts.Users,
) -> InsightsPorts:
    return InsightsPorts(
        events=MongoEventLog(database),
        timeline=MongoTimeline(database),
        funnel=MongoFunnel(database),
        campaigns=campaigns,
        prospects=people,
        names=UserNames(users),
        transaction=shared.transaction,
    )


def _prospects(
    shared: SharedPorts,
    database: driver.Database,
    *,
    repository: MongoProspects,
    members: people.CampaignMembers,
    policy: people.ContactPolicy,
    plan: people.PlanGate,
    objections: people.Objections,
) -> ProspectPorts:
    return ProspectPorts(
        prospects=repository,
        reader=MongoProspectReader(database, members),
        companies=MongoCompanies(database),
        board=repository,
        imports=MongoImportBatches(database),
        traces=MongoImportTraces(database),
        merges=MongoMerges(database),
        faults=MongoRowFaults(database),
        workbooks=CalamineWorkbooks(),
        engagements=PeopleInCampaigns(MongoEnrolments(database)),
        leftovers=ScoresLeftBehind(MongoScores(database)),
        policy=policy,
        plan=plan,
        objections=objections,
        phones=LibPhoneNumbers(),
        blobs=shared.blobs,
        operations=shared.operations,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
    )


def _people_search(
    database: driver.Database, client: UnipileClient, model: Model, desk: CreditDesk
) -> PeopleSearchPorts:
    return PeopleSearchPorts(
        accounts=OwnLinkedinAccounts(MongoSenders(database)),
        allowances=MongoSearchAllowances(database),
        searches=MongoPeopleSearches(database),
        saved=MongoSavedSearches(database),
        finder=UnipilePeople(client),
        proposer=LlmSearchProposer(model, load_prompt("propose_search", 1)),
        credit_gate=desk,
    )


def _scoring(
    shared: SharedPorts,
    database: driver.Database,
    known: ProspectPorts,
    salesbooks: salesbook.Salesbooks,
) -> ScoringPorts:
    return ScoringPorts(
        scores=MongoScores(database),
        feedbacks=MongoFeedbacks(database),
        signals=MongoSignals(database),
        rescorings=MongoRescorings(database),
        board=ListScores(known.board),
        facts=ScorablePeople(known.prospects, known.reader),
        salesbook=SoughtPersonas(salesbooks),
        replies=ContactedPeople(known.reader),
        words=SpecialCategories(),
        operations=shared.operations,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
    )


def vendor_url(settings: Settings, url: str) -> str:
    """The address as it is; outside MODE=live only this machine is spoken to (style.md 3.9)."""
    host = urlsplit(url).hostname or ""
    if settings.mode != "live" and host not in {"127.0.0.1", "localhost", "::1"}:
        message = f"MODE=sandbox does not speak to {host}: point this address at the sandbox"
        raise ValueError(message)
    return url


def _models(
    settings: Settings,
    calls: messaging.ModelCalls,
    rules: messaging.ModelRulesBook,
    stack: AsyncExitStack,
) -> tuple[Model, dict[str, Model]]:
    """OpenAI first, Anthropic when it does not answer usably; both booked, within the budget. And
    each of them alone, by its name.
    """
    openai_url = vendor_url(settings, settings.openai_url)
    anthropic_url = vendor_url(settings, settings.anthropic_url)
    openai_key = settings.openai_key.get_secret_value()
    anthropic_key = settings.anthropic_key.get_secret_value()
    first = LateModel(
        "openai", lambda: make_openai(openai_url, openai_key, settings.openai_model), stack
    )
    second = LateModel(
        "anthropic",
        lambda: make_anthropic(anthropic_url, anthropic_key, settings.anthropic_model),
        stack,
    )
    here, there = settings.openai_region, settings.anthropic_region
    one = (Metered(first, settings.openai_model, here, calls), here)
    other = (Metered(second, settings.anthropic_model, there, calls), there)
    alone: dict[str, Model] = {
        "openai": Budgeted(FirstOf([one]), rules, calls),
        "anthropic": Budgeted(FirstOf([other]), rules, calls),
    }
    return Budgeted(FirstOf([one, other]), rules, calls), alone


def _messaging(
    settings: Settings,
    shared: SharedPorts,
    *,
    drafts: MongoDrafts,
    imprints: messaging.Imprints,
    model: Model,
    calls: messaging.ModelCalls,
    rules_book: messaging.ModelRulesBook,
    campaigns: CampaignSteps,
    salesbooks: salesbook.Salesbooks,
    prospects: ProspectRepository,
    scores: Scores,
    senders: delivery.Senders,
    sent: delivery.SentActions,
    prior: EarlierContacts,
    rules: ContactRules,
    desk: CreditDesk,
    mandates: MandatedTexts,
    readers: dict[str, Model],
) -> MessagingPorts:
    return MessagingPorts(
        drafts=drafts,
        queue=drafts,
        writer=LlmWriter(model, load_prompt("write_message", 2)),
        model_calls=calls,
        model_rules=rules_book,
        campaigns=campaigns,
        salesbook=SalesbookBriefs(salesbooks),
        facts=ProspectBriefs(prospects),
        people=ReviewedPeople(prospects, scores),
        senders=SenderNames(senders),
        threads=SentThreads(sent, drafts),
        prior=prior,
        imprints=imprints,
        policy=rules,
        credit_gate=desk,
        mandates=mandates,
        second_reader=LlmSecondReader(readers, load_prompt("second_read", 1)),
        sealer=shared.sealer,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
        public_url=settings.public_url,
    )


def briefing_of(p: MessagingPorts) -> Briefing:
    return Briefing(
        campaigns=p.campaigns,
        salesbook=p.salesbook,
        facts=p.facts,
        senders=p.senders,
        threads=p.threads,
        prior=p.prior,
    )


def composing(p: MessagingPorts) -> ComposeMessage:
    return ComposeMessage(
        writer=p.writer,
        gate=MessageGate(),
        render=RenderMessage(sealer=p.sealer, public_url=p.public_url),
        imprints=p.imprints,
        clock=p.clock,
    )


def generating(p: MessagingPorts) -> GenerateDraft:
    """How a text gets written, for messaging itself and for who is about to call."""
    return GenerateDraft(
        drafts=p.drafts,
        policy=p.policy,
        credit_gate=p.credit_gate,
        briefing=briefing_of(p),
        compose=composing(p),
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        wall=p.wall,
        new_id=p.new_id,
    )


def regenerating(p: MessagingPorts) -> RegenerateDraft:
    """As generating."""
    return RegenerateDraft(
        drafts=p.drafts,
        policy=p.policy,
        credit_gate=p.credit_gate,
        briefing=briefing_of(p),
        compose=composing(p),
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        new_id=p.new_id,
    )


def approved_text(p: MessagingPorts) -> ReadApprovedText:
    """How delivery, and a person who sends by hand, get at the approved bytes."""
    return ReadApprovedText(
        drafts=p.drafts,
        briefing=briefing_of(p),
        gate=MessageGate(),
        public_url=p.public_url,
    )


def _enrichment(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    stack: AsyncExitStack,
    *,
    prospects: ProspectRepository,
    rules: ContactRules,
    desk: CreditDesk,
) -> EnrichmentPorts:
    key = settings.fullenrich_key.get_secret_value()
    client = FullEnrichClient(vendor_url(settings, settings.fullenrich_url), key)
    stack.push_async_callback(client.close)
    return EnrichmentPorts(
        requests=MongoEnrichmentRequests(database),
        jobs=MongoEnrichmentJobs(database),
        batches=MongoEnrichmentBatches(database),
        caps=MongoEnrichmentCaps(database),
        finder=FullEnrichFinder(client, f"{settings.public_url}/webhooks/fullenrich"),
        verifier=FullEnrichSignature((key, settings.fullenrich_previous_key.get_secret_value())),
        policy=rules,
        contacts=EnrichableCards(
            prospects,
            RecordContactPoint(
                prospects=prospects, transaction=shared.transaction, clock=shared.clock
            ),
        ),
        credit_gate=desk,
        addresses=SentAddresses(MongoActions(database)),
        refunds=desk,
        operations=shared.operations,
        sealer=shared.sealer,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
    )


def _rehearsals(database: driver.Database) -> Rehearsals:
    return Rehearsals(
        MongoSenders(database),
        MongoAccountGates(database),
        MongoSendingRules(database),
        PublicHolidays(),
        MongoCalendars(database),
    )


def _mandate_check(
    shared: SharedPorts,
    database: driver.Database,
    *,
    audience: CampaignAudience,
    salesbooks: salesbook.Salesbooks,
    entitlements: campaigning.Entitlements,
) -> CheckMandate:
    """What messaging and delivery ask before something leaves that nobody clicked."""
    campaigns, enrolments = MongoCampaigns(database), MongoEnrolments(database)
    calendars = MongoCalendars(database)
    days = PersonDays(calendars=calendars, public_days=PublicHolidays())
    return CheckMandate(
        campaigns=campaigns,
        enrolments=enrolments,
        mandates=MongoMandates(database),
        autonomies=MongoAutonomies(database),
        audience=audience,
        simulate=SimulateCampaign(
            campaigns=campaigns,
            enrolments=enrolments,
            audience=audience,
            salesbook=SalesbookStandings(salesbooks),
            calendars=calendars,
            days=days,
            accounts=_rehearsals(database),
            purse=WritingPurse(MongoWallets(database)),
            simulations=MongoSimulations(database),
            clock=shared.clock,
            new_id=shared.new_id,
        ),
        days=days,
        entitlements=entitlements,
        signatories=PlanSignatories(MongoMemberships(database)),
        transaction=shared.transaction,
        clock=shared.clock,
    )


def _campaigns(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    *,
    audience: CampaignAudience,
    checking: CheckMandate,
    salesbooks: salesbook.Salesbooks,
    senders: delivery.Senders,
    plan: campaigning.PlanGate,
    approved: ReadApprovedText,
    scripts: WrittenScripts,
    recording: RecordObjection,
    disproving: DisproveNumber,
) -> CampaignPorts:
    enrolments, tasks = MongoEnrolments(database), MongoHumanTasks(database)
    mandates = MongoMandates(database)
    return CampaignPorts(
        campaigns=MongoCampaigns(database),
        enrolments=enrolments,
        queue=enrolments,
        audience=audience,
        salesbook=SalesbookStandings(salesbooks),
        senders=SenderStandings(senders),
        plan=plan,
        tasks=tasks,
        task_queue=tasks,
        calendars=MongoCalendars(database),
        public_days=PublicHolidays(),
        words=HandWords(approved),
        scripts=scripts,
        objections=CallObjections(recording),
        wrong_numbers=CalledNumbers(disproving),
        accounts=_rehearsals(database),
        purse=WritingPurse(MongoWallets(database)),
        simulations=MongoSimulations(database),
        mandates=mandates,
        mandate_watch=mandates,
        autonomies=MongoAutonomies(database),
        trust=StepRecord(
            MongoDrafts(database),
            MongoConversations(database),
            MongoCampaigns(database),
            senders,
            MongoAccountGates(database),
            shared.clock,
        ),
        checking=checking,
        public_url=settings.public_url,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        new_id=shared.new_id,
    )


def _unipile(settings: Settings, shared: SharedPorts, stack: AsyncExitStack) -> UnipileClient:
    client = UnipileClient(
        settings.unipile_url,
        settings.unipile_key.get_secret_value(),
        wall=shared.wall,
        is_live=settings.mode == "live",
    )
    stack.push_async_callback(client.close)
    return client


def unipile_webhooks(settings: Settings, client: UnipileClient) -> UnipileWebhooks:
    """Our address at the vendor, and the secret that comes back with every delivery."""
    return UnipileWebhooks(
        client,
        f"{settings.public_url}/webhooks/unipile/{unipile_path_token(settings)}",
        settings.unipile_webhook_secret.get_secret_value(),
    )


def _delivery(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    *,
    client: UnipileClient,
    workspaces: WorkspaceStandings,
    plans: PlanStandings,
    texts: LeavingTexts,
    recipients: DeliveryRecipients,
    names: RecipientNames,
    policy: RefusedRecipients,
    mandates: delivery.Mandates,
) -> DeliveryPorts:
    actions, senders = MongoActions(database), MongoSenders(database)
    recipient_gates = MongoRecipientGates(database)
    account_gates = MongoAccountGates(database)
    stops, rules = MongoStops(database), MongoSendingRules(database)
    timing = Timing().compressed(settings.settle_speed)
    chance = random.SystemRandom()
    keeper = GateKeeper(
        recipients=recipient_gates,
        accounts=account_gates,
        clock=shared.clock,
        wall=shared.wall,
    )
    recipient = CloseRecipient(keeper=keeper)
    gate = SendGate(
        workspaces=workspaces,
        plans=plans,
        texts=texts,
        senders=senders,
        recipients=recipients,
        policy=policy,
        recipient_gates=recipient_gates,
        account_gates=account_gates,
        calendar=PublicHolidays(),
        stops=stops,
        mandates=mandates,
        rules=rules,
        clock=shared.clock,
        wall=shared.wall,
        timing=timing,
        public_url=settings.public_url,
    )
    return DeliveryPorts(
        actions=actions,
        queue=actions,
        sent=actions,
        attempts=MongoAttempts(database),
        recipient_gates=recipient_gates,
        account_gates=account_gates,
        senders=senders,
        stops=stops,
        rules=rules,
        books=MongoDeliveryBooks(database),
        plans=plans,
        texts=texts,
        recipients=recipients,
        names=names,
        courier=UnipileCourier(client),
        evidence=UnipileEvidence(client),
        link=UnipileLink(
            client,
            api_url=settings.unipile_url.removesuffix("/api/v1"),
            notify_url=f"{settings.public_url}/webhooks/unipile/{unipile_path_token(settings)}",
            back_url=f"{settings.public_url}/senders",
        ),
        hooks=unipile_webhooks(settings, client),
        gate=gate,
        workspaces=workspaces,
        keeper=keeper,
        recipient=recipient,
        answering=PlanAnswer(
            actions=actions,
            gate=gate,
            transaction=shared.transaction,
            clock=shared.clock,
            wall=shared.wall,
            new_id=shared.new_id,
            chance=chance,
            timing=timing,
        ),
        bouncing=RecordBounce(
            actions=actions,
            recipient=recipient,
            outbox=shared.outbox,
            transaction=shared.transaction,
            clock=shared.clock,
        ),
        tokens=shared.tokens,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
        chance=chance,
        timing=timing,
    )


@asynccontextmanager
async def mongo_ports(settings: Settings) -> AsyncIterator[Ports]:
    """The ports on real parts; opened inside the running loop, closed with it."""
    async with AsyncExitStack() as stack:
        client = driver.connect(settings.mongodb_uri)
        stack.callback(driver.close, client)
        database = client[settings.mongodb_database]
        if settings.mode == "sandbox":
            await ensure_collections(database)

        async def ping() -> None:
            await database.command("ping")

        shared = _shared(settings, client, stack)
        documents = FileDocuments()
        billing_ports = _billing(settings, shared, database, stack)
        desk = CreditDesk.of(billing_ports.ledger, billing_ports.subscriptions, billing_ports.rules)
        rights = PlanRights(
            ReadEntitlements(subscriptions=billing_ports.subscriptions, wall=shared.wall)
        )
        salesbooks = MongoSalesbooks(database)
        prospect_rows = MongoProspects(database)
        suppressions = MongoSuppressions(database)
        gates = CloseRecipient(
            keeper=GateKeeper(
                recipients=MongoRecipientGates(database),
                accounts=MongoAccountGates(database),
                clock=shared.clock,
                wall=shared.wall,
            )
        )
        consent_ports = _consent(
            settings,
            shared,
            database,
            suppressions=suppressions,
            prospects=prospect_rows,
            salesbooks=salesbooks,
            drafts=MongoDrafts(database),
            actions=MongoActions(database),
            gates=gates,
        )
        prospect_ports = _prospects(
            shared,
            database,
            repository=prospect_rows,
            members=EnrolledPeople(MongoCampaigns(database), MongoEnrolments(database)),
            policy=SuppressedPeople(
                CheckSuppression(suppressions=suppressions, hasher=shared.identities)
            ),
            plan=rights,
            objections=ImportedObjections(consent_ports.recording),
        )
        scoring_ports = _scoring(shared, database, prospect_ports, salesbooks)
        rules = ContactRules(
            prospect_rows,
            CheckSuppression(suppressions=suppressions, hasher=shared.identities),
        )
        model_calls = MongoModelCalls(database, shared.new_id, shared.wall)
        model_rules = MongoModelRules(database)
        model, readers = _models(settings, model_calls, model_rules, stack)
        drafts = MongoDrafts(database)
        suppression_check = CheckSuppression(suppressions=suppressions, hasher=shared.identities)
        reachable = CampaignAudience(prospect_rows, MongoScores(database), suppression_check)
        checking = _mandate_check(
            shared, database, audience=reachable, salesbooks=salesbooks, entitlements=rights
        )
        messaging_ports = _messaging(
            settings,
            shared,
            drafts=drafts,
            imprints=MongoImprints(database),
            model=model,
            calls=model_calls,
            rules_book=model_rules,
            campaigns=CampaignSteps(
                MongoCampaigns(database),
                MongoEnrolments(database),
                MongoMandates(database),
                MongoAutonomies(database),
            ),
            salesbooks=salesbooks,
            prospects=prospect_rows,
            scores=MongoScores(database),
            senders=MongoSenders(database),
            sent=MongoActions(database),
            prior=EarlierContacts(
                MongoActions(database),
                MongoConversations(database),
                MongoSenders(database),
                MongoUsers(database),
                MongoCompanies(database),
                shared.clock,
            ),
            rules=rules,
            desk=desk,
            mandates=MandatedTexts(checking),
            readers=readers,
        )
        approved = approved_text(messaging_ports)
        enrichment_ports = _enrichment(
            settings, shared, database, stack, prospects=prospect_rows, rules=rules, desk=desk
        )
        account_ports = _accounts(settings, shared, database, documents, desk)
        campaign_ports = _campaigns(
            settings,
            shared,
            database,
            audience=reachable,
            checking=checking,
            salesbooks=salesbooks,
            senders=MongoSenders(database),
            plan=rights,
            approved=approved,
            scripts=WrittenScripts(
                drafts, generating(messaging_ports), regenerating(messaging_ports)
            ),
            recording=consent_ports.recording,
            disproving=DisproveNumber(
                prospects=prospect_rows, transaction=shared.transaction, clock=shared.clock
            ),
        )
        unipile = _unipile(settings, shared, stack)
        delivery_ports = _delivery(
            settings,
            shared,
            database,
            client=unipile,
            workspaces=WorkspaceStandings(
                account_ports.workspaces, account_ports.acceptances, rights.entitlements
            ),
            plans=PlanStandings(
                campaign_ports.campaigns, campaign_ports.enrolments, campaign_ports.calendars
            ),
            texts=LeavingTexts(approved, AnswerTexts(MongoMessages(database))),
            recipients=DeliveryRecipients(prospect_rows, MongoScores(database)),
            names=RecipientNames(prospect_rows),
            mandates=MandatedSends(checking),
            policy=RefusedRecipients(suppression_check, KnownAddresses(prospect_rows)),
        )
        known_people = KnownProspects(prospect_rows, salesbooks)
        inbox_ports = _inbox(
            settings,
            shared,
            database,
            people=known_people,
            sent=DeliveredMessages(delivery_ports.sent, drafts, delivery_ports.senders),
            mails=UnipileMailReader(unipile),
            reader=LlmReplyReader(model, load_prompt("read_reply", 1)),
            gates=delivery_ports.recipient,
            bounces=DeliveryBounces(delivery_ports.bouncing),
            objections=HeardObjections(consent_ports.recording),
            doubts=HeldDoubts(consent_ports.holding),
            members=WorkspaceMembers(account_ports.memberships),
            new_people=ReferredPeople(
                AddProspect(
                    prospects=prospect_rows,
                    plan=rights,
                    admission=Admission(policy=prospect_ports.policy),
                    outbox=shared.outbox,
                    transaction=shared.transaction,
                    clock=shared.clock,
                    new_id=shared.new_id,
                ),
                prospect_rows,
                shared.clock,
            ),
            courier=AnswerDesk(delivery_ports.answering),
        )
        audience = CountedAudience(
            PreviewScoringPersona(facts=scoring_ports.facts, clock=shared.clock)
        )
        yield Ports(
            settings=settings,
            shared=shared,
            privacy=_privacy(database, documents),
            billing=billing_ports,
            accounts=account_ports,
            integrations=_integrations(settings, shared, database),
            salesbook=_salesbook(shared, database, audience),
            prospects=prospect_ports,
            prospect_views=ProspectViewPorts(
                views=MongoSavedViews(database), changes=MongoBulkChanges(database)
            ),
            people_search=_people_search(database, unipile, model, desk),
            scoring=scoring_ports,
            messaging=messaging_ports,
            enrichment=enrichment_ports,
            campaigns=campaign_ports,
            delivery=delivery_ports,
            consent=consent_ports,
            inbox=inbox_ports,
            insights=_insights(
                shared,
                database,
                campaigns=SendingSteps(campaign_ports.campaigns),
                people=known_people,
                users=account_ports.users,
            ),
            pings={"mongodb": ping},
        )


def business_speed(settings: Settings) -> float:
    """How much faster than real the business clock runs; 1 in live mode."""
    if not settings.business_clock:
        return 1.0
    return FastCalendar.parse(settings.business_clock).speed
