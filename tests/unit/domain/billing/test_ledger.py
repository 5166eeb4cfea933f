"""Credits: reserve, then commit or release (delivery.md 1.9)."""

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.billing.errors import CreditsExhausted, ReservationNotFound
from domain.billing.model import EntryKind
from tests.unit.domain.billing.world import OURS, THEIRS, World


@pytest.fixture
async def world() -> World:
    made = World()
    await made.grant(OURS, "start", 10, "trial")
    return made


async def test_a_new_workspace_gets_its_trial_credits_once() -> None:
    world = World()
    await world.trial(OURS)
    await world.trial(OURS)
    assert await world.balance() == (150, 0, 0)


async def test_reserved_credits_are_spent_for_what_the_work_cost_and_the_rest_comes_back(
    world: World,
) -> None:
    await world.reserve(OURS, "job", 6, "work_email", about="p-1")
    assert await world.balance() == (4, 6, 0)
    await world.commit(OURS, "job", 5)
    assert await world.balance() == (5, 0, 5)
    kinds = [(entry.kind, entry.amount) for entry in await world.entries()]
    assert kinds == [
        (EntryKind.GRANT, 10),
        (EntryKind.RESERVE, 6),
        (EntryKind.COMMIT, 5),
        (EntryKind.RELEASE, 1),
    ]
    names = [event.name for event in await world.outbox.waiting(10)]
    assert names == ["CreditsGranted", "CreditsReserved", "CreditsCommitted", "CreditsReleased"]


@pytest.mark.obligation(28)
async def test_a_failure_gives_everything_back(world: World) -> None:
    await world.reserve(OURS, "job", 6, "message")
    await world.release(OURS, "job")
    assert await world.balance() == (10, 0, 0)
    await world.check()


@pytest.mark.obligation(28)
async def test_more_than_there_is_cannot_be_reserved_and_nothing_moves(world: World) -> None:
    with pytest.raises(CreditsExhausted):
        await world.reserve(OURS, "job", 11, "message")
    assert await world.balance() == (10, 0, 0)
    assert await world.ledger.reservations.find(OURS, "job") is None
    with pytest.raises(CreditsExhausted):
        await world.reserve(THEIRS, "job", 1, "message")


async def test_a_reservation_ends_once_whatever_comes_later(world: World) -> None:
    await world.reserve(OURS, "job", 6, "message")
    await world.commit(OURS, "job", 2)
    await world.commit(OURS, "job", 6)
    await world.release(OURS, "job")
    await world.reserve(OURS, "job", 6, "message")
    assert await world.balance() == (8, 0, 2)
    await world.check()


async def test_an_overage_is_ours_to_bear(world: World) -> None:
    await world.reserve(OURS, "job", 6, "message")
    await world.commit(OURS, "job", 60)
    assert await world.balance() == (4, 0, 6)


async def test_a_key_never_reserved_cannot_be_charged_but_can_be_released(world: World) -> None:
    with pytest.raises(ReservationNotFound):
        await world.commit(OURS, "unknown", 1)
    await world.release(OURS, "unknown")
    await world.hold(OURS, "unknown")
    assert await world.balance() == (10, 0, 0)


async def test_credits_set_aside_too_long_come_back(world: World) -> None:
    await world.reserve(OURS, "job", 6, "message")
    world.wall.advance(hours=23, minutes=59)
    assert await world.expire() == 0
    world.wall.advance(minutes=1)
    assert await world.expire() == 1
    assert await world.balance() == (10, 0, 0)
    assert (await world.entries())[-1].kind is EntryKind.EXPIRE
    await world.commit(OURS, "job", 6)
    assert await world.balance() == (10, 0, 0)


async def test_a_reservation_of_unknown_outcome_does_not_expire(world: World) -> None:
    await world.reserve(OURS, "job", 6, "work_email")
    await world.hold(OURS, "job")
    await world.hold(OURS, "job")
    world.wall.advance(days=30)
    assert await world.expire() == 0
    assert await world.balance() == (4, 6, 0)
    await world.commit(OURS, "job", 5)
    assert await world.balance() == (5, 0, 5)


_KEY = st.sampled_from(["a", "b", "c", "d"])
_ORDER = st.one_of(
    st.tuples(st.just("grant"), _KEY, st.integers(1, 20)),
    st.tuples(st.just("reserve"), _KEY, st.integers(1, 20)),
    st.tuples(st.just("commit"), _KEY, st.integers(0, 25)),
    st.tuples(st.sampled_from(["release", "hold"]), _KEY),
    st.tuples(st.just("wait"), st.integers(1, 30)),
)


@pytest.mark.obligation(28)
@settings(deadline=None, max_examples=100)
@given(st.lists(_ORDER, max_size=40))
def test_whatever_the_orders_sums_are_zero_and_nothing_is_negative(orders: list[Any]) -> None:
    async def story() -> None:
        world = World()
        for order, *rest in orders:
            try:
                if order == "wait":
                    world.wall.advance(hours=rest[0])
                    await world.expire()
                elif order in {"grant", "reserve"}:
                    await getattr(world, order)(OURS, *rest, "message")
                else:
                    await getattr(world, order)(OURS, *rest)
            except (CreditsExhausted, ReservationNotFound):
                pass
            await world.check()

    asyncio.run(story())
