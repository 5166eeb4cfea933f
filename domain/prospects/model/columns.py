"""What a column of a file means when only its name tells: the alias table (product.md 5.2)."""

from collections.abc import Sequence
from enum import StrEnum

from domain.prospects.model.linkedin import read_profile
from domain.prospects.model.text import fold


class Target(StrEnum):
    """What a column may be read as; a column read as nothing is not stored (obligation 52).

    OPT_OUT and NO_CALL only ever feed the suppression list (Q10). GROUP is the Google label of
    auto-collected contacts, DISTRIBUTION the register's word on whether a firm's entry may be used:
    what says no stays out.
    """

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
    COMPANY_LINKEDIN = "company_linkedin"
    SIREN = "siren"
    SIRET = "siret"
    NAF = "naf"
    OPT_OUT = "opt_out"
    NO_CALL = "no_call"
    GROUP = "group"
    DISTRIBUTION = "distribution"


# Any of these says who somebody is, or which firm.
NAMING = frozenset(
    {
        *(Target.EMAIL, Target.LINKEDIN, Target.FULL_NAME, Target.FIRST_NAME, Target.LAST_NAME),
        *(Target.COMPANY, Target.DOMAIN, Target.SIREN, Target.SIRET, Target.COMPANY_LINKEDIN),
    }
)

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
        "number of employees",
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
    Target.COMPANY_LINKEDIN: (
        *("company linkedin url", "company linkedin", "linkedin entreprise", "companypageurl"),
        *("linkedin company url", "linkedin company page"),
    ),
    Target.SIREN: ("siren", "n° siren", "numéro siren", "no siren"),
    Target.SIRET: ("siret", "n° siret", "numéro siret", "no siret", "siret siège"),
    Target.NAF: ("naf", "ape", "code naf", "code ape", "naf5 code"),
    Target.NO_CALL: ("do not call", "ne pas appeler", "bloctel"),
    Target.OPT_OUT: (
        *("email opt out", "unsubscribed", "désinscrit", "marketing status"),
        *("person - marketing status", "ne pas contacter", "opposition", "isunsubscribed"),
        *("désabonné", "opt out", "optout", "opposé", "has opted out of email"),
        *("unsubscribed from all email", "statut opposition", "suppression status"),
    ),
}


def plain(name: str) -> str:
    """A column name without case, accents, spaces and punctuation."""
    return fold(name).replace(" ", "")


_KNOWN: dict[str, Target] = {
    plain(alias): target for target, aliases in _ALIASES.items() for alias in aliases
}
# Read by their surroundings, below.
_NOM, _URL, _TITLE = "nom", "url", "title"
KNOWN_NAMES = frozenset({*_KNOWN, _NOM, _URL})


def by_alias(header: Sequence[str], sample: Sequence[Sequence[str]]) -> tuple[Target | None, ...]:
    """What each column most likely means; None for those nothing is known of."""
    names = [plain(name) for name in header]
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
