"""Who is at the support desk, and how they are forgotten (INT-7, obligation 100)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from adapters.memory.rows import MemoryStore
from adapters.memory.support import MemorySupportContacts
from adapters.system.tokens import SecretTokens
from domain.shared.actor import Actor, system_actor
from domain.shared.ids import UserId, WorkspaceId
from domain.support.errors import ChatOff, ContactLocked, DeskDown
from domain.support.model import Messenger, PersonCard
from domain.support.usecases.delete_contacts import DeleteContacts
from domain.support.usecases.forget_members import ForgetMembers
from domain.support.usecases.open_messenger import OpenMessenger
from domain.support.usecases.take_desk_notice import ApplyDeskNotice
from tests.conftest import MONDAY

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")
ADA, KARIM = UserId("u-ada"), UserId("u-karim")


@dataclass
class StoppedWall:
    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at


@dataclass
class Desk:
    """A desk in memory: who is there, and who it does not answer about."""

    there: dict[str, str] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    locked: set[str] = field(default_factory=set)

    async def put(self, contact_id: str, person: PersonCard) -> str:
        del person
        if contact_id in self.locked:
            raise ContactLocked
        return self.there.setdefault(contact_id, f"ref-{len(self.there)}")

    async def find(self, contact_id: str) -> str:
        return self.there.get(contact_id, "")

    async def delete(self, contact_id: str, desk_ref: str) -> None:
        del desk_ref
        if contact_id in self.silent:
            raise DeskDown
        self.deleted.append(contact_id)
        self.there.pop(contact_id, None)


@dataclass
class Signer:
    signed: list[tuple[str, datetime]] = field(default_factory=list)

    def sign(self, contact_id: str, person: PersonCard, *, until: datetime) -> str:
        self.signed.append((contact_id, until))
        return f"token for {person.name}"


@dataclass
class Team:
    """Who is in which workspace."""

    places: dict[UserId, set[WorkspaceId]] = field(
        default_factory=lambda: {ADA: {OURS}, KARIM: {OURS, THEIRS}}
    )

    async def card(self, user_id: UserId) -> PersonCard:
        return PersonCard(email=f"{user_id}@atelier.example", name=user_id)

    async def leaving(self, workspace_id: WorkspaceId) -> Sequence[UserId]:
        return [who for who, held in self.places.items() if held == {workspace_id}]

    async def is_elsewhere(self, user_id: UserId, workspace_id: WorkspaceId) -> bool:
        return bool(self.places[user_id] - {workspace_id})


class Help:
    def __init__(self, app_id: str = "app") -> None:
        self.wall, self.desk, self.signer = StoppedWall(), Desk(), Signer()
        self.contacts = MemorySupportContacts(MemoryStore())
        self.open = OpenMessenger(
            messenger=Messenger(app_id=app_id, region="eu", script_url="s", api_base="a"),
            contacts=self.contacts,
            people=Team(),
            desk=self.desk,
            signer=self.signer,
            tokens=SecretTokens(),
            wall=self.wall,
        )
        self.forget = ForgetMembers(contacts=self.contacts, people=Team(), wall=self.wall)
        self.delete = DeleteContacts(contacts=self.contacts, desk=self.desk, wall=self.wall)
        self.apply = ApplyDeskNotice(contacts=self.contacts, desk=self.desk, wall=self.wall)

    async def opened(self, user_id: UserId = ADA) -> str:
        """The id at the desk of a user who opened the chat."""
        await self.open(who(user_id))
        contact = await self.contacts.of_user(user_id)
        assert contact is not None
        return contact.id


def who(user_id: UserId) -> Actor:
    actor = system_actor(OURS)
    return Actor(
        user_id=user_id,
        workspace_id=OURS,
        role=actor.role,
        permissions=actor.permissions,
    )


async def test_the_token_ends_within_the_hour_and_the_id_is_the_persons_for_good() -> None:
    desk = Help()
    opened = await desk.open(who(ADA))
    assert opened.token == f"token for {ADA}"
    assert timedelta() < opened.until - MONDAY <= timedelta(hours=1)
    first = await desk.opened()
    assert first == desk.signer.signed[0][0]
    assert ADA not in first
    assert len(first) >= 32


async def test_without_a_chat_nobody_is_told_of_anybody() -> None:
    desk = Help(app_id="")
    with pytest.raises(ChatOff):
        await desk.open(who(ADA))
    assert desk.desk.there == {}
    assert await desk.contacts.of_user(ADA) is None


async def test_an_id_that_the_desk_deletes_by_itself_is_given_up_for_another() -> None:
    desk = Help()
    first = await desk.opened()
    desk.desk.locked.add(first)
    with pytest.raises(ContactLocked):
        await desk.open(who(ADA))
    assert await desk.opened() != first


@pytest.mark.obligation(73, 100)
async def test_who_leaves_the_last_workspace_is_deleted_now_and_when_no_token_holds() -> None:
    desk = Help()
    contact_id = await desk.opened()
    assert await desk.forget(OURS, ADA) == 1
    assert await desk.forget(OURS, ADA) == 0
    assert await desk.contacts.of_user(ADA) is None
    assert await desk.delete() == 0
    assert await desk.delete() == 0
    assert desk.desk.deleted == [contact_id]
    desk.wall.at += timedelta(hours=1)
    assert await desk.delete() == 1
    assert desk.desk.deleted == [contact_id, contact_id]
    assert await desk.contacts.find(contact_id, "") is None


async def test_who_stays_in_another_workspace_stays_at_the_desk() -> None:
    desk = Help()
    await desk.opened(KARIM)
    assert await desk.forget(OURS, KARIM) == 0
    assert await desk.contacts.of_user(KARIM) is not None


async def test_a_workspace_that_ends_takes_those_along_who_are_in_no_other() -> None:
    desk = Help()
    await desk.opened(ADA)
    await desk.opened(KARIM)
    assert await desk.forget(OURS) == 1
    assert await desk.contacts.of_user(ADA) is None
    assert await desk.contacts.of_user(KARIM) is not None


async def test_who_comes_back_is_a_new_contact() -> None:
    desk = Help()
    first = await desk.opened()
    await desk.forget(OURS, ADA)
    assert await desk.opened() != first


async def test_one_contact_that_cannot_be_deleted_holds_up_no_other() -> None:
    desk = Help()
    stuck, other = await desk.opened(ADA), await desk.opened(KARIM)
    desk.desk.silent.add(stuck)
    for user_id in (ADA, KARIM):
        contact = await desk.contacts.of_user(user_id)
        assert contact is not None
        contact.forget(at=MONDAY)
        await desk.contacts.save(contact)
    desk.wall.at += timedelta(hours=2)
    with pytest.raises(DeskDown):
        await desk.delete()
    assert desk.desk.deleted == [other]
    desk.desk.silent.clear()
    assert await desk.delete() == 1


def told(topic: str, contact_id: str, ref: str = "") -> bytes:
    return f'{{"topic":"{topic}","contact":"{contact_id}","ref":"{ref}"}}'.encode()


async def test_a_contact_that_a_token_brought_back_is_deleted_again_at_once() -> None:
    desk = Help()
    contact_id = await desk.opened()
    await desk.forget(OURS, ADA)
    await desk.delete()
    desk.desk.there[contact_id] = "ref-back"
    assert await desk.apply(told("contact.user.created", contact_id)) == "recorded"
    await desk.delete()
    assert desk.desk.deleted == [contact_id, contact_id]


async def test_a_notice_is_a_signal_and_what_the_desk_says_counts() -> None:
    desk = Help()
    contact_id = await desk.opened()
    assert await desk.apply(told("contact.deleted", contact_id)) == "recorded"
    desk.desk.there.clear()
    assert await desk.apply(told("contact.user.updated", contact_id)) == "not-there"
    assert await desk.apply(told("contact.user.updated", "nobody")) == "unmatched"
    written = told("conversation.user.created", "")
    assert await desk.apply(written) == "ignored:conversation.user.created"
    desk.desk.there[contact_id] = "ref-new"
    await desk.apply(told("contact.unarchive", contact_id))
    contact = await desk.contacts.of_user(ADA)
    assert contact is not None
    assert contact.desk_ref == "ref-new"
