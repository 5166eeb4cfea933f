"""Request id, the headers every answer carries (security.md 3.7), and the last net: a failure
nobody foresaw says nothing to the caller and is logged whole.
"""

import secrets
import time

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.bootstrap.outages import is_outage
from api.middleware.answers import send_problem
from domain.support.model import PageSources

_LOG = structlog.get_logger()

# Mantine writes style elements and attributes; scripts stay strict.
CSP = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; style-src 'self' 'unsafe-inline'; manifest-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def csp_with(sources: PageSources) -> str:
    """The same with what the support chat loads: for the pages that can show it, if there is one
    (obligations 116, 117).
    """
    added = {
        "script-src 'self'": sources.script,
        "connect-src 'self'": sources.connect,
        "img-src 'self' data:": sources.image,
        "font-src 'self'": sources.font,
    }
    policy = CSP
    for directive, hosts in added.items():
        policy = policy.replace(directive, " ".join((directive, *hosts)))
    return policy


FIXED = {
    "Content-Security-Policy": CSP,
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Headers:
    """Outermost: also answers of other middlewares pass here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 0

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in FIXED.items():
                    headers.setdefault(name, value)
                headers["X-Request-Id"] = request_id
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, dressed)
            except Exception as error:
                away = is_outage(error)
                _note(error, scope, away=away)
                if status:
                    raise
                await send_problem(
                    scope,
                    dressed,
                    status=503 if away else 500,
                    code="unavailable" if away else "unexpected",
                    headers={"Retry-After": "2"} if away else None,
                )
            if scope["path"].startswith(("/api/", "/webhooks/")):
                _LOG.info(
                    "request",
                    method=scope["method"],
                    route=_route(scope),
                    status=status,
                    milliseconds=round((time.perf_counter() - started) * 1000, 1),
                )


def _route(scope: Scope) -> str:
    """The route as it is written: what stands in its place may be a token or a name."""
    return str(getattr(scope.get("route"), "path", "unmatched"))


def _note(error: Exception, scope: Scope, *, away: bool) -> None:
    if away:
        _LOG.warning("store_away", error=type(error).__name__)
    else:
        _LOG.exception("unexpected_failure", route=_route(scope), exc_info=error)
