"""When something may leave: working hours in the zone of whom it concerns (product.md SND-2, 3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from domain.delivery.model.verdict import Reason, ReasonCode

DEFAULT_ZONE = "Europe/Paris"
DEFAULT_COUNTRY = "FR"
_SEARCHED_DAYS = 30
_ZONES = {"FR": "Europe/Paris", "BE": "Europe/Brussels", "LU": "Europe/Luxembourg"} | {
    "CH": "Europe/Zurich",
    "GB": "Europe/London",
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "IT": "Europe/Rome",
    "NL": "Europe/Amsterdam",
    "PT": "Europe/Lisbon",
    "IE": "Europe/Dublin",
}

# Whether a day is a public holiday; the country is bound by whoever asks.
IsHoliday = Callable[[date], bool]


def zone_of(zone: str, country: str) -> ZoneInfo:
    """The person's own zone, else their country's, else the sender's default."""
    return ZoneInfo(zone or _ZONES.get(country.upper(), DEFAULT_ZONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """Spans of one working day, in local wall time. Monday to Friday, holidays closed."""

    spans: tuple[tuple[time, time], ...]

    def holds(self, local: time) -> bool:
        return any(start <= local < end for start, end in self.spans)

    @classmethod
    def of(cls, *texts: str) -> Self:
        """From `08:30-12:15` and the like."""
        pairs = [text.split("-") for text in texts]
        return cls(spans=tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in pairs))


MAIL_HOURS = OpenHours.of("08:30-12:15", "13:45-18:30")
LINKEDIN_HOURS = OpenHours.of("09:00-12:15", "13:45-18:15")


@dataclass(frozen=True, slots=True, kw_only=True)
class SendWindow:
    """The open hours of one person or account: local time decides, also when clocks change."""

    hours: OpenHours
    zone: ZoneInfo
    is_holiday: IsHoliday

    def refusal(self, at: datetime) -> Reason | None:
        """None while it is open; else why not, and when it opens."""
        local = at.astimezone(self.zone)
        if local.weekday() < 5 and self.is_holiday(local.date()):
            return Reason(code=ReasonCode.HOLIDAY, until=self.next_opening(at))
        if local.weekday() >= 5 or not self.hours.holds(local.time()):
            return Reason(code=ReasonCode.OUTSIDE_WINDOW, until=self.next_opening(at))
        return None

    def midnight(self, at: datetime) -> datetime:
        """When the local day of `at` began."""
        day = at.astimezone(self.zone).date()
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def next_opening(self, at: datetime) -> datetime:
        """The first open instant from `at` on.

        Built from local wall time and converted, so an hour that a clock change skips or repeats
        opens once and in the right place.
        """
        day = at.astimezone(self.zone).date()
        for ahead in range(_SEARCHED_DAYS):
            here = day + timedelta(days=ahead)
            if here.weekday() >= 5 or self.is_holiday(here):
                continue
            for start, end in self.hours.spans:
                opens = datetime.combine(here, start, self.zone).astimezone(UTC)
                closes = datetime.combine(here, end, self.zone).astimezone(UTC)
                if at < closes:
                    return max(at, opens)
        return at + timedelta(days=_SEARCHED_DAYS)

    def after_working_days(self, since: datetime, days: int) -> datetime:
        """`days` working days later, at the same local time."""
        local = since.astimezone(self.zone)
        day = local.date()
        while days:
            day += timedelta(days=1)
            days -= day.weekday() < 5 and not self.is_holiday(day)
        return datetime.combine(day, local.time(), self.zone).astimezone(UTC)

    def working_days_between(self, since: datetime, at: datetime) -> int:
        """Full working days that passed, holidays left out; bounded at 400."""
        day, last = since.astimezone(self.zone).date(), at.astimezone(self.zone).date()
        passed = 0
        while day < last and passed < 400:
            day += timedelta(days=1)
            passed += day.weekday() < 5 and not self.is_holiday(day)
        return passed
