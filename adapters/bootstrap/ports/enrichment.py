"""Every port of `enrichment`, filled."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from adapters.bootstrap.bridges.billing import CreditDesk
from adapters.bootstrap.bridges.consent import ContactRules
from adapters.bootstrap.bridges.enrichment import EnrichableCards, NamedFinders, SentAddresses
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.bootstrap.settings import Settings
from adapters.fullenrich.adapter import FullEnrichFinder, FullEnrichSignature
from adapters.fullenrich.client import FullEnrichClient
from adapters.mongo import driver
from adapters.mongo.delivery import MongoActions
from adapters.mongo.enrichment import (
    MongoEnrichmentBatches,
    MongoEnrichmentCaps,
    MongoEnrichmentJobs,
    MongoEnrichmentRequests,
    MongoProviderOrders,
)
from domain.enrichment import ports as enrichment
from domain.prospects.ports import ProspectRepository
from domain.prospects.usecases.record_contact_point import RecordContactPoint
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.operations import Operations
from domain.shared.outbox import Outbox
from domain.shared.tokens import Sealer
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class EnrichmentPorts:
    """What `enrichment` needs."""

    requests: enrichment.EnrichmentRequests
    jobs: enrichment.EnrichmentJobs
    batches: enrichment.EnrichmentBatches
    caps: enrichment.EnrichmentCaps
    finders: enrichment.Finders
    orders: enrichment.ProviderOrders
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


def mongo_enrichment(
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
    client = FullEnrichClient(
        settings.fullenrich_url, key, wall=shared.wall, is_live=settings.mode == "live"
    )
    stack.push_async_callback(client.close)
    return EnrichmentPorts(
        requests=MongoEnrichmentRequests(database),
        jobs=MongoEnrichmentJobs(database),
        batches=MongoEnrichmentBatches(database),
        caps=MongoEnrichmentCaps(database),
        finders=NamedFinders(
            {"fullenrich": FullEnrichFinder(client, f"{settings.public_url}/webhooks/fullenrich")}
        ),
        orders=MongoProviderOrders(database),
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
