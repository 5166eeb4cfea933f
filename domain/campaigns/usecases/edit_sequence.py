"""See EditSequence."""

from collections.abc import Sequence as Many
from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model import Campaign, Sequence, Step, StepKind
from domain.campaigns.ports import Campaigns
from domain.shared.actor import Actor, Permission
from domain.shared.ids import CampaignId, NewId, StepId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedStep:
    """`id` keeps the step it names; without one, or with a foreign one, it is a new step."""

    id: StepId | None
    kind: StepKind
    wait_days: int
    objective: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditSequence:
    """Replace the steps of a draft. Raise SequenceRefused with every fault and its place."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    transaction: Transaction
    new_id: NewId

    async def __call__(
        self, actor: Actor, campaign_id: CampaignId, wanted: Many[WantedStep]
    ) -> Campaign:
        actor.require(Permission.CAMPAIGNS_CREATE)
        fresh = [StepId(self.new_id()) for _ in wanted]

        async def work() -> Campaign:
            campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
            known = {step.id for step in campaign.sequence.steps}
            steps = tuple(
                Step(
                    id=one.id if one.id is not None and one.id in known else made,
                    kind=one.kind,
                    wait_days=one.wait_days,
                    objective=one.objective,
                )
                for one, made in zip(wanted, fresh, strict=True)
            )
            campaign.put_sequence(Sequence(steps=steps))
            await self.campaigns.save(campaign)
            return campaign

        return await self.transaction.run(work)
