"""Who prospects: the identity that every message carries, and who answers for it (obligations 6,
58).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.salesbook.errors import CompanyRefused
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.errors import FieldFault

_COUNTRY = re.compile(r"[A-Z]{2}")
_SIREN_OR_SIRET = re.compile(r"\d{9}|\d{14}")


class LegalKind(StrEnum):
    """A client is a professional: a natural or a legal person (obligation 6)."""

    NATURAL = "natural"
    LEGAL = "legal"


def is_register_number(text: str) -> bool:
    """Nine or fourteen digits are a SIREN or SIRET, with its check digit (Insee); another country's
    number is taken as it is.
    """
    bare = re.sub(r"[\s.]", "", text)
    if not _SIREN_OR_SIRET.fullmatch(bare):
        return len(bare) >= 4
    digits = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(bare))]
    return sum(digit - 9 if digit > 9 else digit for digit in digits) % 10 == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyProfile:
    """Only the name is needed to begin; the meter says what else messages will need."""

    name: str = ""
    legal_name: str = ""
    legal_kind: LegalKind | None = None
    register_number: str = ""
    description: str = ""
    postal_address: str = ""
    rights_email: str = ""
    website: str = ""
    countries: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise CompanyRefused."""
        faults = []
        if not self.name:
            faults.append(FieldFault("/name", "missing"))
        if self.register_number and not is_register_number(self.register_number):
            faults.append(FieldFault("/register_number", "register-number-unknown"))
        if self.rights_email:
            try:
                EmailAddress(self.rights_email)
            except NotAnEmailAddress:
                faults.append(FieldFault("/rights_email", "not-an-email-address"))
        faults += [
            FieldFault(f"/countries/{place}", "unknown-country")
            for place, country in enumerate(self.countries)
            if not _COUNTRY.fullmatch(country)
        ]
        if faults:
            raise CompanyRefused(faults=faults)

    @property
    def has_identity(self) -> bool:
        """Enough to say who writes, who answers for it and where to object."""
        return all(
            (
                *(self.name, self.legal_name, self.legal_kind, self.register_number),
                *(self.postal_address, self.rights_email),
            )
        )
