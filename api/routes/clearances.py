"""The way out of a wrong refusal at the wall for special categories (obligations 52, 53)."""

from typing import Annotated, Self

from fastapi import APIRouter, Response
from pydantic import Field

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Id, Instant, Line, ListOf
from api.problems import problems
from domain.prospects.errors import (
    ClearanceNotFound,
    NotSensitive,
    ReasonMissing,
    TooManyClearances,
)
from domain.prospects.model.clearance import Clearance
from domain.shared.errors import Forbidden, Unauthenticated
from domain.shared.ids import ClearanceId

router = APIRouter(prefix="/api/v1", tags=["prospects"])


class ClearanceAsk(Ask):
    """The text that was refused, to the letter, and why it says nothing of a special category."""

    text: Line
    reason: Annotated[Line, Field(max_length=300)]


class ClearanceView(Answer):
    id: str
    text: str
    category: str
    reason: str
    cleared_by: str
    cleared_at: Instant

    @classmethod
    def of(cls, one: Clearance) -> Self:
        return cls(
            id=one.id,
            text=one.text,
            category=one.category,
            reason=one.reason,
            cleared_by=one.cleared_by,
            cleared_at=one.cleared_at,
        )


_WHO = (Unauthenticated, Forbidden)


@router.get("/sensitive-clearances", responses=problems(*_WHO))
async def list_clearances(actor: CurrentActor, app: App) -> ListOf[ClearanceView]:
    """Texts that a member said are not sensitive, the newest first, each with why."""
    seen = await app.prospects.clearances.seen(actor)
    return ListOf(items=[ClearanceView.of(one) for one in seen], next=None)


@router.post(
    "/sensitive-clearances",
    status_code=201,
    responses=problems(*_WHO, NotSensitive, ReasonMissing, TooManyClearances),
)
async def clear_text(body: ClearanceAsk, actor: CurrentActor, app: App) -> ClearanceView:
    """Say why a refused text is not sensitive; it passes from then on, and the reason is kept."""
    return ClearanceView.of(await app.prospects.clearances.give(actor, body.text, body.reason))


@router.delete(
    "/sensitive-clearances/{clearance_id}",
    status_code=204,
    responses=problems(*_WHO, ClearanceNotFound),
)
async def withdraw_clearance(clearance_id: Id, actor: CurrentActor, app: App) -> Response:
    """Refuse a text again; what was stored meanwhile stays."""
    await app.prospects.clearances.withdraw(actor, ClearanceId(clearance_id))
    return Response(status_code=204)
