"""What billing needs from the outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.billing.model import Entry, Plan, Reservation, Wallet
from domain.shared.ids import WorkspaceId
from domain.shared.money import Money
from domain.shared.page import Page, PageAsk


class Wallets(Protocol):
    async def get(self, workspace_id: WorkspaceId) -> Wallet:
        """The wallet; an empty one at version 0 before the first entry."""
        ...

    async def save(self, wallet: Wallet) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
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


class Plans(Protocol):
    async def of(self, workspace_id: WorkspaceId) -> Plan:
        """The plan in force for the workspace."""
        ...


class PaymentProvider(Protocol):
    """Hosted payment pages (Stripe). Declared for the work that sells credits and plans; no
    adapter exists yet, so no use case asks for it. No card number ever passes through
    (obligation 104).
    """

    async def checkout(self, workspace_id: WorkspaceId, key: str, amount: Money) -> str:
        """The address of a payment page; the same one for the same key. Raise Unavailable."""
        ...

    async def portal(self, workspace_id: WorkspaceId) -> str:
        """The address where the client manages payment means and invoices. Raise Unavailable."""
        ...
