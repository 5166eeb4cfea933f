"""Consequences for consent of what others did."""

from domain.shared.ids import ActionId, DraftId, ProspectId, WorkspaceId
from workers.task import Context, application, task


@task
async def record_notice(  # noqa: PLR0917 - the named fields of the event
    ctx: Context, workspace_id: str, prospect_id: str, action_id: str, draft_id: str, channel: str
) -> None:
    """A second run finds the proof of that channel kept."""
    await application(ctx).consent.record_notice(
        WorkspaceId(workspace_id),
        ProspectId(prospect_id),
        ActionId(action_id),
        DraftId(draft_id),
        channel,
    )


@task
async def record_own_notice(
    ctx: Context, workspace_id: str, prospect_id: str, action_id: str, notice_id: str
) -> None:
    """The proof of a notice that left alone; a second run finds it kept."""
    await application(ctx).consent.record_notice(
        WorkspaceId(workspace_id),
        ProspectId(prospect_id),
        ActionId(action_id),
        DraftId(notice_id),
        "email",
    )


@task
async def suppress_bounced_address(
    ctx: Context, workspace_id: str, prospect_id: str, action_id: str, permanent: str
) -> None:
    """A second run finds the address suppressed."""
    if permanent == "True":
        await application(ctx).consent.suppress_bounced(
            WorkspaceId(workspace_id), ProspectId(prospect_id), ActionId(action_id)
        )
