"""The one HTTP client (adapters.wire) against a server that answers what it is told to."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from adapters.system.clock import SystemClock
from adapters.wire.breaker import Breaker
from adapters.wire.client import Answer, NobodyKnows, NothingLeft, Policy, Wire, seconds_of
from adapters.wire.hosts import ForeignHost, allowed_host

POLICY = Policy(vendor="vendor", host=".vendor.example", seconds=5.0)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SILENCE = b""


def page(status: int, body: bytes = b"{}", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} x", f"content-length: {len(body)}", "connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class Vendor:
    """Gives its answers in turn, the last one for ever, and keeps every request it read."""

    answers: Sequence[bytes]
    port: int = 0
    asked: list[bytes] = field(default_factory=list)
    busy: set[asyncio.Task[Any]] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.busy.add(cast("asyncio.Task[Any]", asyncio.current_task()))
        head = await reader.readuntil(b"\r\n\r\n")
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        self.asked.append(head + await reader.readexactly(length))
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        writer.write(answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def vendor(*answers: bytes) -> AsyncIterator[Vendor]:
    here = Vendor(answers)
    server = await asyncio.start_server(here.serve, "127.0.0.1", 0)
    here.port = server.sockets[0].getsockname()[1]
    try:
        yield here
    finally:
        server.close()
        await server.wait_closed()
        await asyncio.gather(*here.busy)


@asynccontextmanager
async def wired(
    url: str, policy: Policy = POLICY, *, waits: list[float] | None = None
) -> AsyncIterator[Wire]:
    """Nothing waits here: how long it would have is kept in `waits`."""

    async def pause(seconds: float) -> None:
        if waits is not None:
            waits.append(seconds)

    wire = Wire(
        base_url=url,
        policy=policy,
        headers={"x-api-key": "secret-key"},
        wall=SystemClock(),
        is_live=False,
        pause=pause,
    )
    try:
        yield wire
    finally:
        await wire.close()


def in_seconds(seconds: float) -> datetime:
    return SystemClock().now() + timedelta(seconds=seconds)


async def test_a_question_is_asked_again_with_growing_waits_until_it_is_answered() -> None:
    waits: list[float] = []
    async with (
        vendor(page(503), SILENCE, page(200, b'{"id": 1}')) as there,
        wired(there.url, waits=waits) as wire,
    ):
        answer = await wire.read("people", query={"limit": "2"})
    assert (answer.status, answer.content) == (200, b'{"id": 1}')
    assert [one.split(b"\r\n")[0] for one in there.asked] == [
        b"GET /api/people?limit=2 HTTP/1.1"
    ] * 3
    first, second = waits
    assert 0.15 <= first <= 0.45
    assert 0.3 <= second <= 0.9


async def test_the_last_answer_of_a_vendor_that_stays_ill_is_given() -> None:
    async with vendor(page(502, b"<html>")) as there, wired(there.url) as wire:
        assert (await wire.read("people")).status == 502
    assert len(there.asked) == POLICY.tries


async def test_the_vendor_says_how_long_to_wait_but_not_for_ever() -> None:
    waits: list[float] = []
    answers = (page(503, retry_after="2"), page(200))
    async with vendor(*answers) as there, wired(there.url, waits=waits) as wire:
        assert (await wire.read("people")).is_success
    assert waits == [2.0]
    async with vendor(page(503, retry_after="3600")) as there, wired(there.url) as wire:
        answer = await wire.read("people")
    assert (answer.status, answer.retry_after) == (503, 3600.0)
    assert len(there.asked) == 1


@pytest.mark.parametrize("status", [400, 401, 404, 429])
async def test_a_refusal_is_not_asked_again(status: int) -> None:
    async with vendor(page(status, retry_after="1")) as there, wired(there.url) as wire:
        assert (await wire.read("people")).status == status
    assert len(there.asked) == 1


@pytest.mark.parametrize("fault", [SILENCE, page(500), page(503, retry_after="1"), page(504)])
async def test_a_write_is_made_once_whatever_comes_back(fault: bytes) -> None:
    async with vendor(fault) as there, wired(there.url) as wire:
        made: Awaitable[Answer] = wire.write("POST", "mails", json={"to": "a"})
        if fault:
            assert (await made).status >= 500
        else:
            with pytest.raises(NobodyKnows):
                await made
    assert len(there.asked) == 1
    head, body = there.asked[0].split(b"\r\n\r\n", 1)
    assert head.startswith(b"POST /api/mails HTTP/1.1")
    assert b"x-api-key: secret-key" in head.lower()
    assert json.loads(body) == {"to": "a"}


async def test_a_form_goes_out_as_multipart_with_its_own_headers() -> None:
    async with vendor(page(201)) as there, wired(there.url) as wire:
        await wire.write("POST", "mails", form={"subject": "Été"}, headers={"Idempotency-Key": "k"})
    head, body = there.asked[0].split(b"\r\n\r\n", 1)
    assert b"content-type: multipart/form-data; boundary=" in head.lower()
    assert b"idempotency-key: k" in head.lower()
    assert 'name="subject"\r\n\r\nÉté'.encode() in body


async def test_nothing_leaves_when_nobody_listens_or_the_deadline_passed() -> None:
    async with vendor(page(200)) as there:
        pass
    async with wired(there.url, replace(POLICY, tries=1)) as wire:
        with pytest.raises(NothingLeft, match="ConnectError"):
            await wire.write("POST", "mails", deadline=in_seconds(5))
    async with vendor(page(200)) as there, wired(there.url) as wire:
        with pytest.raises(NothingLeft, match="deadline"):
            await wire.write("POST", "mails", deadline=in_seconds(-1))
        assert there.asked == []


async def test_a_call_ends_at_its_deadline_even_if_bytes_keep_coming() -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 x\r\ncontent-length: 100000\r\n\r\n")
        with suppress(ConnectionError):
            while True:
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.01)
        writer.close()
        ended.set()

    ended = asyncio.Event()
    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with wired(f"http://127.0.0.1:{port}") as wire:
        with pytest.raises(NobodyKnows, match="TimeoutError"):
            await wire.write("POST", "mails", deadline=in_seconds(0.3))
    await ended.wait()
    server.close()
    await server.wait_closed()


async def test_a_redirect_is_no_answer_and_is_not_followed() -> None:
    async with vendor(page(200)) as elsewhere:
        moved = page(302, location=f"{elsewhere.url}/mails")
        async with vendor(moved) as there, wired(there.url) as wire:
            with pytest.raises(NobodyKnows, match="redirect"):
                await wire.write("POST", "mails")
        assert elsewhere.asked == []


async def test_an_answer_without_an_end_is_cut() -> None:
    small = replace(POLICY, most_bytes=1000)
    async with vendor(page(200, b"x" * 1001)) as there, wired(there.url, small) as wire:
        with pytest.raises(NobodyKnows, match="too large"):
            await wire.write("POST", "mails")


async def test_a_silent_vendor_is_left_alone_and_asked_again_after_a_rest() -> None:
    policy = replace(POLICY, tries=1, silent_calls=3)
    async with vendor(SILENCE) as there, wired(there.url, policy) as wire:
        now = [0.0]
        wire.breaker.now = lambda: now[0]
        with capture_logs() as lines:
            for _ in range(3):
                with pytest.raises(NobodyKnows):
                    await wire.read("people")
            with pytest.raises(NothingLeft, match="resting"):
                await wire.write("POST", "mails")
        assert len(there.asked) == 3
        assert [(line["event"], line["vendor"]) for line in lines] == [("vendor_silent", "vendor")]
        now[0] = policy.rest
        there.answers = (page(200),)
        assert (await wire.read("people")).is_success
        assert (await wire.write("POST", "mails")).is_success


def test_one_more_silence_after_a_rest_is_enough_and_any_answer_closes() -> None:
    now = [0.0]
    breaker = Breaker(most=2, rest=5, now=lambda: now[0])
    assert [breaker.silent(), breaker.silent(), breaker.is_open] == [False, True, True]
    now[0] = 5.0
    assert not breaker.is_open
    assert breaker.silent()
    now[0] = 10.0
    breaker.answered()
    assert not breaker.silent()
    assert not breaker.is_open


async def test_no_key_address_or_text_is_logged() -> None:
    with capture_logs() as lines:
        policy = replace(POLICY, silent_calls=1)
        async with vendor(SILENCE) as there, wired(there.url, policy) as wire:
            with pytest.raises(NobodyKnows):
                await wire.write("POST", "users/elise-durand", json={"text": "Bonjour Élise"})
    assert lines == [
        {
            "event": "vendor_silent",
            "vendor": "vendor",
            "fault": "RemoteProtocolError",
            "log_level": "warning",
        }
    ]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7.0),
        ("Mon, 02 Mar 2026 09:00:30 GMT", 30.0),
        ("Mon, 02 Mar 2026 08:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-3", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(text: str, seconds: float | None) -> None:
    assert seconds_of(text, NOW) == seconds


@pytest.mark.parametrize(
    ("url", "is_live"),
    [
        ("https://api1.unipile.com:13111/api/v1", False),
        ("http://10.0.0.1/api/v1", False),
        ("http://127.0.0.1/api/v1", True),
        ("https://evil.example/api/v1", True),
        ("https://unipile.com.evil.example/api/v1", True),
        ("not an address", True),
    ],
)
def test_no_other_host_is_ever_called(url: str, is_live: bool) -> None:  # noqa: FBT001
    with pytest.raises(ForeignHost):
        allowed_host(url, is_live=is_live, vendor=".unipile.com")


def test_the_vendors_host_is_called_in_live_mode_only() -> None:
    assert allowed_host(
        "https://api1.unipile.com:13111/api/v1", is_live=True, vendor=".unipile.com"
    )
    assert allowed_host("http://127.0.0.1:8320/unipile/api/v1", is_live=False)
