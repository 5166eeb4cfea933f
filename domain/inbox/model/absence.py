"""When somebody is back, as their absence note says it (INB-2), in French and English."""

import re
import unicodedata
from datetime import date, timedelta

LONGEST = timedelta(days=45)
UNKNOWN = timedelta(days=7)
_MONTHS = {
    **dict.fromkeys(("janvier", "janv", "january", "jan"), 1),
    **dict.fromkeys(("fevrier", "fev", "february", "feb"), 2),
    **dict.fromkeys(("mars", "march", "mar"), 3),
    **dict.fromkeys(("avril", "avr", "april", "apr"), 4),
    **dict.fromkeys(("mai", "may"), 5),
    **dict.fromkeys(("juin", "june", "jun"), 6),
    **dict.fromkeys(("juillet", "juil", "july", "jul"), 7),
    **dict.fromkeys(("aout", "august", "aug"), 8),
    **dict.fromkeys(("septembre", "sept", "september", "sep"), 9),
    **dict.fromkeys(("octobre", "oct", "october"), 10),
    **dict.fromkeys(("novembre", "nov", "november"), 11),
    **dict.fromkeys(("decembre", "dec", "december"), 12),
}
_DAYS = {
    name: number
    for number, names in enumerate(
        (
            ("lundi", "monday"),
            ("mardi", "tuesday"),
            ("mercredi", "wednesday"),
            ("jeudi", "thursday"),
            ("vendredi", "friday"),
            ("samedi", "saturday"),
            ("dimanche", "sunday"),
        )
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = "|".join(_DAYS)
_WHEN = (
    rf"(?:(?P<weekday>{_DAY}),? ?)?(?:le |the |on )?(?:"
    rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})"
    rf"|(?P<d1>\d{{1,2}})(?:er|st|nd|rd|th)? (?:of )?(?P<m1>{_MONTH})\b\.?(?:,? (?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y2>\d{{4}}))?"
    r"|(?P<d3>\d{1,2})[/.](?P<m3>\d{1,2})(?:[/.](?P<y3>\d{2,4}))?"
    r")"
)
_BACK = r"(?:de retour|retour|reviens|rentre|reprendrai?|back|returning|return|reopen\w*|rouvr\w+)"
# Back on a day, or away through a day; the first date that follows such words counts.
_ON = re.compile(rf"\b{_BACK}\b[^.\d]{{0,40}}?(?:{_WHEN}|(?P<only>{_DAY})\b)")
_THROUGH = re.compile(
    rf"\b(?:jusqu'(?:au|a)|until|till|through|thru|to|au|a)\b (?:and including |the |end of )?"
    rf"(?:{_WHEN}|(?P<only>{_DAY})\b)"
)


def return_date(text: str, *, on: date) -> date | None:
    """The first day they are back, counted from the day the note came; None when it names none."""
    flat = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    told = " ".join("".join(one for one in flat if not unicodedata.combining(one)).split())
    found = _ON.search(told)
    if found:
        day = _day_of(found.groupdict(), on)
        if day is not None:
            return day
    for found in _THROUGH.finditer(told):
        day = _day_of(found.groupdict(), on)
        if day is not None:
            return day + timedelta(days=1)
    return None


def resume_on(text: str, *, on: date) -> date:
    """The working day after the return, 45 days from now at most; a week when nothing is said."""
    back = return_date(text, on=on)
    if back is None:
        return on + UNKNOWN
    day = back + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return min(day, on + LONGEST)


def _day_of(parts: dict[str, str | None], on: date) -> date | None:
    if parts.get("only"):
        ahead = (_DAYS[str(parts["only"])] - on.weekday()) % 7 or 7
        return on + timedelta(days=ahead)
    try:
        if parts["iso"]:
            return date.fromisoformat(parts["iso"])
        day = int(parts["d1"] or parts["d2"] or parts["d3"] or 0)
        named = parts["m1"] or parts["m2"]
        month = _MONTHS[named] if named else int(parts["m3"] or 0)
        year = parts["y1"] or parts["y2"] or parts["y3"]
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        this = date(on.year, month, day)
        # A note speaks of the days ahead: "until 4 January", read in December, is next year's.
        return this if this >= on - timedelta(days=60) else date(on.year + 1, month, day)
    except ValueError:
        return None
