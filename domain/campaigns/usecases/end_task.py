"""See EndTask."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.campaigns.errors import CallBackNotAhead
from domain.campaigns.model.call_hours import other_half_day
from domain.campaigns.model.human_task import CallTry, HumanTask, TaskOutcome
from domain.campaigns.model.sequence import StepKind
from domain.campaigns.ports import Audience, HumanTasks, Objections, TaskQueue, WrongNumbers
from domain.campaigns.usecases.person_days import PersonDays
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import EnrolmentId, HumanTaskId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200
_LATEST_CALL_BACK = timedelta(days=60)
_CHASE_AFTER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTask:
    """Close a task: a person did it, time ran out, or its person left. The sequence goes on by
    the event, so a crash in between moves nobody twice.

    A call that reached nobody stays, for another half-day or two working days later, three times
    at most, and for the date that the person asked for (CALL-1). An objection heard in a call is
    recorded in the same transaction, so no call is closed without it (obligations 60, 61).
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    tasks: HumanTasks
    queue: TaskQueue
    audience: Audience
    days: PersonDays
    objections: Objections
    wrong_numbers: WrongNumbers
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self,
        actor: Actor,
        task_id: HumanTaskId,
        outcome: TaskOutcome,
        note: str = "",
        *,
        call_back_at: datetime | None = None,
    ) -> HumanTask:
        """Raise TaskNotFound, TaskOver when it is not open any more, OutcomeNotOfTask, or
        CallBackNotAhead.
        """
        actor.require(Permission.DRAFTS_APPROVE)

        async def end(task: HumanTask, at: datetime) -> bool:
            task.require(outcome)
            later = await self._later(task, outcome, call_back_at, at)
            if later is not None:
                not_before, due_at = later
                tried = CallTry(at=at, outcome=outcome, note=note, by=actor.user_id)
                task.try_again(tried, not_before=not_before, due_at=due_at)
                return True
            if outcome is TaskOutcome.OPPOSED:
                await self.objections.record(
                    task.workspace_id, task.prospect_id, evidence_ref=f"task:{task.id}"
                )
            if outcome is TaskOutcome.WRONG_NUMBER:
                await self.wrong_numbers.record(task.workspace_id, task.prospect_id)
            task.end(outcome, note=note, by=actor.user_id, at=at)
            return True

        task, _ = await self._change(actor.workspace_id, task_id, end)
        return task

    async def overdue(self) -> int:
        """Pass what nobody did within three working days, in all workspaces (SEQ-6)."""

        async def pass_(task: HumanTask, at: datetime) -> bool:
            return task.pass_(at=at)

        found = await self.queue.overdue(self.clock.now(), _BATCH)
        ended = [await self._change(one.workspace_id, one.id, pass_) for one in found]
        return sum(changed for _, changed in ended)

    async def of_enrolment(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> int:
        """Cancel what is open for somebody who left the sequence."""

        async def cancel(task: HumanTask, at: datetime) -> bool:
            return task.kind is not StepKind.LINKEDIN_INVITATION and task.cancel(at=at)

        found = await self.tasks.open_of(workspace_id, enrolment_id)
        ended = [await self._change(workspace_id, one.id, cancel) for one in found]
        return sum(changed for _, changed in ended)

    async def _later(
        self,
        task: HumanTask,
        outcome: TaskOutcome,
        call_back_at: datetime | None,
        at: datetime,
    ) -> tuple[datetime, datetime] | None:
        """When the call is to be made again and until when; None when it is not."""
        again = {TaskOutcome.NOT_REACHED, TaskOutcome.STILL_CHASING}
        wanted = outcome in again and task.may_be_tried_again
        if not wanted and outcome is not TaskOutcome.CALL_BACK:
            return None
        found = await self.audience.candidates(task.workspace_id, [task.prospect_id])
        person = found.get(task.prospect_id)
        days = await self.days.of(
            task.workspace_id,
            country=person.country if person else "",
            location=person.location if person else "",
        )
        if outcome is TaskOutcome.CALL_BACK:
            if call_back_at is None or not at < call_back_at <= at + _LATEST_CALL_BACK:
                raise CallBackNotAhead
            not_before = call_back_at
        elif outcome is TaskOutcome.NOT_REACHED:
            not_before = other_half_day(at, days)
        else:
            not_before = days.after(at, _CHASE_AFTER)
        return not_before, days.after(not_before, HumanTask.WORKING_DAYS)

    async def _change(
        self,
        workspace_id: WorkspaceId,
        task_id: HumanTaskId,
        change: Callable[[HumanTask, datetime], Awaitable[bool]],
    ) -> tuple[HumanTask, bool]:
        async def work() -> tuple[HumanTask, bool]:
            task = await self.tasks.get(workspace_id, task_id)
            changed = await change(task, self.clock.now())
            if changed:
                events = task.take_events()
                await self.tasks.save(task)
                await self.outbox.append(events)
            return task, changed

        return await self.transaction.run(work)
