"""Receiver over HTTPS: the one place that calls addresses which clients typed (security.md 3.7)."""

import asyncio
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

import httpx

from adapters.wire.client import open_http
from domain.integrations.model.hook import Answered, address_fault

_SECONDS = 15.0
_LOOKUP_SECONDS = 5.0
# All of IPv6 that is out on the internet (RFC 4291 section 2.4), and what of it is not:
# ranges that carry an IPv4 address inside, and end there: 6to4 and the two of NAT64.
_UNICAST = ip_network("2000::/3")
_CARRIERS = tuple(map(ip_network, ("2002::/16", "64:ff9b::/96", "64:ff9b:1::/48")))

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]


async def look_up(host: str, port: int) -> Sequence[str]:
    """Every address of a name, as the system resolves it. Raise OSError."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(_LOOKUP_SECONDS):
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


def is_public(text: str) -> bool:
    """Whether an address is out on the internet: nothing of ours, of this machine's, of a cloud's
    inside, and no way around by an address within an address.
    """
    try:
        address: IPv4Address | IPv6Address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address not in _UNICAST or any(address in network for network in _CARRIERS):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


@dataclass(frozen=True, slots=True)
class PublicReceiver:
    """MODE=live. The name is looked up once per call, every address it has must be public, and the
    connection goes to the address that was checked: a name that changes its mind in between
    (DNS rebinding) changes nothing. The certificate is still checked against the name.
    """

    look_up: Lookup = look_up
    transport: httpx.AsyncBaseTransport | None = None

    async def fault(self, url: str) -> str:
        return address_fault(url) or (await self._pinned(url))[1]

    async def post(self, url: str, headers: Mapping[str, str], body: str) -> Answered:
        pinned, fault = ("", address_fault(url))
        if not fault:
            pinned, fault = await self._pinned(url)
        if fault:
            return Answered(status=0, problem=fault)
        where = httpx.URL(url)
        return await send(
            str(where.copy_with(host=pinned)),
            {**headers, "host": where.netloc.decode("ascii")},
            body,
            sni=where.raw_host.decode("ascii"),
            transport=self.transport,
        )

    async def _pinned(self, url: str) -> tuple[str, str]:
        """The address to call, or the code of why none may be."""
        where = httpx.URL(url)
        try:
            found = await self.look_up(where.raw_host.decode("ascii"), where.port or 443)
        except (OSError, UnicodeError, TimeoutError):
            return "", "hook-address-unknown"
        if not found or not all(map(is_public, found)):
            return "", "hook-address-not-public"
        return found[0], ""


@dataclass(frozen=True, slots=True)
class SandboxReceiver:
    """Outside MODE=live nothing leaves this machine: `sink` is where the simulators take webhooks,
    and the only place there is.
    """

    sink: str

    async def fault(self, url: str) -> str:
        asked, sink = urlsplit(url), urlsplit(self.sink)
        is_there = (
            (asked.scheme, asked.netloc) == (sink.scheme, sink.netloc)
            and asked.path.startswith(f"{sink.path}/")
            and ".." not in asked.path
        )
        return "" if self.sink and is_there else "hook-address-not-sandbox"

    async def post(self, url: str, headers: Mapping[str, str], body: str) -> Answered:
        fault = await self.fault(url)
        if fault:
            return Answered(status=0, problem=fault)
        return await send(url, headers, body)


async def send(
    url: str,
    headers: Mapping[str, str],
    body: str,
    *,
    sni: str | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Answered:
    """One POST; what the receiver says beyond its status is not read."""
    started = time.perf_counter()
    status, problem = 0, ""
    try:
        async with (
            asyncio.timeout(_SECONDS),
            open_http(_SECONDS, transport=transport) as http,
            http.stream(
                "POST",
                url,
                headers={"user-agent": "LEO-Webhooks/1", **headers},
                content=body.encode(),
                extensions={"sni_hostname": sni} if sni else {},
            ) as answer,
        ):
            status = answer.status_code
    except (TimeoutError, httpx.TimeoutException):
        problem = "hook-too-slow"
    except (httpx.HTTPError, ssl.SSLError, OSError):
        problem = "hook-unreachable"
    spent = round((time.perf_counter() - started) * 1000)
    if 300 <= status < 400:
        problem = "hook-redirects"
    return Answered(status=status, problem=problem, milliseconds=spent)
