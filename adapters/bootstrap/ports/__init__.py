"""Every port of every module, filled. mypy refuses an adapter that does not fit.

One group and one file per module.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from adapters.bootstrap.bridges.billing import CreditDesk, PlanRights
from adapters.bootstrap.bridges.campaigns import CampaignAudience, WrittenScripts
from adapters.bootstrap.bridges.consent import ContactRules, KnownAddresses
from adapters.bootstrap.bridges.delivery import (
    AnswerTexts,
    DeliveryRecipients,
    LeavingTexts,
    MandatedSends,
    PlanStandings,
    RecipientNames,
    RefusedRecipients,
    WorkspaceStandings,
)
from adapters.bootstrap.bridges.inbox import (
    AnswerDesk,
    AnswerPen,
    DeliveredMessages,
    DeliveryBounces,
    HeardObjections,
    HeldDoubts,
    KnownProspects,
    ReferredPeople,
    WorkspaceMembers,
)
from adapters.bootstrap.bridges.insights import SendingSteps
from adapters.bootstrap.bridges.messaging import CampaignSteps, EarlierContacts, MandatedTexts
from adapters.bootstrap.bridges.prospects import (
    EnrolledPeople,
    ImportedObjections,
    SuppressedPeople,
)
from adapters.bootstrap.bridges.salesbook import CountedAudience
from adapters.bootstrap.ports.accounts import AccountsPorts, mongo_accounts
from adapters.bootstrap.ports.billing import BillingPorts, mongo_billing
from adapters.bootstrap.ports.campaigns import CampaignPorts, mandate_check, mongo_campaigns
from adapters.bootstrap.ports.consent import ConsentPorts, mongo_consent
from adapters.bootstrap.ports.delivery import DeliveryPorts, mongo_delivery
from adapters.bootstrap.ports.enrichment import EnrichmentPorts, mongo_enrichment
from adapters.bootstrap.ports.inbox import InboxPorts, mongo_inbox
from adapters.bootstrap.ports.insights import InsightsPorts, mongo_insights
from adapters.bootstrap.ports.integrations import IntegrationPorts, mongo_integrations
from adapters.bootstrap.ports.messaging import (
    MessagingPorts,
    answering,
    approved_text,
    generating,
    mongo_messaging,
    open_models,
    regenerating,
)
from adapters.bootstrap.ports.privacy import PrivacyPorts, mongo_privacy
from adapters.bootstrap.ports.prospects import (
    PeopleSearchPorts,
    ProspectPorts,
    ProspectViewPorts,
    mongo_people_search,
    mongo_prospects,
)
from adapters.bootstrap.ports.salesbook import SalesbookPorts, mongo_salesbook
from adapters.bootstrap.ports.scoring import ScoringPorts, mongo_scoring
from adapters.bootstrap.ports.shared import SharedPorts, mongo_shared
from adapters.bootstrap.ports.support import SupportPorts, mongo_support
from adapters.bootstrap.ports.unipile import open_unipile
from adapters.bootstrap.settings import Settings
from adapters.files.documents import FileDocuments
from adapters.llm.prompt import load_prompt
from adapters.llm.reply_reader import LlmReplyReader
from adapters.mongo import driver
from adapters.mongo.accounts import MongoUsers
from adapters.mongo.campaigns import MongoAutonomies, MongoCampaigns, MongoEnrolments, MongoMandates
from adapters.mongo.collections import ensure_collections
from adapters.mongo.companies import MongoCompanies
from adapters.mongo.consent import MongoSuppressions
from adapters.mongo.delivery import (
    MongoAccountGates,
    MongoActions,
    MongoCapDoors,
    MongoRecipientGates,
    MongoSenders,
)
from adapters.mongo.inbox import MongoConversations, MongoMessages
from adapters.mongo.messaging import MongoDrafts, MongoImprints, MongoModelCalls, MongoModelRules
from adapters.mongo.privacy import MongoOwnNotices
from adapters.mongo.prospect_views import MongoBulkChanges, MongoSavedViews
from adapters.mongo.prospects import MongoProspects
from adapters.mongo.salesbook import MongoSalesbooks
from adapters.mongo.scoring import MongoScores
from adapters.unipile.mail_reader import UnipileMailReader
from domain.billing.usecases.read_subscription import ReadEntitlements
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.delivery.usecases.close_recipient import CloseRecipient
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.prospects.usecases.add_prospect import AddProspect
from domain.prospects.usecases.admission import Admission
from domain.prospects.usecases.disprove_number import DisproveNumber
from domain.prospects.usecases.sensitive_wall import SensitiveWall
from domain.scoring.usecases.preview_persona import PreviewPersona as PreviewScoringPersona

Ping = Callable[[], Awaitable[None]]


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
    support: SupportPorts
    pings: dict[str, Ping] = field(default_factory=dict)


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

        shared = mongo_shared(settings, client, stack)
        documents = FileDocuments(shared.wall)
        billing_ports = mongo_billing(settings, shared, database, stack)
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
                caps=MongoCapDoors(database),
                clock=shared.clock,
                wall=shared.wall,
            )
        )
        consent_ports = mongo_consent(
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
        prospect_ports = mongo_prospects(
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
        rules = ContactRules(
            prospect_rows,
            CheckSuppression(suppressions=suppressions, hasher=shared.identities),
        )
        model_calls = MongoModelCalls(database, shared.new_id, shared.wall)
        model_rules = MongoModelRules(database)
        model, readers = open_models(settings, model_calls, model_rules, stack)
        scoring_ports = mongo_scoring(shared, database, prospect_ports, salesbooks, model)
        drafts = MongoDrafts(database)
        suppression_check = CheckSuppression(suppressions=suppressions, hasher=shared.identities)
        reachable = CampaignAudience(prospect_rows, MongoScores(database), suppression_check)
        checking = mandate_check(
            shared, database, audience=reachable, salesbooks=salesbooks, entitlements=rights
        )
        messaging_ports = mongo_messaging(
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
        enrichment_ports = mongo_enrichment(
            settings, shared, database, stack, prospects=prospect_rows, rules=rules, desk=desk
        )
        account_ports = mongo_accounts(settings, shared, database, documents, desk)
        campaign_ports = mongo_campaigns(
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
        unipile = open_unipile(settings, shared, stack)
        delivery_ports = mongo_delivery(
            settings,
            shared,
            database,
            client=unipile,
            workspaces=WorkspaceStandings(
                account_ports.workspaces,
                account_ports.memberships,
                account_ports.acceptances,
                account_ports.policy,
                rights.entitlements,
            ),
            plans=PlanStandings(
                campaign_ports.campaigns, campaign_ports.enrolments, campaign_ports.calendars
            ),
            texts=LeavingTexts(
                approved, AnswerTexts(MongoMessages(database), MongoOwnNotices(database))
            ),
            recipients=DeliveryRecipients(prospect_rows, MongoScores(database)),
            names=RecipientNames(prospect_rows),
            mandates=MandatedSends(checking),
            policy=RefusedRecipients(suppression_check, KnownAddresses(prospect_rows)),
        )
        known_people = KnownProspects(prospect_rows, salesbooks)
        inbox_ports = mongo_inbox(
            settings,
            shared,
            database,
            people=known_people,
            sent=DeliveredMessages(delivery_ports.sent, drafts, delivery_ports.senders),
            mails=UnipileMailReader(unipile),
            reader=LlmReplyReader(model, load_prompt("read_reply", 1)),
            gates=delivery_ports.recipient,
            bounces=DeliveryBounces(delivery_ports.bouncing, delivery_ports.complaining),
            objections=HeardObjections(consent_ports.recording),
            doubts=HeldDoubts(consent_ports.holding),
            members=WorkspaceMembers(account_ports.memberships),
            new_people=ReferredPeople(
                AddProspect(
                    prospects=prospect_rows,
                    plan=rights,
                    admission=Admission(policy=prospect_ports.policy),
                    screen=SensitiveWall(clearances=prospect_ports.clearances),
                    outbox=shared.outbox,
                    transaction=shared.transaction,
                    clock=shared.clock,
                    new_id=shared.new_id,
                ),
                prospect_rows,
                shared.clock,
            ),
            courier=AnswerDesk(delivery_ports.answering),
            pen=AnswerPen(answering(messaging_ports)),
        )
        audience = CountedAudience(
            PreviewScoringPersona(facts=scoring_ports.facts, clock=shared.clock)
        )
        yield Ports(
            settings=settings,
            shared=shared,
            privacy=mongo_privacy(database, documents),
            billing=billing_ports,
            accounts=account_ports,
            integrations=mongo_integrations(settings, shared, database),
            salesbook=mongo_salesbook(shared, database, audience),
            prospects=prospect_ports,
            prospect_views=ProspectViewPorts(
                views=MongoSavedViews(database), changes=MongoBulkChanges(database)
            ),
            people_search=mongo_people_search(database, unipile, model, desk),
            scoring=scoring_ports,
            messaging=messaging_ports,
            enrichment=enrichment_ports,
            campaigns=campaign_ports,
            delivery=delivery_ports,
            consent=consent_ports,
            inbox=inbox_ports,
            insights=mongo_insights(
                shared,
                database,
                campaigns=SendingSteps(campaign_ports.campaigns),
                people=known_people,
                accounts=account_ports,
                tasks=campaign_ports.tasks,
            ),
            support=mongo_support(settings, shared, database, stack, accounts=account_ports),
            pings={"mongodb": ping},
        )
