"""The live feed: what a page missed between its reads and its first line is told."""

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

import httpx

from api.app import create_api
from domain.application import Application
from tests.api.test_salesbook import OFFER
from tests.conftest import sign_up


async def told(
    client: httpx.AsyncClient, application: Application, *, until: str, after: str = ""
) -> str:
    """What the feed says to this browser up to a text; then the browser goes away."""
    heard, left = bytearray(), asyncio.Event()
    asked: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> MutableMapping[str, Any]:
        if asked:
            return asked.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        heard.extend(message.get("body", b""))
        if until.encode() in heard:
            left.set()

    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    headers = [(b"host", b"leo.test"), (b"cookie", cookie.encode())]
    if after:
        headers.append((b"last-event-id", after.encode()))
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "path": "/api/v1/live",
        "raw_path": b"/api/v1/live",
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("leo.test", 443),
    }
    await asyncio.wait_for(create_api(application)(scope, receive, send), 15)
    return heard.decode()


async def test_what_happened_just_before_the_line_opened_is_told(
    client: httpx.AsyncClient, application: Application
) -> None:
    added = await client.post("/api/v1/salesbook/offers", json=OFFER)
    assert added.status_code == 201, added.text
    said = await told(client, application, until="SalesbookRevised")
    first = json.loads(said.partition("data: ")[2].splitlines()[0])
    assert {"name", "at"} <= set(first)
    other = await sign_up(application, "Atelier Est")
    assert "SalesbookRevised" not in await told(other, application, until="WorkspaceOpened")
    await other.aclose()
