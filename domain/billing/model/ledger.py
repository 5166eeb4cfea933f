"""Credits as double entry (delivery.md 1.9): lots, reservations and the wallet over them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.billing.errors import CreditsExhausted
from domain.billing.model.spending import Caps, Tallies, Tally, day_of
from domain.shared.actor import SYSTEM
from domain.shared.ids import UserId, WorkspaceId


class Account(StrEnum):
    """Three of each workspace, then those of the platform."""

    AVAILABLE = "available"
    RESERVED = "reserved"
    SPENT = "spent"
    GRANTED = "granted"
    SOLD = "sold"
    WRITEOFF = "writeoff"


class EntryKind(StrEnum):
    """The kinds of BIL-4 that something writes. `adjust` takes back, or gives back, a pack."""

    GRANT = "grant"
    PURCHASE = "purchase"
    RESERVE = "reserve"
    COMMIT = "commit"
    RELEASE = "release"
    EXPIRE = "expire"
    ADJUST = "adjust"


class Pool(StrEnum):
    PLAN = "plan"
    BOUGHT = "bought"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why credits move: for what kind of work, about which thing, on whose order, when."""

    what: str
    about: str
    by: UserId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Credits that came together and leave together; without `expires_at` they never expire."""

    id: str
    pool: Pool
    amount: int
    expires_at: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now

    @property
    def spending_order(self) -> tuple[bool, float, bool, str]:
        """The soonest to expire first; what never expires last (BIL-4), and bought last of all."""
        expiry = self.expires_at.timestamp() if self.expires_at else 0.0
        return (self.expires_at is None, expiry, self.pool is Pool.BOUGHT, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One movement: `amount` leaves `debit` and arrives at `credit`. Never changed, never removed.

    `id` is derived from what is done, so doing it again is seen. `seq` counts without gaps.
    `portions` says of which lots.
    """

    id: str
    workspace_id: WorkspaceId
    seq: int
    kind: EntryKind
    debit: Account
    credit: Account
    amount: int
    available_after: int
    what: str
    about: str
    by: UserId
    at: datetime
    portions: tuple[Lot, ...] = ()

    @property
    def change(self) -> int:
        """What it did to the credits that can be spent."""
        came = self.amount if self.credit is Account.AVAILABLE else 0
        return came - (self.amount if self.debit is Account.AVAILABLE else 0)


class ReservationState(StrEnum):
    OPEN = "open"
    COMMITTED = "committed"
    RELEASED = "released"
    EXPIRED = "expired"


@dataclass(slots=True, kw_only=True)
class Reservation:
    """Credits set aside for one piece of work. It ends once: committed, released or expired.

    `is_unknown` keeps it open past its end, while nobody knows whether the vendor did the work.
    Its times are real time; `counted_on` is the business day whose caps it counts in.
    """

    LIFETIME: ClassVar[timedelta] = timedelta(hours=24)

    id: str
    workspace_id: WorkspaceId
    key: str
    amount: int
    what: str
    about: str
    by: UserId
    reserved_at: datetime
    expires_at: datetime
    portions: tuple[Lot, ...] = ()
    counted_on: date | None = None
    state: ReservationState = ReservationState.OPEN
    is_unknown: bool = False
    spent: int = 0
    ended_at: datetime | None = None
    version: int = 0

    @staticmethod
    def id_of(workspace_id: WorkspaceId, key: str) -> str:
        return f"{workspace_id}:{key}"

    @property
    def is_open(self) -> bool:
        return self.state is ReservationState.OPEN

    def end(self, state: ReservationState, *, spent: int, at: datetime) -> None:
        self.state = state
        self.spent = spent
        self.ended_at = at
        self.is_unknown = False


def split(portions: Sequence[Lot], amount: int) -> tuple[tuple[Lot, ...], tuple[Lot, ...]]:
    """The first `amount` credits in spending order, and the others."""
    first, rest = [], []
    for one in sorted(portions, key=lambda lot: lot.spending_order):
        taken = min(one.amount, amount)
        amount -= taken
        if taken:
            first.append(replace(one, amount=taken))
        if taken < one.amount:
            rest.append(replace(one, amount=one.amount - taken))
    return tuple(first), tuple(rest)


@dataclass(slots=True, kw_only=True)
class Wallet:
    """The fold of a workspace's entries. No account of it is ever below zero, and the lots hold
    exactly what is available.

    `refilled_to` is what there was after the last refill; a low balance is told against it.
    `next_expiry_at` is real time.
    """

    LOW: ClassVar[int] = 5
    QUIET: ClassVar[timedelta] = timedelta(days=1)

    id: WorkspaceId
    workspace_id: WorkspaceId
    available: int = 0
    reserved: int = 0
    spent: int = 0
    lots: tuple[Lot, ...] = ()
    tallies: tuple[Tally, ...] = ()
    refilled_to: int = 0
    low_told_at: datetime | None = None
    next_expiry_at: datetime | None = None
    seq: int = 0
    version: int = 0

    @property
    def is_low(self) -> bool:
        """Under a fifth of the last refill (BIL-6)."""
        return self.available * self.LOW < self.refilled_to

    def in_pool(self, pool: Pool) -> int:
        return sum(lot.amount for lot in self.lots if lot.pool is pool)

    def lot(self, lot_id: str) -> int:
        """What is left of it."""
        return sum(lot.amount for lot in self.lots if lot.id == lot_id)

    def grant(self, entry_id: str, lot: Lot, cause: Cause) -> Entry:
        """Credits of a plan are granted, bought ones sold."""
        is_bought = lot.pool is Pool.BOUGHT
        self._put([lot])
        self.refilled_to = self.available
        return self._entry(
            entry_id,
            EntryKind.PURCHASE if is_bought else EntryKind.GRANT,
            (Account.SOLD if is_bought else Account.GRANTED, Account.AVAILABLE),
            [lot],
            cause,
        )

    def take_back(self, entry_id: str, lot_id: str, most: int, cause: Cause) -> Entry | None:
        """Take back up to `most` unspent credits of one lot; what is spent stays spent (BIL-7)."""
        held = [lot for lot in self.lots if lot.id == lot_id]
        taken, _ = split(held, most)
        if not taken:
            return None
        self._take(taken)
        path = (Account.AVAILABLE, Account.SOLD)
        return self._entry(entry_id, EntryKind.ADJUST, path, taken, cause)

    def give_back(self, entry_id: str, lot: Lot, cause: Cause) -> Entry:
        """A pack that was taken back is the client's again: the dispute was won."""
        self._put([lot])
        path = (Account.SOLD, Account.AVAILABLE)
        return self._entry(entry_id, EntryKind.ADJUST, path, [lot], cause)

    def expire(self, now: datetime, cause: Cause) -> list[Entry]:
        """Lots past their end leave; what is set aside of them stays set aside."""
        entries = []
        for lot in [lot for lot in self.lots if lot.is_over(now)]:
            self._take([lot])
            path = (Account.AVAILABLE, Account.WRITEOFF)
            entry_id = f"{self.id}:{lot.id}:expire:{self.seq + 1}"
            entries.append(self._entry(entry_id, EntryKind.EXPIRE, path, [lot], cause))
        return entries

    def reserve(
        self, reservation: Reservation, cause: Cause, *, workspace: Caps, member: Caps
    ) -> Entry:
        """Raise CreditsExhausted when less is available and SpendingCapReached when a cap of the
        workspace or of the member is passed; nothing moves then.
        """
        if self.available < reservation.amount:
            raise CreditsExhausted(f"{self.available} available, {reservation.amount} needed")
        day = day_of(cause.at)
        tallies = Tallies(self.tallies)
        tallies.check("", workspace, reservation.amount, day)
        if reservation.by != SYSTEM:
            tallies.check(reservation.by, member, reservation.amount, day)
        reservation.counted_on = day
        reservation.portions, _ = split(self.lots, reservation.amount)
        self._count(reservation, reservation.amount)
        self._take(reservation.portions)
        self.reserved += reservation.amount
        return self._entry(
            f"{reservation.id}:reserve",
            EntryKind.RESERVE,
            (Account.AVAILABLE, Account.RESERVED),
            reservation.portions,
            cause,
        )

    def settle(self, reservation: Reservation, spent: int, cause: Cause) -> list[Entry]:
        """Spend that much of the reservation, the soonest to expire first, and give back the
        rest to the lots it came from.
        """
        if not 0 <= spent <= reservation.amount:
            message = f"{spent} cannot be spent of {reservation.amount}"
            raise ValueError(message)
        entries = []
        used, back = split(reservation.portions, spent)
        self.reserved -= reservation.amount
        if used:
            self.spent += spent
            path = (Account.RESERVED, Account.SPENT)
            entry_id = f"{reservation.id}:commit"
            entries.append(self._entry(entry_id, EntryKind.COMMIT, path, used, cause))
        if back:
            self._put(back)
            self._count(reservation, spent - reservation.amount)
            path = (Account.RESERVED, Account.AVAILABLE)
            entry_id = f"{reservation.id}:void"
            entries.append(self._entry(entry_id, EntryKind.RELEASE, path, back, cause))
        return entries

    def is_news_that_it_is_low(self, at: datetime) -> bool:
        """Under a fifth of the last refill, and not told for a day; remembers that it is told."""
        is_quiet = self.low_told_at is None or at - self.low_told_at >= self.QUIET
        if self.is_low and is_quiet:
            self.low_told_at = at
            return True
        return False

    def _count(self, reservation: Reservation, amount: int) -> None:
        if reservation.counted_on is None:
            return
        tallies = Tallies(self.tallies).count("", amount, reservation.counted_on)
        if reservation.by != SYSTEM:
            tallies = tallies.count(reservation.by, amount, reservation.counted_on)
        self.tallies = tallies.rows

    def _put(self, portions: Sequence[Lot]) -> None:
        held = {lot.id: lot for lot in self.lots}
        for one in portions:
            known = held.get(one.id)
            held[one.id] = replace(one, amount=one.amount + (known.amount if known else 0))
        self._hold(held)

    def _take(self, portions: Sequence[Lot]) -> None:
        held = {lot.id: lot for lot in self.lots}
        for one in portions:
            held[one.id] = replace(one, amount=held[one.id].amount - one.amount)
        self._hold(held)

    def _hold(self, held: dict[str, Lot]) -> None:
        kept = sorted((lot for lot in held.values() if lot.amount), key=lambda one: one.id)
        self.lots = tuple(kept)
        self.available = sum(lot.amount for lot in kept)
        ends = [lot.expires_at for lot in kept if lot.expires_at]
        self.next_expiry_at = min(ends) if ends else None

    def _entry(
        self,
        entry_id: str,
        kind: EntryKind,
        path: tuple[Account, Account],
        portions: Sequence[Lot],
        cause: Cause,
    ) -> Entry:
        amount = sum(one.amount for one in portions)
        if amount < 1:
            message = f"a movement of {amount} credits is none"
            raise ValueError(message)
        self.seq += 1
        return Entry(
            id=entry_id,
            workspace_id=self.workspace_id,
            seq=self.seq,
            kind=kind,
            debit=path[0],
            credit=path[1],
            amount=amount,
            available_after=self.available,
            what=cause.what,
            about=cause.about,
            by=cause.by,
            at=cause.at,
            portions=tuple(portions),
        )
