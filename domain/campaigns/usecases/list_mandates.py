"""See ListMandates."""

from collections.abc import Sequence
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
    """`expires_soon`: three days or less are left. `near_cap`: little is left to let go."""

    mandate: Mandate
    state: MandateState
    expires_soon: bool
    near_cap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMandate:
    shown: ShownMandate
    campaign_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMandates:
    """What was signed for a campaign, newest first, the signatures stay readable; and what holds
    now in the whole workspace.
    """

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

    async def open(self, actor: Actor) -> Sequence[OpenMandate]:
        """Those of the workspace that hold now, the nearest end first."""
        actor.require(Permission.CAMPAIGNS_READ)
        found = [self.shown(one) for one in await self.mandates.open_in(actor.workspace_id)]
        holding = [one for one in found if one.state is MandateState.ACTIVE]
        holding.sort(key=lambda one: one.mandate.scope.expires_at)
        return [
            OpenMandate(
                shown=one,
                campaign_name=(
                    await self.campaigns.get(actor.workspace_id, one.mandate.campaign_id)
                ).name,
            )
            for one in holding
        ]

    def shown(self, mandate: Mandate) -> ShownMandate:
        now = self.clock.now()
        state = mandate.state(now)
        left = mandate.scope.expires_at - now
        return ShownMandate(
            mandate=mandate,
            state=state,
            expires_soon=state is MandateState.ACTIVE and left <= Mandate.REMIND_BEFORE,
            near_cap=state is MandateState.ACTIVE and mandate.is_near_cap,
        )
