"""How much may be spent, by whom and how fast (BIL-6)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.billing.errors import SpendingCapReached, TopUpWithoutLimit, UnknownOffer
from domain.billing.model.plans import PACKS
from domain.shared.actor import SYSTEM
from domain.shared.ids import UserId, WorkspaceId

_ZONE = ZoneInfo("Europe/Paris")


class Window(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    def start(self, day: date) -> date:
        match self:
            case Window.DAY:
                return day
            case Window.WEEK:
                return day - timedelta(days=day.weekday())
            case Window.MONTH:
                return day.replace(day=1)


def day_of(at: datetime) -> date:
    """The day people in France would name."""
    return at.astimezone(_ZONE).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """Credits per window; None is no cap."""

    day: int | None = None
    week: int | None = None
    month: int | None = None

    def of(self, window: Window) -> int | None:
        return {Window.DAY: self.day, Window.WEEK: self.week, Window.MONTH: self.month}[window]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one member, or with an empty `who` the workspace, spent or set aside in a window."""

    who: str
    window: Window
    since: date
    amount: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """The running windows. Counting more than a cap is refused as a whole."""

    rows: tuple[Tally, ...] = ()

    def amount(self, who: str, window: Window, day: date) -> int:
        since = window.start(day)
        return sum(
            one.amount
            for one in self.rows
            if (one.who, one.window, one.since) == (who, window, since)
        )

    def count(self, who: str, amount: int, day: date) -> "Tallies":
        """`amount` below zero gives back; a window that is over is forgotten."""
        others = tuple(
            one for one in self.rows if one.who != who and one.since >= one.window.start(day)
        )
        return Tallies(
            others
            + tuple(
                Tally(
                    who=who,
                    window=window,
                    since=window.start(day),
                    amount=max(0, self.amount(who, window, day) + amount),
                )
                for window in Window
            )
        )

    def check(self, who: str, caps: Caps, amount: int, day: date) -> None:
        """Raise SpendingCapReached, naming the window and what is left of it."""
        for window in Window:
            cap = caps.of(window)
            if cap is None:
                continue
            left = cap - self.amount(who, window, day)
            if amount > left:
                raise SpendingCapReached(f"{window}: {max(0, left)} of {cap} left, {amount} needed")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopUpRule:
    """Buys `pack` when fewer than `below` credits are left; off unless a month has a limit."""

    enabled: bool = False
    pack: str = "pack_1000_eur_v1"
    below: int = 100
    monthly_limit_minor: int = 0

    def check(self) -> None:
        pack = PACKS.get(self.pack)
        if pack is None:
            raise UnknownOffer
        if self.enabled and self.monthly_limit_minor < pack.price.minor:
            raise TopUpWithoutLimit


@dataclass(slots=True, kw_only=True)
class SpendingRules:
    """The caps of a workspace, those of each of its members, and its automatic top-up."""

    id: WorkspaceId
    workspace_id: WorkspaceId
    workspace: Caps = field(default_factory=Caps)
    member: Caps = field(default_factory=Caps)
    top_up: TopUpRule = field(default_factory=TopUpRule)
    changed_by: UserId = SYSTEM
    version: int = 0
