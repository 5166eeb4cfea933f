"""The score of one person: additive, explained line by line, and replayable (SCO-1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.scoring.model.matching import Outcome, judge, seniority_of
from domain.scoring.model.persona import Criterion, Fact, Feature, Mode, Operator, Persona
from domain.shared.ids import ProspectId, WorkspaceId

MODEL_VERSION = "rules-1"
# Points of criteria end here; the other 15 belong to the model term, which this version has not.
MAX_POINTS = 85
_STALE_AFTER = timedelta(days=180)
_MOST_COUNTERFACTUALS = 3

Facts = Mapping[Feature, Fact]


class Verdict(StrEnum):
    """Best first."""

    KEPT = "kept"
    TO_CHECK = "to_check"
    DISMISSED = "dismissed"


class Band(StrEnum):
    VERY_GOOD = "very_good"
    GOOD = "good"
    TO_CHECK = "to_check"
    WEAK = "weak"

    @classmethod
    def of(cls, value: int) -> "Band":
        if value >= 80:
            return cls.VERY_GOOD
        if value >= 60:
            return cls.GOOD
        return cls.TO_CHECK if value >= 40 else cls.WEAK


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One criterion, what it came to, and the evidence with its date. `lost` are the points that
    missing data cost.
    """

    criterion_id: str
    feature: Feature
    operator: Operator
    values: tuple[str, ...]
    mode: Mode
    outcome: Outcome
    points: int
    lost: int
    evidence: str
    source: str
    observed_at: datetime | None
    is_stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterfactual:
    """What the score would be if this one criterion came out the other way."""

    criterion_id: str
    feature: Feature
    operator: Operator
    values: tuple[str, ...]
    mode: Mode
    value: int
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One person before one persona."""

    persona_id: str
    persona_name: str
    value: int
    verdict: Verdict
    lines: tuple[Line, ...]
    counterfactuals: tuple[Counterfactual, ...]

    @property
    def band(self) -> Band:
        return Band.of(self.value)

    @property
    def rank(self) -> tuple[int, int]:
        """Higher is better."""
        return -list(Verdict).index(self.verdict), self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The results before every persona, best first; carries the person's id, so there is one."""

    id: ProspectId
    workspace_id: WorkspaceId
    revision: int
    model_version: str
    results: tuple[Result, ...]
    computed_at: datetime

    @property
    def best(self) -> Result:
        return self.results[0]


def with_seniority(facts: Facts) -> Facts:
    """Where no source states a level, the job title does; it is the evidence then."""
    title = facts.get(Feature.TITLE)
    if Feature.SENIORITY in facts or title is None:
        return facts
    level = seniority_of(title.value)
    if not level:
        return facts
    read = Fact(
        value=level,
        source=title.source,
        observed_at=title.observed_at,
    )
    return {**facts, Feature.SENIORITY: read}


def score(
    prospect_id: ProspectId,
    workspace_id: WorkspaceId,
    personas: Sequence[Persona],
    facts: Facts,
    *,
    revision: int,
    at: datetime,
) -> Score:
    """Pure: the same facts and criteria give the same score. Needs at least one persona."""
    known = with_seniority(facts)
    results = [against(persona, known, at=at) for persona in personas]
    results.sort(key=lambda one: one.rank, reverse=True)
    return Score(
        id=prospect_id,
        workspace_id=workspace_id,
        revision=revision,
        model_version=MODEL_VERSION,
        results=tuple(results),
        computed_at=at,
    )


def against(persona: Persona, facts: Facts, *, at: datetime) -> Result:
    """Filters and excludes decide before any point is given."""
    outcomes = {one.id: judge(one, facts.get(one.feature)) for one in persona.criteria}
    points = _points(persona.criteria, outcomes)
    worth = _points(persona.criteria, dict.fromkeys(outcomes, Outcome.MET))
    verdict = _verdict(persona.criteria, outcomes)
    lines = tuple(
        _line(
            one,
            outcomes[one.id],
            facts.get(one.feature),
            points=points[one.id],
            worth=worth[one.id],
            at=at,
        )
        for one in persona.criteria
    )
    return Result(
        persona_id=persona.id,
        persona_name=persona.name,
        value=_value(persona.criteria, points, verdict),
        verdict=verdict,
        lines=lines,
        counterfactuals=_counterfactuals(persona.criteria, outcomes),
    )


def _points(criteria: Sequence[Criterion], outcomes: Mapping[str, Outcome]) -> dict[str, int]:
    """Whole points that add up: each line is the step of a running sum of exact shares."""
    scored = [one for one in criteria if one.mode is Mode.SCORE]
    total = sum(one.weight for one in scored)
    points = dict.fromkeys((one.id for one in criteria), 0)
    reached = before = 0
    for one in scored:
        if outcomes[one.id] is Outcome.MET:
            reached += one.weight
            upto = (reached * MAX_POINTS * 2 + total) // (total * 2)
            points[one.id], before = upto - before, upto
    return points


def _value(criteria: Sequence[Criterion], points: Mapping[str, int], verdict: Verdict) -> int:
    """Without a single scored criterion, whoever is kept gets all points."""
    if any(one.mode is Mode.SCORE for one in criteria):
        return sum(points.values())
    return MAX_POINTS if verdict is Verdict.KEPT else 0


def _verdict(criteria: Sequence[Criterion], outcomes: Mapping[str, Outcome]) -> Verdict:
    verdict = Verdict.KEPT
    for one in criteria:
        outcome = outcomes[one.id]
        if one.mode is Mode.SCORE:
            continue
        if outcome is (Outcome.NOT_MET if one.mode is Mode.FILTER else Outcome.MET):
            return Verdict.DISMISSED
        if outcome is Outcome.UNKNOWN:
            verdict = Verdict.TO_CHECK
    return verdict


def _line(
    one: Criterion,
    outcome: Outcome,
    fact: Fact | None,
    *,
    points: int,
    worth: int,
    at: datetime,
) -> Line:
    return Line(
        criterion_id=one.id,
        feature=one.feature,
        operator=one.operator,
        values=one.values,
        mode=one.mode,
        outcome=outcome,
        points=points,
        lost=worth if outcome is Outcome.UNKNOWN else 0,
        evidence=fact.value if fact else "",
        source=fact.source if fact else "",
        observed_at=fact.observed_at if fact else None,
        is_stale=fact is not None and at - fact.observed_at > _STALE_AFTER,
    )


def _counterfactuals(
    criteria: Sequence[Criterion], outcomes: Mapping[str, Outcome]
) -> tuple[Counterfactual, ...]:
    """The changes that help most, each computed by replaying the rules with it."""
    now = _replay(criteria, outcomes)
    changes = []
    for one in criteria:
        wanted = Outcome.NOT_MET if one.mode is Mode.EXCLUDE else Outcome.MET
        if outcomes[one.id] is wanted:
            continue
        verdict, value = _replay(criteria, {**outcomes, one.id: wanted})
        better = (-list(Verdict).index(verdict), value)
        if better > (-list(Verdict).index(now[0]), now[1]):
            made = Counterfactual(
                criterion_id=one.id,
                feature=one.feature,
                operator=one.operator,
                values=one.values,
                mode=one.mode,
                value=value,
                verdict=verdict,
            )
            changes.append((better, made))
    changes.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(made for _, made in changes[:_MOST_COUNTERFACTUALS])


def _replay(criteria: Sequence[Criterion], outcomes: Mapping[str, Outcome]) -> tuple[Verdict, int]:
    verdict = _verdict(criteria, outcomes)
    return verdict, _value(criteria, _points(criteria, outcomes), verdict)
