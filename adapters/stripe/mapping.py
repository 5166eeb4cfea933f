"""Stripe's objects → ours. Pure; the shapes are those of API 2026-10-28.endive."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.billing.model.payments import Invoice, PackSale, PaidLine
from domain.billing.model.plans import PACKS
from domain.billing.model.subscription import Status, Terms
from domain.shared.money import Money

# Who is asked first: what lives, then what may live again, then what is over.
_RANK = (
    Status.ACTIVE,
    Status.TRIALING,
    Status.PAST_DUE,
    Status.UNPAID,
    Status.PAUSED,
    Status.INCOMPLETE,
    Status.CANCELED,
    Status.INCOMPLETE_EXPIRED,
)
_DISPUTE_OVER = frozenset({"won", "warning_closed", "prevented"})


class _Object(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Price(_Object):
    id: str
    lookup_key: str | None = None


class _Item(_Object):
    id: str
    price: _Price
    quantity: int = 1
    current_period_start: int
    current_period_end: int


class _Items(_Object):
    data: tuple[_Item, ...]


class _PhaseItem(_Object):
    price: str
    quantity: int = 1


class _Phase(_Object):
    start_date: int
    items: tuple[_PhaseItem, ...]


class _Schedule(_Object):
    status: str
    phases: tuple[_Phase, ...]


class _Transitions(_Object):
    finalized_at: int | None = None


class _LatestInvoice(_Object):
    created: int
    status_transitions: _Transitions = _Transitions()


class SubscriptionObject(_Object):
    id: str
    status: Status
    created: int
    items: _Items
    cancel_at: int | None = None
    cancel_at_period_end: bool = False
    ended_at: int | None = None
    latest_invoice: _LatestInvoice | None = None
    schedule: _Schedule | None = None


class _Period(_Object):
    start: int
    end: int


class _ItemDetails(_Object):
    subscription: str | None = None
    proration: bool = False


class _LineParent(_Object):
    type: str
    subscription_item_details: _ItemDetails | None = None


class _PriceDetails(_Object):
    price: str


class _Pricing(_Object):
    price_details: _PriceDetails | None = None


class _Line(_Object):
    amount: int
    quantity: int | None = None
    period: _Period
    parent: _LineParent | None = None
    pricing: _Pricing | None = None

    @property
    def price(self) -> str:
        details = self.pricing.price_details if self.pricing else None
        return details.price if details else ""


class _Lines(_Object):
    data: tuple[_Line, ...]


class _SubscriptionDetails(_Object):
    subscription: str


class _InvoiceParent(_Object):
    type: str
    subscription_details: _SubscriptionDetails | None = None


class _Payment(_Object):
    payment_intent: str | None = None


class _InvoicePayment(_Object):
    payment: _Payment


class _InvoicePayments(_Object):
    data: tuple[_InvoicePayment, ...] = ()


class InvoiceObject(_Object):
    id: str
    customer: str
    number: str | None = None
    status: str | None = None
    created: int
    currency: str
    total: int
    amount_paid: int = 0
    hosted_invoice_url: str | None = None
    invoice_pdf: str | None = None
    parent: _InvoiceParent | None = None
    lines: _Lines
    payments: _InvoicePayments | None = None
    metadata: Mapping[str, str] | None = None


class _SessionLine(_Object):
    price: _Price
    quantity: int = 1


class _SessionLines(_Object):
    data: tuple[_SessionLine, ...] = ()


class SessionObject(_Object):
    id: str
    mode: str
    status: str | None = None
    payment_status: str
    customer: str | None = None
    amount_total: int | None = None
    payment_intent: str | None = None
    line_items: _SessionLines | None = None


class ChargeObject(_Object):
    payment_intent: str | None = None
    amount_refunded: int = 0
    disputed: bool = False


class DisputeObject(_Object):
    status: str
    payment_intent: str | None = None


def instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def terms(objects: Iterable[Mapping[str, Any]], keys: Mapping[str, str]) -> Terms:
    """The subscription that counts, in our words; `keys` are lookup keys by price."""
    found = [SubscriptionObject.model_validate(one) for one in objects]
    if not found:
        return Terms()
    one = min(found, key=lambda each: (_RANK.index(each.status), -each.created, each.id))
    item = one.items.data[0]
    period_end = max(each.current_period_end for each in one.items.data)
    cancels_at = one.cancel_at or (period_end if one.cancel_at_period_end else None)
    following = _following(one, item.current_period_start)
    invoice = one.latest_invoice
    unpaid_since = None
    if one.status is Status.PAST_DUE and invoice is not None:
        unpaid_since = instant(invoice.status_transitions.finalized_at or invoice.created)
    return Terms(
        ref=one.id,
        status=one.status,
        lookup_key=item.price.lookup_key or keys.get(item.price.id, ""),
        seats=item.quantity,
        period_end=instant(period_end),
        cancels_at=instant(cancels_at) if cancels_at and one.ended_at is None else None,
        next_lookup_key=keys.get(following.price, "") if following else "",
        next_seats=following.quantity if following else 0,
        unpaid_since=unpaid_since,
        ended_at=instant(one.ended_at) if one.ended_at else None,
    )


def _following(one: SubscriptionObject, period_start: int) -> _PhaseItem | None:
    """What a schedule changes at the end of the period (section 2.4)."""
    if one.schedule is None or one.schedule.status not in {"active", "not_started"}:
        return None
    later = [phase for phase in one.schedule.phases if phase.start_date > period_start]
    return later[0].items[0] if later and later[0].items else None


def paid_lines(invoices: Iterable[InvoiceObject], keys: Mapping[str, str]) -> list[PaidLine]:
    """The lines that give credits; what a proration gives back is none (section 2.2)."""
    found = []
    for invoice in invoices:
        details = invoice.parent.subscription_details if invoice.parent else None
        if invoice.status != "paid" or details is None:
            continue
        for line in invoice.lines.data:
            item = line.parent.subscription_item_details if line.parent else None
            if item is None or line.amount < 0:
                continue
            found.append(
                PaidLine(
                    subscription_ref=details.subscription,
                    lookup_key=keys.get(line.price, ""),
                    seats=line.quantity or 1,
                    starts_at=instant(line.period.start),
                    ends_at=instant(line.period.end),
                    is_proration=item.proration,
                )
            )
    return found


def money_back(
    charges: Iterable[Mapping[str, Any]], disputes: Iterable[Mapping[str, Any]]
) -> dict[str, tuple[int, bool]]:
    """Payment → what was refunded, and whether a dispute holds it."""
    open_ones = {
        one.payment_intent
        for one in map(DisputeObject.model_validate, disputes)
        if one.status not in _DISPUTE_OVER
    }
    return {
        one.payment_intent: (one.amount_refunded, one.payment_intent in open_ones)
        for one in map(ChargeObject.model_validate, charges)
        if one.payment_intent
    }


def pack_sales(
    sessions: Iterable[SessionObject],
    invoices: Iterable[InvoiceObject],
    back: Mapping[str, tuple[int, bool]],
    keys: Mapping[str, str],
) -> list[PackSale]:
    """Packs paid on a payment page, and by automatic top-up (its invoices say so)."""
    found = []
    for session in sessions:
        if session.mode != "payment" or session.status != "complete":
            continue
        if session.payment_status == "unpaid" or session.line_items is None:
            continue
        for item in session.line_items.data:
            key = item.price.lookup_key or keys.get(item.price.id, "")
            if key in PACKS:
                refunded, disputed = back.get(session.payment_intent or "", (0, False))
                found.append(
                    PackSale(
                        ref=session.id,
                        lookup_key=key,
                        quantity=item.quantity,
                        paid_minor=session.amount_total or 0,
                        refunded_minor=refunded,
                        is_disputed=disputed,
                    )
                )
    for invoice in invoices:
        if invoice.status != "paid" or not (invoice.metadata or {}).get("top_up"):
            continue
        intents = [one.payment.payment_intent or "" for one in _payments(invoice)]
        refunded = sum(back.get(one, (0, False))[0] for one in intents)
        disputed = any(back.get(one, (0, False))[1] for one in intents)
        found += [
            PackSale(
                ref=invoice.id,
                lookup_key=keys[line.price],
                quantity=line.quantity or 1,
                paid_minor=invoice.amount_paid,
                refunded_minor=refunded,
                is_disputed=disputed,
            )
            for line in invoice.lines.data
            if keys.get(line.price) in PACKS
        ]
    return found


def _payments(invoice: InvoiceObject) -> Sequence[_InvoicePayment]:
    return invoice.payments.data if invoice.payments else ()


def invoice_row(one: InvoiceObject) -> Invoice:
    return Invoice(
        ref=one.id,
        number=one.number or "",
        issued_at=instant(one.created),
        status=one.status or "",
        total=Money(one.total, one.currency.upper()),
        has_document=bool(one.invoice_pdf or one.hosted_invoice_url),
    )
