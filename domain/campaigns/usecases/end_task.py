"""See EndTask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.campaigns.model.human_task import HumanTask, TaskOutcome
from domain.campaigns.ports import HumanTasks, TaskQueue
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import EnrolmentId, HumanTaskId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTask:
    """Close a task: a person did it, time ran out, or its person left. The sequence goes on by
    the event, so a crash in between moves nobody twice.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    tasks: HumanTasks
    queue: TaskQueue
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, actor: Actor, task_id: HumanTaskId, outcome: TaskOutcome, note: str = ""
    ) -> HumanTask:
        """Raise TaskNotFound, or TaskOver when it is not open any more."""
        actor.require(Permission.DRAFTS_APPROVE)

        def end(task: HumanTask, at: datetime) -> bool:
            task.end(outcome, note=note, by=actor.user_id, at=at)
            return True

        task, _ = await self._change(actor.workspace_id, task_id, end)
        return task

    async def overdue(self) -> int:
        """Pass what nobody did within three working days, in all workspaces (SEQ-6)."""
        found = await self.queue.overdue(self.clock.now(), _BATCH)
        ended = [
            await self._change(one.workspace_id, one.id, lambda task, at: task.pass_(at=at))
            for one in found
        ]
        return sum(changed for _, changed in ended)

    async def of_enrolment(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> int:
        """Cancel what is open for somebody who left the sequence."""
        found = await self.tasks.open_of(workspace_id, enrolment_id)
        ended = [
            await self._change(workspace_id, one.id, lambda task, at: task.cancel(at=at))
            for one in found
        ]
        return sum(changed for _, changed in ended)

    async def _change(
        self,
        workspace_id: WorkspaceId,
        task_id: HumanTaskId,
        change: Callable[[HumanTask, datetime], bool],
    ) -> tuple[HumanTask, bool]:
        async def work() -> tuple[HumanTask, bool]:
            task = await self.tasks.get(workspace_id, task_id)
            changed = change(task, self.clock.now())
            if changed:
                events = task.take_events()
                await self.tasks.save(task)
                await self.outbox.append(events)
            return task, changed

        return await self.transaction.run(work)
