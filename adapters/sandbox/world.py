"""The people of the sandbox: some 120 fictional professionals, the same for the same seed.

Every domain ends in `.example` (RFC 2606). Whoever is written to and is not among them behaves
too: what a stranger does is drawn from a hash of the address, so imported files come alive.
"""

import base64
import hashlib
import hmac
import random
import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Manner(StrEnum):
    """What a person does with a message from somebody unknown."""

    INTERESTED = "interested"
    NOT_NOW = "not_now"
    NOT_INTERESTED = "not_interested"
    OBJECTION = "objection"
    OUT_OF_OFFICE = "out_of_office"
    WRONG_PERSON = "wrong_person"
    REFERRAL = "referral"
    BOUNCE = "bounce"
    SILENT = "silent"


class EmailStatus(StrEnum):
    """vendors/fullenrich.md 2.4; NOT_FOUND is ours."""

    DELIVERABLE = "DELIVERABLE"
    HIGH_PROBABILITY = "HIGH_PROBABILITY"
    CATCH_ALL = "CATCH_ALL"
    INVALID = "INVALID"
    INVALID_DOMAIN = "INVALID_DOMAIN"
    NOT_FOUND = "NOT_FOUND"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    name: str
    domain: str
    industry: str
    city: str
    country: str
    head_count: int
    linkedin_id: str

    @property
    def slug(self) -> str:
        return plain(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`answers_after` is the number of messages it takes; `objects_by_link` says how."""

    key: str
    first_name: str
    last_name: str
    title: str
    seniority: str
    company: Company
    language: str
    slug: str
    member_number: int
    email: str
    email_status: EmailStatus
    phone: str | None
    manner: Manner
    answers_after: int
    objects_by_link: bool
    accepts_invitation: bool
    answers_on_linkedin: bool
    headline: str
    summary: str
    years_in_role: int
    is_premium: bool = False
    colleague: str = ""
    in_world: bool = True

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def location(self) -> str:
        return f"{self.company.city}, {COUNTRIES[self.company.country]}"


COUNTRIES = {
    "FR": "France",
    "BE": "Belgique",
    "CH": "Suisse",
    "LU": "Luxembourg",
    "DE": "Germany",
    "ES": "Spain",
    "IT": "Italy",
    "NL": "Netherlands",
    "IE": "Ireland",
    "PT": "Portugal",
}
_FRENCH_SPEAKING = frozenset({"FR", "BE", "CH", "LU"})

# name, industry, city, country, head count
_COMPANIES: tuple[tuple[str, str, str, str, int], ...] = (
    ("Ateliers du Morvan", "Fabrication de meubles", "Dijon", "FR", 140),
    ("Brise Marine Logistique", "Transport et logistique", "Nantes", "FR", 320),
    ("Cap Vercors", "Services informatiques", "Grenoble", "FR", 85),
    ("Céramiques Lautier", "Matériaux de construction", "Limoges", "FR", 210),
    ("Domaine des Trois Ormes", "Vins et spiritueux", "Bordeaux", "FR", 60),
    ("Éditions Pervenche", "Édition", "Paris", "FR", 45),
    ("Ferronnerie Kervella", "Métallurgie", "Brest", "FR", 95),
    ("Galerne Énergie", "Énergies renouvelables", "La Rochelle", "FR", 180),
    ("Hexaline Conseil", "Conseil en management", "Lyon", "FR", 70),
    ("Imprimerie Saulnier", "Imprimerie", "Angers", "FR", 55),
    ("Jardins de Cassiopée", "Paysage et espaces verts", "Toulouse", "FR", 130),
    ("Kaolin Studio", "Agences de communication", "Paris", "FR", 38),
    ("Laboratoires Orvane", "Cosmétiques", "Lille", "FR", 260),
    ("Mécanique Delorme", "Équipements industriels", "Saint-Étienne", "FR", 175),
    ("Nacelle Formation", "Formation professionnelle", "Rennes", "FR", 48),
    ("Opaline Distribution", "Commerce de gros", "Marseille", "FR", 410),
    ("Pixelière", "Édition de logiciels", "Montpellier", "FR", 62),
    ("Quartz Immobilier", "Immobilier d'entreprise", "Nice", "FR", 90),
    ("Rivoire Transports", "Transport routier", "Clermont-Ferrand", "FR", 230),
    ("Sillage Assurances", "Assurance", "Niort", "FR", 350),
    ("Tisserands du Nord", "Textile", "Roubaix", "FR", 155),
    ("Union Pastel", "Arts graphiques", "Albi", "FR", 33),
    ("Voltaire Restauration", "Restauration collective", "Orléans", "FR", 520),
    ("Wagram Sécurité", "Sécurité et télésurveillance", "Paris", "FR", 270),
    ("Ysalis", "Édition de logiciels", "Sophia Antipolis", "FR", 115),
    ("Zénith Bâtiment", "Construction", "Metz", "FR", 190),
    ("Brabant Interim", "Recrutement", "Bruxelles", "BE", 75),
    ("Meuse Packaging", "Emballage", "Namur", "BE", 145),
    ("Léman Fiduciaire", "Services comptables", "Lausanne", "CH", 58),
    ("Jorat Instruments", "Instruments de mesure", "Genève", "CH", 120),
    ("Ardenne Cloud", "Services informatiques", "Luxembourg", "LU", 82),
    ("Nordlicht Analytik", "Software development", "Hamburg", "DE", 160),
    ("Sonnenfeld Technik", "Industrial machinery", "Stuttgart", "DE", 430),
    ("Olivar Digital", "Marketing services", "Valencia", "ES", 52),
    ("Puerto Claro", "Logistics", "Barcelona", "ES", 210),
    ("Lagune Tessuti", "Textiles", "Milano", "IT", 135),
    ("Duinrand Software", "Software development", "Utrecht", "NL", 98),
    ("Shannon Bridge Partners", "Management consulting", "Dublin", "IE", 44),
    ("Ribeira Data", "Data services", "Porto", "PT", 66),
    ("Clairière Mutuelle", "Assurance", "Tours", "FR", 300),
)

_WOMEN_FR = (
    "Camille", "Élodie", "Anaïs", "Sophie", "Claire", "Hélène", "Inès", "Juliette", "Léa",
    "Maëlle", "Nadia", "Océane", "Pauline", "Sarah", "Valérie", "Zoé", "Aïcha", "Brigitte",
    "Delphine", "Fatou",
)  # fmt: skip
_MEN_FR = (
    "Antoine", "Benoît", "Cédric", "Damien", "Étienne", "François", "Grégoire", "Hugo", "Jérôme",
    "Karim", "Loïc", "Mathieu", "Nicolas", "Olivier", "Jean-Marc", "Quentin", "Rémi", "Sébastien",
    "Thibault", "Yann",
)  # fmt: skip
_LAST_FR = (
    "Abadie", "Beaumanoir", "Carpentier", "Delacourt", "Estève", "Fauvel", "Garrigou", "Hamelin",
    "Issartel", "Jacquemin", "Kerbrat", "Lavigne", "Mercadier", "Noailles", "Orsini", "Pélissier",
    "Quémener", "Rochebrune", "Savary", "Tavernier", "Urbain", "Vasseur", "Weber", "Yvon",
    "Zeller", "Le Goff", "de La Tour", "Ben Salem", "N'Diaye", "Aubert-Roche",
)  # fmt: skip
_WOMEN_EU = ("Anna", "Carmen", "Giulia", "Ingrid", "Niamh", "Lotte", "Marta", "Rita")
_MEN_EU = ("Bram", "Declan", "Jürgen", "Luca", "Pablo", "Stefan", "Tiago", "Ulrich")
_LAST_EU = (
    "Achterberg", "Bellini", "Castellanos", "Dahlmann", "Ferreira", "Gallagher", "Hoekstra",
    "Lindner", "Navarro", "Oliveira", "Rossetti", "Steinmetz",
)  # fmt: skip
# woman, man, seniority
_TITLES_FR = (
    ("Directrice commerciale", "Directeur commercial", "director"),
    ("Responsable marketing", "Responsable marketing", "experienced_manager"),
    ("Directrice générale", "Directeur général", "cxo"),
    ("Responsable des achats", "Responsable des achats", "experienced_manager"),
    ("Directrice des opérations", "Directeur des opérations", "director"),
    ("Responsable informatique", "Responsable informatique", "experienced_manager"),
    ("Directrice des ressources humaines", "Directeur des ressources humaines", "director"),
    ("Cheffe de projet digital", "Chef de projet digital", "senior"),
    ("Présidente", "Président", "owner/partner"),
    ("Responsable développement", "Responsable développement", "experienced_manager"),
    ("Directrice financière", "Directeur financier", "director"),
    ("Responsable relation client", "Responsable relation client", "experienced_manager"),
)
_TITLES_EN = (
    ("Head of Sales", "director"),
    ("Marketing Manager", "experienced_manager"),
    ("Managing Director", "cxo"),
    ("Operations Director", "director"),
    ("VP Business Development", "vice_president"),
    ("IT Manager", "experienced_manager"),
)
_SUMMARIES_FR = (
    "Nous recrutons actuellement pour renforcer l'équipe commerciale.",
    "Ouverture d'un nouveau site prévue cette année.",
    "Je pilote la modernisation de nos outils internes.",
    "Nous lançons une nouvelle gamme pour les professionnels.",
    "Notre priorité du moment : structurer la relation client.",
    "",
)
_SUMMARIES_EN = (
    "We are hiring to grow the sales team.",
    "Opening a new site this year.",
    "Leading the renewal of our internal tools.",
    "Launching a new product line for professionals.",
    "",
)
# Out of 120.
_MANNERS = (
    (Manner.INTERESTED, 26),
    (Manner.NOT_NOW, 15),
    (Manner.NOT_INTERESTED, 16),
    (Manner.OBJECTION, 14),
    (Manner.OUT_OF_OFFICE, 9),
    (Manner.WRONG_PERSON, 6),
    (Manner.REFERRAL, 6),
    (Manner.BOUNCE, 7),
    (Manner.SILENT, 21),
)


def plain(text: str) -> str:
    """`Éditions Pervenche` → `editions-pervenche`."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "")).strip("-")


def draw(*parts: object) -> random.Random:
    """A generator that only depends on what it is given."""
    text = "|".join(str(part) for part in parts)
    return random.Random(hashlib.sha256(text.encode()).digest())


def short_hash(secret: str, *parts: str, length: int = 22) -> str:
    digest = hmac.digest(secret.encode(), "|".join(parts).encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")[:length]


def _companies() -> list[Company]:
    return [
        Company(
            name=name,
            domain=f"{plain(name)}.example",
            industry=industry,
            city=city,
            country=country,
            head_count=head_count,
            linkedin_id=str(1_400_000 + 37 * number),
        )
        for number, (name, industry, city, country, head_count) in enumerate(_COMPANIES)
    ]


def _mailbox(first_name: str, last_name: str) -> str:
    return f"{plain(first_name).replace('-', '')}.{plain(last_name).replace('-', '')}"


def _status_for(manner: Manner, rng: random.Random) -> EmailStatus:
    if manner is Manner.BOUNCE:
        return rng.choice((EmailStatus.INVALID, EmailStatus.HIGH_PROBABILITY))
    return rng.choices(
        (
            EmailStatus.DELIVERABLE,
            EmailStatus.HIGH_PROBABILITY,
            EmailStatus.CATCH_ALL,
            EmailStatus.NOT_FOUND,
        ),
        weights=(66, 12, 8, 14),
    )[0]


def _make_people(seed: int) -> list[Person]:
    rng = draw("people", seed)
    manners = [manner for manner, count in _MANNERS for _ in range(count)]
    rng.shuffle(manners)
    companies = _companies()
    people: list[Person] = []
    taken: set[str] = set()
    for number, manner in enumerate(manners):
        company = companies[number % len(companies)]
        french = company.country in _FRENCH_SPEAKING
        woman = rng.random() < 0.5
        names = (_WOMEN_FR if woman else _MEN_FR) if french else (_WOMEN_EU if woman else _MEN_EU)
        while True:
            first, last = rng.choice(names), rng.choice(_LAST_FR if french else _LAST_EU)
            slug = plain(f"{first} {last}")
            if slug not in taken:
                break
        taken.add(slug)
        if french:
            her, his, seniority = rng.choice(_TITLES_FR)
            title, summary = her if woman else his, rng.choice(_SUMMARIES_FR)
        else:
            (title, seniority), summary = rng.choice(_TITLES_EN), rng.choice(_SUMMARIES_EN)
        people.append(
            Person(
                key=f"person-{number:03d}",
                first_name=first,
                last_name=last,
                title=title,
                seniority=seniority,
                company=company,
                language="fr" if french else "en",
                slug=slug,
                member_number=70_000_000 + 611 * number,
                email=f"{_mailbox(first, last)}@{company.domain}",
                email_status=_status_for(manner, rng),
                phone=f"+33 6 39 98 {number // 100:02d} {number % 100:02d}"
                if rng.random() < 0.35
                else None,
                manner=manner,
                answers_after=2 if rng.random() < 0.2 else 1,
                objects_by_link=rng.random() < 0.45,
                accepts_invitation=rng.random() < (0.2 if manner is Manner.SILENT else 0.55),
                answers_on_linkedin=rng.random() < 0.7,
                headline=f"{title} {'chez' if french else 'at'} {company.name}",
                summary=summary,
                years_in_role=rng.randint(0, 9),
                is_premium=rng.random() < 0.3,
            )
        )
    return [_with_colleague(person, people) for person in people]


def _with_colleague(person: Person, people: list[Person]) -> Person:
    same = [
        other
        for other in people
        if other.company.domain == person.company.domain and other.key != person.key
    ]
    if not same:
        return person
    return replace(person, colleague=same[0].key)


@dataclass(slots=True, kw_only=True)
class World:
    """Who is known by what. Strangers are made on sight and never stored: the hash remembers."""

    seed: int
    people: dict[str, Person] = field(default_factory=dict)
    _by_email: dict[str, Person] = field(default_factory=dict)
    _by_slug: dict[str, Person] = field(default_factory=dict)
    _by_lead_id: dict[str, Person] = field(default_factory=dict)

    def by_key(self, key: str) -> Person:
        """Also of a stranger: its key tells how it was made."""
        found = self.people.get(key)
        if found is not None:
            return found
        kind, _, rest = key.partition(":")
        return self._stranger_with_address(rest) if kind == "mail" else self._stranger_named(rest)

    def by_email(self, address: str) -> Person:
        address = address.strip().lower()
        return self._by_email.get(address) or self._stranger_with_address(address)

    def by_slug(self, slug: str) -> Person | None:
        """None for slugs that say so (`introuvable…`, `notfound…`)."""
        slug = slug.strip().strip("/").lower()
        if slug in self._by_slug:
            return self._by_slug[slug]
        if slug.startswith(("introuvable", "notfound")):
            return None
        return self._stranger_named(slug)

    def by_lead_id(self, lead_id: str) -> Person | None:
        """The Sales Navigator ids printed in the exported files."""
        return self._by_lead_id.get(lead_id)

    def lead_id(self, person: Person) -> str:
        return "ACwAA" + short_hash(f"lead-{self.seed}", person.key, length=34)

    def by_name(self, first_name: str, last_name: str, company: str, domain: str) -> Person | None:
        wanted = (plain(first_name), plain(last_name))
        for person in self.people.values():
            if (plain(person.first_name), plain(person.last_name)) != wanted:
                continue
            if domain.lower() == person.company.domain or plain(company) == person.company.slug:
                return person
        return None

    def companies(self) -> list[Company]:
        return list({one.company.domain: one.company for one in self.people.values()}.values())

    def _stranger_with_address(self, address: str) -> Person:
        mailbox, _, domain = address.lower().partition("@")
        first, _, last = re.sub(r"[_+-]", ".", mailbox).partition(".")
        return self._stranger(f"mail:{address.lower()}", first, last or domain, domain, address)

    def _stranger_named(self, slug: str) -> Person:
        words = [word for word in slug.split("-") if not re.search(r"\d", word)] or ["inconnu"]
        first, last = words[0], " ".join(words[1:])
        return self._stranger(f"slug:{slug}", first, last or "X", "", "", slug=slug)

    def _stranger(
        self, key: str, first: str, last: str, domain: str, email: str, *, slug: str = ""
    ) -> Person:
        rng = draw("stranger", key)
        manner = rng.choices(
            [manner for manner, _ in _MANNERS], weights=[count for _, count in _MANNERS]
        )[0]
        name = domain.partition(".")[0].replace("-", " ").title() or "Entreprise indépendante"
        french = not re.search(r"\.(com|de|es|it|nl|ie|pt|uk)$", domain)
        company = Company(
            name=name,
            domain=domain or f"{plain(name)}.example",
            industry="Services",
            city="Paris",
            country="FR",
            head_count=50,
            linkedin_id=str(9_000_000 + rng.randrange(900_000)),
        )
        return Person(
            key=key,
            first_name=first.title(),
            last_name=last.title(),
            title="Responsable de service",
            seniority="experienced_manager",
            company=company,
            language="fr" if french else "en",
            slug=slug or f"{plain(f'{first} {last}')}-{rng.randrange(10**6):06d}",
            member_number=200_000_000 + rng.randrange(10**8),
            email=email or f"{plain(first)}.{plain(last)}@{company.domain}",
            email_status=_status_for(manner, rng),
            phone=None,
            manner=manner,
            answers_after=2 if rng.random() < 0.2 else 1,
            objects_by_link=rng.random() < 0.45,
            accepts_invitation=rng.random() < 0.45,
            answers_on_linkedin=rng.random() < 0.7,
            headline="Responsable de service",
            summary="",
            years_in_role=rng.randint(0, 9),
            in_world=False,
        )


def make_world(seed: int) -> World:
    world = World(seed=seed)
    for person in _make_people(seed):
        world.people[person.key] = person
        world._by_email[person.email] = person  # noqa: SLF001 - the factory of this class
        world._by_slug[person.slug] = person  # noqa: SLF001
        world._by_lead_id[world.lead_id(person)] = person  # noqa: SLF001
    return world


def export_people(world: World) -> list[dict[str, object]]:
    """For `GET /world/people`: who there is, and what they will do."""
    return [
        {
            "key": person.key,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "title": person.title,
            "company": person.company.name,
            "domain": person.company.domain,
            "industry": person.company.industry,
            "city": person.company.city,
            "country": person.company.country,
            "linkedin_slug": person.slug,
            "linkedin_url": f"https://www.linkedin.com/in/{person.slug}",
            "email": person.email,
            "email_status": person.email_status.value,
            "phone": person.phone,
            "language": person.language,
            "manner": person.manner.value,
            "answers_after": person.answers_after,
            "objects_by_link": person.objects_by_link,
            "accepts_invitation": person.accepts_invitation,
            "answers_on_linkedin": person.answers_on_linkedin,
        }
        for person in world.people.values()
    ]
