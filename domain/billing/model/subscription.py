"""What a workspace has subscribed to, and what that allows now. Times are real time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.billing.errors import PlanRequired
from domain.billing.model.plans import NO_PLAN, OFFERS, TRIAL, Feature, Offer, Plan
from domain.shared.errors import WorkspaceReadOnly
from domain.shared.ids import WorkspaceId


class Status(StrEnum):
    """The statuses of the payment provider (vendors/stripe.md 2.1), and NONE before any."""

    NONE = "none"
    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    INCOMPLETE = "incomplete"
    INCOMPLETE_EXPIRED = "incomplete_expired"
    UNPAID = "unpaid"
    PAUSED = "paused"
    CANCELED = "canceled"

    @property
    def is_live(self) -> bool:
        return self in {Status.TRIALING, Status.ACTIVE, Status.PAST_DUE}

    @property
    def never_began(self) -> bool:
        return self in {Status.NONE, Status.INCOMPLETE, Status.INCOMPLETE_EXPIRED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the payment provider says of a subscription: only this is projected."""

    ref: str = ""
    status: Status = Status.NONE
    lookup_key: str = ""
    seats: int = 1
    period_end: datetime | None = None
    cancels_at: datetime | None = None
    next_lookup_key: str = ""
    next_seats: int = 0
    unpaid_since: datetime | None = None
    ended_at: datetime | None = None

    @property
    def offer(self) -> Offer | None:
        return OFFERS.get(self.lookup_key)


class Access(StrEnum):
    """READ_ONLY still reads, answers conversations and takes objections (BIL-7)."""

    FULL = "full"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlements:
    """What is allowed now, decided from our own row: nobody asks the payment provider."""

    plan: Plan
    seats: int
    access: Access
    until: datetime | None

    @property
    def is_full(self) -> bool:
        return self.access is Access.FULL

    def allows(self, feature: Feature) -> bool:
        return self.is_full and self.plan.has(feature)

    def require_full(self) -> None:
        """Raise WorkspaceReadOnly."""
        if not self.is_full:
            raise WorkspaceReadOnly

    def require(self, feature: Feature) -> None:
        """Raise WorkspaceReadOnly, or PlanRequired, naming the feature."""
        self.require_full()
        if not self.allows(feature):
            raise PlanRequired(feature.value)

    @property
    def mailboxes(self) -> int:
        return self.plan.mailboxes * self.seats

    @property
    def linkedin_accounts(self) -> int:
        return self.plan.linkedin_accounts * self.seats

    @property
    def credits_a_month(self) -> int:
        return self.plan.credits * self.seats


@dataclass(slots=True, kw_only=True)
class Subscription:
    """One per workspace, from its sign-up on. `terms` are a function of the payment provider's
    state alone; the trial is ours.
    """

    TRIAL: ClassVar[timedelta] = timedelta(days=14)
    GRACE: ClassVar[timedelta] = timedelta(days=7)

    id: WorkspaceId
    workspace_id: WorkspaceId
    customer_ref: str = ""
    terms: Terms = Terms()
    trial_ends_at: datetime | None = None
    synced_at: datetime | None = None
    look_again_at: datetime | None = None
    version: int = 0

    def begin_trial(self, at: datetime) -> None:
        self.trial_ends_at = at + self.TRIAL

    def entitlements(self, now: datetime) -> Entitlements:
        """The trial runs until its end, a paid plan while it is paid and seven days longer.

        A workspace whose trial never began (it was not made by sign-up) has a trial without end.
        """
        terms = self.terms
        offer = terms.offer
        if terms.status.is_live and offer is not None:
            until = None
            if terms.status is Status.PAST_DUE and terms.unpaid_since is not None:
                until = terms.unpaid_since + self.GRACE
            return self._until(offer.plan, terms.seats, until, now)
        if terms.status.never_began:
            return self._until(TRIAL, 1, self.trial_ends_at, now)
        return Entitlements(plan=NO_PLAN, seats=1, access=Access.READ_ONLY, until=None)

    @staticmethod
    def _until(plan: Plan, seats: int, until: datetime | None, now: datetime) -> Entitlements:
        is_over = until is not None and until <= now
        access = Access.READ_ONLY if is_over else Access.FULL
        return Entitlements(plan=plan, seats=seats, access=access, until=until)
