"""Feedback, signals, and which scores are due."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from adapters.memory.rows import MemoryStore
from adapters.memory.scoring import (
    MemoryFeedbacks,
    MemoryOpinionRules,
    MemoryOpinions,
    MemoryScores,
    MemorySignals,
)
from adapters.mongo.scoring import (
    MongoFeedbacks,
    MongoOpinionRules,
    MongoOpinions,
    MongoScores,
    MongoSignals,
)
from domain.scoring.errors import FeedbackNotFound, SignalNotFound
from domain.scoring.model.feedback import Reason
from domain.scoring.model.persona import Feature
from domain.scoring.model.score import Score, score
from domain.scoring.ports import Feedbacks, OpinionRules, Opinions, Scores, Signals
from domain.shared.errors import StaleWrite
from domain.shared.ids import FeedbackId, ProspectId, SignalId, UserId, WorkspaceId
from tests.builders import a_feedback, a_scored_persona, a_scoring_fact, a_signal
from tests.conftest import MONDAY
from tests.unit.domain.scoring.test_opinion import a_claim, an_opinion

W, OTHER = WorkspaceId("workspace-1"), WorkspaceId("workspace-2")


@dataclass
class World:
    scores: Scores
    feedbacks: Feedbacks
    signals: Signals
    opinions: Opinions
    rules: OpinionRules


@pytest.fixture(params=["memory", "mongo"])
def world(request: pytest.FixtureRequest) -> World:
    if request.param == "memory":
        store = MemoryStore()
        return World(
            MemoryScores(store),
            MemoryFeedbacks(store),
            MemorySignals(store),
            MemoryOpinions(store),
            MemoryOpinionRules(store),
        )
    database = request.getfixturevalue("mongo_database")
    return World(
        MongoScores(database),
        MongoFeedbacks(database),
        MongoSignals(database),
        MongoOpinions(database),
        MongoOpinionRules(database),
    )


def a_score(number: int = 1, workspace_id: WorkspaceId = W) -> Score:
    return score(
        ProspectId(f"p-{number}"),
        workspace_id,
        [a_scored_persona()],
        {
            Feature.TITLE: a_scoring_fact("Directrice commerciale"),
            Feature.COMPANY: a_scoring_fact("Forge & Fils"),
        },
        revision=1,
        at=MONDAY,
        signals=[a_signal()],
        feedback=[a_feedback(company="forge fils")],
    )


async def test_a_score_comes_back_whole(world: World) -> None:
    made = a_score()
    assert made.signals
    assert made.exclusion
    assert made.changes_at
    await world.scores.put([made])
    assert await world.scores.find(W, made.id) == made
    assert await world.scores.find(OTHER, made.id) is None


async def test_people_of_one_company_are_walked_through(world: World) -> None:
    await world.scores.put([a_score(one) for one in (3, 1, 2)])
    await world.scores.put([a_score(4, OTHER), replace(a_score(5), company="autre")])
    first = await world.scores.of_company(W, "forge fils", "", 2)
    assert first == ["p-1", "p-2"]
    assert await world.scores.of_company(W, "forge fils", first[-1], 2) == ["p-3"]


async def test_due_is_what_time_has_changed_the_longest_due_first(world: World) -> None:
    at = MONDAY + timedelta(days=10)
    await world.scores.put(
        [
            replace(a_score(1), changes_at=at),
            replace(a_score(2, OTHER), changes_at=at - timedelta(days=1)),
            replace(a_score(3), changes_at=at + timedelta(milliseconds=1)),
            replace(a_score(4), changes_at=None),
        ]
    )
    assert await world.scores.due(at, 10) == [(OTHER, "p-2"), (W, "p-1")]
    assert await world.scores.due(at, 1) == [(OTHER, "p-2")]
    await world.scores.settle(W, [ProspectId("p-1"), ProspectId("p-2"), ProspectId("p-3")], at)
    assert await world.scores.due(at, 10) == [(OTHER, "p-2")]
    assert await world.scores.due(at + timedelta(days=1), 10) == [(OTHER, "p-2"), (W, "p-3")]


async def test_feedback_comes_back_whole_and_only_to_its_workspace(world: World) -> None:
    made = a_feedback()
    made.take_events()
    await world.feedbacks.add(made)
    read = await world.feedbacks.get(W, made.id)
    assert read == made
    read.undo(UserId("user-2"), at=MONDAY)
    await world.feedbacks.save(read)
    assert (await world.feedbacks.get(W, made.id)).undone_at == MONDAY
    with pytest.raises(FeedbackNotFound):
        await world.feedbacks.get(OTHER, made.id)


async def test_in_force_is_what_holds_about_the_people_or_the_companies(world: World) -> None:
    undone = a_feedback(id=FeedbackId("f-3"), prospect_id=ProspectId("p-1"))
    undone.undo(UserId("user-1"), at=MONDAY)
    for one in (
        a_feedback(id=FeedbackId("f-1"), prospect_id=ProspectId("p-1")),
        a_feedback(id=FeedbackId("f-2"), prospect_id=ProspectId("p-9"), company="forge"),
        undone,
        a_feedback(id=FeedbackId("f-4"), prospect_id=ProspectId("p-8"), company="autre"),
        a_feedback(id=FeedbackId("f-5"), workspace_id=OTHER, prospect_id=ProspectId("p-1")),
    ):
        await world.feedbacks.add(one)

    async def held(people: list[str], companies: list[str], days: int = 1) -> list[str]:
        found = await world.feedbacks.in_force(
            W, [ProspectId(one) for one in people], companies, MONDAY + timedelta(days=days)
        )
        return [one.id for one in found]

    assert await held(["p-1"], ["forge"]) == ["f-2", "f-1"]
    assert await held(["p-1"], []) == ["f-1"]
    assert await held([], []) == []
    assert await held(["p-1"], ["forge"], days=182) == []


async def test_what_a_member_gave_lately_is_counted(world: World) -> None:
    for number, by in enumerate(("user-1", "user-1", "user-2")):
        await world.feedbacks.add(
            a_feedback(
                id=FeedbackId(f"f-{number}"),
                given_by=UserId(by),
                at=MONDAY + timedelta(hours=number),
                reason=Reason.OTHER,
            )
        )
    user = UserId("user-1")
    assert await world.feedbacks.given_since(W, user, MONDAY - timedelta(hours=1)) == 2
    assert await world.feedbacks.given_since(W, user, MONDAY) == 1
    assert await world.feedbacks.given_since(OTHER, user, MONDAY - timedelta(hours=1)) == 0


async def test_signals_are_read_by_person_the_newest_first(world: World) -> None:
    for number, days in enumerate((1, 20, 100)):
        await world.signals.add(
            a_signal(id=SignalId(f"s-{number}"), seen_at=MONDAY - timedelta(days=days))
        )
    person = ProspectId("p-1")
    found = await world.signals.of(W, [person], MONDAY - timedelta(days=90))
    assert [one.id for one in found] == ["s-1", "s-0"]
    assert await world.signals.get(W, SignalId("s-1")) == found[0]
    assert await world.signals.of(OTHER, [person], MONDAY - timedelta(days=90)) == []
    await world.signals.remove(OTHER, SignalId("s-1"))
    await world.signals.remove(W, SignalId("s-0"))
    await world.signals.remove(W, SignalId("s-0"))
    assert len(await world.signals.of(W, [person], MONDAY - timedelta(days=90))) == 1
    with pytest.raises(SignalNotFound):
        await world.signals.get(OTHER, SignalId("s-1"))


async def test_a_person_has_one_opinion_and_it_comes_back_whole(world: World) -> None:
    first, second = an_opinion(), an_opinion(a_claim(), a_claim("Métallurgie", "industry"))
    assert second.reasons
    await world.opinions.put(first)
    await world.opinions.put(second)
    assert list(await world.opinions.of(W, [second.id, ProspectId("p-2")])) == [second]
    assert list(await world.opinions.of(OTHER, [second.id])) == []
    await world.opinions.drop(OTHER, [second.id])
    assert list(await world.opinions.of(W, [second.id])) == [second]
    await world.opinions.drop(W, [second.id, ProspectId("p-2")])
    assert list(await world.opinions.of(W, [second.id])) == []


async def test_the_switch_is_off_until_somebody_turns_it_and_the_second_writer_loses(
    world: World,
) -> None:
    first, second = await world.rules.of(W), await world.rules.of(W)
    assert (first.is_on, first.version) == (False, 0)
    first.is_on, first.changed_by, first.changed_at = True, UserId("user-1"), MONDAY
    await world.rules.save(first)
    assert await world.rules.of(W) == first
    assert not (await world.rules.of(OTHER)).is_on
    with pytest.raises(StaleWrite):
        await world.rules.save(second)
