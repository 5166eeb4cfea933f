"""The person's own part of their page, the public form and the trust centre: no scripts."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from starlette.responses import HTMLResponse

from api.page_texts import EN, say
from api.pages import page
from domain.accounts.model.abuse import AbuseKind
from domain.privacy.model.durations import DURATIONS
from domain.privacy.model.measures import MEASURES
from domain.privacy.model.requests import RequestState, RightsKind, RightsRequest
from domain.privacy.model.subprocessors import SUB_PROCESSORS
from domain.privacy.usecases.open_person_page import PersonPage

# What a person may ask for; objecting has its own button.
ASKABLE: tuple[RightsKind, ...] = (
    RightsKind.NOT_NOW,
    RightsKind.RECTIFICATION,
    RightsKind.ERASURE,
    RightsKind.ACCESS,
    RightsKind.RESTRICTION,
    RightsKind.WRONG_PERSON,
    RightsKind.HUMAN,
)
FORM: tuple[RightsKind, ...] = (
    RightsKind.OBJECTION,
    RightsKind.ERASURE,
    RightsKind.ACCESS,
    RightsKind.RECTIFICATION,
    RightsKind.RESTRICTION,
    RightsKind.HUMAN,
)


def _p(text: str, kind: str = "") -> str:
    mark = f' class="{kind}"' if kind else ""
    return f"<p{mark}>{escape(text)}</p>"


def _h(key: str, language: str) -> str:
    return f"<h2>{escape(say(key, language))}</h2>"


def _day(instant: datetime) -> str:
    return instant.strftime("%d/%m/%Y")


def _table(language: str, heads: tuple[str, ...], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(say(key, language))}</th>' for key in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def portal_part(language: str, token: str, portal: PersonPage) -> str:
    """Why, what was sent, what was asked, and the form; HTML for the notice page."""
    parts: list[str] = []
    if portal.why.score is not None:
        parts.append(_p(say("why-score", language, score=str(portal.why.score))))
        reasons = "".join(f"<li>{escape(one)}</li>" for one in portal.why.reasons)
        parts.append(f"<ul>{reasons}</ul>" if reasons else "")
    parts.append(_h("sent", language))
    sent = [(_day(one.at), one.channel, one.subject or "—") for one in portal.sent]
    heads = ("held-when", "sent-channel", "sent-subject")
    parts.append(_table(language, heads, sent) if sent else _p(say("sent-none", language)))
    if portal.keep_until is not None:
        parts.append(_p(say("keep-until", language, date=_day(portal.keep_until))))
    if portal.requests:
        parts.append(_h("asked", language))
        rows = [
            (
                say(f"kind-{one.kind.value}", language),
                _day(one.received_at),
                _day(one.due_at),
                say(_state(one), language),
            )
            for one in portal.requests
        ]
        parts.append(
            _table(language, ("asked-kind", "asked-when", "asked-due", "asked-state"), rows)
        )
    if portal.copy_ready:
        parts.append(_copy_form(language, token))
    parts.append(_ask_form(language, token))
    return "".join(parts)


def _state(request: RightsRequest) -> str:
    if request.is_open:
        return "state-open"
    return "state-refused" if request.state is RequestState.REFUSED else "state-answered"


def _kinds(language: str, kinds: tuple[RightsKind, ...]) -> str:
    options = "".join(
        f'<option value="{kind.value}">{escape(say(f"kind-{kind.value}", language))}</option>'
        for kind in kinds
    )
    return (
        f'<label for="kind">{escape(say("ask-what", language))}</label>'
        f'<select id="kind" name="kind">{options}</select>'
        f'<label for="message">{escape(say("ask-message", language))}</label>'
        '<textarea id="message" name="message" rows="3" maxlength="2000"></textarea>'
    )


def _ask_form(language: str, token: str) -> str:
    return (
        f'<section class="box">{_h("ask-title", language)}{_p(say("ask-lead", language))}'
        f'<form method="post" action="/p/{escape(token)}/ask?lang={language}">'
        f"{_kinds(language, ASKABLE)}"
        f'<button type="submit">{escape(say("ask-button", language))}</button></form></section>'
    )


def _copy_form(language: str, token: str) -> str:
    return (
        f'<section class="box">{_h("copy-title", language)}{_p(say("copy-lead", language))}'
        f'<form method="post" action="/p/{escape(token)}/copy?lang={language}">'
        f'<label for="address">{escape(say("copy-address", language))}</label>'
        '<input id="address" name="address" type="email" required maxlength="254" '
        'autocomplete="email">'
        f'<button type="submit">{escape(say("copy-button", language))}</button></form></section>'
    )


def received_page(language: str, token: str, request: RightsRequest, company: str) -> HTMLResponse:
    lead = say("received-lead", language, company=company, date=_day(request.due_at))
    if request.kind is RightsKind.NOT_NOW:
        lead = say("received-now", language)
    back = escape(say("back", language))
    main = _p(lead) + f'<p><a href="/p/{escape(token)}?lang={language}">{back}</a></p>'
    return page(language, say("received-title", language), main)


def rights_form_page(language: str, *, wrong: bool = False) -> HTMLResponse:
    """The public form, for whoever no longer has a message."""
    main = (
        (f'<p class="note" role="alert">{escape(say("form-wrong", language))}</p>' if wrong else "")
        + _p(say("rights-form-lead", language))
        + f'<form method="post" action="/rights?lang={language}">'
        + f'<label for="email">{escape(say("copy-address", language))}</label>'
        + '<input id="email" name="email" type="email" required maxlength="254" '
        + 'autocomplete="email">'
        + _kinds(language, FORM)
        + f'<button type="submit">{escape(say("ask-button", language))}</button></form>'
    )
    return page(language, say("rights-form-title", language), main, status=422 if wrong else 200)


def form_received_page(language: str) -> HTMLResponse:
    """The same for everybody: it does not say whether anybody holds the address."""
    return page(language, say("received-title", language), _p(say("form-received", language)))


def abuse_page(language: str, *, wrong: bool = False) -> HTMLResponse:
    """The public form about messages that should not have been sent (obligation 35)."""
    options = "".join(
        f'<option value="{kind.value}">{escape(say(f"abuse-{kind.value}", language))}</option>'
        for kind in AbuseKind
    )
    main = (
        (
            f'<p class="note" role="alert">{escape(say("abuse-wrong", language))}</p>'
            if wrong
            else ""
        )
        + _p(say("abuse-lead", language))
        + f'<form method="post" action="/abuse?lang={language}">'
        + f'<label for="about">{escape(say("abuse-about", language))}</label>'
        + '<input id="about" name="about" required maxlength="2000" autocomplete="off">'
        + f'<label for="kind">{escape(say("abuse-what", language))}</label>'
        + f'<select id="kind" name="kind">{options}</select>'
        + f'<label for="message">{escape(say("abuse-message", language))}</label>'
        + '<textarea id="message" name="message" rows="4" maxlength="2000"></textarea>'
        + f'<label for="email">{escape(say("abuse-email", language))}</label>'
        + '<input id="email" name="email" type="email" maxlength="254" autocomplete="email">'
        + f'<button type="submit">{escape(say("abuse-button", language))}</button></form>'
        + f'<p class="soft">{escape(say("abuse-stop", language))}</p>'
    )
    return page(language, say("abuse-title", language), main, status=422 if wrong else 200)


def abuse_received_page(language: str) -> HTMLResponse:
    """The same for everybody: it does not say whether the sender is one of ours."""
    return page(
        language, say("abuse-received-title", language), _p(say("abuse-received", language))
    )


def trust_page(language: str) -> HTMLResponse:
    """Sub-processors, durations and measures, from the registers the software runs on."""
    english = language == EN
    providers = [
        (
            one.name,
            one.services_en if english else one.services,
            one.data_en if english else one.data,
            one.country,
            say(f"ground-{one.mechanism.value}", language),
        )
        for one in SUB_PROCESSORS
    ]
    at = int(english)
    durations = [(one.title[at], one.trigger[at], one.said[at], one.then[at]) for one in DURATIONS]
    measures = "".join(f"<li>{escape(one.said[at])}</li>" for one in MEASURES)
    form = escape(say("rights-form-link", language))
    main = (
        _p(say("trust-lead", language))
        + f'<p><a href="/rights?lang={language}">{form}</a></p>'
        + _h("subprocessors", language)
        + _table(language, ("provider", "role", "held-what", "country", "ground"), providers)
        + _p(say("trust-none", language))
        + _h("durations", language)
        + _table(
            language,
            ("duration-class", "duration-from", "duration-for", "duration-then"),
            durations,
        )
        + _h("measures", language)
        + f"<ul>{measures}</ul>"
    )
    return page(language, say("trust-title", language), main)
