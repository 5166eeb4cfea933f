"""Dated events that speak for writing now; they fade (SCO-2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.shared.ids import ProspectId, SignalId, UserId, WorkspaceId

MAX_SIGNAL_POINTS = 15
"""All signals of a person together; criteria have the other 85."""
MOST_SIGNALS = 5
FADED_AFTER = timedelta(days=90)


class SignalKind(StrEnum):
    """Closed: professional events only, nothing of somebody's private life (A6)."""

    JOB_CHANGE = "job_change"
    HIRING = "hiring"
    LINKEDIN_POST = "linkedin_post"
    FUNDING = "funding"
    EXPANSION = "expansion"
    REGISTER_EVENT = "register_event"
    WEBSITE_CHANGE = "website_change"
    USER_NOTE = "user_note"


class Strength(StrEnum):
    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


WORTH = {Strength.STRONG: 8, Strength.MEDIUM: 5, Strength.WEAK: 2}
# After how many days a signal is worth half: a post is soon old, a funding round is not.
HALF_LIFE = {
    SignalKind.JOB_CHANGE: 45,
    SignalKind.HIRING: 30,
    SignalKind.LINKEDIN_POST: 14,
    SignalKind.FUNDING: 60,
    SignalKind.EXPANSION: 60,
    SignalKind.REGISTER_EVENT: 45,
    SignalKind.WEBSITE_CHANGE: 30,
    SignalKind.USER_NOTE: 45,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What happened, when, and where it can be read. A finding without a source is never kept."""

    id: SignalId
    workspace_id: WorkspaceId
    prospect_id: ProspectId
    kind: SignalKind
    strength: Strength
    text: str
    source_url: str
    seen_at: datetime
    added_by: UserId
    added_at: datetime

    def worth(self, at: datetime) -> int:
        """Whole points at a moment; nothing once it has faded."""
        return self._after(self._days(at))

    def changes_at(self, at: datetime) -> datetime | None:
        """When it is next worth another number of points; None once it is worth none."""
        now = self.worth(at)
        for days in range(self._days(at) + 1, FADED_AFTER.days + 1):
            if self._after(days) != now:
                return self.seen_at + timedelta(days=days)
        return None

    def _days(self, at: datetime) -> int:
        return max(0, (at - self.seen_at).days)

    def _after(self, days: int) -> int:
        if days >= FADED_AFTER.days:
            return 0
        return int(WORTH[self.strength] * 0.5 ** (days / HALF_LIFE[self.kind]) + 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalLine:
    """One signal in a score. `worth` is what is left of it, `points` what the most that signals
    may give lets through. A muted one gives nothing to whoever muted it.
    """

    signal_id: SignalId
    kind: SignalKind
    strength: Strength
    text: str
    source_url: str
    seen_at: datetime
    worth: int
    points: int
    is_muted: bool = False


def signal_lines(signals: Sequence[Signal], *, at: datetime) -> tuple[SignalLine, ...]:
    """The five strongest, the strongest first; faded ones are gone."""
    if not signals:
        return ()
    live = [(one.worth(at), one) for one in signals]
    live.sort(key=lambda pair: (-pair[0], pair[1].id))
    return capped(
        [
            SignalLine(
                signal_id=one.id,
                kind=one.kind,
                strength=one.strength,
                text=one.text,
                source_url=one.source_url,
                seen_at=one.seen_at,
                worth=worth,
                points=0,
            )
            for worth, one in live[:MOST_SIGNALS]
            if worth
        ]
    )


def capped(lines: Sequence[SignalLine]) -> tuple[SignalLine, ...]:
    """The same lines with points that never add up to more than signals may give."""
    left = MAX_SIGNAL_POINTS
    made = []
    for line in lines:
        points = 0 if line.is_muted else min(left, line.worth)
        left -= points
        made.append(replace(line, points=points))
    return tuple(made)
