from dataclasses import dataclass
from typing import ClassVar

from domain.billing.errors import CheckoutNotFound
from domain.billing.ports import PaymentProvider, Subscriptions
from domain.billing.usecases.follow_customer import FollowCustomer
from domain.shared.actor import Actor, Permission
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleCheckout:
    """The payer is back before the payment notice: read the state now (BIL-7).

    Raises CheckoutNotFound for a page that was not this workspace's.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    provider: PaymentProvider
    follow: FollowCustomer

    async def __call__(self, actor: Actor, session_ref: str) -> None:
        actor.require(Permission.BILLING_MANAGE)
        subscription = await self.subscriptions.get(actor.workspace_id)
        customer_ref = await self.provider.session_customer(session_ref)
        if not customer_ref or customer_ref != subscription.customer_ref:
            raise CheckoutNotFound
        await self.follow(actor.workspace_id)
