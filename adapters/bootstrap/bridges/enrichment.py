"""What `enrichment` asks of other modules, answered by their objects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.delivery.ports import Actions
from domain.enrichment.errors import FinderRefused
from domain.enrichment.model import EmailStatus, StoreOutcome
from domain.enrichment.model import Identity as EnrichmentIdentity
from domain.enrichment.ports import ContactFinder
from domain.prospects.model.contact_points import PointKind, PointStatus
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Prospect
from domain.prospects.ports import ProspectRepository
from domain.prospects.usecases.record_contact_point import RecordContactPoint
from domain.shared.email_address import EmailAddress
from domain.shared.ids import ActionId, ProspectId, WorkspaceId

_NAMES = {"fullenrich": "FullEnrich"}


@dataclass(frozen=True, slots=True)
class NamedFinders:
    """Finders: the providers that are offered, in the product's own order."""

    by_name: Mapping[str, ContactFinder]

    @property
    def names(self) -> Sequence[str]:
        return list(self.by_name)

    def of(self, name: str) -> ContactFinder:
        found = self.by_name.get(name or self.names[0])
        if found is None:
            raise FinderRefused
        return found


@dataclass(frozen=True, slots=True)
class EnrichableCards:
    """Lets enrichment know who people are, and put on their card what was found."""

    prospects: ProspectRepository
    recording: RecordContactPoint

    async def identities(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, EnrichmentIdentity]:
        found = await self.prospects.many(workspace_id, prospect_ids)
        return {prospect.id: self._identity(prospect) for prospect in found}

    @staticmethod
    def _identity(prospect: Prospect) -> EnrichmentIdentity:
        profile = prospect.point(PointKind.LINKEDIN)
        verified = [
            point.verified_at
            for point in prospect.points
            if point.kind is PointKind.EMAIL
            and point.professional
            and point.verified_at is not None
            and point.status in {PointStatus.DELIVERABLE, PointStatus.HIGH_PROBABILITY}
        ]
        return EnrichmentIdentity(
            first_name=prospect.detail(DetailKind.FIRST_NAME),
            last_name=prospect.detail(DetailKind.LAST_NAME),
            company=prospect.detail(DetailKind.COMPANY),
            domain=prospect.detail(DetailKind.DOMAIN),
            linkedin_url=profile.value if profile else "",
            work_email_verified_at=max(verified, default=None),
        )

    async def store_work_email(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        email: str,
        status: EmailStatus,
        provider: str,
        at: datetime,  # noqa: ARG002 - prospects dates it by the same clock
    ) -> StoreOutcome:
        recorded = await self.recording.email(
            workspace_id,
            prospect_id,
            EmailAddress(email),
            provider=_NAMES.get(provider or "fullenrich", provider),
            status=PointStatus(status.value),
        )
        return StoreOutcome(recorded.value)


@dataclass(frozen=True, slots=True)
class SentAddresses:
    """Lets enrichment know which address a message went to."""

    actions: Actions

    async def address_of(self, workspace_id: WorkspaceId, action_id: ActionId) -> str | None:
        action = await self.actions.get(workspace_id, action_id)
        return action.recipient_ref if "@" in action.recipient_ref else None
