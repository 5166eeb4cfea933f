"""support.SupportDesk on Intercom's contacts (vendors/intercom.md 3, 7)."""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from adapters.intercom.client import IntercomClient
from adapters.wire.client import Answer
from domain.support.errors import DeskDown
from domain.support.model import PersonCard

_REF = re.compile(r"[0-9a-zA-Z]{1,64}")
_TAKEN = re.compile(r"\bid=([0-9a-zA-Z]{1,64})\b")
_CANONICAL = re.compile(r"</contacts/([0-9a-zA-Z]{1,64})>;\s*rel=\"?canonical")
_HOPS = 3


@dataclass(frozen=True, slots=True)
class IntercomDesk:
    """No search: it lags behind what was written by minutes."""

    client: IntercomClient

    async def put(self, contact_id: str, person: PersonCard) -> str:
        fields = {"email": person.email, "name": person.name}
        ref = await self.find(contact_id)
        if not ref:
            made = await self.client.write(
                "POST", "contacts", {"role": "user", "external_id": contact_id, **fields}
            )
            if made.is_success:
                return _ref(made)
            ref = await self._taken(contact_id, made)
        kept = await self.client.write(
            "PUT", f"contacts/{ref}", {"external_id": contact_id, **fields}
        )
        if not kept.is_success:
            raise DeskDown
        return ref

    async def _taken(self, contact_id: str, refusal: Answer) -> str:
        """Somebody has these details: another request of ours, an archived contact, or a visitor
        who is no user. Never another user's: their conversations are theirs.
        """
        told = _message(refusal)
        match = _TAKEN.search(told) if refusal.status == 409 else None
        if match is None:
            raise DeskDown
        ref = match.group(1)
        if "archived" in told.lower():
            back = await self.client.write("POST", f"contacts/{ref}/unarchive")
            if not back.is_success:
                raise DeskDown
        found = await self.client.get(f"contacts/{ref}")
        owner = _body(found).get("external_id") if found.is_success else ""
        if owner not in {None, contact_id}:
            raise DeskDown
        return ref

    async def find(self, contact_id: str) -> str:
        path = f"contacts/find_by_external_id/{quote(contact_id, safe='')}"
        answer = await self.client.get(path)
        if answer.status == 410:
            return _canonical(answer)
        if answer.status == 404:
            return ""
        return _ref(answer)

    async def delete(self, contact_id: str, desk_ref: str) -> None:
        """The reference first: what is archived cannot be found by our id."""
        if desk_ref:
            await self._delete(desk_ref)
        found = await self.find(contact_id)
        if found:
            await self._delete(found)

    async def _delete(self, ref: str) -> None:
        for _ in range(1 + _HOPS):
            answer = await self.client.write("DELETE", f"contacts/{quote(ref, safe='')}")
            if answer.status != 410:
                if answer.is_success or answer.status == 404:
                    return
                raise DeskDown
            ref = _canonical(answer)
            if not ref:
                return
        raise DeskDown


def _body(answer: Answer) -> dict[str, Any]:
    try:
        body = json.loads(answer.content)
    except ValueError as error:
        raise DeskDown from error
    if not isinstance(body, dict):
        raise DeskDown
    return body


def _ref(answer: Answer) -> str:
    ref = _body(answer).get("id")
    if not isinstance(ref, str) or not _REF.fullmatch(ref):
        raise DeskDown
    return ref


def _message(answer: Answer) -> str:
    errors = _body(answer).get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    return str(first.get("message", "")) if isinstance(first, dict) else ""


def _canonical(answer: Answer) -> str:
    match = _CANONICAL.search(answer.headers.get("link", ""))
    return match.group(1) if match else ""
