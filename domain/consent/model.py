"""Suppression entries, and the canonical forms under which a person is recognised again."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from urllib.parse import unquote

from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.ids import ActionId, ProspectId, WorkspaceId

CANONICALISATION = 1
KEY_ID = "2"  # a key of each workspace; "1" was one key for all
NOTICE_VERSION = "1"
KEPT_YEARS = 3  # opposition information (compliance.md A3); entries have no end of their own


class IdentityKind(StrEnum):
    """PROSPECT is the person's row itself: addresses found later are refused too. DOMAIN refuses
    every address of a company, on the workspace's order.
    """

    EMAIL = "email"
    LINKEDIN = "linkedin"
    PHONE = "phone"
    DOMAIN = "domain"
    PROSPECT = "prospect"


class Reason(StrEnum):
    OBJECTION = "objection"
    COMPLAINT = "complaint"
    BOUNCE = "bounce"
    ERASURE = "erasure"
    PROVISIONAL = "provisional"
    """What may be an objection, until somebody has looked (INB-5). Only these can be lifted."""


class Scope(StrEnum):
    """ALL closes every channel; EMAIL closes one dead address and nothing else."""

    ALL = "all"
    EMAIL = "email"


class ObjectionChannel(StrEnum):
    """How the person said it (compliance.md L7, `channel_of_request`)."""

    LINK = "link"
    ONE_CLICK = "one_click"
    EMAIL_REPLY = "email_reply"
    LINKEDIN_REPLY = "linkedin_reply"
    COMPLAINT = "complaint"
    USER = "user"
    PHONE = "phone"
    API = "api"
    FORM = "form"
    ERASURE = "erasure"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """One way to recognise a person, in canonical form; exists only while it is hashed."""

    kind: IdentityKind
    canonical: str

    @classmethod
    def of(cls, kind: IdentityKind, value: str) -> Self | None:
        """None for a text that cannot be an identity of this kind."""
        canonical = _CANONICAL[kind](value)
        return cls(kind, canonical) if canonical else None


_DOTLESS = frozenset({"gmail.com", "googlemail.com"})
_PROFILE = re.compile(r"/(?:in|pub|sales/lead|sales/people)/([^/?#,\s]+)", re.IGNORECASE)
_SLUG = re.compile(r"[\w%.~-]{2,200}")


def _email(value: str) -> str:
    """Lower case, NFKC, IDNA, without `+tag`; Gmail without its dots (compliance.md A3)."""
    try:
        address = EmailAddress(value)
    except NotAnEmailAddress:
        return ""
    local, _, domain = address.value.rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _DOTLESS:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def _linkedin(value: str) -> str:
    """The public id of a profile address, or a bare id: decoded, NFKC, lower case."""
    text = value.strip()
    found = _PROFILE.search(text)
    if found:
        text = found.group(1)
    elif not _SLUG.fullmatch(text):
        return ""
    return unicodedata.normalize("NFKC", unquote(text)).strip().lower()


def _phone(value: str) -> str:
    """International digits; a bare ten-digit number is French, our first market."""
    digits = "".join(char for char in unicodedata.normalize("NFKC", value) if char in "0123456789")
    international = value.strip().startswith("+")
    if digits.startswith("00"):
        digits, international = digits[2:], True
    if not international and len(digits) == 10 and digits.startswith("0"):
        digits = "33" + digits[1:]
    if digits.startswith("330") and len(digits) == 12:
        digits = "33" + digits[3:]
    return digits if 8 <= len(digits) <= 15 else ""


_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


def _domain(value: str) -> str:
    """`acme.example`, whether typed alone, with @ or as an address; IDNA, lower case."""
    bare = value.strip().lower().rpartition("@")[2]
    try:
        domain = EmailAddress(f"x@{bare}").domain
    except NotAnEmailAddress:
        return ""
    return domain if _DOMAIN.fullmatch(domain) else ""


_CANONICAL: dict[IdentityKind, Callable[[str], str]] = {
    IdentityKind.EMAIL: _email,
    IdentityKind.LINKEDIN: _linkedin,
    IdentityKind.PHONE: _phone,
    IdentityKind.DOMAIN: _domain,
    IdentityKind.PROSPECT: lambda value: value,
}


def years_later(instant: datetime, years: int) -> datetime:
    """The same calendar day; 29 February becomes 28."""
    year = instant.year + years
    return instant.replace(year=year, day=min(instant.day, monthrange(year, instant.month)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One refused identity: a keyed hash and the fields of compliance.md L7, nothing else.

    Append only. It outlives the person's erasure, so that they stay left alone.
    """

    workspace_id: WorkspaceId
    kind: IdentityKind
    digest: str
    key_id: str
    canonicalisation: int
    scope: Scope
    reason: Reason
    channel: str
    evidence_ref: str
    created_at: datetime
    min_keep_until: datetime

    @property
    def id(self) -> str:
        """The same refusal twice is one entry."""
        return f"{self.workspace_id}:{self.kind.value}:{self.digest}:{self.reason.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDelivery:
    """Proof that the notice reached a person with the first message of a channel (L1)."""

    workspace_id: WorkspaceId
    prospect_id: ProspectId
    channel: str
    action_id: ActionId
    layer1_hash: str
    layer2_version: str
    language: str
    sent_at: datetime

    @property
    def id(self) -> str:
        return f"{self.workspace_id}:{self.prospect_id}:{self.channel}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Controller:
    """Who decides on the prospecting: the workspace's company, as its Salesbook states it."""

    name: str
    legal_name: str
    postal_address: str
    rights_email: str
    website: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPoint:
    """That we hold something, from where and since when; never its value."""

    category: str
    source: str
    obtained_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcessor:
    """Somebody who processes for us, as the published register names them."""

    name: str
    role: str
    role_en: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Second layer of the notice (L1, Art. 14(1)-(2)) for one person, without their data."""

    controller: Controller
    held: tuple[HeldPoint, ...]
    opposed: bool
    language: str
    version: str
    sub_processors: tuple[SubProcessor, ...]
