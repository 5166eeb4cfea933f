"""messaging.Writer on language models."""

import json
from dataclasses import dataclass
from typing import Any

from adapters.llm.clean_text import clean, without_addresses, without_direct_identifiers
from adapters.llm.model import Model, Question
from adapters.llm.pauses import ask_or_pause
from adapters.llm.prompt import Prompt
from adapters.llm.shapes import WrittenMessage
from domain.messaging.model.brief import Brief, MessageKind
from domain.messaging.model.claims import WrittenSegment
from domain.messaging.model.draft import SegmentKind
from domain.messaging.ports import WritingAsk, Written
from domain.shared.ids import WorkspaceId

USE_CASE = "write_message"
FIELDS = (
    "language",
    "tone",
    "prospect.facts",
    "offer",
    "sender",
    "step",
    "instruction",
    "previous_text",
    "refused_for",
)
_MAX_TOKENS = 2_000


def _task(brief: Brief) -> str:
    if brief.step.is_answer:
        return "write_answer"
    if brief.step.kind is MessageKind.LINKEDIN_NOTE:
        return "write_linkedin_note"
    if brief.step.kind is MessageKind.LINKEDIN_INMAIL:
        return "write_linkedin_inmail"
    if brief.step.kind is MessageKind.CALL_SCRIPT:
        return "write_call_script"
    if brief.step.kind is MessageKind.LINKEDIN_MESSAGE:
        return "write_linkedin_message"
    return "write_follow_up" if brief.is_follow_up else "write_email"


def document_of(ask: WritingAsk) -> dict[str, Any]:
    """The allow-list: these fields leave, and no other (obligation 68).

    Facts are somebody else's words: cleaned, cut, and without addresses, links or numbers to call.
    """
    brief, offer = ask.brief, ask.brief.salesbook.offer
    return {
        "task": _task(brief),
        "language": brief.language.value,
        "tone": brief.salesbook.tone.value,
        "prospect": {
            "facts": [
                {
                    "id": fact.id,
                    "label": fact.label,
                    "value": without_direct_identifiers(clean(fact.value)),
                    "source": clean(fact.source, 200),
                    "observed_at": fact.observed_at.date().isoformat(),
                }
                for fact in brief.prospect.facts
            ]
        },
        "offer": {
            "name": clean(offer.name),
            "promise": clean(offer.promise),
            "proofs": [
                {"id": proof.id, "text": clean(proof.text), "source": clean(proof.source, 200)}
                for proof in offer.proofs
            ],
            "forbidden_claims": [clean(claim, 200) for claim in offer.forbidden_claims],
            "call_to_action": clean(offer.call_to_action),
            "booking_link": offer.booking_link,
        },
        "sender": {
            "name": clean(brief.sender.display_name, 200),
            "company": clean(brief.salesbook.company.name, 200),
        },
        "step": {
            "index": brief.step.step_index,
            "goal": clean(brief.step.goal),
            "objective": clean(brief.step.objective),
            "is_follow_up": brief.is_follow_up,
            "thread_subject": brief.thread_subject,
            "max_characters": ask.max_characters,
        },
        "instruction": without_addresses(clean(ask.instruction, 300)),
        "previous_text": without_addresses(clean(ask.previous_text)),
        "refused_for": list(ask.findings),
    }


@dataclass(frozen=True, slots=True)
class LlmWriter:
    """No tools, no memory, one prospect of one workspace per call (vendors/llm.md 4.2)."""

    model: Model
    prompt: Prompt

    async def write(self, workspace_id: WorkspaceId, ask: WritingAsk) -> Written:
        question = Question(
            workspace_id=workspace_id,
            use_case=USE_CASE,
            prompt=self.prompt,
            document=json.dumps(document_of(ask), ensure_ascii=False),
            fields_sent=FIELDS,
            shape=WrittenMessage,
            max_tokens=_MAX_TOKENS,
        )
        answer, value = await ask_or_pause(self.model, question)
        return Written(
            subject=value.subject or "",
            segments=tuple(
                WrittenSegment(
                    text=segment.text,
                    kind=SegmentKind(segment.kind),
                    fact_ids=tuple(segment.fact_ids),
                    proof_ids=tuple(segment.proof_ids),
                )
                for segment in value.segments
            ),
            vendor=answer.vendor,
            model=answer.model,
            prompt_version=self.prompt.version,
            input_tokens=answer.usage.input + answer.usage.cached,
            output_tokens=answer.usage.output,
        )
