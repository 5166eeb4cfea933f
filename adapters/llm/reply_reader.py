"""inbox.ReplyReader on language models."""

import json
from dataclasses import dataclass

from adapters.llm.clean_text import clean, without_direct_identifiers
from adapters.llm.model import Model, Question, ask_or
from adapters.llm.prompt import Prompt
from adapters.llm.shapes import ReplyReading
from domain.inbox.errors import ReaderBusy
from domain.inbox.model.labels import ReadReply, ReplyFlag, ReplyLabel
from domain.shared.ids import WorkspaceId

USE_CASE = "read_reply"
FIELDS = ("language", "reply.text")
_MAX_TEXT = 8_000
_MAX_QUOTE = 200
_MAX_TOKENS = 600


@dataclass(frozen=True, slots=True)
class LlmReplyReader:
    """The reply is data for the model. What it quotes must be in the reply, letter by letter.

    A reading that fails this check is a doubt, not an answer: it keeps its label without
    confidence, so that a person decides.
    """

    model: Model
    prompt: Prompt

    async def read(self, workspace_id: WorkspaceId, text: str, language: str) -> ReadReply:
        told = without_direct_identifiers(clean(text, _MAX_TEXT))
        document = {"task": "read_reply", "language": language, "reply": {"text": told}}
        question = Question(
            workspace_id=workspace_id,
            use_case=USE_CASE,
            prompt=self.prompt,
            document=json.dumps(document, ensure_ascii=False),
            fields_sent=FIELDS,
            shape=ReplyReading,
            max_tokens=_MAX_TOKENS,
        )
        _, value = await ask_or(ReaderBusy, self.model, question)
        return _checked(value, told)


def _checked(reading: ReplyReading, told: str) -> ReadReply:
    is_quoted = bool(reading.quote) and reading.quote in told
    confidence = reading.confidence if is_quoted and 0 <= reading.confidence <= 1 else 0.0
    return ReadReply(
        label=ReplyLabel(reading.label),
        confidence=confidence,
        quote=reading.quote[:_MAX_QUOTE] if is_quoted else "",
        flags=tuple(ReplyFlag(flag) for flag in dict.fromkeys(reading.flags)),
    )
