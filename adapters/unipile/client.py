"""Unipile v1 over HTTP: address, key, and what its answers look like."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from adapters.wire.client import Answer, NobodyKnows, Policy, Wire
from domain.shared.clock import Clock

POLICY = Policy(vendor="unipile", host=".unipile.com")


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


class UnipileClient:
    """Reads are repeated on passing faults; a write is made once, before its deadline, or not.

    Every call raises NothingLeft or NobodyKnows when the vendor does not answer.
    """

    def __init__(self, base_url: str, api_key: str, *, wall: Clock, is_live: bool) -> None:
        self._wire = Wire(
            base_url=base_url,
            policy=POLICY,
            headers={"X-API-KEY": api_key, "accept": "application/json"},
            wall=wall,
            is_live=is_live,
        )

    async def close(self) -> None:
        await self._wire.close()

    async def get(
        self,
        *path: str,
        query: Mapping[str, str] | None = None,
        deadline: datetime | None = None,
    ) -> Reply:
        """Asking again is harmless."""
        return _reply(await self._wire.read(_path(path), query=query, deadline=deadline))

    async def post_json(
        self,
        *path: str,
        body: Mapping[str, Any],
        query: Mapping[str, str] | None = None,
        deadline: datetime | None = None,
    ) -> Reply:
        return _reply(
            await self._wire.write(
                "POST", _path(path), query=query, json=dict(body), deadline=deadline
            )
        )

    async def post_form(
        self,
        *path: str,
        fields: Mapping[str, str],
        deadline: datetime,
        key: str | None = None,
    ) -> Reply:
        """multipart/form-data, as the mail and message routes want it (section 2.2)."""
        headers = {"Idempotency-Key": key} if key else None
        return _reply(
            await self._wire.write(
                "POST", _path(path), form=fields, headers=headers, deadline=deadline
            )
        )

    async def delete(
        self,
        *path: str,
        query: Mapping[str, str] | None = None,
        deadline: datetime | None = None,
    ) -> Reply:
        return _reply(await self._wire.write("DELETE", _path(path), query=query, deadline=deadline))


def _path(segments: tuple[str, ...]) -> str:
    """Ids can hold anything, so every segment is encoded (section 11.11)."""
    return "/".join(quote(segment, safe="") for segment in segments)


def _reply(answer: Answer) -> Reply:
    try:
        body = json.loads(answer.content)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        if answer.is_success:
            raise NobodyKnows("unreadable")
        # A gateway's HTML page (section 2.5).
        return Reply(status=answer.status, kind="gateway", body={})
    kind = ""
    if not answer.is_success:
        kind = str(body.get("type", "")).removeprefix("errors/") or "untyped"
    return Reply(status=answer.status, kind=kind, body=body)
