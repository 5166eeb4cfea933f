"""Searches for people that run again by themselves."""

from workers.task import Context, application, task


@task
async def refresh_saved_searches(ctx: Context) -> None:
    """A second run finds the next time written already, so nothing is looked up twice."""
    await application(ctx).people_search.refresh()
