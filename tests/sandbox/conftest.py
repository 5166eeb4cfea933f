"""One world on a virtual clock, at real speed, with a receiver for what it posts."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from adapters.sandbox.app import create_sandbox
from adapters.sandbox.clock import VirtualClock
from adapters.sandbox.parts import Parts
from adapters.sandbox.settings import SandboxSettings

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
RECEIVER = "http://127.0.0.1:9000"


@dataclass
class Got:
    path: str
    method: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Receiver:
    """What the product would be: keeps every request, answers as it is told."""

    got: list[Got] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.api_route("/{path:path}", methods=["GET", "POST"])
        async def receive(path: str, request: Request) -> Response:
            body = await request.body()
            headers = dict(request.headers)
            self.got.append(Got(f"/{path}", request.method, headers, body))
            return Response(status_code=self.statuses.pop(0) if self.statuses else 200)

        return app

    def of(self, event: str) -> list[Any]:
        bodies = [one.json for one in self.got if one.method == "POST" and one.body[:1] == b"{"]
        return [body for body in bodies if body.get("event") == event]


@dataclass
class Sandbox:
    """The vendors as a client sees them, and the levers of a test."""

    parts: Parts
    clock: VirtualClock
    receiver: Receiver
    http: httpx.AsyncClient

    @property
    def unipile(self) -> "Vendor":
        return Vendor(self.http, "/unipile/api/v1", {"X-API-KEY": "sandbox-unipile-key"})

    @property
    def fullenrich(self) -> "Vendor":
        key = {"Authorization": "Bearer sandbox-fullenrich-key"}
        return Vendor(self.http, "/fullenrich/api/v2", key)

    async def later(self, **span: float) -> None:
        self.clock.advance(**span)
        await self.parts.schedule.run_due()

    async def pass_time(self, hours: float) -> None:
        """In small steps, so that what follows from a thing has its own time."""
        for _ in range(int(hours * 12)):
            await self.later(minutes=5)

    async def world(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(f"/world{path}", json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()

    async def account(self, provider: str = "GOOGLE", **fields: str) -> str:
        body = {"provider": provider, "address": "ada@nord.example", "display_name": "Ada Martin"}
        return str((await self.world("/accounts", **{**body, **fields}))["id"])

    async def listen(self, source: str, *events: str, **fields: Any) -> str:
        body = {
            "source": source,
            "request_url": f"{RECEIVER}/hook",
            "headers": [{"key": "Unipile-Auth", "value": "s3cret"}],
            **({"events": list(events)} if events else {}),
            **fields,
        }
        answer = await self.unipile.post("/webhooks", json=body)
        return str(answer.json()["webhook_id"])

    async def mail(self, account: str, recipient: str, **fields: Any) -> httpx.Response:
        headers = fields.pop("headers", {})
        form = {
            "account_id": account,
            "to": json.dumps([{"display_name": "", "identifier": recipient}]),
            "subject": "Une idée pour vous",
            "body": "<p>Bonjour, est-ce que le sujet vous parle ?</p>",
            **fields,
        }
        files = {name: (None, value) for name, value in form.items()}
        return await self.unipile.post("/emails", files=files, headers=headers)


@dataclass
class Vendor:
    http: httpx.AsyncClient
    prefix: str
    headers: dict[str, str]

    async def request(self, method: str, path: str, **fields: Any) -> httpx.Response:
        headers = {**self.headers, **fields.pop("headers", {})}
        return await self.http.request(method, self.prefix + path, headers=headers, **fields)

    async def get(self, path: str, **params: Any) -> httpx.Response:
        return await self.request("GET", path, params=params)

    async def post(self, path: str, **fields: Any) -> httpx.Response:
        return await self.request("POST", path, **fields)

    async def delete(self, path: str, **params: Any) -> httpx.Response:
        return await self.request("DELETE", path, params=params)


@pytest.fixture(scope="session")
def built() -> Iterator[tuple[FastAPI, VirtualClock, Receiver]]:
    """Built once, for making routes takes longer than a test; emptied before each."""
    clock, receiver = VirtualClock(MONDAY), Receiver()
    outgoing = httpx.AsyncClient(transport=httpx.ASGITransport(receiver.app()))
    settings = SandboxSettings(seed=1, speed=1.0, port=8000)
    app = create_sandbox(settings, clock=clock, http=outgoing)
    yield app, clock, receiver
    app.state.parts.store.close()


@pytest.fixture
async def sandbox(built: tuple[FastAPI, VirtualClock, Receiver]) -> AsyncIterator[Sandbox]:
    app, clock, receiver = built
    clock.at = MONDAY
    receiver.got.clear()
    receiver.statuses.clear()
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as http:
        await http.post("/world/reset")
        yield Sandbox(app.state.parts, clock, receiver, http)
