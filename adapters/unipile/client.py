"""Unipile v1 over HTTP: address, key, time limits, and the last check before the wire."""

import asyncio
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from domain.shared.clock import Clock

_READ_SECONDS = 30.0
_READ_TRIES = 3
_READ_PAUSE = 0.3
_PASSING = frozenset({500, 502, 503, 504})
_VENDOR = ".unipile.com"


class NothingLeft(Exception):
    """The call surely did not reach the vendor."""


class NobodyKnows(Exception):
    """The call may have reached the vendor: its answer is lost or unreadable."""


class ForeignHost(Exception):
    """A fault of ours: this process may not talk to that host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`kind` is the vendor's error type without its prefix, "" for a success (section 2.5)."""

    status: int
    kind: str
    body: Mapping[str, Any]

    @property
    def is_success(self) -> bool:
        """Any 2xx: the sheet is not sure which one some routes answer (section 11.2)."""
        return 200 <= self.status < 300


def allowed_host(base_url: str, *, is_live: bool) -> str:
    """The one host this process may call. Real hosts are refused outside MODE=live, anything but
    the vendor's in it.
    """
    host = urlsplit(base_url).hostname or ""
    if is_live:
        if not host.endswith(_VENDOR):
            raise ForeignHost(f"{host} is not the vendor's")
        return host
    if host != "localhost" and not _is_loopback(host):
        raise ForeignHost(f"{host} is refused outside MODE=live; adapters.sandbox answers here")
    return host


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class UnipileClient:
    """Reads are repeated on passing faults; a write is made once, before its deadline, or not."""

    def __init__(self, base_url: str, api_key: str, *, wall: Clock, is_live: bool) -> None:
        self._base = base_url.rstrip("/")
        self._host = allowed_host(base_url, is_live=is_live)
        self._wall = wall
        self._http = httpx.AsyncClient(
            headers={"X-API-KEY": api_key, "accept": "application/json"},
            timeout=httpx.Timeout(_READ_SECONDS, connect=5),
            follow_redirects=False,
            trust_env=False,
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def get(
        self,
        *path: str,
        query: Mapping[str, str] | None = None,
        deadline: datetime | None = None,
    ) -> Reply:
        """Raise NobodyKnows when the vendor does not answer; asking again is harmless."""
        request = self._http.build_request("GET", self._url(path), params=dict(query or {}))
        for attempt in range(1, _READ_TRIES + 1):
            try:
                reply = await self._call(request, deadline)
            except (NothingLeft, NobodyKnows):
                if attempt == _READ_TRIES:
                    raise
            else:
                if reply.status not in _PASSING or attempt == _READ_TRIES:
                    return reply
            await asyncio.sleep(_READ_PAUSE * attempt)
        raise NobodyKnows

    async def post_json(
        self,
        *path: str,
        body: Mapping[str, Any],
        query: Mapping[str, str] | None = None,
        deadline: datetime | None = None,
    ) -> Reply:
        request = self._http.build_request(
            "POST", self._url(path), params=dict(query or {}), json=dict(body)
        )
        return await self._call(request, deadline)

    async def post_form(
        self,
        *path: str,
        fields: Mapping[str, str],
        deadline: datetime,
        key: str | None = None,
    ) -> Reply:
        """multipart/form-data, as the mail and message routes want it (section 2.2)."""
        request = self._http.build_request(
            "POST",
            self._url(path),
            files={name: (None, value) for name, value in fields.items()},
            headers={"Idempotency-Key": key} if key else None,
        )
        return await self._call(request, deadline)

    async def delete(self, *path: str) -> Reply:
        return await self._call(self._http.build_request("DELETE", self._url(path)), None)

    def _url(self, path: tuple[str, ...]) -> str:
        """Ids can hold anything, so every segment is encoded (section 11.11)."""
        return "/".join([self._base, *(quote(segment, safe="") for segment in path)])

    async def _call(self, request: httpx.Request, deadline: datetime | None) -> Reply:
        """One request. Raise NothingLeft or NobodyKnows; a redirect or a page is no answer."""
        if request.url.host != self._host:
            raise ForeignHost(request.url.host)
        try:
            if deadline is None:
                answer = await self._http.send(request)
            else:
                async with asyncio.timeout(self._left(deadline)):
                    # The egress check (delivery.md 1.5, step 6): a process that was paused since
                    # its other checks stops here.
                    self._left(deadline)
                    answer = await self._http.send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NothingLeft(type(error).__name__) from error
        except (httpx.TransportError, TimeoutError) as error:
            raise NobodyKnows(type(error).__name__) from error
        return _reply(answer)

    def _left(self, deadline: datetime) -> float:
        """Seconds until the deadline; raise NothingLeft when it has passed."""
        seconds = (deadline - self._wall.now()).total_seconds()
        if seconds <= 0:
            raise NothingLeft("deadline")
        return seconds


def _reply(answer: httpx.Response) -> Reply:
    try:
        body = answer.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        if answer.is_success or answer.status_code < 400:
            raise NobodyKnows("unreadable")
        # A gateway's HTML page (section 2.5).
        return Reply(status=answer.status_code, kind="gateway", body={})
    kind = ""
    if not answer.is_success:
        kind = str(body.get("type", "")).removeprefix("errors/") or "untyped"
    return Reply(status=answer.status_code, kind=kind, body=body)
