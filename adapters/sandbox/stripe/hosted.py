"""The pages a browser clicks through: Checkout, the portal, an invoice (vendors/stripe.md 6).

Nobody types a card here: what the card would do is chosen instead.
"""

from html import escape
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from adapters.sandbox.posting import is_here
from adapters.sandbox.store import Json
from adapters.sandbox.stripe.account import Account
from adapters.sandbox.stripe.refusals import Refusal

LATER = "stripe-paid-later"
_DELAY = 2 * 86_400.0  # a bank transfer's days, in vendor seconds
_MEANS = (
    ("ok", "Carte qui paie"),
    ("fails", "Carte refusée aux prochaines échéances"),
    ("requires_action", "Carte qui demande une confirmation à chaque fois"),
)

Text = Annotated[str, Form(max_length=200)]


def create_pages(account: Account) -> FastAPI:  # noqa: C901 - one function per page
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    account.parts.schedule.act(LATER, lambda body: paid_later(account, str(body["session"])))

    @app.exception_handler(Refusal)
    async def gone(request: Request, error: Refusal) -> Response:
        del request, error
        return HTMLResponse(_frame("Introuvable", "<p>Cette page n’existe plus.</p>"), 404)

    @app.get("/pay/{ref}")
    async def pay_page(ref: str) -> Response:
        session = account.get("checkout.session", ref)
        if session["status"] != "open":
            return HTMLResponse(
                _frame("Paiement", "<p>Cette page de paiement est fermée.</p>"), 410
            )
        return HTMLResponse(_pay_page(account, session))

    @app.post("/pay/{ref}")
    async def pay(
        ref: str,
        outcome: Annotated[str, Form()],
        name: Text = "",
        country: Annotated[str, Form(max_length=2)] = "FR",
        tax_id: Text = "",
    ) -> Response:
        session = account.get("checkout.session", ref)
        if outcome == "leave":
            return _go(session["cancel_url"])
        if session["status"] != "open":
            return HTMLResponse(
                _frame("Paiement", "<p>Cette page de paiement est fermée.</p>"), 410
            )
        if outcome == "decline":
            return HTMLResponse(
                _pay_page(account, session, problem="Votre carte a été refusée."), 402
            )
        if outcome == "confirm":
            return HTMLResponse(_confirm_page(ref, name, country, tax_id))
        with account.parts.store.atomic():
            complete(account, session, name=name, country=country, tax_id=tax_id, outcome=outcome)
        return _go(session["success_url"].replace("{CHECKOUT_SESSION_ID}", ref))

    @app.get("/portal/{ref}")
    async def portal_page(ref: str) -> HTMLResponse:
        return HTMLResponse(_portal_page(account, account.get("billing_portal.session", ref)))

    @app.post("/portal/{ref}")
    async def portal_do(
        ref: str,
        what: Annotated[str, Form()],
        price: Text = "",
        quantity: Annotated[int, Form(ge=1, le=500)] = 1,
        means: Text = "",
    ) -> Response:
        session = account.get("billing_portal.session", ref)
        with account.parts.store.atomic():
            _do(account, session, what, price=price, quantity=quantity, means=means)
        return _go(session["return_url"] if session["flow"] else f"{account.base_url}/portal/{ref}")

    @app.get("/invoice/{ref}")
    async def invoice_page(ref: str) -> HTMLResponse:
        invoice = account.get("invoice", ref)
        pay = (
            '<form method="post"><button name="outcome" value="pay">Payer cette facture</button>'
            "</form>"
            if invoice["status"] == "open"
            else ""
        )
        return HTMLResponse(_frame(f"Facture {invoice['number']}", _invoice_lines(invoice) + pay))

    @app.post("/invoice/{ref}")
    async def invoice_pay(ref: str) -> Response:
        """The client pays what was refused, with another card."""
        invoice = account.get("invoice", ref)
        customer = account.customer(invoice["customer"])
        if invoice["status"] == "open":
            account.put({**customer, "_means": "ok"})
            account.collect(invoice)
        return _go(f"{account.base_url}/invoice/{ref}")

    @app.get("/invoice/{ref}/pdf")
    async def invoice_pdf(ref: str) -> Response:
        invoice = account.get("invoice", ref)
        text = f"Facture {invoice['number']}  {invoice['total'] / 100:.2f} EUR"
        return Response(_pdf(text), media_type="application/pdf")

    return app


def complete(
    account: Account, session: Json, *, name: str, country: str, tax_id: str, outcome: str
) -> None:
    """What Stripe does once somebody paid: details to the customer, then the money, then events."""
    customer = account.customer(session["customer"])
    customer |= {
        "name": name or customer["name"],
        "address": {"country": country.upper()},
        "_means": "ok",
        "_tax_ids": [tax_id.strip()] if tax_id.strip() else customer["_tax_ids"],
    }
    account.put(customer)
    account.emit("customer.updated", customer)
    if outcome == "later" and session["mode"] == "payment":
        session |= {"status": "complete", "url": None}
        account.put(session)
        account.emit("checkout.session.completed", session)
        account.parts.schedule.later(LATER, {"session": session["id"]}, seconds=_DELAY, floor=0.5)
        return
    _settle(account, session)
    account.emit("checkout.session.completed", session)


def paid_later(account: Account, ref: str) -> None:
    session = account.get("checkout.session", ref)
    if session["payment_status"] == "unpaid":
        _settle(account, session)
        account.emit("checkout.session.async_payment_succeeded", session)


def _settle(account: Account, session: Json) -> None:
    customer = account.customer(session["customer"])
    item = session["line_items"]["data"][0]
    taxed = session["automatic_tax"]["enabled"]
    session |= {"status": "complete", "payment_status": "paid", "url": None}
    if session["mode"] == "subscription":
        made = account.subscribe(customer, item["price"], item["quantity"], taxed=taxed)
        session |= {"subscription": made["id"], "invoice": made["latest_invoice"]}
        account.put(session)
        return
    now = account.now()
    line = account.line(item["price"], item["quantity"], now, now)
    invoice = account.invoice(customer, [line], reason="manual", taxed=taxed)
    session |= {"amount_total": invoice["total"], "invoice": invoice["id"]}
    account.put(session)
    account.collect(invoice)
    paid = account.get("invoice", invoice["id"])
    session["payment_intent"] = paid["payments"]["data"][0]["payment"]["payment_intent"]
    account.put(session)


def _do(
    account: Account, session: Json, what: str, *, price: str, quantity: int, means: str
) -> None:
    customer = account.customer(session["customer"])
    if what == "means" and means in dict(_MEANS):
        account.put({**customer, "_means": means})
        account.emit("customer.updated", {**customer, "_means": means})
        return
    for one in list(account.all("subscription", customer["id"])):
        if one["status"] not in {"active", "past_due"}:
            continue
        if what == "cancel":
            account.cancel_at_end(one, yes=True)
        elif what == "keep":
            account.cancel_at_end(one, yes=False)
        elif what == "change":
            account.change(one, account.get("price", price), quantity)


def _euros(minor: int) -> str:
    return f"{minor / 100:.2f} €".replace(".", ",")


def _name_of(account: Account, price: Json) -> str:
    every = {"month": " par mois", "year": " par an"}
    interval = (price["recurring"] or {}).get("interval", "")
    product = account.get("product", price["product"])
    return f"{product['name']}, {_euros(price['unit_amount'])}{every.get(interval, '')}"


def _go(url: str | None) -> Response:
    if url and is_here(url):
        return RedirectResponse(url, 303)
    return HTMLResponse(_frame("Terminé", "<p>Vous pouvez fermer cet onglet.</p>"))


def _pay_page(account: Account, session: Json, *, problem: str = "") -> str:
    customer = account.customer(session["customer"])
    lines = "".join(
        f"<li>{escape(_name_of(account, item['price']))} × {item['quantity']}</li>"
        for item in session["line_items"]["data"]
    )
    alert = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    later = (
        '<button class="other" name="outcome" value="later">Payer par virement (délai)</button>'
        if session["mode"] == "payment"
        else ""
    )
    countries = "".join(
        f'<option value="{code}">{text}</option>'
        for code, text in (("FR", "France"), ("DE", "Allemagne"), ("CH", "Suisse"))
    )
    return _frame(
        "Paiement",
        f"{alert}<ul>{lines}</ul><p>Total hors taxes : <strong>{_euros(session['amount_subtotal'])}"
        "</strong></p><p>Aucune carte n’est demandée : choisissez ce qu’elle ferait.</p>"
        '<form method="post"><label for="name">Nom sur la facture</label>'
        f'<input id="name" name="name" value="{escape(customer["name"] or "")}">'
        f'<label for="country">Pays</label><select id="country" name="country">{countries}</select>'
        '<label for="tax_id">Numéro de TVA</label><input id="tax_id" name="tax_id">'
        '<button name="outcome" value="pay">Payer</button>'
        '<button class="other" name="outcome" value="confirm">Payer avec confirmation de la banque'
        "</button>"
        f"{later}"
        '<button class="other" name="outcome" value="decline">Carte refusée</button>'
        '<button class="other" name="outcome" value="leave">Abandonner</button></form>',
    )


def _confirm_page(ref: str, name: str, country: str, tax_id: str) -> str:
    kept = "".join(
        f'<input type="hidden" name="{key}" value="{escape(value)}">'
        for key, value in (("name", name), ("country", country), ("tax_id", tax_id))
    )
    return _frame(
        "Confirmation de la banque",
        f'<form method="post" action="./{escape(ref)}">{kept}'
        '<button name="outcome" value="pay">Confirmer le paiement</button>'
        '<button class="other" name="outcome" value="decline">Refuser</button></form>',
    )


def _portal_page(account: Account, session: Json) -> str:
    customer = account.customer(session["customer"])
    live = [
        one
        for one in account.all("subscription", customer["id"])
        if one["status"] in {"active", "past_due"}
    ]
    back = f'<p><a href="{escape(session["return_url"])}">Retour à LEO</a></p>'
    kind = (session["flow"] or {}).get("type")
    if kind == "subscription_cancel":
        return _frame(
            "Résilier l’abonnement",
            "<p>L’abonnement s’arrête à la fin de la période payée.</p>"
            '<form method="post"><button name="what" value="cancel">Résilier l’abonnement</button>'
            f"</form>{back}",
        )
    if kind == "subscription_update_confirm":
        (item,) = session["flow"]["subscription_update_confirm"]["items"]
        price = account.get("price", item["price"])
        return _frame(
            "Changer de forfait",
            f"<p>{escape(_name_of(account, price))} × {escape(str(item['quantity']))}</p>"
            f'<form method="post"><input type="hidden" name="price" value="{escape(price["id"])}">'
            f'<input type="hidden" name="quantity" value="{escape(str(item["quantity"]))}">'
            '<button name="what" value="change">Confirmer</button></form>' + back,
        )
    options = "".join(
        f'<option value="{key}"{" selected" if customer["_means"] == key else ""}>{text}</option>'
        for key, text in _MEANS
    )
    means = (
        '<form method="post"><label for="means">Moyen de paiement</label>'
        f'<select id="means" name="means">{options}</select>'
        '<button name="what" value="means">Enregistrer ce moyen de paiement</button></form>'
    )
    if kind == "payment_method_update":
        return _frame("Moyen de paiement", means + back)
    plans = "".join(
        f'<option value="{one["id"]}">{escape(_name_of(account, one))}</option>'
        for one in account.all("price")
        if one["type"] == "recurring"
    )
    parts = []
    for one in live:
        item = one["items"]["data"][0]
        stop = (
            '<button name="what" value="keep">Garder l’abonnement</button>'
            if one["cancel_at_period_end"]
            else '<button class="other" name="what" value="cancel">Résilier</button>'
        )
        parts.append(
            f"<p>{escape(_name_of(account, item['price']))} × {item['quantity']}</p>"
            '<form method="post"><label for="price">Forfait</label>'
            f'<select id="price" name="price">{plans}</select>'
            '<label for="quantity">Utilisateurs</label><input id="quantity" name="quantity" '
            f'type="number" min="1" value="{item["quantity"]}">'
            f'<button name="what" value="change">Changer de forfait</button>{stop}</form>'
        )
    invoices = "".join(
        f'<li><a href="{one["hosted_invoice_url"]}">{one["number"]}</a>, '
        f"{_euros(one['total'])}, {one['status']}</li>"
        for one in account.all("invoice", customer["id"])
        if one["number"]
    )
    return _frame(
        "Votre abonnement", f"{''.join(parts)}{means}<h2>Factures</h2><ul>{invoices}</ul>{back}"
    )


def _invoice_lines(invoice: Json) -> str:
    lines = "".join(
        f"<li>{_euros(one['amount'])} × {one['quantity']}</li>" for one in invoice["lines"]["data"]
    )
    tax = sum(one["amount"] for one in invoice["total_taxes"])
    return (
        f"<ul>{lines}</ul><p>TVA : {_euros(tax)}</p>"
        f"<p>Total : <strong>{_euros(invoice['total'])}</strong> ({invoice['status']})</p>"
    )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;background:#f3f4f6;color:#111827;margin:0}"
    "main{max-width:28rem;margin:3rem auto;background:#fff;padding:2rem;border-radius:12px;"
    "box-shadow:0 1px 4px #0002}label{display:block;margin:1rem 0 .25rem;font-weight:600}"
    "input,select{width:100%;padding:.6rem;border:1px solid #6b7280;border-radius:6px;font:inherit;"
    "box-sizing:border-box}button{display:block;width:100%;font:inherit;padding:.7rem 1rem;"
    "border-radius:6px;border:1px solid #4338ca;background:#4338ca;color:#fff;margin:1rem 0 0;"
    "cursor:pointer}button.other{background:#fff;color:#4338ca}[role=alert]{color:#b91c1c}"
)


def _frame(title: str, inner: str) -> str:
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)} (simulateur)</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)} (simulateur)</h1>{inner}</main></body></html>"
    )


def _pdf(text: str) -> bytes:
    """One page with one line; small, and a reader opens it."""
    words = text.replace("\\", "").replace("(", "").replace(")", "").encode("latin-1", "replace")
    stream = b"BT /F1 18 Tf 60 760 Td (" + words + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>>>"
        ),
        b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += str(number).encode() + b" 0 obj" + body + b"endobj\n"
    table = b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    end = str(len(out)).encode()
    return out + (
        b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n"
        + end
        + b"\n%%EOF\n"
    )
