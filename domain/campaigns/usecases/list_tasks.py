"""See ListTasks."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.campaigns.model.call_hours import may_call
from domain.campaigns.model.human_task import HumanTask, TaskState
from domain.campaigns.model.sequence import StepKind
from domain.campaigns.ports import (
    ApprovedWords,
    Audience,
    CallScript,
    CallScripts,
    Campaigns,
    Contact,
    HumanTasks,
    Words,
)
from domain.campaigns.usecases.person_days import PersonDays
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, HumanTaskId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTask:
    """`refusal` says why the person may not be reached now; then no address and no text is shown.
    `contact` is None for somebody who is no longer on file. `local_time`, of a call, is theirs.
    """

    task: HumanTask
    campaign_name: str
    contact: Contact | None
    words: Words | None
    script: CallScript | None
    refusal: str
    local_time: datetime | None
    may_call_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTasks:
    """What is to be done by hand, or was, oldest first."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    tasks: HumanTasks
    campaigns: Campaigns
    audience: Audience
    words: ApprovedWords
    scripts: CallScripts
    days: PersonDays
    clock: Clock

    async def __call__(
        self, actor: Actor, ask: PageAsk, *, state: TaskState, campaign_id: CampaignId | None = None
    ) -> Page[ShownTask]:
        actor.require(Permission.CAMPAIGNS_READ)
        page = await self.tasks.page(actor.workspace_id, ask, state=state, campaign_id=campaign_id)
        return Page(items=await self._shown(actor, list(page.items)), next=page.next)

    async def one(self, actor: Actor, task_id: HumanTaskId) -> ShownTask:
        """Raise TaskNotFound."""
        actor.require(Permission.CAMPAIGNS_READ)
        [shown] = await self._shown(actor, [await self.tasks.get(actor.workspace_id, task_id)])
        return shown

    async def _shown(self, actor: Actor, tasks: list[HumanTask]) -> list[ShownTask]:
        people = [one.prospect_id for one in tasks]
        candidates = await self.audience.candidates(actor.workspace_id, people)
        contacts = await self.audience.contacts(actor.workspace_id, people)
        names = {
            campaign_id: (await self.campaigns.get(actor.workspace_id, campaign_id)).name
            for campaign_id in {one.campaign_id for one in tasks}
        }
        shown = []
        for task in tasks:
            candidate = candidates.get(task.prospect_id)
            refusal = "erased" if candidate is None else candidate.refusal
            is_open = task.state is TaskState.OPEN and not refusal
            contact = contacts.get(task.prospect_id)
            is_call = is_open and task.kind is StepKind.CALL_TASK
            days = (
                await self.days.of(
                    actor.workspace_id, country=candidate.country, location=candidate.location
                )
                if is_call and candidate is not None
                else None
            )
            now = self.clock.now()
            shown.append(
                ShownTask(
                    task=task,
                    campaign_name=names[task.campaign_id],
                    contact=contact if is_open or contact is None else contact.name_only(),
                    words=(
                        await self.words.of(actor.workspace_id, task.draft_id)
                        if is_open and task.draft_id
                        else None
                    ),
                    script=await self.scripts.of(task) if is_call else None,
                    refusal=refusal,
                    local_time=now.astimezone(days.zone) if days is not None else None,
                    may_call_now=days is not None and may_call(now, days),
                )
            )
        return shown
