"""See ClassifyReply."""

from dataclasses import dataclass, replace
from typing import ClassVar

from domain.inbox.errors import ReaderBusy
from domain.inbox.events import ReplyClassified
from domain.inbox.model.absence import resume_on
from domain.inbox.model.burst import burst_of, read_burst, words_of_burst
from domain.inbox.model.conversation import Message, Referral
from domain.inbox.model.labels import AUTOMATIC, Classification, ReadReply, ReplyLabel
from domain.inbox.model.referral import referral_in
from domain.inbox.ports import (
    Conversations,
    Doubts,
    KnownPeople,
    Messages,
    Objections,
    ReplyReader,
)
from domain.shared.clock import Clock
from domain.shared.ids import MessageId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyReply:
    """Give what a person wrote its label, with the words it rests on (INB-2).

    Messages within minutes are one thing said: the last of them is read with the others, once, and
    all of them get the label. An objection in an earlier one does not wait for the last.
    Patterns first, then a model. An objection that either of them sees holds, and is recorded
    before the label is; a model never lifts one. What only may be one holds at once, and a person
    is asked (INB-5). Without a model the label of the rules stands, and what they cannot read may
    be an objection. A message that has its label keeps it.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    messages: Messages
    conversations: Conversations
    people: KnownPeople
    reader: ReplyReader
    objections: Objections
    doubts: Doubts
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, workspace_id: WorkspaceId, message_id: MessageId) -> None:
        """Raise MessageNotFound."""
        message = await self.messages.get(workspace_id, message_id)
        if message.label is not None:
            return
        said = await self.messages.in_conversation(workspace_id, message.conversation_id)
        burst = burst_of(said, message)
        if burst[-1].id != message_id:
            rules = read_burst([message])
            if rules.label is not ReplyLabel.OPT_OUT and not rules.in_doubt:
                return  # the last one is read with it
            burst = [message]
        rules, words = read_burst(burst), words_of_burst(burst)
        settled = rules.label is ReplyLabel.OPT_OUT or rules.label in AUTOMATIC
        seen = None if settled else await self._read(message, words)
        decision = Classification.of(rules, seen)
        if decision.label is ReplyLabel.OPT_OUT:
            await self.objections.record(
                workspace_id,
                message.prospect_id,
                channel=f"{message.channel.value}_reply",
                evidence_ref=f"message:{message.id}",
            )
        elif decision.in_doubt:
            await self.doubts.hold(
                workspace_id,
                message.prospect_id,
                channel=f"{message.channel.value}_reply",
                evidence_ref=f"message:{message.id}",
            )
        now = self.clock.now()
        is_away = decision.label is ReplyLabel.OUT_OF_OFFICE
        resume = resume_on(words, on=now.date()).isoformat() if is_away else ""

        async def work() -> None:
            current = await self.messages.get(workspace_id, message_id)
            if current.label is not None:
                return
            for one in burst:
                kept = await self.messages.get(workspace_id, one.id)
                if kept.label is None:
                    kept.classify(decision)
                    await self.messages.save(kept)
            conversation = await self.conversations.get(workspace_id, current.conversation_id)
            conversation.classify(message_id, decision, at=now, referral=_referral(words, decision))
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
                        in_doubt=decision.in_doubt,
                        resume_on=resume,
                        has_left=decision.has_left,
                    )
                ]
            )

        await self.transaction.run(work)

    async def _read(self, message: Message, words: str) -> ReadReply | None:
        if not words:
            return None
        language = await self.people.language(message.workspace_id)
        try:
            read = await self.reader.read(message.workspace_id, words, language)
        except ReaderBusy:
            return None
        # Words that the person did not write are no reason (hover shows them as theirs).
        spoken = " ".join(words.split()).casefold()
        quote = " ".join(read.quote.split())
        return replace(read, quote=quote if quote.casefold() in spoken else "")


def _referral(words: str, decision: Classification) -> Referral | None:
    """Whom the person names when they say that it is not them, found by code in their words."""
    if ReplyLabel.REFERRED not in {decision.label, decision.proposal}:
        return None
    named = referral_in(words)
    if named is None:
        return None
    return Referral(full_name=named.full_name, email=named.email, quote=decision.quote)
