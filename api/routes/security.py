"""How a person signs in: second factor, password, address, open sessions."""

from typing import Self

from fastapi import APIRouter, Response

from api.deps import App, CurrentActor, OpenSession, SessionToken
from api.models import Answer, Ask, Instant, ListOf, OptionalLine, Secret
from api.problems import problems
from api.routes.accounts import CodeAsk, LetterView, SessionView, give_session
from domain.accounts.errors import (
    ClosureChoiceNeeded,
    NameDoesNotMatch,
    NoFactorStarted,
    PasswordRefused,
    SessionNotFound,
    TooManyLetters,
    TooManySignIns,
    WrongCode,
    WrongPassword,
)
from domain.accounts.model.identity import Workspace
from domain.accounts.model.session import Session
from domain.shared.email_address import NotAnEmailAddress
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated
from domain.shared.ids import SessionId

router = APIRouter(prefix="/api/v1", tags=["security"])


class FactorAsk(Ask):
    """`password` may be empty in the first minutes of a session without a second factor."""

    password: Secret


class NewFactorView(Answer):
    """Shown once. `picture` is `address` as a QR code (SVG)."""

    secret: str
    address: str
    picture: str


class FactorView(Answer):
    """The recovery codes are shown this once; each replaces one code of the app."""

    recovery_codes: list[str]
    session: SessionView


class ChangedPasswordAsk(Ask):
    current: Secret
    password: Secret


class NewEmailAsk(Ask):
    password: Secret
    email: OptionalLine


class ClosureAsk(Ask):
    """The workspace's name, typed, the password again, and whether to make an archive first."""

    name: OptionalLine
    password: Secret
    takes_archive: bool | None = None


class ClosureView(Answer):
    """All null while nobody asked: read-only from the first instant on, deleted at the last."""

    asked_at: Instant | None
    read_only_until: Instant | None
    purged_at: Instant | None

    @classmethod
    def of(cls, workspace: Workspace) -> Self:
        asked = workspace.closure_asked_at
        return cls(
            asked_at=asked,
            read_only_until=None if asked is None else asked + Session.READ_ONLY,
            purged_at=workspace.purged_at,
        )


class OpenSessionView(Answer):
    id: str
    device: str
    network: str
    workspace: str
    opened_at: Instant
    seen_at: Instant
    is_current: bool

    @classmethod
    def of(cls, one: Session, current: Session) -> Self:
        return cls(
            id=one.id,
            device=one.device.name,
            network=one.device.network,
            workspace=one.workspace_name,
            opened_at=one.opened_at,
            seen_at=one.seen_at,
            is_current=one.id == current.id,
        )


@router.post(
    "/me/second-factor",
    status_code=201,
    responses=problems(Unauthenticated, WrongPassword, TooManySignIns),
)
async def start_second_factor(body: FactorAsk, session: OpenSession, app: App) -> NewFactorView:
    """Get a fresh secret for an authenticator app. It counts once a code of it is confirmed."""
    started = await app.accounts.start_factor(session, body.password)
    return NewFactorView(secret=started.secret, address=started.address, picture=started.picture)


@router.post(
    "/me/second-factor/confirm",
    responses=problems(Unauthenticated, WrongCode, NoFactorStarted, TooManySignIns),
)
async def confirm_second_factor(
    body: CodeAsk, session: OpenSession, token: SessionToken, response: Response, app: App
) -> FactorView:
    """Take the started second factor into use with a code of the app; other sessions end."""
    factor = await app.accounts.confirm_factor(session, body.code, token=token or "")
    give_session(response, factor.opened)
    return FactorView(
        recovery_codes=list(factor.recovery_codes),
        session=SessionView.of(factor.opened.signed_in.session, app),
    )


@router.post(
    "/me/password",
    status_code=204,
    responses=problems(Unauthenticated, WrongPassword, PasswordRefused, TooManySignIns),
)
async def change_password(body: ChangedPasswordAsk, session: OpenSession, app: App) -> None:
    """Choose another password; the other sessions end."""
    await app.accounts.change_password(session, body.current, body.password)


@router.post(
    "/me/email",
    status_code=202,
    responses=problems(
        Unauthenticated, WrongPassword, NotAnEmailAddress, TooManyLetters, TooManySignIns
    ),
)
async def request_email_change(body: NewEmailAsk, session: OpenSession, app: App) -> LetterView:
    """Have a link sent to a new address, and a notice to the present one."""
    await app.accounts.request_email_change(session, body.password, body.email)
    return LetterView.of(app)


@router.get("/me/sessions", responses=problems(Unauthenticated))
async def list_sessions(session: OpenSession, app: App) -> ListOf[OpenSessionView]:
    """Where the person is signed in, last used first."""
    found = await app.accounts.list_sessions(session)
    return ListOf(items=[OpenSessionView.of(one, session) for one in found], next=None)


@router.delete(
    "/me/sessions/{session_id}",
    status_code=204,
    responses=problems(Unauthenticated, SessionNotFound),
)
async def end_session(session_id: str, session: OpenSession, app: App) -> None:
    """End one of the own sessions."""
    await app.accounts.end_session(session, SessionId(session_id))


@router.delete("/me/sessions", status_code=204, responses=problems(Unauthenticated))
async def end_other_sessions(session: OpenSession, app: App) -> None:
    """End all own sessions but this one."""
    await app.accounts.end_other_sessions(session)


@router.post(
    "/workspace/closure",
    responses=problems(
        Unauthenticated,
        Forbidden,
        WrongPassword,
        NameDoesNotMatch,
        ClosureChoiceNeeded,
        TooManySignIns,
        StaleWrite,
    ),
)
async def ask_closure(body: ClosureAsk, actor: CurrentActor, app: App) -> ClosureView:
    """Ask to close the workspace: read-only at once, for 30 days to withdraw, deleted on day 55."""
    return ClosureView.of(
        await app.accounts.ask_closure(
            actor, body.password, body.name, takes_archive=body.takes_archive
        )
    )


@router.delete("/workspace/closure", responses=problems(Unauthenticated, Forbidden, StaleWrite))
async def withdraw_closure(actor: CurrentActor, app: App) -> ClosureView:
    """Keep the workspace after all."""
    return ClosureView.of(await app.accounts.withdraw_closure(actor))
