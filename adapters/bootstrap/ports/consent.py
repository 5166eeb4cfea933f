"""Every port of `consent`, filled."""

from dataclasses import dataclass

from adapters.bootstrap.bridges.consent import KnownAddresses, NoticeSources, SentNotices
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from adapters.mongo.consent import MongoNoticeLog, MongoSuppressions
from adapters.mongo.privacy import MongoOwnNotices
from domain.consent import ports as consent
from domain.consent.usecases.hold_objection import HoldObjection
from domain.consent.usecases.record_objection import RecordObjection
from domain.delivery import ports as delivery
from domain.delivery.usecases.close_recipient import CloseRecipient
from domain.messaging import ports as messaging
from domain.prospects.ports import ProspectRepository
from domain.salesbook import ports as salesbook
from domain.shared.clock import Clock
from domain.shared.outbox import Outbox
from domain.shared.tokens import IdentityHasher, Sealer
from domain.shared.transaction import Transaction


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


def mongo_consent(
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
        messages=SentNotices(actions, drafts, MongoOwnNotices(database), settings.public_url),
        facts=NoticeSources(prospects, salesbooks),
        hasher=shared.identities,
        sealer=shared.sealer,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
    )
