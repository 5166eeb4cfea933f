"""Who asks: the session cookie, and the refusal of requests other sites forge."""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from api.middleware.answers import send_problem
from domain.application import Application

COOKIE = "__Host-sid"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Sessions:
    """Puts `signed_in` and `actor` on the request; for unsafe methods of the API the browser must
    say that it comes from our own pages (Sec-Fetch-Site, else Origin: security.md 3.4).
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
                workspace_id = signed_in.actor.workspace_id
                with structlog.contextvars.bound_contextvars(workspace_id=workspace_id):
                    await self._app(scope, receive, send)
                return
        await self._app(scope, receive, send)


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
