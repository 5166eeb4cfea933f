"""Facts of billing."""

from dataclasses import dataclass

from domain.shared.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsGranted(Event):
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsPurchased(Event):
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsTakenBack(Event):
    """A pack was refunded or disputed. `missing` credits of it were spent: a person decides."""

    amount: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsExpired(Event):
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsReserved(Event):
    key: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsCommitted(Event):
    key: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsReleased(Event):
    key: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsLow(Event):
    """Under a fifth of what there was after the last refill; at most once a day (BIL-6)."""

    available: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopUpDue(Event):
    """Fewer credits are left than the automatic top-up waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionChanged(Event):
    status: str
    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionEnded(Event):
    """Nothing is paid any more: the closure clock starts (obligation 79)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFailed(Event):
    """The subscription is past due; full service goes on for seven days (BIL-7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingRulesChanged(Event):
    actor: str
