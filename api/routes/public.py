"""Pages for the people who are written to: no sign-in, no cookies, no JavaScript."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import HTMLResponse, Response

from api.deps import App
from api.page_texts import EN, FR
from api.pages import (
    HEADERS,
    notice_page,
    oppose_page,
    opposed_page,
    policy_page,
    unknown_page,
)
from api.problems import language as accepted_language
from domain.consent.errors import LinkNotKnown

router = APIRouter(tags=["public"], default_response_class=HTMLResponse)

Token = Annotated[str, Path(min_length=1, max_length=2000)]
Language = Annotated[str, Query(alias="lang", max_length=5)]
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page", "content": {"text/html": {}}},
    404: {"description": "A neutral page: the link is not known"},
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
    return notice_page(language, shown.notice, shown.objection)


@router.get("/privacy", responses={200: _ANSWERS[200]})
async def show_policy(request: Request, app: App, lang: Language = "") -> HTMLResponse:
    """The published privacy policy in force."""
    return policy_page(_language(request, lang), await app.privacy.read_policy())
