"""See ResumeCampaign."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.campaign import Campaign
from domain.campaigns.ports import Campaigns, PlanGate
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeCampaign:
    """Let a paused campaign go on where it stood. Raise WorkspaceReadOnly."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    plan: PlanGate
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, actor: Actor, campaign_id: CampaignId) -> Campaign:
        actor.require(Permission.CAMPAIGNS_LAUNCH)
        await self.plan.require_full(actor.workspace_id)

        async def work() -> Campaign:
            campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
            campaign.resume(by=actor.user_id, at=self.clock.now())
            events = campaign.take_events()
            await self.campaigns.save(campaign)
            await self.outbox.append(events)
            return campaign

        return await self.transaction.run(work)
