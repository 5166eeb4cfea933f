"""Messages on their way: what waits and why, what left and its proof."""

from typing import Annotated, Self

from fastapi import APIRouter, Query, Request

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Id, Instant, ListOf
from api.problems import language, problems
from api.reason_texts import reason_title
from domain.delivery.errors import ActionNotCancellable, ActionNotFound
from domain.delivery.model.action import Action, ActionState
from domain.delivery.ports import ActionFilter
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated
from domain.shared.ids import ActionId, CampaignId, ProspectId

router = APIRouter(prefix="/api/v1/actions", tags=["delivery"])


class ReasonView(Answer):
    """`stop_class` is L (law), P (policy) or T (clears by itself or by a fix)."""

    code: str
    title: str
    stop_class: str
    until: Instant | None


class ReceiptView(Answer):
    """`state` is performed, accepted, bounced (product.md SND-5)."""

    state: str
    provider_id: str
    message_id: str
    sha256: str
    sent_at: Instant


class ActionView(Answer):
    """`undo_until` is real time; the other instants are of the workspace's calendar."""

    id: str
    kind: str
    channel: str
    prospect_id: str
    campaign_id: str | None
    enrolment_id: str | None
    step_id: str | None
    sender_id: str
    state: str
    code: str
    planned_at: Instant
    next_at: Instant | None
    undo_until: Instant | None
    reasons: list[ReasonView]
    sent_at: Instant | None
    receipt: ReceiptView | None

    @classmethod
    def of(cls, action: Action, speech: str) -> Self:
        waits = action.state is ActionState.READY
        return cls(
            id=action.id,
            kind=action.kind.value,
            channel=action.kind.channel,
            prospect_id=action.prospect_id,
            campaign_id=action.campaign_id,
            enrolment_id=action.enrolment_id,
            step_id=action.step_id,
            sender_id=action.sender_id,
            state=action.state.value,
            code=action.code,
            planned_at=action.planned_at,
            next_at=action.next_at if waits else None,
            undo_until=action.not_before if waits else None,
            reasons=[
                ReasonView(
                    code=reason.code.value,
                    title=reason_title(reason.code, speech),
                    stop_class=reason.stop_class.value,
                    until=reason.until,
                )
                for reason in action.reasons
            ],
            sent_at=action.sent_at,
            receipt=_receipt(action),
        )


def _receipt(action: Action) -> ReceiptView | None:
    if action.sent_at is None:
        return None
    state = "accepted" if action.seen_at else "performed"
    return ReceiptView(
        state="bounced" if action.bounced_at else state,
        provider_id=action.receipt.provider_ref,
        message_id=action.receipt.message_ref,
        sha256=action.sha256,
        sent_at=action.sent_at,
    )


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_actions(  # noqa: PLR0917 - the filters of the list
    request: Request,
    actor: CurrentActor,
    app: App,
    page: PageQuery,
    campaign_id: Annotated[Id | None, Query()] = None,
    prospect_id: Annotated[Id | None, Query()] = None,
    state: Annotated[ActionState | None, Query()] = None,
) -> ListOf[ActionView]:
    """Messages of the workspace, newest first."""
    wanted = ActionFilter(
        campaign_id=CampaignId(campaign_id) if campaign_id else None,
        prospect_id=ProspectId(prospect_id) if prospect_id else None,
        state=state,
    )
    found = await app.delivery.list_actions(actor, wanted, page)
    speech = language(request)
    return ListOf(items=[ActionView.of(one, speech) for one in found.items], next=found.next)


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
