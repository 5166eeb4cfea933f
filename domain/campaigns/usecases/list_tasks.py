"""See ListTasks."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.human_task import HumanTask, TaskState
from domain.campaigns.ports import ApprovedWords, Audience, Campaigns, Contact, HumanTasks, Words
from domain.shared.actor import Actor, Permission
from domain.shared.ids import CampaignId, HumanTaskId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTask:
    """`refusal` says why the person may not be reached now; then no address and no text is shown.
    `contact` is None for somebody who is no longer on file.
    """

    task: HumanTask
    campaign_name: str
    contact: Contact | None
    words: Words | None
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTasks:
    """What is to be done by hand, or was, oldest first."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    tasks: HumanTasks
    campaigns: Campaigns
    audience: Audience
    words: ApprovedWords

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
                    refusal=refusal,
                )
            )
        return shown
