"""See PauseCampaign."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.campaign import Campaign, CampaignState
from domain.campaigns.ports import Campaigns
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId
from domain.shared.outbox import Outbox
from domain.shared.page import MAX_LIMIT, PageAsk
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseCampaign:
    """Take nothing new from a campaign; what is approved waits, and says why."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def all(self, actor: Actor) -> None:
        """Pause whatever runs in the workspace: it is closing."""
        after: str | None = None
        while True:
            page = await self.campaigns.page(actor.workspace_id, PageAsk(MAX_LIMIT, after))
            for campaign in page.items:
                if campaign.state is CampaignState.RUNNING:
                    await self(actor, campaign.id)
            after = page.next
            if after is None:
                return

    async def __call__(self, actor: Actor, campaign_id: CampaignId) -> Campaign:
        actor.require(Permission.CAMPAIGNS_LAUNCH)

        async def work() -> Campaign:
            campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
            campaign.pause(by=actor.user_id, at=self.clock.now())
            events = campaign.take_events()
            await self.campaigns.save(campaign)
            await self.outbox.append(events)
            return campaign

        return await self.transaction.run(work)
