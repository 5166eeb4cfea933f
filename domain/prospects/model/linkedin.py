"""LinkedIn addresses of people, in canonical form (quirk rule Q7)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

_MEMBER = re.compile(r"AC[a-z]AA[\w-]{8,60}")
_SLUG = re.compile(r"[^\s/?#<>\"\\]{2,150}")


class ProfileKind(StrEnum):
    """A member id is a second key, never equal to the public name."""

    PUBLIC = "public"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class LinkedinProfile:
    kind: ProfileKind
    key: str

    @property
    def url(self) -> str:
        return f"https://www.linkedin.com/in/{self.key}"

    @property
    def identity(self) -> str:
        word = "linkedin" if self.kind is ProfileKind.PUBLIC else "member"
        return f"{word}:{self.key}"


def read_profile(text: str) -> LinkedinProfile | None:
    """The person's profile an address names; None for companies and for anything else.

    Host variants (`fr.linkedin.com`), tracking, trailing slash and percent-encoding make no
    difference; a Sales Navigator lead and `/in/ACwAA…` name the member, whose case counts.
    """
    text = text.strip()
    if _MEMBER.fullmatch(text):
        return LinkedinProfile(ProfileKind.MEMBER, text)
    path = _path(text)
    if path[:2] in (["sales", "lead"], ["sales", "people"]) and len(path) > 2:
        member = unquote(path[2]).split(",")[0]
        return LinkedinProfile(ProfileKind.MEMBER, member) if _MEMBER.fullmatch(member) else None
    if len(path) < 2 or path[0].lower() != "in":
        return None
    return _named(unicodedata.normalize("NFC", unquote(path[1])).strip())


def read_company_page(text: str) -> str:
    """The canonical address of a company's page, `/company/…`; empty for anything else (Q7)."""
    path = _path(text.strip())
    if path[:2] == ["sales", "company"]:
        path = path[1:]
    if len(path) < 2 or path[0].lower() not in {"company", "school", "showcase"}:
        return ""
    named = _named(unicodedata.normalize("NFC", unquote(path[1])).strip())
    return f"https://www.linkedin.com/company/{named.key}" if named else ""


def _path(text: str) -> list[str]:
    """The parts of the path when the host is LinkedIn's; nothing otherwise."""
    try:
        parts = urlsplit(text if "//" in text[:10] else f"https://{text}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return []
    if host != "linkedin.com" and not host.endswith(".linkedin.com"):
        return []
    return [part for part in parts.path.split("/") if part]


def _named(slug: str) -> LinkedinProfile | None:
    if _MEMBER.fullmatch(slug):
        return LinkedinProfile(ProfileKind.MEMBER, slug)
    slug = unicodedata.normalize("NFC", slug.lower())
    clean = _SLUG.fullmatch(slug) and not any(
        unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"} for char in slug
    )
    return LinkedinProfile(ProfileKind.PUBLIC, slug) if clean else None
