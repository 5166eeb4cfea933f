"""Replies: labelled, answered, closed."""

from domain.inbox.model.conversation import MessageState
from domain.shared.ids import MessageId, ProspectId, WorkspaceId
from workers.task import Context, application, task


@task
async def classify_reply(ctx: Context, workspace_id: str, message_id: str) -> None:
    """A second run finds the label; two at once: the second writer loses and looks again."""
    await application(ctx).inbox.classify(WorkspaceId(workspace_id), MessageId(message_id))


@task
async def release_answers(ctx: Context) -> None:
    """An answer goes on its way once: a second run finds it gone or taken back."""
    await application(ctx).inbox.release_answers()


@task
async def hand_over_answer(ctx: Context, workspace_id: str, message_id: str) -> None:
    """Delivery plans an answer once per message."""
    await application(ctx).inbox.hand_over_answer(WorkspaceId(workspace_id), MessageId(message_id))


@task
async def mark_answer_sent(ctx: Context, workspace_id: str, message_id: str) -> None:
    """A second run finds it sent."""
    await application(ctx).inbox.settle_answer(
        WorkspaceId(workspace_id), MessageId(message_id), MessageState.SENT
    )


@task
async def mark_answer_failed(ctx: Context, workspace_id: str, message_id: str) -> None:
    """A second run finds it failed."""
    await application(ctx).inbox.settle_answer(
        WorkspaceId(workspace_id), MessageId(message_id), MessageState.FAILED
    )


@task
async def close_conversations(ctx: Context, workspace_id: str, prospect_id: str) -> None:
    """A second run finds them closed."""
    await application(ctx).inbox.close_conversations(
        WorkspaceId(workspace_id), ProspectId(prospect_id)
    )


@task
async def finalise_doubts(ctx: Context) -> None:
    """A second run finds none overdue."""
    await application(ctx).inbox.finalise_doubts()
