"""Tasks: what a person does by hand for a step of a campaign."""

from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import Field

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Id, Instant, ListOf, Paragraph
from api.problems import problems
from domain.campaigns.errors import TaskNotFound, TaskOver
from domain.campaigns.model.human_task import TaskOutcome, TaskState
from domain.campaigns.usecases.list_tasks import ShownTask
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated
from domain.shared.ids import CampaignId, HumanTaskId

router = APIRouter(prefix="/api/v1/tasks", tags=["tasks"])


class TaskView(Answer):
    """`refusal` says why the person may not be reached; then no address and no text is shown."""

    id: str
    kind: str
    state: str
    outcome: str | None
    campaign_id: str
    campaign_name: str
    prospect_id: str
    full_name: str
    job_title: str
    company: str
    linkedin_url: str
    phone: str
    objective: str
    subject: str
    text: str
    refusal: str
    note: str
    opened_at: Instant
    due_at: Instant

    @classmethod
    def of(cls, shown: ShownTask) -> Self:
        task, contact, words = shown.task, shown.contact, shown.words
        return cls(
            id=task.id,
            kind=task.kind.value,
            state=task.state.value,
            outcome=task.outcome.value if task.outcome else None,
            campaign_id=task.campaign_id,
            campaign_name=shown.campaign_name,
            prospect_id=task.prospect_id,
            full_name=contact.full_name if contact else "",
            job_title=contact.job_title if contact else "",
            company=contact.company if contact else "",
            linkedin_url=contact.linkedin_url if contact else "",
            phone=contact.phone if contact else "",
            objective=task.objective,
            subject=words.subject if words else "",
            text=words.text if words else "",
            refusal=shown.refusal,
            note=task.note,
            opened_at=task.opened_at,
            due_at=task.due_at,
        )


class TaskEndAsk(Ask):
    outcome: TaskOutcome
    note: Annotated[Paragraph, Field(max_length=2000)] = ""


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_tasks(
    actor: CurrentActor,
    app: App,
    page: PageQuery,
    state: TaskState = TaskState.OPEN,
    campaign_id: Annotated[str | None, Query(max_length=64)] = None,
) -> ListOf[TaskView]:
    """What is to be done by hand, oldest first."""
    found = await app.campaigns.list_tasks(
        actor, page, state=state, campaign_id=CampaignId(campaign_id) if campaign_id else None
    )
    return ListOf(items=[TaskView.of(one) for one in found.items], next=found.next)


@router.post(
    "/{task_id}/end",
    responses=problems(Unauthenticated, Forbidden, TaskNotFound, TaskOver, StaleWrite),
)
async def end_task(task_id: Id, ask: TaskEndAsk, actor: CurrentActor, app: App) -> TaskView:
    """Say what came of it; the sequence goes on."""
    task = await app.campaigns.end_task(actor, HumanTaskId(task_id), ask.outcome, ask.note)
    return TaskView.of(await app.campaigns.list_tasks.one(actor, task.id))
