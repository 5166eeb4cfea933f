"""See LaunchCampaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.errors import PreflightIncomplete
from domain.campaigns.events import InstructionQuestioned
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

# Without these a launch would be unlawful: Arts. 6, 14 and 21 GDPR, art. 20 LCEN, L.34-5 CPCE.
_UNLAWFUL_WITHOUT = frozenset(
    {"lia-missing", "opt-out-missing", "company-identity-missing", "notice-address-missing"}
    | {"notice-rights-email-missing", "legal-kind-missing", "register-number-missing"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchCampaign:
    """Let a complete campaign run. Raise PreflightIncomplete with every missing item,
    or WorkspaceReadOnly. An order to launch against the law is kept as an alert to the client
    (obligation 21, Art. 28(3) last paragraph).

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

        async def work() -> tuple[Campaign, tuple[str, ...]]:
            campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
            campaign.launch(by=actor.user_id, at=self.clock.now())
            looked = await self.preflight.of(campaign)
            if not looked.is_ready:
                await self._warn(actor, campaign_id, looked.missing)
                return campaign, looked.missing
            campaign.checklist = looked.looked_at
            events = campaign.take_events()
            await self.campaigns.save(campaign)
            await self.outbox.append(events)
            return campaign, ()

        campaign, missing = await self.transaction.run(work)
        if missing:
            raise PreflightIncomplete(faults=[FieldFault("", code) for code in missing])
        return campaign

    async def _warn(self, actor: Actor, campaign_id: CampaignId, missing: Sequence[str]) -> None:
        codes = [code for code in missing if code in _UNLAWFUL_WITHOUT]
        if codes:
            await self.outbox.append(
                [
                    InstructionQuestioned(
                        at=self.clock.now(),
                        workspace_id=actor.workspace_id,
                        campaign_id=campaign_id,
                        codes=",".join(codes),
                        by=actor.user_id,
                    )
                ]
            )
