"""Every port of `billing`, filled."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from adapters.bootstrap.bridges.billing import CountedSeats
from adapters.bootstrap.bridges.insights import UserNames
from adapters.bootstrap.ports.shared import SharedPorts, vendor_url
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from adapters.mongo.accounts import MongoUsers, MongoWorkspaces
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
from adapters.mongo.delivery import MongoSenders
from adapters.stripe.adapter import StripePayments
from adapters.stripe.client import StripeApi
from adapters.stripe.notices import StripeNotices
from domain.billing import ports as billing
from domain.billing.usecases.ledger import Ledger
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.inbound import InboundEvents
from domain.shared.outbox import Outbox
from domain.shared.transaction import Transaction


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


def stripe_api(settings: Settings, stack: AsyncExitStack) -> StripeApi:
    return StripeApi(
        vendor_url(settings, settings.stripe_url), settings.stripe_key.get_secret_value(), stack
    )


def mongo_billing(
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
