"""Looking up an address: asked once, paid when found."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.enrichment.errors import (
    EnrichmentCapInvalid,
    EnrichmentCapReached,
    EnrichmentNotAllowed,
    FinderBusy,
    FinderRefused,
    FinderSilent,
    NobodySelected,
    TooManySelected,
)
from domain.enrichment.model import (
    AnswerState,
    BatchState,
    EmailStatus,
    Field,
    FoundContact,
    JobAnswer,
    JobState,
    RequestState,
    StoreOutcome,
)
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.errors import Forbidden, PaymentNeeded
from domain.shared.ids import EnrichmentId, ProspectId
from domain.shared.operations import OperationState
from tests.builders import an_identity
from tests.unit.domain.enrichment.world import ADA, WORKSPACE, World

FOUND = ("claire@morel.example", EmailStatus.DELIVERABLE)


async def test_a_found_address_is_stored_and_costs_five_credits() -> None:
    world = World()
    batch_id, job_id = await world.submitted()
    assert world.purse.left == 95
    await world.answer(batch_id, FOUND)
    await world.app.apply_answer(WORKSPACE, job_id)
    (request,) = await world.requests_of(batch_id)
    assert (request.state, request.value) == (RequestState.FOUND, "claire@morel.example")
    assert world.people.cards == {"prospect-1": "claire@morel.example"}
    assert world.purse.spent == {f"enrichment:{job_id}": 5}
    result = await world.app.read(ADA, batch_id)
    assert (result.batch.state, result.batch.credits_charged) == (BatchState.FINISHED, 5)
    operation = await world.operation(batch_id)
    assert (operation.state, operation.done, operation.result["found"]) == (
        OperationState.DONE,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (("a@b.example", EmailStatus.HIGH_PROBABILITY), RequestState.FOUND),
        (("a@b.example", EmailStatus.CATCH_ALL), RequestState.SUGGESTED),
        (("a@b.example", EmailStatus.INVALID), RequestState.INVALID),
        (("a@b.example", EmailStatus.UNKNOWN), RequestState.INVALID),
        (("", EmailStatus.UNKNOWN), RequestState.NOT_FOUND),
    ],
)
async def test_only_a_usable_address_is_stored_and_paid(
    answer: tuple[str, EmailStatus], state: RequestState
) -> None:
    world = World()
    batch_id, job_id = await world.submitted()
    await world.answer(batch_id, answer)
    await world.app.apply_answer(WORKSPACE, job_id)
    (request,) = await world.requests_of(batch_id)
    is_found = state is RequestState.FOUND
    assert request.state is state
    assert bool(world.people.cards) is is_found
    assert world.purse.left == (95 if is_found else 100)
    assert request.value == (
        "a@b.example" if state in {RequestState.FOUND, RequestState.SUGGESTED} else ""
    )


async def test_an_answer_applied_again_changes_and_costs_nothing() -> None:
    world = World()
    batch_id, job_id = await world.submitted()
    await world.answer(batch_id, FOUND)
    for _ in range(3):
        await world.app.apply_answer(WORKSPACE, job_id, b"vendor-1")
    assert world.purse.left == 95
    names = [event.name for event in await world.outbox.waiting(99)]
    assert names.count("ContactFound") == names.count("EnrichmentFinished") == 1


@pytest.mark.obligation(106)
async def test_suppressed_and_restricted_people_are_refused_before_any_call() -> None:
    world = World(2)
    world.people.refused = dict.fromkeys(world.ids, "person-suppressed")
    with pytest.raises(EnrichmentNotAllowed) as refused:
        await world.order()
    assert [fault.code for fault in refused.value.faults] == ["person-suppressed"] * 2
    assert world.finder.orders == []
    assert world.purse.left == 100


@pytest.mark.obligation(106)
async def test_somebody_unknown_to_the_workspace_is_refused() -> None:
    world = World()
    with pytest.raises(EnrichmentNotAllowed) as refused:
        await world.app.request(ADA, [ProspectId("stranger")], Field.WORK_EMAIL)
    assert refused.value.faults[0].code == "prospect-not-found"


async def test_those_who_need_no_look_up_or_cannot_be_identified_are_left_out_and_named() -> None:
    world = World(3)
    one, two, three = world.ids
    world.people.known[one] = an_identity(work_email_verified_at=world.clock.at - timedelta(days=9))
    world.people.known[two] = an_identity(linkedin_url="", last_name="")
    quote = await world.app.quote(ADA, world.ids, Field.WORK_EMAIL)
    assert {refusal.prospect_id: refusal.code for refusal in quote.refused} == {
        one: "already-known",
        two: "person-not-identified",
    }
    assert (quote.minimum, quote.expected, quote.maximum, quote.balance_after) == (0, 3, 5, 95)
    assert world.purse.left == 100
    await world.order()
    await world.app.submit(WORKSPACE, await world.job_id())
    assert [wanted.identity for wanted in world.finder.orders[0][2]] == [world.people.known[three]]


async def test_a_verification_older_than_180_days_is_repeated() -> None:
    world = World()
    old = world.clock.at - timedelta(days=181)
    world.people.known[world.ids[0]] = an_identity(work_email_verified_at=old)
    assert (await world.app.quote(ADA, world.ids, Field.WORK_EMAIL)).maximum == 5


async def test_one_person_is_looked_up_once_at_a_time() -> None:
    world = World()
    await world.order()
    with pytest.raises(EnrichmentNotAllowed) as refused:
        await world.order()
    assert refused.value.faults[0].code == "already-enriching"
    assert world.purse.left == 95


async def test_after_the_answer_the_same_person_may_be_asked_for_again() -> None:
    world = World()
    batch_id, job_id = await world.submitted()
    await world.answer(batch_id)
    await world.app.apply_answer(WORKSPACE, job_id)
    await world.order()
    assert world.purse.left == 95


async def test_without_enough_credits_nothing_starts() -> None:
    world = World(3)
    world.purse.left = 14
    with pytest.raises(PaymentNeeded):
        await world.order()
    assert await world.outbox.waiting(9) == []
    assert not any(world.store.table("enrichment_requests"))


async def test_an_order_needs_somebody_and_at_most_500() -> None:
    world = World()
    with pytest.raises(NobodySelected):
        await world.app.quote(ADA, [], Field.WORK_EMAIL)
    many = [ProspectId(str(number)) for number in range(501)]
    with pytest.raises(TooManySelected):
        await world.app.quote(ADA, many, Field.WORK_EMAIL)


async def test_a_viewer_orders_nothing() -> None:
    viewer = replace(ADA, permissions=PERMISSIONS[Role.VIEWER])
    with pytest.raises(Forbidden):
        await World().app.request(viewer, [ProspectId("prospect-1")], Field.WORK_EMAIL)


async def test_a_big_selection_becomes_jobs_of_one_hundred() -> None:
    world = World(230)
    world.purse.left = 5000
    batch_id = await world.order()
    jobs = await world.jobs.of_batch(WORKSPACE, batch_id)
    assert [job.size for job in jobs] == [100, 100, 30]
    assert world.purse.left == 5000 - 230 * 5


async def test_who_objects_while_the_job_runs_is_dropped_and_not_paid() -> None:
    world = World()
    batch_id, job_id = await world.submitted()
    world.people.refused[world.ids[0]] = "person-suppressed"
    await world.answer(batch_id, FOUND)
    await world.app.apply_answer(WORKSPACE, job_id)
    (request,) = await world.requests_of(batch_id)
    assert (request.state, request.value) == (RequestState.DROPPED, "")
    assert world.people.cards == {}
    assert world.purse.left == 100


async def test_who_objected_before_the_order_left_is_not_sent_to_the_provider() -> None:
    world = World(2)
    batch_id = await world.order()
    world.people.refused[world.ids[0]] = "person-suppressed"
    await world.app.submit(WORKSPACE, await world.job_id())
    assert len(world.finder.orders[0][2]) == 1
    states = [request.state for request in await world.requests_of(batch_id)]
    assert states == [RequestState.DROPPED, RequestState.ASKED]


async def test_when_everybody_objected_no_order_leaves() -> None:
    world = World()
    batch_id = await world.order()
    world.people.refused[world.ids[0]] = "person-suppressed"
    await world.app.submit(WORKSPACE, await world.job_id())
    assert world.finder.orders == []
    assert world.purse.left == 100
    assert (await world.app.read(ADA, batch_id)).batch.state is BatchState.FINISHED


async def test_the_address_of_another_prospect_is_held_as_a_conflict_and_not_paid() -> None:
    world = World()
    world.people.outcome = StoreOutcome.CONFLICT
    batch_id, job_id = await world.submitted()
    await world.answer(batch_id, FOUND)
    await world.app.apply_answer(WORKSPACE, job_id)
    (request,) = await world.requests_of(batch_id)
    assert (request.state, request.value) == (RequestState.CONFLICT, "claire@morel.example")
    assert world.purse.left == 100


async def test_a_lost_answer_is_not_ordered_again_and_the_webhook_names_the_job() -> None:
    world = World()
    world.finder.failure = FinderSilent()
    batch_id, job_id = await world.submitted()
    await world.app.submit(WORKSPACE, job_id)
    assert len(world.finder.orders) == 1
    assert (await world.jobs.get(WORKSPACE, job_id)).state is JobState.SUBMITTING
    await world.answer(batch_id, FOUND)
    await world.app.apply_answer(WORKSPACE, job_id, b"vendor-1")
    assert world.purse.left == 95


async def test_after_six_hours_of_silence_the_order_is_given_again() -> None:
    world = World()
    world.finder.failure = FinderSilent()
    await world.submitted()
    world.wall.advance(hours=5)
    await world.app.poll()
    assert len(world.finder.orders) == 1
    world.wall.advance(hours=1)
    world.finder.failure = None
    await world.app.poll()
    assert len(world.finder.orders) == 2


async def test_an_order_that_was_not_taken_may_be_repeated_at_once() -> None:
    world = World()
    world.finder.failure = FinderBusy()
    await world.order()
    with pytest.raises(FinderBusy):
        await world.app.submit(WORKSPACE, await world.job_id())
    world.finder.failure = None
    await world.app.submit(WORKSPACE, await world.job_id())
    assert len(world.finder.orders) == 2
    assert (await world.jobs.get(WORKSPACE, await world.job_id())).state is JobState.SUBMITTED


async def test_an_order_the_provider_refuses_gives_everything_back_and_says_why() -> None:
    world = World()
    world.finder.failure = FinderRefused()
    batch_id, _ = await world.submitted()
    assert world.purse.left == 100
    operation = await world.operation(batch_id)
    assert (operation.state, operation.problem) == (OperationState.FAILED, "finder-refused")


async def test_results_of_single_people_arrive_while_the_job_runs() -> None:
    world = World(2)
    batch_id, job_id = await world.submitted()
    first, second = await world.requests_of(batch_id)
    world.finder.answers["vendor-1"] = JobAnswer(
        vendor_id="vendor-1",
        state=AnswerState.RUNNING,
        cost=0,
        contacts=(FoundContact(request_id=first.id, email=FOUND[0], status=FOUND[1]),),
    )
    await world.app.apply_answer(WORKSPACE, job_id, b"vendor-1")
    assert world.finder.reads == 0
    assert [one.state for one in await world.requests_of(batch_id)] == [
        RequestState.FOUND,
        RequestState.ASKED,
    ]
    assert (await world.operation(batch_id)).done == 1
    assert world.purse.left == 90  # settled with the whole job
    await world.answer(batch_id, FOUND)
    await world.app.apply_answer(WORKSPACE, job_id, b"vendor-1")
    assert second.id in {
        one.id for one in await world.requests_of(batch_id) if one.state is RequestState.NOT_FOUND
    }
    assert world.purse.left == 95


async def test_deliveries_about_another_job_or_person_are_ignored() -> None:
    world = World()
    batch_id, job_id = await world.submitted()
    stranger = FoundContact(
        request_id=EnrichmentId("stranger"), email="x@y.example", status=EmailStatus.DELIVERABLE
    )
    other = JobAnswer(vendor_id="vendor-9", state=AnswerState.RUNNING, cost=0, contacts=(stranger,))
    world.finder.answers["vendor-9"] = other
    await world.app.apply_answer(WORKSPACE, job_id, b"vendor-9")
    world.finder.answers["vendor-1"] = replace(other, vendor_id="vendor-1")
    await world.app.apply_answer(WORKSPACE, job_id, b"vendor-1")
    assert [one.state for one in await world.requests_of(batch_id)] == [RequestState.ASKED]
    assert world.people.cards == {}


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        (AnswerState.OUT_OF_CREDITS, "finder-out-of-credits"),
        (AnswerState.CANCELLED, "finder-cancelled"),
    ],
)
async def test_a_job_that_ends_early_keeps_what_it_found_and_gives_back_the_rest(
    state: AnswerState, problem: str
) -> None:
    world = World(2)
    batch_id, job_id = await world.submitted()
    await world.answer(batch_id, FOUND, state=state)
    await world.app.apply_answer(WORKSPACE, job_id)
    assert [one.state for one in await world.requests_of(batch_id)] == [
        RequestState.FOUND,
        RequestState.FAILED,
    ]
    assert world.purse.left == 95
    assert (await world.jobs.get(WORKSPACE, job_id)).problem == problem


async def test_an_indeterminate_state_keeps_the_reservation_and_is_asked_about_again() -> None:
    world = World()
    batch_id, job_id = await world.submitted()
    await world.answer(batch_id, state=AnswerState.INDETERMINATE)
    world.wall.advance(minutes=11)
    await world.app.poll()
    assert world.purse.left == 95
    await world.answer(batch_id, FOUND)
    world.wall.advance(minutes=11)
    await world.app.poll()
    assert (await world.jobs.get(WORKSPACE, job_id)).state is JobState.FINISHED
    assert world.people.cards


async def test_the_provider_is_not_polled_before_ten_minutes_nor_more_often() -> None:
    world = World()
    batch_id, _ = await world.submitted()
    await world.answer(batch_id, state=AnswerState.RUNNING)
    world.wall.advance(minutes=9)
    await world.app.poll()
    assert world.finder.reads == 0
    world.wall.advance(minutes=2)
    await world.app.poll()
    await world.app.poll()
    assert world.finder.reads == 1


async def test_after_a_day_without_an_end_the_reservation_is_given_back() -> None:
    world = World()
    batch_id, job_id = await world.submitted()
    await world.answer(batch_id, state=AnswerState.RUNNING)
    world.wall.advance(hours=24)
    await world.app.poll()
    assert world.purse.left == 100
    assert (await world.jobs.get(WORKSPACE, job_id)).problem == "finder-silent"


async def test_stopping_cancels_what_has_not_left() -> None:
    world = World()
    batch_id = await world.order()
    operation = await world.operation(batch_id)
    operation.ask_cancel()
    await world.operations.save(operation)
    await world.app.watch(WORKSPACE, operation.id)
    await world.app.submit(WORKSPACE, await world.job_id())
    assert world.finder.orders == []
    assert world.purse.left == 100


async def test_a_delivery_is_genuine_with_our_token_and_the_right_signature_only() -> None:
    world = World()
    _, job_id = await world.submitted()
    token = world.finder.orders[0][1]
    delivery = world.app.verify(token, b"{}", "right")
    assert delivery is not None
    assert (delivery.workspace_id, delivery.job_id) == (WORKSPACE, job_id)
    assert world.app.verify(token, b"{}", "wrong") is None
    assert world.app.verify(token[:-1], b"{}", "right") is None
    assert (
        world.app.verify(world.sealer.seal("objection", WORKSPACE, job_id), b"{}", "right") is None
    )


async def test_the_expectation_comes_from_the_workspaces_own_results() -> None:
    world = World(25)
    world.purse.left = 1000
    batch_id, job_id = await world.submitted()
    await world.answer(batch_id, *[FOUND] * 5)
    await world.app.apply_answer(WORKSPACE, job_id)
    world.ids = [ProspectId("prospect-26")]
    world.people.known[world.ids[0]] = an_identity()
    assert (await world.app.quote(ADA, world.ids, Field.WORK_EMAIL)).expected == 1


async def test_an_order_over_the_cap_is_refused_with_the_moment_it_is_possible() -> None:
    world = World(4)
    await world.app.cap.set(an_admin(), 3)
    everybody = world.ids
    world.ids = everybody[:2]
    await world.order()
    world.clock.advance(hours=1)
    world.ids = everybody[2:]
    possible_at = world.clock.now() + timedelta(hours=23)
    quote = await world.app.quote(ADA, world.ids, Field.WORK_EMAIL)
    assert (quote.cap.per_day, quote.cap.left, quote.cap.possible_at) == (3, 1, possible_at)
    left = world.purse.left
    with pytest.raises(EnrichmentCapReached) as refused:
        await world.order()
    (fault,) = refused.value.faults
    assert (fault.code, fault.detail) == (
        "enrichment-possible-at",
        possible_at.isoformat(timespec="seconds"),
    )
    assert world.purse.left == left
    world.clock.advance(hours=23)
    await world.order()


async def test_an_order_greater_than_the_cap_is_never_possible() -> None:
    world = World(2)
    await world.app.cap.set(an_admin(), 1)
    assert (await world.app.quote(ADA, world.ids, Field.WORK_EMAIL)).cap.possible_at is None
    with pytest.raises(EnrichmentCapReached) as refused:
        await world.order()
    assert [fault.code for fault in refused.value.faults] == ["enrichment-cap-too-small"]


async def test_who_may_set_limits_sets_the_cap_within_bounds() -> None:
    world = World()
    with pytest.raises(Forbidden):
        await world.app.cap.set(ADA, 5)
    with pytest.raises(EnrichmentCapInvalid):
        await world.app.cap.set(an_admin(), 10_001)
    assert (await world.app.cap.read(ADA)).per_day == 1_000


def an_admin() -> Actor:
    return replace(ADA, role=Role.ADMIN, permissions=PERMISSIONS[Role.ADMIN])
