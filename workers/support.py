"""Tasks of support."""

from domain.shared.ids import UserId, WorkspaceId
from workers.task import Context, application, task


@task
async def forget_leaver(ctx: Context, workspace_id: str, user_id: str) -> None:
    """A second run finds nobody by this user."""
    await application(ctx).support.forget(WorkspaceId(workspace_id), UserId(user_id))


@task
async def delete_support_contacts(ctx: Context) -> None:
    """Deleting who is gone is fine; while the desk is down the queue asks again."""
    await application(ctx).support.delete()
