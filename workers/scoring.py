"""Scores follow what is known about people, and whom the Salesbook looks for."""

from domain.application import Application
from domain.scoring.usecases.rescore_all import KIND
from domain.shared.ids import EventId, FeedbackId, OperationId, ProspectId, WorkspaceId
from workers.operations import RUNNERS
from workers.task import Context, application, task


async def run_rescoring(
    app: Application, workspace_id: WorkspaceId, operation_id: OperationId
) -> None:
    """Goes on from the last person scored; a second run of a finished one does nothing."""
    await app.scoring.rescore_all(workspace_id, operation_id)


RUNNERS[KIND] = run_rescoring


@task
async def score_prospect(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """The same facts give the same score, so a second run changes nothing."""
    await application(ctx).scoring.score.one(WorkspaceId(workspace_id), ProspectId(prospect_id))


@task
async def score_imported(ctx: Context, workspace_id: str, prospect_ids: str) -> None:
    """The same facts give the same scores, so a second run changes nothing."""
    ids = [ProspectId(one) for one in prospect_ids.split(",")]
    await application(ctx).scoring.score(WorkspaceId(workspace_id), ids)


@task
async def request_rescoring(
    ctx: Context, workspace_id: str, event_id: str, revision: str, part: str
) -> None:
    """One operation per event; only a persona changes scores. A second run finds it queued."""
    if part == "persona":
        await application(ctx).scoring.request_rescoring(
            WorkspaceId(workspace_id), EventId(event_id), int(revision)
        )


@task
async def rescore_switched(ctx: Context, workspace_id: str, event_id: str, revision: str) -> None:
    """One operation per event; a second run finds it queued."""
    await application(ctx).scoring.request_rescoring(
        WorkspaceId(workspace_id), EventId(event_id), int(revision)
    )


@task
async def rescore_concerned(ctx: Context, workspace_id: str, feedback_id: str) -> None:
    """The same feedback gives the same scores, so a second run changes nothing."""
    await application(ctx).scoring.rescore_concerned(
        WorkspaceId(workspace_id), FeedbackId(feedback_id)
    )


@task
async def rescore_due(ctx: Context) -> None:
    """Whoever was scored is due no more; a second run at once gives the same scores."""
    await application(ctx).scoring.rescore_due()
