"""New password, new address, sessions, team, closing."""

import pytest

from domain.accounts.errors import (
    AlreadyAMember,
    InvitationForAnotherAddress,
    InvitationNotFound,
    LastOwnerStays,
    LinkExpired,
    NameDoesNotMatch,
    NotAMember,
    RoleAboveOwn,
    SessionNotFound,
    TooManyLetters,
    WrongCredentials,
    WrongPassword,
)
from domain.accounts.model.identity import Locale
from domain.accounts.model.letter import LetterKind
from domain.accounts.model.session import Device
from domain.shared.actor import Actor, Role
from domain.shared.errors import Forbidden
from tests.unit.domain.accounts.world import DEVICE, PASSWORD, World, a_person

EMAIL = "ada@atelier-nord.example"
FRESH = "une autre phrase bien longue"


@pytest.fixture
def world() -> World:
    return World()


async def invited(world: World, owner: Actor, email: str, role: Role = Role.MEMBER) -> str:
    await world.accounts.invite_member(owner, email, role, locale=Locale.FR)
    kind, to, words = await world.mail()
    assert (kind, to) == (LetterKind.INVITATION, email)
    return words["token"]


async def test_a_reset_changes_the_password_once_and_ends_every_session(world: World) -> None:
    opened = (await world.sign_up(), await world.sign_in(EMAIL, PASSWORD))[1]
    await world.accounts.request_reset(EMAIL.upper(), locale=Locale.FR)
    kind, _, words = await world.mail()
    assert kind is LetterKind.RESET_PASSWORD
    await world.accounts.reset_password(words["token"], FRESH)
    assert (await world.mail())[0] is LetterKind.PASSWORD_CHANGED
    assert await world.authenticate(opened.token) is None
    with pytest.raises(WrongCredentials):
        await world.sign_in(EMAIL, PASSWORD)
    await world.sign_in(EMAIL, FRESH)
    with pytest.raises(LinkExpired):
        await world.accounts.reset_password(words["token"], FRESH)


async def test_a_reset_link_lives_half_an_hour(world: World) -> None:
    await world.sign_up()
    await world.accounts.request_reset(EMAIL, locale=Locale.FR)
    _, _, words = await world.mail()
    world.wall.advance(minutes=30)
    with pytest.raises(LinkExpired):
        await world.accounts.reset_password(words["token"], FRESH)


async def test_an_unknown_address_is_told_by_mail_only(world: World) -> None:
    await world.accounts.request_reset("nobody@sud.example", locale=Locale.FR)
    kind, to, _ = await world.mail()
    assert (kind, to) == (LetterKind.NO_ACCOUNT, "nobody@sud.example")


async def test_a_link_is_good_for_its_own_purpose_only(world: World) -> None:
    await world.sign_up()
    await world.accounts.request_reset(EMAIL, locale=Locale.FR)
    _, _, words = await world.mail()
    with pytest.raises(LinkExpired):
        await world.accounts.confirm_email(words["token"])
    with pytest.raises(LinkExpired):
        await world.accounts.confirm_sign_up(words["token"], PASSWORD, device=DEVICE)


async def test_changing_the_password_takes_the_old_one_and_keeps_this_session(
    world: World,
) -> None:
    session = await world.sign_up()
    here, there = await world.sign_in(EMAIL, PASSWORD), await world.sign_in(EMAIL, PASSWORD)
    with pytest.raises(WrongPassword):
        await world.accounts.change_password(session, "not the one", FRESH)
    await world.accounts.change_password(here.signed_in.session, PASSWORD, FRESH)
    assert await world.authenticate(here.token) is not None
    assert await world.authenticate(there.token) is None
    await world.sign_in(EMAIL, FRESH)


async def test_a_new_address_counts_once_it_was_confirmed_and_the_old_one_is_told(
    world: World,
) -> None:
    opened = (await world.sign_up(), await world.sign_in(EMAIL, PASSWORD))[1]
    session = opened.signed_in.session
    await world.accounts.request_email_change(session, PASSWORD, "new@nord.example")
    await world.mail()
    (confirm, told) = world.post.letters[-2:]
    assert (confirm[0], confirm[1]) == (LetterKind.CONFIRM_EMAIL, "new@nord.example")
    assert (told[0], told[1]) == (LetterKind.EMAIL_CHANGING, EMAIL)
    await world.sign_in(EMAIL, PASSWORD)
    await world.accounts.confirm_email(confirm[2]["token"])
    with pytest.raises(WrongCredentials):
        await world.sign_in(EMAIL, PASSWORD)
    signed_in = await world.authenticate(opened.token)
    assert signed_in is not None
    assert signed_in.session.person.email.value == "new@nord.example"


async def test_sessions_are_listed_and_ended_by_their_own_user_only(world: World) -> None:
    mine = await world.sign_up()
    theirs = await world.sign_up(email="bo@sud.example")
    other = await world.sign_in(EMAIL, PASSWORD)
    assert {one.id for one in await world.accounts.list_sessions(mine)} == {
        mine.id,
        other.signed_in.session.id,
    }
    with pytest.raises(SessionNotFound):
        await world.accounts.end_session(theirs, other.signed_in.session.id)
    await world.accounts.end_session(mine, other.signed_in.session.id)
    assert await world.authenticate(other.token) is None
    with pytest.raises(SessionNotFound):
        await world.accounts.end_session(mine, other.signed_in.session.id)
    third = await world.sign_in(EMAIL, PASSWORD)
    await world.accounts.end_other_sessions(third.signed_in.session)
    assert [one.id for one in await world.accounts.list_sessions(mine)] == [
        third.signed_in.session.id
    ]


async def test_a_sign_in_from_a_new_device_is_told(world: World) -> None:
    await world.sign_up()
    await world.sign_in(EMAIL, PASSWORD)
    posted = len(world.post.letters)
    await world.accounts.sign_in(EMAIL, PASSWORD, device=Device(name="Safari · iOS"))
    kind, _, words = await world.mail()
    assert (kind, words["device"]) == (LetterKind.NEW_SIGN_IN, "Safari · iOS")
    assert len(world.post.letters) == posted + 1


async def test_somebody_new_joins_by_invitation_once(world: World) -> None:
    owner = await world.owner()
    token = await invited(world, owner, "leo@nord.example", Role.MANAGER)
    shown = await world.accounts.read_invitation(token)
    assert (shown.workspace, shown.role, shown.has_account) == ("Atelier Nord", "manager", False)
    person = a_person(email="leo@nord.example")
    opened = await world.accounts.accept_invitation(token, person, locale=Locale.FR, device=DEVICE)
    session = opened.signed_in.session
    assert (session.workspace_id, session.role) == (owner.workspace_id, Role.MANAGER)
    accepted = await world.acceptances.of_user(owner.workspace_id, session.user_id)
    assert len(accepted) == 1
    with pytest.raises(LinkExpired):
        await world.accounts.read_invitation(token)


async def test_an_invitation_is_for_one_address(world: World) -> None:
    owner = await world.owner()
    token = await invited(world, owner, "leo@nord.example")
    with pytest.raises(InvitationForAnotherAddress):
        await world.accounts.accept_invitation(
            token, a_person(email="eve@nord.example"), locale=Locale.FR, device=DEVICE
        )
    stranger = await world.opened_session(email="eve@sud.example")
    with pytest.raises(InvitationForAnotherAddress):
        await world.accounts.join_workspace(stranger.signed_in.session, token, token=stranger.token)


@pytest.mark.obligation(7)
async def test_a_known_person_joins_and_switches_between_workspaces(world: World) -> None:
    owner = await world.owner()
    guest = await world.opened_session(email="bo@sud.example")
    token = await invited(world, owner, "bo@sud.example")
    joined = await world.accounts.join_workspace(guest.signed_in.session, token, token=guest.token)
    session = joined.signed_in.session
    assert session.workspace_id == owner.workspace_id
    assert await world.authenticate(guest.token) is None
    found = await world.accounts.list_workspaces(session)
    assert {membership.role for _, membership in found} == {Role.OWNER, Role.MEMBER}
    home = guest.signed_in.session.workspace_id
    back = await world.accounts.switch_workspace(session, home, token=joined.token)
    assert back.signed_in.session.role is Role.OWNER
    elsewhere = await world.owner(email="cy@est.example")
    with pytest.raises(NotAMember):
        await world.accounts.switch_workspace(
            back.signed_in.session, elsewhere.workspace_id, token=back.token
        )


async def test_sending_again_ends_the_first_link_and_revoking_the_second(world: World) -> None:
    owner = await world.owner()
    first = await invited(world, owner, "leo@nord.example")
    (invitation,) = (await world.accounts.read_team(owner)).invitations
    await world.accounts.resend_invitation(owner, invitation.id, locale=Locale.FR)
    second = (await world.mail())[2]["token"]
    with pytest.raises(LinkExpired):
        await world.accounts.read_invitation(first)
    await world.accounts.read_invitation(second)
    await world.accounts.revoke_invitation(owner, invitation.id)
    with pytest.raises(LinkExpired):
        await world.accounts.read_invitation(second)
    theirs = await world.owner(email="bo@sud.example")
    with pytest.raises(InvitationNotFound):
        await world.accounts.revoke_invitation(theirs, invitation.id)


async def test_an_invitation_is_over_after_seven_days(world: World) -> None:
    owner = await world.owner()
    token = await invited(world, owner, "leo@nord.example")
    world.wall.advance(days=7)
    with pytest.raises(LinkExpired):
        await world.accounts.read_invitation(token)


async def test_a_workspace_invites_twenty_a_day(world: World) -> None:
    owner = await world.owner()
    for number in range(20):
        await invited(world, owner, f"leo-{number}@nord.example")
    with pytest.raises(TooManyLetters):
        await world.accounts.invite_member(
            owner, "one-more@nord.example", Role.MEMBER, locale=Locale.FR
        )


async def test_roles_do_not_climb_and_an_owner_stays(world: World) -> None:
    owner = await world.owner()
    for role in (Role.ADMIN, Role.MEMBER):
        await world.add_member(owner, a_person(email=f"{role}@nord.example"), role)
    admin = world.strong(
        (await world.sign_in("admin@nord.example", PASSWORD)).signed_in.session.actor(
            world.wall.now()
        )
    )
    member = (await world.sign_in("member@nord.example", PASSWORD)).signed_in.session
    with pytest.raises(RoleAboveOwn):
        await world.accounts.change_role(admin, admin.user_id, Role.OWNER)
    with pytest.raises(RoleAboveOwn):
        await world.accounts.change_role(admin, owner.user_id, Role.VIEWER)
    with pytest.raises(RoleAboveOwn):
        await world.accounts.invite_member(admin, "x@nord.example", Role.OWNER, locale=Locale.FR)
    with pytest.raises(Forbidden):
        await world.accounts.change_role(member.actor(world.wall.now()), member.user_id, Role.ADMIN)
    with pytest.raises(LastOwnerStays):
        await world.accounts.change_role(owner, owner.user_id, Role.ADMIN)
    with pytest.raises(LastOwnerStays):
        await world.accounts.remove_member(owner, owner.user_id)
    with pytest.raises(AlreadyAMember):
        await world.accounts.invite_member(
            owner, "member@nord.example", Role.VIEWER, locale=Locale.FR
        )
    await world.accounts.change_role(owner, admin.user_id, Role.OWNER)
    await world.accounts.remove_member(owner, owner.user_id)


async def test_closing_takes_the_name_and_the_password_and_can_be_withdrawn(
    world: World,
) -> None:
    owner = await world.owner()
    with pytest.raises(WrongPassword):
        await world.accounts.ask_closure(owner, "not the one", "Atelier Nord", takes_archive=False)
    with pytest.raises(NameDoesNotMatch):
        await world.accounts.ask_closure(owner, PASSWORD, "Atelier Sud", takes_archive=False)
    for _ in range(2):
        await world.accounts.ask_closure(owner, PASSWORD, " atelier nord ", takes_archive=False)
    assert (await world.mail())[0] is LetterKind.CLOSURE_ASKED
    kept = await world.accounts.withdraw_closure(owner)
    assert kept.closure_asked_at is None
    names = [event.name for event in await world.outbox.waiting(100)]
    assert names.count("WorkspaceClosureAsked") == 1
    assert names.count("WorkspaceClosureWithdrawn") == 1
