"""What a language model makes of the facts about a person, in points that code counts (SCO-1).

The model writes no number and no sentence: it names facts, quotes them and says for or against.
A quote that does not stand in the fact is dropped, so that nothing but stored facts can count, and
whatever it says moves a score by fifteen points at most.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.scoring.model.persona import Fact, Feature, Persona
from domain.scoring.model.signal import WORTH, Strength
from domain.shared.ids import ProspectId, UserId, WorkspaceId

MAX_OPINION = 15
LASTS_FOR = timedelta(days=90)
_SHORTEST_QUOTE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a model said of one fact, as it said it."""

    feature: str
    quote: str
    speaks_for: bool
    strength: Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """`model` and `prompt` are the versions that gave it."""

    claims: tuple[Claim, ...]
    model: str
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A claim whose quote stands in a stored fact. `points` are negative when it speaks against."""

    feature: Feature
    quote: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """The latest about one person before one persona; carries the person's id.

    A suspect one is of facts that read like orders: no model was asked, and it counts nothing.
    """

    id: ProspectId
    workspace_id: WorkspaceId
    persona_id: str
    digest: str
    reasons: tuple[Reason, ...]
    is_suspect: bool
    model: str
    prompt: str
    asked_by: UserId
    given_at: datetime

    @property
    def points(self) -> int:
        return _within(sum(one.points for one in self.reasons))

    def holds(self, persona: Persona, facts: Mapping[Feature, Fact], at: datetime) -> bool:
        """For ninety days, while neither the criteria nor a fact has changed."""
        return (
            self.persona_id == persona.id
            and at < self.given_at + LASTS_FOR
            and self.digest == digest(persona, facts)
        )


def digest(persona: Persona, facts: Mapping[Feature, Fact]) -> str:
    """The same for the same criteria and facts."""
    asked = [
        [one.feature.value, one.operator.value, *one.values, one.mode.value, str(one.weight)]
        for one in persona.criteria
    ]
    known = sorted([feature.value, fact.value] for feature, fact in facts.items())
    return hashlib.sha256(json.dumps([persona.name, asked, known]).encode()).hexdigest()


def reasons(claims: Sequence[Claim], facts: Mapping[Feature, Fact]) -> tuple[Reason, ...]:
    """The claims that quote a fact to the letter, one per fact, the first said."""
    kept: dict[Feature, Reason] = {}
    for claim in claims:
        if claim.feature not in set(Feature):
            continue
        feature = Feature(claim.feature)
        fact, quote = facts.get(feature), claim.quote.strip()
        if fact is None or len(quote) < _SHORTEST_QUOTE or quote not in fact.value:
            continue
        worth = WORTH[claim.strength]
        points = worth if claim.speaks_for else -worth
        kept.setdefault(feature, Reason(feature=feature, quote=quote, points=points))
    return tuple(kept.values())


def bounded(signals: int, opinion: int) -> int:
    """Signals and the opinion share what criteria leave: together fifteen points, either way."""
    return _within(signals + opinion)


def _within(points: int) -> int:
    return max(-MAX_OPINION, min(MAX_OPINION, points))


@dataclass(slots=True, kw_only=True)
class OpinionRule:
    """Whether a workspace lets a model have an opinion; it does not until somebody says so."""

    id: str
    workspace_id: WorkspaceId
    is_on: bool = False
    changed_by: UserId | None = None
    changed_at: datetime | None = None
    version: int = 0
