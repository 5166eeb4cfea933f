"""One vendor over HTTP: its host, its key, and how long and how often it is asked.

    NothingLeft    the call surely did not reach the vendor
    NobodyKnows    it may have: its answer is lost, too large or a redirect

Only what changes nothing is asked twice. A write is made once: whether a lost one took effect is
settled by asking the vendor, never by sending again (delivery.md 1). Addresses, headers and bodies
are never logged: they hold keys, names and texts.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import structlog

from adapters.wire.breaker import Breaker
from adapters.wire.hosts import ForeignHost, allowed_host
from domain.shared.clock import Clock

_LOG = structlog.get_logger()
_CONNECT_SECONDS = 5.0


class NothingLeft(Exception):
    """The call surely did not reach the vendor."""


class NobodyKnows(Exception):
    """The call may have reached the vendor: its answer is lost or unreadable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What one vendor is granted. `host` is how its own hosts end; `passing` are the answers that
    the same question may not get again; a wait longer than `patience` is left to the caller.
    """

    vendor: str
    host: str
    seconds: float = 30.0
    tries: int = 3
    pause: float = 0.3
    patience: float = 5.0
    passing: frozenset[int] = frozenset({500, 502, 503, 504})
    most_bytes: int = 10 * 1024 * 1024
    silent_calls: int = 10
    rest: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Any status but a redirect. `retry_after` is None where the vendor does not say."""

    status: int
    content: bytes
    retry_after: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


def open_http(
    seconds: float,
    *,
    headers: Mapping[str, str] | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
) -> httpx.AsyncClient:
    """A client that follows nobody elsewhere and takes no proxy or key from the environment."""
    return httpx.AsyncClient(
        headers=dict(headers or {}),
        timeout=httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS)),
        follow_redirects=False,
        trust_env=False,
        transport=transport,
    )


@dataclass(slots=True, kw_only=True)
class Wire:
    """Calls to one host. `pause` and `chance` are replaced where nobody wants to wait."""

    base_url: str
    policy: Policy
    headers: Mapping[str, str]
    wall: Clock
    is_live: bool
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: random.Random = field(default_factory=random.Random)
    breaker: Breaker = field(init=False)
    _host: str = field(init=False)
    _http: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        self.base_url = self.base_url.rstrip("/")
        self._host = allowed_host(self.base_url, is_live=self.is_live, vendor=self.policy.host)
        self._http = open_http(self.policy.seconds, headers=self.headers)
        self.breaker = Breaker(most=self.policy.silent_calls, rest=self.policy.rest)

    async def close(self) -> None:
        await self._http.aclose()

    async def read(
        self,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        deadline: datetime | None = None,
    ) -> Answer:
        """A GET, asked again on passing faults: as often as the policy says, with jitter, and when
        the vendor asks us to. Raise NothingLeft or NobodyKnows; asking once more is harmless.
        """
        request = self._http.build_request("GET", self._url(path), params=query or None)
        for attempt in range(1, self.policy.tries):
            wait = self._wait(attempt)
            try:
                answer = await self._call(request, deadline)
            except (NothingLeft, NobodyKnows):
                if self.breaker.is_open:
                    raise
            else:
                if answer.status not in self.policy.passing:
                    return answer
                if answer.retry_after is not None:
                    if answer.retry_after > self.policy.patience:
                        return answer
                    wait = answer.retry_after
            await self.pause(wait)
        return await self._call(request, deadline)

    async def write(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json: Any = None,  # noqa: ANN401 - whatever JSON can say
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        deadline: datetime | None = None,
    ) -> Answer:
        """Once, before the deadline, or not. `form` is sent as multipart/form-data. Raise
        NothingLeft or NobodyKnows.
        """
        request = self._http.build_request(
            method,
            self._url(path),
            params=query or None,
            json=json,
            files=None if form is None else {name: (None, text) for name, text in form.items()},
            headers=headers,
        )
        return await self._call(request, deadline)

    def _url(self, path: str) -> str:
        return f"{self.base_url}/{path}"

    def _wait(self, attempt: int) -> float:
        return float(self.policy.pause * 2 ** (attempt - 1) * self.chance.uniform(0.5, 1.5))

    async def _call(self, request: httpx.Request, deadline: datetime | None) -> Answer:
        if request.url.host != self._host:
            raise ForeignHost(request.url.host)
        if self.breaker.is_open:
            raise NothingLeft("resting")
        try:
            async with asyncio.timeout(self._left(deadline)):
                # The egress check (delivery.md 1.5, step 6): a process that was paused since its
                # other checks stops here.
                self._left(deadline)
                answer = await self._send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            self._silent(error)
            raise NothingLeft(type(error).__name__) from error
        except (httpx.TransportError, httpx.DecodingError, TimeoutError) as error:
            self._silent(error)
            raise NobodyKnows(type(error).__name__) from error
        self.breaker.answered()
        if 300 <= answer.status < 400:
            raise NobodyKnows("redirect")
        return answer

    async def _send(self, request: httpx.Request) -> Answer:
        reply = await self._http.send(request, stream=True)
        try:
            parts, size = [], 0
            async for part in reply.aiter_bytes():
                size += len(part)
                if size > self.policy.most_bytes:
                    raise NobodyKnows("too large")
                parts.append(part)
        finally:
            await reply.aclose()
        return Answer(
            status=reply.status_code,
            content=b"".join(parts),
            retry_after=seconds_of(reply.headers.get("retry-after", ""), self.wall.now()),
            headers=dict(reply.headers),
        )

    def _silent(self, error: Exception) -> None:
        if self.breaker.silent():
            fault = type(error).__name__
            _LOG.warning("vendor_silent", vendor=self.policy.vendor, fault=fault)

    def _left(self, deadline: datetime | None) -> float:
        """Seconds this call may take; raise NothingLeft when its deadline has passed."""
        if deadline is None:
            return self.policy.seconds
        seconds = (deadline - self.wall.now()).total_seconds()
        if seconds <= 0:
            raise NothingLeft("deadline")
        return min(seconds, self.policy.seconds)


def seconds_of(text: str, now: datetime) -> float | None:
    """Retry-After: a number of seconds or a date (RFC 9110 section 10.2.3); None for neither."""
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
