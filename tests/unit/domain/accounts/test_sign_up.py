"""Opening a workspace, and adding people to it."""

import pytest

from domain.accounts.errors import (
    AlreadyAMember,
    EmailAlreadyKnown,
    MemberRefused,
    SignUpRefused,
)
from domain.accounts.model.identity import Locale
from domain.shared.actor import Role
from domain.shared.errors import Forbidden
from tests.conftest import MONDAY
from tests.unit.domain.accounts.world import POLICY, World, a_form, a_person


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.obligation(23)
async def test_a_sign_up_opens_a_workspace_and_signs_its_owner_in(world: World) -> None:
    opened = await world.sign_up(a_form(), locale=Locale.EN)
    signed_in = await world.authenticate(opened.token)
    assert signed_in == opened.signed_in
    assert signed_in.role is Role.OWNER
    assert signed_in.user.email.value == "ada@atelier-nord.example"
    assert signed_in.user.locale is Locale.EN
    assert world.grants.to == [signed_in.workspace.id]
    names = [event.name for event in await world.outbox.waiting(10)]
    assert names == ["WorkspaceOpened", "MemberJoined", "PolicyAccepted"]


@pytest.mark.obligation(3)
async def test_the_exact_text_that_was_accepted_is_on_record(world: World) -> None:
    opened = await world.sign_up(a_form(), locale=Locale.FR)
    actor = opened.signed_in.actor
    accepted = await world.acceptances.of_user(actor.workspace_id, actor.user_id)
    assert [(one.policy_version, one.policy_sha256, one.accepted_at) for one in accepted] == [
        (POLICY.version, POLICY.sha256, MONDAY)
    ]


@pytest.mark.obligation(4)
async def test_the_professional_declaration_is_on_record_with_its_time(world: World) -> None:
    opened = await world.sign_up(a_form(), locale=Locale.FR)
    assert opened.signed_in.workspace.professional_declared_at == MONDAY
    assert not opened.signed_in.workspace.to_review


@pytest.mark.obligation(4)
async def test_a_sign_up_from_a_mailbox_of_the_general_public_is_to_be_reviewed(
    world: World,
) -> None:
    opened = await world.sign_up(a_form(email="ada.martin@gmail.com"), locale=Locale.FR)
    assert opened.signed_in.workspace.to_review


@pytest.mark.obligation(4)
async def test_every_wrong_field_is_named_at_once(world: World) -> None:
    form = a_form(
        company=" ",
        country="ZZ",
        professional=False,
        first_name="",
        last_name="x" * 201,
        email="not an address",
        password="short",
        policy_version="2020-01",
    )
    with pytest.raises(SignUpRefused) as refusal:
        await world.sign_up(form, locale=Locale.FR)
    assert {fault.pointer: fault.code for fault in refusal.value.faults} == {
        "/company": "missing",
        "/country": "unknown-country",
        "/first_name": "missing",
        "/last_name": "string-too-long",
        "/email": "not-an-email-address",
        "/password": "password-too-short",
        "/policy_version": "policy-not-current",
        "/professional": "professionals-only",
    }


async def test_a_failure_in_the_middle_leaves_nothing(world: World) -> None:
    world.grants.fails = True
    with pytest.raises(RuntimeError):
        await world.sign_up(a_form(), locale=Locale.FR)
    assert {name: rows for name, rows in world.store.tables.items() if rows} == {}


async def test_an_address_signs_up_once(world: World) -> None:
    await world.sign_up(a_form(), locale=Locale.FR)
    with pytest.raises(EmailAlreadyKnown):
        await world.sign_up(a_form(company="Another"), locale=Locale.FR)


async def test_a_member_gets_a_role_and_can_sign_in(world: World) -> None:
    owner = (await world.sign_up(a_form(), locale=Locale.FR)).signed_in.actor
    await world.add_member(owner, a_person(email="leo@nord.example"), Role.MANAGER)
    opened = await world.sign_in("leo@nord.example", a_person().password)
    assert opened.signed_in.role is Role.MANAGER
    assert opened.signed_in.workspace.id == owner.workspace_id


@pytest.mark.obligation(7)
async def test_one_person_can_be_in_two_workspaces(world: World) -> None:
    ours = (await world.sign_up(a_form(), locale=Locale.FR)).signed_in
    theirs = await world.sign_up(a_form(email="bo@sud.example"), locale=Locale.FR)
    person = a_person(password="another long enough password")
    joined = await world.add_member(theirs.signed_in.actor, person, Role.MEMBER)
    assert joined.user_id == ours.user.id
    spaces = [one.workspace_id for one in await world.memberships.of_user(ours.user.id)]
    assert spaces == [ours.workspace.id, theirs.signed_in.workspace.id]
    kept = await world.users.get(ours.user.id)
    assert kept.password_hash == ours.user.password_hash
    with pytest.raises(AlreadyAMember):
        await world.add_member(theirs.signed_in.actor, person, Role.MEMBER)


async def test_only_owners_and_admins_add_members_and_only_owners_add_owners(
    world: World,
) -> None:
    owner = (await world.sign_up(a_form(), locale=Locale.FR)).signed_in.actor
    for role in (Role.ADMIN, Role.MEMBER):
        person = a_person(email=f"{role}@nord.example")
        await world.add_member(owner, person, role)
    admin = (await world.sign_in("admin@nord.example", a_person().password)).signed_in.actor
    member = (await world.sign_in("member@nord.example", a_person().password)).signed_in.actor
    newcomer = a_person(email="new@nord.example")
    with pytest.raises(Forbidden):
        await world.add_member(member, newcomer, Role.VIEWER)
    with pytest.raises(Forbidden):
        await world.add_member(admin, newcomer, Role.OWNER)
    with pytest.raises(MemberRefused):
        await world.add_member(admin, a_person(password="short"), Role.VIEWER)
    await world.add_member(admin, newcomer, Role.VIEWER)
