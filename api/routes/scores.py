"""How far scores have kept their promise."""

from typing import Self

from fastapi import APIRouter

from api.deps import App, CurrentActor
from api.models import Answer, Count, ListOf
from api.problems import problems
from api.routes.prospects import BandName
from domain.scoring.model.reliability import Reliability
from domain.shared.errors import Forbidden, Unauthenticated

router = APIRouter(prefix="/api/v1", tags=["scores"])


class ReliabilityView(Answer):
    """`rate` is null under fifty people: not measurable yet."""

    band: BandName
    contacted: Count
    positive: Count
    rate: float | None

    @classmethod
    def of(cls, one: Reliability) -> Self:
        return cls(
            band=one.band.value, contacted=one.contacted, positive=one.positive, rate=one.rate
        )


@router.get("/scores/reliability", responses=problems(Unauthenticated, Forbidden))
async def read_score_reliability(actor: CurrentActor, app: App) -> ListOf[ReliabilityView]:
    """Per band, how many contacted people became interested, with how many that is counted on."""
    shown = await app.scoring.reliability(actor)
    return ListOf(items=[ReliabilityView.of(one) for one in shown], next=None)
