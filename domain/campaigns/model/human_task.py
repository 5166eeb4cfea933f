"""What a person does by hand for a step: LEO prepares, and never acts (SND-1, obligation 38)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.campaigns.errors import TaskOver
from domain.campaigns.events import TaskEnded, TaskEvent, TaskOpened
from domain.campaigns.model.enrolment import StepOutcome
from domain.campaigns.model.sequence import StepKind
from domain.shared.events import Event
from domain.shared.ids import (
    CampaignId,
    EnrolmentId,
    HumanTaskId,
    ProspectId,
    StepId,
    UserId,
    WorkspaceId,
)


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    PASSED = "passed"
    CANCELLED = "cancelled"


class TaskOutcome(StrEnum):
    DONE = "done"
    NOT_REACHED = "not_reached"
    SKIPPED = "skipped"

    @property
    def of_step(self) -> StepOutcome:
        return {
            TaskOutcome.DONE: StepOutcome.REPORTED,
            TaskOutcome.NOT_REACHED: StepOutcome.NOT_REACHED,
            TaskOutcome.SKIPPED: StepOutcome.SKIPPED,
        }[self]


@dataclass(slots=True, kw_only=True)
class HumanTask:
    """One per step of an enrolment. Not done within three working days it is passed, and the
    sequence goes on (SEQ-6). `draft_id` names the approved text to be sent by hand, or is "".
    """

    WORKING_DAYS: ClassVar[int] = 3

    id: HumanTaskId
    workspace_id: WorkspaceId
    campaign_id: CampaignId
    enrolment_id: EnrolmentId
    prospect_id: ProspectId
    step_id: StepId
    kind: StepKind
    objective: str
    draft_id: str
    opened_at: datetime
    due_at: datetime
    state: TaskState = TaskState.OPEN
    outcome: TaskOutcome | None = None
    note: str = ""
    ended_at: datetime | None = None
    ended_by: UserId | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    def open(self) -> None:
        """Tell of a new one."""
        self._tell(TaskOpened, self.opened_at)

    def end(self, outcome: TaskOutcome, *, note: str, by: UserId, at: datetime) -> None:
        """A person says what came of it. Raise TaskOver when it is not open any more."""
        if self.state is not TaskState.OPEN:
            raise TaskOver
        self.outcome, self.note = outcome, note
        self._end(TaskState.DONE, at)
        self.ended_by = by

    def pass_(self, *, at: datetime) -> bool:
        """Nobody did it in time; False when it is not open any more."""
        if self.state is not TaskState.OPEN:
            return False
        self.outcome = TaskOutcome.SKIPPED
        self._end(TaskState.PASSED, at)
        return True

    def cancel(self, *, at: datetime) -> bool:
        """The person left the sequence; False when it is not open any more."""
        if self.state is not TaskState.OPEN:
            return False
        self._end(TaskState.CANCELLED, at)
        return True

    def _end(self, state: TaskState, at: datetime) -> None:
        self.state, self.ended_at = state, at
        self._tell(TaskEnded, at)

    def _tell(self, kind: type[TaskEvent], at: datetime) -> None:
        self.events.append(
            kind(
                at=at,
                workspace_id=self.workspace_id,
                campaign_id=self.campaign_id,
                enrolment_id=self.enrolment_id,
                prospect_id=self.prospect_id,
                task_id=self.id,
                step_id=self.step_id,
                kind=self.kind.value,
                outcome=self.outcome.value if self.outcome else "",
            )
        )

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken
