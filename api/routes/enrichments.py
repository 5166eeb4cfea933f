"""Looking up professional addresses."""

from enum import StrEnum
from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import Field as Bounds

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Count, Id, Instant, Line
from api.problems import problems
from domain.enrichment.errors import (
    AlreadyEnriching,
    EnrichmentCapInvalid,
    EnrichmentCapReached,
    EnrichmentNotAllowed,
    EnrichmentNotFound,
    NobodySelected,
    ProviderNotOffered,
    TooManySelected,
)
from domain.enrichment.model import (
    MAX_SELECTION,
    MOST_PER_DAY,
    CapStanding,
    EnrichmentRequest,
    Field,
    Quote,
    Refusal,
)
from domain.enrichment.usecases.read_enrichment import EnrichmentResult
from domain.shared.errors import Forbidden, PaymentNeeded, StaleWrite, Unauthenticated
from domain.shared.ids import EnrichmentId, ProspectId

router = APIRouter(prefix="/api/v1/enrichments", tags=["enrichments"])


class WantedField(StrEnum):
    WORK_EMAIL = "work_email"


class Selection(Ask):
    """Whom to look up, and what: work addresses only."""

    prospect_ids: Annotated[list[Id], Bounds(min_length=1, max_length=MAX_SELECTION)]
    fields: Annotated[list[WantedField], Bounds(min_length=1, max_length=1)]

    def chosen(self) -> tuple[list[ProspectId], Field]:
        return [ProspectId(one) for one in self.prospect_ids], Field(self.fields[0].value)


class RefusalView(Answer):
    prospect_id: str
    code: str

    @classmethod
    def of(cls, refusal: Refusal) -> Self:
        return cls(prospect_id=refusal.prospect_id, code=refusal.code)


class CapAsk(Ask):
    per_day: Annotated[int, Bounds(ge=0, le=MOST_PER_DAY)]


class CapView(Answer):
    """People the workspace may look up in any 24 hours, and how many are left now. `possible_at`
    is when the order asked about passes; null if it is greater than the cap.
    """

    per_day: Count
    left: Count
    possible_at: Instant | None

    @classmethod
    def of(cls, standing: CapStanding) -> Self:
        return cls(per_day=standing.per_day, left=standing.left, possible_at=standing.possible_at)


class QuoteView(Answer):
    """In credits; `balance_after` is what is left once the maximum is set aside."""

    cap: CapView
    minimum: Count
    expected: Count
    maximum: Count
    balance_after: int
    refused: list[RefusalView]

    @classmethod
    def of(cls, quote: Quote) -> Self:
        return cls(
            cap=CapView.of(quote.cap),
            minimum=quote.minimum,
            expected=quote.expected,
            maximum=quote.maximum,
            balance_after=quote.balance_after,
            refused=[RefusalView.of(one) for one in quote.refused],
        )


class OrderView(Answer):
    batch_id: str
    operation_id: str


class EnrichmentItemView(Answer):
    prospect_id: str
    field: str
    state: str
    value: str | None
    status: str | None
    settled_at: Instant | None

    @classmethod
    def of(cls, request: EnrichmentRequest) -> Self:
        return cls(
            prospect_id=request.prospect_id,
            field=request.asked_for.value,
            state=request.state.value,
            value=request.value or None,
            status=request.status or None,
            settled_at=request.settled_at,
        )


class EnrichmentView(Answer):
    id: str
    operation_id: str
    state: str
    items: list[EnrichmentItemView]
    refused: list[RefusalView]
    credits_charged: Count

    @classmethod
    def of(cls, result: EnrichmentResult) -> Self:
        return cls(
            id=result.batch.id,
            operation_id=result.batch.operation_id,
            state=result.batch.state.value,
            items=[EnrichmentItemView.of(one) for one in result.requests],
            refused=[RefusalView.of(one) for one in result.batch.refused],
            credits_charged=result.batch.credits_charged,
        )


@router.post(
    "/quote", responses=problems(Unauthenticated, Forbidden, NobodySelected, TooManySelected)
)
async def quote_enrichment(body: Selection, actor: CurrentActor, app: App) -> QuoteView:
    """What looking these people up can cost, and who would be left out; nothing is spent."""
    prospect_ids, field = body.chosen()
    return QuoteView.of(await app.enrichment.quote(actor, prospect_ids, field))


@router.post(
    "",
    status_code=202,
    responses=problems(
        Unauthenticated,
        Forbidden,
        NobodySelected,
        TooManySelected,
        EnrichmentNotAllowed,
        AlreadyEnriching,
        EnrichmentCapReached,
        StaleWrite,
        PaymentNeeded,
    ),
)
async def request_enrichment(body: Selection, actor: CurrentActor, app: App) -> OrderView:
    """Look these people up. Credits for the maximum are set aside; only what is found is paid."""
    prospect_ids, field = body.chosen()
    batch = await app.enrichment.request(actor, prospect_ids, field)
    return OrderView(batch_id=batch.id, operation_id=batch.operation_id)


class ProvidersView(Answer):
    """Whom the workspace asks, in this order; each only about whom those before did not find."""

    providers: list[str]


class ProvidersAsk(Ask):
    providers: Annotated[list[Line], Bounds(min_length=1, max_length=10)]


@router.get("/providers", responses=problems(Unauthenticated, Forbidden))
async def read_enrichment_providers(actor: CurrentActor, app: App) -> ProvidersView:
    """The providers of professional addresses, in the order the workspace asks them."""
    return ProvidersView(providers=list(await app.enrichment.order.read(actor)))


@router.put(
    "/providers", responses=problems(Unauthenticated, Forbidden, ProviderNotOffered, StaleWrite)
)
async def order_enrichment_providers(
    body: ProvidersAsk, actor: CurrentActor, app: App
) -> ProvidersView:
    """Change whom the workspace asks first; look-ups under way keep the order they began with."""
    return ProvidersView(providers=list(await app.enrichment.order.set(actor, body.providers)))


@router.get("/cap", responses=problems(Unauthenticated, Forbidden))
async def read_enrichment_cap(actor: CurrentActor, app: App) -> CapView:
    """How many people the workspace may look up in 24 hours, and how many are left."""
    return CapView.of(await app.enrichment.cap.read(actor))


@router.put(
    "/cap", responses=problems(Unauthenticated, Forbidden, EnrichmentCapInvalid, StaleWrite)
)
async def set_enrichment_cap(body: CapAsk, actor: CurrentActor, app: App) -> CapView:
    """Set how many people the workspace may look up in any 24 hours; zero stops it."""
    return CapView.of(await app.enrichment.cap.set(actor, body.per_day))


@router.get("/{enrichment_id}", responses=problems(Unauthenticated, Forbidden, EnrichmentNotFound))
async def get_enrichment(enrichment_id: Id, actor: CurrentActor, app: App) -> EnrichmentView:
    """What was found so far, person by person, and what it cost."""
    return EnrichmentView.of(await app.enrichment.read(actor, EnrichmentId(enrichment_id)))
