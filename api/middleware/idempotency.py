"""Idempotency-Key on every POST of the API (architecture.md 6)."""

import asyncio
import hashlib
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.middleware.answers import send_problem
from domain.application import Application
from domain.shared.actor import Actor
from domain.shared.idempotency import RENEW_EVERY, IdempotencyKeyReused, KeptAnswer

_KEY = re.compile(rb"[\x21-\x7e]{1,255}")
# Answers that show a secret once: they are not kept, and the same request makes another one.
_TOLD_ONCE = re.compile(
    r"/api/v1/(integrations/(keys|hooks(/[^/]+/secret)?)|me/second-factor(/confirm)?)/?"
)
_REPLAYED = ("content-type", "etag", "location", "content-language")


class Idempotency:
    """The same key with the same request gets the first answer again; only answers below 500 of
    signed-in callers are kept, and none that shows a secret.
    """

    def __init__(self, app: ASGIApp, application: Application) -> None:
        self._app = app
        self._plumbing = application.plumbing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        actor: Actor | None = scope.get("state", {}).get("actor")
        key = dict(scope.get("headers", ())).get(b"idempotency-key")
        if scope["type"] != "http" or scope["method"] != "POST" or key is None or actor is None:
            await self._app(scope, receive, send)
            return
        if not _KEY.fullmatch(key):
            await send_problem(scope, send, status=422, code="invalid-idempotency-key")
            return
        where = f"{actor.workspace_id}:{actor.user_id}"
        text = key.decode("ascii")
        asked = hashlib.sha256(
            scope["path"].encode() + b"\0" + scope.get("leo.body", b"")
        ).hexdigest()
        try:
            kept = await self._plumbing.idempotency.begin(
                where, text, asked, self._plumbing.wall.now()
            )
        except IdempotencyKeyReused as error:
            await send_problem(scope, send, status=409, code=error.code)
            return
        if kept is not None:
            await _send_again(kept, send)
            return
        await self._run(scope, receive, send, where, text)

    async def _run(self, scope: Scope, receive: Receive, send: Send, where: str, key: str) -> None:
        start: Message = {}
        body = bytearray()

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                body.extend(message.get("body", b""))
            await send(message)

        alive = asyncio.create_task(self._stay_alive(where, key))
        try:
            await self._app(scope, receive, watched)
        finally:
            alive.cancel()
            if start and start["status"] < 500 and not _TOLD_ONCE.fullmatch(scope["path"]):
                headers = {
                    name.decode("latin-1"): value.decode("latin-1")
                    for name, value in start["headers"]
                    if name.decode("latin-1").lower() in _REPLAYED
                }
                answer = KeptAnswer(status=start["status"], headers=headers, body=bytes(body))
                await self._plumbing.idempotency.keep(where, key, answer)
            else:
                await self._plumbing.idempotency.release(where, key)

    async def _stay_alive(self, where: str, key: str) -> None:
        """A killed process falls silent, and its key is free ten seconds later."""
        while True:
            await asyncio.sleep(RENEW_EVERY)
            await self._plumbing.idempotency.renew(where, key, self._plumbing.wall.now())


async def _send_again(kept: KeptAnswer, send: Send) -> None:
    headers = [(name.encode(), value.encode()) for name, value in kept.headers.items()]
    headers.append((b"idempotent-replayed", b"true"))
    await send({"type": "http.response.start", "status": kept.status, "headers": headers})
    await send({"type": "http.response.body", "body": kept.body})
