"""What a person says of a proposed prospect, with how far it reaches (SCO-3)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.scoring.events import FeedbackGiven, FeedbackUndone
from domain.shared.events import Event
from domain.shared.ids import FeedbackId, ProspectId, SignalId, UserId, WorkspaceId

EXCLUDED_FOR = timedelta(days=182)
MOST_A_DAY = 20
"""Of one member; what comes after reaches nobody but the person it is about."""


class Reason(StrEnum):
    BAD_COMPANY = "bad_company"
    WRONG_PERSON = "wrong_person"
    BAD_SIGNAL = "bad_signal"
    OTHER = "other"


class Reach(StrEnum):
    """Who feels the effect, from most to least: everybody of the company, the person, the member
    who gave it, nobody.
    """

    COMPANY = "company"
    PERSON = "person"
    MEMBER = "member"
    NOBODY = "nobody"


@dataclass(slots=True, kw_only=True)
class Feedback:
    """Holds for six months, unless it is undone. It never leaves the workspace (obligation 66)."""

    id: FeedbackId
    workspace_id: WorkspaceId
    prospect_id: ProspectId
    reason: Reason
    reach: Reach
    company: str
    """Empty unless it reaches the company."""
    signal_id: SignalId
    """Empty unless it is about a signal."""
    given_by: UserId
    given_at: datetime
    until: datetime
    undone_at: datetime | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def give(
        cls,
        feedback_id: FeedbackId,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        reason: Reason,
        *,
        company: str,
        signal_id: SignalId,
        given_by: UserId,
        at: datetime,
        counts: bool,
    ) -> "Feedback":
        """`counts`: still one of the member's twenty of a day."""
        reach = _REACH[reason]
        if reach is Reach.COMPANY and not (counts and company):
            reach = Reach.PERSON
        made = cls(
            id=feedback_id,
            workspace_id=workspace_id,
            prospect_id=prospect_id,
            reason=reason,
            reach=reach,
            company=company if reach is Reach.COMPANY else "",
            signal_id=signal_id,
            given_by=given_by,
            given_at=at,
            until=at + EXCLUDED_FOR,
        )
        made.events.append(
            FeedbackGiven(
                at=at,
                workspace_id=workspace_id,
                feedback_id=feedback_id,
                prospect_id=prospect_id,
                reason=reason.value,
                reach=reach.value,
                user_id=given_by,
            )
        )
        return made

    def undo(self, by: UserId, *, at: datetime) -> None:
        """Twice is fine."""
        if self.undone_at is not None:
            return
        self.undone_at = at
        self.events.append(
            FeedbackUndone(
                at=at,
                workspace_id=self.workspace_id,
                feedback_id=self.id,
                prospect_id=self.prospect_id,
                user_id=by,
            )
        )

    def is_in_force(self, at: datetime) -> bool:
        return self.undone_at is None and at < self.until

    def excludes(self, prospect_id: ProspectId, company: str) -> bool:
        if self.reach is Reach.COMPANY:
            return prospect_id == self.prospect_id or (bool(company) and company == self.company)
        return self.reach is Reach.PERSON and prospect_id == self.prospect_id

    def concerns(self, user_id: UserId) -> bool:
        """Whether this member may see and undo it: what reaches one member is theirs alone."""
        return self.reach is not Reach.MEMBER or user_id == self.given_by

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken


_REACH = {
    Reason.BAD_COMPANY: Reach.COMPANY,
    Reason.WRONG_PERSON: Reach.PERSON,
    Reason.BAD_SIGNAL: Reach.MEMBER,
    Reason.OTHER: Reach.NOBODY,
}
