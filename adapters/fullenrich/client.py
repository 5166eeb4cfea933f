"""FullEnrich over HTTP: address, key, time limits and the 60 requests a minute."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx

from domain.enrichment.errors import FinderBusy, FinderSilent

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

    `FinderBusy` means it surely did not arrive, `FinderSilent` that nobody knows.
    """

    def __init__(self, base_url: str, api_key: str, *, read_timeout: float = 20) -> None:
        self._http = httpx.AsyncClient(
            base_url=base_url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {api_key}"},
            timeout=httpx.Timeout(read_timeout, connect=5),
            follow_redirects=False,
            trust_env=False,
        )
        self._window = MinuteWindow(_PER_MINUTE)

    async def get(self, path: str) -> httpx.Response:
        return await self._send("GET", path)

    async def post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return await self._send("POST", path, json=body)

    async def _send(self, method: str, path: str, **body: Any) -> httpx.Response:  # noqa: ANN401
        self._window.take()
        try:
            answer = await self._http.request(method, path, **body)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise FinderBusy from error
        except httpx.TransportError as error:
            raise FinderSilent from error
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            self._window.exhaust()
            raise FinderBusy(retry_after=self._window.rest())
        return answer

    async def close(self) -> None:
        await self._http.aclose()
