"""See AnswerConversation."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.inbox.errors import AnswerDraftNotFound, EmptyAnswer
from domain.inbox.events import AnswerHeld
from domain.inbox.model.conversation import Channel, Direction, Message, MessageState
from domain.inbox.ports import AnswerDrafts, Conversations, Messages
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import AnswerDraftId, ConversationId, MessageId, NewId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerConversation:
    """Hold a person's words as an answer in the same thread, for the time of a second thought.

    The intent is stored before anything leaves. `ReleaseAnswers` lets it go after `HOLD`, and
    `HandOverAnswer` gives it to delivery. Refused in a conversation that an objection closed.
    `draft_id` is the proposal it began with, if any.
    """

    HOLD: ClassVar[timedelta] = timedelta(seconds=30)

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    messages: Messages
    drafts: AnswerDrafts
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId

    async def __call__(
        self,
        actor: Actor,
        conversation_id: ConversationId,
        text: str,
        *,
        draft_id: AnswerDraftId | None = None,
    ) -> Message:
        """Raise AnswerDraftNotFound for a proposal of another conversation."""
        actor.require(Permission.INBOX_ANSWER)
        if not text.strip():
            raise EmptyAnswer
        if draft_id is not None:
            draft = await self.drafts.get(actor.workspace_id, draft_id)
            if draft.conversation_id != conversation_id:
                raise AnswerDraftNotFound
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
                state=MessageState.HELD,
                provider_id="",
                at=now,
                from_name="",
                subject=_reply_subject(conversation.subject, conversation.channel),
                text=text.strip(),
                quoted="",
                campaign_id=conversation.campaign_id,
                author=actor.user_id,
                held_until=self.wall.now() + self.HOLD,
                draft_id=draft_id,
            )
            conversation.answer(message)
            await self.messages.add(message)
            await self.conversations.save(conversation)
            await self.outbox.append(
                [
                    AnswerHeld(
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
