"""Days on which nobody is written to, and days on which nobody is written to first (SEQ-5)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from domain.campaigns.errors import CalendarRefused
from domain.campaigns.model.sequence import Step
from domain.shared.errors import FieldFault
from domain.shared.ids import UserId, WorkspaceId

_SATURDAY = 5
_SEARCHED = 400
IsDay = Callable[[date], bool]


class August(StrEnum):
    """What becomes of first touches from 1 to 25 August."""

    UNCHANGED = "unchanged"
    REDUCED = "reduced"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Days on which the workspace itself is closed, both ends included."""

    first: date
    last: date
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """Who set the calendar, when, and to what (obligation 18)."""

    by: UserId
    at: datetime
    closures: tuple[Closure, ...]
    bridges_closed: bool
    year_end_closed: bool
    august: August


@dataclass(slots=True, kw_only=True)
class CalendarRules:
    """What one workspace adds to the public holidays. The defaults are those of SEQ-5. Each change
    is a version, the oldest first.
    """

    MOST_CLOSURES: ClassVar[int] = 60
    LONGEST: ClassVar[int] = 60
    AUGUST_SHARE: ClassVar[int] = 30
    """Percent of the daily cap left to first touches in a reduced August."""

    id: WorkspaceId
    workspace_id: WorkspaceId
    closures: tuple[Closure, ...] = ()
    bridges_closed: bool = True
    year_end_closed: bool = True
    august: August = August.REDUCED
    changes: tuple[CalendarChange, ...] = ()
    version: int = 0

    def set(
        self,
        *,
        closures: tuple[Closure, ...],
        bridges_closed: bool,
        year_end_closed: bool,
        august: August,
        by: UserId,
        at: datetime,
    ) -> None:
        """Raise CalendarRefused with every closure that is wrong."""
        faults = [
            FieldFault(f"/closures/{place}/last", "closure-ends-before-it-begins")
            for place, one in enumerate(closures)
            if one.last < one.first
        ]
        faults += [
            FieldFault(f"/closures/{place}/last", "closure-too-long")
            for place, one in enumerate(closures)
            if (one.last - one.first).days >= self.LONGEST
        ]
        if len(closures) > self.MOST_CLOSURES:
            faults.append(FieldFault("/closures", "too-many-closures"))
        if faults:
            raise CalendarRefused(faults=faults)
        self.closures = tuple(sorted(closures, key=lambda one: (one.first, one.last, one.label)))
        self.bridges_closed, self.year_end_closed = bridges_closed, year_end_closed
        self.august = august
        change = CalendarChange(
            by=by,
            at=at,
            closures=self.closures,
            bridges_closed=bridges_closed,
            year_end_closed=year_end_closed,
            august=august,
        )
        self.changes = (*self.changes, change)

    def is_closed(self, day: date, is_holiday: IsDay) -> bool:
        """Whether nothing cold leaves at all on this working day."""
        return (
            is_holiday(day)
            or (self.year_end_closed and (day.month, day.day) in _YEAR_END)
            or any(one.first <= day <= one.last for one in self.closures)
        )

    def is_closed_to_first_touches(self, day: date, is_holiday: IsDay) -> bool:
        if self.is_closed(day, is_holiday):
            return True
        if self.august is August.SUSPENDED and self.is_august(day):
            return True
        return self.bridges_closed and _is_bridge(day, is_holiday)

    def percent(self, day: date) -> int:
        """The share of a day's limit that first touches get."""
        reduced = self.august is August.REDUCED and self.is_august(day)
        return self.AUGUST_SHARE if reduced else 100

    @staticmethod
    def is_august(day: date) -> bool:
        return day.month == 8 and day.day <= 25


_YEAR_END = {*((12, day) for day in range(24, 32)), (1, 1)}


def _is_bridge(day: date, is_holiday: IsDay) -> bool:
    """A working day between a holiday and a weekend."""
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    if day.weekday() >= _SATURDAY or is_holiday(day):
        return False
    return (is_holiday(before) and after.weekday() == _SATURDAY) or (
        before.weekday() > _SATURDAY and is_holiday(after)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDays:
    """The working days of one person, in their own zone."""

    zone: ZoneInfo
    is_closed: IsDay

    def is_working(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and not self.is_closed(day)

    def after(self, at: datetime, days: int) -> datetime:
        """`days` working days later, at the same local time."""
        local = at.astimezone(self.zone)
        day = local.date()
        for _ in range(_SEARCHED):
            if not days:
                break
            day += timedelta(days=1)
            days -= self.is_working(day)
        return datetime.combine(day, local.time(), self.zone).astimezone(UTC)

    def later(self, at: datetime, step: Step) -> datetime:
        """The end of a wait that begins at `at`."""
        if step.working_days:
            return self.after(at, step.wait_days)
        return at + timedelta(days=step.wait_days)
