"""Stripe v1 (vendors/stripe.md): what plan, packs and the portal need of it, with state.

An unknown path is refused, and so is a parameter that the wheel's types do not have.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.stripe.account import Account
from adapters.sandbox.stripe.form import check_names, decode
from adapters.sandbox.stripe.refusals import Refusal, invalid

_SESSION_LIFE = 86_400
_EXPANDABLE = {
    "latest_invoice": "invoice",
    "schedule": "subscription_schedule",
    "payment_intent": "payment_intent",
    "latest_charge": "charge",
    "customer": "customer",
    "subscription": "subscription",
}

Answer = Callable[["Desk", Json, str], Json]


@dataclass(frozen=True)
class Route:
    """`params` is the module of the wheel that knows the names."""

    method: str
    path: str
    params: str
    answer: Answer

    def match(self, method: str, path: str) -> str | None:
        if method != self.method:
            return None
        found = re.fullmatch(self.path.replace("{id}", "([A-Za-z0-9_]+)"), path)
        return None if found is None else (found.group(1) if found.groups() else "")


def create_stripe(parts: Parts, account: Account) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    desk = Desk(parts, account)

    @app.api_route("/{path:path}", methods=["GET", "POST", "DELETE"])
    async def call(path: str, request: Request) -> JSONResponse:
        """One key; every POST under its idempotency key once (4)."""
        body = (await request.body()).decode()
        number = f"req_{parts.store.number('stripe-request'):08d}"
        try:
            desk.check_key(request.headers.get("authorization", ""))
            text = body if request.method == "POST" else request.url.query
            status, answer = desk.once(
                request.method, f"/{path}", text, request.headers.get("idempotency-key")
            )
        except Refusal as refusal:
            status, answer = refusal.status, refusal.body
        return JSONResponse(answer, status, headers={"Request-Id": number})

    return app


class Desk:
    def __init__(self, parts: Parts, account: Account) -> None:
        self.parts, self.account = parts, account

    def check_key(self, header: str) -> None:
        if header != f"Bearer {self.parts.settings.stripe_key}":
            raise invalid("Invalid API Key provided", status=401)

    def once(self, method: str, path: str, text: str, key: str | None) -> tuple[int, Json]:
        """The first answer under a key is repeated; other parameters under it are refused (4).
        What fails its validation leaves no trace.
        """
        if method != "POST" or not key:
            return 200, self._answer(method, path, decode(text))
        print_of = hashlib.sha256(f"{path}?{text}".encode()).hexdigest()
        known = self.parts.store.get("stripe-idempotency", key)
        if known is not None:
            if known["print"] != print_of:
                raise Refusal(
                    400,
                    {
                        "type": "idempotency_error",
                        "message": "Keys for idempotent requests can only be used with the same "
                        "parameters they were first used with.",
                    },
                )
            return int(known["status"]), known["answer"]
        with self.parts.store.atomic():
            try:
                status, answer = 200, self._answer(method, path, decode(text))
            except Refusal as refusal:
                if refusal.status != 402:
                    raise
                status, answer = refusal.status, refusal.body
            row = {"print": print_of, "status": status, "answer": answer}
            self.parts.store.put("stripe-idempotency", key, row)
        return status, answer

    def _answer(self, method: str, path: str, params: Json) -> Json:
        self.account.run_due()
        for route in ROUTES:
            ref = route.match(method, path)
            if ref is not None:
                if route.params:
                    check_names(params, route.params)
                expand = params.pop("expand", [])
                return self.show(route.answer(self, params, ref), expand)
        raise invalid(f"Unrecognized request URL ({method}: {path}).", status=404)

    def show(self, one: Json, expand: list[str]) -> Json:
        """Without what is the simulator's own, and with what was asked to be whole."""
        shown: Json = _public(one)
        if shown.get("object") == "checkout.session" or (
            shown.get("object") == "list" and shown["url"].endswith("/checkout/sessions")
        ):
            for session in shown["data"] if shown["object"] == "list" else [shown]:
                if not any(path.endswith("line_items") for path in expand):
                    session.pop("line_items", None)
        for path in expand:
            self._expand(shown, path.split("."))
        return shown

    def _expand(self, place: Any, path: list[str]) -> None:  # noqa: ANN401 - JSON
        if isinstance(place, list):
            for one in place:
                self._expand(one, path)
            return
        if not isinstance(place, dict) or not path:
            return
        name, rest = path[0], path[1:]
        kind = _EXPANDABLE.get(name)
        if kind and isinstance(place.get(name), str):
            place[name] = _public(self.account.get(kind, place[name]))
        self._expand(place.get(name), rest)

    def page(self, kind: str, params: Json, url: str, keep: Callable[[Json], bool]) -> Json:
        customer = params.get("customer")
        if customer:
            self.account.customer(customer)
        rows = [one for one in self.account.all(kind, customer) if keep(one)]
        after = params.get("starting_after")
        if after:
            at = [index for index, one in enumerate(rows) if one["id"] == after]
            if not at:
                raise invalid(f"No such {kind}: '{after}'", "resource_missing", "starting_after")
            rows = rows[at[0] + 1 :]
        limit = int(params.get("limit", 10))
        if not 1 <= limit <= 100:
            raise invalid(
                "This value must be between 1 and 100", "parameter_invalid_integer", "limit"
            )
        data = rows[:limit]
        return {"object": "list", "data": data, "has_more": len(rows) > limit, "url": f"/v1/{url}"}


def _public(one: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(one, dict):
        return {key: _public(value) for key, value in one.items() if not key.startswith("_")}
    return [_public(each) for each in one] if isinstance(one, list) else one


def _true(value: Any) -> bool:  # noqa: ANN401 - a form's text
    return value in {"true", True}


def _need(params: Json, *names: str) -> None:
    for name in names:
        if not params.get(name):
            raise invalid(f"Missing required param: {name}.", "parameter_missing", name)


# Customers, products and prices
def _new_customer(desk: Desk, params: Json, _: str) -> Json:
    made: Json = {
        "name": params.get("name"),
        "email": params.get("email"),
        "address": params.get("address"),
        "metadata": params.get("metadata") or {},
        "invoice_settings": {"default_payment_method": None},
        "_means": "none",
        "_tax_ids": [],
    }
    return desk.account.new("customer", made)


def _drop_customer(desk: Desk, _: Json, ref: str) -> Json:
    customer = desk.account.customer(ref)
    for one in list(desk.account.all("subscription", ref)):
        if one["status"] not in {"canceled", "incomplete_expired"}:
            desk.account.cancel(one)
    desk.account.put({**customer, "deleted": True})
    desk.account.emit("customer.deleted", customer)
    return {"id": ref, "object": "customer", "deleted": True}


def _new_price(desk: Desk, params: Json, _: str) -> Json:
    _need(params, "currency", "product", "unit_amount")
    desk.account.get("product", params["product"])
    key = params.get("lookup_key")
    if key and any(one["lookup_key"] == key for one in desk.account.all("price")):
        raise invalid(
            "A price already uses that lookup key.", "resource_already_exists", "lookup_key"
        )
    recurring = params.get("recurring")
    return desk.account.new(
        "price",
        {
            "active": True,
            "currency": params["currency"],
            "lookup_key": key,
            "product": params["product"],
            "unit_amount": int(params["unit_amount"]),
            "unit_amount_decimal": str(params["unit_amount"]),
            "tax_behavior": params.get("tax_behavior", "unspecified"),
            "type": "recurring" if recurring else "one_time",
            "recurring": {"interval_count": 1, **recurring} if recurring else None,
            "metadata": {},
        },
    )


def _prices(desk: Desk, params: Json, _: str) -> Json:
    keys = params.get("lookup_keys") or []
    if len(keys) > 10:
        raise invalid("You may only specify up to 10 lookup keys.", "", "lookup_keys")
    return desk.page("price", params, "prices", lambda one: not keys or one["lookup_key"] in keys)


# Checkout
def _new_session(desk: Desk, params: Json, _: str) -> Json:
    account = desk.account
    _need(params, "mode", "line_items", "success_url")
    customer = account.customer(params["customer"])
    taxed = _true((params.get("automatic_tax") or {}).get("enabled"))
    updates = params.get("customer_update") or {}
    if taxed and not customer["address"] and updates.get("address") != "auto":
        raise invalid(
            "Automatic tax calculation in Checkout requires a valid address on the Customer.",
            "customer_tax_location_invalid",
        )
    lines: list[Json] = []
    for item in params["line_items"]:
        price = account.get("price", item["price"])
        if (price["type"] == "recurring") is not (params["mode"] == "subscription"):
            raise invalid(f"The price {price['id']} does not fit the mode", "", "line_items[0]")
        lines.append({"id": f"li_{price['id']}", "price": price, "quantity": int(item["quantity"])})
    total = sum(one["price"]["unit_amount"] * one["quantity"] for one in lines)
    made = account.new(
        "checkout.session",
        {
            "mode": params["mode"],
            "ui_mode": "hosted_page",
            "status": "open",
            "payment_status": "unpaid",
            "customer": customer["id"],
            "client_reference_id": params.get("client_reference_id"),
            "currency": "eur",
            "amount_subtotal": total,
            "amount_total": total,
            "automatic_tax": {"enabled": taxed},
            "tax_id_collection": {"enabled": bool(params.get("tax_id_collection"))},
            "success_url": params["success_url"],
            "cancel_url": params.get("cancel_url"),
            "expires_at": account.now() + _SESSION_LIFE,
            "line_items": {
                "object": "list",
                "data": lines,
                "has_more": False,
                "url": "/v1/checkout/sessions/line_items",
            },
            "subscription": None,
            "payment_intent": None,
            "invoice": None,
            "metadata": params.get("metadata") or {},
            "_invoiced": _true((params.get("invoice_creation") or {}).get("enabled")),
        },
    )
    made["url"] = f"{account.base_url}/pay/{made['id']}"
    account.put(made)
    return made


def _expire_session(desk: Desk, _: Json, ref: str) -> Json:
    session = desk.account.get("checkout.session", ref)
    if session["status"] != "open":
        raise invalid("Only Checkout Sessions with a status of open can be expired.")
    desk.account.expire_session(session)
    return session


# The portal
def _new_portal(desk: Desk, params: Json, _: str) -> Json:
    account = desk.account
    customer = account.customer(params["customer"])
    wanted = params.get("configuration")
    known = [one for one in account.all("billing_portal.configuration") if one["active"]]
    if wanted:
        configuration = account.get("billing_portal.configuration", wanted)
    elif known:
        configuration = known[-1]
    else:
        raise invalid("You can't create a portal session until you save your settings.")
    flow = params.get("flow_data")
    for name in ("subscription_cancel", "subscription_update_confirm"):
        ref = ((flow or {}).get(name) or {}).get("subscription")
        if ref and account.get("subscription", ref)["customer"] != customer["id"]:
            raise invalid("The subscription is another customer's", "", "flow_data")
    made = account.new(
        "billing_portal.session",
        {
            "customer": customer["id"],
            "configuration": configuration["id"],
            "return_url": params.get("return_url") or configuration["default_return_url"],
            "flow": flow,
        },
    )
    made["url"] = f"{account.base_url}/portal/{made['id']}"
    account.put(made)
    return made


def _new_configuration(desk: Desk, params: Json, _: str) -> Json:
    _need(params, "features")
    update = params["features"].get("subscription_update") or {}
    if len(update.get("products") or []) > 10:
        raise invalid("A configuration holds up to 10 products", "", "features")
    made = {
        "active": True,
        "is_default": False,
        "default_return_url": params.get("default_return_url"),
        "features": params["features"],
        "metadata": {},
    }
    return desk.account.new("billing_portal.configuration", made)


# Subscriptions, invoices and money
def _subscriptions(desk: Desk, params: Json, _: str) -> Json:
    status = params.get("status")

    def keep(one: Json) -> bool:
        if status in {None, "all"}:
            return status == "all" or one["status"] != "canceled"
        return bool(one["status"] == status)

    return desk.page("subscription", params, "subscriptions", keep)


def _cancel(desk: Desk, _: Json, ref: str) -> Json:
    subscription = desk.account.get("subscription", ref)
    desk.account.cancel(subscription)
    return subscription


def _update_subscription(desk: Desk, params: Json, ref: str) -> Json:
    account = desk.account
    subscription = account.get("subscription", ref)
    if "cancel_at_period_end" in params:
        account.cancel_at_end(subscription, yes=_true(params["cancel_at_period_end"]))
    for item in params.get("items") or []:
        price = account.get("price", item["price"])
        account.change(account.get("subscription", ref), price, int(item.get("quantity", 1)))
    return account.get("subscription", ref)


def _invoices(desk: Desk, params: Json, _: str) -> Json:
    status = params.get("status")
    return desk.page(
        "invoice", params, "invoices", lambda one: status is None or one["status"] == status
    )


def _new_invoice(desk: Desk, params: Json, _: str) -> Json:
    customer = desk.account.customer(params["customer"])
    made = desk.account.draft(customer, reason="manual", metadata=params.get("metadata"))
    made["automatic_tax"] = {"enabled": _true((params.get("automatic_tax") or {}).get("enabled"))}
    desk.account.put(made)
    return made


def _new_item(desk: Desk, params: Json, _: str) -> Json:
    account = desk.account
    invoice = account.get("invoice", params["invoice"])
    price = account.get("price", (params.get("pricing") or {}).get("price", ""))
    if invoice["status"] != "draft":
        raise invalid("Invoice is no longer editable", "invoice_not_editable")
    quantity, now = int(params.get("quantity", 1)), account.now()
    account.add_line(invoice, account.line(price, quantity, now, now))
    return account.new("invoiceitem", {"customer": params["customer"], "invoice": invoice["id"]})


def _finalize(desk: Desk, _: Json, ref: str) -> Json:
    invoice = desk.account.get("invoice", ref)
    if invoice["status"] != "draft":
        raise invalid("This invoice is already finalized", "invoice_not_editable")
    return desk.account.finalize(invoice)


def _pay(desk: Desk, _: Json, ref: str) -> Json:
    invoice = desk.account.get("invoice", ref)
    if invoice["status"] != "open":
        raise invalid("Invoice is already paid", "invoice_already_paid")
    desk.account.collect(invoice, raises=True)
    return invoice


def _void(desk: Desk, _: Json, ref: str) -> Json:
    invoice = desk.account.get("invoice", ref)
    if invoice["status"] != "open":
        raise invalid("You can only void an open invoice")
    invoice |= {"status": "void", "next_payment_attempt": None}
    desk.account.put(invoice)
    desk.account.emit("invoice.voided", invoice)
    return invoice


def _new_refund(desk: Desk, params: Json, _: str) -> Json:
    account = desk.account
    charge_ref = params.get("charge")
    if not charge_ref:
        charge_ref = account.get("payment_intent", params["payment_intent"])["latest_charge"]
    amount = params.get("amount")
    return account.refund(account.get("charge", charge_ref), int(amount) if amount else None)


# Webhook endpoints
def _new_endpoint(desk: Desk, params: Json, _: str) -> Json:
    _need(params, "url", "enabled_events")
    secret = desk.parts.settings.stripe_webhook_secret
    made = {
        "url": params["url"],
        "status": "enabled",
        "api_version": params.get("api_version"),
        "enabled_events": params["enabled_events"],
        "_secret": secret,
    }
    # The secret is shown in this one answer.
    return {**desk.account.new("webhook_endpoint", made), "secret": secret}


def _drop_endpoint(desk: Desk, _: Json, ref: str) -> Json:
    desk.account.get("webhook_endpoint", ref)
    desk.parts.store.delete("stripe-webhook_endpoint", ref)
    return {"id": ref, "object": "webhook_endpoint", "deleted": True}


def _get(kind: str) -> Answer:
    def answer(desk: Desk, _: Json, ref: str) -> Json:
        return desk.account.get(kind, ref)

    return answer


def _list_of(kind: str, url: str, *filters: str) -> Answer:
    def answer(desk: Desk, params: Json, _: str) -> Json:
        def keep(one: Json) -> bool:
            return all(one.get(name) == params[name] for name in filters if name in params)

        return desk.page(kind, params, url, keep)

    return answer


def _get_customer(desk: Desk, _: Json, ref: str) -> Json:
    found = desk.account.get("customer", ref)
    gone = {"id": ref, "object": "customer", "deleted": True}
    return gone if found.get("deleted") else found


def _tax_ids(desk: Desk, _: Json, ref: str) -> Json:
    data = [
        {"id": f"txi_{value}", "object": "tax_id", "type": "eu_vat", "value": value}
        for value in desk.account.customer(ref)["_tax_ids"]
    ]
    return {"object": "list", "data": data, "has_more": False, "url": "/v1/tax_ids"}


ROUTES = (
    Route("POST", "/v1/customers", "_customer_create_params", _new_customer),
    Route("GET", "/v1/customers/{id}", "", _get_customer),
    Route("DELETE", "/v1/customers/{id}", "", _drop_customer),
    Route("GET", "/v1/customers/{id}/tax_ids", "", _tax_ids),
    Route(
        "POST",
        "/v1/products",
        "_product_create_params",
        lambda desk, params, _: desk.account.new("product", {"active": True, **params}),
    ),
    Route("GET", "/v1/products/{id}", "", _get("product")),
    Route("POST", "/v1/prices", "_price_create_params", _new_price),
    Route("GET", "/v1/prices", "_price_list_params", _prices),
    Route("GET", "/v1/prices/{id}", "", _get("price")),
    Route("POST", "/v1/checkout/sessions", "checkout._session_create_params", _new_session),
    Route(
        "GET",
        "/v1/checkout/sessions",
        "checkout._session_list_params",
        _list_of("checkout.session", "checkout/sessions", "payment_intent", "subscription"),
    ),
    Route("GET", "/v1/checkout/sessions/{id}", "", _get("checkout.session")),
    Route("POST", "/v1/checkout/sessions/{id}/expire", "", _expire_session),
    Route(
        "POST", "/v1/billing_portal/sessions", "billing_portal._session_create_params", _new_portal
    ),
    Route(
        "POST",
        "/v1/billing_portal/configurations",
        "billing_portal._configuration_create_params",
        _new_configuration,
    ),
    Route(
        "GET",
        "/v1/billing_portal/configurations",
        "billing_portal._configuration_list_params",
        _list_of("billing_portal.configuration", "billing_portal/configurations"),
    ),
    Route("GET", "/v1/subscriptions", "_subscription_list_params", _subscriptions),
    Route("GET", "/v1/subscriptions/{id}", "", _get("subscription")),
    Route("POST", "/v1/subscriptions/{id}", "_subscription_update_params", _update_subscription),
    Route("DELETE", "/v1/subscriptions/{id}", "", _cancel),
    Route("GET", "/v1/subscription_schedules/{id}", "", _get("subscription_schedule")),
    Route("GET", "/v1/invoices", "_invoice_list_params", _invoices),
    Route("POST", "/v1/invoices", "_invoice_create_params", _new_invoice),
    Route("GET", "/v1/invoices/{id}", "", _get("invoice")),
    Route("POST", "/v1/invoices/{id}/finalize", "", _finalize),
    Route("POST", "/v1/invoices/{id}/pay", "_invoice_pay_params", _pay),
    Route("POST", "/v1/invoices/{id}/void", "", _void),
    Route("POST", "/v1/invoiceitems", "_invoice_item_create_params", _new_item),
    Route(
        "GET", "/v1/charges", "_charge_list_params", _list_of("charge", "charges", "payment_intent")
    ),
    Route("GET", "/v1/charges/{id}", "", _get("charge")),
    Route("POST", "/v1/refunds", "_refund_create_params", _new_refund),
    Route(
        "GET",
        "/v1/disputes",
        "_dispute_list_params",
        _list_of("dispute", "disputes", "charge", "payment_intent"),
    ),
    Route("GET", "/v1/events", "_event_list_params", _list_of("event", "events", "type")),
    Route("GET", "/v1/events/{id}", "", _get("event")),
    Route("POST", "/v1/webhook_endpoints", "_webhook_endpoint_create_params", _new_endpoint),
    Route(
        "GET",
        "/v1/webhook_endpoints",
        "_webhook_endpoint_list_params",
        _list_of("webhook_endpoint", "webhook_endpoints"),
    ),
    Route("DELETE", "/v1/webhook_endpoints/{id}", "", _drop_endpoint),
)
