"""Levels: proposed by evidence, taken by a person, lost by themselves (AUT-2)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.campaigns.errors import LevelNotEarned
from domain.campaigns.model.autonomy import LADDER, Autonomy, Evidence, Level, lacking, lowered
from domain.shared.ids import CampaignId, StepId, WorkspaceId
from tests.conftest import MONDAY

EARNED = {
    Level.COPILOT: Evidence(reviewed=20, unedited=16),
    Level.BATCH: Evidence(reviewed=50, unedited=45),
    Level.SAMPLED: Evidence(sent_alone=100, samples=20, samples_unedited=19),
}

amounts = st.integers(min_value=0, max_value=200)
evidence = st.builds(
    Evidence,
    reviewed=amounts,
    unedited=amounts,
    failed_claims=st.integers(min_value=0, max_value=2),
    complaints=st.integers(min_value=0, max_value=2),
    sent_alone=amounts,
    samples=amounts,
    samples_unedited=amounts,
    failed_since=st.integers(min_value=0, max_value=2),
    written=st.integers(min_value=0, max_value=50),
    blocked=st.integers(min_value=0, max_value=50),
    senders_healthy=st.booleans(),
)


def at_level(level: Level) -> Autonomy:
    made = Autonomy.of_step(WorkspaceId("w"), CampaignId("c"), StepId("s"))
    made.level = level
    return made


@pytest.mark.parametrize("level", list(EARNED))
def test_the_figures_of_the_table_are_just_enough(level: Level) -> None:
    assert lacking(level, EARNED[level]) == ()


@pytest.mark.parametrize(
    ("level", "change", "code"),
    [
        (Level.COPILOT, {"reviewed": 19}, "more-reviews"),
        (Level.COPILOT, {"unedited": 15}, "more-unedited"),
        (Level.COPILOT, {"failed_claims": 1}, "failed-claims"),
        (Level.BATCH, {"reviewed": 49, "unedited": 49}, "more-reviews"),
        (Level.BATCH, {"unedited": 44}, "more-unedited"),
        (Level.BATCH, {"complaints": 1}, "complaints"),
        (Level.SAMPLED, {"sent_alone": 99}, "more-sends"),
        (Level.SAMPLED, {"samples_unedited": 18}, "more-unedited"),
        (Level.SAMPLED, {"samples": 0, "samples_unedited": 0}, "more-unedited"),
        (Level.SAMPLED, {"senders_healthy": False}, "senders-unhealthy"),
    ],
)
def test_one_less_is_not_enough_and_says_what(
    level: Level, change: dict[str, Any], code: str
) -> None:
    assert lacking(level, replace(EARNED[level], **change)) == (code,)


@given(st.sampled_from(LADDER), evidence)
def test_nothing_that_is_seen_ever_raises_a_level_by_itself(level: Level, seen: Evidence) -> None:
    left, reason = lowered(level, seen)
    assert LADDER.index(left) <= LADDER.index(level)
    assert bool(reason) == (left is not level)
    if level is not Level.MANUAL:
        assert left is not Level.MANUAL


@given(st.sampled_from(LADDER), evidence)
def test_a_complaint_or_a_sick_account_leaves_nothing_alone(level: Level, seen: Evidence) -> None:
    if seen.complaints or not seen.senders_healthy:
        assert not lowered(level, seen)[0].is_unattended


@given(st.sampled_from(LADDER), st.sampled_from(LADDER), evidence)
def test_a_person_climbs_one_earned_level_at_a_time(
    start: Level, wanted: Level, seen: Evidence
) -> None:
    autonomy = at_level(start)
    climbs = LADDER.index(wanted) > LADDER.index(start)
    allowed = not climbs or (wanted is start.next and not lacking(start, seen))
    if allowed:
        autonomy.choose(wanted, seen, by="marie", at=MONDAY)
        assert (autonomy.level, autonomy.by, autonomy.reason) == (wanted, "marie", "")
    else:
        with pytest.raises(LevelNotEarned):
            autonomy.choose(wanted, seen, by="marie", at=MONDAY)
        assert autonomy.level is start


@pytest.mark.parametrize(
    ("seen", "level", "reason"),
    [
        (Evidence(complaints=1), Level.COPILOT, "complaint"),
        (Evidence(senders_healthy=False), Level.COPILOT, "sender_unhealthy"),
        (Evidence(failed_since=1), Level.SAMPLED, "failed_claim"),
        (Evidence(written=50, blocked=6), Level.SAMPLED, "gate_refusals"),
        (Evidence(written=50, blocked=5), Level.AUTOPILOT, ""),
    ],
)
def test_what_takes_a_level_away(seen: Evidence, level: Level, reason: str) -> None:
    autonomy = at_level(Level.AUTOPILOT)
    assert autonomy.follow(seen, at=MONDAY) == (reason != "")
    assert (autonomy.level, autonomy.reason) == (level, reason)
    assert [one.name for one in autonomy.take_events()] == ["LevelChanged"] * bool(reason)
