"""One Stripe account: its objects, its clock and what happens to subscriptions as time passes.

Shapes are those of API 2026-10-28.endive as far as vendors/stripe.md describes them: periods on
items, parents and pricing on invoice lines, no top-level `subscription` on an invoice.
"""

import calendar
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.stripe.refusals import declined, invalid, missing

_DAY = 86_400
_RETRY_AFTER = 2 * _DAY
_TRIES = 8
# Rates of the simulated tax service: France, and the Union without a valid number (BIL-7).
_UNION = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
_RATE = 20
_PREFIX = {
    "customer": "cus",
    "product": "prod",
    "price": "price",
    "checkout.session": "cs_test",
    "subscription": "sub",
    "subscription_item": "si",
    "subscription_schedule": "sub_sched",
    "invoice": "in",
    "line_item": "il",
    "invoiceitem": "ii",
    "payment_intent": "pi",
    "charge": "ch",
    "refund": "re",
    "dispute": "du",
    "event": "evt",
    "webhook_endpoint": "we",
    "billing_portal.session": "bps",
    "billing_portal.configuration": "bpc",
    "payment_method": "pm",
}


class Account:
    """Every change is written with the events that tell it; `emit` hands them to the deliveries."""

    def __init__(self, parts: Parts, base_url: str) -> None:
        self.parts, self.base_url = parts, base_url
        self.listeners: list[Any] = []

    # Time
    def now(self) -> int:
        row = self.parts.store.get("stripe-clock", "clock")
        return int(self.parts.clock.now().timestamp()) + (int(row["ahead"]) if row else 0)

    def advance(self, seconds: int) -> None:
        """Live through the time, one due thing after the other."""
        goal = self.now() + seconds
        while (due := self._next_due()) is not None and due <= goal:
            self._move_to(max(due, self.now()))
            self.run_due()
        self._move_to(goal)

    def _move_to(self, at: int) -> None:
        ahead = at - int(self.parts.clock.now().timestamp())
        self.parts.store.put("stripe-clock", "clock", {"ahead": ahead})

    # Objects
    def new(self, kind: str, body: Json, *, scope: str = "") -> Json:
        drawn = self.parts.new_id(f"stripe-{kind}", 24)
        ref = f"{_PREFIX[kind]}_{drawn.replace('-', 'x').replace('_', 'y')}"
        made = {"id": ref, "object": kind, "livemode": False, "created": self.now(), **body}
        self.put(made, scope=scope)
        return made

    def put(self, one: Json, *, scope: str = "") -> None:
        scope = scope or str(one.get("customer") or "")
        self.parts.store.put(f"stripe-{one['object']}", one["id"], one, scope=scope)

    def get(self, kind: str, ref: str) -> Json:
        found = self.parts.store.get(f"stripe-{kind}", ref)
        if found is None:
            raise missing(kind, ref)
        return found

    def all(self, kind: str, customer: str | None = None) -> Iterator[Json]:
        """Newest first, as lists are."""
        return self.parts.store.newest(f"stripe-{kind}", customer)

    def customer(self, ref: str) -> Json:
        found = self.parts.store.get("stripe-customer", ref)
        if found is None or found.get("deleted"):
            raise invalid(f"No such customer: '{ref}'", "resource_missing", "customer", 404)
        return found

    def emit(self, kind: str, one: Json) -> None:
        event = self.new(
            "event",
            {
                "api_version": "2026-10-28.endive",
                "pending_webhooks": 1,
                "request": {"id": None, "idempotency_key": None},
                "type": kind,
                "data": {"object": json.loads(json.dumps(one))},
            },
        )
        for listener in self.listeners:
            listener(event)

    # Money
    def tax_rate(self, customer: Json) -> int:
        country = (customer.get("address") or {}).get("country") or ""
        if country not in _UNION:
            return 0
        return 0 if country != "FR" and customer["_tax_ids"] else _RATE

    def invoice(
        self,
        customer: Json,
        lines: list[Json],
        *,
        reason: str,
        subscription: str | None = None,
        metadata: Json | None = None,
        taxed: bool = True,
    ) -> Json:
        """A finalised invoice, still open."""
        draft = self.draft(customer, reason=reason, subscription=subscription, metadata=metadata)
        for line in lines:
            self.add_line(draft, line)
        draft["automatic_tax"] = {"enabled": taxed}
        return self.finalize(draft)

    def draft(
        self,
        customer: Json,
        *,
        reason: str,
        subscription: str | None = None,
        metadata: Json | None = None,
    ) -> Json:
        parent = None
        if subscription:
            parent = {
                "type": "subscription_details",
                "quote_details": None,
                "subscription_details": {"subscription": subscription, "metadata": {}},
            }
        return self.new(
            "invoice",
            {
                "customer": customer["id"],
                "status": "draft",
                "billing_reason": reason,
                "collection_method": "charge_automatically",
                "currency": "eur",
                "number": None,
                "parent": parent,
                "lines": _list([], "/v1/invoices/lines"),
                "payments": _list([], "/v1/invoice_payments"),
                "subtotal": 0,
                "total": 0,
                "total_taxes": [],
                "amount_due": 0,
                "amount_paid": 0,
                "amount_remaining": 0,
                "attempt_count": 0,
                "next_payment_attempt": None,
                "hosted_invoice_url": None,
                "invoice_pdf": None,
                "automatic_tax": {"enabled": True},
                "metadata": metadata or {},
                "status_transitions": {"finalized_at": None, "paid_at": None},
            },
        )

    def add_line(self, invoice: Json, line: Json) -> None:
        invoice["lines"]["data"].append(
            {"id": f"il_{len(invoice['lines']['data'])}_{invoice['id']}", **line}
        )
        invoice["subtotal"] = sum(one["amount"] for one in invoice["lines"]["data"])
        self.put(invoice)

    def finalize(self, invoice: Json) -> Json:
        customer = self.customer(invoice["customer"])
        number = self.parts.store.number("stripe-invoice-number")
        rate = self.tax_rate(customer) if invoice["automatic_tax"]["enabled"] else 0
        tax = max(0, invoice["subtotal"]) * rate // 100
        total = max(0, invoice["subtotal"] + tax)
        url = f"{self.base_url}/invoice/{invoice['id']}"
        invoice |= {
            "status": "open",
            "number": f"LEO-{number:04d}",
            "total": total,
            "total_taxes": [{"amount": tax, "tax_behavior": "exclusive"}] if tax else [],
            "amount_due": total,
            "amount_remaining": total,
            "hosted_invoice_url": url,
            "invoice_pdf": f"{url}/pdf",
        }
        invoice["status_transitions"]["finalized_at"] = self.now()
        self.put(invoice)
        return invoice

    def collect(self, invoice: Json, *, raises: bool = False) -> bool:
        """Charge the customer's saved means; what is refused is told by an event."""
        customer = self.customer(invoice["customer"])
        if invoice["total"] > 0 and customer["_means"] != "ok":
            invoice["attempt_count"] += 1
            invoice["next_payment_attempt"] = self.now() + _RETRY_AFTER
            self.put(invoice)
            self.emit("invoice.payment_failed", invoice)
            if customer["_means"] == "requires_action":
                self.emit("invoice.payment_action_required", invoice)
            if raises:
                raise declined()
            return False
        intent = self.pay_intent(customer, invoice["total"]) if invoice["total"] else None
        payment = {"type": "payment_intent", "payment_intent": intent}
        invoice["payments"]["data"] = (
            [{"object": "invoice_payment", "payment": payment}] if intent else []
        )
        invoice |= {
            "status": "paid",
            "amount_paid": invoice["total"],
            "amount_remaining": 0,
            "attempt_count": invoice["attempt_count"] + 1,
            "next_payment_attempt": None,
        }
        invoice["status_transitions"]["paid_at"] = self.now()
        self.put(invoice)
        self.emit("invoice.paid", invoice)
        self._after_payment(invoice)
        return True

    def pay_intent(self, customer: Json, amount: int) -> str:
        intent = self.new(
            "payment_intent",
            {
                "customer": customer["id"],
                "amount": amount,
                "currency": "eur",
                "status": "succeeded",
            },
        )
        charge = self.new(
            "charge",
            {
                "customer": customer["id"],
                "amount": amount,
                "amount_refunded": 0,
                "currency": "eur",
                "disputed": False,
                "refunded": False,
                "paid": True,
                "status": "succeeded",
                "payment_intent": intent["id"],
                # As the vendor sends it: the product must not keep it (section 2.8).
                "payment_method_details": {
                    "type": "card",
                    "card": {"brand": "visa", "last4": "4242"},
                },
            },
        )
        self.put({**intent, "latest_charge": charge["id"]})
        return str(intent["id"])

    def refund(self, charge: Json, amount: int | None) -> Json:
        left = charge["amount"] - charge["amount_refunded"]
        asked = left if amount is None else amount
        if not 0 < asked <= left:
            raise invalid(
                "Refund amount is greater than unrefunded amount", "charge_already_refunded"
            )
        charge["amount_refunded"] += asked
        charge["refunded"] = charge["amount_refunded"] == charge["amount"]
        self.put(charge)
        refund = self.new(
            "refund",
            {
                "amount": asked,
                "charge": charge["id"],
                "payment_intent": charge["payment_intent"],
                "currency": "eur",
                "status": "succeeded",
            },
        )
        self.emit("charge.refunded", charge)
        self.emit("refund.updated", refund)
        return refund

    def dispute(self, charge: Json) -> Json:
        charge["disputed"] = True
        self.put(charge)
        dispute = self.new(
            "dispute",
            {
                "amount": charge["amount"],
                "charge": charge["id"],
                "payment_intent": charge["payment_intent"],
                "currency": "eur",
                "reason": "fraudulent",
                "status": "needs_response",
            },
        )
        self.emit("charge.dispute.created", dispute)
        return dispute

    def close_dispute(self, dispute: Json, status: str) -> Json:
        dispute["status"] = status
        self.put(dispute)
        self.emit("charge.dispute.closed", dispute)
        return dispute

    # Subscriptions
    def line(
        self,
        price: Json,
        quantity: int,
        start: int,
        end: int,
        **more: Any,  # noqa: ANN401
    ) -> Json:
        details = {
            "subscription": more.get("subscription"),
            "proration": more.get("proration", False),
        }
        parent = None
        if more.get("subscription"):
            parent = {"type": "subscription_item_details", "subscription_item_details": details}
        return {
            "object": "line_item",
            "amount": more.get("amount", price["unit_amount"] * quantity),
            "currency": "eur",
            "quantity": quantity,
            "period": {"start": start, "end": end},
            "parent": parent,
            "pricing": {
                "type": "price_details",
                "price_details": {"price": price["id"], "product": price["product"]},
            },
        }

    def subscribe(self, customer: Json, price: Json, quantity: int, *, taxed: bool) -> Json:
        """Paid on the checkout page: it begins active, with a paid invoice."""
        start = self.now()
        end = _later(start, price["recurring"]["interval"], start)
        made = self.new(
            "subscription",
            {
                "customer": customer["id"],
                "status": "active",
                "currency": "eur",
                "items": _list([], "/v1/subscription_items"),
                "start_date": start,
                "billing_cycle_anchor": start,
                "billing_mode": {"type": "flexible"},
                "cancel_at": None,
                "cancel_at_period_end": False,
                "canceled_at": None,
                "ended_at": None,
                "collection_method": "charge_automatically",
                "latest_invoice": None,
                "schedule": None,
                "metadata": {},
                "_taxed": taxed,
            },
        )
        made["items"]["data"] = [
            {
                "id": self.new("subscription_item", {})["id"],
                "object": "subscription_item",
                "price": price,
                "quantity": quantity,
                "subscription": made["id"],
                "current_period_start": start,
                "current_period_end": end,
            }
        ]
        self.put(made)
        self.emit("customer.subscription.created", made)
        self._bill(made, "subscription_create")
        return self.get("subscription", made["id"])

    def _bill(self, subscription: Json, reason: str, lines: list[Json] | None = None) -> bool:
        item = subscription["items"]["data"][0]
        customer = self.customer(subscription["customer"])
        if lines is None:
            lines = [
                self.line(
                    item["price"],
                    item["quantity"],
                    item["current_period_start"],
                    item["current_period_end"],
                    subscription=subscription["id"],
                )
            ]
        invoice = self.invoice(
            customer,
            lines,
            reason=reason,
            subscription=subscription["id"],
            taxed=subscription["_taxed"],
        )
        subscription["latest_invoice"] = invoice["id"]
        self.put(subscription)
        is_paid = self.collect(invoice)
        if not is_paid:
            self._set_status(subscription["id"], "past_due")
        return is_paid

    def _after_payment(self, invoice: Json) -> None:
        details = (invoice["parent"] or {}).get("subscription_details")
        if not details:
            return
        subscription = self.get("subscription", details["subscription"])
        if subscription["status"] in {"past_due", "unpaid", "incomplete"}:
            self._set_status(subscription["id"], "active")

    def _set_status(self, ref: str, status: str) -> None:
        subscription = self.get("subscription", ref)
        if subscription["status"] != status:
            subscription["status"] = status
            self.put(subscription)
            self.emit("customer.subscription.updated", subscription)

    def change(self, subscription: Json, price: Json, quantity: int) -> None:
        """As our portal is configured: more money counts and is invoiced now, less money or a
        shorter interval waits for the end of the period (section 2.4).
        """
        item = subscription["items"]["data"][0]
        old, had = item["price"], item["quantity"]
        is_shorter = (old["recurring"]["interval"], price["recurring"]["interval"]) == (
            "year",
            "month",
        )
        same = old["recurring"]["interval"] == price["recurring"]["interval"]
        is_less = same and price["unit_amount"] * quantity < old["unit_amount"] * had
        if (price["id"], quantity) == (old["id"], had):
            self.release(subscription)
            return
        if is_shorter or is_less:
            self._schedule(subscription, price, quantity)
            return
        self.release(subscription)
        subscription = self.get("subscription", subscription["id"])
        item = subscription["items"]["data"][0]
        now, start, end = self.now(), item["current_period_start"], item["current_period_end"]
        left = max(0, end - now) / max(1, end - start)
        back = self.line(
            old,
            had,
            now,
            end,
            subscription=subscription["id"],
            proration=True,
            amount=-round(old["unit_amount"] * had * left),
        )
        if same:
            new_lines = [
                back,
                self.line(
                    price,
                    quantity,
                    now,
                    end,
                    subscription=subscription["id"],
                    proration=True,
                    amount=round(price["unit_amount"] * quantity * left),
                ),
            ]
        else:
            item["current_period_start"] = subscription["billing_cycle_anchor"] = now
            item["current_period_end"] = _later(now, price["recurring"]["interval"], now)
            new_lines = [
                back,
                self.line(
                    price,
                    quantity,
                    now,
                    item["current_period_end"],
                    subscription=subscription["id"],
                ),
            ]
        item["price"], item["quantity"] = price, quantity
        self.put(subscription)
        self.emit("customer.subscription.updated", subscription)
        self._bill(subscription, "subscription_update", new_lines)

    def _schedule(self, subscription: Json, price: Json, quantity: int) -> None:
        self.release(subscription)
        item = subscription["items"]["data"][0]
        start, end = item["current_period_start"], item["current_period_end"]
        now_item = {"price": item["price"]["id"], "quantity": item["quantity"]}
        schedule = self.new(
            "subscription_schedule",
            {
                "customer": subscription["customer"],
                "subscription": subscription["id"],
                "status": "active",
                "end_behavior": "release",
                "current_phase": {"start_date": start, "end_date": end},
                "phases": [
                    {"start_date": start, "end_date": end, "items": [now_item]},
                    {
                        "start_date": end,
                        "end_date": _later(end, price["recurring"]["interval"], end),
                        "items": [{"price": price["id"], "quantity": quantity}],
                    },
                ],
            },
        )
        subscription["schedule"] = schedule["id"]
        self.put(subscription)
        self.emit("subscription_schedule.created", schedule)
        self.emit("customer.subscription.updated", subscription)

    def release(self, subscription: Json) -> None:
        ref = subscription["schedule"]
        if ref is None:
            return
        schedule = self.get("subscription_schedule", ref)
        schedule["status"] = "released"
        self.put(schedule)
        subscription["schedule"] = None
        self.put(subscription)
        self.emit("subscription_schedule.released", schedule)
        self.emit("customer.subscription.updated", subscription)

    def cancel_at_end(self, subscription: Json, *, yes: bool) -> None:
        self.release(subscription)
        end = subscription["items"]["data"][0]["current_period_end"]
        subscription["cancel_at_period_end"] = yes
        subscription["cancel_at"] = end if yes else None
        subscription["canceled_at"] = self.now() if yes else None
        self.put(subscription)
        self.emit("customer.subscription.updated", subscription)

    def cancel(self, subscription: Json) -> None:
        self.release(subscription)
        subscription |= {
            "status": "canceled",
            "ended_at": self.now(),
            "canceled_at": subscription["canceled_at"] or self.now(),
        }
        self.put(subscription)
        self.emit("customer.subscription.deleted", subscription)

    # What time brings
    def _next_due(self) -> int | None:
        times = [
            one["items"]["data"][0]["current_period_end"]
            for one in self.all("subscription")
            if one["status"] in {"active", "past_due"}
        ]
        times += [
            one["next_payment_attempt"]
            for one in self.all("invoice")
            if one["status"] == "open" and one["next_payment_attempt"]
        ]
        times += [
            one["expires_at"] for one in self.all("checkout.session") if one["status"] == "open"
        ]
        return min(times, default=None)

    def run_due(self) -> None:
        now = self.now()
        for session in list(self.all("checkout.session")):
            if session["status"] == "open" and session["expires_at"] <= now:
                self.expire_session(session)
        for invoice in list(self.all("invoice")):
            at = invoice["next_payment_attempt"]
            if invoice["status"] == "open" and at and at <= now:
                self._retry(invoice)
        for subscription in list(self.all("subscription")):
            end = subscription["items"]["data"][0]["current_period_end"]
            if subscription["status"] in {"active", "past_due"} and end <= now:
                self._renew(subscription)

    def expire_session(self, session: Json) -> None:
        session |= {"status": "expired", "url": None}
        self.put(session)
        self.emit("checkout.session.expired", session)

    def _retry(self, invoice: Json) -> None:
        """Tried again some days later; after the last time the subscription ends (section 2.5)."""
        if self.collect(invoice) or invoice["attempt_count"] < _TRIES:
            return
        invoice["next_payment_attempt"] = None
        self.put(invoice)
        details = (invoice["parent"] or {}).get("subscription_details")
        if details:
            self.cancel(self.get("subscription", details["subscription"]))

    def _renew(self, subscription: Json) -> None:
        if subscription["cancel_at_period_end"]:
            self.cancel(subscription)
            return
        item = subscription["items"]["data"][0]
        if subscription["schedule"]:
            schedule = self.get("subscription_schedule", subscription["schedule"])
            phase = schedule["phases"][1]["items"][0]
            item["price"] = self.get("price", phase["price"])
            item["quantity"] = phase["quantity"]
            schedule["status"] = "released"
            self.put(schedule)
            subscription["schedule"] = None
            self.emit("subscription_schedule.released", schedule)
        start = item["current_period_end"]
        item["current_period_start"] = start
        anchor = subscription["billing_cycle_anchor"]
        item["current_period_end"] = _later(start, item["price"]["recurring"]["interval"], anchor)
        self.put(subscription)
        self.emit("customer.subscription.updated", subscription)
        self._bill(subscription, "subscription_cycle")


def _list(data: list[Json], url: str) -> Json:
    return {"object": "list", "data": data, "has_more": False, "url": url}


def _later(at: int, interval: str, anchor: int) -> int:
    """One month or year on, on the anchor's day of the month if there is one."""
    day = datetime.fromtimestamp(anchor, UTC).day
    start = datetime.fromtimestamp(at, UTC)
    index = start.year * 12 + start.month - 1 + (12 if interval == "year" else 1)
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return int(start.replace(year=year, month=month + 1, day=min(day, last)).timestamp())
