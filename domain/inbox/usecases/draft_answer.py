"""See DraftAnswer."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.errors import ObjectionInDoubt
from domain.inbox.model.answer_draft import AnswerDraft, require_draftable, unanswered
from domain.inbox.model.labels import ReplyLabel
from domain.inbox.model.rules import read_by_rules
from domain.inbox.ports import AnswerAsk, AnswerDrafts, AnswerWriter, Conversations, Messages
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import DomainError, NotFound
from domain.shared.ids import AnswerDraftId, ConversationId, NewId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAnswer:
    """Propose an answer to what the person wrote since our last one (INB-4).

    A proposal: it leaves only when a person sends it. There is none to an objection or to what
    may be one, whoever labelled it, nor to words that ask for a person. The patterns are asked
    again on the words themselves, so that a label somebody corrected does not hide one. It is
    paid for when it is kept, and not kept for somebody who objected while it was written.
    """

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    conversations: Conversations
    messages: Messages
    drafts: AnswerDrafts
    writer: AnswerWriter
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, conversation_id: ConversationId) -> AnswerDraft:
        """Raise what `require_draftable` raises, PaymentNeeded, or Unavailable without a model."""
        actor.require(Permission.INBOX_ANSWER)
        workspace_id = actor.workspace_id
        conversation = await self.conversations.get(workspace_id, conversation_id)
        messages = await self.messages.in_conversation(workspace_id, conversation_id)
        waiting = unanswered(messages)[-AnswerDraft.LONGEST_BURST :]
        require_draftable(conversation, waiting)
        for one in waiting:
            seen = read_by_rules(subject=one.subject, text=one.text, automatic=False)
            if seen.label is ReplyLabel.OPT_OUT or seen.in_doubt:
                raise ObjectionInDoubt
        if conversation.campaign_id is None:  # excluded above
            raise NotFound
        draft_id = AnswerDraftId(self.new_id())
        written = await self.writer.write(
            workspace_id,
            AnswerAsk(
                key=draft_id,
                prospect_id=conversation.prospect_id,
                campaign_id=conversation.campaign_id,
                sender_id=conversation.sender_id,
                channel=conversation.channel,
                subject=conversation.subject,
                label=conversation.label or ReplyLabel.TO_QUALIFY,
                words=tuple((one.at, one.text) for one in waiting),
            ),
        )
        draft = AnswerDraft(
            id=draft_id,
            workspace_id=workspace_id,
            conversation_id=conversation_id,
            prospect_id=conversation.prospect_id,
            to_message_id=waiting[-1].id,
            made_at=self.clock.now(),
            lines=written.lines,
            heard=written.heard,
            warnings=written.warnings,
            vendor=written.vendor,
            model=written.model,
            prompt_version=written.prompt_version,
            reading_version=written.reading_version,
            input_tokens=written.input_tokens,
            output_tokens=written.output_tokens,
        )

        async def work() -> None:
            (await self.conversations.get(workspace_id, conversation_id)).require_open()
            await self.drafts.add(draft)
            await self.writer.settle(workspace_id, draft_id, kept=True)

        try:
            await self.transaction.run(work)
        except DomainError:
            await self.writer.settle(workspace_id, draft_id, kept=False)
            raise
        return draft
