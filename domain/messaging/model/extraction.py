"""Step one of two: a person's raw words become closed fields (vendors/llm.md 4.2, point 2).

A model reads the words and may name only a kind and a passage. The passage counts when it is in
the words, letter by letter; anything else was made up, or put there to speak to the writer, and is
dropped. The writer sees these facts with their ids, and never the words themselves.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.messaging.model.brief import Fact
from domain.messaging.model.quarantine import may_be_told


class HeardKind(StrEnum):
    """The closed list of what a reply may be found to say."""

    QUESTION = "question"
    PRICE = "price"
    MEETING = "meeting"
    DATE = "date"
    NEED = "need"
    TOOL = "tool"
    HESITATION = "hesitation"
    REFUSAL = "refusal"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a model says it read; nothing is believed yet."""

    kind: HeardKind
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardFact:
    """A passage that is in the words, as a fact the writer may cite."""

    MOST: ClassVar[int] = 8
    SHORTEST: ClassVar[int] = 3

    id: str
    kind: HeardKind
    quote: str
    at: datetime

    def as_fact(self) -> Fact:
        return Fact(
            id=self.id,
            label=f"reply_{self.kind.value}",
            value=self.quote,
            source="reply",
            observed_at=self.at,
        )


_END = re.compile(r"[\s.!?…;,:]+$")


def literal(
    passages: Iterable[Passage], words: Iterable[tuple[datetime, str]]
) -> tuple[HeardFact, ...]:
    """The passages that are really in the words, short, harmless and each once; at most eight.

    Spaces count as one, letters that look the same are the same (NFKC: what the model was shown),
    and the marks at the end are let go of; nothing else is forgiven.
    """
    said = [(at, _flat(text)) for at, text in words]
    found: list[HeardFact] = []
    for one in passages:
        quote = _END.sub("", _flat(one.quote))
        if len(quote) < HeardFact.SHORTEST or any(quote == known.quote for known in found):
            continue
        at = next((at for at, text in reversed(said) if quote in text), None)
        if at is None or not may_be_told(quote):
            continue
        fact = HeardFact(id=f"r{len(found) + 1}", kind=one.kind, quote=quote, at=at)
        found.append(fact)
        if len(found) == HeardFact.MOST:
            break
    return tuple(found)


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
