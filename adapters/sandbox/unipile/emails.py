"""E-mail routes of Unipile v1 (vendors/unipile.md 7.1, 7.2)."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import UploadFile

from adapters.sandbox.clock import stamp, unstamp
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json, Value
from adapters.sandbox.unipile import accounts, mailroom, paging
from adapters.sandbox.unipile.refusals import Refusal, invalid, missing, not_found
from adapters.sandbox.unipile.webhooks import read_json

_FILTERS = (
    "account_id",
    "role",
    "folder",
    "from",
    "to",
    "any_email",
    "thread_id",
    "message_id",
    "after",
    "before",
    "include_headers",
    "meta_only",
)
_JSON_FIELDS = ("to", "cc", "bcc", "from", "custom_headers", "tracking_options")
_REPLY_PREFIXES = ("Re: ", "Re : ", "RE: ", "RE : ", "re: ", "re : ")
_NAMED_HEADERS = frozenset({"unscribe-list", "reply-to", "content-type"})
_UNSUBSCRIBE = frozenset({"list-unsubscribe", "list-unsubscribe-post"})


@dataclass(slots=True)
class IdempotencyKeys:
    """In memory, gone at a restart: it narrows the double-send window, no more (2.7)."""

    seen: dict[str, tuple[str, Json]] = field(default_factory=dict)


def routes(parts: Parts, keys: IdempotencyKeys) -> APIRouter:  # noqa: C901 - one function per route
    router = APIRouter()

    @router.post("/emails")
    async def send_email(request: Request) -> JSONResponse:
        """7.1: 201 EmailSent; the RFC Message-ID is not in the answer."""
        form, print_of_request = await _read_form(request)
        key = request.headers.get("idempotency-key")
        if key is not None and not 1 <= len(key) <= 255:
            raise invalid("Idempotency-Key must have 1 to 255 characters")
        if key is not None and key in keys.seen:
            first_print, first_answer = keys.seen[key]
            if first_print != print_of_request:
                raise Refusal(409, "conflict", "idempotency key reused with another request")
            return JSONResponse(first_answer, 201)
        account, mail = _read_mail(parts, form)
        row = mailroom.send(parts, account, mail)
        answer: Json = {"object": "EmailSent", "tracking_id": row["tracking_id"]}
        if parts.dials.reading("unipile.sent_ids") == "given":
            answer |= {"provider_id": row["provider_id"], "provider_immutable_id": None}
        if key is not None:
            keys.seen[key] = (print_of_request, answer)
        return JSONResponse(answer, 201)

    @router.get("/emails")
    async def list_emails(request: Request) -> Json:
        """7.2: newest first; `before` and `after` are exclusive."""
        query = dict(request.query_params)
        account_id = query.get("account_id")
        if "cursor" in query:
            account_id = paging.decode_cursor(query["cursor"]).get("account_id")
        account = accounts.known_account(parts, account_id)
        for name in ("before", "after"):
            paging.date_of(name, query.get(name))
        if query.get("include_headers") == "true" and query.get("meta_only") == "true":
            raise invalid("include_headers needs meta_only=false")
        return paging.page(
            "EmailList",
            parts.store.newest("email", account["id"]),
            query,
            filters=_FILTERS,
            fits=_fits,
            view=_listed,
        )

    @router.get("/emails/{email_id}")
    async def read_email(
        email_id: str, account_id: str | None = None, include_headers: str = "false"
    ) -> Json:
        """7.2: the provider id works too, with account_id."""
        row = _known_mail(parts, account_id, email_id)
        return mailroom.view(row, include_headers=include_headers == "true")

    @router.put("/emails/{email_id}")
    async def update_email(email_id: str, request: Request, account_id: str | None = None) -> Json:
        """7.2: `unread` only; folders stay where they are."""
        row = _known_mail(parts, account_id, email_id)
        body = await read_json(request)
        if "unread" in body:
            row["read_date"] = None if body["unread"] else stamp(parts.clock.now())
            parts.store.put("email", row["id"], row, scope=row["account_id"])
        return {"object": "EmailUpdated"}

    @router.delete("/emails/{email_id}")
    async def delete_email(email_id: str, account_id: str | None = None) -> Json:
        """7.2: to the bin."""
        row = _known_mail(parts, account_id, email_id)
        parts.store.put("email", row["id"], {**row, "role": "trash"}, scope=row["account_id"])
        return {"object": "EmailDeleted"}

    @router.get("/folders")
    async def list_folders(account_id: str | None = None) -> Json:
        """7.2"""
        account = accounts.known_account(parts, account_id)
        items = [
            {
                "object": "Folder",
                "id": mailroom.folder_id(account["id"], role),
                "name": name,
                "account_id": account["id"],
                "role": role,
                "provider_id": role.upper(),
            }
            for name, role in (("Inbox", "inbox"), ("Sent", "sent"), ("Trash", "trash"))
        ]
        return {"object": "FolderList", "items": items, "cursor": None}

    return router


def _known_mail(parts: Parts, account_id: str | None, email_id: str) -> Json:
    row = mailroom.find_mail(parts, account_id, email_id)
    if row is None:
        raise not_found("email")
    return row


async def _read_form(request: Request) -> tuple[dict[str, Any], str]:
    """Multipart with JSON strings in it; plain JSON when there is no file (2.2)."""
    kind = request.headers.get("content-type", "")
    form: dict[str, Any] = {}
    if kind.startswith("application/json"):
        form = await read_json(request)
        if form.get("attachments"):
            raise Refusal(415, "unsupported_media_type", "attachments need multipart/form-data")
    elif kind.startswith("multipart/form-data"):
        files: list[Json] = []
        async with request.form() as received:
            for name, value in received.multi_items():
                if isinstance(value, UploadFile):
                    content = await value.read()
                    files.append(
                        {
                            "id": hashlib.sha256(content).hexdigest()[:22],
                            "name": value.filename,
                            "size": len(content),
                            "extension": (value.filename or "").rpartition(".")[2],
                            "mime": value.content_type,
                        }
                    )
                elif name in _JSON_FIELDS:
                    form[name] = _json_field(name, value)
                else:
                    form[name] = value
        form["attachments"] = files
    else:
        raise Refusal(415, "unsupported_media_type", "multipart/form-data is expected")
    printed = json.dumps(form, sort_keys=True, ensure_ascii=False)
    return form, hashlib.sha256(printed.encode()).hexdigest()


def _json_field(name: str, text: str) -> Value:
    try:
        return json.loads(text)
    except ValueError as error:
        raise invalid(f"{name} must be JSON") from error


def _read_mail(parts: Parts, form: dict[str, Any]) -> tuple[Json, Json]:
    if not form.get("account_id"):
        raise missing("account_id")
    account = accounts.writing_account(parts, str(form["account_id"]), linkedin=False)
    for name in ("to", "body"):
        if not form.get(name):
            raise missing(name)
    sender = form.get("from") or {"identifier": account["address"]}
    if str(sender.get("identifier", "")).lower() != account["address"]:
        raise Refusal(422, "send_as_denied", "identifier is not an alias of this account")
    headers = _headers(parts, form.get("custom_headers") or [])
    subject = str(form.get("subject") or "")
    parent = _parent(parts, account, form.get("reply_to"), subject)
    body = str(form["body"])
    reply_to = [one["value"] for one in headers if one["name"].lower() == "reply-to"]
    mail: Json = {
        "from_attendee": mailroom.attendee(
            account["address"], str(sender.get("display_name") or account["display_name"])
        ),
        "to_attendees": _people(form["to"], "to"),
        "cc_attendees": _people(form.get("cc") or [], "cc"),
        "bcc_attendees": _people(form.get("bcc") or [], "bcc"),
        "reply_to_attendees": [mailroom.attendee(mailroom.bare_address(one)) for one in reply_to],
        "subject": subject,
        "body": body,
        "body_plain": mailroom.plain_text(body),
        "attachments": form.get("attachments") or [],
        "thread_id": mailroom.thread_of(parts, account["id"], parent),
        "in_reply_to": {"message_id": parent["message_id"], "id": parent["id"]} if parent else None,
        "headers": headers,
        "label": (form.get("tracking_options") or {}).get("label"),
    }
    _refuse_at_smtp_time(parts, account, mail)
    return account, mail


def _people(value: Value, name: str) -> list[Json]:
    if not isinstance(value, list):
        raise invalid(f"{name} must be a list")
    found = []
    for one in value:
        address = str(one.get("identifier", "")) if isinstance(one, dict) else ""
        if not mailroom.is_address(address):
            raise Refusal(422, "invalid_recipient", f"{name} holds an invalid address")
        found.append(mailroom.attendee(address, str(one.get("display_name") or "")))
    return found


def _headers(parts: Parts, given: Value) -> list[Json]:
    """Which names pass is one of the open questions of 7.1."""
    if not isinstance(given, list):
        raise invalid("custom_headers must be a list")
    passes = parts.dials.reading("unipile.list_unsubscribe") == "passes"
    for one in given:
        if not isinstance(one, dict) or not {"name", "value"} <= one.keys():
            raise invalid("custom_headers holds {name, value}")
        name = str(one["name"]).lower()
        allowed = name.startswith("x-") or name in _NAMED_HEADERS
        if not allowed and not (passes and name in _UNSUBSCRIBE):
            raise Refusal(422, "invalid_headers", f"{one['name']} is not allowed")
    return [{"name": str(one["name"]), "value": str(one["value"])} for one in given]


def _parent(parts: Parts, account: Json, reply_to: Value, subject: str) -> Json | None:
    """A reply keeps its parent's subject, with or without one of six prefixes (7.1)."""
    if not reply_to:
        return None
    parent = mailroom.find_mail(parts, account["id"], str(reply_to))
    if parent is None:
        raise Refusal(422, "parent_mail_not_found", "reply_to is unknown")
    allowed = {parent["subject"], *(prefix + parent["subject"] for prefix in _REPLY_PREFIXES)}
    for prefix in _REPLY_PREFIXES:
        bare = str(parent["subject"]).removeprefix(prefix)
        allowed |= {bare, *(one + bare for one in _REPLY_PREFIXES)}
    if subject not in allowed:
        raise Refusal(422, "invalid_reply_subject", "subject must be the parent's")
    return parent


def _refuse_at_smtp_time(parts: Parts, account: Json, mail: Json) -> None:
    """Plain SMTP accounts learn of a dead address at once (7.3)."""
    if account["type"] != "MAIL":
        return
    for one in mail["to_attendees"]:
        if parts.world.by_email(one["identifier"]).manner.value == "bounce":
            raise Refusal(422, "recipient_rejected", "550 5.1.1 user unknown")


def _fits(row: Json, asked: dict[str, str]) -> bool:  # noqa: PLR0911 - one return per filter
    readers = [
        one["identifier"].lower()
        for one in (*row["to_attendees"], *row["cc_attendees"], *row["bcc_attendees"])
    ]
    author = row["from_attendee"]["identifier"].lower()
    role = asked.get("role")
    if role not in {None, "all"} and row["role"] != role:
        return False
    if "folder" in asked and asked["folder"].lower() != row["role"]:
        return False
    if "from" in asked and author != asked["from"].lower():
        return False
    if "to" in asked and asked["to"].lower() not in readers:
        return False
    if "any_email" in asked:
        wanted = {one.strip().lower() for one in asked["any_email"].split(",")}
        if not wanted & {author, *readers}:
            return False
    if "thread_id" in asked and row["thread_id"] != asked["thread_id"]:
        return False
    if "message_id" in asked and row["message_id"] != asked["message_id"]:
        return False
    at = unstamp(row["date"])
    after, before = asked.get("after"), asked.get("before")
    return not (after and at <= unstamp(after)) and not (before and at >= unstamp(before))


def _listed(row: Json, asked: dict[str, str]) -> Json:
    return mailroom.view(
        row,
        include_headers=asked.get("include_headers") == "true",
        meta_only=asked.get("meta_only") == "true",
    )
