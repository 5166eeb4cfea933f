"""See OpenTask."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.errors import TaskExists
from domain.campaigns.model.enrolment import Enrolment
from domain.campaigns.model.human_task import HumanTask
from domain.campaigns.model.sequence import Step
from domain.campaigns.ports import Audience, Campaigns, Enrolments, HumanTasks
from domain.campaigns.usecases.person_days import PersonDays
from domain.shared.clock import Clock
from domain.shared.ids import EnrolmentId, HumanTaskId, NewId, StepId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """Give a person what a step asks to be done by hand: a call, a visit, or an approved text to
    send in LinkedIn (SND-1). One task per step of an enrolment; asking again opens none.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    tasks: HumanTasks
    audience: Audience
    days: PersonDays
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
        *,
        draft_id: str = "",
    ) -> HumanTask | None:
        """The task; None when the step is no work for hands, or waits for its text."""
        known = await self.tasks.of_step(workspace_id, enrolment_id, step_id)
        if known is not None:
            return known
        enrolment = await self.enrolments.get(workspace_id, enrolment_id)
        campaign = await self.campaigns.get(workspace_id, enrolment.campaign_id)
        sequence = campaign.sequence_of(enrolment.revision)
        if not enrolment.awaits(sequence, step_id):
            return None
        step = sequence.steps[enrolment.step_index]
        if not step.is_by_hand or step.is_written != bool(draft_id):
            return None
        return await self._open(enrolment, step, draft_id)

    async def to_withdraw(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId, step_id: StepId
    ) -> HumanTask | None:
        """An invitation that nobody answered, to be taken back in LinkedIn (SND-2). The sequence
        went on long ago, so the task holds nothing up.
        """
        known = await self.tasks.of_step(workspace_id, enrolment_id, step_id)
        if known is not None:
            return known
        enrolment = await self.enrolments.get(workspace_id, enrolment_id)
        campaign = await self.campaigns.get(workspace_id, enrolment.campaign_id)
        sequence = campaign.sequence_of(enrolment.revision)
        place = sequence.index_of(step_id)
        if place is None:
            return None
        return await self._open(enrolment, sequence.steps[place], "")

    async def _open(self, enrolment: Enrolment, step: Step, draft_id: str) -> HumanTask | None:
        workspace_id = enrolment.workspace_id
        found = await self.audience.candidates(workspace_id, [enrolment.prospect_id])
        person = found.get(enrolment.prospect_id)
        if person is None:
            return None
        days = await self.days.of(workspace_id, country=person.country, location=person.location)
        now = self.clock.now()
        task = HumanTask(
            id=HumanTaskId(self.new_id()),
            workspace_id=workspace_id,
            campaign_id=enrolment.campaign_id,
            enrolment_id=enrolment.id,
            prospect_id=enrolment.prospect_id,
            step_id=step.id,
            kind=step.kind,
            objective=step.objective,
            draft_id=draft_id,
            opened_at=now,
            due_at=days.after(now, HumanTask.WORKING_DAYS),
        )
        task.open()

        async def work() -> None:
            events = task.take_events()
            await self.tasks.add(task)
            await self.outbox.append(events)

        try:
            await self.transaction.run(work)
        except TaskExists:
            return await self.tasks.of_step(workspace_id, enrolment.id, step.id)
        return task
