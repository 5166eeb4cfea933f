"""See ListMandates."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.mandate import Mandate, MandateState
from domain.campaigns.ports import Campaigns, Mandates
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMandate:
    """`expires_soon`: three days or less are left."""

    mandate: Mandate
    state: MandateState
    expires_soon: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMandates:
    """What was signed for a campaign, newest first; the signatures stay readable."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    mandates: Mandates
    clock: Clock

    async def __call__(
        self, actor: Actor, campaign_id: CampaignId, ask: PageAsk
    ) -> Page[ShownMandate]:
        """Raise CampaignNotFound."""
        actor.require(Permission.CAMPAIGNS_READ)
        await self.campaigns.get(actor.workspace_id, campaign_id)
        page = await self.mandates.page(actor.workspace_id, campaign_id, ask)
        return Page(items=[self.shown(one) for one in page.items], next=page.next)

    def shown(self, mandate: Mandate) -> ShownMandate:
        now = self.clock.now()
        state = mandate.state(now)
        left = mandate.scope.expires_at - now
        return ShownMandate(
            mandate=mandate,
            state=state,
            expires_soon=state is MandateState.ACTIVE and left <= Mandate.REMIND_BEFORE,
        )
