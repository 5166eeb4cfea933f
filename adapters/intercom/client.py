"""Intercom over HTTP: address, key, the pinned version, and what its refusals mean."""

from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

import structlog

from adapters.wire.client import Answer, NobodyKnows, NothingLeft, Policy, Wire
from domain.shared.clock import Clock
from domain.support.errors import ContactLocked, DeskDown

# Sections 1 and 2: without the header the app's own version applies; nothing may be sent twice
# under a key, so every write here is one that may be repeated.
VERSION = "2.16"
POLICY = Policy(vendor="intercom", host=".intercom.io", seconds=10.0)
_LOG = structlog.get_logger()
_PASSED_ON = frozenset({404, 409, 410})
_NOT_RESTORABLE = b"not restorable"


class IntercomClient:
    def __init__(self, base_url: str, token: str, *, wall: Clock, is_live: bool) -> None:
        self._wall = wall
        self._wire = Wire(
            base_url=base_url,
            policy=POLICY,
            headers={
                "Authorization": f"Bearer {token}",
                "Accept": "application/json",
                "Intercom-Version": VERSION,
            },
            wall=wall,
            is_live=is_live,
        )

    async def get(self, path: str) -> Answer:
        return await self._known(self._wire.read(path))

    async def write(self, method: str, path: str, body: dict[str, Any] | None = None) -> Answer:
        return await self._known(self._wire.write(method, path, json=body))

    async def _known(self, call: Awaitable[Answer]) -> Answer:
        """A success, or a status that says something of the contact; else raise DeskDown, or
        ContactLocked for one that is being deleted (section 7).
        """
        try:
            answer = await call
        except (NothingLeft, NobodyKnows) as error:
            raise DeskDown from error
        if answer.is_success or answer.status in _PASSED_ON:
            return answer
        if answer.status == 429:
            raise DeskDown(retry_after=self._rest(answer))
        if answer.status == 400 and _NOT_RESTORABLE in answer.content:
            raise ContactLocked
        _LOG.error("desk_refused", status=answer.status)
        raise DeskDown

    def _rest(self, answer: Answer) -> timedelta | None:
        """X-RateLimit-Reset, in unix seconds (section 2); at most a minute."""
        reset = answer.headers.get("x-ratelimit-reset", "")
        if not (reset.isascii() and reset.isdigit()):
            return None
        seconds = int(reset[:12]) - self._wall.now().timestamp()
        return timedelta(seconds=min(max(seconds, 1.0), 60.0))

    async def close(self) -> None:
        await self._wire.close()
