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
_AFTER_CALL = {
    "answered": Stage.IN_CONVERSATION,
    "call_back": Stage.IN_CONVERSATION,
    "not_interested": Stage.IN_CONVERSATION,
    "interested": Stage.INTERESTED,
    "meeting_planned": Stage.MEETING_BOOKED,
}


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
async def link_company(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """A second run finds the person linked."""
    await link_companies(ctx, workspace_id, prospect_id)


@task
async def link_companies(ctx: Context, workspace_id: str, prospect_ids: str) -> None:
    """A second run finds the people linked."""
    ids = [ProspectId(one) for one in prospect_ids.split(",")]
    await application(ctx).prospects.link_companies(WorkspaceId(workspace_id), ids)


@task
async def remove_left_companies(ctx: Context) -> None:
    """A second run finds them gone."""
    await application(ctx).prospects.companies.remove_left()


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
async def follow_call(ctx: Context, workspace_id: str, prospect_id: str, outcome: str) -> None:
    """As follow_label, for what came of a call."""
    if outcome in _AFTER_CALL:
        await _advance(ctx, workspace_id, prospect_id, _AFTER_CALL[outcome])


@task
async def mark_opted_out(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """A second run finds the mark; whoever was erased meanwhile needs none."""
    with suppress(ProspectNotFound):
        await application(ctx).prospects.mark_opted_out(
            WorkspaceId(workspace_id), ProspectId(prospect_id)
        )
