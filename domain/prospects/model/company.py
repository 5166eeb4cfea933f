"""A firm, known by its register number, its pages or its name (product.md "Entreprise")."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.prospects.model.contact_points import PointKind, is_webmail
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Change, Detail, Prospect, put_back, tell
from domain.prospects.model.text import fold
from domain.shared.email_address import EmailAddress
from domain.shared.ids import CompanyId, ImportId, WorkspaceId

COMPANY_KINDS = (
    *(DetailKind.COMPANY, DetailKind.DOMAIN, DetailKind.COMPANY_LINKEDIN, DetailKind.SIREN),
    *(DetailKind.SIRET, DetailKind.NAF, DetailKind.INDUSTRY, DetailKind.HEAD_COUNT),
    *(DetailKind.LOCATION, DetailKind.COUNTRY),
)
# On a person's card these are about the person.
_OWN = frozenset({DetailKind.LOCATION, DetailKind.COUNTRY})
# The strongest first: of two firms that both have one, it decides.
_DECIDING = (DetailKind.SIREN, DetailKind.COMPANY_LINKEDIN, DetailKind.DOMAIN)
_MOST_IMPORTS = 50
_LEGAL_FORMS = frozenset(
    {
        *("sa", "sas", "sasu", "sarl", "eurl", "snc", "sci", "scop", "selarl", "gmbh", "ag"),
        *("ltd", "limited", "inc", "llc", "plc", "bv", "nv", "srl", "spa", "corp"),
    }
)
# Pages of many firms: the host says nothing about which.
_SHARED_HOSTS = frozenset(
    {
        *("facebook.com", "instagram.com", "twitter.com", "x.com", "youtube.com", "linktr.ee"),
        *("sites.google.com", "google.com", "pagesjaunes.fr", "tiktok.com", "bit.ly"),
    }
)


def name_key(name: str) -> str:
    """A firm's name without case, accents, punctuation and legal form."""
    words = fold(name).split()
    bare = [word for word in words if word not in _LEGAL_FORMS]
    return " ".join(bare or words)


def is_own_host(host: str) -> bool:
    """Whether a host belongs to one firm."""
    return bool(host) and host not in _SHARED_HOSTS and not is_webmail(host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """What somebody or something says about a firm. `hosts` are those of business addresses: they
    tell which known firm is meant, and never that it is another one.
    """

    details: Mapping[DetailKind, Detail]
    hosts: frozenset[str] = frozenset()

    @classmethod
    def of_person(cls, prospect: Prospect) -> "Firm":
        """The firm a card speaks of."""
        details = {
            kind: one
            for kind, one in prospect.details.items()
            if kind in COMPANY_KINDS and kind not in _OWN
        }
        hosts = (
            EmailAddress(one.value).domain
            for one in prospect.points
            if one.kind is PointKind.EMAIL and one.professional
        )
        return cls(details=details, hosts=frozenset(filter(is_own_host, hosts)))

    @property
    def keys(self) -> list[str]:
        return [*keys_of(self.details), *(f"domain:{host}" for host in sorted(self.hosts))]

    @property
    def is_named(self) -> bool:
        return bool(keys_of(self.details))


def keys_of(details: Mapping[DetailKind, Detail]) -> list[str]:
    """What a firm may be recognised by, the strongest first."""
    found = [(kind.value, _value(details, kind)) for kind in _DECIDING]
    known = DetailKind.COMPANY in details
    found.append(("name", name_key(details[DetailKind.COMPANY].value) if known else ""))
    return [f"{kind}:{value}" for kind, value in found if value]


def _value(details: Mapping[DetailKind, Detail], kind: DetailKind) -> str:
    value = details[kind].value if kind in details else ""
    return "" if kind is DetailKind.DOMAIN and not is_own_host(value) else value


@dataclass(slots=True, kw_only=True)
class Company:
    """One firm of a workspace; every value has a source and a date.

    `stands_alone`: a file or a member brought it in for itself; otherwise only people's cards
    speak of it, and it goes when the last of them has gone.
    """

    id: CompanyId
    workspace_id: WorkspaceId
    added_at: datetime
    details: dict[DetailKind, Detail] = field(default_factory=dict)
    stands_alone: bool = False
    import_ids: list[ImportId] = field(default_factory=list)
    version: int = 0

    @classmethod
    def discover(
        cls, company_id: CompanyId, workspace_id: WorkspaceId, firm: Firm, *, at: datetime
    ) -> "Company":
        made = cls(id=company_id, workspace_id=workspace_id, added_at=at)
        made.fill(firm)
        return made

    def detail(self, kind: DetailKind) -> str:
        known = self.details.get(kind)
        return known.value if known else ""

    @property
    def name(self) -> str:
        return self.detail(DetailKind.COMPANY) or self.detail(DetailKind.DOMAIN)

    @property
    def identity(self) -> str:
        """Only one firm of the workspace may have it."""
        keys = keys_of(self.details)
        return keys[0] if keys else f"none:{self.id}"

    def is_meant_by(self, firm: Firm) -> bool:
        """Whether this is the firm: the strongest thing known of both decides."""
        for kind in _DECIDING:
            mine, theirs = _value(self.details, kind), _value(firm.details, kind)
            if mine and theirs:
                return mine == theirs
        if _value(self.details, DetailKind.DOMAIN) in firm.hosts:
            return True
        mine, theirs = self.detail(DetailKind.COMPANY), ""
        if DetailKind.COMPANY in firm.details:
            theirs = firm.details[DetailKind.COMPANY].value
        return bool(mine and theirs) and name_key(mine) == name_key(theirs)

    def fill(self, firm: Firm) -> bool:
        """Take over what is not known yet; what people's cards say never replaces anything."""
        new = {kind: one for kind, one in firm.details.items() if kind not in self.details}
        self.details |= new
        return bool(new)

    def absorb(self, firm: Firm, import_id: ImportId) -> list[Change]:
        """Take over what a file says about the firm itself, by the rules of a card."""
        self.stands_alone = True
        changes = [tell(self.details, kind, said) for kind, said in firm.details.items()]
        if import_id not in self.import_ids:
            self.import_ids = [*self.import_ids, import_id][-_MOST_IMPORTS:]
        return [one for one in changes if one is not None]

    def withdraw(self, import_id: ImportId, changes: Iterable[Change]) -> None:
        """Put back what one import changed, where it did not change again since."""
        for change in reversed(list(changes)):
            put_back(self.details, change)
        self.import_ids = [one for one in self.import_ids if one != import_id]

    def stems_from(self, import_id: ImportId) -> bool:
        """Whether nothing but this import ever said anything about it."""
        said = (one.import_id == import_id and not one.locked for one in self.details.values())
        return self.import_ids == [import_id] and all(said)


class CompanyBook:
    """Firms at hand, found by what is said about them."""

    def __init__(self, companies: Iterable[Company] = ()) -> None:
        self._by_key: dict[str, dict[CompanyId, Company]] = {}
        for one in companies:
            self.keep(one)

    def meet(self, companies: Iterable[Company]) -> None:
        """Those that are not at hand already."""
        held = {company_id for found in self._by_key.values() for company_id in found}
        for one in companies:
            if one.id not in held:
                self.keep(one)

    def keep(self, company: Company) -> None:
        """Also under what it came to be known by since."""
        for key in keys_of(company.details):
            self._by_key.setdefault(key, {})[company.id] = company

    def find(self, firm: Firm) -> Company | None:
        """The firm that is meant; of several the one told by the strongest key, then the oldest."""
        for key in firm.keys:
            for _, company in sorted(self._by_key.get(key, {}).items()):
                if company.is_meant_by(firm):
                    return company
        return None
