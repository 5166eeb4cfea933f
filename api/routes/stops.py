"""The stop switch: nothing of its scope leaves any more (product.md AUT-8)."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import Field

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Count, Instant, ListOf
from api.problems import problems
from domain.delivery.errors import SenderNotFound, StopNotFound, StopScopeInvalid
from domain.delivery.model.stop import Stop, StopScope
from domain.delivery.usecases.turn_stop import StopReport
from domain.shared.errors import Forbidden, NotFound, StaleWrite, Unauthenticated

router = APIRouter(prefix="/api/v1/stops", tags=["delivery"])

Why = Annotated[str, Field(min_length=3, max_length=500)]


class StopView(Answer):
    """`since` is real time. `target` is the campaign, sender or channel; null for the whole."""

    scope: StopScope
    target: str | None
    is_on: bool
    since: Instant | None
    by: str
    reason: str

    @classmethod
    def of(cls, stop: Stop) -> Self:
        last = stop.last
        return cls(
            scope=stop.scope,
            target=stop.target or None,
            is_on=stop.is_on,
            since=last.at if last else None,
            by=last.by if last else "",
            reason=last.reason if last else "",
        )


class StopAnswer(Answer):
    """`in_flight` calls had begun; none reaches the provider after `last_wire_at` (real time)."""

    stop: StopView
    in_flight: Count
    last_wire_at: Instant

    @classmethod
    def of(cls, report: StopReport) -> Self:
        return cls(
            stop=StopView.of(report.stop),
            in_flight=report.in_flight,
            last_wire_at=report.last_wire_at,
        )


class StopAsk(Ask):
    scope: StopScope
    target: Annotated[str, Field(max_length=64)] = ""
    reason: Why


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_stops(actor: CurrentActor, app: App) -> ListOf[StopView]:
    """The stop switches that are on over this workspace, the platform's own among them."""
    found = await app.delivery.list_stops(actor)
    return ListOf(items=[StopView.of(one) for one in found], next=None)


@router.post(
    "",
    status_code=201,
    responses=problems(
        Unauthenticated, Forbidden, NotFound, SenderNotFound, StopScopeInvalid, StaleWrite
    ),
)
async def stop_sending(ask: StopAsk, actor: CurrentActor, app: App) -> StopAnswer:
    """Stop the workspace, a campaign, a sender or a channel: nothing new is armed from now on."""
    report = await app.delivery.stops.stop(actor, ask.scope, ask.target, ask.reason)
    return StopAnswer.of(report)


@router.post(
    "/restart",
    responses=problems(Unauthenticated, Forbidden, StopNotFound, StopScopeInvalid, StaleWrite),
)
async def restart_sending(ask: StopAsk, actor: CurrentActor, app: App) -> StopView:
    """Lift a stop: what waited is looked at again, within limits and spacing."""
    stop = await app.delivery.stops.restart(actor, ask.scope, ask.target, ask.reason)
    return StopView.of(stop)
