"""Two providers in turn: first found wins, and only what is found is charged (ENR-1)."""

import pytest

from domain.enrichment.errors import FinderRefused, FinderSilent, ProviderNotOffered
from domain.enrichment.model import (
    PRICE,
    AnswerState,
    EmailStatus,
    EnrichmentRequest,
    Field,
    FoundContact,
    JobAnswer,
    RequestState,
)
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.errors import Forbidden
from domain.shared.ids import EnrichmentId
from tests.unit.domain.enrichment.world import ADA, WORKSPACE, ScriptedFinder, World

OWNER = Actor(
    user_id=ADA.user_id,
    workspace_id=WORKSPACE,
    role=Role.OWNER,
    permissions=PERMISSIONS[Role.OWNER],
)
COST = PRICE[Field.WORK_EMAIL]


class Waterfall(World):
    def __init__(self, people: int = 2) -> None:
        super().__init__(people, second=True)

    async def says(
        self,
        finder: ScriptedFinder,
        batch_id: EnrichmentId,
        *found: tuple[str, EmailStatus],
        state: AnswerState = AnswerState.FINISHED,
    ) -> None:
        """Let a provider tell these, in the order of the people asked for; "" is nothing."""
        requests = await self.requests_of(batch_id)
        contacts = tuple(
            FoundContact(request_id=request.id, email=email, status=status)
            for request, (email, status) in zip(requests, found, strict=False)
        )
        vendor_id = f"{finder.name}-{len(finder.orders)}"
        finder.answers[vendor_id] = JobAnswer(
            vendor_id=vendor_id, state=state, cost=len(contacts), contacts=contacts
        )

    async def ask(self, job_id: EnrichmentId) -> None:
        """Read the provider whose turn it is, and hand the job to the next one, if any."""
        await self.app.apply_answer(WORKSPACE, job_id)
        await self.app.submit(WORKSPACE, job_id)

    async def states(self, batch_id: EnrichmentId) -> list[RequestState]:
        return [one.state for one in await self.requests_of(batch_id)]

    async def values(self, batch_id: EnrichmentId) -> list[str]:
        return [one.value for one in await self.requests_of(batch_id)]


NOTHING = ("", EmailStatus.UNKNOWN)
FOUND = ("claire@morel.example", EmailStatus.DELIVERABLE)
OTHER = ("c.morel@morel.example", EmailStatus.HIGH_PROBABILITY)
GUESS = ("info@morel.example", EmailStatus.CATCH_ALL)


def asked(finder: ScriptedFinder) -> list[list[str]]:
    return [[one.request_id for one in people] for _, _, people in finder.orders]


async def ids(world: World, batch_id: EnrichmentId) -> list[str]:
    requests: list[EnrichmentRequest] = [*(await world.requests_of(batch_id))]
    return [one.id for one in requests]


async def test_the_next_provider_is_asked_only_about_whom_the_first_did_not_find() -> None:
    world = Waterfall()
    batch_id, job_id = await world.submitted()
    await world.says(world.finder, batch_id, FOUND, NOTHING)
    await world.ask(job_id)
    first, second = await ids(world, batch_id)
    assert asked(world.finder) == [[first, second]]
    assert asked(world.second) == [[second]]
    await world.says(world.second, batch_id, OTHER, OTHER)
    await world.ask(job_id)
    assert await world.states(batch_id) == [RequestState.FOUND, RequestState.FOUND]
    assert await world.values(batch_id) == [FOUND[0], OTHER[0]]
    assert world.people.told_by == {world.ids[0]: "fullenrich", world.ids[1]: "second"}
    batch = await world.batches.get(WORKSPACE, batch_id)
    assert batch.credits_charged == 2 * COST


async def test_only_what_is_found_is_charged_once_whoever_was_asked() -> None:
    world = Waterfall()
    batch_id, job_id = await world.submitted()
    await world.says(world.finder, batch_id, NOTHING, NOTHING)
    await world.ask(job_id)
    await world.says(world.second, batch_id, NOTHING, FOUND)
    await world.ask(job_id)
    assert await world.states(batch_id) == [RequestState.NOT_FOUND, RequestState.FOUND]
    assert (await world.batches.get(WORKSPACE, batch_id)).credits_charged == COST
    assert (await world.operation(batch_id)).is_final
    await world.ask(job_id)
    assert (await world.batches.get(WORKSPACE, batch_id)).credits_charged == COST


async def test_with_everybody_found_nobody_else_is_asked() -> None:
    world = Waterfall()
    batch_id, job_id = await world.submitted()
    await world.says(world.finder, batch_id, FOUND, OTHER)
    await world.ask(job_id)
    assert world.second.orders == []
    assert (await world.operation(batch_id)).is_final


async def test_the_workspace_says_whom_to_ask_first() -> None:
    world = Waterfall()
    assert await world.app.order.read(ADA) == ("fullenrich", "second")
    with pytest.raises(Forbidden):
        await world.app.order.set(ADA, ["second", "fullenrich"])
    for wrong in (["second"], ["second", "second"], ["second", "fullenrich", "third"]):
        with pytest.raises(ProviderNotOffered):
            await world.app.order.set(OWNER, wrong)
    await world.app.order.set(OWNER, ["second", "fullenrich"])
    batch_id, job_id = await world.submitted()
    assert (len(world.second.orders), len(world.finder.orders)) == (1, 0)
    await world.says(world.second, batch_id, NOTHING, NOTHING)
    await world.ask(job_id)
    assert len(world.finder.orders) == 1


async def test_what_can_only_be_suggested_is_kept_while_the_next_one_looks() -> None:
    world = Waterfall()
    batch_id, job_id = await world.submitted()
    await world.says(world.finder, batch_id, GUESS, GUESS)
    await world.ask(job_id)
    assert asked(world.second) == [await ids(world, batch_id)]
    await world.says(world.second, batch_id, FOUND, NOTHING)
    await world.ask(job_id)
    assert await world.states(batch_id) == [RequestState.FOUND, RequestState.SUGGESTED]
    assert await world.values(batch_id) == [FOUND[0], GUESS[0]]
    assert (await world.batches.get(WORKSPACE, batch_id)).credits_charged == COST


async def test_a_late_word_of_a_provider_whose_turn_is_over_changes_nothing() -> None:
    world = Waterfall(1)
    batch_id, job_id = await world.submitted()
    await world.says(world.finder, batch_id, NOTHING)
    await world.app.apply_answer(WORKSPACE, job_id)
    await world.says(world.finder, batch_id, FOUND)
    await world.app.apply_answer(WORKSPACE, job_id, b"vendor-1", provider="fullenrich")
    assert await world.states(batch_id) == [RequestState.ASKED]
    assert (await world.jobs.get(WORKSPACE, job_id)).vendor_id == ""
    await world.app.submit(WORKSPACE, job_id)
    await world.says(world.second, batch_id, OTHER)
    await world.ask(job_id)
    assert await world.values(batch_id) == [OTHER[0]]


@pytest.mark.parametrize("state", [AnswerState.CANCELLED, AnswerState.OUT_OF_CREDITS])
async def test_a_provider_that_gives_up_hands_its_people_on(state: AnswerState) -> None:
    world = Waterfall(1)
    batch_id, job_id = await world.submitted()
    await world.says(world.finder, batch_id, state=state)
    await world.ask(job_id)
    await world.says(world.second, batch_id, FOUND)
    await world.ask(job_id)
    assert await world.states(batch_id) == [RequestState.FOUND]


async def test_a_provider_that_refuses_the_order_hands_its_people_on() -> None:
    world = Waterfall(1)
    world.finder.failure = FinderRefused()
    batch_id, job_id = await world.submitted()
    world.finder.failure = None
    await world.app.submit(WORKSPACE, job_id)
    assert len(world.second.orders) == 1
    await world.says(world.second, batch_id, FOUND)
    await world.ask(job_id)
    assert await world.states(batch_id) == [RequestState.FOUND]


async def test_after_a_lost_answer_nobody_else_is_asked_meanwhile() -> None:
    world = Waterfall(1)
    world.finder.failure = FinderSilent()
    await world.submitted()
    assert world.second.orders == []


async def test_who_objects_between_two_providers_is_not_told_to_the_second() -> None:
    world = Waterfall()
    batch_id, job_id = await world.submitted()
    await world.says(world.finder, batch_id, NOTHING, NOTHING)
    await world.app.apply_answer(WORKSPACE, job_id)
    world.people.refused[world.ids[0]] = "suppressed"
    await world.app.submit(WORKSPACE, job_id)
    assert asked(world.second) == [[(await ids(world, batch_id))[1]]]
    assert (await world.states(batch_id))[0] is RequestState.DROPPED


async def test_a_day_without_an_end_gives_everything_back() -> None:
    world = Waterfall(1)
    batch_id, job_id = await world.submitted()
    await world.says(world.finder, batch_id, NOTHING)
    await world.ask(job_id)
    world.wall.advance(hours=25)
    await world.app.poll()
    assert await world.states(batch_id) == [RequestState.FAILED]
    assert (await world.batches.get(WORKSPACE, batch_id)).credits_charged == 0
