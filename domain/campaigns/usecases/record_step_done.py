"""See RecordStepDone."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.errors import EnrolmentNotFound
from domain.campaigns.model.enrolment import StepOutcome
from domain.campaigns.ports import Audience, Campaigns, Enrolments
from domain.campaigns.usecases.person_days import PersonDays
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
    audience: Audience
    days: PersonDays
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
            try:
                enrolment = await self.enrolments.get(workspace_id, enrolment_id)
            except EnrolmentNotFound:
                return False  # the person was erased meanwhile
            campaign = await self.campaigns.get(workspace_id, enrolment.campaign_id)
            sequence = campaign.sequence_of(enrolment.revision)
            if not enrolment.awaits(sequence, step_id):
                return False
            found = await self.audience.candidates(workspace_id, [enrolment.prospect_id])
            person = found.get(enrolment.prospect_id)
            days = await self.days.of(
                workspace_id,
                country=person.country if person else "",
                location=person.location if person else "",
            )
            now = self.clock.now()
            done = enrolment.record_done(sequence, step_id, outcome, at=now, later=days.later)
            if done:
                events = enrolment.take_events()
                await self.enrolments.save(enrolment)
                await self.outbox.append(events)
            return done

        return await self.transaction.run(work)
