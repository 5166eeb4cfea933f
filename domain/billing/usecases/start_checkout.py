from dataclasses import dataclass
from typing import ClassVar

from domain.billing.errors import AlreadySubscribed, UnknownOffer
from domain.billing.model.payments import PaymentPage
from domain.billing.model.plans import OFFERS, PACKS
from domain.billing.model.purchase import Checkout
from domain.billing.ports import Checkouts, PaymentProvider, Subscriptions
from domain.billing.usecases.customer_desk import CustomerDesk
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCheckout:
    """Open a hosted payment page for a plan or a pack (vendors/stripe.md 2.1, 2.3).

    A second click leads to the same page. A page for another plan closes the one before, so that
    owner and billing member cannot pay two subscriptions; with one that lives, AlreadySubscribed.
    Nothing is given here: credits and rights follow the payment. Raises UnknownOffer.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    checkouts: Checkouts
    customers: CustomerDesk
    provider: PaymentProvider
    transaction: Transaction
    wall: Clock
    new_id: NewId
    back_url: str

    async def __call__(self, actor: Actor, lookup_key: str, quantity: int) -> PaymentPage:
        actor.require(Permission.BILLING_MANAGE)
        offer = OFFERS.get(lookup_key)
        takes = offer.takes(quantity) if offer else lookup_key in PACKS and 1 <= quantity <= 20
        if not takes:
            raise UnknownOffer
        subscription = await self.subscriptions.get(actor.workspace_id)
        if offer and subscription.terms.status.is_live:
            raise AlreadySubscribed
        customer_ref = await self.customers.ensure(actor.workspace_id)
        checkout = await self._intent(actor, lookup_key, quantity)
        page = await self.provider.open_checkout(customer_ref, checkout, back_url=self.back_url)
        if checkout.session_ref != page.ref:
            checkout.session_ref = page.ref
            await self.transaction.run(lambda: self.checkouts.save(checkout))
        return page

    async def _intent(self, actor: Actor, lookup_key: str, quantity: int) -> Checkout:
        now = self.wall.now()
        for known in await self.checkouts.open_ones(actor.workspace_id):
            is_same = (known.lookup_key, known.quantity) == (lookup_key, quantity)
            if is_same and now - known.opened_at < Checkout.LIFETIME:
                return known
            if is_same or (lookup_key in OFFERS and known.lookup_key in OFFERS):
                if known.session_ref:
                    await self.provider.close_checkout(known.session_ref)
                known.is_open = False
                await self.checkouts.save(known)
        checkout = Checkout(
            id=self.new_id(),
            workspace_id=actor.workspace_id,
            lookup_key=lookup_key,
            quantity=quantity,
            opened_by=actor.user_id,
            opened_at=now,
        )
        await self.checkouts.save(checkout)
        return checkout
