"""The record of processing activities, made from what the software does (Art. 30, L2)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.privacy.model.durations import DURATIONS
from domain.privacy.model.measures import MEASURES
from domain.privacy.model.subprocessors import SUB_PROCESSORS


class RopaRole(StrEnum):
    CONTROLLER = "controller"
    PROCESSOR = "processor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    record_id: str
    role: RopaRole
    on_behalf_of: str
    activity: str
    purposes: tuple[str, ...]
    legal_basis: str
    data_subjects: tuple[str, ...]
    data_categories: tuple[str, ...]
    recipients: tuple[str, ...]
    transfers: tuple[str, ...]
    retention: tuple[str, ...]
    security_measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCampaign:
    """One campaign as the record names it."""

    id: str
    name: str
    is_balanced: bool
    """Whether somebody signed its balancing test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedLaunch:
    """Who let a campaign run, when, and what had been checked by then (obligation 19)."""

    campaign_id: str
    name: str
    launched_by: str
    launched_at: datetime
    checked: tuple[str, ...]
    balancing_test_signed_by: str
    balancing_test_signed_at: datetime | None


SECURITY_MEASURES: tuple[str, ...] = tuple(one.said[0] for one in MEASURES)
_PEOPLE = ("personnes prospectées, à titre professionnel",)
_DATA = (
    "identité et fonction professionnelles",
    "coordonnées professionnelles et leur source",
    "score et ses raisons",
    "messages envoyés et reçus",
    "historique des actions",
)


def _recipients() -> tuple[str, ...]:
    return tuple(one.name for one in SUB_PROCESSORS if one.sees_prospects)


def _transfers() -> tuple[str, ...]:
    return tuple(
        f"{one.name} ({one.country}, {one.mechanism.value})"
        for one in SUB_PROCESSORS
        if one.sees_prospects and one.leaves_the_eea
    )


def _kept() -> tuple[str, ...]:
    return tuple(f"{one.title[0]} : {one.said[0]}" for one in DURATIONS if one.name == "prospect")


def as_controller(
    workspace_id: str, company: str, campaigns: tuple[KnownCampaign, ...]
) -> tuple[Activity, ...]:
    """The client's own record: one activity per campaign (obligations 10, 62)."""
    return tuple(
        Activity(
            record_id=f"{workspace_id}:{one.id}",
            role=RopaRole.CONTROLLER,
            on_behalf_of=company,
            activity=f"Prospection commerciale : {one.name}",
            purposes=("proposition commerciale entre professionnels",),
            legal_basis=(
                "intérêt légitime, mise en balance signée"
                if one.is_balanced
                else "intérêt légitime, mise en balance à signer"
            ),
            data_subjects=_PEOPLE,
            data_categories=_DATA,
            recipients=("LEO Bizdev (sous-traitant)", *_recipients()),
            transfers=_transfers(),
            retention=_kept(),
            security_measures=SECURITY_MEASURES,
        )
        for one in campaigns
    )


def as_processor(workspace_id: str, company: str) -> tuple[Activity, ...]:
    """Our record for one client: Art. 30(2) a to d (obligation 11)."""
    return (
        Activity(
            record_id=f"{workspace_id}:processor",
            role=RopaRole.PROCESSOR,
            on_behalf_of=company,
            activity="Prospection B2B pour le compte du client",
            purposes=(
                "sélection, score, enrichissement, rédaction, envoi et suivi, sur instruction",
            ),
            legal_basis="instruction documentée du responsable (article 28 du RGPD)",
            data_subjects=_PEOPLE,
            data_categories=_DATA,
            recipients=_recipients(),
            transfers=_transfers(),
            retention=_kept(),
            security_measures=SECURITY_MEASURES,
        ),
    )


# What the publisher decides about itself; none of it reads what clients entrust to it (obligation
# 22). Activity, legal basis, whose data, which, how long.
_OWN: tuple[tuple[str, str, str, str, str], ...] = (
    ("Gestion des comptes", "contrat", "utilisateurs", "identité, e-mail, rôle", "vie du compte"),
    ("Facturation", "obligation légale", "clients", "société, pièces", "10 ans"),
    ("Support", "contrat", "utilisateurs", "échanges avec le support", "3 ans"),
    ("Sécurité", "intérêt légitime", "utilisateurs", "journaux techniques", "12 mois"),
    ("Maintenance", "intérêt légitime", "utilisateurs", "erreurs sans contenu", "12 mois"),
    ("Site public", "intérêt légitime", "visiteurs", "aucun traceur, journaux", "30 jours"),
    ("Amélioration limitée du service", "intérêt légitime", "personne", "comptes agrégés", "3 ans"),
)


def as_publisher(publisher: str) -> tuple[Activity, ...]:
    """The publisher's own seven activities (Art. 30(1), obligation 22)."""
    return tuple(
        Activity(
            record_id=f"publisher:{number}",
            role=RopaRole.CONTROLLER,
            on_behalf_of=publisher,
            activity=activity,
            purposes=(activity.lower(),),
            legal_basis=basis,
            data_subjects=(whose,),
            data_categories=(which,),
            recipients=tuple(one.name for one in SUB_PROCESSORS if not one.sees_prospects),
            transfers=(),
            retention=(how_long,),
            security_measures=SECURITY_MEASURES,
        )
        for number, (activity, basis, whose, which, how_long) in enumerate(_OWN, 1)
    )
