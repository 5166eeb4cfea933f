"""Who asks: the session cookie or an API key, and the refusal of requests other sites forge."""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from api.middleware.answers import send_problem
from api.problems import status_of
from domain.application import Application
from domain.shared.actor import CURRENT_ACTOR, Actor
from domain.shared.errors import Forbidden, Unauthenticated
from domain.shared.ids import WorkspaceId

COOKIE = "__Host-sid"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Sessions:
    """Puts `signed_in` and `actor` on the request (no actor while the second factor is owed).

    A bearer key is all that counts where there is one: the cookie is not read, and nothing is
    asked of the page, for no browser sends a key by itself. Otherwise, for unsafe methods of the
    API, the browser must say that it comes from our own pages (Sec-Fetch-Site, else Origin:
    security.md 3.4).
    """

    def __init__(self, app: ASGIApp, application: Application) -> None:
        self._app = app
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        key = _bearer(headers.get("authorization", ""))
        if key is not None:
            await self._with_key(key, scope, receive, send)
            return
        token = _cookie(headers.get("cookie", ""))
        if token and scope["method"] not in _SAFE and not _own_page(headers):
            await send_problem(scope, send, status=403, code="foreign-page")
            return
        state = scope.setdefault("state", {})
        if token:
            signed_in = await self._application.accounts.authenticate(token)
            if signed_in is not None:
                state["signed_in"] = signed_in
                state["actor"] = signed_in.actor
                await self._as(
                    signed_in.actor, signed_in.session.workspace_id, scope, receive, send
                )
                return
        await self._app(scope, receive, send)

    async def _with_key(self, key: str, scope: Scope, receive: Receive, send: Send) -> None:
        address = scope["client"][0] if scope.get("client") else ""
        try:
            actor = await self._application.integrations.authenticate(key, address=address)
        except (Unauthenticated, Forbidden) as refused:
            challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            await send_problem(
                scope,
                send,
                status=status_of(refused),
                code=refused.code,
                faults=refused.faults,
                headers=challenge if isinstance(refused, Unauthenticated) else None,
            )
            return
        scope.setdefault("state", {})["actor"] = actor
        await self._as(actor, actor.workspace_id, scope, receive, send)

    async def _as(
        self,
        actor: Actor | None,
        workspace_id: WorkspaceId,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        acting = CURRENT_ACTOR.set(actor)
        try:
            with structlog.contextvars.bound_contextvars(workspace_id=workspace_id):
                await self._app(scope, receive, send)
        finally:
            CURRENT_ACTOR.reset(acting)


def _bearer(header: str) -> str | None:
    """The token of RFC 6750 section 2.1; None when the request brings none."""
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _cookie(header: str) -> str:
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel is not None else ""


def _own_page(headers: dict[str, str]) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == headers.get("host")
