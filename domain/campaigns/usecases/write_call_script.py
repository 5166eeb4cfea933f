"""See WriteCallScript."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.errors import NotACall, TaskOver
from domain.campaigns.model.human_task import TaskState
from domain.campaigns.model.sequence import StepKind
from domain.campaigns.ports import CallScripts, HumanTasks
from domain.shared.actor import Actor, Permission
from domain.shared.ids import HumanTaskId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteCallScript:
    """Have what to say in a call written, for the person who is about to call (CALL-1)."""

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    tasks: HumanTasks
    scripts: CallScripts

    async def __call__(self, actor: Actor, task_id: HumanTaskId, instruction: str = "") -> None:
        """Raise TaskNotFound, TaskOver, NotACall, and what writing raises."""
        actor.require(Permission.DRAFTS_APPROVE)
        task = await self.tasks.get(actor.workspace_id, task_id)
        if task.kind is not StepKind.CALL_TASK:
            raise NotACall
        if task.state is not TaskState.OPEN:
            raise TaskOver
        await self.scripts.write(actor, task, instruction)
