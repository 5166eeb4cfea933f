"""The second factor: who needs it, when, and that no code works twice."""

import asyncio
from datetime import timedelta

import pytest

from adapters.system.one_time_codes import TimeBasedCodes, code_at
from domain.accounts.errors import TooManySignIns, WrongCode, WrongPassword
from domain.accounts.model.second_factor import Factor
from domain.accounts.model.session import OpenedSession
from domain.shared.actor import Permission, Role
from domain.shared.errors import SecondFactorNeeded
from tests.conftest import MONDAY
from tests.unit.domain.accounts.world import PASSWORD, World, a_form, a_person

EMAIL = "ada@atelier-nord.example"


@pytest.fixture
def world() -> World:
    return World()


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238 appendix B, SHA-1, cut to six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for instant, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert code_at(secret, instant // 30) == code


@pytest.mark.parametrize("steps", range(-3, 4))
def test_a_code_is_good_for_its_step_and_one_beside(steps: int) -> None:
    codes = TimeBasedCodes()
    secret = codes.new_secret()
    step = int(MONDAY.timestamp()) // 30 + steps
    assert (codes.step_of(secret, code_at(secret, step), MONDAY) == step) is (abs(steps) <= 1)
    for nonsense in ("", "12345", "1234567", "१२३४५६", "abcdef"):
        assert codes.step_of(secret, nonsense, MONDAY) is None


async def test_an_owner_gets_nowhere_without_one(world: World) -> None:
    opened = await world.opened(a_form())
    assert opened.signed_in.session.factor is Factor.MISSING
    assert opened.signed_in.actor is None
    _, done = await world.set_factor(opened.token)
    assert done.opened.signed_in.actor is not None
    assert await world.authenticate(opened.token) is None


async def test_a_member_has_a_week_but_never_for_the_strong_rights(world: World) -> None:
    owner = await world.owner()
    await world.add_member(owner, a_person(email="leo@nord.example"), Role.MEMBER)
    opened = await world.sign_in("leo@nord.example", PASSWORD)
    actor = opened.signed_in.actor
    assert actor is not None
    actor.require(Permission.PROSPECTS_WRITE)
    with pytest.raises(SecondFactorNeeded):
        actor.require(Permission.SENDERS_CONNECT)
    world.wall.advance(days=7)
    later = await world.sign_in("leo@nord.example", PASSWORD)
    assert later.signed_in.actor is None


async def test_the_public_logins_of_the_sandbox_are_exempt(world: World) -> None:
    opened = await world.opened(a_form(email="public@sandbox.example"))
    assert opened.signed_in.session.factor is Factor.EXEMPT
    assert opened.signed_in.actor is not None


async def owed(world: World) -> tuple[str, OpenedSession, tuple[str, ...]]:
    """An owner with a second factor who has just given the password."""
    secret, done = await world.set_factor((await world.opened(a_form())).token)
    world.wall.advance(minutes=10)
    return secret, await world.sign_in(EMAIL, PASSWORD), done.recovery_codes


async def test_the_right_password_alone_opens_nothing(world: World) -> None:
    secret, opened, _ = await owed(world)
    assert opened.signed_in.session.factor is Factor.OWED
    assert opened.signed_in.actor is None
    passed = await world.accounts.give_factor(
        opened.signed_in.session, world.code(secret), token=opened.token
    )
    assert passed.signed_in.actor is not None
    assert await world.authenticate(opened.token) is None


async def test_a_code_works_once(world: World) -> None:
    secret, opened, _ = await owed(world)
    code = world.code(secret)
    await world.accounts.give_factor(opened.signed_in.session, code, token=opened.token)
    again = await world.sign_in(EMAIL, PASSWORD)
    with pytest.raises(WrongCode):
        await world.accounts.give_factor(again.signed_in.session, code, token=again.token)
    earlier = world.code(secret, steps=-1)
    with pytest.raises(WrongCode):
        await world.accounts.give_factor(again.signed_in.session, earlier, token=again.token)


async def test_the_same_code_twice_at_once_opens_one_session(world: World) -> None:
    secret, opened, _ = await owed(world)
    code = world.code(secret)

    async def give() -> bool:
        try:
            await world.accounts.give_factor(opened.signed_in.session, code, token=opened.token)
        except WrongCode:
            return False
        return True

    assert sorted(await asyncio.gather(give(), give(), give())) == [False, False, True]


async def test_a_recovery_code_works_once(world: World) -> None:
    _, opened, recovery = await owed(world)
    assert len(set(recovery)) == 10
    assert all(code not in repr(world.store.tables) for code in recovery)
    typed = f" {recovery[3].upper()} "
    await world.accounts.give_factor(opened.signed_in.session, typed, token=opened.token)
    again = await world.sign_in(EMAIL, PASSWORD)
    with pytest.raises(WrongCode):
        await world.accounts.give_factor(again.signed_in.session, recovery[3], token=again.token)


async def test_guessing_codes_is_slowed_down(world: World) -> None:
    _, opened, _ = await owed(world)
    for _ in range(5):
        with pytest.raises(WrongCode):
            await world.accounts.give_factor(opened.signed_in.session, "000000", token=opened.token)
    with pytest.raises(TooManySignIns) as refusal:
        await world.accounts.give_factor(opened.signed_in.session, "000000", token=opened.token)
    assert refusal.value.retry_after == timedelta(seconds=30)


async def test_the_secret_is_sealed_and_another_user_cannot_use_it(world: World) -> None:
    secret, _, _ = await owed(world)
    assert secret not in repr(world.store.tables)


async def test_replacing_it_takes_the_password_and_ends_other_sessions(world: World) -> None:
    secret, opened, _ = await owed(world)
    passed = await world.accounts.give_factor(
        opened.signed_in.session, world.code(secret), token=opened.token
    )
    with pytest.raises(WrongPassword):
        await world.accounts.start_factor(passed.signed_in.session, "not the password at all")
    other = await world.sign_in(EMAIL, PASSWORD)
    await world.set_factor(passed.token)
    assert await world.authenticate(other.token) is None
