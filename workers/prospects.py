"""Imports, and the stage that follows what happens."""

from contextlib import suppress

from domain.application import Application
from domain.prospects.errors import ProspectNotFound
from domain.prospects.model.stage import Stage
from domain.prospects.usecases.change_matching import KIND as BULK_CHANGE
from domain.prospects.usecases.preview_import import PREVIEW_KIND
from domain.prospects.usecases.start_import import KIND
from domain.prospects.usecases.undo_import import UNDO_KIND
from domain.shared.ids import OperationId, ProspectId, WorkspaceId
from workers.operations import RUNNERS
from workers.task import Context, application, task

# Label of a reply → the stage it means; others say nothing about the stage.
_STAGES = {"interested": Stage.INTERESTED, "meeting_booked": Stage.MEETING_BOOKED}


async def run_import(
    app: Application, workspace_id: WorkspaceId, operation_id: OperationId
) -> None:
    """Goes on from the checkpoint; a second run of a finished import does nothing."""
    await app.prospects.run_import(workspace_id, operation_id)


RUNNERS[KIND] = run_import


async def run_bulk_change(
    app: Application, workspace_id: WorkspaceId, operation_id: OperationId
) -> None:
    """Goes on from the checkpoint; doing a batch again changes nothing."""
    await app.prospect_views.run_change(workspace_id, operation_id)


RUNNERS[BULK_CHANGE] = run_bulk_change


async def preview_import(
    app: Application, workspace_id: WorkspaceId, operation_id: OperationId
) -> None:
    """Tries the file again from its first row; a second run of a finished trial does nothing."""
    await app.prospects.preview_import.run(workspace_id, operation_id)


RUNNERS[PREVIEW_KIND] = preview_import


async def undo_import(
    app: Application, workspace_id: WorkspaceId, operation_id: OperationId
) -> None:
    """Goes on from the last batch undone; a second run of a finished undo does nothing."""
    await app.prospects.undo_import.run(workspace_id, operation_id)


RUNNERS[UNDO_KIND] = undo_import


async def _advance(ctx: Context, workspace_id: str, prospect_id: str, stage: Stage) -> None:
    await application(ctx).prospects.advance(
        WorkspaceId(workspace_id), ProspectId(prospect_id), stage
    )


@task
async def mark_contacted(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """A second run finds the stage already there."""
    await _advance(ctx, workspace_id, prospect_id, Stage.CONTACTED)


@task
async def mark_in_conversation(
    ctx: Context, workspace_id: str, prospect_id: str, automatic: str
) -> None:
    """An automatic reply is no conversation. A second run finds the stage already there."""
    if automatic != str(True):
        await _advance(ctx, workspace_id, prospect_id, Stage.IN_CONVERSATION)


@task
async def follow_label(ctx: Context, workspace_id: str, prospect_id: str, label: str) -> None:
    """A second run finds the stage already there."""
    if label in _STAGES:
        await _advance(ctx, workspace_id, prospect_id, _STAGES[label])


@task
async def mark_opted_out(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """A second run finds the mark; whoever was erased meanwhile needs none."""
    with suppress(ProspectNotFound):
        await application(ctx).prospects.mark_opted_out(
            WorkspaceId(workspace_id), ProspectId(prospect_id)
        )
