"""See ListCampaigns."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.campaign import Campaign
from domain.campaigns.model.enrolment import Counts
from domain.campaigns.ports import Campaigns, Enrolments
from domain.shared.actor import Actor, Permission
from domain.shared.ids import CampaignId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCampaign:
    campaign: Campaign
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCampaigns:
    """The workspace's campaigns with how many people stand where, newest first."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments

    async def __call__(self, actor: Actor, ask: PageAsk) -> Page[CountedCampaign]:
        actor.require(Permission.CAMPAIGNS_READ)
        page = await self.campaigns.page(actor.workspace_id, ask)
        counts = await self.enrolments.counts(
            actor.workspace_id, [campaign.id for campaign in page.items]
        )
        items = [CountedCampaign(campaign=one, counts=counts[one.id]) for one in page.items]
        return Page(items=items, next=page.next)

    async def one(self, actor: Actor, campaign_id: CampaignId) -> CountedCampaign:
        """Raise CampaignNotFound."""
        actor.require(Permission.CAMPAIGNS_READ)
        campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
        counts = await self.enrolments.counts(actor.workspace_id, [campaign_id])
        return CountedCampaign(campaign=campaign, counts=counts[campaign_id])
