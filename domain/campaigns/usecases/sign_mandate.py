"""See SignMandate."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.campaigns.errors import (
    AutopilotNotInPlan,
    CampaignNotEditable,
    MandateRefused,
    PlanDrift,
    SimulationNotFound,
    SimulationTooOld,
)
from domain.campaigns.model.campaign import Campaign, CampaignState
from domain.campaigns.model.mandate import Mandate, MandateEnd, MandateScope, TouchKind
from domain.campaigns.ports import Campaigns, Entitlements, Mandates, Simulations
from domain.campaigns.usecases.simulate_campaign import SimulateCampaign
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault
from domain.shared.ids import CampaignId, MandateId, NewId, SenderId, SimulationId, StepId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedMandate:
    """Without an end it lasts thirty days."""

    step_ids: tuple[StepId, ...]
    kinds: tuple[TouchKind, ...]
    sender_ids: tuple[SenderId, ...]
    per_day: int
    in_total: int
    credit_cap: int
    per_company: int
    expires_at: datetime | None

    def scope(self, at: datetime) -> MandateScope:
        return MandateScope(
            step_ids=tuple(dict.fromkeys(self.step_ids)),
            kinds=tuple(dict.fromkeys(self.kinds)),
            sender_ids=tuple(dict.fromkeys(self.sender_ids)),
            per_day=self.per_day,
            in_total=self.in_total,
            credit_cap=self.credit_cap,
            per_company=self.per_company,
            expires_at=self.expires_at or at + MandateScope.DEFAULT_LIFE,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignMandate:
    """A named person lets part of a campaign leave without a click, within bounds (AUT-1).

    Under the eyes of a simulation of this very plan that is less than seven days old. A renewal
    is a new signature: it ends the one before.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    simulations: Simulations
    simulate: SimulateCampaign
    mandates: Mandates
    entitlements: Entitlements
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(
        self,
        actor: Actor,
        campaign_id: CampaignId,
        simulation_id: SimulationId,
        wanted: WantedMandate,
        name: str,
    ) -> Mandate:
        """Raise AutopilotNotInPlan, CampaignNotFound, CampaignNotEditable, SimulationNotFound,
        SimulationTooOld, PlanDrift, MandateRefused with every fault, or MandateExists.
        """
        actor.require(Permission.MANDATES_SIGN)
        campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
        if campaign.state is CampaignState.FINISHED:
            raise CampaignNotEditable
        now = self.clock.now()
        scope = wanted.scope(now)
        scope.require_valid(campaign, at=now)
        if not name.strip():
            raise MandateRefused(faults=[FieldFault("/name", "mandate-name-missing")])
        await self._require_plan(campaign, simulation_id)
        if not await self.entitlements.has_autopilot(actor.workspace_id):
            raise AutopilotNotInPlan
        mandate = Mandate(
            id=MandateId(self.new_id()),
            workspace_id=campaign.workspace_id,
            campaign_id=campaign.id,
            scope=scope,
            signed_by=actor.user_id,
            signed_name=name.strip(),
            signed_at=now,
            simulation_id=simulation_id,
            frame_hash=await self.simulate.frame_hash(campaign),
            active_key=campaign.id,
        )
        mandate.tell_signed()
        signed = mandate.take_events()

        async def work() -> None:
            before = await self.mandates.open_of(actor.workspace_id, campaign_id)
            if before is not None:
                before.finish(MandateEnd.RENEWED, by=actor.user_id, at=now)
                ended = before.take_events()
                await self.mandates.save(before)
                await self.outbox.append(ended)
            await self.mandates.add(mandate)
            await self.outbox.append(signed)

        await self.transaction.run(work)
        return mandate

    async def _require_plan(self, campaign: Campaign, simulation_id: SimulationId) -> None:
        plan = await self.simulations.get(campaign.workspace_id, simulation_id)
        if plan.campaign_id != campaign.id:
            raise SimulationNotFound
        if not plan.is_fresh(self.clock.now()):
            raise SimulationTooOld
        if await self.simulate.plan_hash(campaign) != plan.plan_hash:
            raise PlanDrift
