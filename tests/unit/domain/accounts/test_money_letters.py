"""News about money goes to those who can do something about it (BIL-6, BIL-7)."""

import pytest

from adapters.mail.texts import write
from domain.accounts.model.identity import Locale
from domain.accounts.model.letter import LetterKind
from domain.shared.actor import Actor, Role
from domain.shared.ids import EventId
from tests.unit.domain.accounts.world import World, a_person

_EVENT = EventId("event-1")


@pytest.fixture
def world() -> World:
    return World()


async def a_team(world: World) -> Actor:
    owner = await world.owner()
    for role in (Role.ADMIN, Role.BILLING, Role.MEMBER):
        person = a_person(email=f"{role.value}@nord.example")
        await world.add_member(owner, person, role)
    await world.mail()
    world.post.letters.clear()
    return owner


async def told(world: World) -> set[str]:
    await world.mail()
    return {to for _, to, _ in world.post.letters}


async def test_low_credits_are_told_to_those_who_may_spend_once(world: World) -> None:
    owner = await a_team(world)
    for _ in range(2):
        await world.accounts.tell_members(
            owner.workspace_id, LetterKind.CREDITS_LOW, _EVENT, credits="29"
        )
    assert await told(world) == {
        "ada@atelier-nord.example",
        "admin@nord.example",
        "billing@nord.example",
    }
    assert len(world.post.letters) == 3
    kind, _, words = world.post.letters[0]
    assert (kind, words["credits"], words["company"]) == (
        LetterKind.CREDITS_LOW,
        "29",
        "Atelier Nord",
    )


@pytest.mark.parametrize("kind", [LetterKind.PAYMENT_FAILED, LetterKind.SUBSCRIPTION_ENDED])
async def test_a_bill_is_told_to_those_who_may_pay_it(world: World, kind: LetterKind) -> None:
    owner = await a_team(world)
    await world.accounts.tell_members(owner.workspace_id, kind, _EVENT)
    assert await told(world) == {"ada@atelier-nord.example", "billing@nord.example"}


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(
    "kind", [LetterKind.CREDITS_LOW, LetterKind.PAYMENT_FAILED, LetterKind.SUBSCRIPTION_ENDED]
)
def test_every_letter_says_where_to_go_next(kind: LetterKind, locale: Locale) -> None:
    words = {"company": "Atelier Nord", "name": "Ada", "credits": "29"}
    subject, text = write(kind, locale, words, "https://leo.example")
    assert "Atelier Nord" in subject
    assert "https://leo.example/settings/billing" in text
