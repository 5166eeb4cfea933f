"""The score of one person: additive, explained line by line, and replayable (SCO-1)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from domain.scoring.model.feedback import Feedback, Reason
from domain.scoring.model.matching import Outcome, fold, judge, seniority_of
from domain.scoring.model.opinion import LASTS_FOR, Opinion, bounded
from domain.scoring.model.persona import Criterion, Fact, Feature, Mode, Operator, Persona
from domain.scoring.model.signal import Signal, SignalLine, capped, signal_lines
from domain.shared.ids import FeedbackId, ProspectId, SignalId, WorkspaceId

MODEL_VERSION = "rules-2"
# Points of criteria end here; the other 15 belong to signals and a model's opinion together.
MAX_POINTS = 85
_STALE_AFTER = timedelta(days=180)
_TURNS_STALE = _STALE_AFTER + timedelta(milliseconds=1)
_MOST_COUNTERFACTUALS = 3

Facts = Mapping[Feature, Fact]


class Verdict(StrEnum):
    """Best first."""

    KEPT = "kept"
    TO_CHECK = "to_check"
    DISMISSED = "dismissed"

    def with_value(self, value: int) -> tuple[int, int]:
        """Higher is better: the verdict first."""
        return _MERIT[self], value


_MERIT = {verdict: -place for place, verdict in enumerate(Verdict)}


class Side(StrEnum):
    """What a criterion speaks of: the company sought, or the person in it."""

    COMPANY = "company"
    PERSON = "person"

    @classmethod
    def of(cls, feature: Feature) -> "Side":
        return cls.PERSON if feature in {Feature.TITLE, Feature.SENIORITY} else cls.COMPANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Points of one side, of how many it can give."""

    points: int
    most: int


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
    missing data cost, `worth` those it gives when it is met.
    """

    criterion_id: str
    feature: Feature
    operator: Operator
    values: tuple[str, ...]
    mode: Mode
    outcome: Outcome
    points: int
    lost: int
    worth: int = 0
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
    """One person before one persona. `opinion` are the points that a model's opinion brought or
    cost, beyond criteria and signals.
    """

    persona_id: str
    persona_name: str
    value: int
    verdict: Verdict
    lines: tuple[Line, ...]
    counterfactuals: tuple[Counterfactual, ...]
    opinion: int = 0

    @property
    def band(self) -> Band:
        return Band.of(self.value)

    @property
    def rank(self) -> tuple[int, int]:
        """Higher is better."""
        return self.verdict.with_value(self.value)

    def fit(self, side: Side) -> Fit | None:
        """None when no scored criterion speaks of that side."""
        lines = [one for one in self.lines if one.worth and Side.of(one.feature) is side]
        if not lines:
            return None
        return Fit(points=sum(one.points for one in lines), most=sum(one.worth for one in lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A colleague's feedback that keeps this person out for a while (SCO-3)."""

    feedback_id: FeedbackId
    reason: Reason
    given_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The results before every persona, best first; carries the person's id, so there is one.

    `company` is the same for everybody of one company. `changes_at` is the next moment at which
    time alone makes another score of the same facts; None when it never does. `opinion` is there
    while it holds, and counts before its own persona.
    """

    id: ProspectId
    workspace_id: WorkspaceId
    revision: int
    model_version: str
    results: tuple[Result, ...]
    computed_at: datetime
    company: str = ""
    signals: tuple[SignalLine, ...] = ()
    exclusion: Exclusion | None = None
    opinion: Opinion | None = None
    changes_at: datetime | None = None

    @property
    def best(self) -> Result:
        return self.results[0]

    def opinion_is_of(self, result: Result) -> bool:
        return self.opinion is not None and self.opinion.persona_id == result.persona_id


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


def company_of(facts: Facts) -> str:
    """The same text for everybody of one company: its domain, else its name; empty if unknown."""
    known = facts.get(Feature.DOMAIN) or facts.get(Feature.COMPANY)
    return fold(known.value) if known else ""


def score(
    prospect_id: ProspectId,
    workspace_id: WorkspaceId,
    personas: Sequence[Persona],
    facts: Facts,
    *,
    revision: int,
    at: datetime,
    signals: Sequence[Signal] = (),
    feedback: Sequence[Feedback] = (),
    opinion: Opinion | None = None,
) -> Score:
    """Pure: the same facts, criteria, signals, feedback and opinion give the same score at one
    moment. Needs at least one persona.
    """
    known, company = with_seniority(facts), company_of(facts)
    heard = {one.id for one in personas if opinion and opinion.holds(one, known, at)}
    lines = signal_lines(signals, at=at)
    exclusion = _exclusion(prospect_id, company, feedback, at=at)
    results = [
        against(
            persona,
            known,
            at=at,
            bonus=sum(one.points for one in lines),
            opinion=opinion.points if opinion and persona.id in heard else 0,
            is_excluded=exclusion is not None,
        )
        for persona in personas
    ]
    results.sort(key=lambda one: one.rank, reverse=True)
    return Score(
        id=prospect_id,
        workspace_id=workspace_id,
        revision=revision,
        model_version=_version(opinion if heard else None),
        results=tuple(results),
        computed_at=at,
        company=company,
        signals=lines,
        exclusion=exclusion,
        opinion=opinion if heard else None,
        changes_at=_changes_at(results, signals, exclusion, opinion if heard else None, at=at),
    )


def _version(opinion: Opinion | None) -> str:
    """The rules, and the model and prompt whose opinion counts."""
    told = [one for one in (opinion.prompt, opinion.model) if one] if opinion else []
    return "+".join([MODEL_VERSION, *told])


def without(made: Score, muted: Collection[SignalId]) -> Score:
    """The score as it is for somebody whom these signals tell nothing (SCO-3, bad signal)."""
    lines = capped([replace(one, is_muted=one.signal_id in muted) for one in made.signals])
    before, after = sum(one.points for one in made.signals), sum(one.points for one in lines)
    results = []
    for result in made.results:
        term = made.opinion.points if made.opinion and made.opinion_is_of(result) else 0
        less = bounded(before, term) - bounded(after, term)
        value = max(0, result.value - less)
        results.append(
            replace(
                result,
                value=value,
                opinion=value - (result.value - result.opinion - before + after),
                counterfactuals=tuple(
                    replace(one, value=max(0, one.value - less)) for one in result.counterfactuals
                ),
            )
        )
    return replace(made, signals=lines, results=tuple(results))


def _exclusion(
    prospect_id: ProspectId, company: str, feedback: Sequence[Feedback], *, at: datetime
) -> Exclusion | None:
    """The one that lasts longest."""
    heard = [one for one in feedback if one.is_in_force(at) and one.excludes(prospect_id, company)]
    if not heard:
        return None
    last = max(heard, key=lambda one: (one.until, one.id))
    return Exclusion(
        feedback_id=last.id, reason=last.reason, given_at=last.given_at, until=last.until
    )


def _changes_at(
    results: Sequence[Result],
    signals: Sequence[Signal],
    exclusion: Exclusion | None,
    opinion: Opinion | None,
    *,
    at: datetime,
) -> datetime | None:
    fresh = [
        line.observed_at
        for result in results
        for line in result.lines
        if line.observed_at is not None and not line.is_stale
    ]
    moments = [min(fresh) + _TURNS_STALE] if fresh else []
    moments += [moment for one in signals if (moment := one.changes_at(at)) is not None]
    if exclusion is not None:
        moments.append(exclusion.until)
    if opinion is not None:
        moments.append(opinion.given_at + LASTS_FOR)
    return min(moments, default=None)


def against(
    persona: Persona,
    facts: Facts,
    *,
    at: datetime,
    bonus: int = 0,
    opinion: int = 0,
    is_excluded: bool = False,
) -> Result:
    """Filters and excludes decide before any point is given. `bonus` are the points of signals,
    `opinion` those of a model; whom feedback excludes is dismissed, whatever the criteria say.
    """
    evidence = [facts.get(one.feature) for one in persona.criteria]
    outcomes = tuple(map(judge, persona.criteria, evidence))
    ruling = _rule(persona.criteria, outcomes, bonus, opinion, is_excluded)
    return Result(
        persona_id=persona.id,
        persona_name=persona.name,
        value=ruling.value,
        verdict=ruling.verdict,
        lines=tuple(
            _line(criterion, outcome, fact, points=points, worth=worth, at=at)
            for criterion, outcome, fact, points, worth in zip(
                persona.criteria, outcomes, evidence, ruling.points, ruling.worth, strict=True
            )
        ),
        counterfactuals=ruling.counterfactuals,
        opinion=ruling.opinion,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ruling:
    """All that follows from the outcomes alone; `points` and `worth` in the order of criteria."""

    points: tuple[int, ...]
    worth: tuple[int, ...]
    value: int
    verdict: Verdict
    counterfactuals: tuple[Counterfactual, ...]
    opinion: int


@lru_cache(maxsize=10_000)
def _rule(
    criteria: tuple[Criterion, ...],
    outcomes: tuple[Outcome, ...],
    bonus: int,
    opinion: int,
    is_excluded: bool,  # noqa: FBT001 - the key of a memo has no names
) -> _Ruling:
    """Worked out once for everybody whom the criteria find alike: few outcomes, many people."""
    said = {one.id: outcome for one, outcome in zip(criteria, outcomes, strict=True)}
    _, plain = _replay(criteria, said, bonus, is_excluded=is_excluded)
    bonus = bounded(bonus, opinion)
    verdict, value = _replay(criteria, said, bonus, is_excluded=is_excluded)
    return _Ruling(
        points=tuple(_points(criteria, said).values()),
        worth=tuple(_points(criteria, dict.fromkeys(said, Outcome.MET)).values()),
        value=value,
        verdict=verdict,
        counterfactuals=_counterfactuals(criteria, said, bonus, is_excluded=is_excluded),
        opinion=value - plain,
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
        worth=worth,
        evidence=fact.value if fact else "",
        source=fact.source if fact else "",
        observed_at=fact.observed_at if fact else None,
        is_stale=fact is not None and at - fact.observed_at > _STALE_AFTER,
    )


def _counterfactuals(
    criteria: Sequence[Criterion],
    outcomes: Mapping[str, Outcome],
    bonus: int,
    *,
    is_excluded: bool,
) -> tuple[Counterfactual, ...]:
    """The changes that help most, each computed by replaying the rules with it."""
    verdict, value = _replay(criteria, outcomes, bonus, is_excluded=is_excluded)
    now = verdict.with_value(value)
    changes = []
    for one in criteria:
        wanted = Outcome.NOT_MET if one.mode is Mode.EXCLUDE else Outcome.MET
        if outcomes[one.id] is wanted:
            continue
        verdict, value = _replay(
            criteria, {**outcomes, one.id: wanted}, bonus, is_excluded=is_excluded
        )
        better = verdict.with_value(value)
        if better > now:
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


def _replay(
    criteria: Sequence[Criterion],
    outcomes: Mapping[str, Outcome],
    bonus: int,
    *,
    is_excluded: bool,
) -> tuple[Verdict, int]:
    by_criteria = _verdict(criteria, outcomes)
    value = max(0, _value(criteria, _points(criteria, outcomes), by_criteria) + bonus)
    return (Verdict.DISMISSED if is_excluded else by_criteria), value
