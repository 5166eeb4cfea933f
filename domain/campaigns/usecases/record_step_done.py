"""See RecordStepDone."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model import StepOutcome
from domain.campaigns.ports import Campaigns, Enrolments
from domain.shared.clock import Clock
from domain.shared.ids import EnrolmentId, StepId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStepDone:
    """The step under way is over: the person goes on to the next one.

    Only the step that is awaited moves the pointer, so a repeat or a late event changes nothing.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
        outcome: StepOutcome,
    ) -> bool:
        async def work() -> bool:
            enrolment = await self.enrolments.get(workspace_id, enrolment_id)
            campaign = await self.campaigns.get(workspace_id, enrolment.campaign_id)
            done = enrolment.record_done(campaign.sequence, step_id, outcome, at=self.clock.now())
            if done:
                events = enrolment.take_events()
                await self.enrolments.save(enrolment)
                await self.outbox.append(events)
            return done

        return await self.transaction.run(work)
