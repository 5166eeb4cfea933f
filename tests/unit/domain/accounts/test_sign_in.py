"""Sessions: how they open, how they end, and how guessing is slowed down."""

import asyncio
from datetime import timedelta

import pytest

from domain.accounts.errors import TooManySignIns, WrongCredentials
from domain.accounts.model.sign_in_tries import SignInTries
from domain.shared.actor import Role
from tests.conftest import MONDAY
from tests.unit.domain.accounts.world import PASSWORD, World, a_person

EMAIL = "ada@atelier-nord.example"


@pytest.fixture
async def world() -> World:
    made = World()
    await made.sign_up()
    return made


async def test_the_right_password_opens_a_session(world: World) -> None:
    opened = await world.sign_in(" ADA@atelier-nord.example", PASSWORD)
    assert await world.authenticate(opened.token) == opened.signed_in


async def test_the_token_is_stored_nowhere(world: World) -> None:
    opened = await world.sign_in(EMAIL, PASSWORD)
    assert opened.token not in repr(world.store.tables)
    assert len(opened.token) >= 43


@pytest.mark.parametrize("email", [EMAIL, "nobody@nord.example", "not an address", ""])
async def test_whatever_is_wrong_a_hash_is_compared_and_the_answer_is_the_same(
    world: World, email: str
) -> None:
    world.passwords.compared.clear()
    with pytest.raises(WrongCredentials) as refusal:
        await world.sign_in(email, "wrong password, long enough")
    assert refusal.value.detail == ""
    assert len(world.passwords.compared) == 1


async def test_signing_in_again_ends_the_session_the_browser_held(world: World) -> None:
    first = await world.sign_in(EMAIL, PASSWORD)
    second = await world.sign_in(EMAIL, PASSWORD, replaces=first.token)
    assert await world.authenticate(first.token) is None
    assert await world.authenticate(second.token) is not None


async def test_signing_out_is_for_good_and_harmless_twice(world: World) -> None:
    opened = await world.sign_in(EMAIL, PASSWORD)
    await world.sign_out(opened.token)
    await world.sign_out(opened.token)
    await world.sign_out("unknown")
    assert await world.authenticate(opened.token) is None


async def test_an_idle_session_is_over_after_twelve_hours(world: World) -> None:
    opened = await world.sign_in(EMAIL, PASSWORD)
    world.wall.advance(hours=11)
    assert await world.authenticate(opened.token) is not None
    world.wall.advance(hours=11)
    assert await world.authenticate(opened.token) is not None
    world.wall.advance(hours=12)
    assert await world.authenticate(opened.token) is None


async def test_a_busy_session_is_over_after_fourteen_days(world: World) -> None:
    opened = await world.sign_in(EMAIL, PASSWORD)
    for _ in range(14 * 24 - 1):
        world.wall.advance(hours=1)
        assert await world.authenticate(opened.token) is not None
    world.wall.advance(hours=1)
    assert await world.authenticate(opened.token) is None


async def test_a_lowered_role_holds_from_the_next_request(world: World) -> None:
    owner = await world.owner(email="bo@nord.example")
    person = a_person(email="cy@nord.example")
    await world.add_member(owner, person, Role.MANAGER)
    opened = await world.sign_in("cy@nord.example", PASSWORD)
    user_id = opened.signed_in.session.user_id
    await world.accounts.change_role(owner, user_id, Role.VIEWER)
    signed_in = await world.authenticate(opened.token)
    assert signed_in is not None
    assert signed_in.actor is not None
    assert signed_in.actor.role is Role.VIEWER
    await world.accounts.remove_member(owner, user_id)
    assert await world.authenticate(opened.token) is None


@pytest.mark.obligation(82)
@pytest.mark.parametrize("email", [EMAIL, "nobody@nord.example"])
async def test_the_eleventh_wrong_try_has_to_wait_whether_the_account_exists_or_not(
    world: World, email: str
) -> None:
    for _ in range(10):
        with pytest.raises(WrongCredentials):
            await world.sign_in(email, "wrong password, long enough")
    with pytest.raises(TooManySignIns) as refusal:
        await world.sign_in(email, PASSWORD)
    assert refusal.value.retry_after == timedelta(seconds=15)
    world.wall.advance(seconds=15)
    with pytest.raises(WrongCredentials):
        await world.sign_in(email, "wrong password, long enough")
    with pytest.raises(TooManySignIns) as refusal:
        await world.sign_in(email, PASSWORD)
    assert refusal.value.retry_after == timedelta(seconds=30)


async def test_all_ways_to_type_an_address_share_one_count(world: World) -> None:
    ways = [EMAIL, EMAIL.upper(), f" {EMAIL} ", EMAIL.replace("a", "\uff41", 1)]
    for number in range(10):
        with pytest.raises(WrongCredentials):
            await world.sign_in(ways[number % len(ways)], "wrong password, long enough")
    with pytest.raises(TooManySignIns):
        await world.sign_in(EMAIL, PASSWORD)


async def test_after_the_wait_the_right_password_opens_and_wipes_the_slate(world: World) -> None:
    for _ in range(10):
        with pytest.raises(WrongCredentials):
            await world.sign_in(EMAIL, "wrong password, long enough")
    world.wall.advance(seconds=15)
    await world.sign_in(EMAIL, PASSWORD)
    with pytest.raises(WrongCredentials):
        await world.sign_in(EMAIL, "wrong password, long enough")


async def test_parallel_guesses_are_all_counted(world: World) -> None:
    async def guess() -> str:
        try:
            await world.sign_in(EMAIL, "wrong password, long enough")
        except (WrongCredentials, TooManySignIns) as error:
            return error.code
        return "opened"

    answers = await asyncio.gather(*(guess() for _ in range(30)))
    assert answers.count("wrong-credentials") == 10


def test_the_wait_never_exceeds_a_quarter_of_an_hour() -> None:
    tries = SignInTries(id="k", count=500, last_at=MONDAY)
    with pytest.raises(TooManySignIns) as refusal:
        tries.begin(at=MONDAY)
    assert refusal.value.retry_after == timedelta(minutes=15)


def test_five_quiet_minutes_after_the_wait_all_is_forgotten() -> None:
    tries = SignInTries(id="k", count=10, last_at=MONDAY)
    tries.begin(at=MONDAY + timedelta(minutes=5, seconds=15))
    assert tries.count == 1
