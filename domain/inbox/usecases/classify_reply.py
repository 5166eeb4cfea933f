"""See ClassifyReply."""

from dataclasses import dataclass, replace
from typing import ClassVar

from domain.inbox.errors import ReaderBusy
from domain.inbox.events import ReplyClassified
from domain.inbox.model.conversation import Message
from domain.inbox.model.labels import AUTOMATIC, Classification, ReadReply, ReplyLabel
from domain.inbox.model.rules import read_by_rules
from domain.inbox.ports import Conversations, KnownPeople, Messages, Objections, ReplyReader
from domain.shared.clock import Clock
from domain.shared.ids import MessageId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyReply:
    """Give one received message its label, with the words it rests on (INB-2).

    Patterns first, then a model. An objection that either of them sees holds, and is recorded
    before the label is; a model never lifts one. Without a model the label of the rules stands.
    A message that has its label keeps it.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    messages: Messages
    conversations: Conversations
    people: KnownPeople
    reader: ReplyReader
    objections: Objections
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, workspace_id: WorkspaceId, message_id: MessageId) -> None:
        """Raise MessageNotFound."""
        message = await self.messages.get(workspace_id, message_id)
        if message.label is not None:
            return
        rules = read_by_rules(
            subject=message.subject, text=message.text, automatic=message.automatic
        )
        settled = rules.label is ReplyLabel.OPT_OUT or rules.label in AUTOMATIC
        decision = Classification.of(rules, None if settled else await self._read(message))
        if decision.label is ReplyLabel.OPT_OUT:
            await self.objections.record(
                workspace_id,
                message.prospect_id,
                channel=f"{message.channel.value}_reply",
                evidence_ref=f"message:{message.id}",
            )
        now = self.clock.now()

        async def work() -> None:
            current = await self.messages.get(workspace_id, message_id)
            if current.label is not None:
                return
            current.classify(decision)
            await self.messages.save(current)
            conversation = await self.conversations.get(workspace_id, current.conversation_id)
            conversation.classify(message_id, decision)
            await self.conversations.save(conversation)
            await self.outbox.append(
                [
                    ReplyClassified(
                        at=now,
                        workspace_id=workspace_id,
                        conversation_id=conversation.id,
                        message_id=message_id,
                        prospect_id=current.prospect_id,
                        channel=current.channel.value,
                        campaign_id=current.campaign_id or "",
                        enrolment_id=current.enrolment_id or "",
                        step_id=current.step_id or "",
                        label=decision.label.value,
                        proposal=decision.proposal.value if decision.proposal else "",
                        decided_by=decision.decided_by.value,
                    )
                ]
            )

        await self.transaction.run(work)

    async def _read(self, message: Message) -> ReadReply | None:
        if not message.text:
            return None
        language = await self.people.language(message.workspace_id, message.prospect_id)
        try:
            read = await self.reader.read(message.workspace_id, message.text, language)
        except ReaderBusy:
            return None
        # Words that the person did not write are no reason (hover shows them as theirs).
        spoken = " ".join(message.text.split()).casefold()
        quote = " ".join(read.quote.split())
        return replace(read, quote=quote if quote.casefold() in spoken else "")
