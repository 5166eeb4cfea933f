"""The words of a stranger's message as plain text, its quoted history apart (security.md 3.7)."""

import re
import unicodedata
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

LIMIT = 50_000
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "math"})
_BREAKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "hr", "table", "ul"})
_QUOTED_CLASSES = ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote")
_QUOTED_IDS = ("divrplyfwdmsg", "appendonsend")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HISTORY = re.compile(
    r"^(?:"
    r"(?:le|on|am|el)\b.{4,200}(?:a écrit|écrit|wrote|schrieb|escribió)\s*:?"
    r"|-{2,}\s*(?:original message|message d['’]origine|message original|forwarded message"
    r"|message transféré)\s*-{2,}"
    r"|_{10,}"
    r"|(?:de|from)\s*:\s.{3,200}"
    r")\s*$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^(?:le|on|am|el)\b.{4,200}\b(?:a écrit|wrote|schrieb|escribió)\s*:$", re.IGNORECASE
)
_HEADER_LINE = re.compile(r"^(?:envoyé|sent|date|à|to|objet|subject|cc)\s*:\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """What the person wrote, and what they quoted."""

    own: str
    quoted: str


class _Text(HTMLParser):
    """Keeps text only. Links, images, scripts and styles leave nothing behind."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.own: list[str] = []
        self.quoted: list[str] = []
        self._silent = 0
        self._quoting = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        values = {name: (value or "").lower() for name, value in attrs}
        marked = any(name in values.get("class", "") for name in _QUOTED_CLASSES)
        if tag == "blockquote" or marked or values.get("id", "") in _QUOTED_IDS:
            self._quoting = True
        if tag in _BREAKS:
            self._put("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag in _BREAKS:
            self._put("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._put(re.sub(r"\s+", " ", data))

    def _put(self, text: str) -> None:
        (self.quoted if self._quoting else self.own).append(text)


def _clean(text: str) -> str:
    """NFC, no controls, no lone surrogates, no invisible direction tricks, no runs of blanks."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROLS.sub("", text)
    text = "".join(
        char
        for char in text
        if not (
            "\ud800" <= char <= "\udfff"
            or "\u202a" <= char <= "\u202e"
            or "\u2066" <= char <= "\u2069"
            or char in "\u200b\u200c\u2060\ufeff"
        )
    )
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def line_of(text: str, limit: int = 200) -> str:
    """One clean line, for subjects and names."""
    return " ".join(_clean(text[: limit * 4]).split())[:limit]


def words_of(*, plain: str, html: str) -> Words:
    """The plain part when there is one, else the HTML stripped to text; history folded away."""
    quoted_html = ""
    if plain.strip():
        text = _clean(plain[: LIMIT * 4])
    else:
        parser = _Text()
        parser.feed(html[: LIMIT * 20])
        parser.close()
        text, quoted_html = _clean("".join(parser.own)), _clean("".join(parser.quoted))
    own, quoted = _fold(text)
    history = "\n".join(part for part in (quoted, quoted_html) if part)
    return Words(own=own[:LIMIT], quoted=history[:LIMIT])


def _fold(text: str) -> tuple[str, str]:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        # A mail client may wrap "Le 3 novembre 2026 à 10:00, Ada Martin / a écrit :".
        wrapped = " ".join(one.strip() for one in lines[number : number + 2])
        starts = bool(_HISTORY.match(line.strip()) or _WROTE.match(wrapped))
        if starts and line.lower().startswith(("de", "from")):
            following = lines[number + 1 : number + 4]
            starts = any(_HEADER_LINE.match(one.strip()) for one in following)
        if starts:
            return _without_marks(lines[:number], lines[number:])
    return _without_marks(lines, [])


def _without_marks(lines: list[str], history: list[str]) -> tuple[str, str]:
    """Lines that start with `>` are history wherever they stand (RFC 3676)."""
    own = [line for line in lines if not line.lstrip().startswith(">")]
    marked = [line for line in lines if line.lstrip().startswith(">")]
    return _clean("\n".join(own)), _clean("\n".join([*marked, *history]))


def html_of(text: str) -> str:
    """Plain words as the HTML part of an answer: paragraphs and line breaks, all escaped."""
    paragraphs = (escape(part).replace("\n", "<br>") for part in re.split(r"\n\s*\n", text))
    body = "".join(f"<p>{part}</p>" for part in paragraphs)
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'
