"""Cursors and query rules of Unipile v1 (vendors/unipile.md 2.3, 2.4)."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime

from adapters.sandbox.clock import unstamp
from adapters.sandbox.store import Json
from adapters.sandbox.unipile.refusals import Refusal, invalid

_DATE = re.compile(r"^[1-2]\d{3}-[0-1]\d-[0-3]\dT\d{2}:\d{2}:\d{2}.\d{3}Z$")


def encode_cursor(value: Json) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()


def decode_cursor(text: str, *, holds: str = "cursor") -> Json:
    """A tampered cursor is 400 invalid_parameters. Search cursors hold `start` (2.4)."""
    try:
        value = json.loads(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError) as error:
        raise invalid("cursor is not valid") from error
    if not isinstance(value, dict) or holds not in value:
        raise invalid("cursor is not valid")
    return value


def limit_of(text: str | None, *, most: int, default: int = 100) -> int:
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise invalid("limit must be a positive integer")
    if int(text) > most:
        raise Refusal(400, "limit_too_high", f"limit must be at most {most}")
    return int(text)


def date_of(name: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    if not _DATE.match(text):
        raise invalid(f"{name} must match YYYY-MM-DDTHH:MM:SS.sssZ")
    try:
        return unstamp(text)
    except ValueError as error:
        raise invalid(f"{name} is not a date") from error


def page(
    name: str,
    rows: Iterable[Json],
    query: dict[str, str],
    *,
    filters: tuple[str, ...],
    fits: Callable[[Json, dict[str, str]], bool],
    view: Callable[[Json, dict[str, str]], Json],
    most: int = 250,
    default: int = 100,
) -> Json:
    """One page of `rows`, newest first. With a cursor its own filters count, and no other."""
    asked = {key: value for key, value in query.items() if key in filters}
    last_id: str | None = None
    limit = limit_of(query.get("limit"), most=most, default=default)
    if "cursor" in query:
        decoded = decode_cursor(query["cursor"])
        asked = {key: str(value) for key, value in decoded.items() if key in filters}
        last_id = str(decoded["cursor"].get("last_id"))
        if "limit" not in query:
            limit = int(decoded.get("limit", limit))
    items: list[Json] = []
    kept: list[Json] = []
    past = last_id is None
    for row in rows:
        if not past:
            past = row["id"] == last_id
            continue
        if not fits(row, asked):
            continue
        if len(kept) == limit:
            last = kept[-1]
            cursor: Json = {
                **asked,
                "limit": limit,
                "cursor": {"last_id": last["id"], "last_date": last.get("date")},
            }
            return {"object": name, "items": items, "cursor": encode_cursor(cursor)}
        kept.append(row)
        items.append(view(row, asked))
    return {"object": name, "items": items, "cursor": None}
