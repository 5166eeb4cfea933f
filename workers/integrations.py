"""Tasks of integrations: outbound webhooks."""

from domain.shared.ids import EventId, WorkspaceId
from workers.task import Context, application, task


@task
async def queue_hook_deliveries(ctx: Context, workspace_id: str, event_id: str) -> None:
    """A delivery is queued once per event and endpoint; a second run changes nothing."""
    await application(ctx).integrations.queue_deliveries(
        WorkspaceId(workspace_id), EventId(event_id)
    )


@task
async def hold_keys(ctx: Context, workspace_id: str) -> None:
    """A second run finds the keys as the workspace stands."""
    await application(ctx).integrations.hold_keys(WorkspaceId(workspace_id))


@task
async def warn_of_keys(ctx: Context) -> None:
    """A second run finds them told."""
    await application(ctx).integrations.warn_of_keys()


@task
async def send_hook_deliveries(ctx: Context) -> None:
    """Each delivery is claimed before it leaves. One that left in a crash leaves again, under the
    same id.
    """
    while await application(ctx).integrations.send_deliveries():
        pass
