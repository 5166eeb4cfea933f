"""See HandOverAnswer."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.errors import MessageNotFound
from domain.inbox.model.conversation import MessageState
from domain.inbox.ports import Answer, Conversations, Messages, ReplyCourier
from domain.inbox.usecases.settle_answer import SettleAnswer
from domain.shared.errors import DomainError, Unavailable
from domain.shared.ids import MessageId, WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAnswer:
    """Hand a queued answer to delivery, once; a refusal is written on the message."""

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    messages: Messages
    conversations: Conversations
    courier: ReplyCourier
    settle: SettleAnswer

    async def __call__(self, workspace_id: WorkspaceId, message_id: MessageId) -> None:
        try:
            message = await self.messages.get(workspace_id, message_id)
        except MessageNotFound:  # its reader was erased meanwhile
            return
        if message.state is not MessageState.QUEUED or message.author is None:
            return
        conversation = await self.conversations.get(workspace_id, message.conversation_id)
        answer = Answer(
            message_id=message.id,
            prospect_id=message.prospect_id,
            sender_id=conversation.sender_id,
            channel=message.channel,
            subject=message.subject,
            text=message.text,
            thread_ref=conversation.thread_ref,
            reply_ref=conversation.reply_ref,
        )
        try:
            await self.courier.plan(workspace_id, answer)
        except Unavailable:
            raise
        except DomainError:
            await self.settle(workspace_id, message_id, MessageState.FAILED)
