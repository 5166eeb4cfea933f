"""Who prospects: the identity that every message carries (obligation 58)."""

import re
from dataclasses import dataclass

from domain.salesbook.errors import CompanyRefused
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.errors import FieldFault

_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyProfile:
    """Only the name is needed to begin; the meter says what else messages will need."""

    name: str = ""
    legal_name: str = ""
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
        """Enough to say who writes and where to object."""
        return all((self.name, self.legal_name, self.postal_address, self.rights_email))
