"""A process dies at any point of a message; another one finishes the work."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.delivery.model.action import (
    Action,
    ActionState,
    Receipt,
)
from domain.delivery.ports import (
    Sighting,
)
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import MAILBOX, MINE, PERSON, Post, With, die_in, dying


async def after_death(post: Post) -> None:
    post.wall.advance(seconds=50)
    await post.reap()
    post.clock.advance(minutes=20)
    await post.drain("w")


async def test_a_death_before_arming_costs_nothing(post: Post) -> None:
    """F1: taken up again, no second slot, one effect."""
    action = await post.ready()
    await die_in(post, attempts=With(post.attempts, arm=dying))
    await after_death(post)
    assert (await post.now(action)).state is ActionState.SENT
    assert len(post.around.orders) == 1
    assert len((await post.accounts.of(MINE, MAILBOX)).slots) == 1


async def test_a_death_between_the_record_and_the_state_costs_nothing(post: Post) -> None:
    action = await post.ready()
    saves = iter([post.actions.save])

    async def save(changed: Action) -> None:
        await next(saves, dying)(changed)

    await die_in(post, actions=With(post.actions, save=save))
    assert len(await post.attempts.of(MINE, action.id)) == 1
    await after_death(post)
    assert len(post.around.orders) == 1
    assert len(await post.attempts.of(MINE, action.id)) == 1
    assert (await post.now(action)).state is ActionState.SENT


async def test_a_death_around_the_call_is_unknown_and_waits_for_evidence(post: Post) -> None:
    """F2, F3: whether it happened is asked, never guessed."""
    action = await post.ready()
    await die_in(post, courier=With(post.around, send=dying))
    await after_death(post)
    assert (await post.now(action)).state is ActionState.UNKNOWN
    assert post.around.orders == []
    post.around.sighting = Sighting(receipt=Receipt(message_ref="<1@x>"), complete=True)
    post.wall.advance(minutes=1)
    await post.settle()
    assert (await post.now(action)).state is ActionState.SENT


async def test_a_death_after_the_evidence_needs_no_vendor(post: Post) -> None:
    """The row says that it was accepted: no look, no repetition."""
    action = await post.ready()
    transaction: Any = With(post.send.transaction, run=dying)
    await die_in(post, transaction=transaction)
    await after_death(post)
    post.wall.advance(minutes=1)
    await post.settle()
    assert (await post.now(action)).state is ActionState.SENT
    assert len(post.around.orders) == 1


async def test_a_death_after_the_end_leaves_doors_that_the_janitor_frees(post: Post) -> None:
    """F4: and the distance to the next message is kept."""
    await post.ready()
    keeper: Any = With(post.keeper, free=dying)
    await die_in(post, keeper=keeper)
    person, account = await post.doors()
    assert person is not None
    assert account is not None
    post.wall.advance(minutes=5)
    await post.reap()
    assert await post.doors() == (None, None)
    assert (await post.people.of(MINE, PERSON)).last_mail_at == MONDAY
    gate = await post.accounts.of(MINE, MAILBOX)
    assert gate.next_free_at is not None
    assert gate.next_free_at >= MONDAY + timedelta(minutes=8)


async def test_a_worker_that_wakes_late_changes_nothing_any_more(post: Post) -> None:
    """F5, F6: its evidence counts, its decisions do not."""
    action = await post.ready()

    async def sleep_past_everything() -> None:
        post.around.while_calling = None
        post.wall.advance(minutes=3)
        await post.reap()

    post.around.while_calling = sleep_past_everything
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.UNKNOWN
    post.wall.advance(minutes=1)
    await post.settle()
    assert (await post.now(action)).state is ActionState.SENT
    assert post.told().count("MessageSent") == 1


async def test_a_claim_too_slow_to_call_is_given_back_and_is_no_death(post: Post) -> None:
    action = await post.ready()
    keeper = post.keeper

    async def slow(*asked: Any) -> Any:
        post.wall.advance(seconds=30)
        return await keeper.enter_account(*asked)

    slowly: Any = With(keeper, enter_account=slow)
    await replace(post.send, keeper=slowly)(await post.now(action), "slow")
    waiting = await post.now(action)
    assert (waiting.state, waiting.deaths, waiting.attempts) == (ActionState.READY, 0, 0)
    assert await post.attempts.of(MINE, action.id) == []
    assert await post.doors() == (None, None)
    assert (await post.accounts.of(MINE, MAILBOX)).slots == []
    post.clock.advance(minutes=20)
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.SENT


async def test_what_kills_three_processes_is_put_aside_and_the_others_go_on(post: Post) -> None:
    """F22"""
    poison = await post.ready(number=1, person="p1")
    for _ in range(3):
        await die_in(post, gate=dying)
        post.wall.advance(seconds=50)
        await post.reap()
    assert (await post.now(poison)).state is ActionState.QUARANTINED
    other = await post.ready(number=2, person="p2")
    post.clock.advance(minutes=20)
    await post.drain("w")
    assert (await post.now(other)).state is ActionState.SENT
