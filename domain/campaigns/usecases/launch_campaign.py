"""See LaunchCampaign."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.errors import PreflightIncomplete
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.ports import Campaigns, PlanGate
from domain.campaigns.usecases.run_preflight import RunPreflight
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault
from domain.shared.ids import CampaignId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchCampaign:
    """Let a complete campaign run. Raise PreflightIncomplete with every missing item,
    or WorkspaceReadOnly.

    The people in it begin through the event, so a crash in between begins none twice.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    plan: PlanGate
    preflight: RunPreflight
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, actor: Actor, campaign_id: CampaignId) -> Campaign:
        actor.require(Permission.CAMPAIGNS_LAUNCH)
        await self.plan.require_full(actor.workspace_id)

        async def work() -> Campaign:
            campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
            campaign.launch(by=actor.user_id, at=self.clock.now())
            missing = (await self.preflight.of(campaign)).missing
            if missing:
                raise PreflightIncomplete(faults=[FieldFault("", code) for code in missing])
            events = campaign.take_events()
            await self.campaigns.save(campaign)
            await self.outbox.append(events)
            return campaign

        return await self.transaction.run(work)
