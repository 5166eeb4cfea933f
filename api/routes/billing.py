"""Plan, payment pages and invoices. No card number ever comes here (obligation 104)."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Path, Query
from fastapi.responses import RedirectResponse
from pydantic import Field

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Code, Count, Instant, ListOf
from api.problems import problems
from domain.billing.errors import (
    AlreadySubscribed,
    CheckoutNotFound,
    InvoiceNotFound,
    NotSubscribed,
    PaymentsDown,
    PaymentsNotReady,
    UnknownOffer,
)
from domain.billing.model.payments import Invoice
from domain.billing.model.plans import OFFERS, PACKS, Offer, Pack
from domain.billing.model.subscription import Entitlements, Subscription
from domain.billing.ports import PortalFlow
from domain.billing.usecases.preview_plan import PlanPreview
from domain.billing.usecases.read_subscription import Usage
from domain.shared.errors import Forbidden, Unauthenticated
from domain.shared.money import Money

router = APIRouter(prefix="/api/v1/billing", tags=["billing"])

Quantity = Annotated[int, Field(ge=1, le=500)]
Ref = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_]+$")]


class MoneyView(Answer):
    minor: int
    currency: str

    @classmethod
    def of(cls, money: Money) -> Self:
        return cls(minor=money.minor, currency=money.currency)


class PlanOfferView(Answer):
    """The price of one seat without VAT, per month or per year; credits are those of a month."""

    lookup_key: str
    plan: str
    interval: str
    price: MoneyView
    credits: Count
    mailboxes: Count
    linkedin_accounts: Count
    per_seat: bool
    fewest_seats: Count
    features: list[str]

    @classmethod
    def of(cls, offer: Offer) -> Self:
        plan = offer.plan
        return cls(
            lookup_key=offer.lookup_key,
            plan=plan.code,
            interval=offer.interval,
            price=MoneyView.of(offer.price),
            credits=plan.credits,
            mailboxes=plan.mailboxes,
            linkedin_accounts=plan.linkedin_accounts,
            per_seat=plan.per_seat,
            fewest_seats=plan.fewest_seats,
            features=sorted(plan.features),
        )


class PackView(Answer):
    lookup_key: str
    credits: Count
    price: MoneyView

    @classmethod
    def of(cls, pack: Pack) -> Self:
        return cls(lookup_key=pack.lookup_key, credits=pack.credits, price=MoneyView.of(pack.price))


class PlansView(Answer):
    offers: list[PlanOfferView]
    packs: list[PackView]


class SubscriptionView(Answer):
    """`access` is `read_only` when nothing is paid any more; `until` is the end of the trial, or of
    the seven days after a payment that failed.
    """

    plan: str
    status: str
    access: str
    until: Instant | None
    lookup_key: str | None
    seats: Count
    period_end: Instant | None
    cancels_at: Instant | None
    next_lookup_key: str | None
    next_seats: Count
    credits_a_month: Count
    mailboxes: Count
    mailboxes_used: Count
    linkedin_accounts: Count
    linkedin_accounts_used: Count
    sends_per_day: Count | None
    features: list[str]
    has_customer: bool

    @classmethod
    def of(cls, subscription: Subscription, held: Entitlements, usage: Usage) -> Self:
        terms = subscription.terms
        return cls(
            plan=held.plan.code,
            status=terms.status,
            access=held.access,
            until=held.until,
            lookup_key=terms.lookup_key or None,
            seats=held.seats,
            period_end=terms.period_end,
            cancels_at=terms.cancels_at,
            next_lookup_key=terms.next_lookup_key or None,
            next_seats=terms.next_seats,
            credits_a_month=held.credits_a_month,
            mailboxes=held.mailboxes,
            mailboxes_used=usage.mailboxes,
            linkedin_accounts=held.linkedin_accounts,
            linkedin_accounts_used=usage.linkedin_accounts,
            sends_per_day=held.plan.sends_per_day,
            features=sorted(held.plan.features),
            has_customer=bool(subscription.customer_ref),
        )


class PlanPreviewView(Answer):
    """`effective_at` is null for a change at once."""

    lookup_key: str
    seats: Count
    effective_at: Instant | None
    lost: list[str]
    gained: list[str]
    credits_before: Count
    credits_after: Count
    mailboxes_too_many: Count
    linkedin_too_many: Count

    @classmethod
    def of(cls, preview: PlanPreview) -> Self:
        return cls(
            lookup_key=preview.offer.lookup_key,
            seats=preview.seats,
            effective_at=preview.effective_at,
            lost=list(preview.lost),
            gained=list(preview.gained),
            credits_before=preview.credits_before,
            credits_after=preview.credits_after,
            mailboxes_too_many=preview.mailboxes_too_many,
            linkedin_too_many=preview.linkedin_too_many,
        )


class CheckoutAsk(Ask):
    lookup_key: Code
    quantity: Quantity


class PortalAsk(Ask):
    flow: Literal["home", "payment_method", "change", "cancel"]
    lookup_key: Annotated[str, Field(max_length=60)] = ""
    seats: Quantity = 1


class ReturnAsk(Ask):
    session_id: Ref


class PaymentPageView(Answer):
    """A page of the payment provider: opened at once, good for a short while."""

    url: str


class InvoiceView(Answer):
    id: str
    number: str
    issued_at: Instant
    status: str
    total: MoneyView
    has_document: bool

    @classmethod
    def of(cls, invoice: Invoice) -> Self:
        return cls(
            id=invoice.ref,
            number=invoice.number,
            issued_at=invoice.issued_at,
            status=invoice.status,
            total=MoneyView.of(invoice.total),
            has_document=invoice.has_document,
        )


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def read_subscription(actor: CurrentActor, app: App) -> SubscriptionView:
    """The plan in force, what it allows, how much of it is used, and what is about to change."""
    return SubscriptionView.of(*await app.billing.read(actor))


@router.get("/plans", responses=problems(Unauthenticated))
async def list_plans(actor: CurrentActor) -> PlansView:
    """The plans and the packs that are sold."""
    del actor
    return PlansView(
        offers=[PlanOfferView.of(one) for one in OFFERS.values()],
        packs=[PackView.of(one) for one in PACKS.values()],
    )


@router.get("/preview", responses=problems(Unauthenticated, Forbidden, UnknownOffer))
async def preview_plan(
    actor: CurrentActor,
    app: App,
    lookup_key: Annotated[str, Query(min_length=1, max_length=60)],
    seats: Annotated[int, Query(ge=1, le=500)] = 1,
) -> PlanPreviewView:
    """What another plan would change, before it is chosen: what stops, what is too many, when."""
    return PlanPreviewView.of(await app.billing.preview(actor, lookup_key, seats))


@router.post(
    "/checkout",
    responses=problems(
        Unauthenticated,
        Forbidden,
        UnknownOffer,
        AlreadySubscribed,
        PaymentsDown,
        PaymentsNotReady,
    ),
)
async def start_checkout(body: CheckoutAsk, actor: CurrentActor, app: App) -> PaymentPageView:
    """Open the hosted payment page of a plan or a pack; a second click leads to the same page."""
    page = await app.billing.checkout(actor, body.lookup_key, body.quantity)
    return PaymentPageView(url=page.url)


@router.post(
    "/return", responses=problems(Unauthenticated, Forbidden, CheckoutNotFound, PaymentsDown)
)
async def settle_checkout(body: ReturnAsk, actor: CurrentActor, app: App) -> SubscriptionView:
    """The payer is back, maybe before the payment notice: read the state now."""
    await app.billing.settle_checkout(actor, body.session_id)
    return SubscriptionView.of(*await app.billing.read(actor))


@router.post(
    "/portal",
    responses=problems(
        Unauthenticated, Forbidden, UnknownOffer, NotSubscribed, PaymentsDown, PaymentsNotReady
    ),
)
async def open_portal(body: PortalAsk, actor: CurrentActor, app: App) -> PaymentPageView:
    """Open the hosted portal: payment means, another plan, or the end of the subscription."""
    url = await app.billing.portal(
        actor, PortalFlow(body.flow), lookup_key=body.lookup_key, seats=body.seats
    )
    return PaymentPageView(url=url)


@router.get("/invoices", responses=problems(Unauthenticated, Forbidden, PaymentsDown))
async def list_invoices(actor: CurrentActor, app: App, page: PageQuery) -> ListOf[InvoiceView]:
    """The invoices, newest first."""
    found = await app.billing.invoices(actor, page)
    return ListOf(items=[InvoiceView.of(one) for one in found.items], next=found.next)


@router.get(
    "/invoices/{invoice_id}/document",
    status_code=303,
    response_class=RedirectResponse,
    responses=problems(Unauthenticated, Forbidden, InvoiceNotFound, PaymentsDown),
)
async def open_invoice(
    invoice_id: Annotated[str, Path(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_.:-]+$")],
    actor: CurrentActor,
    app: App,
) -> RedirectResponse:
    """Lead to the document, at the address it has now."""
    url = await app.billing.open_invoice(actor, invoice_id)
    return RedirectResponse(url, 303, headers={"Cache-Control": "no-store"})
