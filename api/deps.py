"""What a route may ask for. All of it is async: FastAPI sends anything else to a thread."""

from typing import Annotated

from fastapi import Depends, Header, Query, Request

from api.middleware.session import COOKIE
from domain.accounts.errors import PolicyNotAccepted
from domain.accounts.model.second_factor import Factor
from domain.accounts.model.session import Session, SignedIn
from domain.application import Application
from domain.shared.actor import Actor
from domain.shared.errors import (
    FieldFault,
    Invalid,
    ScopeMissing,
    SecondFactorNeeded,
    Unauthenticated,
)
from domain.shared.page import DEFAULT_LIMIT, MAX_LIMIT, PageAsk

# Who refuses a new version can still take the data out, close, and serve people's rights
# (obligation 151).
_WHILE_OWING = tuple(
    f"/api/v1/{name}"
    for name in (
        *("change-notices", "exports", "live", "me", "operations", "rights-requests"),
        *("suppressions", "workspace/closure"),
    )
)
_FOR_PEOPLE = (FieldFault("", "scope-missing", "session"),)


async def _application(request: Request) -> Application:
    app: Application = request.app.state.application
    return app


async def _actor(request: Request) -> Actor:
    """The actor that the session middleware found; raise Unauthenticated without one,
    SecondFactorNeeded while only a password stands behind it, and PolicyNotAccepted while a
    significant version of the policy waits for a click (obligation 3).
    """
    actor: Actor | None = getattr(request.state, "actor", None)
    if actor is None:
        if getattr(request.state, "signed_in", None) is not None:
            raise SecondFactorNeeded
        raise Unauthenticated
    signed_in: SignedIn | None = getattr(request.state, "signed_in", None)
    owes = signed_in is not None and signed_in.owes_policy
    if owes and not request.url.path.startswith(_WHILE_OWING):
        raise PolicyNotAccepted
    return actor


async def _person(actor: Annotated[Actor, Depends(_actor)]) -> Actor:
    """The actor in a browser; raise ScopeMissing for an API key, whatever its scopes."""
    if actor.key_id is not None:
        raise ScopeMissing(faults=_FOR_PEOPLE)
    return actor


async def _session(request: Request) -> Session:
    """The session, also one that still owes a second factor; raise Unauthenticated without one,
    and ScopeMissing for an API key.
    """
    found: SignedIn | None = getattr(request.state, "signed_in", None)
    if found is None:
        if getattr(request.state, "actor", None) is not None:
            raise ScopeMissing(faults=_FOR_PEOPLE)
        raise Unauthenticated
    return found.session


async def _open_session(session: Annotated[Session, Depends(_session)]) -> Session:
    """The session of a person, whether or not they have a second factor yet; raise
    SecondFactorNeeded while the one they have is still owed.
    """
    if session.factor is Factor.OWED:
        raise SecondFactorNeeded
    return session


async def _token(request: Request) -> str | None:
    return request.cookies.get(COOKIE)


async def _page(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PageAsk:
    return PageAsk(limit=limit, after=cursor)


class IfMatchNeeded(Invalid):
    """An edit must name the version it edits."""

    code = "if-match-needed"


async def _expected_version(
    if_match: Annotated[str | None, Header(max_length=40, description='ETag, as `"7"`')] = None,
) -> int:
    text = (if_match or "").removeprefix("W/").strip('"')
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise IfMatchNeeded
    return int(text)


App = Annotated[Application, Depends(_application)]
CurrentActor = Annotated[Actor, Depends(_actor)]
# Somebody in a browser: what no scope of an API key opens.
CurrentPerson = Annotated[Actor, Depends(_person)]
# Whoever gave the right password.
AnySession = Annotated[Session, Depends(_session)]
# Whoever has nothing left to give at sign-in.
OpenSession = Annotated[Session, Depends(_open_session)]
SessionToken = Annotated[str | None, Depends(_token)]
PageQuery = Annotated[PageAsk, Depends(_page)]
ExpectedVersion = Annotated[int, Depends(_expected_version)]
