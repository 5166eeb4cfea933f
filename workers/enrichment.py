"""Enrichment jobs: handed over, answered, watched."""

from domain.application import Application
from domain.enrichment.usecases.request_enrichment import OPERATION_KIND
from domain.shared.ids import ActionId, EnrichmentId, OperationId, ProspectId, WorkspaceId
from workers.operations import RUNNERS
from workers.task import Context, application, task


@task
async def submit_enrichment(ctx: Context, workspace_id: str, job_id: str) -> None:
    """A second run finds the order on its way and leaves it (vendors/fullenrich.md 6)."""
    await application(ctx).enrichment.submit(WorkspaceId(workspace_id), EnrichmentId(job_id))


@task
async def poll_enrichments(ctx: Context) -> None:
    """Answers are applied once per request, however often the provider is asked."""
    await application(ctx).enrichment.poll()


@task
async def refund_bounced_address(
    ctx: Context, workspace_id: str, prospect_id: str, action_id: str, permanent: str
) -> None:
    """A second run finds the value refunded."""
    if permanent == str(True):
        await application(ctx).enrichment.refund(
            WorkspaceId(workspace_id), ProspectId(prospect_id), ActionId(action_id)
        )


async def _watch(app: Application, workspace_id: WorkspaceId, operation_id: OperationId) -> None:
    await app.enrichment.watch(workspace_id, operation_id)


RUNNERS[OPERATION_KIND] = _watch
