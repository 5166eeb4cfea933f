"""Who is in the workspace, and who is asked to join (product.md 3.14)."""

from typing import Literal, Self

from fastapi import APIRouter, Request, Response

from api.deps import App, CurrentActor, OpenSession, SessionToken
from api.device import CurrentDevice
from api.models import Answer, Ask, Instant, OptionalLine, Secret
from api.problems import language, problems
from api.routes.accounts import LinkAsk, LinkToken, SessionView, give_session
from domain.accounts.errors import (
    AlreadyAMember,
    EmailAlreadyKnown,
    InvitationForAnotherAddress,
    InvitationNotFound,
    LastOwnerStays,
    LinkExpired,
    MemberRefused,
    NotAMember,
    RoleAboveOwn,
    TooManyLetters,
)
from domain.accounts.model.form import NewPerson
from domain.accounts.model.identity import Locale, Membership, User
from domain.accounts.model.invitation import Invitation
from domain.shared.actor import Role
from domain.shared.email_address import NotAnEmailAddress
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated
from domain.shared.ids import UserId

router = APIRouter(prefix="/api/v1", tags=["team"])

RoleName = Literal["owner", "admin", "manager", "member", "viewer", "billing", "dpo"]


class InviteAsk(Ask):
    email: OptionalLine
    role: RoleName


class RoleAsk(Ask):
    role: RoleName


class AcceptAsk(Ask):
    """`password` is chosen here; the link proves the address."""

    token: LinkToken
    first_name: OptionalLine
    last_name: OptionalLine
    email: OptionalLine
    password: Secret
    policy_version: OptionalLine


class MemberView(Answer):
    user_id: str
    first_name: str
    last_name: str
    email: str
    role: str
    has_second_factor: bool
    joined_at: Instant

    @classmethod
    def of(cls, membership: Membership, user: User) -> Self:
        return cls(
            user_id=user.id,
            first_name=user.first_name,
            last_name=user.last_name,
            email=user.email.value,
            role=membership.role.value,
            has_second_factor=user.factor is not None,
            joined_at=membership.joined_at,
        )


class InvitationView(Answer):
    id: str
    email: str
    role: str
    created_at: Instant
    ends_at: Instant

    @classmethod
    def of(cls, invitation: Invitation) -> Self:
        return cls(
            id=invitation.id,
            email=invitation.email.value,
            role=invitation.role.value,
            created_at=invitation.created_at,
            ends_at=invitation.ends_at,
        )


class TeamView(Answer):
    members: list[MemberView]
    invitations: list[InvitationView]


class RoleView(Answer):
    user_id: str
    role: str


class OpenInvitationView(Answer):
    workspace: str
    email: str
    role: str
    has_account: bool


@router.get("/team", responses=problems(Unauthenticated, Forbidden))
async def read_team(actor: CurrentActor, app: App) -> TeamView:
    """The members; and, for who manages the team, the invitations under way."""
    team = await app.accounts.read_team(actor)
    return TeamView(
        members=[MemberView.of(membership, user) for membership, user in team.members],
        invitations=[InvitationView.of(one) for one in team.invitations],
    )


@router.patch(
    "/team/members/{user_id}",
    responses=problems(
        Unauthenticated, Forbidden, RoleAboveOwn, NotAMember, LastOwnerStays, StaleWrite
    ),
)
async def change_role(user_id: str, body: RoleAsk, actor: CurrentActor, app: App) -> RoleView:
    """Give a member another role; it holds from the member's next request."""
    membership = await app.accounts.change_role(actor, UserId(user_id), Role(body.role))
    return RoleView(user_id=membership.user_id, role=membership.role.value)


@router.delete(
    "/team/members/{user_id}",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, RoleAboveOwn, NotAMember, LastOwnerStays),
)
async def remove_member(user_id: str, actor: CurrentActor, app: App) -> None:
    """End a membership: another's, or the own one."""
    await app.accounts.remove_member(actor, UserId(user_id))


@router.post(
    "/team/invitations",
    status_code=201,
    responses=problems(
        Unauthenticated, Forbidden, RoleAboveOwn, AlreadyAMember, NotAnEmailAddress, TooManyLetters
    ),
)
async def invite_member(
    body: InviteAsk, actor: CurrentActor, request: Request, app: App
) -> InvitationView:
    """Ask somebody by mail to join with a role; seven days, one use."""
    made = await app.accounts.invite_member(
        actor, body.email, Role(body.role), locale=Locale(language(request))
    )
    return InvitationView.of(made)


@router.post(
    "/team/invitations/{invitation_id}/resend",
    responses=problems(
        Unauthenticated,
        Forbidden,
        RoleAboveOwn,
        InvitationNotFound,
        LinkExpired,
        TooManyLetters,
        StaleWrite,
    ),
)
async def resend_invitation(
    invitation_id: str, actor: CurrentActor, request: Request, app: App
) -> InvitationView:
    """Send a fresh link; the one before ends."""
    sent = await app.accounts.resend_invitation(
        actor, invitation_id, locale=Locale(language(request))
    )
    return InvitationView.of(sent)


@router.delete(
    "/team/invitations/{invitation_id}",
    status_code=204,
    responses=problems(
        Unauthenticated, Forbidden, RoleAboveOwn, InvitationNotFound, LinkExpired, StaleWrite
    ),
)
async def revoke_invitation(invitation_id: str, actor: CurrentActor, app: App) -> None:
    """The link is worth nothing from now on."""
    await app.accounts.revoke_invitation(actor, invitation_id)


@router.post("/invitations/read", responses=problems(LinkExpired))
async def read_invitation(body: LinkAsk, app: App) -> OpenInvitationView:
    """What an invitation is for, shown to the holder of its link; nothing is used up."""
    found = await app.accounts.read_invitation(body.token)
    return OpenInvitationView(
        workspace=found.workspace,
        email=found.email.value,
        role=found.role,
        has_account=found.has_account,
    )


@router.post(
    "/invitations/accept",
    status_code=201,
    responses=problems(
        LinkExpired, MemberRefused, InvitationForAnotherAddress, EmailAlreadyKnown, AlreadyAMember
    ),
)
async def accept_invitation(
    body: AcceptAsk,
    request: Request,
    *,
    device: CurrentDevice,
    response: Response,
    replaces: SessionToken,
    app: App,
) -> SessionView:
    """Join as somebody new, accepting the policy in force, and sign in."""
    person = NewPerson(
        first_name=body.first_name,
        last_name=body.last_name,
        email=body.email,
        password=body.password,
        policy_version=body.policy_version,
    )
    opened = await app.accounts.accept_invitation(
        body.token, person, locale=Locale(language(request)), device=device, replaces=replaces
    )
    give_session(response, opened)
    return SessionView.of(opened.signed_in.session, app)


@router.post(
    "/invitations/join",
    responses=problems(Unauthenticated, LinkExpired, InvitationForAnotherAddress, AlreadyAMember),
)
async def join_workspace(
    body: LinkAsk, session: OpenSession, token: SessionToken, response: Response, app: App
) -> SessionView:
    """Join with the account one has, signed in under the invited address."""
    opened = await app.accounts.join_workspace(session, body.token, token=token or "")
    give_session(response, opened)
    return SessionView.of(opened.signed_in.session, app)
