"""What billing needs from the outside."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.billing.model.ledger import Entry, Reservation, Wallet
from domain.billing.model.payments import CustomerState, Invoice, PaymentNotice, PaymentPage
from domain.billing.model.purchase import Checkout, Purchase, TopUp
from domain.billing.model.spending import SpendingRules
from domain.billing.model.subscription import Subscription
from domain.shared.ids import WorkspaceId
from domain.shared.page import Page, PageAsk


class Wallets(Protocol):
    async def get(self, workspace_id: WorkspaceId) -> Wallet:
        """The wallet; an empty one at version 0 before the first entry."""
        ...

    async def save(self, wallet: Wallet) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def expiring(self, now: datetime, limit: int) -> Sequence[WorkspaceId]:
        """Of all workspaces, for the sweeper: those that hold credits past their end."""
        ...


class Entries(Protocol):
    """The ledger. There is no way to change or remove an entry."""

    async def find(self, workspace_id: WorkspaceId, entry_id: str) -> Entry | None: ...

    async def add(self, entries: Sequence[Entry]) -> None:
        """Raise StaleWrite when an id or a number is taken: another write came first."""
        ...

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Entry]:
        """Newest first, by number."""
        ...


class Reservations(Protocol):
    async def find(self, workspace_id: WorkspaceId, key: str) -> Reservation | None: ...

    async def add(self, reservation: Reservation) -> None:
        """Raise StaleWrite when the key is taken: another write came first."""
        ...

    async def save(self, reservation: Reservation) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def expired(self, now: datetime, limit: int) -> Sequence[Reservation]:
        """Of all workspaces, for the sweeper: open, past their end and of known outcome; the
        longest expired first.
        """
        ...


class Subscriptions(Protocol):
    async def get(self, workspace_id: WorkspaceId) -> Subscription:
        """The subscription; one at version 0 whose trial has not begun before the first write."""
        ...

    async def save(self, subscription: Subscription) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def workspace_of(self, customer_ref: str) -> WorkspaceId | None:
        """Whose customer this is: the payment provider's words about it are never asked."""
        ...

    async def to_look_at(self, now: datetime, limit: int) -> Sequence[WorkspaceId]:
        """Of all workspaces, for the sweeper: those whose `look_again_at` has come."""
        ...


class Purchases(Protocol):
    async def find(self, workspace_id: WorkspaceId, ref: str) -> Purchase | None: ...

    async def save(self, purchase: Purchase) -> None:
        """Add at version 0, else replace the version that was read. Raise StaleWrite."""
        ...


class Checkouts(Protocol):
    async def open_ones(self, workspace_id: WorkspaceId) -> Sequence[Checkout]:
        """Oldest first."""
        ...

    async def save(self, checkout: Checkout) -> None:
        """Add at version 0, else replace the version that was read. Raise StaleWrite."""
        ...


class TopUps(Protocol):
    async def of_month(self, workspace_id: WorkspaceId, month: str) -> Sequence[TopUp]:
        """In the order of their numbers."""
        ...

    async def save(self, top_up: TopUp) -> None:
        """Add at version 0, else replace the version that was read. Raise StaleWrite."""
        ...


class SpendingRuleBook(Protocol):
    async def get(self, workspace_id: WorkspaceId) -> SpendingRules:
        """The rules; none at version 0 before the first write."""
        ...

    async def save(self, rules: SpendingRules) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class SeatCount(Protocol):
    """What a workspace uses of what its plan counts."""

    async def mailboxes(self, workspace_id: WorkspaceId) -> int: ...

    async def linkedin_accounts(self, workspace_id: WorkspaceId) -> int: ...

    async def company(self, workspace_id: WorkspaceId) -> str:
        """The name a new customer gets on invoices, until it says another."""
        ...


class Names(Protocol):
    async def of_users(self, user_ids: Collection[str]) -> Mapping[str, str]:
        """User id → name; what is no user's id is left out. No workspace: people belong to none,
        and the ids come from the workspace's own ledger.
        """
        ...


class PortalFlow(StrEnum):
    """Where the hosted portal opens."""

    HOME = "home"
    PAYMENT_METHOD = "payment_method"
    CHANGE = "change"
    CANCEL = "cancel"


class PaymentProvider(Protocol):
    """Hosted payment pages and the state behind them (Stripe). No card number ever passes through
    (obligation 104). Every method raises PaymentsDown when nobody answers; those that sell or open
    a page raise PaymentsNotReady when the account is not set up.
    """

    async def create_customer(self, workspace_id: WorkspaceId, name: str) -> str:
        """The reference of the workspace's customer; the same one for the same workspace."""
        ...

    async def open_checkout(
        self, customer_ref: str, checkout: Checkout, *, back_url: str
    ) -> PaymentPage:
        """A payment page for a plan or a pack; the same one for the same checkout."""
        ...

    async def close_checkout(self, session_ref: str) -> None:
        """Nobody can pay there any more; nothing happens to a page that is closed already."""
        ...

    async def session_customer(self, session_ref: str) -> str:
        """Whose payment page this was; "" when there is none of that reference."""
        ...

    async def charge_customer(self, charge_ref: str) -> str:
        """Who was charged; "" when there is no such charge."""
        ...

    async def open_portal(
        self,
        customer_ref: str,
        flow: PortalFlow,
        *,
        back_url: str,
        subscription_ref: str = "",
        lookup_key: str = "",
        seats: int = 1,
    ) -> str:
        """The address of the portal, opened at `flow`."""
        ...

    async def state(self, customer_ref: str) -> CustomerState:
        """Everything billing projects, as it is now."""
        ...

    async def invoices(self, customer_ref: str, ask: PageAsk) -> Page[Invoice]:
        """Newest first, without drafts."""
        ...

    async def invoice_document(self, customer_ref: str, invoice_ref: str) -> str:
        """The address of the document. Raise InvoiceNotFound, also for another customer's."""
        ...

    async def buy_pack(self, customer_ref: str, top_up: TopUp) -> bool:
        """Charge the customer's saved means for one pack, once per top-up; False when refused."""
        ...


class PaymentNotices(Protocol):
    def read(self, body: bytes, signature: str) -> PaymentNotice:
        """Raise PaymentNoticeForged unless signed by the provider, recent and of our mode."""
        ...
