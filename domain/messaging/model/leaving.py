"""The last look at the exact bytes (GEN-5; compliance.md 8, rules 11-15). Pure."""

import re
from collections.abc import Iterator
from html import unescape

from domain.messaging.model.brief import Brief, MessageKind
from domain.messaging.model.draft import Finding, Rendered
from domain.messaging.model.gate import is_invisible, links

_FETCHED = re.compile(
    r"<(?:img|script|iframe|link|object|embed|video|audio|form|base)\b|url\(", re.IGNORECASE
)
_HREF = re.compile(r'href="([^"]*)"')
_AI = re.compile(r"\b(?:IA|AI)\b")


def leaving_faults(rendered: Rendered, brief: Brief, *, public_url: str) -> tuple[Finding, ...]:
    """Everything that these bytes lack or should not hold, whatever was decided before."""
    return tuple(dict.fromkeys(_faults(rendered, brief, public_url)))


def _faults(rendered: Rendered, brief: Brief, public_url: str) -> Iterator[Finding]:
    company, text = brief.salesbook.company, rendered.text
    if not rendered.is_intact:
        yield Finding(code="gate-bytes-changed")
    if brief.step.kind.is_bare:
        return
    if any(is_invisible(char) for char in f"{rendered.subject}{text}"):
        yield Finding(code="gate-invisible-character")
    names = [name for name in (company.name, company.legal_name) if name]
    if not any(name in text for name in names):
        yield Finding(code="gate-no-identity")
    if "STOP" not in text:
        yield Finding(code="gate-no-objection-line")
    if not brief.step.is_reviewed and not _AI.search(text):
        yield Finding(code="gate-no-ai-line")
    if brief.step.kind is MessageKind.EMAIL:
        yield from _mail_faults(rendered, public_url)


def _mail_faults(rendered: Rendered, public_url: str) -> Iterator[Finding]:
    ways = [one for one in links(rendered.text) if one.startswith(f"{public_url}/u/")]
    if not ways:
        yield Finding(code="gate-no-objection-line")
    headers = rendered.headers
    if headers.get("List-Unsubscribe") not in {f"<{one}>" for one in ways}:
        yield Finding(code="gate-no-unsubscribe-header")
    if headers.get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click":
        yield Finding(code="gate-no-unsubscribe-header")
    found = _FETCHED.search(rendered.html)
    if found:
        yield Finding(code="gate-fetched-content", excerpt=found.group()[:40])
    for href in _HREF.findall(rendered.html):
        if unescape(href) not in rendered.text:
            yield Finding(code="gate-foreign-link", excerpt=href[:80])
