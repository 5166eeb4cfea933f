"""Chats and messages of Unipile v1 (vendors/unipile.md 6.9)."""

import json

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from adapters.sandbox.clock import unstamp
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.unipile import accounts, network, paging
from adapters.sandbox.unipile.refusals import Refusal, missing, not_found
from adapters.sandbox.unipile.webhooks import read_json
from adapters.sandbox.world import short_hash


def routes(parts: Parts) -> APIRouter:  # noqa: C901, PLR0915 - one function per route
    router = APIRouter()

    @router.get("/chats")
    async def list_chats(request: Request) -> Json:
        """6.9"""
        query = dict(request.query_params)
        _check_dates(query)
        wanted = query.get("account_id")
        if "cursor" in query:
            wanted = paging.decode_cursor(query["cursor"]).get("account_id")
        rows = [{**row, "date": row["timestamp"]} for row in parts.store.newest("chat")]
        rows.sort(key=lambda row: row["timestamp"], reverse=True)
        if wanted:
            rows = [row for row in rows if row["account_id"] in str(wanted).split(",")]
        return paging.page(
            "ChatList",
            rows,
            query,
            filters=("account_id", "account_type", "unread", "before", "after"),
            fits=_fits,
            view=lambda row, _asked: _chat(parts, row),
        )

    @router.post("/chats")
    async def start_chat(request: Request) -> JSONResponse:
        """6.9: both ids of the answer may be null."""
        form = await _multipart(request)
        attendees = form.get("attendees_ids")
        if not attendees:
            raise missing("attendees_ids")
        account = accounts.writing_account(parts, _text(form, "account_id"), linkedin=True)
        person, kind = network.find_person(parts, account, attendees[0])
        if person is None or kind == "slug":
            raise Refusal(422, "invalid_recipient")
        if network.bond(parts, account["id"], person.key)["state"] != "connected":
            if _text(form, "linkedin[inmail]") == "true" and account["seat"] == "free":
                raise Refusal(403, "feature_not_subscribed")
            raise Refusal(422, "no_connection_with_recipient")
        with parts.store.atomic():
            chat = network.open_chat(parts, account, person)
            text = _text(form, "text")
            message = network.say(parts, account, chat, text, by_account=True) if text else None
        given = parts.dials.reading("unipile.chat_ids") == "given"
        answer = {
            "object": "ChatStarted",
            "chat_id": chat["id"] if given else None,
            "message_id": message["id"] if given and message else None,
        }
        return JSONResponse(answer, 201)

    @router.get("/chats/{chat_id}")
    async def read_chat(chat_id: str) -> Json:
        """6.9"""
        chat = _known_chat(parts, chat_id)
        last = next(iter(_messages_of(parts, chat)), None)
        return {**_chat(parts, chat), "lastMessage": _message(last) if last else None}

    @router.patch("/chats/{chat_id}")
    async def patch_chat(chat_id: str, request: Request) -> Json:
        """6.9: setReadStatus."""
        chat = _known_chat(parts, chat_id)
        body = await read_json(request)
        if body.get("action") != "setReadStatus":
            raise Refusal(400, "invalid_action")
        chat["unread_count"] = 0 if body.get("value") else 1
        parts.store.put("chat", chat["id"], chat, scope=chat["account_id"])
        return {"object": "ChatPatched"}

    @router.get("/chats/{chat_id}/attendees")
    async def list_attendees(chat_id: str) -> Json:
        """6.9"""
        chat = _known_chat(parts, chat_id)
        account = accounts.known_account(parts, chat["account_id"])
        person = parts.world.by_key(chat["person_key"])
        item = {
            "object": "ChatAttendee",
            "id": short_hash("attendee", network.provider_id(parts, account, person)),
            "account_id": account["id"],
            "provider_id": network.provider_id(parts, account, person),
            "name": person.full_name,
            "is_self": 0,
            "profile_url": network.profile_url(person.slug),
        }
        return {"object": "ChatAttendeeList", "items": [item], "cursor": None}

    @router.post("/chats/{chat_id}/messages")
    async def send_message(chat_id: str, request: Request) -> JSONResponse:
        """6.9: account_id is a guard, refused when the chat is another account's."""
        form = await _multipart(request)
        chat = _known_chat(parts, chat_id)
        guard = _text(form, "account_id")
        if guard and guard != chat["account_id"]:
            raise Refusal(403, "account_mismatch")
        text = _text(form, "text")
        if not text:
            raise missing("text")
        account = accounts.writing_account(parts, chat["account_id"], linkedin=True)
        with parts.store.atomic():
            message = network.say(parts, account, chat, text, by_account=True)
        given = parts.dials.reading("unipile.chat_ids") == "given"
        answer = {"object": "MessageSent", "message_id": message["id"] if given else None}
        return JSONResponse(answer, 201)

    @router.get("/chats/{chat_id}/messages")
    async def list_chat_messages(chat_id: str, request: Request) -> Json:
        """6.9: newest first."""
        query = dict(request.query_params)
        _check_dates(query)
        return paging.page(
            "MessageList",
            _messages_of(parts, _known_chat(parts, chat_id)),
            query,
            filters=("before", "after", "sender_id"),
            fits=_fits,
            view=lambda row, _asked: _message(row),
        )

    @router.get("/messages")
    async def list_messages(request: Request) -> Json:
        """6.9"""
        query = dict(request.query_params)
        _check_dates(query)
        account_id = query.get("account_id")
        if "cursor" in query:
            account_id = paging.decode_cursor(query["cursor"]).get("account_id")
        account = accounts.known_account(parts, account_id)
        return paging.page(
            "MessageList",
            parts.store.newest("message", account["id"]),
            query,
            filters=("account_id", "before", "after", "sender_id"),
            fits=_fits,
            view=lambda row, _asked: _message(row),
        )

    @router.get("/messages/{message_id}")
    async def read_message(message_id: str) -> Json:
        """6.9"""
        row = parts.store.get("message", message_id)
        if row is None:
            raise not_found("message")
        return _message(row)

    return router


def _check_dates(query: dict[str, str]) -> None:
    for name in ("before", "after"):
        paging.date_of(name, query.get(name))


def _fits(row: Json, asked: dict[str, str]) -> bool:
    if "sender_id" in asked and row.get("sender_id") != asked["sender_id"]:
        return False
    if asked.get("unread") == "true" and not row.get("unread_count"):
        return False
    if asked.get("account_type", "LINKEDIN") != "LINKEDIN":
        return False
    at = unstamp(row["date"])
    after, before = asked.get("after"), asked.get("before")
    return not (after and at <= unstamp(after)) and not (before and at >= unstamp(before))


async def _multipart(request: Request) -> dict[str, list[str]]:
    """JSON is refused here: multipart only (2.2)."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refusal(415, "unsupported_media_type", "multipart/form-data is expected")
    found: dict[str, list[str]] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                found.setdefault(name, []).append(value)
    return found


def _text(form: dict[str, list[str]], name: str) -> str:
    return form.get(name, [""])[0]


def _known_chat(parts: Parts, chat_id: str) -> Json:
    chat = parts.store.get("chat", chat_id)
    if chat is None:
        chat = next(
            (one for one in parts.store.newest("chat") if one["provider_id"] == chat_id), None
        )
    if chat is None:
        raise not_found("chat")
    return chat


def _messages_of(parts: Parts, chat: Json) -> list[Json]:
    return [
        row
        for row in parts.store.newest("message", chat["account_id"])
        if row["chat_id"] == chat["id"]
    ]


def _chat(parts: Parts, row: Json) -> Json:
    account = parts.store.get("account", row["account_id"])
    person = parts.world.by_key(row["person_key"])
    return {
        "object": "Chat",
        "id": row["id"],
        "account_id": row["account_id"],
        "account_type": "LINKEDIN",
        "provider_id": row["provider_id"],
        "attendee_provider_id": network.provider_id(parts, account, person) if account else None,
        "name": person.full_name,
        "type": 0,
        "timestamp": row["timestamp"],
        "unread_count": row["unread_count"],
        "archived": 0,
        "muted_until": None,
        "read_only": 0,
        "folder": ["INBOX", "INBOX_LINKEDIN_CLASSIC"],
    }


def _message(row: Json) -> Json:
    shown = {key: row[key] for key in row if key != "date"}
    return {
        "object": "Message",
        **shown,
        "sender_attendee_id": short_hash("attendee", row["sender_id"]),
        "attachments": [],
        "reactions": [],
        "seen": 0,
        "seen_by": {},
        "hidden": 0,
        "deleted": 0,
        "edited": 0,
        "is_event": 0,
        "delivered": 1,
        "behavior": 0,
        "original": json.dumps({"text": row["text"]}, ensure_ascii=False),
    }
