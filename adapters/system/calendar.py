"""WorkCalendar on the maintained `holidays` library (delivery.md 1.7)."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def _of(country: str) -> holidays.HolidayBase | None:
    """National days only: a person's region is not known yet."""
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return None


class PublicHolidays:
    def is_holiday(self, country: str, day: date) -> bool:
        """A country the library does not know has weekends only, as SEQ-5 says of others."""
        known = _of(country.strip().upper())
        return known is not None and day in known
