"""See UndoAnswer."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.events import AnswerTakenBack
from domain.inbox.model.conversation import Message, MessageState
from domain.inbox.ports import Conversations, Messages
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import NotFound
from domain.shared.ids import ConversationId, MessageId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoAnswer:
    """Take an answer back while it is held (INB-1). Its text is given back to the writer.

    Letting it go and taking it back write the same row: one of the two comes first, for good.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    messages: Messages
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    async def __call__(
        self, actor: Actor, conversation_id: ConversationId, message_id: MessageId
    ) -> Message:
        """The message that does not leave. Raise AnswerOnItsWay when it is too late."""
        actor.require(Permission.INBOX_ANSWER)
        workspace_id = actor.workspace_id

        async def work() -> Message:
            message = await self.messages.get(workspace_id, message_id)
            if message.conversation_id != conversation_id:
                raise NotFound
            message.take_back(at=self.wall.now())
            await self.messages.save(message)
            conversation = await self.conversations.get(workspace_id, conversation_id)
            others = await self.messages.in_conversation(workspace_id, conversation_id)
            left = [
                one
                for one in others
                if one.id != message_id and one.state is not MessageState.CANCELLED
            ]
            if left:
                conversation.unanswer(max(left, key=lambda one: one.at))
                await self.conversations.save(conversation)
            await self.outbox.append(
                [
                    AnswerTakenBack(
                        at=self.clock.now(),
                        workspace_id=workspace_id,
                        conversation_id=conversation_id,
                        message_id=message_id,
                        prospect_id=message.prospect_id,
                        channel=message.channel.value,
                        user_id=actor.user_id,
                    )
                ]
            )
            return message

        return await self.transaction.run(work)
