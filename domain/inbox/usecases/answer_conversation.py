"""See AnswerConversation."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.errors import EmptyAnswer
from domain.inbox.events import AnswerQueued
from domain.inbox.model.conversation import Channel, Direction, Message, MessageState
from domain.inbox.ports import Conversations, Messages
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ConversationId, MessageId, NewId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerConversation:
    """Queue a person's own words as an answer in the same thread.

    The intent is stored before anything leaves; `HandOverAnswer` gives it to delivery. Refused in a
    conversation that an objection closed.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    messages: Messages
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, conversation_id: ConversationId, text: str) -> Message:
        actor.require(Permission.INBOX_ANSWER)
        if not text.strip():
            raise EmptyAnswer
        now, message_id = self.clock.now(), MessageId(self.new_id())

        async def work() -> Message:
            conversation = await self.conversations.get(actor.workspace_id, conversation_id)
            message = Message(
                id=message_id,
                workspace_id=actor.workspace_id,
                conversation_id=conversation_id,
                prospect_id=conversation.prospect_id,
                channel=conversation.channel,
                direction=Direction.OUT,
                state=MessageState.QUEUED,
                provider_id="",
                at=now,
                from_name="",
                subject=_reply_subject(conversation.subject, conversation.channel),
                text=text.strip(),
                quoted="",
                campaign_id=conversation.campaign_id,
                author=actor.user_id,
            )
            conversation.answer(message)
            await self.messages.add(message)
            await self.conversations.save(conversation)
            await self.outbox.append(
                [
                    AnswerQueued(
                        at=now,
                        workspace_id=actor.workspace_id,
                        conversation_id=conversation_id,
                        message_id=message_id,
                        prospect_id=conversation.prospect_id,
                        channel=conversation.channel.value,
                        user_id=actor.user_id,
                    )
                ]
            )
            return message

        return await self.transaction.run(work)


def _reply_subject(subject: str, channel: Channel) -> str:
    """Equal to the parent's with `Re: ` in front: anything else is refused (unipile.md 7.1)."""
    if channel is Channel.LINKEDIN:
        return ""
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"
