"""What campaigns need from the outside, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.campaigns.model import Campaign, Candidate, Counts, Enrolment
from domain.shared.ids import (
    CampaignId,
    EnrolmentId,
    OfferId,
    PersonaId,
    ProspectId,
    SenderId,
    WorkspaceId,
)
from domain.shared.page import Page, PageAsk


class Campaigns(Protocol):
    async def get(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> Campaign:
        """Raise CampaignNotFound, also for another workspace's."""
        ...

    async def add(self, campaign: Campaign) -> None: ...

    async def save(self, campaign: Campaign) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Campaign]:
        """Newest first."""
        ...


class Enrolments(Protocol):
    async def get(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> Enrolment:
        """Raise EnrolmentNotFound, also for another workspace's."""
        ...

    async def add(self, enrolments: Sequence[Enrolment]) -> None:
        """All of them. Raise AlreadyEnrolled when one person is in an active campaign of the
        workspace, or was in this one before; then none is kept.
        """
        ...

    async def save(self, enrolment: Enrolment) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def known(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        prospect_ids: Collection[ProspectId],
    ) -> Sequence[Enrolment]:
        """Of these people: enrolments in this campaign, and active ones in any."""
        ...

    async def active_of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Enrolment | None:
        """The one that is not over."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, ask: PageAsk
    ) -> Page[Enrolment]:
        """In the order of enrolment."""
        ...

    async def counts(
        self, workspace_id: WorkspaceId, campaign_ids: Collection[CampaignId]
    ) -> Mapping[CampaignId, Counts]:
        """For every campaign asked."""
        ...

    async def has_active(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> bool:
        """Whether anybody in it is not over."""
        ...

    async def awaiting(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        """How many are AWAITING the end of their step."""
        ...

    async def next_due(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> datetime | None:
        """The earliest `next_at` of its ACTIVE ones."""
        ...


class EnrolmentQueue(Protocol):
    """The same enrolments as work to be done."""

    async def due(self, at: datetime, limit: int) -> Sequence[Enrolment]:
        """ACTIVE ones whose time has come, longest due first. Of all workspaces: a sweep."""
        ...

    async def start_waiting(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, at: datetime
    ) -> int:
        """WAITING ones become ACTIVE, due at `at`. A second call finds none."""
        ...

    async def pause_active(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        """ACTIVE ones become PAUSED. A second call finds none."""
        ...

    async def resume_paused(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        """PAUSED ones become ACTIVE and keep their time. A second call finds none."""
        ...


class Audience(Protocol):
    async def candidates(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Candidate]:
        """The people as they are now, with what speaks against writing to them (suppressed,
        restricted, no legal basis). Unknown ids are left out.
        """
        ...

    async def names(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, str]:
        """Full names to show; unknown ids are left out."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesbookStanding:
    """What the salesbook holds of what a first message must say."""

    has_identity: bool
    has_postal_address: bool
    has_rights_email: bool
    has_offer: bool
    has_call_to_action: bool
    has_persona: bool


class SalesbookCheck(Protocol):
    async def standing(
        self, workspace_id: WorkspaceId, offer_id: OfferId, persona_id: PersonaId
    ) -> SalesbookStanding:
        """As it is now; unknown ids are simply missing."""
        ...


class SenderCheck(Protocol):
    async def is_connected(
        self, workspace_id: WorkspaceId, sender_id: SenderId, channel: str
    ) -> bool | None:
        """Whether the sender of that channel can send; None when there is no such sender."""
        ...
