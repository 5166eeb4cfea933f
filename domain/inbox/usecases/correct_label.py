"""See CorrectLabel."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.events import LabelCorrected
from domain.inbox.model.conversation import Conversation
from domain.inbox.model.labels import ReplyLabel
from domain.inbox.ports import Conversations, Objections
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ConversationId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectLabel:
    """Put a person's label on a conversation, or accept the proposed one (INB-5).

    Saying that it was an objection records one. Saying that it was none is refused here.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    objections: Objections
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, actor: Actor, conversation_id: ConversationId, label: ReplyLabel
    ) -> Conversation:
        """Raise ConversationNotFound or ObjectionIsFinal."""
        actor.require(Permission.INBOX_ANSWER)
        now = self.clock.now()
        current = await self.conversations.get(actor.workspace_id, conversation_id)
        if label is ReplyLabel.OPT_OUT:
            await self.objections.record(
                actor.workspace_id,
                current.prospect_id,
                channel="user",
                evidence_ref=f"conversation:{conversation_id}",
            )

        async def work() -> Conversation:
            conversation = await self.conversations.get(actor.workspace_id, conversation_id)
            conversation.correct(label)
            await self.conversations.save(conversation)
            await self.outbox.append(
                [
                    LabelCorrected(
                        at=now,
                        workspace_id=actor.workspace_id,
                        conversation_id=conversation_id,
                        prospect_id=conversation.prospect_id,
                        channel=conversation.channel.value,
                        campaign_id=conversation.campaign_id or "",
                        step_id=conversation.step_id or "",
                        label=label.value,
                        user_id=actor.user_id,
                    )
                ]
            )
            return conversation

        return await self.transaction.run(work)
