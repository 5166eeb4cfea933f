"""Webhooks of Unipile v1: management and delivery (vendors/unipile.md 8)."""

import json
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.unipile import paging
from adapters.sandbox.unipile.refusals import invalid, missing, not_found

EVENTS: dict[str, tuple[str, ...]] = {
    "messaging": (
        "message_received",
        "message_read",
        "message_reaction",
        "message_edited",
        "message_deleted",
        "message_delivered",
    ),
    "users": ("new_relation",),
    "email": ("mail_received", "mail_sent", "mail_moved"),
    "email_tracking": ("mail_opened", "mail_link_clicked"),
    "account_status": (
        "creation_success",
        "creation_fail",
        "ok",
        "connecting",
        "sync_success",
        "reconnected",
        "credentials",
        "permissions",
        "error",
        "stopped",
        "deleted",
    ),
}
_DEFAULT_EVENTS = {
    "messaging": ("message_received",),
    "users": ("new_relation",),
    "email": ("mail_received",),
    "email_tracking": ("mail_opened",),
    "account_status": EVENTS["account_status"],
}
# "Growing delay"; the figures are UNVERIFIED (8.2).
RETRY_SECONDS = (60.0, 300.0, 900.0, 3600.0, 7200.0)
ERRAND = "unipile-webhook"


def routes(parts: Parts) -> APIRouter:
    router = APIRouter()

    @router.post("/webhooks")
    async def create_webhook(request: Request) -> JSONResponse:
        """8.1: one webhook listens to one source."""
        body = await read_json(request)
        for name in ("request_url", "source"):
            if not isinstance(body.get(name), str):
                raise missing(name)
        source = body["source"]
        if source not in EVENTS:
            raise invalid(f"source must be one of {', '.join(EVENTS)}")
        events = body.get("events") or list(_DEFAULT_EVENTS[source])
        if any(event not in EVENTS[source] for event in events):
            raise invalid(f"events of {source}: {', '.join(EVENTS[source])}")
        hook_id = parts.new_id("webhook")
        hook = {
            "id": hook_id,
            "source": source,
            "request_url": body["request_url"],
            "name": body.get("name") or "",
            "format": body.get("format", "json"),
            "account_ids": body.get("account_ids") or [],
            "enabled": body.get("enabled", True),
            "headers": body.get("headers") or [],
            "events": events,
            "data": body.get("data") or [],
        }
        parts.store.put("webhook", hook_id, hook)
        status = int(parts.dials.reading("unipile.created_status"))
        return JSONResponse({"object": "WebhookCreated", "webhook_id": hook_id}, status)

    @router.get("/webhooks")
    async def list_webhooks(request: Request) -> Json:
        """8.1: the answer has no `source`."""
        return paging.page(
            "WebhookList",
            parts.store.newest("webhook"),
            dict(request.query_params),
            filters=(),
            fits=lambda _row, _asked: True,
            view=lambda row, _asked: _view(parts, row),
        )

    @router.delete("/webhooks/{webhook_id}")
    async def delete_webhook(webhook_id: str) -> Json:
        """8.1"""
        if parts.store.get("webhook", webhook_id) is None:
            raise not_found("webhook")
        parts.store.delete("webhook", webhook_id)
        return {"object": "WebhookDeleted"}

    return router


def _view(parts: Parts, hook: Json) -> Json:
    accounts = [parts.store.get("account", one) for one in hook["account_ids"]]
    return {
        "object": "Webhook",
        "type": "TRIGGER",
        **{key: hook[key] for key in hook if key not in {"source", "account_ids"}},
        "account_ids": [
            {"id": one["id"], "name": one["name"], "type": one["type"]} for one in accounts if one
        ],
    }


async def read_json(request: Request) -> Json:
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise invalid("the body is not JSON") from error
    if not isinstance(body, dict):
        raise invalid("the body is not an object")
    return body


def emit(parts: Parts, account: Json, source: str, event: str, payload: Json) -> None:
    """Tell whoever listens. While an account is down its events wait (4, 12)."""
    if source != "account_status" and account["status"] != "OK":
        backlog_id = f"backlog-{parts.store.number('backlog'):08d}"
        row = {"id": backlog_id, "source": source, "event": event, "payload": payload}
        parts.store.put("backlog", backlog_id, row, scope=account["id"])
        return
    for hook in parts.store.oldest("webhook"):
        listens = hook["enabled"] and hook["source"] == source and event in hook["events"]
        if not listens or (hook["account_ids"] and account["id"] not in hook["account_ids"]):
            continue
        named = payload
        if source != "account_status":
            named = {**payload, "webhook_name": hook["name"]}
        _send(parts, hook, event, _selected(hook, named), account["id"])


def release_backlog(parts: Parts, account: Json) -> None:
    for row in parts.store.oldest("backlog", account["id"]):
        parts.store.delete("backlog", row["id"])
        emit(parts, account, row["source"], row["event"], row["payload"])


def _selected(hook: Json, payload: Json) -> Json:
    """`data` renames and selects fields (8.1)."""
    if not hook["data"]:
        return payload
    return {one["name"]: payload.get(one["key"]) for one in hook["data"]}


def _send(parts: Parts, hook: Json, event: str, payload: Json, account_id: str) -> None:
    errand = {"hook_id": hook["id"], "event": event, "body": _encoded(hook, payload), "attempt": 1}
    number = parts.store.number("webhook-delay")
    seconds = parts.between(0.2, 10.0 if hook["source"] == "email" else 2.0, "webhook", number)
    dial = parts.dials.take("unipile", event, webhook=True, account_id=account_id)
    fault = dial.fault if dial else None
    if fault == "lose_webhook":
        return
    if dial is not None and fault in {"late_webhook", "reorder_webhook"}:
        wait = dial.seconds if fault == "late_webhook" else 60.0
        parts.schedule.later(ERRAND, errand, seconds=seconds + wait, floor=0.3)
        return
    parts.schedule.later(ERRAND, errand, seconds=seconds)
    if fault == "duplicate_webhook":
        parts.schedule.later(ERRAND, errand, seconds=seconds + 1)


def _encoded(hook: Json, payload: Json) -> str:
    if hook["format"] == "form":
        return urlencode(
            {
                key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                for key, value in payload.items()
            }
        )
    return json.dumps(payload, ensure_ascii=False)


class Courier:
    """8.2: exactly 200, five retries, then lost. No signature, only the headers that were asked."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, errand: dict[str, Any]) -> None:
        parts = self._parts
        hook = parts.store.get("webhook", errand["hook_id"])
        if hook is None:
            return
        status = await parts.post(
            "unipile",
            errand["event"],
            hook["request_url"],
            body=errand["body"].encode(),
            headers={one["key"]: one["value"] for one in hook["headers"]},
            attempt=errand["attempt"],
        )
        if status == 200 or errand["attempt"] > len(RETRY_SECONDS):
            return
        parts.schedule.later(
            ERRAND,
            {**errand, "attempt": errand["attempt"] + 1},
            seconds=RETRY_SECONDS[errand["attempt"] - 1],
            floor=parts.settings.retry_floor_seconds,
        )
