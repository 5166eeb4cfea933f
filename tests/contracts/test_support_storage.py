"""Contacts at the support desk: memory and Mongo agree."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.rows import MemoryStore
from adapters.memory.support import MemorySupportContacts
from adapters.mongo import driver
from adapters.mongo.support import MongoSupportContacts
from domain.shared.errors import StaleWrite
from domain.shared.ids import UserId
from domain.support.model import SupportContact
from domain.support.ports import SupportContacts
from tests.conftest import MONDAY


@pytest.fixture(params=["memory", "mongo"])
def contacts(request: pytest.FixtureRequest) -> SupportContacts:
    if request.param == "memory":
        return MemorySupportContacts(MemoryStore())
    database: driver.Database = request.getfixturevalue("mongo_database")
    return MongoSupportContacts(database)


def a_contact(number: int = 1) -> SupportContact:
    return SupportContact(
        id=f"random-{number}",
        user_id=UserId(f"u-{number}"),
        created_at=MONDAY,
        token_until=MONDAY,
        desk_ref=f"ref-{number}",
    )


async def test_a_contact_is_found_whole_by_user_by_id_and_by_reference(
    contacts: SupportContacts,
) -> None:
    await contacts.add(a_contact())
    assert await contacts.of_user(UserId("u-1")) == a_contact()
    assert await contacts.find("random-1", "") == a_contact()
    assert await contacts.find("", "ref-1") == a_contact()
    assert await contacts.find("", "") is None
    assert await contacts.of_user(UserId("u-2")) is None


async def test_a_user_has_one_contact(contacts: SupportContacts) -> None:
    await contacts.add(a_contact())
    with pytest.raises(StaleWrite):
        await contacts.add(replace(a_contact(), id="random-2"))


async def test_forgotten_contacts_are_nobodys_and_stand_beside_each_other(
    contacts: SupportContacts,
) -> None:
    for number in (1, 2):
        contact = a_contact(number)
        await contacts.add(contact)
        contact.forget(at=MONDAY + timedelta(minutes=number))
        await contacts.save(contact)
    await contacts.add(replace(a_contact(1), id="random-3"))
    assert await contacts.of_user(UserId("")) is None
    due = await contacts.due(MONDAY + timedelta(hours=1), 10)
    assert [one.id for one in due] == ["random-1", "random-2"]
    assert [one.id for one in await contacts.due(MONDAY + timedelta(minutes=1), 10)] == ["random-1"]
    assert len(await contacts.due(MONDAY + timedelta(hours=1), 1)) == 1


async def test_a_write_that_came_second_is_refused(contacts: SupportContacts) -> None:
    await contacts.add(a_contact())
    first, second = a_contact(), a_contact()
    await contacts.save(first)
    with pytest.raises(StaleWrite):
        await contacts.save(second)


async def test_a_contact_is_removed_once(contacts: SupportContacts) -> None:
    await contacts.add(a_contact())
    await contacts.remove("random-1")
    await contacts.remove("random-1")
    assert await contacts.find("random-1", "ref-1") is None
    with pytest.raises(StaleWrite):
        await contacts.save(a_contact())
