"""WorkCalendar on the maintained `holidays` library (delivery.md 1.7)."""

from datetime import date
from functools import lru_cache

import holidays

from domain.shared.places import ALSACE_MOSELLE

# Good Friday and 26 December, local law of 1892 (SEQ-5).
_SUBDIVISIONS = {ALSACE_MOSELLE: "57"}


@lru_cache(maxsize=64)
def _of(country: str, region: str) -> holidays.HolidayBase | None:
    try:
        return holidays.country_holidays(country, subdiv=_SUBDIVISIONS.get(region))
    except NotImplementedError:
        return None


class PublicHolidays:
    def is_holiday(self, country: str, day: date, region: str = "") -> bool:
        """A country the library does not know has weekends only, as SEQ-5 says of others."""
        known = _of(country.strip().upper(), region)
        return known is not None and day in known
