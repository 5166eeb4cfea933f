"""The tools whose exports are known, how they are told apart and what they write (product.md 5.1).

A form that lists its columns reads no other: their exports hold things nobody needs here
(birthdays, spouses, private addresses).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from domain.prospects.model.columns import KNOWN_NAMES, Target, by_alias, plain
from domain.prospects.model.sensitive import sensitive_column

GENERIC = "generic"
VCARD = "vcard"
LINKEDIN_CONNECTIONS = "linkedin_connections"

Columns: TypeAlias = Mapping[str, Target]

_FIRST, _LAST, _FULL = Target.FIRST_NAME, Target.LAST_NAME, Target.FULL_NAME
_NAMES: Columns = {"firstname": _FIRST, "lastname": _LAST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One kind of file: recognised when it has `signs`, and one of `any_of` where there are such.

    `closed`: columns that are not listed are not read; otherwise their names decide.
    """

    code: str
    signs: frozenset[str]
    any_of: frozenset[str] = frozenset()
    columns: Columns = field(default_factory=dict)
    patterns: tuple[tuple[str, Target], ...] = ()
    closed: bool = True

    def fits(self, names: frozenset[str]) -> bool:
        return self.signs <= names and (not self.any_of or bool(self.any_of & names))

    def read(self, header: Sequence[str], sample: Sequence[Sequence[str]]) -> list[Target | None]:
        guessed: Sequence[Target | None] = (None,) * len(header)
        if not self.closed:
            guessed = by_alias(header, sample)
        return [
            self._named(plain(name)) or other for name, other in zip(header, guessed, strict=True)
        ]

    def _named(self, name: str) -> Target | None:
        for pattern, target in self.patterns:
            if re.fullmatch(pattern, name):
                return target
        return self.columns.get(name)


def _signs(*names: str) -> frozenset[str]:
    return frozenset(names)


_APOLLO: Columns = {
    **_NAMES,
    "title": Target.JOB_TITLE,
    "company": Target.COMPANY,
    "companyname": Target.COMPANY,
    "email": Target.EMAIL,
    "seniority": Target.SENIORITY,
    "employees": Target.HEAD_COUNT,
    "industry": Target.INDUSTRY,
    "workdirectphone": Target.PHONE,
    "mobilephone": Target.PHONE,
    "personlinkedinurl": Target.LINKEDIN,
    "website": Target.DOMAIN,
    "companylinkedinurl": Target.COMPANY_LINKEDIN,
    "city": Target.LOCATION,
    "country": Target.COUNTRY,
    "companycountry": Target.COUNTRY,
    "donotcall": Target.NO_CALL,
}
_GOOGLE_PATTERNS = (
    (r"email\d+value", Target.EMAIL),
    (r"phone\d+value", Target.PHONE),
    (r"website\d+value", Target.DOMAIN),
)
_OUTLOOK: Columns = {
    **_NAMES,
    "company": Target.COMPANY,
    "jobtitle": Target.JOB_TITLE,
    "emailaddress": Target.EMAIL,
    "email2address": Target.EMAIL,
    "email3address": Target.EMAIL,
    "businessphone": Target.PHONE,
    "businessphone2": Target.PHONE,
    "mobilephone": Target.PHONE,
    "businesscity": Target.LOCATION,
    "businesscountry": Target.COUNTRY,
    "businesscountryregion": Target.COUNTRY,
    "webpage": Target.DOMAIN,
}
_PIPEDRIVE: Columns = {
    "personname": _FULL,
    "personnenom": _FULL,
    "personfirstname": _FIRST,
    "personneprenom": _FIRST,
    "personlastname": _LAST,
    "personnenomdefamille": _LAST,
    "persontitle": Target.JOB_TITLE,
    "personjobtitle": Target.JOB_TITLE,
    "personnetitre": Target.JOB_TITLE,
    "personnefonction": Target.JOB_TITLE,
    "personorganization": Target.COMPANY,
    "personneorganisation": Target.COMPANY,
    "organizationname": Target.COMPANY,
    "organisationnom": Target.COMPANY,
    "personemail": Target.EMAIL,
    "personemailwork": Target.EMAIL,
    "personneemail": Target.EMAIL,
    "personneemailtravail": Target.EMAIL,
    "personneemailbureau": Target.EMAIL,
    "personphone": Target.PHONE,
    "personphonework": Target.PHONE,
    "personphonemobile": Target.PHONE,
    "personnetelephone": Target.PHONE,
    "personnetelephonetravail": Target.PHONE,
    "personnetelephonebureau": Target.PHONE,
    "personnetelephonemobile": Target.PHONE,
    "personmarketingstatus": Target.OPT_OUT,
    "personnestatutmarketing": Target.OPT_OUT,
}

# The most telling first. The last ones are told by few names.
FORMS: tuple[Form, ...] = (
    Form(
        code="phantombuster_sales_navigator",
        signs=_signs("profileurl", "vmid", "companyid", "defaultprofileurl"),
        columns={
            **_NAMES,
            "fullname": _FULL,
            "companyname": Target.COMPANY,
            "title": Target.JOB_TITLE,
            "industry": Target.INDUSTRY,
            "location": Target.LOCATION,
            "regularcompanyurl": Target.COMPANY_LINKEDIN,
            "defaultprofileurl": Target.LINKEDIN,
            "linkedinprofileurl": Target.LINKEDIN,
            "profileurl": Target.LINKEDIN,
            "vmid": Target.LINKEDIN,
        },
    ),
    Form(
        code=LINKEDIN_CONNECTIONS,
        signs=_signs("firstname", "lastname", "company", "position", "connectedon"),
        columns={
            **_NAMES,
            "url": Target.LINKEDIN,
            "emailaddress": Target.EMAIL,
            "company": Target.COMPANY,
            "position": Target.JOB_TITLE,
        },
    ),
    Form(
        code="apollo_contacts",
        signs=_signs("personlinkedinurl", "companynameforemails"),
        columns=_APOLLO,
    ),
    Form(
        code="apollo_accounts",
        signs=_signs("companynameforemails", "companylinkedinurl"),
        columns=_APOLLO,
    ),
    Form(
        code="google_contacts",
        signs=_signs("firstname", "lastname", "organizationname", "labels"),
        columns={
            **_NAMES,
            "organizationname": Target.COMPANY,
            "organizationtitle": Target.JOB_TITLE,
            "address1city": Target.LOCATION,
            "address1country": Target.COUNTRY,
            "labels": Target.GROUP,
        },
        patterns=_GOOGLE_PATTERNS,
    ),
    Form(
        code="google_contacts_old",
        signs=_signs("givenname", "familyname", "groupmembership"),
        columns={
            "name": _FULL,
            "givenname": _FIRST,
            "familyname": _LAST,
            "organization1name": Target.COMPANY,
            "organization1title": Target.JOB_TITLE,
            "groupmembership": Target.GROUP,
        },
        patterns=_GOOGLE_PATTERNS,
    ),
    Form(
        code="outlook",
        signs=_signs("firstname", "emailaddress", "businessphone", "jobtitle"),
        columns=_OUTLOOK,
    ),
    Form(
        code="outlook_fr",
        signs=_signs("prenom", "nom", "adressedemessagerie"),
        any_of=_signs("telephonebureau", "telmobile", "rueprofessionnelle", "titre"),
        columns={
            "prenom": _FIRST,
            "nom": _LAST,
            "societe": Target.COMPANY,
            "fonction": Target.JOB_TITLE,
            "adressedemessagerie": Target.EMAIL,
            "adressedemessagerie2": Target.EMAIL,
            "adressedemessagerie3": Target.EMAIL,
            "telephonebureau": Target.PHONE,
            "telephone2bureau": Target.PHONE,
            "telmobile": Target.PHONE,
            "villebureau": Target.LOCATION,
            "ville": Target.LOCATION,
            "paysregionbureau": Target.COUNTRY,
            "pays": Target.COUNTRY,
            "pageweb": Target.DOMAIN,
        },
    ),
    Form(
        code="sirene",
        signs=_signs("siren"),
        any_of=_signs("denominationunitelegale", "activiteprincipaleunitelegale"),
        columns={
            "siren": Target.SIREN,
            "siret": Target.SIRET,
            "denominationunitelegale": Target.COMPANY,
            "denominationusuelleetablissement": Target.COMPANY,
            "activiteprincipaleunitelegale": Target.NAF,
            "activiteprincipaleetablissement": Target.NAF,
            "libellecommuneetablissement": Target.LOCATION,
            "statutdiffusionunitelegale": Target.DISTRIBUTION,
            "statutdiffusionetablissement": Target.DISTRIBUTION,
        },
    ),
    Form(
        code="dropcontact",
        signs=_signs("siren", "naf5code"),
        columns={
            **_NAMES,
            "fullname": _FULL,
            "email": Target.EMAIL,
            "phone": Target.PHONE,
            "mobilephone": Target.PHONE,
            "company": Target.COMPANY,
            "website": Target.DOMAIN,
            "companylinkedin": Target.COMPANY_LINKEDIN,
            "linkedin": Target.LINKEDIN,
            "country": Target.COUNTRY,
            "siren": Target.SIREN,
            "siret": Target.SIRET,
            "siretcity": Target.LOCATION,
            "nbemployees": Target.HEAD_COUNT,
            "employeecount": Target.HEAD_COUNT,
            "naf5code": Target.NAF,
            "industry": Target.INDUSTRY,
            "job": Target.JOB_TITLE,
            "joblevel": Target.SENIORITY,
        },
        # Its columns stand beside the user's own.
        closed=False,
    ),
    Form(
        code="kaspr",
        signs=_signs("starryworkemail"),
        columns={
            **_NAMES,
            "name": _FULL,
            "title": Target.JOB_TITLE,
            "companyname": Target.COMPANY,
            "workemails": Target.EMAIL,
            "starryworkemail": Target.EMAIL,
            "phones": Target.PHONE,
            "starryphone": Target.PHONE,
            "location": Target.LOCATION,
            "linkedinurl": Target.LINKEDIN,
        },
    ),
    Form(
        code="lemlist",
        signs=_signs("email", "firstname", "lastname"),
        any_of=_signs("isunsubscribed", "icebreaker"),
        columns={
            **_NAMES,
            "email": Target.EMAIL,
            "companyname": Target.COMPANY,
            "phone": Target.PHONE,
            "linkedinurl": Target.LINKEDIN,
            "isunsubscribed": Target.OPT_OUT,
        },
    ),
    Form(
        code="waalaxy",
        signs=_signs("inviteeprofileurl"),
        columns={
            **_NAMES,
            "occupation": Target.JOB_TITLE,
            "inviteeprofileurl": Target.LINKEDIN,
        },
    ),
    Form(
        code="pipedrive",
        signs=frozenset(),
        any_of=_signs("personname", "personnenom", "personemail", "personemailwork"),
        columns=_PIPEDRIVE,
    ),
    Form(
        code="hubspot",
        signs=_signs("recordid"),
        columns={"title": Target.JOB_TITLE, "state": Target.LOCATION},
        patterns=((r"unsubscribedfrom\w*", Target.OPT_OUT),),
        closed=False,
    ),
    Form(
        code="salesforce",
        signs=_signs("accountname", "email"),
        any_of=_signs("mailingcity", "leadsource", "emailoptout", "contactowner"),
        columns={
            **_NAMES,
            "name": _FULL,
            "title": Target.JOB_TITLE,
            "accountname": Target.COMPANY,
            "email": Target.EMAIL,
            "phone": Target.PHONE,
            "mobilephone": Target.PHONE,
            "mobile": Target.PHONE,
            "mailingcity": Target.LOCATION,
            "mailingcountry": Target.COUNTRY,
            "emailoptout": Target.OPT_OUT,
            "donotcall": Target.NO_CALL,
        },
    ),
    Form(code="leo_excel", signs=_signs("idleo", "prenom", "nom"), closed=False),
    Form(code="leo_complete", signs=_signs("leoprospectid"), closed=False),
    Form(
        code=VCARD,
        signs=_signs("vcardname", "vcardemail"),
        columns={
            "vcardfirstname": _FIRST,
            "vcardlastname": _LAST,
            "vcardname": _FULL,
            "vcardorganization": Target.COMPANY,
            "vcardtitle": Target.JOB_TITLE,
            "vcardemail": Target.EMAIL,
            "vcardphone": Target.PHONE,
            "vcardlinkedin": Target.LINKEDIN,
            "vcardwebsite": Target.DOMAIN,
            "vcardcity": Target.LOCATION,
            "vcardcountry": Target.COUNTRY,
        },
    ),
    Form(
        code="sending_tool",
        signs=_signs("email", "firstname", "lastname"),
        any_of=_signs("leadid", "qualifiedat", "espname", "customvariables"),
        closed=False,
    ),
)
_BY_CODE = {form.code: form for form in FORMS}
_LISTED = frozenset(name for form in FORMS for name in (*form.columns, *form.signs))


def count_known(cells: Sequence[str]) -> int:
    """How many cells read like headers."""
    names = {plain(cell) for cell in cells if len(cell) <= 100}
    return len(names & (KNOWN_NAMES | _LISTED))


def recognise(header: Sequence[str], sample: Sequence[Sequence[str]] = ()) -> str:
    """The code of the form of this file; GENERIC when no tool is known to write it."""
    names = frozenset(map(plain, header))
    for form in FORMS:
        if form.fits(names):
            return form.code
    if _holds_leads(sample) and any("filter" in name and "match" in name for name in names):
        return "evaboot"
    if {"email", "first_name", "last_name"} <= {name.strip().lower() for name in header}:
        return "sending_tool"
    return GENERIC


def _holds_leads(sample: Sequence[Sequence[str]]) -> bool:
    return any("linkedin.com/sales/lead/" in cell for row in sample for cell in row)


def propose(
    code: str, header: Sequence[str], sample: Sequence[Sequence[str]]
) -> tuple[Target | None, ...]:
    """What each column most likely means. One of a special category is never proposed (O-52)."""
    form = _BY_CODE.get(code)
    found = form.read(header, sample) if form else by_alias(header, sample)
    return tuple(
        None if sensitive_column(name) else target
        for name, target in zip(header, found, strict=True)
    )


_APOLLO_HEADER = (
    *("First Name", "Last Name", "Title", "Company Name", "Company Name for Emails", "Email"),
    *("Email Status", "Primary Email Source", "Primary Email Verification Source"),
    *("Email Confidence", "Primary Email Catch-all Status", "Primary Email Last Verified At"),
    *("Seniority", "Departments", "Sub Departments", "Contact Owner", "Work Direct Phone"),
    *("Home Phone", "Mobile Phone", "Corporate Phone", "Other Phone", "Do Not Call", "Stage"),
    *("Lists", "Last Contacted", "Account Owner", "# Employees", "Industry", "Keywords"),
    *("Person Linkedin Url", "Website", "Company Linkedin Url", "Facebook Url", "Twitter Url"),
    *("City", "State", "Country", "Company Address", "Company City", "Company State"),
    *("Company Country", "Company Phone"),
)
_LEAST_REPEATED = 3


def repaired_header(cells: Sequence[str]) -> tuple[list[str], bool]:
    """Apollo files whose first names are overwritten by one repeated label get them back by
    position (Q3); any other header is left alone.
    """
    names = list(cells)
    repeated = names[0] if names else ""
    run = next((at for at, name in enumerate(names) if name != repeated), len(names))
    rest = names[run : len(_APOLLO_HEADER)]
    if run < _LEAST_REPEATED or len(rest) < _LEAST_REPEATED:
        return names, False
    if [plain(name) for name in rest] != [
        plain(name) for name in _APOLLO_HEADER[run:][: len(rest)]
    ]:
        return names, False
    return [*_APOLLO_HEADER[:run], *names[run:]], True
