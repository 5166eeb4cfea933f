"""See ActivatePlan."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.errors import PlanDrift, SimulationNotFound, SimulationTooOld
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.ports import Campaigns, Simulations
from domain.campaigns.usecases.launch_campaign import LaunchCampaign
from domain.campaigns.usecases.simulate_campaign import SimulateCampaign
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, SimulationId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivatePlan:
    """Launch exactly what was simulated (AUT-6). Raise PlanDrift when anything it was computed
    from changed since: people, sequence, texts, accounts, limits or calendar.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    simulations: Simulations
    simulate: SimulateCampaign
    launch: LaunchCampaign
    clock: Clock

    async def __call__(
        self, actor: Actor, campaign_id: CampaignId, simulation_id: SimulationId
    ) -> Campaign:
        actor.require(Permission.CAMPAIGNS_LAUNCH)
        plan = await self.simulations.get(actor.workspace_id, simulation_id)
        if plan.campaign_id != campaign_id:
            raise SimulationNotFound
        if not plan.is_fresh(self.clock.now()):
            raise SimulationTooOld
        campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
        if await self.simulate.plan_hash(campaign) != plan.plan_hash:
            raise PlanDrift
        return await self.launch(actor, campaign_id)
