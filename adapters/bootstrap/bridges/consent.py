"""What `consent` asks of other modules, and what they ask of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.bootstrap.bridges.notices import letter_of_notice
from domain.consent.model import Controller, HeldPoint, IdentityKind, SubProcessor
from domain.consent.model import Identity as ConsentIdentity
from domain.consent.ports import SentNotice
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.delivery.ports import Actions
from domain.messaging.errors import DraftNotFound
from domain.messaging.model.brief import MessageKind
from domain.messaging.ports import Drafts
from domain.privacy.model.subprocessors import SUB_PROCESSORS as REGISTER
from domain.privacy.ports import OwnNotices
from domain.prospects.model.person import DetailKind
from domain.prospects.ports import ProspectRepository
from domain.salesbook.ports import Salesbooks
from domain.shared.ids import ActionId, DraftId, ProspectId, WorkspaceId


@dataclass(frozen=True, slots=True)
class ContactRules:
    """Lets enrichment and messaging ask whether a person may be looked up or written to."""

    prospects: ProspectRepository
    suppressions: CheckSuppression

    async def refusal(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, kind: MessageKind | None = None
    ) -> str | None:
        found = await self.prospects.many(workspace_id, [prospect_id])
        if not found:
            return "prospect-not-found"
        (prospect,) = found
        if prospect.opted_out_at is not None:
            return "prospect-opted-out"
        if prospect.restricted_at is not None:
            return "prospect-restricted"
        known = [ConsentIdentity.of(IdentityKind(p.kind.value), p.value) for p in prospect.points]
        may = await self.suppressions.may_contact(
            workspace_id,
            prospect_id,
            [identity for identity in known if identity is not None],
            channel=None if kind is None else kind.channel,
        )
        return None if may else "person-may-not-be-contacted"


def consent_identity(kind: str, value: str) -> ConsentIdentity | None:
    return ConsentIdentity.of(IdentityKind(kind), value)


@dataclass(frozen=True, slots=True)
class KnownAddresses:
    """Lets consent know every address of a person it suppresses."""

    prospects: ProspectRepository

    async def of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[ConsentIdentity]:
        prospect = await self.prospects.get(workspace_id, prospect_id)
        found = (consent_identity(point.kind.value, point.value) for point in prospect.points)
        return [one for one in found if one is not None]


# Who processes for us where a prospect's data is concerned, from the one register.
SUB_PROCESSORS = tuple(
    SubProcessor(name=one.name, role=one.services, role_en=one.services_en, country=one.country)
    for one in REGISTER
    if one.sees_prospects
)


@dataclass(frozen=True, slots=True)
class NoticeSources:
    """Lets consent tell a person who writes and what is held, without showing it."""

    prospects: ProspectRepository
    salesbooks: Salesbooks

    async def controller(self, workspace_id: WorkspaceId) -> Controller:
        company = (await self.salesbooks.get(workspace_id)).company
        return Controller(
            name=company.name,
            legal_name=company.legal_name,
            postal_address=company.postal_address,
            rights_email=company.rights_email,
            website=company.website,
        )

    async def held(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[HeldPoint]:
        prospect = await self.prospects.get(workspace_id, prospect_id)
        details = {
            DetailKind.FIRST_NAME: "identity",
            DetailKind.LAST_NAME: "identity",
            DetailKind.JOB_TITLE: "job",
            DetailKind.COMPANY: "company",
        }
        told = [
            (details[fact.label], fact.source, fact.observed_at)
            for fact in prospect.facts
            if fact.label in details
        ]
        told += [
            (point.kind.value, point.provider or point.source, point.obtained_at)
            for point in prospect.points
        ]
        origin = prospect.origin
        held = (
            HeldPoint(
                category=category,
                source=source,
                # What came with the person was collected when its source says, not when typed in.
                obtained_on=origin.collected_on if source == origin.source else at.date(),
            )
            for category, source, at in told
        )
        return list(dict.fromkeys(held))

    async def sub_processors(self) -> Sequence[SubProcessor]:
        return SUB_PROCESSORS


@dataclass(frozen=True, slots=True)
class SentNotices:
    """Lets consent prove which notice left with a message."""

    actions: Actions
    drafts: Drafts
    notices: OwnNotices
    public_url: str

    async def notice_of(self, workspace_id: WorkspaceId, draft_id: DraftId) -> SentNotice | None:
        own = await self.notices.find(workspace_id, draft_id)
        if own is not None:
            return SentNotice(sha256=letter_of_notice(own).sha256, language=own.language)
        try:
            draft = await self.drafts.get(workspace_id, draft_id)
        except DraftNotFound:  # its reader was erased meanwhile
            return None
        rendered = draft.current.rendered
        if f"{self.public_url}/p/" not in rendered.text:
            return None
        return SentNotice(sha256=rendered.sha256, language=draft.language.value)

    async def address_of(self, workspace_id: WorkspaceId, action_id: ActionId) -> str | None:
        action = await self.actions.get(workspace_id, action_id)
        return action.recipient_ref if "@" in action.recipient_ref else None
