"""Pages for the people who are written to: no sign-in, no cookies, no JavaScript."""

import hashlib
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import HTMLResponse, Response

from api.deps import App
from api.device import network_of
from api.page_texts import EN, FR, say
from api.pages import (
    HEADERS,
    changes_page,
    legal_page,
    notice_page,
    oppose_page,
    opposed_page,
    policy_page,
    too_many_page,
    unknown_page,
)
from api.portal_pages import (
    ASKABLE,
    FORM,
    abuse_page,
    abuse_received_page,
    form_received_page,
    portal_part,
    received_page,
    rights_form_page,
    trust_page,
)
from api.problems import language as accepted_language
from domain.accounts.model.abuse import AbuseKind
from domain.consent.errors import LinkNotKnown
from domain.privacy.errors import DocumentNotFound, PortalNotKnown
from domain.privacy.model.documents import DocumentSlug
from domain.privacy.model.requests import RightsKind
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.rate_limit import PER_FORM, Bucket, Limit

router = APIRouter(tags=["public"], default_response_class=HTMLResponse)

# Of one field of a public form.
_MOST_TYPED = 2000

Token = Annotated[str, Path(min_length=1, max_length=2000)]
Short = Annotated[str, Path(min_length=1, max_length=20)]
Language = Annotated[str, Query(alias="lang", max_length=5)]
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page", "content": {"text/html": {}}},
    404: {
        "description": "A neutral page: the link is not known",
        "content": {"text/html": {}},
    },
}
_FORM_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: _ANSWERS[200],
    422: {"description": "The form again: something is missing", "content": {"text/html": {}}},
    429: {"description": "Too many forms from one network", "content": {"text/html": {}}},
}


def _language(request: Request, asked: str, known: str = "") -> str:
    """What the reader chose, else the language we wrote to them in, else their browser's."""
    for choice in (asked, known):
        if choice in {FR, EN}:
            return choice
    return accepted_language(request)


@router.get("/u/{token}", responses=_ANSWERS)
async def show_objection(
    token: Token, request: Request, app: App, lang: Language = ""
) -> HTMLResponse:
    """One button to object. Opening the page changes nothing: gateways open links (DLV-2)."""
    try:
        shown = await app.consent.show_notice("objection", token)
    except LinkNotKnown:
        return unknown_page(_language(request, lang))
    return oppose_page(_language(request, lang, shown.notice.language), shown.notice, token)


@router.post("/u/{token}", responses=_ANSWERS)
async def object_to_messages(
    token: Token, request: Request, app: App, lang: Language = ""
) -> Response:
    """Object at once, for a person or for a mail program (RFC 8058): any body, no redirect."""
    one_click = b"list-unsubscribe=one-click" in (await request.body())[:4096].lower()
    try:
        await app.consent.oppose_by_link(token, one_click=one_click)
        shown = await app.consent.show_notice("objection", token)
    except LinkNotKnown:
        return unknown_page(_language(request, lang))
    if one_click:
        return Response(status_code=200, headers=HEADERS)
    return opposed_page(_language(request, lang, shown.notice.language), shown.notice)


@router.get("/p/{token}", responses=_ANSWERS)
async def show_notice(
    token: Token, request: Request, app: App, lang: Language = ""
) -> HTMLResponse:
    """Who writes, why, what is held and from where, and how to stop it (Art. 14)."""
    try:
        shown = await app.consent.show_notice("notice", token)
    except LinkNotKnown:
        return unknown_page(_language(request, lang))
    language = _language(request, lang, shown.notice.language)
    person = await app.privacy.portal(token)
    return notice_page(
        language, shown.notice, shown.objection, portal_part(language, token, person)
    )


async def _typed(request: Request) -> dict[str, str]:
    """The fields of a form; what cannot be stored is left out."""
    body = (await request.body())[:20_000].decode("utf-8", "replace")
    fields = parse_qs(body, keep_blank_values=True, max_num_fields=10)
    return {
        name: "".join(c for c in values[0] if c.isprintable() or c == "\n")[:_MOST_TYPED]
        for name, values in fields.items()
    }


@router.post("/p/{token}/ask", responses=_ANSWERS)
async def ask_by_link(
    token: Token, request: Request, app: App, lang: Language = ""
) -> HTMLResponse:
    """Ask for a copy, a correction, an erasure…: without an account, answered within a month."""
    typed = await _typed(request)
    language = _language(request, lang)
    kind = _kind(typed.get("kind", ""), ASKABLE)
    try:
        if kind is None:
            raise LinkNotKnown
        asked = await app.privacy.portal.ask(
            token, kind, message=typed.get("message", ""), language=language
        )
        shown = await app.consent.show_notice("notice", token)
    except (LinkNotKnown, PortalNotKnown):
        return unknown_page(language)
    controller = shown.notice.controller
    company = controller.legal_name or controller.name or say("a-company", language)
    return received_page(language, token, asked, company)


@router.post(
    "/p/{token}/copy",
    responses=_ANSWERS | {200: {"description": "The copy", "content": {"application/zip": {}}}},
)
async def download_copy(token: Token, request: Request, app: App, lang: Language = "") -> Response:
    """The copy of Art. 15 as a zip, for whoever holds the link and types an address we hold."""
    typed = await _typed(request)
    try:
        content = await app.privacy.portal.copy(token, typed.get("address", ""))
    except PortalNotKnown:
        return unknown_page(_language(request, lang))
    headers = HEADERS | {"Content-Disposition": 'attachment; filename="mes-donnees.zip"'}
    return Response(content, media_type="application/zip", headers=headers)


def _kind(text: str, allowed: tuple[RightsKind, ...]) -> RightsKind | None:
    return next((kind for kind in allowed if kind.value == text), None)


@router.get("/rights", responses={200: _ANSWERS[200]})
async def show_rights_form(request: Request, lang: Language = "") -> HTMLResponse:
    """The public form for rights over data."""
    return rights_form_page(_language(request, lang))


@router.post("/rights", responses=_FORM_ANSWERS)
async def send_rights_form(request: Request, app: App, lang: Language = "") -> HTMLResponse:
    """Kept and forwarded at once; the answer is the same whether the address is known or not."""
    language = _language(request, lang)
    if not await _has_room(request, app, "rights"):
        return too_many_page(language)
    typed = await _typed(request)
    kind = _kind(typed.get("kind", ""), FORM)
    try:
        email = EmailAddress(typed.get("email", ""))
    except NotAnEmailAddress:
        return rights_form_page(language, wrong=True)
    if kind is None:
        return rights_form_page(language, wrong=True)
    await app.privacy.receive.by_form(
        kind=kind, email=email.value, message=typed.get("message", ""), language=language
    )
    return form_received_page(language)


@router.get("/abuse", responses={200: _ANSWERS[200]})
async def show_abuse_form(request: Request, lang: Language = "") -> HTMLResponse:
    """The public form about messages that should not have been sent."""
    return abuse_page(_language(request, lang))


@router.post("/abuse", responses=_FORM_ANSWERS)
async def send_abuse_form(request: Request, app: App, lang: Language = "") -> HTMLResponse:
    """Kept and read by a person; several people's reports stop the sender's workspace."""
    language = _language(request, lang)
    if not await _has_room(request, app, "abuse"):
        return too_many_page(language)
    typed = await _typed(request)
    about, email = typed.get("about", "").strip(), typed.get("email", "").strip()
    kind = next((one for one in AbuseKind if one.value == typed.get("kind", "")), None)
    if kind is None or not about or (email and not _is_address(email)):
        return abuse_page(language, wrong=True)
    await app.accounts.report_abuse(
        kind=kind,
        about=about,
        message=typed.get("message", ""),
        email=email,
        network=network_of(request),
        language=language,
    )
    return abuse_received_page(language)


async def _has_room(request: Request, app: App, form: str) -> bool:
    """Five forms an hour from one network."""
    mark = hashlib.sha256(network_of(request).encode()).hexdigest()[:16]
    quota = max(1, round(PER_FORM.quota * app.plumbing.rate_limits))
    ruling = await app.plumbing.limiter.take(
        [Bucket(f"form:{form}:{mark}", Limit(quota, PER_FORM.seconds))]
    )
    return ruling.passes


def _is_address(text: str) -> bool:
    try:
        EmailAddress(text)
    except NotAnEmailAddress:
        return False
    return True


@router.get("/trust", responses={200: _ANSWERS[200]})
async def show_trust_centre(request: Request, lang: Language = "") -> HTMLResponse:
    """Sub-processors, retention and security measures."""
    return trust_page(_language(request, lang))


@router.get("/legal", responses={200: _ANSWERS[200]})
async def show_legal_notice(request: Request, app: App, lang: Language = "") -> HTMLResponse:
    """Who publishes the service, and the one address for anything about personal data."""
    return legal_page(_language(request, lang), app.plumbing.publisher)


@router.get("/legal/{slug}/{version}/changes", responses=_ANSWERS)
async def show_text_changes(
    slug: DocumentSlug, version: Short, request: Request, app: App, lang: Language = ""
) -> HTMLResponse:
    """What one version of a text changed against the one before (obligation 149)."""
    language = _language(request, lang)
    try:
        document, told = await app.privacy.read_policy.changes(slug, version)
    except DocumentNotFound:
        return unknown_page(language)
    return changes_page(language, document, told)


@router.get("/privacy", responses={200: _ANSWERS[200]})
async def show_policy(request: Request, app: App, lang: Language = "") -> HTMLResponse:
    """The published privacy policy in force."""
    return policy_page(_language(request, lang), await app.privacy.read_policy())
