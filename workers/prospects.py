"""Imports, and the stage that follows what happens."""

from domain.application import Application
from domain.prospects.model.stage import Stage
from domain.prospects.usecases.start_import import KIND
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
    """A second run finds the mark."""
    await application(ctx).prospects.mark_opted_out(
        WorkspaceId(workspace_id), ProspectId(prospect_id)
    )
