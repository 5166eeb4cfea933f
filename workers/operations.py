"""Long work: one runner for every kind of operation."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from domain.application import Application
from domain.shared.ids import OperationId, WorkspaceId
from workers.task import TASKS, Context, application, task

Runner = Callable[[Application, WorkspaceId, OperationId], Awaitable[None]]

# kind of operation → what runs it; filled by the modules' task files.
RUNNERS: dict[str, Runner] = {}


@task
async def run_operation(ctx: Context, workspace_id: str, operation_id: str, kind: str) -> None:
    """Runs at least once: the runner goes on from the operation's checkpoint or finds it final."""
    await RUNNERS[kind](application(ctx), WorkspaceId(workspace_id), OperationId(operation_id))


@task
async def resume_operations(ctx: Context) -> None:
    """Takes up operations whose process died; a live one keeps its beat and is left alone."""
    plumbing = application(ctx).plumbing
    silent_since = plumbing.wall.now() - timedelta(seconds=20)
    for operation in await plumbing.operations.stuck(silent_since, limit=20):
        await TASKS["run_operation"](ctx, operation.workspace_id, operation.id, operation.kind)
