"""The tasks of messaging and enrichment: twice is fine, and a pause is waited out."""

from dataclasses import dataclass
from typing import Any

import pytest
from arq import Retry

from domain.application import EnrichmentUseCases, MessagingUseCases
from domain.messaging.errors import WriterBusy
from domain.messaging.model.draft import DraftState
from domain.shared.ids import ProspectId
from tests.unit.domain.enrichment.world import World as EnrichmentWorld
from tests.unit.domain.messaging.world import WORKSPACE
from tests.unit.domain.messaging.world import World as MessagingWorld
from workers.enrichment import poll_enrichments, submit_enrichment
from workers.messaging import (
    expire_drafts_after_objection,
    expire_drafts_after_reply,
    expire_drafts_of_enrolment,
    expire_old_drafts,
    generate_draft,
    retry_drafts,
)
from workers.schedule import REACTIONS, SWEEPS

STEP_DUE = (WORKSPACE, "campaign-1", "enrolment-1", "prospect-1", "step-1")


@dataclass
class Some:
    """The part of the application that these tasks call."""

    messaging: MessagingUseCases | None = None
    enrichment: EnrichmentUseCases | None = None


def context(**parts: Any) -> dict[str, Any]:
    return {"application": Some(**parts), "job_try": 1, "job_id": "test"}


@pytest.fixture
def world() -> MessagingWorld:
    return MessagingWorld()


@pytest.fixture
def ctx(world: MessagingWorld) -> dict[str, Any]:
    return context(messaging=world.app)


async def _state(world: MessagingWorld) -> DraftState:
    (draft,) = world.store.table("drafts").values()
    state: DraftState = draft.state
    return state


async def test_a_due_step_is_written_once_however_often_it_is_run(
    world: MessagingWorld, ctx: dict[str, Any]
) -> None:
    for _ in range(3):
        await generate_draft(ctx, *STEP_DUE)
    assert len(world.writer.asked) == 1
    assert await _state(world) is DraftState.TO_APPROVE


async def test_without_a_vendor_the_task_comes_back(
    world: MessagingWorld, ctx: dict[str, Any]
) -> None:
    world.writer.answers = [WriterBusy()]
    with pytest.raises(Retry):
        await generate_draft(ctx, *STEP_DUE)
    assert await _state(world) is DraftState.DRAFTING


async def test_the_sweep_finishes_what_the_tasks_gave_up(
    world: MessagingWorld, ctx: dict[str, Any]
) -> None:
    world.writer.answers = [WriterBusy()]
    with pytest.raises(Retry):
        await generate_draft(ctx, *STEP_DUE)
    world.wall.advance(minutes=3)
    await retry_drafts(ctx)
    assert await _state(world) is DraftState.DRAFTING
    world.writer.answers = [MessagingWorld().writer.answers[0]]
    world.wall.advance(minutes=3)
    await retry_drafts(ctx)
    assert await _state(world) is DraftState.TO_APPROVE


@pytest.mark.parametrize(
    ("automatic", "state"), [("True", DraftState.TO_APPROVE), ("False", DraftState.EXPIRED)]
)
async def test_a_persons_reply_closes_drafts_and_an_automatic_one_does_not(
    world: MessagingWorld, ctx: dict[str, Any], automatic: str, state: DraftState
) -> None:
    await generate_draft(ctx, *STEP_DUE)
    for _ in range(2):
        await expire_drafts_after_reply(ctx, WORKSPACE, "prospect-1", automatic)
    assert await _state(world) is state


@pytest.mark.obligation(60)
@pytest.mark.parametrize("task", [expire_drafts_after_objection, expire_drafts_of_enrolment])
async def test_an_objection_and_an_ended_enrolment_close_drafts(
    world: MessagingWorld, ctx: dict[str, Any], task: Any
) -> None:
    await generate_draft(ctx, *STEP_DUE)
    for _ in range(2):
        await task(ctx, WORKSPACE, ProspectId("prospect-1"))
    assert await _state(world) is DraftState.EXPIRED


async def test_old_drafts_are_swept(world: MessagingWorld, ctx: dict[str, Any]) -> None:
    await generate_draft(ctx, *STEP_DUE)
    world.clock.advance(days=8)
    for _ in range(2):
        await expire_old_drafts(ctx)
    assert await _state(world) is DraftState.EXPIRED


async def test_an_enrichment_order_leaves_once_however_often_it_is_run() -> None:
    world = EnrichmentWorld()
    await world.order()
    ctx = context(enrichment=world.app)
    for _ in range(3):
        await submit_enrichment(ctx, WORKSPACE, await world.job_id())
    await poll_enrichments(ctx)
    assert len(world.finder.orders) == 1


def test_every_event_of_ours_reaches_its_task() -> None:
    told = {name: {one.task for one in reactions} for name, reactions in REACTIONS.items()}
    assert "generate_draft" in told["StepDue"]
    assert "submit_enrichment" in told["EnrichmentRequested"]
    assert "expire_drafts_after_objection" in told["ObjectionRecorded"]
    assert "expire_drafts_after_reply" in told["ReplyReceived"]
    assert "expire_drafts_of_enrolment" in told["EnrolmentEnded"]
    assert {"retry_drafts", "expire_old_drafts", "poll_enrichments"} <= {s.task for s in SWEEPS}
