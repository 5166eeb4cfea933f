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


async def first_events(application: Application, cookie: str, wanted: int) -> list[dict[str, Any]]:
    """What the feed says first; then the browser goes away."""
    told: list[dict[str, Any]] = []
    left = asyncio.Event()
    asked: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> MutableMapping[str, Any]:
        if asked:
            return asked.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        lines = message.get("body", b"").decode().splitlines()
        told.extend(
            json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")
        )
        if len(told) >= wanted:
            left.set()

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "path": "/api/v1/live",
        "raw_path": b"/api/v1/live",
        "query_string": b"",
        "headers": [(b"cookie", cookie.encode()), (b"host", b"leo.test")],
        "client": ("127.0.0.1", 1),
        "server": ("leo.test", 443),
    }
    await asyncio.wait_for(create_api(application)(scope, receive, send), 10)
    return told


def cookie_of(client: httpx.AsyncClient) -> str:
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


async def test_what_happened_just_before_the_line_opened_is_told(
    client: httpx.AsyncClient, application: Application
) -> None:
    other = await sign_up(application, "Atelier Est")
    added = await client.post("/api/v1/salesbook/offers", json=OFFER)
    assert added.status_code == 201, added.text
    told = await first_events(application, cookie_of(client), 2)
    names = [one["name"] for one in told]
    assert "SalesbookRevised" in names
    # Nothing of it reaches another workspace.
    mine = {one["workspace_id"] for one in told if "workspace_id" in one}
    theirs = await first_events(application, cookie_of(other), 1)
    assert not mine & {one.get("workspace_id") for one in theirs}
    assert "SalesbookRevised" not in [one["name"] for one in theirs]
    await other.aclose()
