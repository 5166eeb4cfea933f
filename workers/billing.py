"""Tasks of billing."""

from domain.shared.ids import WorkspaceId
from workers.task import Context, application, task

_AT_ONCE = 200


@task
async def expire_reservations(ctx: Context) -> None:
    """Gives back credits set aside too long; a reservation ends once, so twice is harmless."""
    while await application(ctx).billing.expire(limit=_AT_ONCE) == _AT_ONCE:
        continue


@task
async def expire_credits(ctx: Context) -> None:
    """Writes off credits past their end; a lot that has left the wallet cannot leave again."""
    while await application(ctx).billing.expire_credits(limit=_AT_ONCE) == _AT_ONCE:
        continue


@task
async def follow_subscriptions(ctx: Context) -> None:
    """Reads customers again whose time has come; the same state read twice changes nothing."""
    while await application(ctx).billing.follow_due(limit=_AT_ONCE) == _AT_ONCE:
        continue


@task
async def top_up_credits(ctx: Context, workspace_id: str) -> None:
    """Buys a pack when few credits are left; a second run settles the first one's intent."""
    await application(ctx).billing.top_up(WorkspaceId(workspace_id))
