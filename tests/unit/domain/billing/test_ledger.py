"""Credits: reserve, then commit or release (delivery.md 1.9)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.billing.errors import CreditsExhausted, ReservationNotFound, SpendingCapReached
from domain.billing.model.ledger import EntryKind
from domain.billing.model.payments import PackSale
from domain.billing.model.spending import Caps
from domain.shared.errors import WorkspaceReadOnly
from domain.shared.ids import UserId
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
    assert (await world.entries())[-1].kind is EntryKind.RELEASE
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


def a_sale(ref: str = "cs_1", refunded: int = 0, *, disputed: bool = False) -> PackSale:
    return PackSale(
        ref=ref,
        lookup_key="pack_1000_eur_v1",
        quantity=1,
        paid_minor=2_400,
        refunded_minor=refunded,
        is_disputed=disputed,
    )


async def test_the_soonest_to_expire_is_spent_first_and_bought_credits_last() -> None:
    world = World()
    await world.sale.settle(OURS, a_sale())
    later, sooner = (world.wall.now() + timedelta(days=days) for days in (40, 10))
    await world.grant(OURS, "later", 10, "pro", expires_at=later)
    await world.grant(OURS, "sooner", 10, "pro", expires_at=sooner)
    await world.reserve(OURS, "job", 25, "message")
    taken = (await world.entries())[-1].portions
    assert [(one.id, one.amount) for one in taken] == [
        ("sooner", 10),
        ("later", 10),
        ("pack:cs_1", 5),
    ]
    await world.commit(OURS, "job", 12)
    left = {lot.id: lot.amount for lot in (await world.wallet()).lots}
    assert left == {"later": 8, "pack:cs_1": 1_000}
    await world.check()


async def test_plan_credits_expire_and_bought_ones_never_do() -> None:
    world = World()
    await world.sale.settle(OURS, a_sale())
    ends = world.wall.now() + timedelta(days=31)
    await world.grant(OURS, "month", 50, "pro", expires_at=ends)
    await world.reserve(OURS, "job", 20, "message")
    world.wall.advance(days=31)
    assert await world.expire_credits() == 1
    assert await world.expire_credits() == 0
    assert await world.balance() == (1_000, 20, 0)
    await world.hold(OURS, "job")
    await world.release(OURS, "job")  # they come back after their end, and leave again
    await world.expire_credits()
    world.wall.advance(days=3_650)
    await world.expire_credits()
    assert await world.balance() == (1_000, 0, 0)
    assert [one.amount for one in await world.entries() if one.kind is EntryKind.EXPIRE] == [30, 20]
    await world.check()


async def test_expired_credits_cannot_be_spent_before_the_sweeper_comes() -> None:
    world = World()
    ends = world.wall.now() + timedelta(days=1)
    await world.grant(OURS, "month", 50, "pro", expires_at=ends)
    world.wall.advance(days=1)
    with pytest.raises(CreditsExhausted):
        await world.reserve(OURS, "job", 1, "message")


async def test_of_a_refunded_pack_only_the_unspent_part_is_taken_back(world: World) -> None:
    await world.sale.settle(OURS, a_sale())
    await world.reserve(OURS, "job", 310, "message")
    await world.commit(OURS, "job", 310)
    for _ in range(2):
        await world.sale.settle(OURS, a_sale(refunded=2_400))
    assert await world.balance() == (0, 0, 310)
    events = [one for one in await world.outbox.waiting(50) if one.name == "CreditsTakenBack"]
    assert [one.data for one in events] == [{"amount": 700, "missing": 300}]
    await world.check()


async def test_a_won_dispute_gives_the_pack_back(world: World) -> None:
    await world.sale.settle(OURS, a_sale(disputed=True))
    assert await world.balance() == (10, 0, 0)
    await world.sale.settle(OURS, a_sale())
    assert await world.balance() == (1_010, 0, 0)
    await world.check()


async def test_a_cap_of_the_workspace_holds_for_its_day_week_and_month() -> None:
    world = World()
    await world.grant(OURS, "start", 1_000, "trial")
    rules = await world.rules.get(OURS)
    rules.workspace = Caps(day=10, week=15, month=18)
    await world.rules.save(rules)
    await world.reserve(OURS, "monday", 10, "message")
    with pytest.raises(SpendingCapReached, match="day"):
        await world.reserve(OURS, "more", 1, "message")
    await world.release(OURS, "monday")  # what was not spent does not count
    await world.reserve(OURS, "monday-2", 10, "message")
    world.clock.advance(days=1)
    await world.reserve(OURS, "tuesday", 5, "message")
    with pytest.raises(SpendingCapReached, match="week"):
        await world.reserve(OURS, "tuesday-2", 1, "message")
    world.clock.advance(days=6)  # Monday the 30th
    await world.reserve(OURS, "next-week", 3, "message")
    with pytest.raises(SpendingCapReached, match="month"):
        await world.reserve(OURS, "next-week-2", 1, "message")
    world.clock.advance(days=1)  # the first of December
    await world.reserve(OURS, "december", 10, "message")
    await world.check()


async def test_the_cap_of_each_member_leaves_the_others_alone() -> None:
    world = World()
    await world.grant(OURS, "start", 1_000, "trial")
    rules = await world.rules.get(OURS)
    rules.member = Caps(day=5)
    await world.rules.save(rules)
    lea, karim = UserId("u-lea"), UserId("u-karim")
    await world.reserve(OURS, "lea", 5, "message", by=lea)
    with pytest.raises(SpendingCapReached):
        await world.reserve(OURS, "lea-2", 1, "message", by=lea)
    await world.reserve(OURS, "karim", 5, "message", by=karim)
    await world.reserve(OURS, "product", 50, "message")


async def test_a_low_balance_is_told_at_a_fifth_and_once_a_day() -> None:
    world = World()
    await world.grant(OURS, "start", 100, "trial")
    await world.reserve(OURS, "a", 80, "message")
    await world.reserve(OURS, "b", 1, "message")
    await world.reserve(OURS, "c", 1, "message")
    world.wall.advance(days=1)
    await world.reserve(OURS, "d", 1, "message")
    events = [one for one in await world.outbox.waiting(50) if one.name == "CreditsLow"]
    assert [one.data["available"] for one in events] == [19, 17]


@pytest.mark.obligation(27)
async def test_nothing_is_spent_once_the_trial_is_over() -> None:
    world = World()
    await world.trial(OURS)
    await world.reserve(OURS, "job", 1, "message")
    world.wall.advance(days=14)
    with pytest.raises(WorkspaceReadOnly):
        await world.reserve(OURS, "job-2", 1, "message")
    await world.commit(OURS, "job", 1)  # work that began is still settled
    assert (await world.balance())[2] == 1


_KEY = st.sampled_from(["a", "b", "c", "d"])
_ORDER = st.one_of(
    st.tuples(st.just("grant"), _KEY, st.integers(1, 20)),
    st.tuples(st.just("reserve"), _KEY, st.integers(1, 20)),
    st.tuples(st.just("commit"), _KEY, st.integers(0, 25)),
    st.tuples(st.sampled_from(["release", "hold"]), _KEY),
    st.tuples(st.just("wait"), st.integers(1, 30)),
    st.tuples(st.just("plan"), _KEY, st.integers(1, 20), st.integers(1, 60)),
    st.tuples(st.just("sale"), _KEY, st.integers(0, 2_400), st.booleans()),
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
                    await world.expire_credits()
                elif order == "plan":
                    key, amount, hours = rest
                    ends = world.wall.now() + timedelta(hours=hours)
                    await world.grant(OURS, f"plan-{key}", amount, "pro", expires_at=ends)
                elif order == "sale":
                    key, refunded, disputed = rest
                    await world.sale.settle(OURS, a_sale(key, refunded, disputed=disputed))
                elif order in {"grant", "reserve"}:
                    await getattr(world, order)(OURS, *rest, "message")
                else:
                    await getattr(world, order)(OURS, *rest)
            except (CreditsExhausted, ReservationNotFound):
                pass
            await world.check()

    asyncio.run(story())
