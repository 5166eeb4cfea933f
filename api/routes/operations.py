"""Long work: progress, cancel, resume."""

from typing import Self

from fastapi import APIRouter

from api.deps import App, CurrentActor, CurrentPerson
from api.models import Answer, Count, Id, Instant, ListOf
from api.problems import problems
from domain.shared.errors import Unauthenticated
from domain.shared.ids import OperationId
from domain.shared.operations import Operation, OperationFinished, OperationNotFound

router = APIRouter(prefix="/api/v1/operations", tags=["operations"])


class OperationView(Answer):
    id: str
    kind: str
    subject_id: str
    state: str
    done: Count
    total: Count
    errors: Count
    eta_seconds: int | None
    created_at: Instant
    finished_at: Instant | None
    problem: str
    result: dict[str, int]

    @classmethod
    def of(cls, operation: Operation, app: App) -> Self:
        eta = operation.eta(app.plumbing.wall.now())
        return cls(
            id=operation.id,
            kind=operation.kind,
            subject_id=operation.subject_id,
            state=operation.state.value,
            done=operation.done,
            total=operation.total,
            errors=operation.errors,
            eta_seconds=None if eta is None else round(eta.total_seconds()),
            created_at=operation.created_at,
            finished_at=operation.finished_at,
            problem=operation.problem,
            result=operation.result,
        )


@router.get("", responses=problems(Unauthenticated))
async def list_operations(actor: CurrentActor, app: App) -> ListOf[OperationView]:
    """The latest fifty operations of the workspace, newest first."""
    found = await app.plumbing.operations.latest(actor.workspace_id, 50)
    return ListOf(items=[OperationView.of(one, app) for one in found], next=None)


@router.get("/{operation_id}", responses=problems(Unauthenticated, OperationNotFound))
async def get_operation(operation_id: Id, actor: CurrentActor, app: App) -> OperationView:
    """State and progress of one operation."""
    found = await app.plumbing.operations.get(actor.workspace_id, OperationId(operation_id))
    return OperationView.of(found, app)


@router.post(
    "/{operation_id}/cancel",
    responses=problems(Unauthenticated, OperationNotFound, OperationFinished),
)
async def cancel_operation(operation_id: Id, actor: CurrentPerson, app: App) -> OperationView:
    """Ask the operation to stop at its next checkpoint; what is done stays done."""
    cancelled = await app.operations.cancel(actor, OperationId(operation_id))
    return OperationView.of(cancelled, app)


@router.post(
    "/{operation_id}/resume",
    responses=problems(Unauthenticated, OperationNotFound, OperationFinished),
)
async def resume_operation(operation_id: Id, actor: CurrentPerson, app: App) -> OperationView:
    """Queue a cancelled or failed operation again, from its last checkpoint."""
    resumed = await app.operations.resume(actor, OperationId(operation_id))
    return OperationView.of(resumed, app)
