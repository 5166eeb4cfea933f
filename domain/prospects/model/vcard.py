"""vCard 2.1, 3.0 and 4.0 → one table row per card (RFC 2426, RFC 6350; product.md 5.4).

Only what the import reads is taken over: no note, no birthday, no photo, no private address.
"""

import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.prospects.model.linkedin import read_profile

HEADER = (
    *("vcard first name", "vcard last name", "vcard name", "vcard organization", "vcard title"),
    *("vcard email", "vcard phone", "vcard linkedin", "vcard website", "vcard city"),
    "vcard country",
)
_PRIVATE = frozenset({"home", "fax", "pager"})
_LINE = re.compile(
    r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", re.DOTALL
)
_PARAMETER = re.compile(r";([^;=:]+)(?:=(\"[^\"]*\"|[^;:]*))?")
_MOST_VALUES = 5


@dataclass(slots=True)
class Card:
    """`line` is where the card begins."""

    line: int
    said: dict[str, list[str]] = field(default_factory=dict)

    def add(self, column: str, value: str) -> None:
        value = " ".join(value.split())
        known = self.said.setdefault(column, [])
        if value and value not in known and len(known) < _MOST_VALUES:
            known.append(value)

    @property
    def cells(self) -> list[str]:
        return [" ::: ".join(self.said.get(column, ())) for column in HEADER]


def looks_like_vcard(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n")[:11].upper() == "BEGIN:VCARD"


def read_cards(text: str) -> Iterator[Card]:
    """Every card of the file, in order. What cannot be read of a card is left out of it."""
    card: Card | None = None
    for number, line in _logical_lines(text):
        upper = line.strip().upper()
        if upper == "BEGIN:VCARD":
            if card is not None:
                yield card
            card = Card(number)
        elif upper == "END:VCARD":
            if card is not None:
                yield card
            card = None
        elif card is not None:
            _take(card, line)
    if card is not None:
        yield card


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Folded lines joined: a line that starts with a blank goes on (3.0, 4.0); one of
    quoted-printable that ends with `=` goes on (2.1).
    """
    kept, start = "", 0
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        soft = kept.endswith("=") and "QUOTED-PRINTABLE" in kept.split(":", 1)[0].upper()
        if kept and soft:
            kept = kept[:-1] + raw
        elif kept and raw[:1] in {" ", "\t"}:
            kept += raw[1:]
        else:
            if kept:
                yield start, kept
            kept, start = raw, number
    if kept:
        yield start, kept


def _take(card: Card, line: str) -> None:
    found = _LINE.fullmatch(line)
    if found is None:
        return
    name, parameters = found[1].upper(), _parameters(found[2])
    value = _decoded(found[3], parameters)
    kinds = parameters.get("type", "").lower()
    if name in {"EMAIL", "TEL", "ADR"} and _is_private(kinds):
        return
    _PROPERTIES.get(name, _nothing)(card, value, kinds)


def _is_private(kinds: str) -> bool:
    said = set(re.split(r"[,;\"]", kinds))
    return bool(said & _PRIVATE) and "work" not in said


def _parameters(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, value in _PARAMETER.findall(text):
        bare = name.strip().lower()
        if not value:  # 2.1 writes `TEL;WORK;VOICE:`
            if bare == "quoted-printable":
                found["encoding"] = bare
            else:
                found["type"] = f"{found.get('type', '')},{bare}"
        elif bare == "type":
            found["type"] = f"{found.get('type', '')},{value.strip(chr(34))}"
        else:
            found[bare] = value.strip('"').lower()
    return found


def _decoded(value: str, parameters: Mapping[str, str]) -> str:
    if parameters.get("encoding") != "quoted-printable":
        return value
    try:
        raw = quopri.decodestring(value.encode("utf-8", "replace"))
        return raw.decode(parameters.get("charset", "utf-8"), "replace")
    except (LookupError, binascii.Error):
        return value


def _parts(value: str) -> list[str]:
    """Cut at `;`, where it is not escaped, and unescape."""
    parts = re.split(r"(?<!\\);", value)
    return [_unescaped(part).strip() for part in parts]


def _unescaped(value: str) -> str:
    return re.sub(r"\\([\\,;:nN])", lambda one: " " if one[1] in "nN" else one[1], value)


def _nothing(card: Card, value: str, kinds: str) -> None:
    """A property the import does not read."""


def _name(card: Card, value: str, _kinds: str) -> None:
    parts = [*_parts(value), "", ""]
    card.add("vcard last name", parts[0])
    card.add("vcard first name", parts[1])


def _address(card: Card, value: str, _kinds: str) -> None:
    parts = [*_parts(value), *[""] * 7]
    card.add("vcard city", parts[3])
    card.add("vcard country", parts[6])


def _url(card: Card, value: str, _kinds: str) -> None:
    plain = _unescaped(value)
    column = "vcard linkedin" if read_profile(plain) else "vcard website"
    if column == "vcard linkedin" or not card.said.get(column):
        card.add(column, plain)


def _profile(card: Card, value: str, kinds: str) -> None:
    if "linkedin" in kinds or read_profile(_unescaped(value)):
        card.add("vcard linkedin", _unescaped(value))


_PROPERTIES = {
    "N": _name,
    "FN": lambda card, value, _kinds: card.add("vcard name", _unescaped(value)),
    "ORG": lambda card, value, _kinds: card.add("vcard organization", _parts(value)[0]),
    "TITLE": lambda card, value, _kinds: card.add("vcard title", _unescaped(value)),
    "EMAIL": lambda card, value, _kinds: card.add("vcard email", _unescaped(value)),
    "TEL": lambda card, value, _kinds: card.add(
        "vcard phone", _unescaped(value).removeprefix("tel:")
    ),
    "ADR": _address,
    "URL": _url,
    "X-SOCIALPROFILE": _profile,
    "SOCIALPROFILE": _profile,
}
