"""What a route may ask for."""

from typing import Annotated

from fastapi import Depends, Header, Query, Request

from domain.application import Application
from domain.shared.actor import Actor
from domain.shared.errors import Invalid, Unauthenticated
from domain.shared.page import DEFAULT_LIMIT, MAX_LIMIT, PageAsk


def _application(request: Request) -> Application:
    app: Application = request.app.state.application
    return app


def _actor(request: Request) -> Actor:
    """The actor that the session middleware found; raise Unauthenticated without one."""
    actor: Actor | None = getattr(request.state, "actor", None)
    if actor is None:
        raise Unauthenticated
    return actor


def _page(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> PageAsk:
    return PageAsk(limit=limit, after=cursor)


class IfMatchNeeded(Invalid):
    """An edit must name the version it edits."""

    code = "if-match-needed"


def _expected_version(
    if_match: Annotated[str | None, Header(max_length=40, description='ETag, as `"7"`')] = None,
) -> int:
    text = (if_match or "").removeprefix("W/").strip('"')
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise IfMatchNeeded
    return int(text)


App = Annotated[Application, Depends(_application)]
CurrentActor = Annotated[Actor, Depends(_actor)]
PageQuery = Annotated[PageAsk, Depends(_page)]
ExpectedVersion = Annotated[int, Depends(_expected_version)]
