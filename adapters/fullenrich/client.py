"""FullEnrich over HTTP: address, key, time limits and the 60 requests a minute."""

import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from adapters.wire.client import Answer, NobodyKnows, NothingLeft, Policy, Wire
from domain.enrichment.errors import FinderBusy, FinderSilent
from domain.shared.clock import Clock

POLICY = Policy(vendor="fullenrich", host=".fullenrich.com", seconds=20.0, tries=1)

# vendors/fullenrich.md 5: 60 requests per fixed calendar minute; the rest is kept for a person.
_PER_MINUTE = 50


class MinuteWindow:
    """Our own count, keyed by the calendar minute, because the vendor sends no rate headers."""

    def __init__(self, limit: int, now: Callable[[], float] = time.time) -> None:
        self._limit = limit
        self._now = now
        self._minute = 0
        self._used = 0

    def take(self) -> None:
        """Count one request. Raise FinderBusy until the next minute when all are used."""
        minute = int(self._now() // 60)
        if minute != self._minute:
            self._minute, self._used = minute, 0
        if self._used >= self._limit:
            raise FinderBusy(retry_after=self.rest())
        self._used += 1

    def exhaust(self) -> None:
        """The vendor says the minute is used up, whatever we counted."""
        self._minute, self._used = int(self._now() // 60), self._limit

    def rest(self) -> timedelta:
        """How long this minute lasts, and a second of margin."""
        return timedelta(seconds=61 - self._now() % 60)


class FullEnrichClient:
    """Answers of any status come back; a request that got none raises.

    `FinderBusy` means it surely did not arrive, `FinderSilent` that nobody knows. Nothing is asked
    twice here: each request counts in the minute, and the job asks again later.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        wall: Clock,
        is_live: bool,
        policy: Policy = POLICY,
    ) -> None:
        self._wire = Wire(
            base_url=base_url,
            policy=policy,
            headers={"Authorization": f"Bearer {api_key}"},
            wall=wall,
            is_live=is_live,
        )
        self._window = MinuteWindow(_PER_MINUTE)

    async def get(self, path: str) -> Answer:
        return await self._counted(self._wire.read, path)

    async def post(self, path: str, body: dict[str, Any]) -> Answer:
        return await self._counted(self._wire.write, "POST", path, json=body)

    async def _counted(
        self,
        call: Callable[..., Awaitable[Answer]],
        *path: str,
        **body: Any,  # noqa: ANN401
    ) -> Answer:
        self._window.take()
        try:
            answer = await call(*path, **body)
        except NothingLeft as error:
            raise FinderBusy from error
        except NobodyKnows as error:
            raise FinderSilent from error
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            self._window.exhaust()
            raise FinderBusy(retry_after=self._window.rest())
        return answer

    async def close(self) -> None:
        await self._wire.close()
