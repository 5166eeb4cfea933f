"""When somebody is called: 9:00 to 12:15 and 13:45 to 18:30 of their own working days (CALL-1)."""

from datetime import UTC, date, datetime, time, timedelta

from domain.campaigns.model.calendar import WorkDays

_MORNING = time(9, 0), time(12, 15)
_AFTERNOON = time(13, 45), time(18, 30)
_SEARCHED = 400


def may_call(at: datetime, days: WorkDays) -> bool:
    local = at.astimezone(days.zone)
    if not days.is_working(local.date()):
        return False
    return any(first <= local.time() < last for first, last in (_MORNING, _AFTERNOON))


def other_half_day(at: datetime, days: WorkDays) -> datetime:
    """The beginning of the next half-day, an afternoon after a morning and the other way round."""
    local = at.astimezone(days.zone)
    day = local.date()
    if local.time() < _AFTERNOON[0] and days.is_working(day):
        return _at(day, _AFTERNOON[0], days)
    for _ in range(_SEARCHED):
        day += timedelta(days=1)
        if days.is_working(day):
            break
    return _at(day, _MORNING[0], days)


def _at(day: date, hour: time, days: WorkDays) -> datetime:
    return datetime.combine(day, hour, days.zone).astimezone(UTC)
