from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.billing.errors import UnknownOffer
from domain.billing.model.plans import OFFERS, Feature, Interval, Offer
from domain.billing.model.subscription import Terms
from domain.billing.ports import SeatCount, Subscriptions
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreview:
    """`effective_at` is None for a change at once. What is over the new limits is told apart."""

    offer: Offer
    seats: int
    effective_at: datetime | None
    lost: tuple[Feature, ...]
    gained: tuple[Feature, ...]
    credits_before: int
    credits_after: int
    mailboxes_too_many: int
    linkedin_too_many: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPlan:
    """What another plan would change, told before it is chosen: what stops, what is too many, and
    when (BIL-7). An upgrade counts at once, a downgrade at the end of the paid period. Raises
    UnknownOffer.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    seats: SeatCount
    wall: Clock

    async def __call__(self, actor: Actor, lookup_key: str, seats: int) -> PlanPreview:
        actor.require(Permission.CREDITS_READ)
        offer = OFFERS.get(lookup_key)
        if offer is None or not offer.takes(seats):
            raise UnknownOffer
        subscription = await self.subscriptions.get(actor.workspace_id)
        held = subscription.entitlements(self.wall.now())
        mailboxes = await self.seats.mailboxes(actor.workspace_id)
        linkedin = await self.seats.linkedin_accounts(actor.workspace_id)
        before, after = held.plan.features, offer.plan.features
        return PlanPreview(
            offer=offer,
            seats=seats,
            effective_at=_effective_at(subscription.terms, offer, seats),
            lost=tuple(sorted(before - after)),
            gained=tuple(sorted(after - before)),
            credits_before=held.credits_a_month,
            credits_after=offer.plan.credits * seats,
            mailboxes_too_many=max(0, mailboxes - offer.plan.mailboxes * seats),
            linkedin_too_many=max(0, linkedin - offer.plan.linkedin_accounts * seats),
        )


def _effective_at(terms: Terms, offer: Offer, seats: int) -> datetime | None:
    """As the portal is configured: less money, or a shorter interval, waits for the period's end
    (vendors/stripe.md 2.4).
    """
    now = terms.offer
    if now is None or not terms.status.is_live:
        return None
    is_shorter = now.interval is Interval.YEAR and offer.interval is Interval.MONTH
    is_less = now.interval is offer.interval and (
        offer.yearly_total(seats) < now.yearly_total(terms.seats)
    )
    return terms.period_end if is_shorter or is_less else None
