"""See ArrangeConversation."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.inbox.errors import SnoozeInThePast
from domain.inbox.model.conversation import Conversation
from domain.inbox.ports import Conversations, Members
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ConversationId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeConversation:
    """Give a conversation to a colleague, or put it away until a day (INB-1).

    A new message of the person brings it back at once.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    members: Members
    transaction: Transaction
    clock: Clock

    async def assign(
        self, actor: Actor, conversation_id: ConversationId, user_id: str
    ) -> Conversation:
        """To a member of the workspace, or "" for nobody. Raise NotFound for anyone else."""
        actor.require(Permission.INBOX_ANSWER)
        if user_id:
            await self.members.require(actor.workspace_id, user_id)

        async def work() -> Conversation:
            conversation = await self.conversations.get(actor.workspace_id, conversation_id)
            conversation.assigned_to = user_id
            await self.conversations.save(conversation)
            return conversation

        return await self.transaction.run(work)

    async def snooze(
        self, actor: Actor, conversation_id: ConversationId, until: datetime | None
    ) -> Conversation:
        """None brings it back. Raise SnoozeInThePast."""
        actor.require(Permission.INBOX_ANSWER)
        if until is not None and until <= self.clock.now():
            raise SnoozeInThePast

        async def work() -> Conversation:
            conversation = await self.conversations.get(actor.workspace_id, conversation_id)
            conversation.snoozed_until = until
            await self.conversations.save(conversation)
            return conversation

        return await self.transaction.run(work)
