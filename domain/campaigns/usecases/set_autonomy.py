"""See SetAutonomy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.errors import CampaignNotFound, StepUnknown
from domain.campaigns.model.autonomy import BARS, Autonomy, Bar, Evidence, Level, lacking
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.ports import Autonomies, Campaigns, MandateWatch, TrustRecord
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, StepId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTrust:
    """`lacking` is what the next level still needs; with nothing lacking it is proposed. `needs`
    is its bar, None where a person just chooses.
    """

    step_id: StepId
    step_index: int
    kind: str
    autonomy: Autonomy
    evidence: Evidence
    lacking: tuple[str, ...]
    needs: Bar | None

    @property
    def proposed(self) -> Level | None:
        return None if self.lacking else self.autonomy.level.next


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAutonomy:
    """Show the levels of a campaign's steps with their evidence, let a person choose one, and
    lose by itself what the evidence takes (AUT-2).
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    autonomies: Autonomies
    trust: TrustRecord
    watch: MandateWatch
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def list(self, actor: Actor, campaign_id: CampaignId) -> Sequence[StepTrust]:
        """Of the steps that a machine could take. Raise CampaignNotFound."""
        actor.require(Permission.CAMPAIGNS_READ)
        campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
        return [await self._trust(campaign, place) for place in _lone(campaign)]

    async def choose(
        self, actor: Actor, campaign_id: CampaignId, step_id: StepId, level: Level
    ) -> StepTrust:
        """Raise CampaignNotFound, StepUnknown, or LevelNotEarned with what is lacking."""
        actor.require(Permission.MANDATES_SIGN)
        campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
        place = campaign.sequence.index_of(step_id)
        if place not in _lone(campaign):
            raise StepUnknown
        seen = await self._trust(campaign, place)

        async def work() -> None:
            autonomy = await self.autonomies.of(campaign.workspace_id, campaign.id, step_id)
            autonomy.choose(level, seen.evidence, by=actor.user_id, at=self.clock.now())
            events = autonomy.take_events()
            await self.autonomies.save(autonomy)
            await self.outbox.append(events)

        await self.transaction.run(work)
        return await self._trust(campaign, place)

    async def follow(self) -> int:
        """Over all open mandates of all workspaces: lower the levels that were lost."""
        lowered, after = 0, ""
        while True:
            found = await self.watch.open(after, _BATCH)
            for mandate in found:
                for step_id in mandate.scope.step_ids:
                    lowered += await self._follow(
                        mandate.workspace_id, mandate.campaign_id, step_id
                    )
            if len(found) < _BATCH:
                return lowered
            after = found[-1].id

    async def _follow(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, step_id: StepId
    ) -> bool:
        async def work() -> bool:
            autonomy = await self.autonomies.of(workspace_id, campaign_id, step_id)
            evidence = await self.trust.of(workspace_id, campaign_id, step_id, autonomy.since)
            if not autonomy.follow(evidence, at=self.clock.now()):
                return False
            events = autonomy.take_events()
            await self.autonomies.save(autonomy)
            await self.outbox.append(events)
            return True

        try:
            return await self.transaction.run(work)
        except CampaignNotFound:
            return False

    async def _trust(self, campaign: Campaign, place: int) -> StepTrust:
        step = campaign.sequence.steps[place]
        autonomy = await self.autonomies.of(campaign.workspace_id, campaign.id, step.id)
        evidence = await self.trust.of(campaign.workspace_id, campaign.id, step.id, autonomy.since)
        return StepTrust(
            step_id=step.id,
            step_index=place,
            kind=step.kind.value,
            autonomy=autonomy,
            evidence=evidence,
            lacking=lacking(autonomy.level, evidence),
            needs=BARS.get(autonomy.level),
        )


def _lone(campaign: Campaign) -> list[int]:
    return [
        place
        for place, step in enumerate(campaign.sequence.steps)
        if step.is_written and not step.is_by_hand
    ]
