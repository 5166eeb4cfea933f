"""messaging.SecondReader on language models."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.llm.clean_text import clean, without_direct_identifiers
from adapters.llm.model import Model, Question, ask_or
from adapters.llm.prompt import Prompt
from adapters.llm.shapes import SecondReading
from domain.messaging.errors import SecondReaderBusy
from domain.messaging.ports import Reading
from domain.shared.ids import WorkspaceId

USE_CASE = "second_read"
FIELDS = ("language", "message", "facts", "offer", "company")
AXES = ("claim", "tone", "legal", "identity", "language")
_MAX_TEXT = 8_000
_MAX_TOKENS = 400


@dataclass(frozen=True, slots=True)
class LlmSecondReader:
    """A model of another vendor than the author's; both texts are data for it (AUT-5)."""

    models: Mapping[str, Model]
    """By vendor."""
    prompt: Prompt

    async def read(self, workspace_id: WorkspaceId, reading: Reading) -> tuple[str, ...]:
        other = next((name for name in self.models if name != reading.author), None)
        if other is None:
            raise SecondReaderBusy
        question = Question(
            workspace_id=workspace_id,
            use_case=USE_CASE,
            prompt=self.prompt,
            document=json.dumps(_document(reading), ensure_ascii=False),
            fields_sent=FIELDS,
            shape=SecondReading,
            max_tokens=_MAX_TOKENS,
        )
        _, said = await ask_or(SecondReaderBusy, self.models[other], question)
        return tuple(axis for axis in AXES if getattr(said, axis) != "pass")


def _document(reading: Reading) -> dict[str, object]:
    brief = reading.brief
    offer = brief.salesbook.offer
    text = without_direct_identifiers(clean(reading.text, _MAX_TEXT))
    return {
        "task": "second_read",
        "language": brief.language.value,
        "message": {"subject": clean(reading.subject, 300), "text": text},
        "facts": [
            {"label": fact.label, "value": clean(fact.value, 500)} for fact in brief.prospect.facts
        ],
        "offer": {
            "promise": offer.promise,
            "proofs": [proof.text for proof in offer.proofs],
            "forbidden_claims": list(offer.forbidden_claims),
        },
        "company": brief.salesbook.company.name,
    }
