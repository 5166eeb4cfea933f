"""Opening a workspace, and adding people to it."""

from datetime import timedelta

import pytest

from domain.accounts.errors import (
    AlreadyAMember,
    EmailAlreadyKnown,
    LinkExpired,
    MemberRefused,
    PasswordRefused,
    RoleAboveOwn,
    SignUpRefused,
    TooManyLetters,
)
from domain.accounts.model.identity import Locale
from domain.accounts.model.letter import LetterKind
from domain.shared.actor import Role
from domain.shared.errors import Forbidden
from tests.conftest import MONDAY
from tests.unit.domain.accounts.world import (
    DEVICE,
    PASSWORD,
    POLICY,
    World,
    a_form,
    a_person,
)


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.obligation(23)
async def test_a_confirmed_sign_up_opens_a_workspace_and_signs_its_owner_in(world: World) -> None:
    opened = await world.opened(a_form(), Locale.EN)
    signed_in = await world.authenticate(opened.token)
    assert signed_in == opened.signed_in
    session = opened.signed_in.session
    assert session.role is Role.OWNER
    assert session.person.email.value == "ada@atelier-nord.example"
    assert session.person.locale is Locale.EN
    assert world.grants.to == [session.workspace_id]
    names = [event.name for event in await world.outbox.waiting(10)]
    assert names == ["LetterQueued", "WorkspaceOpened", "MemberJoined", "PolicyAccepted"]


async def test_nothing_exists_before_the_link_was_followed(world: World) -> None:
    await world.accounts.sign_up(a_form(), locale=Locale.FR)
    filled = {name for name, rows in world.store.tables.items() if rows}
    assert filled == {"tickets", "letters", "outbox", "sign_in_tries"}
    kind, to, words = await world.mail()
    assert (kind, to) == (LetterKind.CONFIRM_SIGN_UP, "ada@atelier-nord.example")
    assert words["company"] == "Atelier Nord"


async def test_a_posted_letter_keeps_neither_words_nor_link(world: World) -> None:
    await world.accounts.sign_up(a_form(), locale=Locale.FR)
    _, _, words = await world.mail()
    assert words["token"] not in repr(world.store.tables)
    await world.mail()
    assert len(world.post.letters) == 1
    assert {letter.sealed for letter in world.store.table("letters").values()} == {""}


async def test_a_known_address_is_told_by_mail_only(world: World) -> None:
    await world.sign_up()
    await world.accounts.sign_up(a_form(company="Another"), locale=Locale.FR)
    kind, to, _ = await world.mail()
    assert (kind, to) == (LetterKind.ALREADY_SIGNED_UP, "ada@atelier-nord.example")


async def test_a_link_works_once_for_a_day_and_ends_the_others_to_its_address(
    world: World,
) -> None:
    await world.accounts.sign_up(a_form(), locale=Locale.FR)
    _, _, first = await world.mail()
    await world.accounts.sign_up(a_form(), locale=Locale.FR)
    _, _, second = await world.mail()
    await world.accounts.confirm_sign_up(second["token"], PASSWORD, device=DEVICE)
    for token in (first["token"], second["token"], "unknown"):
        with pytest.raises(LinkExpired):
            await world.accounts.confirm_sign_up(token, PASSWORD, device=DEVICE)
    await world.accounts.sign_up(a_form(email="bo@sud.example"), locale=Locale.FR)
    _, _, late = await world.mail()
    world.wall.advance(hours=24)
    with pytest.raises(LinkExpired):
        await world.accounts.confirm_sign_up(late["token"], PASSWORD, device=DEVICE)


async def test_the_password_is_judged_where_it_is_chosen(world: World) -> None:
    await world.accounts.sign_up(a_form(), locale=Locale.FR)
    _, _, words = await world.mail()
    for password, code in (
        ("short", "password-too-short"),
        ("atelier nord ada", "password-too-common"),
    ):
        with pytest.raises(PasswordRefused) as refusal:
            await world.accounts.confirm_sign_up(words["token"], password, device=DEVICE)
        assert [fault.code for fault in refusal.value.faults] == [code]
    await world.accounts.confirm_sign_up(words["token"], PASSWORD, device=DEVICE)


async def test_nobody_has_us_flood_a_mailbox(world: World) -> None:
    for _ in range(5):
        await world.accounts.sign_up(a_form(), locale=Locale.FR)
    with pytest.raises(TooManyLetters) as refusal:
        await world.accounts.sign_up(a_form(), locale=Locale.FR)
    assert refusal.value.retry_after == timedelta(minutes=15)


@pytest.mark.obligation(3)
async def test_the_exact_text_that_was_accepted_is_on_record(world: World) -> None:
    session = await world.sign_up()
    accepted = await world.acceptances.of_user(session.workspace_id, session.user_id)
    assert [(one.policy_version, one.policy_sha256, one.accepted_at) for one in accepted] == [
        (POLICY.version, POLICY.sha256, MONDAY)
    ]


@pytest.mark.obligation(4)
async def test_the_professional_declaration_is_on_record_with_its_time(world: World) -> None:
    session = await world.sign_up()
    workspace = await world.workspaces.get(session.workspace_id)
    assert workspace.professional_declared_at == MONDAY
    assert not workspace.to_review


@pytest.mark.obligation(4)
async def test_a_sign_up_from_a_mailbox_of_the_general_public_is_to_be_reviewed(
    world: World,
) -> None:
    session = await world.sign_up(email="ada.martin@gmail.com")
    assert (await world.workspaces.get(session.workspace_id)).to_review


@pytest.mark.obligation(4)
async def test_every_wrong_field_is_named_at_once(world: World) -> None:
    form = a_form(
        company=" ",
        country="ZZ",
        professional=False,
        first_name="",
        last_name="x" * 201,
        email="not an address",
        policy_version="2020-01",
    )
    with pytest.raises(SignUpRefused) as refusal:
        await world.accounts.sign_up(form, locale=Locale.FR)
    assert {fault.pointer: fault.code for fault in refusal.value.faults} == {
        "/company": "missing",
        "/country": "unknown-country",
        "/first_name": "missing",
        "/last_name": "string-too-long",
        "/email": "not-an-email-address",
        "/policy_version": "policy-not-current",
        "/professional": "professionals-only",
    }


async def test_a_failure_in_the_middle_leaves_the_link_as_it_was(world: World) -> None:
    await world.accounts.sign_up(a_form(), locale=Locale.FR)
    _, _, words = await world.mail()
    world.grants.fails = True
    with pytest.raises(RuntimeError):
        await world.accounts.confirm_sign_up(words["token"], PASSWORD, device=DEVICE)
    assert not world.store.table("users")
    world.grants.fails = False
    await world.accounts.confirm_sign_up(words["token"], PASSWORD, device=DEVICE)


async def test_two_links_to_one_address_open_one_account(world: World) -> None:
    await world.accounts.sign_up(a_form(), locale=Locale.FR)
    _, _, words = await world.mail()
    theirs = await world.owner(email="bo@sud.example")
    await world.add_member(theirs, a_person(), Role.MEMBER)
    with pytest.raises(EmailAlreadyKnown):
        await world.accounts.confirm_sign_up(words["token"], PASSWORD, device=DEVICE)


async def test_a_member_gets_a_role_and_can_sign_in(world: World) -> None:
    owner = await world.owner()
    await world.add_member(owner, a_person(email="leo@nord.example"), Role.MANAGER)
    opened = await world.sign_in("leo@nord.example", a_person().password)
    assert opened.signed_in.session.role is Role.MANAGER
    assert opened.signed_in.session.workspace_id == owner.workspace_id


@pytest.mark.obligation(7)
async def test_one_person_can_be_in_two_workspaces(world: World) -> None:
    ours = await world.sign_up()
    theirs = await world.owner(email="bo@sud.example")
    before = await world.users.get(ours.user_id)
    person = a_person(password="another long enough passage")
    joined = await world.add_member(theirs, person, Role.MEMBER)
    assert joined.user_id == ours.user_id
    spaces = [one.workspace_id for one in await world.memberships.of_user(ours.user_id)]
    assert spaces == [ours.workspace_id, theirs.workspace_id]
    kept = await world.users.get(ours.user_id)
    assert kept.password_hash == before.password_hash
    with pytest.raises(AlreadyAMember):
        await world.add_member(theirs, person, Role.MEMBER)


async def test_only_owners_and_admins_add_members_and_only_owners_add_owners(
    world: World,
) -> None:
    owner = await world.owner()
    for role in (Role.ADMIN, Role.MEMBER):
        await world.add_member(owner, a_person(email=f"{role}@nord.example"), role)
    admin = (await world.sign_in("admin@nord.example", PASSWORD)).signed_in.session.actor(
        world.wall.now()
    )
    member = (await world.sign_in("member@nord.example", PASSWORD)).signed_in.session.actor(
        world.wall.now()
    )
    newcomer = a_person(email="new@nord.example")
    with pytest.raises(Forbidden):
        await world.add_member(member, newcomer, Role.VIEWER)
    with pytest.raises(Forbidden):  # a password alone
        await world.add_member(admin, newcomer, Role.VIEWER)
    admin = world.strong(admin)
    with pytest.raises(RoleAboveOwn):
        await world.add_member(admin, newcomer, Role.OWNER)
    with pytest.raises(MemberRefused):
        await world.add_member(admin, a_person(password="short"), Role.VIEWER)
    await world.add_member(admin, newcomer, Role.VIEWER)
