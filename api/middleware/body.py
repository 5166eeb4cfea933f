"""What a body may be, checked before anything parses it (security.md 4.1)."""

import json
import re
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.middleware.answers import send_problem

JSON_LIMIT = 1024 * 1024
UPLOAD_LIMIT = 51 * 1024 * 1024
MAX_DEPTH = 20
_LARGEST = 2**53
_LONG_NUMBER = re.compile(rb"[0-9]{400,}")


class BodyGuard:
    """Refuses what is too large, of the wrong type, or JSON that would break what comes after:
    nesting beyond 20, duplicate keys, NaN, integers beyond 2^53, lone surrogates, keys with
    controls.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
        is_api = scope["path"].startswith("/api/")
        limit = UPLOAD_LIMIT if kind == b"multipart/form-data" else JSON_LIMIT
        if headers.get(b"content-encoding", b"identity") != b"identity":
            await send_problem(scope, send, status=415, code="unsupported-media-type")
            return
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > limit:
                await send_problem(scope, send, status=413, code="too-large")
                return
        if is_api and body and kind not in {b"application/json", b"multipart/form-data"}:
            await send_problem(scope, send, status=415, code="unsupported-media-type")
            return
        if is_api and kind == b"application/json" and body:
            fault = json_fault(bytes(body))
            if fault:
                await send_problem(scope, send, status=422, code=fault)
                return
        scope["leo.body"] = bytes(body)
        await self._app(scope, _replay(bytes(body), receive), send)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


class _Refused(ValueError):
    pass


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Refused("json-duplicate-key")
    if any(char < " " or "\ud800" <= char <= "\udfff" for key in made for char in key):
        raise _Refused("json-bad-key")
    return made


def _no_constant(_: str) -> float:
    raise _Refused("json-not-finite")


def _small(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > _LARGEST:
        raise _Refused("json-integer-too-large")
    return int(text)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise _Refused("json-not-finite")
    return number


def _depth(body: bytes) -> int:
    """Nesting of brackets outside strings, without parsing."""
    depth = deepest = 0
    in_string = escaped = False
    for byte in body:
        if in_string:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                in_string = False
        elif byte == 0x22:
            in_string = True
        elif byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def json_fault(body: bytes) -> str | None:
    """The problem code of JSON we refuse, or None."""
    if _LONG_NUMBER.search(body):
        return "json-integer-too-large"
    if (body.count(b"[") + body.count(b"{")) > MAX_DEPTH and _depth(body) > MAX_DEPTH:
        return "json-too-deep"
    try:
        text = body.decode("utf-8")
        json.loads(
            text,
            object_pairs_hook=_no_twins,
            parse_constant=_no_constant,
            parse_int=_small,
            parse_float=_finite,
        )
    except _Refused as refused:
        return str(refused)
    except (ValueError, RecursionError):
        return "json-invalid"
    return None
