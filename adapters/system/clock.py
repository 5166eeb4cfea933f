"""The two clocks (domain.shared.clock)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_OPEN, _SHUT = timedelta(hours=8, minutes=15), timedelta(hours=18, minutes=45)
_DAY = _SHUT - _OPEN


def whole_milliseconds(instant: datetime) -> datetime:
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        return whole_milliseconds(datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class FastCalendar:
    """Business time of the sandbox: working hours pass `speed` times faster, nights and weekends
    are skipped.

    A pure function of three values, so every process that is given them agrees, and it never
    goes back. Written as text `real_start|business_start|speed`.
    """

    real_start: datetime
    business_start: datetime
    speed: float

    @classmethod
    def parse(cls, text: str) -> "FastCalendar":
        real, business, speed = text.split("|")
        return cls(datetime.fromisoformat(real), datetime.fromisoformat(business), float(speed))

    def __str__(self) -> str:
        return f"{self.real_start.isoformat()}|{self.business_start.isoformat()}|{self.speed:g}"

    def at(self, real: datetime) -> datetime:
        """Business time at a real instant; before the start it stands still."""
        left = max(real - self.real_start, timedelta()) * self.speed
        local = _into_working_hours(self.business_start.astimezone(PARIS).replace(tzinfo=None))
        rest_of_day = _midnight(local) + _SHUT - local
        if left >= rest_of_day:
            days, left = divmod(left - rest_of_day, _DAY)
            local = _add_working_days(_midnight(local), days + 1) + _OPEN
        return whole_milliseconds((local + left).replace(tzinfo=PARIS).astimezone(UTC))


def _midnight(local: datetime) -> datetime:
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _into_working_hours(local: datetime) -> datetime:
    if local >= _midnight(local) + _SHUT:
        local = _midnight(local) + timedelta(days=1)
    while local.weekday() >= 5:
        local = _midnight(local) + timedelta(days=1)
    return max(local, _midnight(local) + _OPEN)


def _add_working_days(midnight: datetime, days: int) -> datetime:
    weeks, rest = divmod(days, 5)
    midnight += timedelta(weeks=weeks)
    while rest:
        midnight += timedelta(days=1)
        rest -= midnight.weekday() < 5
    return midnight


@dataclass(frozen=True, slots=True)
class FastClock:
    """`clock` in the sandbox."""

    calendar: FastCalendar

    def now(self) -> datetime:
        return self.calendar.at(datetime.now(UTC))
