"""Messages on their way: what waits and why, what left and its proof."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query, Request
from pydantic import Field

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Count, Id, Instant, ListOf
from api.problems import language, problems
from api.reason_texts import binding_title, reason_title
from domain.delivery.errors import (
    ActionNotCancellable,
    ActionNotFound,
    ActionNotSettleable,
    ReasonNeeded,
    SenderNotFound,
)
from domain.delivery.model.action import Action, ActionState, Choice
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.delivery.ports import ActionFilter
from domain.delivery.usecases.explain_wait import Explanation
from domain.delivery.usecases.read_action import ActionFile
from domain.shared.errors import Forbidden, NotFound, StaleWrite, Unauthenticated
from domain.shared.ids import ActionId, CampaignId, ProspectId, SenderId

router = APIRouter(prefix="/api/v1/actions", tags=["delivery"])


class ReasonView(Answer):
    """`step` is the rule of compliance.md 8 that gives it. `stop_class` is L (law), P (policy) or
    T (clears by itself or by a fix). `origin` names what binds, where a code has several sources.
    """

    code: str
    title: str
    step: int
    stop_class: str
    until: Instant | None
    origin: str

    @classmethod
    def of(cls, reason: Reason, speech: str) -> Self:
        return cls(
            code=reason.code.value,
            title=binding_title(reason.code, reason.origin, speech),
            step=reason.step,
            stop_class=reason.stop_class.value,
            until=reason.until,
            origin=reason.origin,
        )


class ReceiptView(Answer):
    """`state` is reported, performed, accepted, bounced (product.md SND-5)."""

    state: str
    provider_id: str
    message_id: str
    sha256: str
    sent_at: Instant


class ActionView(Answer):
    """`undo_until` is real time; the other instants are of the workspace's calendar.

    `prospect_name` is empty for somebody who is no longer on file. `unattended`: nobody clicked,
    a mandate lets it go.
    """

    id: str
    kind: str
    channel: str
    prospect_id: str
    prospect_name: str
    campaign_id: str | None
    enrolment_id: str | None
    step_id: str | None
    sender_id: str
    state: str
    code: str
    planned_at: Instant
    next_at: Instant | None
    undo_until: Instant | None
    unattended: bool
    reasons: list[ReasonView]
    sent_at: Instant | None
    receipt: ReceiptView | None

    @classmethod
    def of(cls, action: Action, speech: str, name: str = "") -> Self:
        waits = action.state is ActionState.READY
        return cls(
            id=action.id,
            kind=action.kind.value,
            channel=action.kind.channel,
            prospect_id=action.prospect_id,
            prospect_name=name,
            campaign_id=action.campaign_id,
            enrolment_id=action.enrolment_id,
            step_id=action.step_id,
            sender_id=action.sender_id,
            state=action.state.value,
            code=action.code,
            planned_at=action.planned_at,
            next_at=action.next_at if waits else None,
            undo_until=action.not_before if waits else None,
            unattended=bool(action.mandate_id) and not action.uncovered,
            reasons=[ReasonView.of(reason, speech) for reason in action.reasons],
            sent_at=action.sent_at,
            receipt=_receipt(action),
        )


def _receipt(action: Action) -> ReceiptView | None:
    if action.sent_at is None:
        return None
    state = "reported" if action.reported else "performed"
    state = "accepted" if action.seen_at else state
    return ReceiptView(
        state="bounced" if action.bounced_at else state,
        provider_id=action.receipt.provider_ref,
        message_id=action.receipt.message_ref,
        sha256=action.sha256,
        sent_at=action.sent_at,
    )


class AttemptView(Answer):
    """One call to the provider; `armed_at` is real time. `outcome` armed or lost proves nothing."""

    number: int
    armed_at: Instant
    outcome: str
    code: str
    provider_id: str


class DecisionView(Answer):
    choice: Choice
    by: str
    at: Instant
    reason: str


class ActionFileView(Answer):
    """`verdict` is what the send rules say now; empty when it may leave, or is over."""

    action: ActionView
    attempts: list[AttemptView]
    decisions: list[DecisionView]
    verdict: list[ReasonView]
    subject: str
    text: str
    linkedin_url: str

    @classmethod
    def of(cls, read: ActionFile, speech: str) -> Self:
        person, letter = read.recipient, read.letter
        return cls(
            action=ActionView.of(read.action, speech, person.full_name if person else ""),
            attempts=[
                AttemptView(
                    number=one.number,
                    armed_at=one.armed_at,
                    outcome=one.outcome.value,
                    code=one.code,
                    provider_id=one.receipt.provider_ref if one.receipt else "",
                )
                for one in read.attempts
            ],
            decisions=[
                DecisionView(choice=one.choice, by=one.by, at=one.at, reason=one.reason)
                for one in read.action.decisions
            ],
            verdict=[ReasonView.of(one, speech) for one in read.verdict.reasons],
            subject=letter.subject if letter else "",
            text=letter.text if letter else "",
            linkedin_url=person.linkedin if person else "",
        )


class SettleAsk(Ask):
    """`choice`: sent, not_sent, verify (ask the provider again) or retry."""

    choice: Literal[Choice.SENT, Choice.NOT_SENT, Choice.VERIFY, Choice.RETRY]
    reason: Annotated[str, Field(min_length=3, max_length=500)]


class ReasonCount(Answer):
    code: str
    title: str
    count: Count


class WhyAnswer(Answer):
    """`reason` is null when something leaves within seconds, or nothing waits. `origin` names the
    limit that binds, where that reason has several sources.
    """

    reason: str | None
    title: str | None
    origin: str
    next_at: Instant | None
    counts: list[ReasonCount]

    @classmethod
    def of(cls, found: Explanation, speech: str) -> Self:
        return cls(
            reason=found.reason.value if found.reason else None,
            title=binding_title(found.reason, found.origin, speech) if found.reason else None,
            origin=found.origin,
            next_at=found.next_at,
            counts=[
                ReasonCount(code=code.value, title=reason_title(code, speech), count=count)
                for code, count in found.counts
            ],
        )


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_actions(  # noqa: PLR0917 - the filters of the list
    request: Request,
    actor: CurrentActor,
    app: App,
    page: PageQuery,
    campaign_id: Annotated[Id | None, Query()] = None,
    prospect_id: Annotated[Id | None, Query()] = None,
    sender_id: Annotated[Id | None, Query()] = None,
    state: Annotated[ActionState | None, Query()] = None,
    reason: Annotated[ReasonCode | None, Query()] = None,
) -> ListOf[ActionView]:
    """Messages of the workspace, newest first."""
    wanted = ActionFilter(
        campaign_id=CampaignId(campaign_id) if campaign_id else None,
        prospect_id=ProspectId(prospect_id) if prospect_id else None,
        sender_id=SenderId(sender_id) if sender_id else None,
        state=state,
        reason=reason,
    )
    found, names = await app.delivery.list_actions(actor, wanted, page)
    speech = language(request)
    views = [ActionView.of(one, speech, names.get(one.prospect_id, "")) for one in found.items]
    return ListOf(items=views, next=found.next)


@router.get(
    "/why-not/sender/{sender_id}", responses=problems(Unauthenticated, Forbidden, SenderNotFound)
)
async def explain_sender(
    sender_id: Id, request: Request, actor: CurrentActor, app: App
) -> WhyAnswer:
    """Why nothing goes out of a mailbox or LinkedIn account, and when it next can."""
    found = await app.delivery.explain_wait.of_sender(actor, SenderId(sender_id))
    return WhyAnswer.of(found, language(request))


@router.get(
    "/why-not/prospect/{prospect_id}", responses=problems(Unauthenticated, Forbidden, NotFound)
)
async def explain_prospect(
    prospect_id: Id, request: Request, actor: CurrentActor, app: App
) -> WhyAnswer:
    """Why nothing goes out to a person, and when it next can."""
    found = await app.delivery.explain_wait.of_prospect(actor, ProspectId(prospect_id))
    return WhyAnswer.of(found, language(request))


@router.get("/{action_id}", responses=problems(Unauthenticated, Forbidden, ActionNotFound))
async def read_action(
    action_id: Id, request: Request, actor: CurrentActor, app: App
) -> ActionFileView:
    """One message with every try, every decision and the rules' verdict now."""
    found = await app.delivery.read_action(actor, ActionId(action_id))
    return ActionFileView.of(found, language(request))


@router.post(
    "/{action_id}/settle",
    responses=problems(
        Unauthenticated, Forbidden, ActionNotFound, ActionNotSettleable, ReasonNeeded, StaleWrite
    ),
)
async def settle_action(
    action_id: Id, ask: SettleAsk, request: Request, actor: CurrentActor, app: App
) -> ActionView:
    """Decide about a message that waits for a person; the reason is kept with it."""
    choice = Choice(ask.choice)
    settled = await app.delivery.settle_by_hand(actor, ActionId(action_id), choice, ask.reason)
    return ActionView.of(settled, language(request))


@router.post(
    "/{action_id}/done",
    responses=problems(Unauthenticated, Forbidden, ActionNotFound, ActionNotSettleable, StaleWrite),
)
async def report_done(action_id: Id, request: Request, actor: CurrentActor, app: App) -> ActionView:
    """Say that you sent the prepared LinkedIn message yourself; the sequence goes on."""
    done = await app.delivery.report_done(actor, ActionId(action_id))
    return ActionView.of(done, language(request))


@router.post(
    "/{action_id}/undo",
    responses=problems(
        Unauthenticated, Forbidden, ActionNotFound, ActionNotCancellable, StaleWrite
    ),
)
async def undo_action(action_id: Id, request: Request, actor: CurrentActor, app: App) -> ActionView:
    """Take a message back while it waits; its step is passed."""
    undone = await app.delivery.undo(actor, ActionId(action_id))
    return ActionView.of(undone, language(request))
