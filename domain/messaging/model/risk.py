"""How carefully a draft wants to be read (COP-5), and how long it has waited (COP-4)."""

import re
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.messaging.model.draft import Draft, DraftState

_TOP = re.compile(
    r"\b(?:ceo|cfo|coo|cto|cio|cmo|chief|president|pr[ée]sidente?|pdg|dg|g[ée]rante?|founder|fondat\w+"
    r"|owner|directeur g[ée]n[ée]ral|directrice g[ée]n[ée]rale|vp|vice)\b",
    re.IGNORECASE,
)
_OPENS, _CLOSES = time(9), time(18)


class Risk(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Age(StrEnum):
    """Amber from 4 working hours on, red from a working day on."""

    FRESH = "fresh"
    AMBER = "amber"
    RED = "red"


def risk_of(draft: Draft, job_title: str) -> Risk:
    """High when the gate refuses it or the reader leads the company, low when nothing is noted."""
    if not draft.versions or draft.state is DraftState.BLOCKED or draft.current.verdict.blocks:
        return Risk.HIGH
    if _TOP.search(job_title):
        return Risk.HIGH
    return Risk.MEDIUM if draft.current.verdict.warnings else Risk.LOW


def age_of(since: datetime, now: datetime) -> Age:
    waited = worked(since, now)
    if waited >= timedelta(hours=9):
        return Age.RED
    return Age.AMBER if waited >= timedelta(hours=4) else Age.FRESH


def worked(since: datetime, until: datetime) -> timedelta:
    """Working hours between two instants: Monday to Friday, 9:00 to 18:00, at most two weeks."""
    total, day = timedelta(), max(since, until - timedelta(days=14))
    while day < until:
        opens = day.replace(hour=_OPENS.hour, minute=0, second=0, microsecond=0)
        closes = day.replace(hour=_CLOSES.hour, minute=0, second=0, microsecond=0)
        if day.weekday() < 5:
            total += max(timedelta(), min(closes, until) - max(opens, day))
        day = opens.replace(hour=0) + timedelta(days=1)
    return total
