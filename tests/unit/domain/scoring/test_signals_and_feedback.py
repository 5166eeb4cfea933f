from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.salesbook.model.persona import Field
from domain.scoring.model import words
from domain.scoring.model.feedback import EXCLUDED_FOR, Feedback, Reach, Reason
from domain.scoring.model.persona import Feature, Mode
from domain.scoring.model.score import (
    MAX_POINTS,
    Fit,
    Score,
    Side,
    Verdict,
    against,
    score,
    without,
)
from domain.scoring.model.signal import (
    FADED_AFTER,
    HALF_LIFE,
    MAX_SIGNAL_POINTS,
    WORTH,
    Signal,
    SignalKind,
    Strength,
    signal_lines,
)
from domain.shared.ids import FeedbackId, ProspectId, SignalId, UserId, WorkspaceId
from tests.builders import a_criterion, a_feedback, a_scored_persona, a_scoring_fact, a_signal
from tests.conftest import MONDAY

FACTS = {
    Feature.TITLE: a_scoring_fact("Directrice commerciale"),
    Feature.COMPANY: a_scoring_fact("Forge & Fils"),
    Feature.INDUSTRY: a_scoring_fact("Métallurgie"),
}


def scored(
    *,
    at: datetime = MONDAY,
    signals: list[Signal] | None = None,
    said: list[Feedback] | None = None,
) -> Score:
    return score(
        ProspectId("p-1"),
        WorkspaceId("workspace-1"),
        [a_scored_persona()],
        FACTS,
        revision=1,
        at=at,
        signals=signals or [],
        feedback=said or [],
    )


def test_company_and_person_fit_are_told_apart_and_add_up() -> None:
    persona = a_scored_persona(
        a_criterion(id="t", weight=1),
        a_criterion(id="i", feature=Feature.INDUSTRY, values=("métallurgie",), weight=2),
        a_criterion(id="d", feature=Feature.DOMAIN, values=("forge",), weight=1),
        a_criterion(id="f", feature=Feature.TITLE, mode=Mode.FILTER, weight=5),
    )
    result = against(persona, FACTS, at=MONDAY)
    company, person = result.fit(Side.COMPANY), result.fit(Side.PERSON)
    assert company == Fit(points=43, most=64)
    assert person == Fit(points=21, most=21)
    assert result.value == 64
    assert company.most + person.most == MAX_POINTS


def test_a_side_nobody_scores_has_no_fit() -> None:
    assert against(a_scored_persona(), FACTS, at=MONDAY).fit(Side.COMPANY) is None


@pytest.mark.parametrize("kind", SignalKind)
def test_a_signal_is_worth_half_after_its_half_life_and_nothing_after_ninety_days(
    kind: SignalKind,
) -> None:
    signal = a_signal(kind=kind)
    assert signal.worth(MONDAY) == 8
    assert signal.worth(MONDAY + timedelta(days=HALF_LIFE[kind])) == 4
    assert signal.worth(MONDAY + FADED_AFTER) == 0


def test_signals_add_up_to_a_bounded_part_of_the_score_with_their_source() -> None:
    three = [a_signal(id=SignalId(f"s-{one}")) for one in range(3)]
    made = scored(signals=three)
    assert [line.points for line in made.signals] == [8, 7, 0]
    assert made.best.value == 100
    assert made.signals[0].source_url
    assert words.signal(made.signals[0], "fr") == "signal : recrutement"


def test_a_faded_signal_is_no_line() -> None:
    assert scored(at=MONDAY + FADED_AFTER, signals=[a_signal()]).signals == ()


signals = st.lists(
    st.builds(
        a_signal,
        kind=st.sampled_from(SignalKind),
        strength=st.sampled_from(Strength),
        seen_at=st.integers(0, 24 * 100).map(lambda hours: MONDAY - timedelta(hours=hours)),
    ),
    max_size=6,
).map(lambda found: [replace(one, id=SignalId(f"s-{n}")) for n, one in enumerate(found)])


@given(signals, st.integers(0, 24 * 100))
def test_signals_only_fade_and_say_when_they_next_do(found: list[Signal], hours: int) -> None:
    later = MONDAY + timedelta(hours=hours)
    assert sum(one.points for one in signal_lines(found, at=MONDAY)) <= MAX_SIGNAL_POINTS
    for one in found:
        assert one.worth(MONDAY) <= WORTH[one.strength]
        assert one.worth(later) <= one.worth(MONDAY)
        changes = one.changes_at(MONDAY)
        if changes is None:
            assert one.worth(MONDAY) == 0
            continue
        assert changes > MONDAY
        assert one.worth(changes) < one.worth(MONDAY)
        assert one.worth(changes - timedelta(milliseconds=1)) == one.worth(MONDAY)


@given(signals, st.integers(0, 200))
def test_before_the_moment_a_score_names_time_changes_nothing(
    found: list[Signal], hours: int
) -> None:
    now = scored(signals=found, said=[a_feedback(Reason.WRONG_PERSON)])
    assert now.changes_at is not None
    later = min(MONDAY + timedelta(hours=hours), now.changes_at - timedelta(milliseconds=1))
    then = scored(at=later, signals=found, said=[a_feedback(Reason.WRONG_PERSON)])
    assert (then.results, then.signals) == (now.results, now.signals)
    assert then.changes_at == now.changes_at


def test_a_score_changes_when_its_fact_grows_old_and_never_again() -> None:
    made = scored()
    assert made.changes_at == MONDAY + timedelta(days=180, milliseconds=1)
    after = scored(at=made.changes_at)
    assert after.best.lines[0].is_stale
    assert after.changes_at is None


def test_a_wrong_person_is_dismissed_for_six_months_whatever_the_criteria_say() -> None:
    said = a_feedback(Reason.WRONG_PERSON)
    made = scored(said=[said])
    assert (made.best.verdict, made.best.value) == (Verdict.DISMISSED, 85)
    assert made.exclusion is not None
    assert words.exclusion(made.exclusion, "fr").startswith("avis : mauvaise personne, écarté")
    assert words.exclusion(made.exclusion, "en").startswith("feedback: not the right person")
    assert all(one.verdict is Verdict.DISMISSED for one in made.best.counterfactuals)
    assert scored(at=MONDAY + EXCLUDED_FOR, said=[said]).best.verdict is Verdict.KEPT


def test_a_bad_company_dismisses_colleagues_and_nobody_else() -> None:
    def verdict(company: str) -> Verdict:
        said = a_feedback(prospect_id=ProspectId("p-2"), company=company)
        return scored(said=[said]).best.verdict

    assert verdict("forge fils") is Verdict.DISMISSED
    assert verdict("autre") is Verdict.KEPT


def test_undone_feedback_has_no_effect() -> None:
    said = a_feedback(Reason.WRONG_PERSON)
    said.undo(UserId("user-2"), at=MONDAY)
    said.undo(UserId("user-2"), at=MONDAY)
    assert scored(said=[said]).best.verdict is Verdict.KEPT
    assert [one.name for one in said.take_events()] == ["FeedbackGiven", "FeedbackUndone"]


@pytest.mark.parametrize(
    ("reason", "reach"),
    [
        (Reason.BAD_COMPANY, Reach.COMPANY),
        (Reason.WRONG_PERSON, Reach.PERSON),
        (Reason.BAD_SIGNAL, Reach.MEMBER),
        (Reason.OTHER, Reach.NOBODY),
    ],
)
def test_each_reason_has_its_reach(reason: Reason, reach: Reach) -> None:
    assert a_feedback(reason, company="forge fils").reach is reach


def test_beyond_twenty_a_day_or_without_a_known_company_only_the_person_is_reached() -> None:
    for said in (a_feedback(company="forge fils", counts=False), a_feedback(company="")):
        assert (said.reach, said.company) == (Reach.PERSON, "")
        assert said.excludes(ProspectId("p-1"), "forge fils")
        assert not said.excludes(ProspectId("p-2"), "forge fils")


def test_a_bad_signal_and_other_reasons_change_no_score_of_the_workspace() -> None:
    for reason in (Reason.BAD_SIGNAL, Reason.OTHER):
        assert scored(said=[a_feedback(reason, id=FeedbackId("f"))]) == scored()


def test_a_muted_signal_gives_its_room_to_the_next() -> None:
    made = scored(signals=[a_signal(id=SignalId(f"s-{one}")) for one in range(2)])
    assert made.best.value == 100
    mine = without(made, {SignalId("s-0")})
    assert [(line.points, line.is_muted) for line in mine.signals] == [(0, True), (8, False)]
    assert mine.best.value == 93
    assert without(made, set()) == made


@pytest.mark.obligation(52)
def test_every_field_a_persona_may_ask_about_is_an_allowed_feature() -> None:
    assert {one.value for one in Field} == {one.value for one in Feature}
