"""Words that the wall for special categories takes for what they are not (obligations 52, 53)."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.prospects.errors import ReasonMissing
from domain.prospects.events import TextClearanceWithdrawn, TextCleared
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import ClearanceId, UserId, WorkspaceId

MOST_CLEARANCES = 500
_SHORTEST_REASON = 5


@dataclass(slots=True, kw_only=True)
class Clearance:
    """A person's word that one text says nothing of a special category, with why. It holds for that
    text alone, however it is written, until somebody withdraws it.
    """

    id: ClearanceId
    workspace_id: WorkspaceId
    text: str
    folded: str
    category: str
    reason: str
    cleared_by: UserId
    cleared_at: datetime
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def give(
        cls,
        clearance_id: ClearanceId,
        workspace_id: WorkspaceId,
        text: str,
        folded: str,
        *,
        category: str,
        reason: str,
        user_id: UserId,
        at: datetime,
    ) -> "Clearance":
        """Raise ReasonMissing."""
        if len(reason.strip()) < _SHORTEST_REASON:
            raise ReasonMissing(faults=[FieldFault("/reason", ReasonMissing.code)])
        made = cls(
            id=clearance_id,
            workspace_id=workspace_id,
            text=text.strip(),
            folded=folded,
            category=category,
            reason=reason.strip(),
            cleared_by=user_id,
            cleared_at=at,
        )
        made.events.append(
            TextCleared(
                at=at,
                workspace_id=workspace_id,
                clearance_id=clearance_id,
                category=category,
                user_id=user_id,
            )
        )
        return made

    def withdraw(self, user_id: UserId, *, at: datetime) -> None:
        self.events.append(
            TextClearanceWithdrawn(
                at=at,
                workspace_id=self.workspace_id,
                clearance_id=self.id,
                category=self.category,
                user_id=user_id,
            )
        )

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken
