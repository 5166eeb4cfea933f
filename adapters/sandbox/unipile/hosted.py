"""Hosted auth of Unipile v1: the link, and the page a person clicks through (section 5)."""

import json
from datetime import datetime
from html import escape
from typing import Annotated

from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from adapters.sandbox.parts import Parts
from adapters.sandbox.posting import is_here
from adapters.sandbox.store import Json
from adapters.sandbox.unipile import accounts, paging
from adapters.sandbox.unipile.refusals import invalid, missing, not_found
from adapters.sandbox.unipile.webhooks import read_json
from adapters.sandbox.world import draw, plain

NOTIFY = "unipile-notify"
_PROVIDERS = (
    "LINKEDIN",
    "WHATSAPP",
    "INSTAGRAM",
    "MESSENGER",
    "TELEGRAM",
    "TWITTER",
    "GOOGLE",
    "OUTLOOK",
    "MAIL",
    "IMAP",
)
_OFFERED = ("GOOGLE", "OUTLOOK", "LINKEDIN", "MAIL")
_GROUPS = {"*": _OFFERED, "*:MAILING": ("GOOGLE", "OUTLOOK", "MAIL"), "*:MESSAGING": ("LINKEDIN",)}


def routes(parts: Parts) -> APIRouter:
    router = APIRouter()

    @router.post("/hosted/accounts/link")
    async def create_link(request: Request) -> JSONResponse:
        """5: `expiresOn` is camelCase and exact to the millisecond."""
        body = await read_json(request)
        for name in ("type", "api_url", "expiresOn"):
            if not isinstance(body.get(name), str):
                raise missing(name)
        paging.date_of("expiresOn", body["expiresOn"])
        if body["type"] == "create":
            offered = _offered(body.get("providers"))
        elif body["type"] == "reconnect":
            if not body.get("reconnect_account"):
                raise missing("reconnect_account")
            accounts.known_account(parts, body["reconnect_account"])
            offered = []
        else:
            raise invalid("type must be create or reconnect")
        token = parts.new_id("hosted", 32)
        link = {"id": token, "offered": offered, "epoch": _epoch(parts), "used": False, **body}
        parts.store.put("hosted", token, link)
        url = f"{parts.settings.base_url}/unipile/hosted/{token}"
        status = int(parts.dials.reading("unipile.created_status"))
        return JSONResponse({"object": "HostedAuthUrl", "url": url}, status)

    return router


def _offered(providers: object) -> list[str]:
    if isinstance(providers, str) and providers in _GROUPS:
        return list(_GROUPS[providers])
    if not isinstance(providers, list) or not providers:
        raise missing("providers")
    if any(one not in _PROVIDERS for one in providers):
        raise invalid(f"providers: {', '.join(_PROVIDERS)}")
    found = [str(one) for one in providers if one in _OFFERED or one == "IMAP"]
    if not found:
        raise invalid("the sandbox connects GOOGLE, OUTLOOK, LINKEDIN and MAIL")
    return found


def _epoch(parts: Parts) -> int:
    """Links die at the daily restart, whatever `expiresOn` says (5)."""
    found = parts.store.get("epoch", "unipile")
    return int(found["number"]) if found else 0


def daily_restart(parts: Parts) -> None:
    parts.store.put("epoch", "unipile", {"number": _epoch(parts) + 1})


class Notifier:
    """The server-to-server POST of 5: not signed, not the format of account_status."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, errand: Json) -> None:
        parts = self._parts
        status = await parts.post(
            "unipile",
            "notify",
            errand["url"],
            body=errand["body"].encode(),
            headers={"Content-Type": "application/json"},
            attempt=errand["attempt"],
        )
        if (status is None or status >= 300) and errand["attempt"] < 6:
            again = {**errand, "attempt": errand["attempt"] + 1}
            floor = parts.settings.retry_floor_seconds
            parts.schedule.later(NOTIFY, again, seconds=60, floor=floor)


def pages(parts: Parts) -> FastAPI:
    """What account.unipile.com shows; here a person chooses what happens."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/{token}")
    async def show_page(token: str, request: Request, provider: str = "") -> HTMLResponse:
        """5: a page to open in a tab, never in a frame."""
        french = _speaks_french(request)
        link = _living(parts, token)
        if link is None:
            return HTMLResponse(_dead(french=french), 410)
        return HTMLResponse(_page(parts, link, provider, french=french))

    @app.post("/{token}")
    async def decide(  # noqa: PLR0917 - the fields of the form
        token: str,
        request: Request,
        outcome: Annotated[str, Form()],
        provider: Annotated[str, Form()] = "",
        address: Annotated[str, Form(max_length=254)] = "",
        display_name: Annotated[str, Form(max_length=100)] = "",
        seat: Annotated[str, Form()] = "sales_navigator",
    ) -> Response:
        """5: on success the notification first, then the redirect."""
        french = _speaks_french(request)
        link = _living(parts, token)
        if link is None:
            return HTMLResponse(_dead(french=french), 410)
        if outcome != "success":
            return _leave(link.get("failure_redirect_url"), french=french, done=False)
        with parts.store.atomic():
            account_id, status = _connect(parts, link, provider, address, display_name, seat)
            parts.store.put("hosted", token, {**link, "used": True})
            if link.get("notify_url"):
                told = {"status": status, "account_id": account_id, "name": link.get("name")}
                _notify(parts, link["notify_url"], told)
        return _leave(link.get("success_redirect_url"), french=french, done=True)

    return app


def _connect(  # noqa: PLR0917
    parts: Parts, link: Json, provider: str, address: str, display_name: str, seat: str
) -> tuple[str, str]:
    if link["type"] == "reconnect":
        account = parts.store.get("account", link["reconnect_account"])
        if account is None:
            raise not_found("account")
        accounts.reconnect(parts, account)
        return str(account["id"]), "RECONNECTED"
    chosen = provider if provider in link["offered"] else link["offered"][0]
    suggested_name, suggested_address = _suggestion(link)
    account = accounts.create_account(
        parts,
        provider=chosen,
        address=address.strip() or suggested_address,
        display_name=display_name.strip() or suggested_name,
        seat=seat if seat in {"free", "premium", "sales_navigator"} else "sales_navigator",
    )
    return str(account["id"]), "CREATION_SUCCESS"


def _notify(parts: Parts, url: str, told: Json) -> None:

    parts.schedule.later(NOTIFY, {"url": url, "body": json.dumps(told), "attempt": 1}, seconds=0)


def _living(parts: Parts, token: str) -> Json | None:
    link = parts.store.get("hosted", token)
    if link is None or link["used"] or link["epoch"] != _epoch(parts):
        return None
    if datetime.fromisoformat(link["expiresOn"]) <= parts.clock.now():
        return None
    return link


def _suggestion(link: Json) -> tuple[str, str]:
    """A name and an address nobody else was given, the same when the page is reloaded."""
    rng = draw("hosted", link.get("name") or link["id"])
    first = rng.choice(("Alix", "Charlie", "Dominique", "Maxime", "Sacha", "Noa"))
    last = rng.choice(("Ferrand", "Lambert", "Morel", "Roussel", "Vidal", "Caron"))
    number = rng.randrange(10, 100)
    return f"{first} {last}", f"{plain(first)}.{plain(last)}{number}@boite.example"


def _speaks_french(request: Request) -> bool:
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "fr")
    return asked.lower().startswith("fr")


def _leave(url: str | None, *, french: bool, done: bool) -> Response:
    if url and is_here(url):
        return RedirectResponse(url, 303)
    if done:
        text = (
            "Compte connecté. Vous pouvez fermer cet onglet."
            if french
            else ("Account connected. You can close this tab.")
        )
    else:
        text = "Connexion annulée." if french else "Connection cancelled."
    return HTMLResponse(_frame(f"<p>{text}</p>", french=french))


def _dead(*, french: bool) -> str:
    text = (
        "Ce lien a expiré. Demandez-en un nouveau."
        if french
        else ("This link has expired. Ask for a new one.")
    )
    return _frame(f"<p>{text}</p>", french=french)


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;background:#f3f4f6;color:#111827;margin:0}"
    "main{max-width:26rem;margin:4rem auto;background:#fff;padding:2rem;border-radius:12px;"
    "box-shadow:0 1px 4px #0002}label{display:block;margin:1rem 0 .25rem;font-weight:600}"
    "input,select{width:100%;padding:.6rem;border:1px solid #6b7280;border-radius:6px;"
    "font:inherit;box-sizing:border-box}button{font:inherit;padding:.7rem 1rem;border-radius:6px;"
    "border:1px solid #1d4ed8;background:#1d4ed8;color:#fff;margin:1rem .5rem 0 0;cursor:pointer}"
    "button.other{background:#fff;color:#1d4ed8}small{color:#4b5563}"
)


def _frame(inner: str, *, french: bool) -> str:
    title = "Connexion d'un compte (simulateur)" if french else "Connect an account (simulator)"
    return (
        f'<!doctype html><html lang="{"fr" if french else "en"}"><head><meta charset="utf-8">'
        '<link rel="icon" href="data:,">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1>{inner}</main></body></html>"
    )


def _page(parts: Parts, link: Json, provider: str, *, french: bool) -> str:
    names = {"GOOGLE": "Google", "OUTLOOK": "Microsoft Outlook", "LINKEDIN": "LinkedIn"}
    intro = (
        "Ici, le fournisseur demanderait votre accord. Dans le bac à sable, choisissez ce qui "
        "se passe. Aucun mot de passe n'est demandé."
        if french
        else "Here the provider would ask for your consent. In the sandbox, choose what happens. "
        "No password is asked for."
    )
    agree = "Autoriser l'accès" if french else "Allow access"
    refuse = "Refuser" if french else "Refuse"
    if link["type"] == "reconnect":
        account = parts.store.get("account", link["reconnect_account"])
        fields = f"<p><strong>{escape(account['name'] if account else '')}</strong></p>"
    else:
        name, address = _suggestion(link)
        only_linkedin = link["offered"] == ["LINKEDIN"]
        options = "".join(
            f'<option value="{one}"{" selected" if one == provider else ""}>'
            f"{names.get(one, one)}</option>"
            for one in link["offered"]
        )
        fields = (
            f'<label for="provider">{"Fournisseur" if french else "Provider"}</label>'
            f'<select id="provider" name="provider">{options}</select>'
            f'<label for="display_name">{"Nom affiché" if french else "Display name"}</label>'
            f'<input id="display_name" name="display_name" value="{escape(name)}" required>'
        )
        if not only_linkedin:
            fields += (
                f'<label for="address">{"Adresse" if french else "Address"}</label>'
                f'<input id="address" name="address" type="email" value="{escape(address)}">'
            )
        if "LINKEDIN" in link["offered"]:
            seats = (
                ("sales_navigator", "Sales Navigator"),
                ("premium", "Premium"),
                ("free", "Gratuit" if french else "Free"),
            )
            fields += (
                f'<label for="seat">{"Abonnement LinkedIn" if french else "LinkedIn plan"}</label>'
                '<select id="seat" name="seat">'
                + "".join(f'<option value="{value}">{text}</option>' for value, text in seats)
                + "</select>"
            )
    return _frame(
        f'<p>{intro}</p><form method="post">{fields}'
        f'<button name="outcome" value="success">{agree}</button>'
        f'<button class="other" name="outcome" value="failure" formnovalidate>{refuse}</button>'
        "</form>",
        french=french,
    )
