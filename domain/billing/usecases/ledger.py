"""The step that every movement of credits goes through."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.billing.model import Cause, Entry, Wallet
from domain.billing.ports import Entries, Reservations, Wallets
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.events import Event
from domain.shared.ids import UserId
from domain.shared.outbox import Outbox
from domain.shared.transaction import Transaction

T = TypeVar("T")

_RACES = 20


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

    async def post(self, wallet: Wallet, entries: Sequence[Entry], events: Sequence[Event]) -> None:
        await self.wallets.save(wallet)
        await self.entries.add(entries)
        await self.outbox.append(events)
