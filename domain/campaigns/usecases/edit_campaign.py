"""See EditCampaign."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.campaign import Campaign, Colleagues
from domain.campaigns.ports import Campaigns
from domain.campaigns.usecases.known_parts import KnownParts
from domain.shared.actor import Actor, Permission
from domain.shared.errors import StaleWrite
from domain.shared.ids import CampaignId, OfferId, PersonaId, SenderId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class EditCampaign:
    """Change what a draft says; the name may change at any time. What is not given stays."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    parts: KnownParts
    transaction: Transaction

    async def __call__(
        self,
        actor: Actor,
        campaign_id: CampaignId,
        *,
        expected_version: int,
        name: str | None = None,
        offer_id: OfferId | None = None,
        persona_id: PersonaId | None = None,
        goal: str | None = None,
        senders: Mapping[str, SenderId | None] | None = None,
        colleagues: Colleagues | None = None,
    ) -> Campaign:
        """Raise StaleWrite when the campaign is not at the expected version any more, and
        OfferUnknown, PersonaUnknown or SenderUnknown for what is not in the workspace.

        `senders` are by channel (email, linkedin); a channel left out stays.
        """
        actor.require(Permission.CAMPAIGNS_CREATE)
        await self.parts.require_texts(actor.workspace_id, offer_id, persona_id)
        await self.parts.require_senders(actor.workspace_id, senders or {})

        async def work() -> Campaign:
            campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
            if campaign.version != expected_version:
                raise StaleWrite
            campaign.edit(name=name, offer_id=offer_id, persona_id=persona_id, goal=goal)
            if colleagues is not None:
                campaign.follow_colleagues(colleagues)
            if senders:
                campaign.use_senders(
                    senders.get("email", campaign.mailbox_id),
                    senders.get("linkedin", campaign.linkedin_id),
                )
            await self.campaigns.save(campaign)
            return campaign

        return await self.transaction.run(work)
