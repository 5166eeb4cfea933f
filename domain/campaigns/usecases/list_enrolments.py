"""See ListEnrolments."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.enrolment import Enrolment
from domain.campaigns.ports import Audience, Campaigns, Enrolments
from domain.shared.actor import Actor, Permission
from domain.shared.ids import CampaignId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEnrolment:
    """`full_name` is "" for a person who is no longer on file."""

    enrolment: Enrolment
    full_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEnrolments:
    """Who is in a campaign, and where each of them stands."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    audience: Audience

    async def __call__(
        self, actor: Actor, campaign_id: CampaignId, ask: PageAsk
    ) -> Page[NamedEnrolment]:
        """Raise CampaignNotFound."""
        actor.require(Permission.CAMPAIGNS_READ)
        await self.campaigns.get(actor.workspace_id, campaign_id)
        page = await self.enrolments.page(actor.workspace_id, campaign_id, ask)
        names = await self.audience.names(
            actor.workspace_id, [one.prospect_id for one in page.items]
        )
        return Page(
            items=[
                NamedEnrolment(enrolment=one, full_name=names.get(one.prospect_id, ""))
                for one in page.items
            ],
            next=page.next,
        )
