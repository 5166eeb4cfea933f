"""Sign up, in and out; who is signed in."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Depends, Request, Response
from pydantic import StringConstraints

from api.deps import App
from api.middleware.session import COOKIE
from api.models import Answer, Ask, Instant, OptionalLine, Secret
from api.problems import language, problems
from domain.accounts.errors import (
    EmailAlreadyKnown,
    SignUpRefused,
    TooManySignIns,
    WrongCredentials,
)
from domain.accounts.model.form import NewPerson, SignUpForm
from domain.accounts.model.identity import Locale, User, Workspace
from domain.accounts.model.session import OpenedSession, Session, SignedIn
from domain.application import Application
from domain.shared.errors import StaleWrite, Unauthenticated

router = APIRouter(prefix="/api/v1", tags=["accounts"])

# What is wrong with a value is said by the domain, for all fields at once; here is only how long
# any of them may be.
_Short = Annotated[OptionalLine, StringConstraints(max_length=20)]


class SignUpAsk(Ask):
    company: OptionalLine
    country: _Short
    first_name: OptionalLine
    last_name: OptionalLine
    email: OptionalLine
    password: Secret
    professional: bool
    policy_version: _Short

    def form(self) -> SignUpForm:
        return SignUpForm(
            company=self.company,
            country=self.country,
            professional=self.professional,
            person=NewPerson(
                first_name=self.first_name,
                last_name=self.last_name,
                email=self.email,
                password=self.password,
                policy_version=self.policy_version,
            ),
        )


class SignInAsk(Ask):
    email: OptionalLine
    password: Secret


class MeAsk(Ask):
    locale: Literal["fr", "en"]


class UserView(Answer):
    id: str
    email: str
    first_name: str
    last_name: str
    locale: str

    @classmethod
    def of(cls, user: User) -> Self:
        return cls(
            id=user.id,
            email=user.email.value,
            first_name=user.first_name,
            last_name=user.last_name,
            locale=user.locale.value,
        )


class WorkspaceView(Answer):
    id: str
    name: str
    country: str

    @classmethod
    def of(cls, workspace: Workspace) -> Self:
        return cls(id=workspace.id, name=workspace.name, country=workspace.country)


class SessionView(Answer):
    """`business_now` is the time calendars and sequences go by; in the sandbox it runs
    `time_speed` times faster than real time.
    """

    user: UserView
    workspace: WorkspaceView
    role: str
    permissions: list[str]
    mode: Literal["sandbox", "live"]
    business_now: Instant
    time_speed: float

    @classmethod
    def of(cls, signed_in: SignedIn, app: Application) -> Self:
        return cls(
            user=UserView.of(signed_in.user),
            workspace=WorkspaceView.of(signed_in.workspace),
            role=signed_in.role.value,
            permissions=sorted(one.value for one in signed_in.actor.permissions),
            mode="live" if app.plumbing.mode == "live" else "sandbox",
            business_now=app.plumbing.clock.now(),
            time_speed=app.plumbing.time_speed,
        )


def _signed_in(request: Request) -> SignedIn:
    """What the session middleware found; raise Unauthenticated without one."""
    found: SignedIn | None = getattr(request.state, "signed_in", None)
    if found is None:
        raise Unauthenticated
    return found


def _token(request: Request) -> str | None:
    return request.cookies.get(COOKIE)


CurrentSession = Annotated[SignedIn, Depends(_signed_in)]
SessionToken = Annotated[str | None, Depends(_token)]


def _give(response: Response, opened: OpenedSession) -> None:
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


@router.post(
    "/sign-up",
    status_code=201,
    responses=problems(SignUpRefused, EmailAlreadyKnown),
)
async def sign_up(
    body: SignUpAsk, request: Request, response: Response, replaces: SessionToken, app: App
) -> SessionView:
    """Open a workspace as a professional who accepts the policy in force, and sign in.

    A refusal names every wrong field.
    """
    opened = await app.accounts.sign_up(
        body.form(), locale=Locale(language(request)), replaces=replaces
    )
    _give(response, opened)
    return SessionView.of(opened.signed_in, app)


@router.post("/sign-in", responses=problems(WrongCredentials, TooManySignIns))
async def sign_in(
    body: SignInAsk, response: Response, replaces: SessionToken, app: App
) -> SessionView:
    """Open a session. An unknown address and a wrong password get the same answer."""
    opened = await app.accounts.sign_in(body.email, body.password, replaces=replaces)
    _give(response, opened)
    return SessionView.of(opened.signed_in, app)


@router.post("/sign-out", status_code=204)
async def sign_out(response: Response, token: SessionToken, app: App) -> None:
    """End the session for good; without one, nothing happens."""
    if token:
        await app.accounts.sign_out(token)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")


@router.get("/session", responses=problems(Unauthenticated))
async def read_session(signed_in: CurrentSession, app: App) -> SessionView:
    """Who is signed in, where, with which rights, and what time it is in the product."""
    return SessionView.of(signed_in, app)


@router.patch("/me", responses=problems(Unauthenticated, StaleWrite))
async def change_locale(body: MeAsk, signed_in: CurrentSession, app: App) -> UserView:
    """Choose the language of the product for oneself."""
    return UserView.of(await app.accounts.change_locale(signed_in.actor, Locale(body.locale)))
