"""Addresses of a person, each with where it comes from and since when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from domain.prospects.model.linkedin import read_profile
from domain.shared.email_address import EmailAddress


class PointKind(StrEnum):
    EMAIL = "email"
    LINKEDIN = "linkedin"
    PHONE = "phone"


class PointStatus(StrEnum):
    """What is known about the address working. The words of the finder are the same."""

    UNVERIFIED = "unverified"
    DELIVERABLE = "deliverable"
    HIGH_PROBABILITY = "high_probability"
    CATCH_ALL = "catch_all"
    INVALID = "invalid"
    UNKNOWN = "unknown"


_WEBMAIL = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr"),
        *("live.com", "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "ymail.com", "icloud.com"),
        *("me.com", "mac.com", "aol.com", "gmx.com", "gmx.fr", "gmx.de", "web.de", "orange.fr"),
        *("wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr", "laposte.net", "bbox.fr", "numericable.fr"),
        *("proton.me", "protonmail.com", "mail.com", "yandex.com", "zoho.com", "hey.com"),
    }
)
_ROLES = frozenset(
    {
        *("contact", "info", "infos", "hello", "bonjour", "sales", "commercial", "accueil"),
        *("admin", "office", "support", "sav", "service", "direction", "secretariat", "rh"),
        *("recrutement", "jobs", "compta", "comptabilite", "facturation", "billing", "marketing"),
        *("presse", "press", "webmaster", "postmaster", "noreply", "no-reply", "dpo", "privacy"),
    }
)


def is_professional(email: EmailAddress) -> bool:
    """False for personal webmail (Q10): kept apart, never counted as a business address."""
    return not is_webmail(email.domain)


def is_webmail(host: str) -> bool:
    """Addresses of this host are private ones."""
    return host in _WEBMAIL


def is_role(email: EmailAddress) -> bool:
    """`contact@`, `info@`: belongs to the company, so it identifies nobody (Q10)."""
    return email.value.partition("@")[0].partition("+")[0] in _ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPoint:
    """`locked`: a person typed or corrected it, so no file and no provider replaces it."""

    id: str
    kind: PointKind
    value: str
    source: str
    provider: str
    obtained_at: datetime
    verified_at: datetime | None
    status: PointStatus
    locked: bool
    professional: bool

    @property
    def identity(self) -> str | None:
        """The key under which the workspace holds one person; None when it identifies nobody."""
        return _identity(self.kind, self.value)


# An import asks for the same keys of the same people several times in a row.
@lru_cache(maxsize=8192)
def _identity(kind: PointKind, value: str) -> str | None:
    if kind is PointKind.EMAIL:
        return None if is_role(EmailAddress(value)) else f"email:{value}"
    if kind is PointKind.LINKEDIN:
        profile = read_profile(value)
        return profile.identity if profile else None
    return None
