"""What the payment provider knows of one customer, in our words."""

from dataclasses import dataclass
from datetime import datetime

from domain.billing.model.plans import PACKS
from domain.billing.model.subscription import Terms
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLine:
    """A seat line of a paid subscription invoice. A proration is a change within a period."""

    subscription_ref: str
    lookup_key: str
    seats: int
    starts_at: datetime
    ends_at: datetime
    is_proration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSale:
    """A pack that was paid. `ref` is the checkout session or the invoice, never an event."""

    ref: str
    lookup_key: str
    quantity: int
    paid_minor: int
    refunded_minor: int = 0
    is_disputed: bool = False

    @property
    def credits(self) -> int:
        pack = PACKS.get(self.lookup_key)
        return pack.credits * self.quantity if pack else 0

    @property
    def not_earned(self) -> int:
        """Credits whose money went back, or is held by a dispute."""
        if self.is_disputed:
            return self.credits
        if self.paid_minor <= 0:
            return 0
        return self.credits * min(self.refunded_minor, self.paid_minor) // self.paid_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerState:
    """All that billing projects, read at one time."""

    terms: Terms
    lines: tuple[PaidLine, ...] = ()
    sales: tuple[PackSale, ...] = ()
    closed_sessions: frozenset[str] = frozenset()
    is_deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """A line of the list; the document itself stays with the payment provider."""

    ref: str
    number: str
    issued_at: datetime
    status: str
    total: Money
    has_document: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPage:
    """A hosted page: its address is used at once and never kept."""

    ref: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentNotice:
    """A genuine delivery: which event, about which customer; a refund and a dispute name only
    their charge. "" where there is none.
    """

    event_ref: str
    kind: str
    customer_ref: str
    charge_ref: str = ""
