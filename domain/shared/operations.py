"""Long work that a person can watch, cancel and resume."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Protocol

from domain.shared.errors import Conflict, NotFound
from domain.shared.events import Event
from domain.shared.ids import OperationId, UserId, WorkspaceId


class OperationNotFound(NotFound):
    code = "operation-not-found"


class OperationFinished(Conflict):
    code = "operation-finished"


class OperationState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationQueued(Event):
    operation_id: OperationId
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationProgressed(Event):
    """For the live feed only; no task follows."""

    operation_id: OperationId
    kind: str
    state: str


@dataclass(slots=True, kw_only=True)
class Operation:
    """Progress is a checkpoint: after a crash the work goes on from `done`, never from zero.

    Times are wall time.
    """

    FINAL: ClassVar[frozenset[OperationState]] = frozenset(
        {OperationState.DONE, OperationState.FAILED, OperationState.CANCELLED}
    )

    id: OperationId
    workspace_id: WorkspaceId
    kind: str
    subject_id: str
    created_by: UserId
    created_at: datetime
    state: OperationState = OperationState.QUEUED
    total: int = 0
    done: int = 0
    errors: int = 0
    started_at: datetime | None = None
    finished_at: datetime | None = None
    beat_at: datetime | None = None
    cancel_asked: bool = False
    problem: str = ""
    result: dict[str, int] = field(default_factory=dict)
    version: int = 0

    @property
    def is_final(self) -> bool:
        return self.state in self.FINAL

    def eta(self, now: datetime) -> timedelta | None:
        """Time left at the pace so far; None while nothing is known."""
        if self.is_final or self.started_at is None or not self.done or not self.total:
            return None
        return (now - self.started_at) / self.done * (self.total - self.done)

    def begin(self, *, at: datetime) -> None:
        """Start, or go on after a crash or a resume."""
        if self.is_final:
            raise OperationFinished
        self.state = OperationState.RUNNING
        self.started_at = self.started_at or at
        self.beat_at = at

    def advance(self, *, done: int, errors: int, at: datetime) -> None:
        self.done, self.errors, self.beat_at = done, errors, at

    def finish(
        self, state: OperationState, *, at: datetime, problem: str = "", **result: int
    ) -> None:
        if self.is_final:
            raise OperationFinished
        self.state, self.finished_at, self.problem = state, at, problem
        self.result |= result

    def ask_cancel(self) -> None:
        if self.is_final:
            raise OperationFinished
        self.cancel_asked = True

    def resume(self) -> None:
        """Queue a cancelled or failed operation again, from its last checkpoint."""
        if self.state not in {OperationState.FAILED, OperationState.CANCELLED}:
            raise OperationFinished
        self.state, self.cancel_asked, self.problem = OperationState.QUEUED, False, ""
        self.finished_at = None


class Operations(Protocol):
    async def get(self, workspace_id: WorkspaceId, operation_id: OperationId) -> Operation:
        """Raise OperationNotFound, also for another workspace's."""
        ...

    async def add(self, operation: Operation) -> None: ...

    async def save(self, operation: Operation) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def latest(self, workspace_id: WorkspaceId, limit: int) -> Sequence[Operation]:
        """Newest first."""
        ...

    async def stuck(self, silent_since: datetime, limit: int) -> Sequence[Operation]:
        """Of all workspaces: queued or running ones without a beat since `silent_since` (wall)."""
        ...
