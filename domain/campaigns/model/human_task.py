"""What a person does by hand for a step: LEO prepares, and never acts (SND-1, obligation 38)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.campaigns.errors import OutcomeNotOfTask, TaskOver
from domain.campaigns.events import CallTried, TaskEnded, TaskEvent, TaskOpened
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
    """What came of it; all but DONE are of a call (CALL-1), SKIPPED is of every task."""

    DONE = "done"
    SKIPPED = "skipped"
    NOT_REACHED = "not_reached"
    STILL_CHASING = "still_chasing"
    CALL_BACK = "call_back"
    WRONG_NUMBER = "wrong_number"
    ANSWERED = "answered"
    INTERESTED = "interested"
    MEETING_PLANNED = "meeting_planned"
    NOT_INTERESTED = "not_interested"
    OPPOSED = "opposed"

    @property
    def stops_the_sequence(self) -> bool:
        """The person spoke with us: as a reply does, it stops every sequence (SEQ-3)."""
        return self in _SPOKEN

    @property
    def of_step(self) -> StepOutcome:
        if self is TaskOutcome.SKIPPED:
            return StepOutcome.SKIPPED
        return StepOutcome.REPORTED if self is TaskOutcome.DONE else StepOutcome.NOT_REACHED

    def is_of(self, kind: StepKind) -> bool:
        if self is TaskOutcome.SKIPPED:
            return True
        return (kind is StepKind.CALL_TASK) != (self is TaskOutcome.DONE)


_SPOKEN = frozenset(
    {
        TaskOutcome.ANSWERED,
        TaskOutcome.INTERESTED,
        TaskOutcome.MEETING_PLANNED,
        TaskOutcome.NOT_INTERESTED,
        TaskOutcome.OPPOSED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTry:
    """One attempt that asks for another."""

    at: datetime
    outcome: TaskOutcome
    note: str
    by: UserId


@dataclass(slots=True, kw_only=True)
class HumanTask:
    """One per step of an enrolment. Not done within three working days it is passed, and the
    sequence goes on (SEQ-6). `draft_id` names the approved text to be sent by hand, or is "".
    That of an invitation is to take it back, also for who left the sequence: its sending is no
    task. A call is tried three times at most, but for dates that the person asked for;
    `not_before` is the time of the next try.
    """

    WORKING_DAYS: ClassVar[int] = 3
    MOST_TRIES: ClassVar[int] = 3

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
    not_before: datetime | None = None
    tries: tuple[CallTry, ...] = ()
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    def open(self) -> None:
        """Tell of a new one."""
        self._tell(TaskOpened, self.opened_at)

    def end(self, outcome: TaskOutcome, *, note: str, by: UserId, at: datetime) -> None:
        """A person says what came of it. Raise TaskOver when it is not open any more, and
        OutcomeNotOfTask for what cannot come of it.
        """
        self.require(outcome)
        self.outcome, self.note = outcome, note
        self._end(TaskState.DONE, at)
        self.ended_by = by

    def require(self, outcome: TaskOutcome) -> None:
        """Raise as `end` does."""
        if self.state is not TaskState.OPEN:
            raise TaskOver
        if not outcome.is_of(self.kind):
            raise OutcomeNotOfTask

    @property
    def may_be_tried_again(self) -> bool:
        missed = [one for one in self.tries if one.outcome is not TaskOutcome.CALL_BACK]
        return len(missed) + 1 < self.MOST_TRIES

    def try_again(self, tried: CallTry, *, not_before: datetime, due_at: datetime) -> None:
        """The call stays to be made, later. Raise as `end` does."""
        self.require(tried.outcome)
        self.tries = (*self.tries, tried)
        self.not_before, self.due_at = not_before, due_at
        self.events.append(
            CallTried(
                at=tried.at,
                workspace_id=self.workspace_id,
                campaign_id=self.campaign_id,
                enrolment_id=self.enrolment_id,
                prospect_id=self.prospect_id,
                task_id=self.id,
                step_id=self.step_id,
                kind=self.kind.value,
                outcome=tried.outcome.value,
                user_id=tried.by,
            )
        )

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
