"""Events become timeline and counts."""

from domain.insights.model import NOTICED, RULES
from domain.shared.ids import EventId, WorkspaceId
from workers.task import Context, application, task


@task
async def project_event(ctx: Context, workspace_id: str, event_id: str, event_name: str) -> None:
    """An event is told once, a person counted once; a second run changes nothing."""
    if event_name in RULES:
        await application(ctx).insights.project(WorkspaceId(workspace_id), EventId(event_id))
    if event_name in NOTICED:
        await application(ctx).insights.notice(WorkspaceId(workspace_id), EventId(event_id))


@task
async def mail_notice(ctx: Context, workspace_id: str, event_id: str) -> None:
    """A second run finds the letters written."""
    await application(ctx).insights.mail_notice(WorkspaceId(workspace_id), EventId(event_id))


@task
async def mail_digests(ctx: Context) -> None:
    """A second run finds the day's letters written."""
    await application(ctx).insights.mail_digests()
