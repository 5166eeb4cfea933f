from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scoring.errors import FeatureNotAllowed
from domain.scoring.model import words
from domain.scoring.model.matching import Outcome, head_count, judge, seniority_of
from domain.scoring.model.persona import Criterion, Feature, Mode, Operator, Persona
from domain.scoring.model.score import (
    MAX_POINTS,
    MODEL_VERSION,
    Band,
    Facts,
    Verdict,
    against,
    score,
)
from domain.shared.ids import ProspectId, WorkspaceId
from tests.builders import a_criterion, a_scored_persona, a_scoring_fact
from tests.conftest import MONDAY

FACTS: Facts = {
    Feature.TITLE: a_scoring_fact("Directrice commerciale"),
    Feature.INDUSTRY: a_scoring_fact("Logiciels et services informatiques"),
    Feature.HEAD_COUNT: a_scoring_fact("51-200"),
    Feature.COUNTRY: a_scoring_fact("France"),
}


@pytest.mark.parametrize(
    ("text", "operator", "values", "outcome"),
    [
        ("Directrice Commerciale", Operator.CONTAINS, ("commercial",), Outcome.MET),
        ("Technico-commercial", Operator.CONTAINS, ("commercial",), Outcome.MET),
        ("Recherche", Operator.CONTAINS, ("RH",), Outcome.NOT_MET),
        ("Responsable RH", Operator.CONTAINS, ("rh",), Outcome.MET),
        ("Digital", Operator.CONTAINS, ("IT",), Outcome.NOT_MET),
        ("Assistant", Operator.NOT_CONTAINS, ("stagiaire", "assistant"), Outcome.NOT_MET),
        ("Île-de-France", Operator.EQUALS, ("ile de france",), Outcome.MET),
        ("  ", Operator.CONTAINS, ("x",), Outcome.UNKNOWN),
        ("DAF", Operator.IS_KNOWN, (), Outcome.MET),
    ],
)
def test_words_are_compared_without_accents_from_their_start(
    text: str, operator: Operator, values: tuple[str, ...], outcome: Outcome
) -> None:
    criterion = a_criterion(operator=operator, values=values)
    assert judge(criterion, a_scoring_fact(text)) is outcome


def test_a_criterion_that_was_changed_is_judged_anew() -> None:
    """What follows from criteria is remembered: an id alone does not tell them apart."""
    asked = a_criterion(mode=Mode.SCORE)
    other = replace(asked, values=("stagiaire",))
    values = [against(a_scored_persona(one), FACTS, at=MONDAY).value for one in (asked, other)]
    assert values == [MAX_POINTS, 0]
    weighed = [replace(asked, id="c2", values=("stagiaire",), weight=weight) for weight in (1, 5)]
    shares = [against(a_scored_persona(asked, one), FACTS, at=MONDAY).value for one in weighed]
    assert shares[0] > shares[1]


@pytest.mark.parametrize(
    ("text", "operator", "value", "outcome"),
    [
        ("51-200", Operator.AT_LEAST, "50", Outcome.MET),
        ("11-50", Operator.AT_LEAST, "50", Outcome.UNKNOWN),
        ("1 200", Operator.AT_MOST, "200", Outcome.NOT_MET),
        ("10,001+", Operator.AT_LEAST, "5000", Outcome.MET),
        ("many", Operator.AT_LEAST, "5", Outcome.UNKNOWN),
        ("120", Operator.EQUALS, "120", Outcome.MET),
    ],
)
def test_head_counts_are_ranges(
    text: str, operator: Operator, value: str, outcome: Outcome
) -> None:
    criterion = a_criterion(feature=Feature.HEAD_COUNT, operator=operator, values=(value,))
    assert judge(criterion, a_scoring_fact(text)) is outcome


def test_head_count_texts() -> None:
    assert head_count("51-200 salariés") == (51, 200)
    assert head_count("1\u202f200") == (1200, 1200)
    assert head_count("") is None


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Directrice commerciale", "director"),
        ("PDG & fondateur", "founder"),
        ("Chief Revenue Officer", "c_level"),
        ("Head of Sales", "director"),
        ("Responsable marketing", "manager"),
        ("Comptable", ""),
    ],
)
def test_a_job_title_tells_the_level(title: str, level: str) -> None:
    assert seniority_of(title) == level


@pytest.mark.obligation(25)
def test_points_are_the_shares_of_what_matched_and_add_up() -> None:
    persona = a_scored_persona(
        a_criterion(weight=3),
        a_criterion(id="c2", feature=Feature.INDUSTRY, values=("logiciel",), weight=2),
        a_criterion(id="c3", feature=Feature.LOCATION, values=("Lyon",), weight=2),
        a_criterion(id="c4", feature=Feature.COUNTRY, values=("Belgique",), weight=1),
    )
    result = against(persona, FACTS, at=MONDAY)
    assert result.value == sum(line.points for line in result.lines) == round(5 / 8 * MAX_POINTS)
    assert [line.outcome for line in result.lines] == [
        Outcome.MET,
        Outcome.MET,
        Outcome.UNKNOWN,
        Outcome.NOT_MET,
    ]
    assert result.lines[2].lost == 21
    assert result.lines[0].evidence == "Directrice commerciale"
    assert result.lines[0].source == "Salon SIRHA"
    assert result.lines[0].observed_at == MONDAY


def test_filters_and_excludes_decide_before_points() -> None:
    title = a_criterion()
    abroad = a_criterion(
        id="f", feature=Feature.COUNTRY, values=("Belgique",), mode=Mode.FILTER, weight=1
    )
    unknown = a_criterion(
        id="u", feature=Feature.LOCATION, values=("Lyon",), mode=Mode.FILTER, weight=1
    )
    excluded = a_criterion(id="x", values=("directrice",), mode=Mode.EXCLUDE, weight=1)
    verdicts = [
        against(a_scored_persona(title, *others), FACTS, at=MONDAY).verdict
        for others in ([], [unknown], [unknown, abroad], [excluded])
    ]
    assert verdicts == [Verdict.KEPT, Verdict.TO_CHECK, Verdict.DISMISSED, Verdict.DISMISSED]


def test_without_a_scored_criterion_whoever_is_kept_gets_all_points() -> None:
    persona = a_scored_persona(a_criterion(mode=Mode.FILTER))
    assert against(persona, FACTS, at=MONDAY).value == MAX_POINTS
    assert against(persona, {}, at=MONDAY).value == 0


def test_an_old_fact_is_flagged() -> None:
    old = {Feature.TITLE: a_scoring_fact("DAF", observed_at=MONDAY - timedelta(days=181))}
    assert against(a_scored_persona(), old, at=MONDAY).lines[0].is_stale
    assert not against(a_scored_persona(), FACTS, at=MONDAY).lines[0].is_stale


def test_the_best_persona_comes_first_and_both_stay_visible() -> None:
    other = Persona(id="persona-2", name="Belges", criteria=(a_criterion(values=("zzz",)),))
    made = score(
        ProspectId("p"),
        WorkspaceId("w"),
        [other, a_scored_persona()],
        FACTS,
        revision=2,
        at=MONDAY,
    )
    assert [one.persona_id for one in made.results] == ["persona-1", "persona-2"]
    assert (made.best.value, made.best.band) == (85, Band.VERY_GOOD)
    assert made.model_version == MODEL_VERSION


def test_the_level_read_from_a_title_has_the_title_s_evidence() -> None:
    criterion = a_criterion(
        feature=Feature.SENIORITY, operator=Operator.EQUALS, values=("director",)
    )
    made = score(
        ProspectId("p"),
        WorkspaceId("w"),
        [a_scored_persona(criterion)],
        FACTS,
        revision=1,
        at=MONDAY,
    )
    assert made.best.lines[0].outcome is Outcome.MET
    assert made.best.lines[0].source == "Salon SIRHA"


def test_a_score_speaks_french_and_english() -> None:
    persona = a_scored_persona(
        a_criterion(),
        a_criterion(
            id="c2",
            feature=Feature.HEAD_COUNT,
            operator=Operator.AT_LEAST,
            values=("500",),
        ),
        a_criterion(id="c3", feature=Feature.LOCATION, values=("Lyon",)),
    )
    result = against(persona, FACTS, at=MONDAY)
    assert words.reason(result, "fr") == (
        "Retenu pour « Directeurs commerciaux » : correspond : fonction ; inconnu : lieu."
    )
    assert words.reason(result, "en") == (
        "Kept for “Directeurs commerciaux”: fits: job title; unknown: location."
    )
    assert words.label(result.lines[0], "fr") == "fonction contient « commercial »"
    assert words.missing(result.lines[2], "fr") == "−28 : lieu inconnu"
    told = [words.counterfactual(one, "fr") for one in result.counterfactuals]
    assert told == [
        "57 (retenu) si l’effectif était d’au moins 500",
        "57 (retenu) si le lieu contenait « Lyon »",
    ]


@pytest.mark.obligation(52)
def test_no_feature_outside_the_closed_list_can_enter_a_score() -> None:
    assert {feature.value for feature in Feature} == {
        *("title", "company", "industry", "location"),
        *("country", "seniority", "head_count", "domain"),
    }
    for forbidden in ("religion", "age", "gender", "health", "nationality", "__class__"):
        with pytest.raises(FeatureNotAllowed):
            Feature.named(forbidden)


criteria = st.lists(
    st.builds(
        a_criterion,
        feature=st.sampled_from(Feature),
        operator=st.sampled_from(Operator),
        values=st.sampled_from(["commercial", "France", "50", "logiciels", "zzz", ""]).map(
            lambda value: (value,)
        ),
        mode=st.sampled_from(Mode),
        weight=st.integers(1, 5),
    ),
    min_size=1,
    max_size=5,
).map(lambda asked: [replace(one, id=f"c{place}") for place, one in enumerate(asked)])
facts = st.dictionaries(
    st.sampled_from(Feature),
    st.sampled_from(["Directrice commerciale", "France", "51-200", "", "Logiciels"]).map(
        a_scoring_fact
    ),
)


@given(criteria, facts)
def test_every_score_is_bounded_adds_up_and_every_counterfactual_is_true(
    asked: list[Criterion], known: Facts
) -> None:
    persona = Persona(id="p", name="P", criteria=tuple(asked))
    result = against(persona, known, at=MONDAY)
    assert 0 <= result.value <= MAX_POINTS
    if any(one.mode is Mode.SCORE for one in persona.criteria):
        assert result.value == sum(line.points for line in result.lines)
    assert len(result.counterfactuals) <= 3
    for one in result.counterfactuals:
        better = (-list(Verdict).index(one.verdict), one.value)
        assert better > result.rank
    for language in ("fr", "en"):
        assert words.reason(result, language)
        for line in result.lines:
            assert words.label(line, language)
