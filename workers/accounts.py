"""Tasks of accounts."""

from domain.accounts.model.letter import LetterKind
from domain.shared.ids import EventId, WorkspaceId
from workers.task import Context, application, task


@task
async def post_letter(ctx: Context, _workspace_id: str, letter_id: str) -> None:
    """A letter that has left is not sent again; a crash right after it left sends it twice."""
    await application(ctx).accounts.post_letter(letter_id)


@task
async def tell_credits_low(ctx: Context, workspace_id: str, event_id: str, available: str) -> None:
    """A second run finds the letters written."""
    await application(ctx).accounts.tell_money(
        WorkspaceId(workspace_id), LetterKind.CREDITS_LOW, EventId(event_id), credits=available
    )


@task
async def tell_payment_failed(ctx: Context, workspace_id: str, event_id: str) -> None:
    """A second run finds the letters written."""
    await application(ctx).accounts.tell_money(
        WorkspaceId(workspace_id), LetterKind.PAYMENT_FAILED, EventId(event_id)
    )


@task
async def tell_subscription_ended(ctx: Context, workspace_id: str, event_id: str) -> None:
    """A second run finds the letters written."""
    await application(ctx).accounts.tell_money(
        WorkspaceId(workspace_id), LetterKind.SUBSCRIPTION_ENDED, EventId(event_id)
    )
