"""See ReadConversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.model.conversation import Conversation, Message
from domain.inbox.ports import (
    Conversations,
    KnownPeople,
    Messages,
    Person,
    SentMessage,
    SentMessages,
)
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ConversationId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadThread:
    """What was said, oldest first: campaign messages as they left, replies, answers."""

    conversation: Conversation
    person: Person | None
    lines: Sequence[Message | SentMessage]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadConversation:
    """One conversation with everything that was said on its channel."""

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    messages: Messages
    sent: SentMessages
    people: KnownPeople

    async def __call__(self, actor: Actor, conversation_id: ConversationId) -> ReadThread:
        """Raise ConversationNotFound."""
        actor.require(Permission.INBOX_READ)
        workspace_id = actor.workspace_id
        conversation = await self.conversations.get(workspace_id, conversation_id)
        prospect_id = conversation.prospect_id
        own = await self.messages.in_conversation(workspace_id, conversation_id)
        sent = await self.sent.to(workspace_id, prospect_id, conversation.channel)
        lines: list[Message | SentMessage] = [*own, *sent]
        people = await self.people.show(workspace_id, {prospect_id})
        return ReadThread(
            conversation=conversation,
            person=people.get(prospect_id),
            lines=sorted(lines, key=lambda line: line.at),
        )
