"""One row of a file → what it says about a person."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.prospects.model.columns import Target
from domain.prospects.model.linkedin import LinkedinProfile, read_company_page, read_profile
from domain.prospects.model.names import split_name, tidy_name
from domain.prospects.model.person import DetailKind
from domain.prospects.model.registry import lost_precision, read_naf, read_siren, read_siret
from domain.prospects.model.sensitive import sensitive_statement
from domain.prospects.model.text import fold, one_line
from domain.shared.email_address import EmailAddress, NotAnEmailAddress

_LIMIT = 200
_YES = frozenset(
    {
        *("1", "x", "oui", "yes", "true", "vrai", "y", "o", "unsubscribed", "desinscrit"),
        *("bounced", "opted out", "oppose", "desabonne", "do not call", "suppressed"),
    }
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_MANY = re.compile(r"\s*(?::::|[;,\s])\s*")
_SEVERAL_PHONES = re.compile(r"\s*(?:[;/|]|:::| ou | or )\s*")
# Groups Google made by itself (product.md 5.1): the user never chose these people.
_AUTOMATIC_GROUP, _OWN_GROUP = "other contacts", "mycontacts"


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is wrong with one cell; the value is masked before it is kept anywhere."""

    column: str
    value: str
    code: str


_FIRM = frozenset(
    {
        *(DetailKind.COMPANY, DetailKind.DOMAIN, DetailKind.COMPANY_LINKEDIN),
        *(DetailKind.SIREN, DetailKind.SIRET),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """`phones` are as written. `notes` do not keep the row out; a row without anybody does, and
    so does `left_out`, which says why.
    """

    details: dict[DetailKind, str]
    emails: tuple[EmailAddress, ...]
    profiles: tuple[LinkedinProfile, ...]
    phones: tuple[tuple[str, str], ...]
    opted_out: bool
    no_calls: bool
    notes: tuple[RowNote, ...]
    is_blank: bool
    left_out: str = ""

    @property
    def names_somebody(self) -> bool:
        named = self.details.get(DetailKind.LAST_NAME) and self.details.get(DetailKind.COMPANY)
        return bool(self.emails or self.profiles or named)

    @property
    def is_firm(self) -> bool:
        """Whether the row is about a firm and nobody in it."""
        names = {DetailKind.FIRST_NAME, DetailKind.LAST_NAME}
        return not (self.emails or self.profiles or names & self.details.keys()) and bool(
            _FIRM & self.details.keys()
        )


def read_row(
    cells: Sequence[str],
    header: Sequence[str],
    mapping: Sequence[Target | None],
    cleared: Collection[str] = (),
) -> PersonRow:
    """Never raises: what cannot be read becomes a note. A cell of a special category is left out
    unless a person cleared its column (obligation 52).
    """
    reading = _Reading(cleared)
    for cell, column, target in zip(cells, header, mapping, strict=False):
        if target is None or not cell:
            continue
        value = one_line(cell, 2_000)
        if value:
            reading.take(target, column, value)
    return reading.finished(is_blank=not any(cell.strip() for cell in cells))


# Statements about a person are looked for here; names and firms would be wrong too often.
_SCREENED = frozenset({Target.JOB_TITLE, Target.SENIORITY, Target.LOCATION, Target.LANGUAGE})


class _Reading:
    """One row in the making; of several columns with one meaning the first that says it counts."""

    def __init__(self, cleared: Collection[str]) -> None:
        self.cleared = cleared
        self.details: dict[DetailKind, str] = {}
        self.emails: list[EmailAddress] = []
        self.profiles: list[LinkedinProfile] = []
        self.phones: list[tuple[str, str]] = []
        self.notes: list[RowNote] = []
        self.full_name = ""
        self.opted_out = False
        self.no_calls = False
        self.left_out = ""

    def take(self, target: Target, column: str, value: str) -> None:
        special = _SPECIAL.get(target)
        if special is not None:
            special(self, column, value)
            return
        value = value.split(":::", 1)[0].strip()
        if target in _SCREENED and column not in self.cleared:
            category = sensitive_statement(value)
            if category:
                self.notes.append(RowNote(column, "", f"sensitive-{category}"))
                return
        kind = DetailKind(target.value)
        cleaned = clean_detail(kind, value)
        if cleaned:
            self.details.setdefault(kind, cleaned)

    def full(self, _column: str, value: str) -> None:
        self.full_name = self.full_name or value.split(":::", 1)[0].strip()

    def first_name(self, column: str, value: str) -> None:
        if "@" in value:  # Google: a first name may be an address
            self.email(column, value)
            return
        self.details.setdefault(DetailKind.FIRST_NAME, tidy_name(value.split(":::", 1)[0]))

    def email(self, column: str, value: str) -> None:
        for one in _addresses_in(value)[:5]:
            try:
                self.emails.append(EmailAddress(one.strip("<>'\"")))
            except NotAnEmailAddress:
                self.notes.append(RowNote(column, one, "not-an-email-address"))

    def profile(self, column: str, value: str) -> None:
        for one in _listed(value) or [value]:
            profile = read_profile(one)
            if profile is not None:
                self.profiles.append(profile)
            else:
                self.notes.append(RowNote(column, one, "not-a-linkedin-profile"))

    def phone(self, column: str, value: str) -> None:
        if lost_precision(value):
            self.notes.append(RowNote(column, value, "precision-lost"))
            return
        for one in (_listed(value) or _SEVERAL_PHONES.split(value))[:5]:
            self.phones.append((column, one[:100]))

    def company_page(self, _column: str, value: str) -> None:
        page = read_company_page(value)
        if page:
            self.details.setdefault(DetailKind.COMPANY_LINKEDIN, page)
        elif domain_of(value):  # PhantomBuster's column may hold a website
            self.details.setdefault(DetailKind.DOMAIN, domain_of(value))

    def siren(self, column: str, value: str) -> None:
        self._number(DetailKind.SIREN, column, value, read_siren(value))

    def siret(self, column: str, value: str) -> None:
        number = read_siret(value)
        self._number(DetailKind.SIRET, column, value, number)
        if number:
            self.details.setdefault(DetailKind.SIREN, number[:9])

    def _number(self, kind: DetailKind, column: str, value: str, number: str) -> None:
        if number:
            self.details.setdefault(kind, number)
        else:
            lost = "precision-lost" if lost_precision(value) else "not-a-register-number"
            self.notes.append(RowNote(column, value, lost))

    def opt_out(self, _column: str, value: str) -> None:
        self.opted_out = self.opted_out or fold(value) in _YES

    def no_call(self, _column: str, value: str) -> None:
        self.no_calls = self.no_calls or fold(value) in _YES

    def group(self, _column: str, value: str) -> None:
        groups = fold(value)
        if _AUTOMATIC_GROUP in groups and _OWN_GROUP not in groups:
            self.left_out = "auto-collected-contact"

    def distribution(self, _column: str, value: str) -> None:
        if fold(value) in {"n", "p", "non diffusible", "partiellement diffusible"}:
            self.left_out = "not-distributed"

    def finished(self, *, is_blank: bool) -> PersonRow:
        if self.full_name and not self.details.get(DetailKind.LAST_NAME):
            name = split_name(self.full_name)
            self.details.setdefault(DetailKind.FIRST_NAME, name.first)
            self.details[DetailKind.LAST_NAME] = name.last
        return PersonRow(
            details={kind: value for kind, value in self.details.items() if value},
            emails=tuple(dict.fromkeys(self.emails)),
            profiles=tuple(dict.fromkeys(self.profiles)),
            phones=tuple(dict.fromkeys(self.phones)),
            opted_out=self.opted_out,
            no_calls=self.no_calls,
            notes=tuple(self.notes),
            is_blank=is_blank,
            left_out=self.left_out,
        )


_SPECIAL = {
    Target.EMAIL: _Reading.email,
    Target.LINKEDIN: _Reading.profile,
    Target.PHONE: _Reading.phone,
    Target.FULL_NAME: _Reading.full,
    Target.FIRST_NAME: _Reading.first_name,
    Target.COMPANY_LINKEDIN: _Reading.company_page,
    Target.SIREN: _Reading.siren,
    Target.SIRET: _Reading.siret,
    Target.OPT_OUT: _Reading.opt_out,
    Target.NO_CALL: _Reading.no_call,
    Target.GROUP: _Reading.group,
    Target.DISTRIBUTION: _Reading.distribution,
}


def _listed(value: str) -> list[str]:
    """The texts of a JSON list in a cell (Kaspr); none when the cell is no such list."""
    if not value.startswith("["):
        return []
    try:
        parsed = json.loads(value)
    except (ValueError, RecursionError):
        return []
    return [one for one in parsed if isinstance(one, str)] if isinstance(parsed, list) else []


def _addresses_in(value: str) -> list[str]:
    """Several addresses in one cell; of a Dropcontact list only professional ones count."""
    if value.startswith(("[", "{")):
        try:
            parsed = json.loads(value)
        except (ValueError, RecursionError):
            return _MANY.split(value)
        found = parsed if isinstance(parsed, list) else [parsed]
        return [
            *(one for one in found if isinstance(one, str)),
            *(
                str(one.get("email", ""))
                for one in found
                if isinstance(one, dict) and _is_usable(str(one.get("qualification", "")))
            ),
        ]
    return _MANY.split(value)


def _is_usable(qualification: str) -> bool:
    return qualification.startswith("nominative") and "@pro" in qualification


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
    DetailKind.COMPANY_LINKEDIN: read_company_page,
    DetailKind.SIREN: read_siren,
    DetailKind.SIRET: read_siret,
    DetailKind.NAF: read_naf,
}


def clean_detail(kind: DetailKind, text: str) -> str:
    """A detail as it is stored, whoever says it; empty when the text says nothing of that kind."""
    return _CLEAN.get(kind, _shortened)(one_line(text, 2_000))


def masked(value: str) -> str:
    """Enough to find the cell again, not enough to learn it."""
    value = one_line(value, 200)
    return f"{value[:2]}•••" if len(value) > 3 else "•••"
