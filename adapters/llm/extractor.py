"""messaging.Extractor on language models."""

import json
from dataclasses import dataclass

from adapters.llm.clean_text import clean, without_direct_identifiers
from adapters.llm.model import Model, Question
from adapters.llm.pauses import ask_or_pause
from adapters.llm.prompt import Prompt
from adapters.llm.shapes import ExtractedReply
from domain.messaging.model.brief import Language
from domain.messaging.model.extraction import HeardKind, Passage
from domain.messaging.ports import Extraction
from domain.shared.ids import WorkspaceId

USE_CASE = "extract_reply"
FIELDS = ("language", "reply.text")
_MAX_TEXT = 8_000
_MAX_TOKENS = 800


@dataclass(frozen=True, slots=True)
class LlmExtractor:
    """The only call that sees a person's raw words on the way to a text (vendors/llm.md 4.2)."""

    model: Model
    prompt: Prompt

    async def extract(self, workspace_id: WorkspaceId, text: str, language: Language) -> Extraction:
        told = without_direct_identifiers(clean(text, _MAX_TEXT))
        document = {"task": USE_CASE, "language": language.value, "reply": {"text": told}}
        question = Question(
            workspace_id=workspace_id,
            use_case=USE_CASE,
            prompt=self.prompt,
            document=json.dumps(document, ensure_ascii=False),
            fields_sent=FIELDS,
            shape=ExtractedReply,
            max_tokens=_MAX_TOKENS,
        )
        answer, value = await ask_or_pause(self.model, question)
        return Extraction(
            passages=tuple(
                Passage(kind=HeardKind(one.kind), quote=one.quote) for one in value.passages
            ),
            prompt_version=self.prompt.version,
            input_tokens=answer.usage.input + answer.usage.cached,
            output_tokens=answer.usage.output,
        )
