"""Users, workspaces, memberships, sessions, tries and acceptances: memory and Mongo agree."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.accounts import (
    MemoryAcceptances,
    MemoryInvitations,
    MemoryLetters,
    MemoryMemberships,
    MemorySessions,
    MemorySignInCounter,
    MemoryTickets,
    MemoryUsers,
    MemoryWorkspaces,
)
from adapters.memory.rows import MemoryStore
from adapters.mongo import driver
from adapters.mongo.accounts import (
    MongoAcceptances,
    MongoInvitations,
    MongoLetters,
    MongoMemberships,
    MongoSessions,
    MongoSignInCounter,
    MongoTickets,
    MongoUsers,
    MongoWorkspaces,
)
from domain.accounts.errors import (
    AlreadyAMember,
    EmailAlreadyKnown,
    InvitationNotFound,
    LetterNotFound,
    LinkExpired,
    UserNotFound,
    WorkspaceNotFound,
)
from domain.accounts.model.identity import (
    Locale,
    Membership,
    PolicyAcceptance,
    SecondFactor,
    User,
    Workspace,
)
from domain.accounts.model.invitation import Invitation
from domain.accounts.model.letter import Letter, LetterKind
from domain.accounts.model.second_factor import Factor
from domain.accounts.model.session import Device, Person, Session
from domain.accounts.model.sign_in_tries import SignInTries
from domain.accounts.model.ticket import Ticket, TicketKind
from domain.accounts.ports import (
    Acceptances,
    Invitations,
    Letters,
    Memberships,
    Sessions,
    SignInCounter,
    Tickets,
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
    tickets: Tickets
    invitations: Invitations
    letters: Letters


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
            MemoryTickets(store),
            MemoryInvitations(store),
            MemoryLetters(store),
        )
    database: driver.Database = request.getfixturevalue("mongo_database")
    return Stores(
        MongoUsers(database),
        MongoWorkspaces(database),
        MongoMemberships(database),
        MongoSessions(database),
        MongoSignInCounter(database),
        MongoAcceptances(database),
        MongoTickets(database),
        MongoInvitations(database),
        MongoLetters(database),
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
        factor=SecondFactor(secret="sealed", set_at=MONDAY, last_step=7, recovery=["r1", "r2"]),
        pending_secret="sealed too",
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
        closure_asked_at=MONDAY,
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
        role=Role.MANAGER,
        person=Person.of(a_user()),
        workspace_name="Atelier Nord",
        country="FR",
        factor=Factor.PASSED,
        grace_until=MONDAY + timedelta(days=7),
        device=Device(name="Firefox · Linux", network="192.0.2.0/24"),
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


async def test_a_user_cannot_take_the_address_of_another(stores: Stores) -> None:
    await stores.users.add(a_user())
    await stores.users.add(a_user(id=UserId("u-2"), email=EmailAddress("bo@nord.example")))
    other = await stores.users.get(UserId("u-2"))
    other.email = EmailAddress("ada@nord.example")
    with pytest.raises(EmailAlreadyKnown):
        await stores.users.save(other)


async def test_the_second_writer_of_a_workspace_or_a_membership_loses(stores: Stores) -> None:
    await stores.workspaces.add(a_workspace())
    await stores.memberships.add(a_membership())
    mine, theirs = [await stores.workspaces.get(OURS) for _ in range(2)]
    await stores.workspaces.save(theirs)
    with pytest.raises(StaleWrite):
        await stores.workspaces.save(mine)
    first, second = [await stores.memberships.find(OURS, UserId("u-1")) for _ in range(2)]
    assert first is not None
    assert second is not None
    first.role = Role.VIEWER
    await stores.memberships.save(first)
    with pytest.raises(StaleWrite):
        await stores.memberships.save(second)


async def test_members_are_listed_and_removed_in_their_workspace_alone(stores: Stores) -> None:
    second = a_membership(id="m-2", user_id=UserId("u-2"))
    for one in (second, a_membership(), a_membership(id="m-3", workspace_id=THEIRS)):
        await stores.memberships.add(one)
    assert list(await stores.memberships.of_workspace(OURS)) == [a_membership(), second]
    await stores.memberships.remove(THEIRS, "m-1")
    assert len(await stores.memberships.of_workspace(OURS)) == 2
    for _ in range(2):
        await stores.memberships.remove(OURS, "m-1")
    assert list(await stores.memberships.of_workspace(OURS)) == [second]


async def several(stores: Stores) -> None:
    for number, workspace_id in ((1, OURS), (2, OURS), (3, THEIRS)):
        await stores.sessions.add(
            a_session(
                id=SessionId(f"s-{number}"),
                token_digest=f"d{number}",
                workspace_id=workspace_id,
                seen_at=MONDAY + timedelta(hours=number),
            )
        )
    await stores.sessions.add(
        a_session(id=SessionId("s-9"), token_digest="d9", user_id=UserId("u-2"))
    )


async def alive(stores: Stores, user_id: str = "u-1") -> list[str]:
    found = await stores.sessions.of_user(UserId(user_id), MONDAY + timedelta(hours=4))
    return [one.id for one in found]


async def test_the_sessions_of_a_user_are_listed_last_used_first(stores: Stores) -> None:
    await several(stores)
    assert await alive(stores) == ["s-3", "s-2", "s-1"]
    late = MONDAY + timedelta(hours=14, minutes=30)
    assert [one.id for one in await stores.sessions.of_user(UserId("u-1"), late)] == ["s-3"]


async def test_sessions_end_one_by_one_by_workspace_or_all_but_one(stores: Stores) -> None:
    await several(stores)
    assert not await stores.sessions.revoke_one(UserId("u-2"), SessionId("s-1"), MONDAY)
    assert await stores.sessions.revoke_one(UserId("u-1"), SessionId("s-1"), MONDAY)
    assert not await stores.sessions.revoke_one(UserId("u-1"), SessionId("s-1"), MONDAY)
    await stores.sessions.revoke_of_user(UserId("u-1"), MONDAY, workspace_id=THEIRS)
    assert await alive(stores) == ["s-2"]
    await stores.sessions.revoke_of_user(UserId("u-1"), MONDAY, but=SessionId("s-2"))
    assert await alive(stores) == ["s-2"]
    await stores.sessions.revoke_of_user(UserId("u-1"), MONDAY)
    assert await alive(stores) == []
    assert await alive(stores, "u-2") == ["s-9"]


async def test_a_session_follows_its_person_and_its_role(stores: Stores) -> None:
    await several(stores)
    user = a_user(first_name="Augusta", locale=Locale.FR)
    await stores.sessions.renew_person(user)
    await stores.sessions.renew_role(a_membership(role=Role.VIEWER))
    first, third = await stores.sessions.find("d1"), await stores.sessions.find("d3")
    assert first is not None
    assert third is not None
    assert first.person == third.person == Person.of(user)
    assert (first.role, third.role) == (Role.VIEWER, Role.MANAGER)


async def test_a_closing_workspace_is_listed_and_its_sessions_know(stores: Stores) -> None:
    await several(stores)
    for workspace_id in (OURS, THEIRS):
        await stores.workspaces.add(a_workspace(id=workspace_id, closure_asked_at=None))
    assert await stores.workspaces.closing(10) == []
    closing = await stores.workspaces.get(OURS)
    closing.ask_closure(UserId("u-1"), takes_archive=False, at=MONDAY)
    await stores.workspaces.save(closing)
    await stores.sessions.renew_standing(closing)
    assert await stores.workspaces.closing(10) == [OURS]
    mine, theirs = [await stores.sessions.find(digest) for digest in ("d1", "d3")]
    assert mine is not None
    assert theirs is not None
    assert (mine.closing_since, theirs.closing_since) == (MONDAY, None)


async def test_a_suspended_workspace_is_watched_and_its_sessions_say_why(stores: Stores) -> None:
    await several(stores)
    for workspace_id in (OURS, THEIRS):
        await stores.workspaces.add(a_workspace(id=workspace_id, to_review=False))
    assert await stores.workspaces.watched(10) == []
    theirs = await stores.workspaces.get(THEIRS)
    theirs.to_review = True
    await stores.workspaces.save(theirs)
    held = await stores.workspaces.get(OURS)
    held.suspend("Plaintes", at=MONDAY)
    await stores.workspaces.save(held)
    await stores.sessions.renew_standing(held)
    assert [one.id for one in await stores.workspaces.watched(10)] == [OURS, THEIRS]
    assert [one.id for one in await stores.workspaces.watched(1)] == [OURS]
    mine, other = [await stores.sessions.find(digest) for digest in ("d1", "d3")]
    assert mine is not None
    assert other is not None
    assert (mine.suspended_since, mine.suspension) == (MONDAY, "Plaintes")
    assert (other.suspended_since, other.suspension) == (None, "")


def a_ticket(**changes: Any) -> Ticket:
    made = Ticket(
        id="t-1",
        kind=TicketKind.EMAIL,
        email=EmailAddress("ada@nord.example"),
        ends_at=MONDAY,
        user_id="u-1",
        details={"company": "Nord"},
    )
    return replace(made, **changes)


async def test_a_ticket_is_spent_once_with_its_siblings(stores: Stores) -> None:
    for one in (a_ticket(), a_ticket(id="t-2"), a_ticket(id="t-3", kind=TicketKind.PASSWORD)):
        await stores.tickets.add(one)
    assert await stores.tickets.find("t-1") == a_ticket()
    assert await stores.tickets.find("t-0") is None
    await stores.tickets.spend(a_ticket(), MONDAY)
    for digest in ("t-1", "t-2"):
        assert await stores.tickets.find(digest) == a_ticket(id=digest, spent_at=MONDAY)
        with pytest.raises(LinkExpired):
            await stores.tickets.spend(a_ticket(id=digest), MONDAY)
    other = await stores.tickets.find("t-3")
    assert other is not None
    assert other.spent_at is None


def an_invitation(**changes: Any) -> Invitation:
    made = Invitation(
        id="i-1",
        workspace_id=OURS,
        email=EmailAddress("leo@nord.example"),
        role=Role.ADMIN,
        invited_by=UserId("u-1"),
        token_digest="d1",
        created_at=MONDAY,
        ends_at=MONDAY + timedelta(days=7),
        version=1,
    )
    return replace(made, **changes)


async def test_invitations_come_back_equal_to_their_workspace_alone(stores: Stores) -> None:
    done = an_invitation(id="i-2", token_digest="d2", accepted_at=MONDAY)
    gone = an_invitation(id="i-3", token_digest="d3", revoked_at=MONDAY)
    newer = an_invitation(id="i-4", token_digest="d4", created_at=MONDAY + timedelta(hours=1))
    for one in (an_invitation(), done, gone, newer):
        await stores.invitations.add(one)
    assert await stores.invitations.get(OURS, "i-2") == done
    assert await stores.invitations.get(OURS, "i-3") == gone
    with pytest.raises(InvitationNotFound):
        await stores.invitations.get(THEIRS, "i-1")
    assert await stores.invitations.find_by_token("d1") == an_invitation()
    assert await stores.invitations.find_by_token("d9") is None
    assert list(await stores.invitations.open_ones(OURS)) == [newer, an_invitation()]
    assert list(await stores.invitations.open_ones(THEIRS)) == []
    assert await stores.invitations.count_since(OURS, MONDAY + timedelta(minutes=1)) == 1
    mine, theirs = [await stores.invitations.get(OURS, "i-1") for _ in range(2)]
    await stores.invitations.save(theirs)
    with pytest.raises(StaleWrite):
        await stores.invitations.save(mine)


async def test_a_posted_letter_forgets_its_words(stores: Stores) -> None:
    letter = Letter(
        id="l-1",
        kind=LetterKind.INVITATION,
        to=EmailAddress("leo@nord.example"),
        locale=Locale.EN,
        sealed="sealed",
        created_at=MONDAY,
    )
    await stores.letters.add(letter)
    assert await stores.letters.get("l-1") == letter
    await stores.letters.mark_posted("l-1", MONDAY)
    assert await stores.letters.get("l-1") == replace(letter, sealed="", posted_at=MONDAY)
    with pytest.raises(LetterNotFound):
        await stores.letters.get("l-2")
