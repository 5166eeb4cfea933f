"""The calendar of rights and notices: pure functions of instants."""

from calendar import monthrange
from datetime import datetime

ANSWER_MONTHS = 1
EXTENSION_MONTHS = 2
INFORM_MONTHS = 1
INACTIVE_YEARS = 3


def months_later(instant: datetime, months: int) -> datetime:
    """The same day of a later month, or its last day where there is none (Regulation 1182/71,
    Art. 3(2)(c)): 31 January plus one month is 28 or 29 February.

    Weekends and holidays do not move it: the earlier day is always in time.
    """
    year, month = divmod(instant.year * 12 + instant.month - 1 + months, 12)
    month += 1
    return instant.replace(year=year, month=month, day=min(instant.day, monthrange(year, month)[1]))


def answer_due(received_at: datetime, *, extended: bool = False) -> datetime:
    """One month from receipt, three when extended (Art. 12(3)); counted from receipt each time."""
    return months_later(received_at, ANSWER_MONTHS + EXTENSION_MONTHS * extended)


def inform_due(obtained_at: datetime) -> datetime:
    """A person must know at the latest a month after their data were obtained (Art. 14(3)(a))."""
    return months_later(obtained_at, INFORM_MONTHS)


def inactive_at(last_contact_at: datetime) -> datetime:
    """Three years after collection or the person's last word, syncs and edits aside (A4)."""
    return months_later(last_contact_at, 12 * INACTIVE_YEARS)
