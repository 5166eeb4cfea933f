"""The duration register: one line per retention class, the single source of every sweep.

The inventory of the collections names these classes; a test holds that both lists are equal.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Keeper(StrEnum):
    """What ends the rows of a class."""

    SWEEP = "sweep"
    PERSON = "person"
    EXPIRY = "expiry"
    WORKSPACE = "workspace"
    HAND = "hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """`span` is None where an event ends it and no clock does; texts are French, then English, and
    `title` says which data are meant.
    """

    name: str
    title: tuple[str, str]
    trigger: tuple[str, str]
    span: timedelta | None
    said: tuple[str, str]
    then: tuple[str, str]
    legal_ref: str
    keeper: Keeper


_DAY = timedelta(days=1)
_GONE = ("effacement", "deletion")
_WITH_PERSON = (
    "collecte, ou dernier message de la personne",
    "collection, or the person’s last message",
)
_THREE_YEARS = ("3 ans", "3 years")
_ERASED = ("effacement avec la personne, reçu signé", "deletion with the person, signed receipt")
_CLOSED = ("fin du contrat", "end of contract")


def _person(name: str, title: tuple[str, str]) -> Duration:
    return Duration(
        name=name,
        title=title,
        trigger=_WITH_PERSON,
        span=365 * 3 * _DAY,
        said=_THREE_YEARS,
        then=_ERASED,
        legal_ref="CNIL, 3 ans; Art. 5(1)(e)",
        keeper=Keeper.PERSON,
    )


def _account(name: str, title: tuple[str, str]) -> Duration:
    return Duration(
        name=name,
        title=title,
        trigger=_CLOSED,
        span=90 * _DAY,
        said=("3 mois au plus", "3 months at most"),
        then=_GONE,
        legal_ref="Art. 28(3)(g)",
        keeper=Keeper.WORKSPACE,
    )


def _swept(
    name: str, days: int, trigger: tuple[str, str], legal_ref: str, title: tuple[str, str]
) -> Duration:
    return Duration(
        name=name,
        title=title,
        trigger=trigger,
        span=days * _DAY,
        said=(f"{days} jours", f"{days} days"),
        then=_GONE,
        legal_ref=legal_ref,
        keeper=Keeper.SWEEP,
    )


def _expiring(
    name: str, span: timedelta, said: tuple[str, str], title: tuple[str, str]
) -> Duration:
    return Duration(
        name=name,
        title=title,
        trigger=("création", "creation"),
        span=span,
        said=said,
        then=_GONE,
        legal_ref="Art. 5(1)(e)",
        keeper=Keeper.EXPIRY,
    )


NOT_INFORMED = "prospect-not-informed"

DURATIONS: tuple[Duration, ...] = (
    _person(
        "prospect",
        ("fiche d’un prospect, scores et demandes", "a prospect’s record, scores and requests"),
    ),
    _person(
        "prospect-3-years",
        (
            "coordonnées trouvées, échanges, messages, résultats",
            "details found, conversations, messages, results",
        ),
    ),
    _person("with-the-prospect", ("participation aux campagnes", "enrolment in campaigns")),
    Duration(
        name=NOT_INFORMED,
        title=("prospect que personne n’a informé", "prospect nobody has informed"),
        trigger=("collecte", "collection"),
        span=30 * _DAY,
        said=("1 mois", "1 month"),
        then=("informer ou effacer", "inform or delete"),
        legal_ref="Art. 14(3)(a)",
        keeper=Keeper.PERSON,
    ),
    Duration(
        name="suppression-for-ever",
        title=("opposition", "objection"),
        trigger=("opposition", "objection"),
        span=None,
        said=(
            "tant que l’espace existe, 3 ans au moins ; empreinte seule",
            "as long as the workspace lives, 3 years at least; hash only",
        ),
        then=_GONE,
        legal_ref="Art. 21(3); CNIL",
        keeper=Keeper.WORKSPACE,
    ),
    Duration(
        name="with-suppression",
        title=("blocage des envois à la personne", "block on sending to the person"),
        trigger=("opposition", "objection"),
        span=None,
        said=("comme l’opposition", "as the objection"),
        then=_GONE,
        legal_ref="Art. 21(3)",
        keeper=Keeper.WORKSPACE,
    ),
    Duration(
        name="proof-of-sending",
        title=("preuve d’envoi", "proof of sending"),
        trigger=("envoi", "sending"),
        span=None,
        said=(
            "contenu avec la personne ; empreintes et dates jusqu’à la fin du contrat",
            "content with the person; hashes and dates until the end of the contract",
        ),
        then=_GONE,
        legal_ref="Art. 5(2)",
        keeper=Keeper.PERSON,
    ),
    Duration(
        name="proof-5-years",
        title=(
            "preuves : acceptations, journal, oppositions, demandes, incidents",
            "proofs: acceptances, log, objections, requests, incidents",
        ),
        trigger=_CLOSED,
        span=365 * 5 * _DAY,
        said=("5 ans", "5 years"),
        then=_GONE,
        legal_ref="Art. 5(2), 82; C. civ. 2224",
        keeper=Keeper.HAND,
    ),
    Duration(
        name="ledger-10-years",
        title=("crédits et factures", "credits and invoices"),
        trigger=("fin de l’exercice", "end of the financial year"),
        span=365 * 10 * _DAY,
        said=("10 ans", "10 years"),
        then=_GONE,
        legal_ref="C. com. L.123-22",
        keeper=Keeper.HAND,
    ),
    _account("account", ("réglages d’envoi, journal d’accès", "sending settings, access log")),
    _account(
        "account-life",
        ("compte, espace, Salesbook, campagnes", "account, workspace, Salesbook, campaigns"),
    ),
    _swept(
        "inbound-30-days",
        30,
        ("réception", "receipt"),
        "Art. 5(1)(c)",
        ("notification reçue d’un prestataire", "notice received from a provider"),
    ),
    _swept(
        "import-file-30-days",
        30,
        ("dépôt du fichier", "upload"),
        "Art. 5(1)(e)",
        ("fichier importé", "imported file"),
    ),
    _swept(
        "events-30-days",
        30,
        ("événement", "event"),
        "Art. 5(1)(e)",
        ("événement interne", "internal event"),
    ),
    _swept(
        "calls-90-days",
        90,
        ("appel d’un modèle", "model call"),
        "Art. 5(1)(e)",
        ("appel d’un modèle : coût et volume, sans texte", "model call: cost and volume, no text"),
    ),
    _swept(
        "operations-90-days",
        90,
        ("fin du travail", "end of the work"),
        "Art. 5(1)(e)",
        ("suivi d’un travail long", "progress of a long task"),
    ),
    _swept(
        "intake-90-days",
        90,
        ("demande", "request"),
        "Art. 5(2)",
        ("demande du formulaire public", "request from the public form"),
    ),
    _swept(
        "package-7-days",
        7,
        ("copie remise", "copy handed over"),
        "Art. 32",
        ("copie des données d’une personne", "copy of a person’s data"),
    ),
    _swept(
        "export-2-days",
        2,
        ("fichier prêt", "file ready"),
        "Art. 32",
        ("fichier d’export", "export file"),
    ),
    _expiring(
        "24-hours",
        timedelta(hours=24),
        ("24 heures", "24 hours"),
        (
            "adresse à confirmer, essais de connexion, réponse à une requête répétée",
            "address to confirm, sign-in attempts, answer to a repeated request",
        ),
    ),
    _expiring(
        "90-days", 90 * _DAY, ("90 jours", "90 days"), ("signalement d’un abus", "report of abuse")
    ),
    _expiring("7-days", 7 * _DAY, ("7 jours", "7 days"), ("e-mail de service", "service mail")),
    _expiring(
        "search-7-days",
        7 * _DAY,
        ("7 jours", "7 days"),
        ("résultats d’une recherche de personnes", "results of a search for people"),
    ),
    Duration(
        name="until-the-saved-search-is-removed",
        title=("recherche enregistrée", "saved search"),
        trigger=("retrait de la recherche enregistrée", "removal of the saved search"),
        span=None,
        said=("tant que la recherche existe", "as long as the search exists"),
        then=_GONE,
        legal_ref="Art. 5(1)(e)",
        keeper=Keeper.WORKSPACE,
    ),
    _expiring(
        "session-14-days",
        14 * _DAY,
        ("14 jours au plus", "14 days at most"),
        ("session", "session"),
    ),
)

BY_NAME = {one.name: one for one in DURATIONS}
