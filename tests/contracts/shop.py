"""Billing on memory and on the simulated Stripe over HTTP: what a browser and Stripe's own time do
to a workspace's plan and credits.
"""

import json
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from adapters.memory.billing import (
    MemoryCheckouts,
    MemoryEntries,
    MemoryPurchases,
    MemoryReservations,
    MemorySpendingRules,
    MemorySubscriptions,
    MemoryTopUps,
    MemoryWallets,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.stripe.adapter import StripePayments
from adapters.stripe.client import StripeApi
from adapters.stripe.setup import StripeSetup
from domain.billing.model.ledger import Wallet
from domain.billing.model.subscription import Subscription
from domain.billing.ports import PortalFlow
from domain.billing.usecases.customer_desk import CustomerDesk
from domain.billing.usecases.expire_credits import ExpireCredits
from domain.billing.usecases.follow_customer import FollowCustomer
from domain.billing.usecases.ledger import Ledger
from domain.billing.usecases.list_invoices import ListInvoices, OpenInvoice
from domain.billing.usecases.open_portal import OpenPortal
from domain.billing.usecases.reserve_credits import ReserveCredits
from domain.billing.usecases.settle_checkout import SettleCheckout
from domain.billing.usecases.settle_month import SettleMonth
from domain.billing.usecases.settle_sale import SettleSale
from domain.billing.usecases.start_checkout import StartCheckout
from domain.billing.usecases.take_payment_notice import ApplyPaymentNotice
from domain.billing.usecases.top_up_credits import TopUpCredits
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.ids import UserId, WorkspaceId
from tests.conftest import CountingIds, StoppedClock

BACK = "http://127.0.0.1:9/settings/billing"


class NoSeats:
    """A workspace that has connected nothing yet."""

    async def mailboxes(self, workspace_id: WorkspaceId) -> int:
        return 0

    async def linkedin_accounts(self, workspace_id: WorkspaceId) -> int:
        return 0

    async def company(self, workspace_id: WorkspaceId) -> str:
        return "Atelier Nord"


@dataclass
class Shop:
    """One workspace; `copy_of` makes another reader of the same customer, who has seen nothing."""

    http: httpx.AsyncClient
    stack: AsyncExitStack
    workspace_id: WorkspaceId
    delivered: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.store = MemoryStore()
        self.clock = StoppedClock()
        self.new_id = CountingIds()
        self.outbox = MemoryOutbox(self.store, self.new_id)
        transaction = MemoryTransaction(self.store)
        self.ledger = Ledger(
            wallets=MemoryWallets(self.store),
            entries=MemoryEntries(self.store),
            reservations=MemoryReservations(self.store),
            outbox=self.outbox,
            transaction=transaction,
            clock=self.clock,
            wall=self.clock,
        )
        self.subscriptions = MemorySubscriptions(self.store)
        self.rules = MemorySpendingRules(self.store)
        self.api = StripeApi(
            f"{str(self.http.base_url).rstrip('/')}/stripe", "sandbox-stripe-key", self.stack
        )
        self.provider = StripePayments(self.api)
        checkouts = MemoryCheckouts(self.store)
        customers = CustomerDesk(
            subscriptions=self.subscriptions,
            provider=self.provider,
            seats=NoSeats(),
            transaction=transaction,
        )
        self.follow = FollowCustomer(
            subscriptions=self.subscriptions,
            checkouts=checkouts,
            provider=self.provider,
            month=SettleMonth(ledger=self.ledger, purchases=MemoryPurchases(self.store)),
            sale=SettleSale(ledger=self.ledger, purchases=MemoryPurchases(self.store)),
            outbox=self.outbox,
            transaction=transaction,
            clock=self.clock,
            wall=self.clock,
        )
        self.apply = ApplyPaymentNotice(provider=self.provider, follow=self.follow)
        self.checkout = StartCheckout(
            subscriptions=self.subscriptions,
            checkouts=checkouts,
            customers=customers,
            provider=self.provider,
            transaction=transaction,
            wall=self.clock,
            new_id=self._fresh_id,
            back_url=BACK,
        )
        self.come_back = SettleCheckout(
            subscriptions=self.subscriptions, provider=self.provider, follow=self.follow
        )
        self.portal = OpenPortal(
            subscriptions=self.subscriptions,
            customers=customers,
            provider=self.provider,
            back_url=BACK,
        )
        self.invoices = ListInvoices(subscriptions=self.subscriptions, provider=self.provider)
        self.document = OpenInvoice(subscriptions=self.subscriptions, provider=self.provider)
        self.reserve = ReserveCredits(
            ledger=self.ledger, subscriptions=self.subscriptions, rules=self.rules
        )
        self.expire = ExpireCredits(ledger=self.ledger)
        self.top_up = TopUpCredits(
            rules=self.rules,
            wallets=self.ledger.wallets,
            subscriptions=self.subscriptions,
            top_ups=MemoryTopUps(self.store),
            provider=self.provider,
            follow=self.follow,
            transaction=transaction,
            wall=self.clock,
        )
        self.owner = Actor(
            user_id=UserId("u-owner"),
            workspace_id=self.workspace_id,
            role=Role.OWNER,
            permissions=PERMISSIONS[Role.OWNER],
        )

    def _fresh_id(self) -> str:
        return f"{self.workspace_id}-{self.new_id()}"

    async def open(self) -> None:
        """The account holds our prices, portal and webhook."""
        await StripeSetup(self.api, "http://127.0.0.1:9/webhooks/stripe", BACK).ensure()
        await self.keep_time()

    async def keep_time(self) -> None:
        """Our clock shows Stripe's time."""
        now = (await self.world("GET", "")).json()["now"]
        self.clock.at = datetime.fromtimestamp(now, UTC)

    async def world(self, method: str, path: str, **body: Any) -> httpx.Response:
        answer = await self.http.request(method, f"/world/stripe{path}", json=body or None)
        answer.raise_for_status()
        return answer

    async def advance(self, days: float) -> None:
        await self.world("POST", "/advance", days=days)
        await self.keep_time()

    async def pay(self, lookup_key: str, quantity: int = 1, outcome: str = "pay") -> str:
        """Open the payment page and click; the session's reference."""
        page = await self.checkout(self.owner, lookup_key, quantity)
        await self.http.post(page.url, data={"outcome": outcome, "country": "FR"})
        return page.ref

    async def click(self, flow: PortalFlow, lookup_key: str = "", seats: int = 1) -> None:
        """Open the portal where our button leads, and confirm there."""
        url = await self.portal(self.owner, flow, lookup_key=lookup_key, seats=seats)
        price = await self.provider.price(lookup_key) if lookup_key else ""
        what = {PortalFlow.CANCEL: "cancel", PortalFlow.CHANGE: "change"}[flow]
        data = {"what": what, "price": price, "quantity": str(seats)}
        assert (await self.http.post(url, data=data)).status_code == 303

    async def customer(self) -> str:
        return (await self.subscription()).customer_ref

    async def events(self) -> list[dict[str, Any]]:
        """All that Stripe has to tell about this customer, oldest first."""
        mine = await self.customer()
        charges = {one["id"] for one in await self.api.every("charges", {"customer": mine})}
        found = await self.api.every("events", {})
        return [
            one
            for one in reversed(found)
            if mine in {one["data"]["object"].get("customer"), one["data"]["object"]["id"]}
            or one["data"]["object"].get("charge") in charges
        ]

    async def deliver(self, event: dict[str, Any]) -> None:
        """As the inbox hands it over."""
        subject = event["data"]["object"]
        kept = {
            "kind": event["type"],
            "customer": subject.get("customer") or "",
            "charge": subject.get("charge") or "",
        }
        await self.apply(json.dumps(kept).encode())
        self.delivered.add(event["id"])

    async def subscription(self) -> Subscription:
        return await self.subscriptions.get(self.workspace_id)

    async def wallet(self) -> Wallet:
        await self.expire()
        return await self.ledger.wallets.get(self.workspace_id)

    async def copy_of(self) -> "Shop":
        """Somebody who reads this customer for the first time now."""
        copy = Shop(self.http, self.stack, self.workspace_id)
        copy.clock.at = self.clock.at
        subscription = await copy.subscription()
        subscription.customer_ref = await self.customer()
        await copy.subscriptions.save(subscription)
        await copy.follow(self.workspace_id)
        return copy
