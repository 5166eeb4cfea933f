"""See EditSequence."""

from collections.abc import Sequence as Many
from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.errors import RevisionScopeNeeded, SequenceRefused
from domain.campaigns.model.campaign import Campaign, CampaignState, Gone, RevisionScope
from domain.campaigns.model.sequence import END, FOLLOWING, ForkOn, Sequence, Step, StepKind
from domain.campaigns.ports import Campaigns
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault
from domain.shared.ids import CampaignId, NewId, StepId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedStep:
    """`id` keeps the step it names; without one, or with a foreign one, it is a new step.

    `next` and `otherwise` name a step of the same request by its `key`, which is its id unless
    the request says otherwise.
    """

    id: StepId | None
    kind: StepKind
    key: str = ""
    wait_days: int = 0
    working_days: bool = False
    objective: str = ""
    with_note: bool = True
    fork_on: ForkOn | None = None
    within_days: int = 0
    next: str = FOLLOWING
    otherwise: str = FOLLOWING


@dataclass(frozen=True, slots=True, kw_only=True)
class EditSequence:
    """Replace the steps. Raise SequenceRefused with every fault and its place.

    A draft's are simply replaced. While the campaign runs, the request says for whom they are and
    where people go who stand at a step that is taken out; else RevisionScopeNeeded.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(
        self,
        actor: Actor,
        campaign_id: CampaignId,
        wanted: Many[WantedStep],
        *,
        scope: RevisionScope | None = None,
        gone: Gone = Gone.NEXT_STEP,
    ) -> Campaign:
        actor.require(Permission.CAMPAIGNS_CREATE)
        fresh = [StepId(self.new_id()) for _ in wanted]

        async def work() -> Campaign:
            campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
            sequence = self._sequence(campaign, wanted, fresh)
            if campaign.state in {CampaignState.RUNNING, CampaignState.PAUSED}:
                sequence.require_valid()
                if scope is None:
                    raise RevisionScopeNeeded
                campaign.revise_sequence(sequence, scope, gone, at=self.clock.now())
            else:
                campaign.put_sequence(sequence)
            events = campaign.take_events()
            await self.campaigns.save(campaign)
            await self.outbox.append(events)
            return campaign

        return await self.transaction.run(work)

    @staticmethod
    def _sequence(campaign: Campaign, wanted: Many[WantedStep], fresh: Many[StepId]) -> Sequence:
        known = {step.id for step in campaign.sequence.steps}
        ids = [
            one.id if one.id is not None and one.id in known else made
            for one, made in zip(wanted, fresh, strict=True)
        ]
        keys = [one.key or one.id or made for one, made in zip(wanted, ids, strict=True)]
        repeated = [place for place, key in enumerate(keys) if key in keys[:place]]
        if repeated:
            raise SequenceRefused(
                faults=[FieldFault(f"/steps/{place}/key", "step-twice") for place in repeated]
            )
        by_key: dict[str, str] = {
            FOLLOWING: FOLLOWING,
            END: END,
            **dict(zip(keys, ids, strict=True)),
        }
        return Sequence(
            steps=tuple(
                Step(
                    id=step_id,
                    kind=one.kind,
                    wait_days=one.wait_days,
                    working_days=one.working_days,
                    objective=one.objective,
                    with_note=one.with_note,
                    fork_on=one.fork_on,
                    within_days=one.within_days,
                    # A name that nothing bears stays as it is: the sequence refuses it in place.
                    next=by_key.get(one.next, one.next),
                    otherwise=by_key.get(one.otherwise, one.otherwise),
                )
                for one, step_id in zip(wanted, ids, strict=True)
            )
        )
