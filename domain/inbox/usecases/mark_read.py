"""See MarkRead."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.model.conversation import Conversation
from domain.inbox.ports import Conversations
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ConversationId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead:
    """Say that somebody of the workspace has seen the conversation. Twice is fine."""

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    transaction: Transaction

    async def __call__(self, actor: Actor, conversation_id: ConversationId) -> Conversation:
        actor.require(Permission.INBOX_READ)

        async def work() -> Conversation:
            conversation = await self.conversations.get(actor.workspace_id, conversation_id)
            if conversation.unread:
                conversation.mark_read()
                await self.conversations.save(conversation)
            return conversation

        return await self.transaction.run(work)
