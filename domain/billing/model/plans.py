"""What is sold (BIL-1, BIL-2), as data: plans and packs, found by Stripe's `lookup_key`.

A price never changes its amount: a new one gets the next version of its key (vendors/stripe.md 2).
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.shared.money import Money


class Feature(StrEnum):
    """What only some plans have. Suppression, rights, exports and stops are in every plan."""

    AUTOPILOT = "autopilot"
    AB_TESTS = "ab_tests"
    HOLD_OUT = "hold_out"
    CRM = "crm"
    CUSTOM_ROLES = "custom_roles"
    INTRODUCTIONS = "introductions"
    SERVICE_LEVEL = "service_level"
    API = "api"
    WEBHOOKS = "webhooks"
    MCP = "mcp"


_PRO = frozenset({Feature.AUTOPILOT, Feature.AB_TESTS, Feature.HOLD_OUT, Feature.CRM})
_TEAM = _PRO | {
    Feature.CUSTOM_ROLES,
    Feature.INTRODUCTIONS,
    Feature.SERVICE_LEVEL,
    Feature.API,
    Feature.WEBHOOKS,
    Feature.MCP,
}


class PlanCode(StrEnum):
    """`NONE` is what is left when nothing is paid and no trial runs."""

    NONE = "none"
    TRIAL = "trial"
    SOLO = "solo"
    PRO = "pro"
    TEAM = "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one seat of a plan gives. Credits come every month; those of the trial once."""

    code: PlanCode
    credits: int
    mailboxes: int
    linkedin_accounts: int
    sends_per_day: int | None
    features: frozenset[Feature]
    per_seat: bool = False
    fewest_seats: int = 1

    def has(self, feature: Feature) -> bool:
        return feature in self.features


class Interval(StrEnum):
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One price of a plan: for a seat, without VAT."""

    lookup_key: str
    plan: Plan
    interval: Interval
    price: Money

    def takes(self, seats: int) -> bool:
        if not self.plan.per_seat:
            return seats == 1
        return self.plan.fewest_seats <= seats <= 500

    def yearly_total(self, seats: int) -> int:
        """Minor units in a year, to tell an upgrade from a downgrade."""
        return self.price.minor * seats * (12 if self.interval is Interval.MONTH else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Credits bought once; they never expire."""

    lookup_key: str
    credits: int
    price: Money


NO_PLAN = Plan(
    code=PlanCode.NONE,
    credits=0,
    mailboxes=0,
    linkedin_accounts=0,
    sends_per_day=0,
    features=frozenset(),
)
TRIAL = Plan(
    code=PlanCode.TRIAL,
    credits=150,
    mailboxes=1,
    linkedin_accounts=1,
    sends_per_day=20,
    features=frozenset(),
)
SOLO = Plan(
    code=PlanCode.SOLO,
    credits=1_000,
    mailboxes=1,
    linkedin_accounts=1,
    sends_per_day=None,
    features=frozenset(),
)
PRO = Plan(
    code=PlanCode.PRO,
    credits=2_500,
    mailboxes=3,
    linkedin_accounts=1,
    sends_per_day=None,
    features=_PRO,
    per_seat=True,
)
TEAM = Plan(
    code=PlanCode.TEAM,
    credits=4_000,
    mailboxes=3,
    linkedin_accounts=1,
    sends_per_day=None,
    features=_TEAM,
    per_seat=True,
    fewest_seats=3,
)


def _offers(plan: Plan, monthly: int, yearly: int) -> tuple[Offer, Offer]:
    return (
        Offer(
            lookup_key=f"{plan.code}_m_eur_v1",
            plan=plan,
            interval=Interval.MONTH,
            price=Money(monthly),
        ),
        Offer(
            lookup_key=f"{plan.code}_y_eur_v1",
            plan=plan,
            interval=Interval.YEAR,
            price=Money(yearly),
        ),
    )


OFFERS = {
    one.lookup_key: one
    for one in (
        *_offers(SOLO, 4_900, 47_040),
        *_offers(PRO, 9_900, 95_040),
        *_offers(TEAM, 14_900, 143_040),
    )
}
PACKS = {
    one.lookup_key: one
    for one in (
        Pack(lookup_key="pack_1000_eur_v1", credits=1_000, price=Money(2_400)),
        Pack(lookup_key="pack_5000_eur_v1", credits=5_000, price=Money(10_000)),
        Pack(lookup_key="pack_20000_eur_v1", credits=20_000, price=Money(34_000)),
    )
}
