"""Credits as double entry (delivery.md 1.9), and what a plan allows (product.md 3.15)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.billing.errors import CreditsExhausted
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
    """The kinds of BIL-4 that something writes today."""

    GRANT = "grant"
    RESERVE = "reserve"
    COMMIT = "commit"
    RELEASE = "release"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why credits move: for what kind of work, about which thing, on whose order, when."""

    what: str
    about: str
    by: UserId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One movement: `amount` leaves `debit` and arrives at `credit`. Never changed, never removed.

    `id` is derived from what is done, so doing it again is seen. `seq` counts without gaps.
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


class ReservationState(StrEnum):
    OPEN = "open"
    COMMITTED = "committed"
    RELEASED = "released"
    EXPIRED = "expired"


@dataclass(slots=True, kw_only=True)
class Reservation:
    """Credits set aside for one piece of work. It ends once: committed, released or expired.

    `is_unknown` keeps it open past its end, while nobody knows whether the vendor did the work.
    Its times are real time.
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


@dataclass(slots=True, kw_only=True)
class Wallet:
    """The fold of a workspace's entries. No account of it is ever below zero."""

    id: WorkspaceId
    workspace_id: WorkspaceId
    available: int = 0
    reserved: int = 0
    spent: int = 0
    seq: int = 0
    version: int = 0

    def grant(self, entry_id: str, amount: int, cause: Cause) -> Entry:
        self.available += amount
        return self._entry(
            entry_id, EntryKind.GRANT, (Account.GRANTED, Account.AVAILABLE), amount, cause
        )

    def reserve(self, reservation: Reservation, cause: Cause) -> Entry:
        """Raise CreditsExhausted when less is available; nothing moves then."""
        if self.available < reservation.amount:
            raise CreditsExhausted(f"{self.available} available, {reservation.amount} needed")
        self.available -= reservation.amount
        self.reserved += reservation.amount
        return self._entry(
            f"{reservation.id}:reserve",
            EntryKind.RESERVE,
            (Account.AVAILABLE, Account.RESERVED),
            reservation.amount,
            cause,
        )

    def settle(
        self, reservation: Reservation, spent: int, back: EntryKind, cause: Cause
    ) -> list[Entry]:
        """Spend that much of the reservation and give back the rest as a `back` entry."""
        if not 0 <= spent <= reservation.amount:
            message = f"{spent} cannot be spent of {reservation.amount}"
            raise ValueError(message)
        entries = []
        rest = reservation.amount - spent
        self.reserved -= reservation.amount
        if spent:
            self.spent += spent
            entries.append(
                self._entry(
                    f"{reservation.id}:commit",
                    EntryKind.COMMIT,
                    (Account.RESERVED, Account.SPENT),
                    spent,
                    cause,
                )
            )
        if rest:
            self.available += rest
            entries.append(
                self._entry(
                    f"{reservation.id}:void",
                    back,
                    (Account.RESERVED, Account.AVAILABLE),
                    rest,
                    cause,
                )
            )
        return entries

    def _entry(
        self,
        entry_id: str,
        kind: EntryKind,
        path: tuple[Account, Account],
        amount: int,
        cause: Cause,
    ) -> Entry:
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
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a workspace may do (BIL-1). Credits come once on the trial."""

    code: str
    credits: int
    mailboxes: int
    linkedin_accounts: int
    sends_per_day: int
    has_autopilot: bool


TRIAL = Plan(
    code="trial",
    credits=150,
    mailboxes=1,
    linkedin_accounts=1,
    sends_per_day=20,
    has_autopilot=False,
)
