"""See TakeNextSteps."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.autonomy import Level
from domain.campaigns.model.campaign import CampaignState
from domain.campaigns.model.enrolment import Candidate, Enrolment, EnrolmentState
from domain.campaigns.model.sequence import Sequence
from domain.campaigns.ports import Audience, Autonomies, Campaigns, EnrolmentQueue, Enrolments
from domain.campaigns.usecases.person_days import PersonDays
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNextSteps:
    """Move everybody whose time has come to their next message, or to the end.

    A step on a channel the person cannot be reached by is passed; someone who may no longer be
    written to is stopped. At the manual level nothing is drafted ahead: the step waits for a
    person's order (AUT-2). One person per transaction; a second worker finds nothing left to do.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    queue: EnrolmentQueue
    autonomies: Autonomies
    audience: Audience
    days: PersonDays
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self) -> int:
        """How many were moved."""
        moved = 0
        for due in await self.queue.due(self.clock.now(), _BATCH):
            found = await self.audience.candidates(due.workspace_id, [due.prospect_id])
            moved += await self._take(due, found.get(due.prospect_id))
        return moved

    async def _take(self, due: Enrolment, candidate: Candidate | None) -> bool:
        async def work() -> bool:
            enrolment = await self.enrolments.get(due.workspace_id, due.id)
            campaign = await self.campaigns.get(due.workspace_id, due.campaign_id)
            sequence = campaign.sequence_of(enrolment.revision)
            now = self.clock.now()
            before = (enrolment.state, enrolment.step_index, enrolment.next_at)
            if campaign.state is not CampaignState.RUNNING:
                enrolment.pause()
                # Writing the campaign too orders this against its resumption.
                await self.campaigns.save(campaign)
            elif candidate is None or candidate.refusal:
                enrolment.stop("erased" if candidate is None else candidate.refusal, at=now)
            else:
                days = await self.days.of(
                    due.workspace_id, country=candidate.country, location=candidate.location
                )
                enrolment.take_step(sequence, candidate.channels, at=now, later=days.later)
                await self._follow_level(enrolment, sequence)
            if before == (enrolment.state, enrolment.step_index, enrolment.next_at):
                return False
            events = enrolment.take_events()
            await self.enrolments.save(enrolment)
            await self.outbox.append(events)
            return True

        try:
            return await self.transaction.run(work)
        except StaleWrite:
            return False

    async def _follow_level(self, enrolment: Enrolment, sequence: Sequence) -> None:
        if enrolment.state is not EnrolmentState.AWAITING:
            return
        step = sequence.steps[enrolment.step_index]
        if not step.is_written or step.is_by_hand:
            return
        autonomy = await self.autonomies.of(enrolment.workspace_id, enrolment.campaign_id, step.id)
        if autonomy.level is Level.MANUAL:
            enrolment.wait_for_order()
