"""See ReadConversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.model.answer_draft import AnswerDraft, unanswered
from domain.inbox.model.conversation import Conversation, Message, MessageState
from domain.inbox.ports import (
    AnswerDrafts,
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
    draft: AnswerDraft | None = None
    """The last proposal, while nobody answered since."""
    is_outdated: bool = False
    """The person wrote again after that proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadConversation:
    """One conversation with everything that was said on its channel."""

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    messages: Messages
    drafts: AnswerDrafts
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
        shown = [one for one in own if one.state is not MessageState.CANCELLED]
        lines: list[Message | SentMessage] = [*shown, *sent]
        waiting = unanswered(own)
        draft = await self.drafts.latest(workspace_id, conversation_id)
        if draft is not None and draft.to_message_id not in {one.id for one in waiting}:
            draft = None
        people = await self.people.show(workspace_id, {prospect_id})
        return ReadThread(
            conversation=conversation,
            person=people.get(prospect_id),
            lines=sorted(lines, key=lambda line: line.at),
            draft=draft,
            is_outdated=draft is not None and draft.to_message_id != waiting[-1].id,
        )
