"""The door of each vendor: records every request whole, and turns the dials."""

import json

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.sandbox.clock import Clock, stamp
from adapters.sandbox.dials import Dial, Dials
from adapters.sandbox.store import Json, Store, Value

_KEPT = 20_000
_HTML_502 = (
    b"<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1>"
    b"</center><hr><center>nginx</center></body></html>"
)
_DEFAULT_BODY: dict[str, Json] = {
    "unipile": {"title": "Provider error", "type": "errors/provider_error", "status": 500},
    "fullenrich": {"code": "error.internal", "message": "Internal error"},
    "stripe": {"error": {"type": "api_error", "message": "An unknown error occurred"}},
    "intercom": {
        "type": "error.list",
        "request_id": None,
        "errors": [{"code": "server_error", "message": "Server error"}],
    },
    "openai": {
        "error": {"message": "Server error", "type": "server_error", "param": None, "code": None}
    },
    "anthropic": {
        "type": "error",
        "error": {"type": "api_error", "message": "Internal server error"},
        "request_id": "req_sim_dial",
    },
}


class Gate:
    """Tests read here what was really sent, whatever HTTP client or SDK sent it (style 3.9)."""

    def __init__(self, app: ASGIApp, vendor: str, store: Store, dials: Dials, clock: Clock) -> None:
        self._app, self._vendor, self._store = app, vendor, store
        self._dials, self._clock = dials, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await Request(scope, receive).body()
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        row = await self._record(scope, path, body)
        dial = self._dials.take(
            self._vendor,
            f"{scope['method']} {path}",
            webhook=False,
            account_id=_account_of(row),
        )
        await self._answer(dial, scope, body, row, receive, send)

    async def _record(self, scope: Scope, path: str, body: bytes) -> Json:
        request = Request(scope, _replay(body, None))
        number = self._store.number("received")
        row: Json = {
            "id": f"received-{number:08d}",
            "at": stamp(self._clock.now()),
            "vendor": self._vendor,
            "method": scope["method"],
            "path": path,
            "query": dict(request.query_params),
            "headers": dict(request.headers),
            "body": body.decode(errors="replace"),
            "json": _json_or_none(body),
            "form": await _form(request),
            "status": None,
        }
        self._store.put("received", row["id"], row, scope=self._vendor)
        if number % 500 == 0:
            self._store.keep_newest("received", _KEPT)
        return row

    async def _answer(  # noqa: C901, PLR0917 - one branch per fault
        self, dial: Dial | None, scope: Scope, body: bytes, row: Json, receive: Receive, send: Send
    ) -> None:
        fault = dial.fault if dial else None

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._store.put(
                    "received",
                    row["id"],
                    {**row, "status": message["status"], "fault": fault},
                    scope=self._vendor,
                )
            await send(message)

        async def real(out: Send) -> None:
            await self._app(scope, _replay(body, receive), out)

        if dial is None:
            await real(noting)
        elif dial.fault == "latency":
            await self._clock.sleep(dial.seconds)
            await real(noting)
        elif dial.fault == "scenario":
            scope.setdefault("state", {})["scenario"] = dial.scenario
            await real(noting)
        elif dial.fault == "hang":
            await _until_gone(receive)
        elif dial.fault == "drop":
            await _cut(noting)
        elif dial.fault == "drop_after_effect":
            await real(_nowhere)
            await _cut(noting)
        elif dial.fault == "html_502":
            await _say(noting, 502, _HTML_502, {"content-type": "text/html"})
        else:
            if dial.fault == "fail_after_effect":
                await real(_nowhere)
            said = dial.body if dial.body is not None else self._default_body(dial.status)
            headers = {"content-type": "application/json", **dial.headers}
            await _say(noting, dial.status, json.dumps(said).encode(), headers)

    def _default_body(self, status: int) -> Json:
        body = dict(_DEFAULT_BODY[self._vendor])
        if self._vendor == "unipile":
            body["status"] = status
        return body


def _account_of(row: Json) -> str:
    for place in (row["query"], row["form"], row["json"]):
        if isinstance(place, dict) and isinstance(place.get("account_id"), str):
            return str(place["account_id"])
    return ""


def _json_or_none(body: bytes) -> Value:
    try:
        return json.loads(body)
    except ValueError:
        return None


async def _form(request: Request) -> Json | None:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return None
    try:
        form = await request.form()
    except Exception:  # noqa: BLE001 - a broken form is recorded as its raw body
        return None
    found: Json = {}
    for name, value in form.multi_items():
        text = value if isinstance(value, str) else {"file": value.filename, "size": value.size}
        if name in found:
            found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), text]
        else:
            found[name] = text
    await form.close()
    return found


def _replay(body: bytes, receive: Receive | None) -> Receive:
    """The body again, then whatever the client still says (its leaving)."""
    sent = False

    async def again() -> Message:
        nonlocal sent
        if not sent:
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}
        if receive is None:
            return {"type": "http.disconnect"}
        return await receive()

    return again


async def _nowhere(message: Message) -> None:
    del message


async def _say(send: Send, status: int, body: bytes, headers: dict[str, str]) -> None:
    raw = [(key.lower().encode(), value.encode()) for key, value in headers.items()]
    raw.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


async def _cut(send: Send) -> None:
    """Promises a body and ends without it: the server closes the connection, the client sees it."""
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100000")]}
    )
    await send({"type": "http.response.body", "body": b"{", "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
