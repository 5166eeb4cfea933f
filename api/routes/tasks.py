"""Tasks: what a person does by hand for a step of a campaign."""

from typing import Annotated, Self

from fastapi import APIRouter, Query, Request
from pydantic import Field

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Id, Instant, ListOf, Paragraph
from api.problem_texts import text_of
from api.problems import language, problems
from domain.campaigns.errors import (
    CallBackNotAhead,
    NotACall,
    OutcomeNotOfTask,
    TaskNotFound,
    TaskOver,
)
from domain.campaigns.model.human_task import TaskOutcome, TaskState
from domain.campaigns.usecases.list_tasks import ShownTask
from domain.messaging.errors import (
    ModelBudgetSpent,
    NoModelAllowed,
    NothingUsableWritten,
    PersonMayNotBeContacted,
    StepNotWritable,
    TooManyRewrites,
    WriterBusy,
)
from domain.shared.errors import Forbidden, PaymentNeeded, StaleWrite, Unauthenticated
from domain.shared.ids import CampaignId, HumanTaskId

router = APIRouter(prefix="/api/v1/tasks", tags=["tasks"])


class TriedCall(Answer):
    at: Instant
    outcome: str
    note: str


class ScriptView(Answer):
    """`text` is empty while it is being written, and when it is refused; `refused_for` says why."""

    text: str
    refused_for: list[str]


class TaskView(Answer):
    """`refusal` says why the person may not be reached; then no address and no text is shown.

    Of a call: `local_time` is the clock of the person (hh:mm), `call_hours` whether it is a time
    to call them, `not_before` the time of the next try.
    """

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
    phone_status: str
    phone_source: str
    local_time: str
    call_hours: bool
    not_before: Instant | None
    tries: list[TriedCall]
    script: ScriptView | None
    objective: str
    subject: str
    text: str
    refusal: str
    note: str
    opened_at: Instant
    due_at: Instant

    @classmethod
    def of(cls, shown: ShownTask, speech: str) -> Self:
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
            phone_status=contact.phone_status if contact else "",
            phone_source=contact.phone_source if contact else "",
            local_time=f"{shown.local_time:%H:%M}" if shown.local_time else "",
            call_hours=shown.may_call_now,
            not_before=task.not_before,
            tries=[
                TriedCall(at=one.at, outcome=one.outcome.value, note=one.note) for one in task.tries
            ],
            script=(
                ScriptView(
                    text=shown.script.text,
                    refused_for=[text_of(one, speech)[0] for one in shown.script.refused_for],
                )
                if shown.script
                else None
            ),
            objective=task.objective,
            subject=words.subject if words else "",
            text=words.text if words else "",
            refusal=shown.refusal,
            note=task.note,
            opened_at=task.opened_at,
            due_at=task.due_at,
        )


class TaskEndAsk(Ask):
    """`call_back_at` goes with the outcome `call_back`."""

    outcome: TaskOutcome
    note: Annotated[Paragraph, Field(max_length=1000)] = ""
    call_back_at: Instant | None = None


class ScriptAsk(Ask):
    """`instruction` says what should change in a script that is there."""

    instruction: Annotated[Paragraph, Field(max_length=300)] = ""


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_tasks(
    *,
    actor: CurrentActor,
    app: App,
    request: Request,
    page: PageQuery,
    state: TaskState = TaskState.OPEN,
    campaign_id: Annotated[str | None, Query(max_length=64)] = None,
) -> ListOf[TaskView]:
    """What is to be done by hand, oldest first."""
    found = await app.campaigns.list_tasks(
        actor, page, state=state, campaign_id=CampaignId(campaign_id) if campaign_id else None
    )
    return ListOf(
        items=[TaskView.of(one, language(request)) for one in found.items], next=found.next
    )


@router.post(
    "/{task_id}/end",
    responses=problems(
        Unauthenticated,
        Forbidden,
        TaskNotFound,
        TaskOver,
        OutcomeNotOfTask,
        CallBackNotAhead,
        StaleWrite,
    ),
)
async def end_task(
    task_id: Id, ask: TaskEndAsk, actor: CurrentActor, app: App, request: Request
) -> TaskView:
    """Say what came of it; the sequence goes on, stops, or waits for the next try."""
    task = await app.campaigns.end_task(
        actor, HumanTaskId(task_id), ask.outcome, ask.note, call_back_at=ask.call_back_at
    )
    shown = await app.campaigns.list_tasks.one(actor, task.id)
    return TaskView.of(shown, language(request))


@router.post(
    "/{task_id}/script",
    responses=problems(
        Unauthenticated,
        Forbidden,
        TaskNotFound,
        TaskOver,
        NotACall,
        PaymentNeeded,
        PersonMayNotBeContacted,
        StepNotWritable,
        TooManyRewrites,
        NothingUsableWritten,
        WriterBusy,
        ModelBudgetSpent,
        NoModelAllowed,
        StaleWrite,
    ),
)
async def write_call_script(
    task_id: Id, ask: ScriptAsk, actor: CurrentActor, app: App, request: Request
) -> TaskView:
    """Have the script of a call written, or written again. Nobody is called by it."""
    await app.campaigns.write_script(actor, HumanTaskId(task_id), ask.instruction)
    shown = await app.campaigns.list_tasks.one(actor, HumanTaskId(task_id))
    return TaskView.of(shown, language(request))
