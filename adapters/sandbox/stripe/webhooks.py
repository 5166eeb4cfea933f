"""Deliveries of events: signed, at least once, in no promised order (vendors/stripe.md 3)."""

import hashlib
import hmac
import json
from typing import Any

from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.stripe.account import Account

ERRAND = "stripe-webhook"
_TRIES = 4  # a sandbox account tries three times more, over a few hours


class Webhooks:
    def __init__(self, parts: Parts, account: Account) -> None:
        self._parts, self._account = parts, account
        account.listeners.append(self.tell)
        parts.schedule.errand(ERRAND, self.post)

    def tell(self, event: Json) -> None:
        events = [event]
        if self._parts.dials.reading("stripe.events_per_fact") == "two":
            twin = {key: value for key, value in event.items() if key not in {"id", "object"}}
            events.append(self._account.new("event", twin))
        for one in events:
            for endpoint in self._account.all("webhook_endpoint"):
                wanted = endpoint["enabled_events"]
                if endpoint["status"] == "enabled" and (one["type"] in wanted or "*" in wanted):
                    self._deliver(one, endpoint)

    def _deliver(self, event: Json, endpoint: Json) -> None:
        errand = {"event": event["id"], "endpoint": endpoint["id"], "attempt": 1}
        number = self._parts.store.number("stripe-webhook")
        wait = self._parts.between(0, 3, "stripe-webhook", number)
        dial = self._parts.dials.take("stripe", event["type"], webhook=True)
        fault = dial.fault if dial else None
        if fault == "lose_webhook":
            return
        if dial is not None and fault in {"late_webhook", "reorder_webhook"}:
            late = dial.seconds if fault == "late_webhook" else 60.0
            self._parts.schedule.later(ERRAND, errand, seconds=wait + late, floor=0.3)
            return
        self._parts.schedule.later(ERRAND, errand, seconds=wait)
        if fault == "duplicate_webhook":
            self._parts.schedule.later(ERRAND, errand, seconds=wait + 1)

    async def post(self, errand: dict[str, Any]) -> None:
        """`t` is new in each attempt; the signature covers it and the raw body."""
        store = self._parts.store
        event = store.get("stripe-event", errand["event"])
        endpoint = store.get("stripe-webhook_endpoint", errand["endpoint"])
        if event is None or endpoint is None:
            return
        body = json.dumps(event, separators=(",", ":")).encode()
        at = int(self._parts.clock.now().timestamp())
        signature = hmac.new(
            endpoint["_secret"].encode(), f"{at}.".encode() + body, hashlib.sha256
        ).hexdigest()
        status = await self._parts.post(
            "stripe",
            event["type"],
            endpoint["url"],
            body=body,
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "Stripe-Signature": f"t={at},v1={signature},v0=0",
            },
            attempt=errand["attempt"],
        )
        if (status is None or not 200 <= status < 300) and errand["attempt"] < _TRIES:
            self._parts.schedule.later(
                ERRAND,
                {**errand, "attempt": errand["attempt"] + 1},
                seconds=60.0 * 10 ** errand["attempt"],
                floor=self._parts.settings.retry_floor_seconds,
            )
