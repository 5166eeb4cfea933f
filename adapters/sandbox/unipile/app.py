"""Unipile v1 as one application (vendors/unipile.md 2-9)."""

import hmac
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from adapters.sandbox.parts import Parts
from adapters.sandbox.unipile import (
    accounts,
    chats,
    emails,
    hosted,
    linkedin,
    network,
    users,
    webhooks,
)
from adapters.sandbox.unipile.refusals import Refusal, answer_refusal


def create_unipile(parts: Parts, keys: emails.IdempotencyKeys) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(Refusal, answer_refusal)
    app.add_exception_handler(HTTPException, _answer_http)

    @app.middleware("http")
    async def check_key(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """2.1: X-API-KEY on every call; which type answers a wrong one is open (13.10)."""
        given = request.headers.get("x-api-key")
        if given is None:
            refusal = Refusal(401, "missing_credentials", "X-API-KEY is missing")
            return JSONResponse(refusal.body, 401)
        if not hmac.compare_digest(given.encode(), parts.settings.unipile_key.encode()):
            return JSONResponse(Refusal(401, parts.dials.reading("unipile.wrong_key")).body, 401)
        return await call_next(request)

    for router in (
        accounts.routes(parts),
        hosted.routes(parts),
        users.routes(parts),
        linkedin.routes(parts),
        chats.routes(parts),
        emails.routes(parts, keys),
        webhooks.routes(parts),
    ):
        app.include_router(router)
    schedule = parts.schedule
    schedule.errand(webhooks.ERRAND, webhooks.Courier(parts))
    schedule.errand(hosted.NOTIFY, hosted.Notifier(parts))
    schedule.act(accounts.BECOME, lambda body: accounts.become(parts, body))
    schedule.act(network.TELL_RELATION, lambda body: network.tell_relation(parts, body))
    return app


async def _answer_http(request: Request, error: Exception) -> JSONResponse:
    """Unknown paths and methods answer in the vendor's shape too."""
    del request
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
    phrase = HTTPStatus(error.status_code).phrase
    kind = "resource_not_found" if error.status_code == 404 else "invalid_request"
    body = {"title": phrase, "type": f"errors/{kind}", "status": error.status_code}
    return JSONResponse(body, error.status_code)
