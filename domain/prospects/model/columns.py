"""What a column of a file means: known layouts, and the alias table (product.md 5.1, 5.2)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from domain.prospects.model.linkedin import read_profile
from domain.prospects.model.text import fold


class Target(StrEnum):
    """What a column may be read as; a column read as nothing is not stored (obligation 52)."""

    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    JOB_TITLE = "job_title"
    COMPANY = "company"
    DOMAIN = "domain"
    INDUSTRY = "industry"
    LOCATION = "location"
    COUNTRY = "country"
    LANGUAGE = "language"
    SENIORITY = "seniority"
    HEAD_COUNT = "head_count"
    EMAIL = "email"
    LINKEDIN = "linkedin"
    PHONE = "phone"
    OPT_OUT = "opt_out"


# Any of these says who somebody is.
NAMING = frozenset(
    {Target.EMAIL, Target.LINKEDIN, Target.FULL_NAME, Target.FIRST_NAME, Target.LAST_NAME}
)

PHANTOMBUSTER = "phantombuster_sales_navigator"
GENERIC = "generic"

_ALIASES: dict[Target, tuple[str, ...]] = {
    Target.EMAIL: (
        *("email", "e-mail", "mail", "email address", "e-mail address", "adresse e-mail"),
        *("adresse email", "adresse mail", "adresse de messagerie", "courriel", "work email"),
        *("email pro", "e-mail pro", "mail pro", "email professionnel", "e-mail professionnel"),
        *("e-mail 1 - value", "person - email - work", "starryworkemail", "workemails"),
    ),
    Target.FIRST_NAME: (
        *("first name", "prénom", "given name", "firstname", "person - first name"),
    ),
    Target.LAST_NAME: (
        *("last name", "lastname", "nom de famille", "family name", "surname"),
        "person - last name",
    ),
    Target.FULL_NAME: (
        *("name", "full name", "nom complet", "nom prénom", "prénom nom", "nom et prénom"),
        *("person - name", "personne - nom", "fullname", "contact"),
    ),
    Target.JOB_TITLE: (
        *("job title", "position", "poste", "fonction", "intitulé de poste", "intitulé du poste"),
        *("headline", "occupation", "organization title", "job", "person - title", "title"),
    ),
    Target.COMPANY: (
        *("company", "company name", "société", "entreprise", "organisation", "organization"),
        *("organization name", "account name", "associated company", "person - organization"),
        *("raison sociale", "nom de l'entreprise", "nom entreprise"),
    ),
    Target.DOMAIN: (
        *("website", "site web", "site internet", "site", "domain", "domaine", "company domain"),
        *("company domain name", "web page", "company website"),
    ),
    Target.INDUSTRY: ("industry", "secteur", "secteur d'activité", "activité"),
    Target.LOCATION: ("location", "ville", "city", "localisation", "lieu"),
    Target.COUNTRY: ("country", "pays", "country/region"),
    Target.LANGUAGE: ("language", "langue"),
    Target.SENIORITY: ("seniority", "niveau hiérarchique", "job level"),
    Target.HEAD_COUNT: (
        *("employees", "# employees", "effectif", "effectifs", "nombre de salariés"),
        *("nb employees", "employee count", "staff count", "taille", "nombre d'employés"),
    ),
    Target.LINKEDIN: (
        *("linkedin", "linkedin url", "person linkedin url", "linkedinprofileurl"),
        *("defaultprofileurl", "profil linkedin", "lien linkedin", "inviteeprofileurl"),
        *("linkedin profile", "profile url", "linkedin profile url", "url linkedin"),
    ),
    Target.PHONE: (
        *("phone", "téléphone", "tel", "tél", "work direct phone", "mobile", "portable", "gsm"),
        *("phone 1 - value", "person - phone - mobile", "person - phone - work", "mobile phone"),
        *("téléphone (bureau)", "tél. mobile", "phone number", "numéro de téléphone"),
        *("téléphone mobile", "téléphone fixe", "ligne directe"),
    ),
    Target.OPT_OUT: (
        *("do not call", "email opt out", "unsubscribed", "désinscrit", "marketing status"),
        *("person - marketing status", "ne pas contacter", "opposition", "isunsubscribed"),
        *("désabonné", "opt out", "optout", "opposé"),
    ),
}


def _plain(name: str) -> str:
    return fold(name).replace(" ", "")


_KNOWN: dict[str, Target] = {
    _plain(alias): target for target, aliases in _ALIASES.items() for alias in aliases
}
# Read by their surroundings, below.
_NOM, _URL, _TITLE = "nom", "url", "title"

_PHANTOMBUSTER: dict[str, Target] = {
    "firstname": Target.FIRST_NAME,
    "lastname": Target.LAST_NAME,
    "fullname": Target.FULL_NAME,
    "companyname": Target.COMPANY,
    "title": Target.JOB_TITLE,
    "industry": Target.INDUSTRY,
    "location": Target.LOCATION,
    "regularcompanyurl": Target.DOMAIN,
    "defaultprofileurl": Target.LINKEDIN,
    "linkedinprofileurl": Target.LINKEDIN,
    "profileurl": Target.LINKEDIN,
    "vmid": Target.LINKEDIN,
}
_PHANTOMBUSTER_SIGNS = frozenset({"profileurl", "vmid", "companyid", "defaultprofileurl"})


def count_known(cells: Iterable[str]) -> int:
    """How many cells read like headers."""
    names = {_plain(cell) for cell in cells if len(cell) <= 100}
    return len(names & (set(_KNOWN) | {_NOM, _URL} | set(_PHANTOMBUSTER)))


def recognise(header: Sequence[str]) -> str:
    names = {_plain(name) for name in header}
    return PHANTOMBUSTER if names >= _PHANTOMBUSTER_SIGNS else GENERIC


def propose(
    layout: str, header: Sequence[str], sample: Sequence[Sequence[str]]
) -> tuple[Target | None, ...]:
    """What each column most likely means; None for those nothing is known of."""
    names = [_plain(name) for name in header]
    if layout == PHANTOMBUSTER:
        return tuple(_PHANTOMBUSTER.get(name) for name in names)
    found = [_KNOWN.get(name) for name in names]
    for position, name in enumerate(names):
        if name == _NOM:
            found[position] = Target.LAST_NAME if Target.FIRST_NAME in found else Target.FULL_NAME
        elif name == _URL:
            values = [row[position] for row in sample if row[position].strip()]
            people = [value for value in values if read_profile(value) is not None]
            found[position] = Target.LINKEDIN if people else Target.DOMAIN
        elif name == _TITLE and found.count(Target.JOB_TITLE) > 1:
            found[position] = None  # beside a job title it is a civility (Outlook)
    return tuple(found)
