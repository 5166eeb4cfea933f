"""See ReadResults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.insights.model import Counts
from domain.insights.ports import CampaignShape, CampaignShapes, FunnelStore, StepShape
from domain.shared.actor import Actor, Permission
from domain.shared.ids import CampaignId, StepId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResults:
    step: StepShape
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignResults:
    campaign: CampaignShape
    totals: Counts
    steps: Sequence[StepResults]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResults:
    """Sent, delivered, replied, interested, opposed and bounced, in people (RES-2, RES-6)."""

    purpose: ClassVar[Purpose] = Purpose.RESULTS
    campaigns: CampaignShapes
    funnel: FunnelStore

    async def __call__(self, actor: Actor, campaign_id: CampaignId) -> CampaignResults:
        """Raise NotFound."""
        actor.require(Permission.RESULTS_READ)
        shape = await self.campaigns.get(actor.workspace_id, campaign_id)
        return (await self._of(actor, [shape]))[0]

    async def all(self, actor: Actor) -> Sequence[CampaignResults]:
        """Every campaign, newest first."""
        actor.require(Permission.RESULTS_READ)
        return await self._of(actor, await self.campaigns.all(actor.workspace_id))

    async def _of(self, actor: Actor, shapes: Sequence[CampaignShape]) -> Sequence[CampaignResults]:
        found = await self.funnel.counts(
            actor.workspace_id, [shape.campaign_id for shape in shapes]
        )
        return [_results(shape, found.get(shape.campaign_id, {})) for shape in shapes]


def _results(shape: CampaignShape, counts: Mapping[StepId, Counts]) -> CampaignResults:
    return CampaignResults(
        campaign=shape,
        # Steps that were taken out of the sequence stay in the totals: their messages left.
        totals=sum(counts.values(), start=Counts()),
        steps=[
            StepResults(step=step, counts=counts.get(step.step_id, Counts()))
            for step in shape.steps
        ],
    )
