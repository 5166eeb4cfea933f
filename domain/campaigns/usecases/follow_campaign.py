"""See FollowCampaign."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.campaign import CampaignState
from domain.campaigns.ports import Campaigns, EnrolmentQueue, Enrolments
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowCampaign:
    """Bring the people of a campaign into line with its state: begun, paused, going on, or all
    over. Reads the state afresh, so it may run at any time, any number of times.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    queue: EnrolmentQueue
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> CampaignState:
        campaign = await self.campaigns.get(workspace_id, campaign_id)
        if campaign.state is CampaignState.PAUSED:
            await self._pause(workspace_id, campaign_id)
        elif campaign.state is CampaignState.RUNNING:
            await self.queue.start_waiting(workspace_id, campaign_id, self.clock.now())
            await self.queue.resume_paused(workspace_id, campaign_id)
            await self._finish(workspace_id, campaign_id)
        return campaign.state

    async def _pause(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> None:
        async def work() -> None:
            campaign = await self.campaigns.get(workspace_id, campaign_id)
            if campaign.state is not CampaignState.PAUSED:
                return
            await self.queue.pause_active(workspace_id, campaign_id)
            # Writing the campaign too orders this against its resumption.
            await self.campaigns.save(campaign)

        await self.transaction.run(work)

    async def _finish(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> None:
        if await self.enrolments.has_active(workspace_id, campaign_id):
            return

        async def work() -> None:
            campaign = await self.campaigns.get(workspace_id, campaign_id)
            if await self.enrolments.has_active(workspace_id, campaign_id):
                return
            if campaign.finish(at=self.clock.now()):
                events = campaign.take_events()
                await self.campaigns.save(campaign)
                await self.outbox.append(events)

        await self.transaction.run(work)
