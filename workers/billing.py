"""Tasks of billing."""

from workers.task import Context, application, task


@task
async def expire_reservations(ctx: Context) -> None:
    """Gives back credits set aside too long; a reservation ends once, so twice is harmless."""
    while await application(ctx).billing.expire(limit=200) == 200:
        continue
