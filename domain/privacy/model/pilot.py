"""What a workspace does about people nobody has informed, and the notice it can order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from html import escape
from typing import ClassVar

from domain.shared.ids import ProspectId, WorkspaceId


class AtDayThirty(StrEnum):
    """LET_GO is what happens while nobody chose."""

    LET_GO = "let_go"
    INFORM = "inform"


@dataclass(slots=True, kw_only=True)
class Pilot:
    """The workspace's order for people nobody informed (PRV-2). With INFORM a notice leaves from
    `mailbox_id` three days before the month ends; whom it does not reach is let go all the same.
    """

    TELLS_BEFORE: ClassVar[timedelta] = timedelta(days=3)

    id: WorkspaceId
    workspace_id: WorkspaceId
    choice: AtDayThirty = AtDayThirty.LET_GO
    mailbox_id: str = ""
    chosen_by: str = ""
    chosen_at: datetime | None = None
    version: int = 0

    @property
    def informs(self) -> bool:
        return self.choice is AtDayThirty.INFORM and bool(self.mailbox_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTold:
    """What the text names: no value of the person but the name it greets."""

    company: str
    postal_address: str
    rights_email: str
    full_name: str
    language: str
    source: str
    collected_on: date
    categories: tuple[str, ...]
    objection: str
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNotice:
    """The exact bytes of one notice; `sha256` binds them as in every message."""

    id: str
    workspace_id: WorkspaceId
    prospect_id: ProspectId
    language: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str]
    asked_at: datetime
    version: int = 0


_CATEGORIES: Mapping[str, tuple[str, str]] = {
    "identity": ("votre nom", "your name"),
    "job": ("votre fonction", "your role"),
    "company": ("votre entreprise", "your company"),
    "email": ("votre adresse e-mail professionnelle", "your professional e-mail address"),
    "phone": ("votre numéro professionnel", "your professional phone number"),
    "linkedin": ("votre profil LinkedIn", "your LinkedIn profile"),
}
_TEXTS = (
    (
        "Vos données professionnelles chez {company}",
        (
            "Bonjour {full_name},",
            (
                "{company} conserve des données professionnelles vous concernant : {categories}. "
                "Source : {source}, le {date}. Nous devons vous en informer (article 14 du RGPD)."
            ),
            (
                "Elles servent à vous proposer, un jour, des produits ou services utiles à votre "
                "fonction. Base légale : notre intérêt légitime à démarcher des professionnels. "
                "Sans échange avec vous, elles sont effacées au bout de trois ans."
            ),
            (
                "Vous opposer, gratuitement et sans justification : {objection} ou répondez STOP. "
                "Accès, rectification, effacement et toutes les informations : {notice} ou "
                "{rights_email}. Réclamation : CNIL, cnil.fr/plaintes."
            ),
            "{company}, {postal_address}",
        ),
    ),
    (
        "Your professional data at {company}",
        (
            "Hello {full_name},",
            (
                "{company} holds professional data about you: {categories}. Source: {source}, on "
                "{date}. We must tell you so (Article 14 GDPR)."
            ),
            (
                "They serve to offer you, one day, products or services useful for your role. "
                "Legal basis: our legitimate interest in approaching professionals. Without an "
                "exchange with you they are deleted after three years."
            ),
            (
                "Object, free of charge and without a reason: {objection} or reply STOP. Access, "
                "correction, erasure and all details: {notice} or {rights_email}. Complaints: "
                "CNIL, cnil.fr/plaintes."
            ),
            "{company}, {postal_address}",
        ),
    ),
)


def written(
    notice_id: str,
    workspace_id: WorkspaceId,
    prospect_id: ProspectId,
    told: NoticeTold,
    *,
    at: datetime,
) -> OwnNotice:
    """The same facts give the same bytes. Links only, no image."""
    english = told.language == "en"
    subject, lines = _TEXTS[english]
    words = {
        "company": told.company,
        "full_name": told.full_name,
        "categories": ", ".join(
            dict.fromkeys(
                _CATEGORIES[one][english] for one in told.categories if one in _CATEGORIES
            )
        ),
        "source": told.source,
        "date": told.collected_on.strftime("%d %B %Y" if english else "%d/%m/%Y"),
        "objection": told.objection,
        "notice": told.notice,
        "rights_email": told.rights_email,
        "postal_address": " ".join(told.postal_address.split()),
    }
    said = [line.format_map(words) for line in lines]
    linked = [_linked(escape(line), told.objection, told.notice) for line in said]
    paragraphs = "".join(f"<p>{line}</p>" for line in linked)
    return OwnNotice(
        id=notice_id,
        workspace_id=workspace_id,
        prospect_id=prospect_id,
        language="en" if english else "fr",
        subject=subject.format_map(words),
        text="\n\n".join(said) + "\n",
        html=(
            '<!doctype html><html><head><meta charset="utf-8"></head>'
            f"<body>{paragraphs}</body></html>"
        ),
        headers={
            "List-Unsubscribe": f"<{told.objection}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        asked_at=at,
    )


def _linked(line: str, *links: str) -> str:
    for link in links:
        line = line.replace(escape(link), f'<a href="{escape(link)}">{escape(link)}</a>')
    return line
