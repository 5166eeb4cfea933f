"""One row of a file → what it says about a person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.prospects.model.columns import Target
from domain.prospects.model.linkedin import LinkedinProfile, read_profile
from domain.prospects.model.names import split_name, tidy_name
from domain.prospects.model.person import DetailKind
from domain.prospects.model.text import fold, one_line
from domain.shared.email_address import EmailAddress, NotAnEmailAddress

_LIMIT = 200
_YES = frozenset({"1", "x", "oui", "yes", "true", "vrai", "y", "o", "unsubscribed", "desinscrit"})
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_MANY = re.compile(r"\s*(?::::|[;,\s])\s*")


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is wrong with one cell; the value is masked before it is kept anywhere."""

    column: str
    value: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """`phones` are as written. `notes` do not keep the row out; a row without anybody does."""

    details: dict[DetailKind, str]
    emails: tuple[EmailAddress, ...]
    profiles: tuple[LinkedinProfile, ...]
    phones: tuple[tuple[str, str], ...]
    opted_out: bool
    notes: tuple[RowNote, ...]
    is_blank: bool

    @property
    def names_somebody(self) -> bool:
        named = self.details.get(DetailKind.LAST_NAME) and self.details.get(DetailKind.COMPANY)
        return bool(self.emails or self.profiles or named)


def read_row(
    cells: Sequence[str], header: Sequence[str], mapping: Sequence[Target | None]
) -> PersonRow:
    """Never raises: what cannot be read becomes a note."""
    reading = _Reading()
    for cell, column, target in zip(cells, header, mapping, strict=False):
        value = one_line(cell, 2_000)
        if value and target is not None:
            reading.take(target, column, value)
    return reading.finished(is_blank=not any(cell.strip() for cell in cells))


class _Reading:
    """One row in the making; of several columns with one meaning the first that says it counts."""

    def __init__(self) -> None:
        self.details: dict[DetailKind, str] = {}
        self.emails: list[EmailAddress] = []
        self.profiles: list[LinkedinProfile] = []
        self.phones: list[tuple[str, str]] = []
        self.notes: list[RowNote] = []
        self.full_name = ""
        self.opted_out = False

    def take(self, target: Target, column: str, value: str) -> None:
        special = {
            Target.EMAIL: self._email,
            Target.LINKEDIN: self._profile,
            Target.PHONE: self._phone,
        }.get(target)
        if special is not None:
            special(column, value)
        elif target is Target.OPT_OUT:
            self.opted_out = self.opted_out or fold(value) in _YES
        elif target is Target.FULL_NAME:
            self.full_name = self.full_name or value
        else:
            kind = DetailKind(target.value)
            cleaned = clean_detail(kind, value)
            if cleaned:
                self.details.setdefault(kind, cleaned)

    def _email(self, column: str, value: str) -> None:
        for one in _MANY.split(value)[:5]:
            try:
                self.emails.append(EmailAddress(one.strip("<>'\"")))
            except NotAnEmailAddress:
                self.notes.append(RowNote(column, one, "not-an-email-address"))

    def _profile(self, column: str, value: str) -> None:
        profile = read_profile(value)
        if profile is not None:
            self.profiles.append(profile)
        else:
            self.notes.append(RowNote(column, value, "not-a-linkedin-profile"))

    def _phone(self, column: str, value: str) -> None:
        self.phones.append((column, value[:100]))

    def finished(self, *, is_blank: bool) -> PersonRow:
        if self.full_name and not self.details.get(DetailKind.LAST_NAME):
            name = split_name(self.full_name)
            self.details.setdefault(DetailKind.FIRST_NAME, name.first)
            self.details[DetailKind.LAST_NAME] = name.last
        return PersonRow(
            details={kind: value for kind, value in self.details.items() if value},
            emails=tuple(dict.fromkeys(self.emails)),
            profiles=tuple(dict.fromkeys(self.profiles)),
            phones=tuple(self.phones),
            opted_out=self.opted_out,
            notes=tuple(self.notes),
            is_blank=is_blank,
        )


def domain_of(text: str) -> str:
    """The host of a website, without `www.`; empty for LinkedIn pages and for anything else."""
    text = text.strip().lower()
    try:
        host = urlsplit(text if "//" in text[:10] else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    if not _HOST.fullmatch(host) or host == "linkedin.com" or host.endswith(".linkedin.com"):
        return ""
    return host


def _shortened(value: str) -> str:
    return value[:_LIMIT].strip()


# How a value of this kind is cleaned; the others are only shortened.
_CLEAN = {
    DetailKind.FIRST_NAME: tidy_name,
    DetailKind.LAST_NAME: tidy_name,
    DetailKind.DOMAIN: domain_of,
}


def clean_detail(kind: DetailKind, text: str) -> str:
    """A detail as it is stored, whoever says it; empty when the text says nothing of that kind."""
    return _CLEAN.get(kind, _shortened)(one_line(text, 2_000))


def masked(value: str) -> str:
    """Enough to find the cell again, not enough to learn it."""
    value = one_line(value, 200)
    return f"{value[:2]}•••" if len(value) > 3 else "•••"
