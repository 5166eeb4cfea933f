"""Public pages: server-made HTML without scripts, images or cookies. Everything is escaped."""

import base64
import hashlib
import re
from collections.abc import Sequence
from html import escape

from starlette.responses import HTMLResponse

from api.page_texts import EN, FR, say
from domain.consent.model import Controller, HeldPoint, Notice, SubProcessor
from domain.privacy.model.documents import Difference, LegalDocument
from domain.privacy.model.publisher import Publisher

STYLE = """
:root{--ink:#1d2733;--soft:#5a6675;--line:#e3e7ec;--paper:#fff;--ground:#f5f6f8;--accent:#1f5f5b;
--on-accent:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e9edf2;--soft:#a4afbd;--line:#2f3945;
--paper:#1b222b;--ground:#12171d;--accent:#7cc7c0;--on-accent:#0d1b1a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.65 ui-sans-serif,system-ui,
-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
.bar,main,footer{max-width:42rem;margin:0 auto;padding:1rem 1.5rem}
.bar,footer{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 1.5rem;
color:var(--soft);font-size:.9375rem}
.bar{padding-top:2rem}
main{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;
padding:clamp(1.5rem,5vw,3rem)}
@media (max-width:44rem){main{border-radius:0;border-left:0;border-right:0}}
h1{font-size:clamp(1.5rem,4vw,2rem);line-height:1.2;letter-spacing:-.01em;margin:0 0 1rem;
text-wrap:balance}
h2{font-size:1.125rem;margin:2.25rem 0 .5rem}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
p,ul,dl{margin:0 0 1rem}
.soft{color:var(--soft);font-size:.9375rem}
a{color:var(--accent);text-underline-offset:.2em}
a:focus-visible,button:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
label{display:block;font-weight:600;margin:1rem 0 .25rem}
select,input,textarea{font:inherit;color:inherit;background:var(--paper);width:100%;
border:1px solid var(--soft);border-radius:.5rem;padding:.7rem}
select:focus-visible,input:focus-visible,textarea:focus-visible{outline:3px solid var(--accent)}
form button{margin-top:1rem}
button{font:inherit;font-weight:600;color:var(--on-accent);background:var(--accent);border:0;
border-radius:.5rem;padding:.8rem 1.5rem;min-height:3rem;cursor:pointer}
form{margin:1.5rem 0}
.note{border-left:3px solid var(--accent);padding:.25rem 0 .25rem 1rem}
.box{border:1px solid var(--line);border-radius:.5rem;padding:1.25rem;margin-top:2rem}
.box form{margin-bottom:.5rem}
.box h2{margin-top:0}
table{width:100%;border-collapse:collapse;margin:0 0 1rem;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;
border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--soft)}
dt{color:var(--soft);font-size:.9375rem}
dd{margin:0 0 .5rem}
ins{text-decoration:underline;text-decoration-thickness:2px}
del{color:var(--soft)}
"""

_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    # The address holds the token: it goes nowhere else, and nobody keeps it.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


def page(language: str, title: str, main: str, *, status: int = 200) -> HTMLResponse:
    """One page around `main`, which is HTML already; the title is text."""
    other = FR if language == EN else EN
    html = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f'<div class="bar"><span>LEO Bizdev</span><a href="?lang={other}" hreflang="{other}" '
        f'lang="{other}">{escape(say("other-language", language))}</a></div>'
        f"<main><h1>{escape(title)}</h1>{main}</main>"
        f'<footer><a href="/privacy">{escape(say("privacy", language))}</a>'
        f'<a href="/abuse?lang={language}">{escape(say("abuse-link", language))}</a>'
        f'<a href="/trust">{escape(say("trust-link", language))}</a>'
        f'<a href="/legal">{escape(say("legal-title", language))}</a></footer>'
        "</body></html>"
    )
    return HTMLResponse(html, status_code=status, headers={**HEADERS, "Content-Language": language})


def unknown_page(language: str) -> HTMLResponse:
    """For any link that is not ours: it does not say why."""
    lead = _p("unknown-lead", language)
    return page(language, say("unknown-title", language), lead, status=404)


def too_many_page(language: str) -> HTMLResponse:
    return page(
        language, say("too-many-title", language), _p("too-many-lead", language), status=429
    )


def oppose_page(language: str, notice: Notice, token: str) -> HTMLResponse:
    """Asks for one click; opening it changes nothing (security gateways open links)."""
    if notice.opposed:
        return opposed_page(language, notice, already=True)
    company = _company(notice.controller, language)
    main = _p("oppose-lead", language, company=company) + _button(language, token)
    return page(language, say("oppose-title", language), main)


def opposed_page(language: str, notice: Notice, *, already: bool = False) -> HTMLResponse:
    company = _company(notice.controller, language)
    lead = _p("already", language) if already else ""
    main = lead + _p("opposed-lead", language, company=company) + _p("opposed-kept", language)
    return page(language, say("opposed-title", language), main)


def notice_page(language: str, notice: Notice, objection: str, portal: str = "") -> HTMLResponse:
    """Second layer of the notice (compliance.md L1), and the person's own part, as HTML."""
    controller = notice.controller
    company = _company(controller, language)
    parts = [
        _p("notice-lead", language, kind="note"),
        _h("who", language),
        _p("who-lead", language, company=company),
        _facts(
            language,
            ("address", controller.postal_address),
            ("contact", controller.rights_email),
            ("website", controller.website),
        ),
        _p("who-tool", language),
        _h("why", language),
        _p("why-lead", language),
        _p("basis", language),
        _h("held", language),
        _held(language, notice.held),
        _p("scored", language),
        _p("ai", language),
        _h("who-sees", language),
        _p("who-sees-lead", language, company=company),
        _providers(language, notice.sub_processors),
        _p("transfers", language),
        _h("how-long", language),
        _p("how-long-lead", language),
        _h("rights", language),
        _p("rights-lead", language),
        _p("write-to", language, address=controller.rights_email)
        if controller.rights_email
        else "",
        _p("cnil", language),
        portal,
        '<section class="box">',
        _h("stop", language),
        _p("already", language) if notice.opposed else _button(language, objection),
        "</section>",
        _p("version", language, kind="soft", version=notice.version),
    ]
    return page(language, say("notice-title", language), "".join(parts))


def policy_page(language: str, policy: LegalDocument) -> HTMLResponse:
    """The published text as it is; before it, where there is one, a translation into the reader's
    language, which says itself that the original prevails (obligation 152).
    """
    told = say(
        "policy-version",
        language,
        version=policy.version,
        date=policy.published_on.strftime("%d/%m/%Y"),
    )
    main, title = f'<p class="soft">{escape(told)}</p>', policy.title
    # The page has the title already.
    body = _markdown(policy.text.removeprefix(f"# {policy.title}"))
    original = f'<div lang="{escape(policy.language)}">{body}</div>'
    made = policy.translation
    if made is not None and made.language == language:
        title = made.title
        main += _markdown(made.text.removeprefix(f"# {made.title}"))
        original = f"<hr><h2 lang={escape(policy.language)}>{escape(policy.title)}</h2>{original}"
    return page(language, title, main + original)


def legal_page(language: str, publisher: Publisher) -> HTMLResponse:
    """The legal notice (LCEN, Art. 13(1)(a); obligation 1)."""
    facts = _facts(
        language,
        ("publisher", publisher.name),
        ("legal-form", publisher.legal_form),
        ("capital", publisher.capital),
        ("register", publisher.register_number),
        ("address", publisher.address),
        ("privacy-contact", publisher.privacy_contact),
    )
    return page(language, say("legal-title", language), facts + _p("legal-law", language))


_CHANGED = {Difference.ADDED: "ins", Difference.REMOVED: "del"}


def changes_page(
    language: str, document: LegalDocument, told: Sequence[tuple[Difference, str]]
) -> HTMLResponse:
    """The whole text with what came and what went; French prevails, the frame is translated."""
    reason = say(f"reason-{document.reason.value}", language) if document.reason else ""
    summary = document.summary_en if language == EN else document.summary
    facts = [
        (say("change-effective", language), document.effective_on.strftime("%d/%m/%Y")),
        (say("change-reason", language), reason),
        (say("change-summary", language), summary),
    ]
    listed = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts if text
    )
    lines = "".join(
        f"<p><{mark}>{_inline(line)}</{mark}></p>" if mark else f"<p>{_inline(line)}</p>"
        for mark, line in ((_CHANGED.get(how), line) for how, line in told)
    )
    main = (
        f"<dl>{listed}</dl>{_p('change-lead', language)}"
        f'<div lang="{escape(document.language)}">{lines}</div>'
    )
    title = say("change-title", language, title=document.title, version=document.version)
    return page(language, title, main)


def _company(controller: Controller, language: str) -> str:
    return controller.legal_name or controller.name or say("a-company", language)


def _p(key: str, language: str, *, kind: str = "", **told: str) -> str:
    mark = f' class="{kind}"' if kind else ""
    return f"<p{mark}>{escape(say(key, language, **told))}</p>"


def _h(key: str, language: str) -> str:
    return f"<h2>{escape(say(key, language))}</h2>"


def _button(language: str, token: str) -> str:
    return (
        f'<form method="post" action="/u/{escape(token)}?lang={language}">'
        f'<button type="submit" name="confirm" value="1">'
        f"{escape(say('oppose-button', language))}</button></form>"
        + _p("oppose-free", language, kind="soft")
    )


def _facts(language: str, *facts: tuple[str, str]) -> str:
    rows = "".join(
        f"<dt>{escape(say(key, language))}</dt><dd>{escape(value)}</dd>"
        for key, value in facts
        if value
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _table(language: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(say(key, language))}</th>' for key in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _held(language: str, held: Sequence[HeldPoint]) -> str:
    if not held:
        return _p("held-none", language)
    rows = [
        (
            say(point.category, language),
            point.source,
            point.obtained_on.strftime("%d/%m/%Y") if point.obtained_on else "—",
        )
        for point in held
    ]
    return _table(language, ("held-what", "held-source", "held-when"), rows)


def _providers(language: str, providers: Sequence[SubProcessor]) -> str:
    rows = [
        (one.name, one.role_en if language == EN else one.role, one.country) for one in providers
    ]
    return _table(language, ("provider", "role", "country"), rows)


_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s+(.*)$")
_HEADING = re.compile(r"^(#{1,4})\s+(.*)$")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def _markdown(text: str) -> str:
    """Headings, lists, bold and paragraphs: what the published texts use. Escaped first."""
    made: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        heading = _HEADING.match(lines[0])
        if heading:
            level = min(3, max(2, len(heading.group(1))))
            made.append(f"<h{level}>{_inline(heading.group(2))}</h{level}>")
            lines = lines[1:]
        if lines and all(line.strip().startswith("|") for line in lines):
            made.append(_markdown_table(lines))
            continue
        items = [_ITEM.match(line) for line in lines]
        if lines and all(items):
            entries = "".join(f"<li>{_inline(item.group(1))}</li>" for item in items if item)
            made.append(f"<ul>{entries}</ul>")
        elif lines:
            made.append(f"<p>{_inline(' '.join(line.strip() for line in lines))}</p>")
    return "".join(made)


def _markdown_table(lines: Sequence[str]) -> str:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    head, *body = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    heads = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in head)
    cells = "".join(
        "<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in body
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>"


def _inline(text: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", escape(text))
