"""What a file, a form or a provider says about somebody, before it is anybody's prospect."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.prospects.model.linkedin import LinkedinProfile
from domain.shared.email_address import EmailAddress


class DetailKind(StrEnum):
    """The closed list of what is kept about a person; nothing else is stored (obligation 52)."""

    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    JOB_TITLE = "job_title"
    COMPANY = "company"
    DOMAIN = "domain"
    INDUSTRY = "industry"
    LOCATION = "location"
    COUNTRY = "country"
    LANGUAGE = "language"
    SENIORITY = "seniority"
    HEAD_COUNT = "head_count"
    COMPANY_LINKEDIN = "company_linkedin"
    SIREN = "siren"
    SIRET = "siret"
    NAF = "naf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Blank details are left out. Phones are E.164."""

    details: Mapping[DetailKind, str] = field(default_factory=dict)
    emails: tuple[EmailAddress, ...] = ()
    profiles: tuple[LinkedinProfile, ...] = ()
    phones: tuple[str, ...] = ()
