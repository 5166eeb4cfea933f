"""Users, workspaces, memberships, sessions, tries and acceptances: memory and Mongo agree."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.accounts import (
    MemoryAcceptances,
    MemoryMemberships,
    MemorySessions,
    MemorySignInCounter,
    MemoryUsers,
    MemoryWorkspaces,
)
from adapters.memory.rows import MemoryStore
from adapters.mongo import driver
from adapters.mongo.accounts import (
    MongoAcceptances,
    MongoMemberships,
    MongoSessions,
    MongoSignInCounter,
    MongoUsers,
    MongoWorkspaces,
)
from domain.accounts.errors import (
    AlreadyAMember,
    EmailAlreadyKnown,
    UserNotFound,
    WorkspaceNotFound,
)
from domain.accounts.model.identity import (
    Locale,
    Membership,
    PolicyAcceptance,
    User,
    Workspace,
)
from domain.accounts.model.session import Session
from domain.accounts.model.sign_in_tries import SignInTries
from domain.accounts.ports import (
    Acceptances,
    Memberships,
    Sessions,
    SignInCounter,
    Users,
    Workspaces,
)
from domain.shared.actor import Role
from domain.shared.email_address import EmailAddress
from domain.shared.errors import StaleWrite
from domain.shared.ids import SessionId, UserId, WorkspaceId
from tests.conftest import MONDAY

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")


@dataclass
class Stores:
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    sessions: Sessions
    counter: SignInCounter
    acceptances: Acceptances


@pytest.fixture(params=["memory", "mongo"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "memory":
        store = MemoryStore()
        return Stores(
            MemoryUsers(store),
            MemoryWorkspaces(store),
            MemoryMemberships(store),
            MemorySessions(store),
            MemorySignInCounter(store),
            MemoryAcceptances(store),
        )
    database: driver.Database = request.getfixturevalue("mongo_database")
    return Stores(
        MongoUsers(database),
        MongoWorkspaces(database),
        MongoMemberships(database),
        MongoSessions(database),
        MongoSignInCounter(database),
        MongoAcceptances(database),
    )


def a_user(**changes: Any) -> User:
    made = User(
        id=UserId("u-1"),
        email=EmailAddress("ada@nord.example"),
        first_name="Ada",
        last_name="Martin",
        locale=Locale.EN,
        password_hash="$argon2id$",
        created_at=MONDAY,
        version=3,
    )
    return replace(made, **changes)


def a_workspace(**changes: Any) -> Workspace:
    made = Workspace(
        id=OURS,
        name="Atelier Nord",
        country="FR",
        opened_by=UserId("u-1"),
        opened_at=MONDAY,
        professional_declared_at=MONDAY - timedelta(seconds=1),
        to_review=True,
        version=2,
    )
    return replace(made, **changes)


def a_membership(**changes: Any) -> Membership:
    made = Membership(
        id="m-1",
        workspace_id=OURS,
        user_id=UserId("u-1"),
        role=Role.MANAGER,
        joined_at=MONDAY,
        version=1,
    )
    return replace(made, **changes)


def a_session(**changes: Any) -> Session:
    made = Session(
        id=SessionId("s-1"),
        workspace_id=OURS,
        user_id=UserId("u-1"),
        token_digest="d1",
        opened_at=MONDAY,
        seen_at=MONDAY + timedelta(hours=1),
        ends_at=MONDAY + timedelta(days=14),
    )
    return replace(made, **changes)


def an_acceptance(**changes: Any) -> PolicyAcceptance:
    made = PolicyAcceptance(
        id="a-1",
        workspace_id=OURS,
        user_id=UserId("u-1"),
        policy_version="2026-11",
        policy_sha256="ab" * 32,
        accepted_at=MONDAY,
    )
    return replace(made, **changes)


async def test_a_user_comes_back_equal_by_id_and_by_address(stores: Stores) -> None:
    await stores.users.add(a_user())
    assert await stores.users.get(UserId("u-1")) == a_user()
    assert await stores.users.find(EmailAddress("ADA@nord.example")) == a_user()
    assert await stores.users.find(EmailAddress("bo@nord.example")) is None
    with pytest.raises(UserNotFound):
        await stores.users.get(UserId("u-2"))


async def test_an_address_belongs_to_one_user(stores: Stores) -> None:
    await stores.users.add(a_user())
    with pytest.raises(EmailAlreadyKnown):
        await stores.users.add(a_user(id=UserId("u-2")))


async def test_the_second_writer_of_a_user_loses(stores: Stores) -> None:
    await stores.users.add(a_user())
    mine, theirs = [await stores.users.get(UserId("u-1")) for _ in range(2)]
    theirs.locale = Locale.FR
    await stores.users.save(theirs)
    with pytest.raises(StaleWrite):
        await stores.users.save(mine)
    assert (await stores.users.get(UserId("u-1"))).locale is Locale.FR


async def test_a_workspace_comes_back_equal(stores: Stores) -> None:
    await stores.workspaces.add(a_workspace())
    assert await stores.workspaces.get(OURS) == a_workspace()
    with pytest.raises(WorkspaceNotFound):
        await stores.workspaces.get(THEIRS)


async def test_a_membership_comes_back_equal_to_its_workspace_alone(stores: Stores) -> None:
    await stores.memberships.add(a_membership())
    assert await stores.memberships.find(OURS, UserId("u-1")) == a_membership()
    assert await stores.memberships.find(THEIRS, UserId("u-1")) is None
    assert await stores.memberships.find(OURS, UserId("u-2")) is None


async def test_a_user_is_once_a_member_of_each_workspace(stores: Stores) -> None:
    second = a_membership(id="m-2", workspace_id=THEIRS)
    await stores.memberships.add(second)
    await stores.memberships.add(a_membership())
    with pytest.raises(AlreadyAMember):
        await stores.memberships.add(a_membership(id="m-3"))
    assert list(await stores.memberships.of_user(UserId("u-1"))) == [a_membership(), second]


async def test_a_session_is_found_by_the_digest_of_its_token(stores: Stores) -> None:
    await stores.sessions.add(a_session())
    assert await stores.sessions.find("d1") == a_session()
    assert await stores.sessions.find("d2") is None


async def test_a_use_never_moves_a_session_back(stores: Stores) -> None:
    await stores.sessions.add(a_session())
    later = MONDAY + timedelta(hours=2)
    await stores.sessions.touch(SessionId("s-1"), later)
    await stores.sessions.touch(SessionId("s-1"), MONDAY)
    await stores.sessions.touch(SessionId("unknown"), later)
    assert await stores.sessions.find("d1") == a_session(seen_at=later)


async def test_a_session_is_revoked_once(stores: Stores) -> None:
    await stores.sessions.add(a_session())
    await stores.sessions.add(a_session(id=SessionId("s-2"), token_digest="d2"))
    await stores.sessions.revoke("d1", MONDAY)
    await stores.sessions.revoke("d1", MONDAY + timedelta(hours=1))
    await stores.sessions.revoke("unknown", MONDAY)
    assert await stores.sessions.find("d1") == a_session(revoked_at=MONDAY)
    other = await stores.sessions.find("d2")
    assert other is not None
    assert other.revoked_at is None


async def test_tries_are_fresh_until_counted_and_again_once_forgotten(stores: Stores) -> None:
    tries = await stores.counter.get("k")
    assert tries == SignInTries(id="k")
    tries.begin(at=MONDAY)
    await stores.counter.save(tries)
    assert await stores.counter.get("k") == SignInTries(id="k", count=1, last_at=MONDAY, version=1)
    await stores.counter.forget("k")
    await stores.counter.forget("k")
    assert await stores.counter.get("k") == SignInTries(id="k")


@pytest.mark.parametrize("earlier", [0, 1])
async def test_two_tries_at_once_are_never_counted_as_one(stores: Stores, earlier: int) -> None:
    for _ in range(earlier):
        await stores.counter.save(await stores.counter.get("k"))
    mine, theirs = [await stores.counter.get("k") for _ in range(2)]
    await stores.counter.save(theirs)
    with pytest.raises(StaleWrite):
        await stores.counter.save(mine)


async def test_acceptances_come_back_equal_oldest_first_to_their_workspace_alone(
    stores: Stores,
) -> None:
    later = an_acceptance(id="a-2", policy_version="2027-01")
    await stores.acceptances.add(later)
    await stores.acceptances.add(an_acceptance())
    await stores.acceptances.add(an_acceptance(id="a-3", user_id=UserId("u-2")))
    found = await stores.acceptances.of_user(OURS, UserId("u-1"))
    assert list(found) == [an_acceptance(), later]
    assert list(await stores.acceptances.of_user(THEIRS, UserId("u-1"))) == []
