"""See LiftDoubt and FinaliseDoubts."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.errors import MessageNotFound, NoDoubt, QuoteNotInMessage
from domain.inbox.events import DoubtLifted, LabelCorrected
from domain.inbox.model.conversation import Conversation
from domain.inbox.model.labels import ReplyLabel
from domain.inbox.ports import Conversations, DoubtQueue, Doubts, Messages, Objections
from domain.shared.actor import SYSTEM, Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ConversationId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftDoubt:
    """Say, with the person's sentence, that it was no objection (INB-5).

    Only who may settle objections can; a recorded objection is not touched by it.
    """

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    conversations: Conversations
    messages: Messages
    doubts: Doubts
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, actor: Actor, conversation_id: ConversationId, quote: str
    ) -> Conversation:
        """Raise NoDoubt, or QuoteNotInMessage for words that the person did not write."""
        actor.require(Permission.DOUBTS_SETTLE)
        now = self.clock.now()
        seen = await self.conversations.get(actor.workspace_id, conversation_id)
        if seen.doubt_until is None or seen.labelled_message_id is None:
            raise NoDoubt
        try:
            message = await self.messages.get(actor.workspace_id, seen.labelled_message_id)
        except MessageNotFound as error:
            raise QuoteNotInMessage from error
        told = " ".join(quote.split())
        if not told or told not in " ".join(message.text.split()):
            raise QuoteNotInMessage

        async def work() -> Conversation:
            conversation = await self.conversations.get(actor.workspace_id, conversation_id)
            conversation.lift_doubt()
            await self.conversations.save(conversation)
            await self.outbox.append(
                [
                    DoubtLifted(
                        at=now,
                        workspace_id=actor.workspace_id,
                        conversation_id=conversation_id,
                        prospect_id=conversation.prospect_id,
                        channel=conversation.channel.value,
                        user_id=actor.user_id,
                    )
                ]
            )
            return conversation

        lifted = await self.transaction.run(work)
        # After the decision is kept: a crash in between leaves the person alone, not written to.
        await self.doubts.lift(actor.workspace_id, lifted.prospect_id)
        return lifted


@dataclass(frozen=True, slots=True, kw_only=True)
class FinaliseDoubts:
    """A doubt that nobody settled within seven days is an objection (INB-5). Twice is once."""

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    queue: DoubtQueue
    conversations: Conversations
    objections: Objections
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self) -> int:
        now = self.clock.now()
        found = await self.queue.overdue_doubts(now, _BATCH)
        for seen in found:
            await self.objections.record(
                seen.workspace_id,
                seen.prospect_id,
                channel=f"{seen.channel.value}_reply",
                evidence_ref=f"message:{seen.labelled_message_id}",
            )
            await self._close(seen)
        return len(found)

    async def _close(self, seen: Conversation) -> None:
        async def work() -> None:
            conversation = await self.conversations.get(seen.workspace_id, seen.id)
            if conversation.doubt_until is None:
                return
            conversation.correct(ReplyLabel.OPT_OUT)
            await self.conversations.save(conversation)
            await self.outbox.append(
                [
                    LabelCorrected(
                        at=self.clock.now(),
                        workspace_id=conversation.workspace_id,
                        conversation_id=conversation.id,
                        prospect_id=conversation.prospect_id,
                        channel=conversation.channel.value,
                        campaign_id=conversation.campaign_id or "",
                        step_id=conversation.step_id or "",
                        label=ReplyLabel.OPT_OUT.value,
                        user_id=SYSTEM,
                    )
                ]
            )

        await self.transaction.run(work)
