"""The step that every movement of credits goes through."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.billing.events import CreditsExpired
from domain.billing.model.ledger import Cause, Entry, Wallet
from domain.billing.ports import Entries, Reservations, Wallets
from domain.shared.actor import SYSTEM
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.events import Event
from domain.shared.ids import UserId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.transaction import Transaction

T = TypeVar("T")

_RACES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Wallet, entries, reservation and events change in one transaction, or not at all.

    The wallet's version lets one writer through at a time; the others decide again on what it
    left. Entry ids are derived, so work done twice finds its first entry.
    """

    wallets: Wallets
    entries: Entries
    reservations: Reservations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    def cause(self, what: str, about: str, by: UserId) -> Cause:
        return Cause(what=what, about=about, by=by, at=self.clock.now())

    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        for _ in range(_RACES):
            try:
                return await self.transaction.run(work)
            except StaleWrite:
                continue
        return await self.transaction.run(work)

    async def fresh(self, workspace_id: WorkspaceId) -> tuple[Wallet, list[Entry], list[Event]]:
        """The wallet without what has expired, and what says so; the caller posts it."""
        wallet = await self.wallets.get(workspace_id)
        cause = self.cause("expiry", "", SYSTEM)
        entries = wallet.expire(self.wall.now(), cause)
        gone = sum(entry.amount for entry in entries)
        event = CreditsExpired(at=cause.at, workspace_id=workspace_id, amount=gone)
        return wallet, entries, [event] if gone else []

    async def post(self, wallet: Wallet, entries: Sequence[Entry], events: Sequence[Event]) -> None:
        await self.wallets.save(wallet)
        if entries:
            await self.entries.add(entries)
        await self.outbox.append(events)
