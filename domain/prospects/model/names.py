"""People's names as profiles and files spell them (quirk rule Q8)."""

import re
import unicodedata
from dataclasses import dataclass

from domain.prospects.model.text import one_line

_LIMIT = 80
_TITLES = frozenset({"dr", "pr", "prof", "m", "mr", "mrs", "ms", "mme", "mlle", "me", "maître"})
_LOWER = frozenset({"de", "du", "des", "van", "von", "der", "den", "ten", "da", "dos", "di", "del"})
_TAIL = re.compile(r"\s*(?:[|,;(/•·@#]|\s[-–—]\s).*$")
_PICTURES = frozenset({"So", "Sk", "Sm", "Sc", "Cn", "Co", "Cs"})


def tidy_name(text: str) -> str:
    """Without emoji, civility and credentials; ALL CAPS and all-lower become Title Case with
    particles (de, d’). A compound name stays whole. Tidying twice changes nothing.
    """
    for _ in range(4):
        before, text = text, _tidied_once(text)
        if text == before:
            break
    return text


def _tidied_once(text: str) -> str:
    plain = one_line(unicodedata.normalize("NFC", text), 400)
    plain = _TAIL.sub("", plain.lstrip(" |,;(/•·@#-–—"))
    words = "".join(char for char in plain if unicodedata.category(char) not in _PICTURES).split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        words.pop(0)
    name = " ".join(words)
    letters = [char for char in name if char.isalpha()]
    if len(letters) > 1 and (name == name.upper() or name == name.lower()):
        name = " ".join(_cased(word) for word in words)
    return unicodedata.normalize("NFC", name)[:_LIMIT].strip()


def _cased(word: str) -> str:
    if word.casefold() in _LOWER:
        return word.lower()
    return re.sub(r"[^'’-]+", _part_cased, word)


def _part_cased(found: "re.Match[str]") -> str:
    part, rest = found.group(), found.string[found.end() :]
    if part.casefold() == "d" and rest[:1] in {"'", "’"} and len(rest) > 1:
        return "d"
    return part[:1].upper() + part[1:].lower()


@dataclass(frozen=True, slots=True)
class SplitName:
    first: str
    last: str


def split_name(text: str) -> SplitName:
    """First and last name of a full one; `NOM Prénom` is recognised by its capitals."""
    words = one_line(text, 400).split()
    shouted = [len(word) > 1 and word == word.upper() and word.isupper() for word in words]
    if len(words) > 1 and shouted[0] and not all(shouted):
        turn = shouted.index(False)
        if not any(shouted[turn:]):
            return SplitName(tidy_name(" ".join(words[turn:])), tidy_name(" ".join(words[:turn])))
    tidy = tidy_name(text).split()
    if len(tidy) < 2:
        return SplitName("", " ".join(tidy))
    return SplitName(tidy_name(tidy[0]), tidy_name(" ".join(tidy[1:])))
