"""The words of a stranger's message as plain text, its quoted history apart (security.md 3.7)."""

import base64
import quopri
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
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "area", "base", "col", "wbr"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|max-height\s*:\s*0|mso-hide\s*:\s*all"
)
_CALENDAR = re.compile(r"BEGIN:VCALENDAR.*?(?:END:VCALENDAR|\Z)", re.DOTALL)
_SUMMARY = re.compile(r"^SUMMARY[^:\n]*:(.*)$", re.MULTILINE)
_SOFT_BREAK = re.compile(r"=\n|=[0-9A-F]{2}=[0-9A-F]{2}")
_HEX_PAIR = re.compile(r"=[0-9A-F]{2}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_LEAST_BASE64 = 40
_MOJIBAKE = ("Ã©", "Ã¨", "Ãª", "Ã§", "Ã\xa0", "â€™", "Ã´", "Ã®", "Ã»")
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
    """Keeps what a reader sees. Links, images, scripts, styles and hidden text leave nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.own: list[str] = []
        self.quoted: list[str] = []
        self._open: list[tuple[str, str]] = []
        """Elements that change how text counts: their tag, and `silent`, `quote` or ""."""
        self._is_history = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "").lower() for name, value in attrs}
        if values.get("id", "") in _QUOTED_IDS:
            self._is_history = True  # Outlook closes this element before the history it announces
        if tag in _BREAKS:
            self._put("\n")
        if tag in _VOID:
            return
        marked = any(name in values.get("class", "") for name in _QUOTED_CLASSES)
        hidden = "hidden" in values or bool(_HIDDEN.search(values.get("style", "")))
        if tag in _SILENT or hidden:
            self._open.append((tag, "silent"))
        elif tag == "blockquote" or marked:
            self._open.append((tag, "quote"))
        elif any(one == tag for one, _ in self._open):
            self._open.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self._put("\n")
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not any(kind == "silent" for _, kind in self._open):
            self._put(re.sub(r"\s+", " ", data))

    def _put(self, text: str) -> None:
        is_quoted = self._is_history or any(kind == "quote" for _, kind in self._open)
        (self.quoted if is_quoted else self.own).append(text)


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
            or "\U000e0000" <= char <= "\U000e007f"
            or char in "\u200b\u200c\u2060\ufeff"
        )
    )
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _decoded(text: str) -> str:
    """Undo what a broken mailer left: UTF-8 read as Latin, soft quoted-printable, bare base64."""
    if _SOFT_BREAK.search(text) and _HEX_PAIR.search(text):
        raw = quopri.decodestring(text.encode("utf-8", "replace"))
        text = raw.decode("utf-8", "replace")
    tight = "".join(text.split())
    if len(tight) >= _LEAST_BASE64 and _BASE64.fullmatch(tight):
        try:
            text = base64.b64decode(tight, validate=True).decode("utf-8")
        except ValueError:
            return text
    if any(mark in text for mark in _MOJIBAKE):
        try:
            return text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return text
    return text


def _without_calendar(text: str) -> str:
    """An invitation is named and its machine text dropped."""

    def told(found: re.Match[str]) -> str:
        title = _SUMMARY.search(found.group())
        return f"[{title.group(1).strip()[:120] if title else 'VCALENDAR'}]"

    return _CALENDAR.sub(told, text)


def line_of(text: str, limit: int = 200) -> str:
    """One clean line, for subjects and names."""
    return " ".join(_clean(text[: limit * 4]).split())[:limit]


def words_of(*, plain: str, html: str) -> Words:
    """The plain part when there is one, else the HTML stripped to text; history folded away."""
    quoted_html = ""
    if plain.strip():
        text = _clean(_without_calendar(_decoded(plain[: LIMIT * 4])))
    else:
        text, quoted_html = _of_html(_decoded(html[: LIMIT * 20]))
    own, quoted = _fold(text)
    history = "\n".join(part for part in (quoted, quoted_html) if part)
    return Words(own=own[:LIMIT], quoted=history[:LIMIT])


def _of_html(html: str) -> tuple[str, str]:
    parser = _Text()
    try:
        parser.feed(html)
        parser.close()
    except AssertionError:  # the parser's own refusal of a marked section it does not know
        return _clean(re.sub(r"<[^>]*>", " ", html)), ""
    return _clean("".join(parser.own)), _clean("".join(parser.quoted))


def _fold(text: str) -> tuple[str, str]:
    """Own words and history. Who answers below the quotation has written there too."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        # A mail client may wrap "Le 3 novembre 2026 à 10:00, Ada Martin / a écrit :".
        wrapped = " ".join(one.strip() for one in lines[number : number + 2])
        starts = bool(_HISTORY.match(line.strip()) or _WROTE.match(wrapped))
        if starts and line.lower().startswith(("de", "from")):
            following = lines[number + 1 : number + 4]
            starts = any(_HEADER_LINE.match(one.strip()) for one in following)
        if starts:
            own, history = lines[:number], lines[number:]
            is_marked = any(one.lstrip().startswith(">") for one in history)
            if is_marked and not any(one.strip() for one in own):
                head = next(
                    place for place, one in enumerate(history) if one.lstrip().startswith(">")
                )
                marked = [one for one in history[head:] if one.lstrip().startswith(">")]
                below = [one for one in history[head:] if not one.lstrip().startswith(">")]
                return _clean("\n".join(below)), _clean("\n".join([*history[:head], *marked]))
            return _without_marks(own, history)
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
