"""See WriteAnswer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from domain.messaging.errors import NothingUsableWritten, PersonMayNotBeContacted
from domain.messaging.model.brief import Brief, MessageKind, Proof, StepBrief
from domain.messaging.model.claims import ledger
from domain.messaging.model.draft import Segment, Verdict
from domain.messaging.model.extraction import HeardFact, literal
from domain.messaging.model.gate import MessageGate
from domain.messaging.model.quarantine import may_be_told
from domain.messaging.ports import (
    CampaignView,
    ContactPolicy,
    CreditGate,
    Extractor,
    ProspectFacts,
    SalesbookView,
    SenderIdentity,
    Writer,
    WritingAsk,
    Written,
)
from domain.messaging.usecases.render_message import body_of
from domain.shared.clock import Clock
from domain.shared.errors import DomainError, FieldFault
from domain.shared.ids import CampaignId, ProspectId, SenderId, WorkspaceId
from domain.shared.purpose import Purpose

ANSWER_PRICE = 2
# What the answer is for, by the label of the reply; any other one gets the last line.
_OBJECTIVES = {
    "interested": "answer what was asked and propose the next step",
    "meeting_booked": "confirm with pleasure and propose nothing else",
    "not_now": "thank them, accept the moment they give and ask nothing now",
    "not_interested": "thank them for the answer in two sentences and ask nothing",
    "wrong_person": "thank them and ask who is in charge of the topic",
    "referred": "thank them for the name",
    "": "answer what was asked, briefly",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOrder:
    """`words` are the person's messages since our last one, oldest first, each with its instant."""

    key: str
    prospect_id: ProspectId
    campaign_id: CampaignId
    sender_id: SenderId
    is_mail: bool
    subject: str
    label: str
    words: Sequence[tuple[datetime, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerText:
    """A text that the gate let through, with what it was written from."""

    segments: tuple[Segment, ...]
    verdict: Verdict
    heard: tuple[HeardFact, ...]
    written: Written
    reading_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteAnswer:
    """Write a proposal for an answer, in two steps, through the gate of every message (INB-4).

    Two credits, set aside here; `settle` spends them once the text is kept. They are given back
    when nothing that passes the gate was written. It stands on what the person said, their facts,
    the offer and its answers to objections, and on nothing else.
    """

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    campaigns: CampaignView
    salesbook: SalesbookView
    facts: ProspectFacts
    senders: SenderIdentity
    policy: ContactPolicy
    credit_gate: CreditGate
    extractor: Extractor
    writer: Writer
    gate: MessageGate
    clock: Clock

    async def __call__(self, workspace_id: WorkspaceId, order: AnswerOrder) -> AnswerText:
        """Raise PersonMayNotBeContacted, PaymentNeeded, Unavailable without a model, NotFound for
        a campaign or an offer that is gone, or NothingUsableWritten with the gate's reasons.
        """
        step = await self.campaigns.answer_step(
            workspace_id, order.campaign_id, order.sender_id, is_mail=order.is_mail
        )
        if await self.policy.refusal(workspace_id, order.prospect_id, step.kind):
            raise PersonMayNotBeContacted
        await self.credit_gate.reserve(
            workspace_id,
            _reservation_of(order.key),
            ANSWER_PRICE,
            "answer",
            about=order.prospect_id,
        )
        try:
            return await self._write(workspace_id, order, step)
        except DomainError:
            await self.settle(workspace_id, order.key, kept=False)
            raise

    async def settle(self, workspace_id: WorkspaceId, key: str, *, kept: bool) -> None:
        """Spend what was set aside under the order's key, or give it back."""
        spent = ANSWER_PRICE if kept else 0
        await self.credit_gate.settle(workspace_id, _reservation_of(key), spent)

    async def _write(
        self, workspace_id: WorkspaceId, order: AnswerOrder, step: StepBrief
    ) -> AnswerText:
        brief = await self._brief(workspace_id, order, step)
        read = await self.extractor.extract(
            workspace_id, "\n\n".join(text for _, text in order.words), brief.language
        )
        heard = literal(read.passages, order.words)
        facts = (*brief.prospect.facts, *(one.as_fact() for one in heard))
        brief = replace(brief, prospect=replace(brief.prospect, facts=facts))
        ask = WritingAsk(brief=brief, max_characters=None)
        segments, verdict, written = await self._try(workspace_id, ask)
        if verdict.blocks:
            codes = tuple(dict.fromkeys(one.code for one in verdict.blocks))
            again = replace(ask, findings=codes, previous_text=body_of(segments, step.kind))
            segments, verdict, written = await self._try(workspace_id, again)
        if verdict.blocks:
            raise NothingUsableWritten(faults=[FieldFault("", one.code) for one in verdict.blocks])
        return AnswerText(
            segments=segments,
            verdict=verdict,
            heard=heard,
            written=replace(
                written,
                input_tokens=written.input_tokens + read.input_tokens,
                output_tokens=written.output_tokens + read.output_tokens,
            ),
            reading_version=read.prompt_version,
        )

    async def _try(
        self, workspace_id: WorkspaceId, ask: WritingAsk
    ) -> tuple[tuple[Segment, ...], Verdict, Written]:
        written = await self.writer.write(workspace_id, ask)
        segments = ledger(written.segments, ask.brief, at=self.clock.now())
        body = body_of(segments, ask.brief.step.kind)
        verdict = self.gate(subject="", segments=segments, body=body, brief=ask.brief)
        return segments, verdict, written

    async def _brief(self, workspace_id: WorkspaceId, order: AnswerOrder, step: StepBrief) -> Brief:
        book = await self.salesbook.brief(workspace_id, step.offer_id, step.persona_id)
        prospect = await self.facts.brief(workspace_id, order.prospect_id)
        tellable = tuple(fact for fact in prospect.facts if may_be_told(fact.value))
        offer = replace(book.offer, proofs=(*book.offer.proofs, *_answers(book.offer.objections)))
        objective = _OBJECTIVES.get(order.label, _OBJECTIVES[""])
        return Brief(
            step=replace(step, objective=objective),
            salesbook=replace(book, offer=offer),
            prospect=replace(prospect, facts=tellable),
            sender=await self.senders.of(workspace_id, order.sender_id),
            thread_subject=order.subject or ("" if step.kind is MessageKind.EMAIL else None),
        )


def _reservation_of(key: str) -> str:
    return f"answer:{key}"


def _answers(objections: Sequence[tuple[str, str]]) -> tuple[Proof, ...]:
    """What the sales team answers to known hesitations: citable like a proof."""
    return tuple(
        Proof(id=f"answer-{place}", text=answer, source=objection, dated_on=None, expires_on=None)
        for place, (objection, answer) in enumerate(objections, start=1)
    )
