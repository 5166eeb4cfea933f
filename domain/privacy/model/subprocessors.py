"""The register of sub-processors: public, and equal to what the software really calls (L5)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Category(StrEnum):
    """The closed list of the policy (obligation 95); another needs a new version of it."""

    HOSTING = "hosting"
    SUPPORT = "support"
    PAYMENT = "payment"
    SYNCHRONISATION = "synchronisation"
    AI = "ai"
    ENRICHMENT = "enrichment"


class Mechanism(StrEnum):
    """Chapter V of the GDPR. TO_CONFIRM must be settled before real data flow."""

    NONE_NEEDED = "none_needed"
    SCC = "scc"
    TO_CONFIRM = "to_confirm"


class TransferState(StrEnum):
    READY = "ready"
    TIA_MISSING = "tia_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcessor:
    """`hosts` are the only hosts its adapter speaks to; `adapter` is the package of ours that does.

    Empty `hosts` and `adapter`: infrastructure we run on, or a service that is not switched on.
    """

    id: str
    name: str
    category: Category
    services: str
    services_en: str
    country: str
    data: str
    data_en: str
    location: str
    mechanism: Mechanism
    scc_module: int | None
    tia: str
    trains_on_data: bool
    retention: str
    deletion: str
    sees_prospects: bool
    website: str
    effective_on: date
    ended_on: date | None = None
    adapter: str = ""
    hosts: tuple[str, ...] = ()

    def is_in_force(self, on: date) -> bool:
        return self.effective_on <= on and (self.ended_on is None or on < self.ended_on)

    @property
    def leaves_the_eea(self) -> bool:
        return self.mechanism is not Mechanism.NONE_NEEDED

    @property
    def transfer_state(self) -> TransferState | None:
        """Until the assessment of the country is signed, a live start refuses it (Art. 46)."""
        if not self.leaves_the_eea:
            return None
        return TransferState.READY if self.tia else TransferState.TIA_MISSING


_SINCE = date(2026, 11, 2)

SUB_PROCESSORS: tuple[SubProcessor, ...] = (
    SubProcessor(
        id="mongodb",
        name="MongoDB",
        category=Category.HOSTING,
        services="base de données",
        services_en="database",
        country="France",
        data="toutes les données enregistrées",
        data_en="all stored data",
        location="Paris (eu-west-3)",
        mechanism=Mechanism.NONE_NEEDED,
        scc_module=None,
        tia="",
        trains_on_data=False,
        retention="sauvegardes 30 jours",
        deletion="effacement direct, sauvegardes expirées en 30 jours",
        sees_prospects=True,
        website="https://www.mongodb.com/legal/dpa",
        effective_on=_SINCE,
        adapter="adapters.mongo",
    ),
    SubProcessor(
        id="aws",
        name="Amazon Web Services",
        category=Category.HOSTING,
        services="hébergement",
        services_en="hosting",
        country="France",
        data="toutes les données traitées",
        data_en="all processed data",
        location="Paris (eu-west-3)",
        mechanism=Mechanism.NONE_NEEDED,
        scc_module=None,
        tia="",
        trains_on_data=False,
        retention="sauvegardes 30 jours",
        deletion="effacement direct, sauvegardes expirées en 30 jours",
        sees_prospects=True,
        website="https://aws.amazon.com/compliance/gdpr-center/",
        effective_on=_SINCE,
    ),
    SubProcessor(
        id="openai",
        name="OpenAI",
        category=Category.AI,
        services="génération de textes",
        services_en="text generation",
        country="UE, US",
        data="prénom, fonction, entreprise, texte des réponses ; jamais d’adresse ni de numéro",
        data_en="first name, role, company, text of replies; never an address or a number",
        location="UE (eu.api.openai.com)",
        mechanism=Mechanism.SCC,
        scc_module=3,
        tia="",
        trains_on_data=False,
        retention="aucune conservation demandée (store=false)",
        deletion="rien n’est conservé au-delà de l’appel",
        sees_prospects=True,
        website="https://openai.com/policies/data-processing-addendum",
        effective_on=_SINCE,
        adapter="adapters.llm.openai",
        hosts=("eu.api.openai.com",),
    ),
    SubProcessor(
        id="anthropic",
        name="Anthropic",
        category=Category.AI,
        services="génération de textes",
        services_en="text generation",
        country="US",
        data="prénom, fonction, entreprise, texte des réponses ; jamais d’adresse ni de numéro",
        data_en="first name, role, company, text of replies; never an address or a number",
        location="États-Unis",
        mechanism=Mechanism.SCC,
        scc_module=3,
        tia="",
        trains_on_data=False,
        retention="30 jours au plus, hors entraînement",
        deletion="expiration automatique",
        sees_prospects=True,
        website="https://www.anthropic.com/legal/data-processing-addendum",
        effective_on=_SINCE,
        adapter="adapters.llm.anthropic",
        hosts=("api.anthropic.com",),
    ),
    SubProcessor(
        id="intercom",
        name="Intercom",
        category=Category.SUPPORT,
        services="assistance aux clients",
        services_en="client support",
        country="UE, US",
        data="identité et messages des utilisateurs ; jamais de données de prospects",
        data_en="identity and messages of users; never prospect data",
        location="à confirmer",
        mechanism=Mechanism.TO_CONFIRM,
        scc_module=None,
        tia="",
        trains_on_data=False,
        retention="durée du compte",
        deletion="effacement du contact sur demande",
        sees_prospects=False,
        website="https://www.intercom.com/legal/data-processing-agreement",
        effective_on=_SINCE,
        adapter="adapters.intercom",
        hosts=(
            "api.eu.intercom.io",
            # asked by the browser of who opened the chat
            "widget.intercom.io",
            "js.intercomcdn.com",
            "static.intercomassets.com",
            "api-iam.eu.intercom.io",
            "nexus-europe-websocket.intercom.io",
        ),
    ),
    SubProcessor(
        id="stripe",
        name="Stripe",
        category=Category.PAYMENT,
        services="paiement sécurisé",
        services_en="secure payment",
        country="UE, US",
        data="facturation du client ; jamais de données de prospects",
        data_en="billing of the client; never prospect data",
        location="UE (Irlande)",
        mechanism=Mechanism.SCC,
        scc_module=2,
        tia="",
        trains_on_data=False,
        retention="durées comptables",
        deletion="à l’échéance légale",
        sees_prospects=False,
        website="https://stripe.com/legal/dpa",
        effective_on=_SINCE,
        adapter="adapters.stripe",
        hosts=("api.stripe.com",),
    ),
    SubProcessor(
        id="unipile",
        name="Unipile",
        category=Category.SYNCHRONISATION,
        services="messagerie et LinkedIn",
        services_en="mail and LinkedIn",
        country="UE",
        data="adresses, messages envoyés et réponses des personnes prospectées",
        data_en="addresses, messages sent and replies of the people written to",
        location="UE",
        mechanism=Mechanism.NONE_NEEDED,
        scc_module=None,
        tia="",
        trains_on_data=False,
        retention="tant que le compte est connecté",
        deletion="suppression du compte à la déconnexion",
        sees_prospects=True,
        website="https://www.unipile.com/privacy-policy/",
        effective_on=_SINCE,
        adapter="adapters.unipile",
        hosts=("unipile.com",),
    ),
    SubProcessor(
        id="fullenrich",
        name="FullEnrich",
        category=Category.ENRICHMENT,
        services="recherche et vérification de coordonnées",
        services_en="finding and checking contact details",
        country="US",
        data="nom, entreprise et profil public d’une personne déjà identifiée",
        data_en="name, company and public profile of a person already identified",
        location="États-Unis",
        mechanism=Mechanism.TO_CONFIRM,
        scc_module=None,
        tia="",
        trains_on_data=False,
        retention="à confirmer par le prestataire",
        deletion="demande écrite : aucune suppression par l’interface",
        sees_prospects=True,
        website="https://fullenrich.com/privacy",
        effective_on=_SINCE,
        adapter="adapters.fullenrich",
        hosts=("app.fullenrich.com",),
    ),
)
