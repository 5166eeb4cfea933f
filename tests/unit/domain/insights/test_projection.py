"""Events told once, people counted once."""

from dataclasses import fields, replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

import domain
from adapters.memory.insights import MemoryEventLog, MemoryFunnel, MemoryTimeline
from adapters.memory.rows import MemoryStore, MemoryTransaction
from domain.insights.model import RULES, Counts
from domain.insights.usecases.project_event import ProjectEvent
from domain.shared.events import Event, StoredEvent
from domain.shared.ids import CampaignId, EventId, ProspectId, StepId, WorkspaceId
from domain.shared.page import PageAsk
from tests.conftest import MONDAY, CountingIds

OURS = WorkspaceId("w-ours")
CAMPAIGN, STEP, CAMILLE = CampaignId("c-1"), StepId("st-1"), ProspectId("p-camille")
WHERE = {"campaign_id": CAMPAIGN, "step_id": STEP, "prospect_id": CAMILLE, "channel": "email"}


class World:
    def __init__(self, store: MemoryStore, new_id: CountingIds) -> None:
        self.events = store.table("outbox")
        self.new_id = new_id
        self.timeline, self.funnel = MemoryTimeline(store), MemoryFunnel(store)
        self.project = ProjectEvent(
            events=MemoryEventLog(store),
            timeline=self.timeline,
            funnel=self.funnel,
            transaction=MemoryTransaction(store),
        )

    async def happens(self, name: str, **data: Any) -> StoredEvent:
        event = StoredEvent(
            id=EventId(self.new_id()), workspace_id=OURS, name=name, at=MONDAY, data=data
        )
        self.events[event.id] = event
        await self.project(OURS, event.id)
        return event

    async def kinds(self, prospect_id: ProspectId = CAMILLE) -> list[str]:
        page = await self.timeline.page(OURS, prospect_id, PageAsk())
        return [entry.kind for entry in page.items]

    async def counts(self) -> Counts:
        found = await self.funnel.counts(OURS, [CAMPAIGN])
        return found.get(CAMPAIGN, {}).get(STEP, Counts())


@pytest.fixture
def world(memory_store: MemoryStore, new_id: CountingIds) -> World:
    return World(memory_store, new_id)


async def test_an_event_is_told_once_however_often_the_task_runs(world: World) -> None:
    event = await world.happens("MessageSent", **WHERE, action_id="a-1")
    await world.project(OURS, event.id)
    assert await world.kinds() == ["message-sent"]
    assert await world.counts() == Counts(sent=1)


async def test_two_messages_of_one_step_are_one_person(world: World) -> None:
    await world.happens("MessageSent", **WHERE, action_id="a-1")
    await world.happens("MessageSent", **WHERE, action_id="a-2")
    assert await world.counts() == Counts(sent=1)


async def test_the_newest_is_told_first_and_only_about_that_person(world: World) -> None:
    await world.happens("MessageSent", **WHERE)
    await world.happens("ReplyReceived", **WHERE, automatic=False, conversation_id="k")
    await world.happens("MessageSent", **{**WHERE, "prospect_id": "p-jules"})
    assert await world.kinds() == ["reply-received", "message-sent"]


async def test_an_automatic_reply_is_no_reply(world: World) -> None:
    await world.happens("ReplyReceived", **WHERE, automatic=True)
    assert await world.kinds() == ["automatic-reply-received"]
    assert await world.counts() == Counts()


async def test_a_whole_journey_adds_up(world: World) -> None:
    await world.happens("MessageSent", **WHERE)
    await world.happens("ReplyReceived", **WHERE, automatic=False)
    await world.happens("ReplyClassified", **WHERE, label="interested")
    await world.happens("ObjectionRecorded", prospect_id=CAMILLE, channel="link")
    await world.happens("MessageBounced", **WHERE, permanent=True, code="5.1.1")
    counts = await world.counts()
    assert counts == Counts(sent=1, replied=1, interested=1, opposed=1, bounced=1)
    assert counts.delivered == 0


async def test_an_objection_before_any_message_counts_for_no_step(world: World) -> None:
    await world.happens("ObjectionRecorded", prospect_id=CAMILLE, channel="user")
    assert await world.kinds() == ["objection"]
    assert await world.funnel.counts(OURS, [CAMPAIGN]) == {}


async def test_an_import_is_told_to_everyone_in_it(world: World) -> None:
    await world.happens("ProspectsImported", import_id="i-1", prospect_ids="p-1,p-2,p-3")
    for person in ("p-1", "p-2", "p-3"):
        assert await world.kinds(ProspectId(person)) == ["imported"]


@pytest.mark.parametrize("name", ["OperationQueued", "SomethingElse"])
async def test_what_says_nothing_about_a_person_is_left_out(world: World, name: str) -> None:
    await world.happens(name, operation_id="o")
    assert await world.kinds() == []


async def test_another_workspaces_event_is_not_read(world: World) -> None:
    event = await world.happens("OperationQueued")
    world.events[event.id] = replace(event, name="MessageSent", data=dict(WHERE))
    await world.project(WorkspaceId("w-theirs"), event.id)
    assert await world.kinds() == []


def test_every_kind_has_words() -> None:
    from api.timeline_texts import KINDS  # noqa: PLC0415 - the words live at the edge

    told = {rule.kind for rule in RULES.values()} | {"automatic-reply-received"}
    assert told == set(KINDS)


def known_events() -> dict[str, set[str]]:
    """Every event of every module, with its fields."""
    for module in iter_modules(domain.__path__):
        try:
            import_module(f"domain.{module.name}.events")
        except ModuleNotFoundError:
            continue
    found: dict[str, set[str]] = {}
    waiting = list(Event.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("domain."):
            found[kind.__name__] = {one.name for one in fields(kind)}
    return found


def test_every_rule_reads_fields_that_its_event_has() -> None:
    events = known_events()
    for name, rule in RULES.items():
        told = {rule.detail, rule.ref, rule.actor_field} - {""}
        assert name in events, name
        assert told <= events[name], (name, told - events[name])
        assert {"prospect_id", "prospect_ids"} & events[name], name
