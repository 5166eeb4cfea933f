"""Months of a calendar, as subscriptions count them."""

import calendar
from datetime import datetime


def add_months(at: datetime, months: int) -> datetime:
    """The same day of a later month, or its last day when that month is shorter."""
    index = at.year * 12 + at.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return at.replace(year=year, month=month + 1, day=min(at.day, last))
