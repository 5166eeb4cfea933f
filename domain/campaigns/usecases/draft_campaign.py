"""See DraftCampaign."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.events import CampaignDrafted
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.ports import Campaigns
from domain.campaigns.usecases.known_parts import KnownParts
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, NewId, OfferId, PersonaId, SenderId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCampaign:
    """Begin a campaign: nothing leaves before it was checked and launched."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    parts: KnownParts
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(
        self,
        actor: Actor,
        *,
        name: str,
        offer_id: OfferId,
        persona_id: PersonaId,
        goal: str,
        mailbox_id: SenderId | None,
        linkedin_id: SenderId | None,
    ) -> Campaign:
        """Raise OfferUnknown, PersonaUnknown or SenderUnknown for what is not in the workspace."""
        actor.require(Permission.CAMPAIGNS_CREATE)
        await self.parts.require_texts(actor.workspace_id, offer_id, persona_id)
        await self.parts.require_senders(
            actor.workspace_id, {"email": mailbox_id, "linkedin": linkedin_id}
        )
        now = self.clock.now()
        campaign = Campaign(
            id=CampaignId(self.new_id()),
            workspace_id=actor.workspace_id,
            name=name,
            offer_id=offer_id,
            persona_id=persona_id,
            goal=goal,
            created_by=actor.user_id,
            created_at=now,
            mailbox_id=mailbox_id,
            linkedin_id=linkedin_id,
        )

        async def work() -> None:
            await self.campaigns.add(campaign)
            await self.outbox.append(
                [CampaignDrafted(at=now, workspace_id=actor.workspace_id, campaign_id=campaign.id)]
            )

        await self.transaction.run(work)
        return campaign
