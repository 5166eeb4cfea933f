"""Sign up, in and out; who is signed in, and where."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Request, Response
from pydantic import StringConstraints

from api.deps import AnySession, App, OpenSession, SessionToken
from api.device import CurrentDevice, network_of
from api.middleware.session import COOKIE
from api.models import Answer, Ask, Id, Instant, ListOf, OptionalLine, Secret
from api.problems import language, problems
from domain.accounts.errors import (
    EmailAlreadyKnown,
    LinkExpired,
    NotAMember,
    PasswordRefused,
    SignUpRefused,
    TooManyLetters,
    TooManySignIns,
    WrongCode,
    WrongCredentials,
)
from domain.accounts.model.form import Applicant, SignUpForm
from domain.accounts.model.identity import Locale, User
from domain.accounts.model.second_factor import AT_ONCE, Factor
from domain.accounts.model.session import OpenedSession, Person, Session, SignedIn
from domain.application import Application
from domain.shared.email_address import NotAnEmailAddress
from domain.shared.errors import StaleWrite, Unauthenticated
from domain.shared.ids import UserId, WorkspaceId

router = APIRouter(prefix="/api/v1", tags=["accounts"])

# What is wrong with a value is said by the domain, for all fields at once; here is only how long
# any of them may be.
_Short = Annotated[OptionalLine, StringConstraints(max_length=20)]
LinkToken = Annotated[str, StringConstraints(max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
OneTimeCode = Annotated[OptionalLine, StringConstraints(max_length=40)]


class SignUpAsk(Ask):
    company: OptionalLine
    country: _Short
    first_name: OptionalLine
    last_name: OptionalLine
    email: OptionalLine
    professional: bool
    policy_version: _Short

    def form(self) -> SignUpForm:
        return SignUpForm(
            company=self.company,
            country=self.country,
            professional=self.professional,
            person=Applicant(
                first_name=self.first_name,
                last_name=self.last_name,
                email=self.email,
                policy_version=self.policy_version,
            ),
        )


class LetterView(Answer):
    """A mail is on its way, or not: the answer is the same. `mailbox_url` is where the sandbox
    shows what it would have sent; null in live mode.
    """

    mailbox_url: str | None

    @classmethod
    def of(cls, app: Application) -> Self:
        return cls(mailbox_url=app.plumbing.mailbox_url or None)


class NewPasswordAsk(Ask):
    token: LinkToken
    password: Secret


class LinkAsk(Ask):
    token: LinkToken


class SignInAsk(Ask):
    email: OptionalLine
    password: Secret


class CodeAsk(Ask):
    """Six digits of the authenticator app, or a recovery code."""

    code: OneTimeCode


class AddressAsk(Ask):
    email: OptionalLine


class WorkspaceAsk(Ask):
    workspace_id: Id


class MeAsk(Ask):
    locale: Literal["fr", "en"]


class UserView(Answer):
    id: str
    email: str
    first_name: str
    last_name: str
    locale: str

    @classmethod
    def of(cls, user_id: UserId, person: Person | User) -> Self:
        return cls(
            id=user_id,
            email=person.email.value,
            first_name=person.first_name,
            last_name=person.last_name,
            locale=person.locale.value,
        )


class WorkspaceView(Answer):
    id: str
    name: str
    country: str


class SuspensionView(Answer):
    """The workspace is held back by the product's staff: read-only, for this reason."""

    since: Instant
    reason: str


class SessionView(Answer):
    """`business_now` is the time calendars and sequences go by; in the sandbox it runs
    `time_speed` times faster than real time. While `second_factor` is `owed`, or `missing` past
    `second_factor_due` (null: at once), only the routes of the second factor answer. While
    `owes_policy`, only accepting, exports, people's rights and closing do.
    """

    user: UserView
    workspace: WorkspaceView
    role: str
    permissions: list[str]
    second_factor: Literal["passed", "owed", "missing", "exempt"]
    second_factor_due: Instant | None
    is_open: bool
    suspension: SuspensionView | None
    owes_policy: bool
    mode: Literal["sandbox", "live"]
    business_now: Instant
    time_speed: float

    @classmethod
    def of(cls, session: Session, app: Application, *, owes_policy: bool = False) -> Self:
        now = app.plumbing.wall.now()
        in_grace = session.factor is Factor.MISSING and session.role not in AT_ONCE
        return cls(
            user=UserView.of(session.user_id, session.person),
            workspace=WorkspaceView(
                id=session.workspace_id, name=session.workspace_name, country=session.country
            ),
            role=session.role.value,
            permissions=sorted(one.value for one in session.actor(now).permissions),
            second_factor=session.factor.value,
            second_factor_due=session.grace_until if in_grace else None,
            is_open=session.may_work(now),
            suspension=(
                SuspensionView(since=session.suspended_since, reason=session.suspension)
                if session.suspended_since is not None
                else None
            ),
            owes_policy=owes_policy,
            mode="live" if app.plumbing.mode == "live" else "sandbox",
            business_now=app.plumbing.clock.now(),
            time_speed=app.plumbing.time_speed,
        )


class OwnWorkspaceView(Answer):
    id: str
    name: str
    role: str
    is_current: bool


def give_session(response: Response, opened: OpenedSession) -> None:
    """The cookie of security.md 3.4: host-bound, out of reach of scripts and other sites."""
    response.set_cookie(
        COOKIE,
        opened.token,
        max_age=int(Session.ABSOLUTE.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="lax",
    )


@router.post("/sign-up", status_code=202, responses=problems(SignUpRefused, TooManyLetters))
async def sign_up(body: SignUpAsk, request: Request, app: App) -> LetterView:
    """Ask for a workspace as a professional who accepts the policy in force; a mail follows.

    A refusal names every wrong field. Whether the address has an account is told by the mail.
    """
    await app.accounts.sign_up(
        body.form(), locale=Locale(language(request)), network=network_of(request)
    )
    return LetterView.of(app)


@router.post(
    "/sign-up/confirm",
    status_code=201,
    responses=problems(LinkExpired, PasswordRefused, EmailAlreadyKnown),
)
async def confirm_sign_up(
    body: NewPasswordAsk,
    device: CurrentDevice,
    response: Response,
    replaces: SessionToken,
    app: App,
) -> SessionView:
    """Open the workspace with the link of the mail and a chosen password, and sign in."""
    opened = await app.accounts.confirm_sign_up(
        body.token, body.password, device=device, replaces=replaces
    )
    give_session(response, opened)
    return SessionView.of(opened.signed_in.session, app)


@router.post("/sign-in", responses=problems(WrongCredentials, TooManySignIns))
async def sign_in(
    body: SignInAsk, device: CurrentDevice, response: Response, replaces: SessionToken, app: App
) -> SessionView:
    """Open a session. An unknown address and a wrong password get the same answer.

    Who has a second factor gets a session that still owes it.
    """
    opened = await app.accounts.sign_in(body.email, body.password, device=device, replaces=replaces)
    give_session(response, opened)
    return SessionView.of(opened.signed_in.session, app)


@router.post(
    "/sign-in/second-factor", responses=problems(Unauthenticated, WrongCode, TooManySignIns)
)
async def give_second_factor(
    body: CodeAsk, session: AnySession, token: SessionToken, response: Response, app: App
) -> SessionView:
    """Finish a sign-in with a code of the app or a recovery code; each works once."""
    opened = await app.accounts.give_factor(session, body.code, token=token or "")
    give_session(response, opened)
    return SessionView.of(opened.signed_in.session, app)


@router.post("/sign-out", status_code=204)
async def sign_out(response: Response, token: SessionToken, app: App) -> None:
    """End the session for good; without one, nothing happens."""
    if token:
        await app.accounts.sign_out(token)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


@router.post(
    "/password/forgotten", status_code=202, responses=problems(NotAnEmailAddress, TooManyLetters)
)
async def request_password(body: AddressAsk, request: Request, app: App) -> LetterView:
    """Have a link for a new password sent to an address, if it has an account."""
    await app.accounts.request_reset(
        body.email, locale=Locale(language(request)), network=network_of(request)
    )
    return LetterView.of(app)


@router.post("/password/choose", status_code=204, responses=problems(LinkExpired, PasswordRefused))
async def choose_password(body: NewPasswordAsk, app: App) -> None:
    """Take a new password with the link of the mail. Every session ends; sign in afterwards."""
    await app.accounts.reset_password(body.token, body.password)


@router.post("/email/confirm", status_code=204, responses=problems(LinkExpired, EmailAlreadyKnown))
async def confirm_email(body: LinkAsk, app: App) -> None:
    """Take a new address into use with the link that was sent to it."""
    await app.accounts.confirm_email(body.token)


@router.get("/session", responses=problems(Unauthenticated))
async def read_session(request: Request, session: AnySession, app: App) -> SessionView:
    """Who is signed in, where, with which rights, and what time it is in the product."""
    signed_in: SignedIn = request.state.signed_in
    return SessionView.of(session, app, owes_policy=signed_in.owes_policy)


@router.get("/workspaces", responses=problems(Unauthenticated))
async def list_workspaces(session: OpenSession, app: App) -> ListOf[OwnWorkspaceView]:
    """The workspaces the person belongs to."""
    found = await app.accounts.list_workspaces(session)
    items = [
        OwnWorkspaceView(
            id=workspace.id,
            name=workspace.name,
            role=membership.role.value,
            is_current=workspace.id == session.workspace_id,
        )
        for workspace, membership in found
    ]
    return ListOf(items=items, next=None)


@router.post("/session/workspace", responses=problems(Unauthenticated, NotAMember))
async def switch_workspace(
    body: WorkspaceAsk, session: OpenSession, token: SessionToken, response: Response, app: App
) -> SessionView:
    """Go on in another workspace of the same person, under a fresh session."""
    opened = await app.accounts.switch_workspace(
        session, WorkspaceId(body.workspace_id), token=token or ""
    )
    give_session(response, opened)
    return SessionView.of(opened.signed_in.session, app)


@router.patch("/me", responses=problems(Unauthenticated, StaleWrite))
async def change_locale(body: MeAsk, session: OpenSession, app: App) -> UserView:
    """Choose the language of the product for oneself."""
    user = await app.accounts.change_locale(session, Locale(body.locale))
    return UserView.of(user.id, user)
