from dataclasses import dataclass
from typing import ClassVar

from domain.billing.errors import NotSubscribed, UnknownOffer
from domain.billing.model.plans import OFFERS
from domain.billing.ports import PaymentProvider, PortalFlow, Subscriptions
from domain.billing.usecases.customer_desk import CustomerDesk
from domain.shared.actor import Actor, Permission
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPortal:
    """Open the hosted portal: invoices, payment means, another plan, the end of the subscription.

    Cancelling takes this click and the one on its page, and needs no call and no form (BIL-7).
    Raises NotSubscribed for a change or an end of nothing, UnknownOffer.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    customers: CustomerDesk
    provider: PaymentProvider
    back_url: str

    async def __call__(
        self, actor: Actor, flow: PortalFlow, *, lookup_key: str = "", seats: int = 1
    ) -> str:
        actor.require(Permission.BILLING_MANAGE)
        terms = (await self.subscriptions.get(actor.workspace_id)).terms
        if flow in {PortalFlow.CHANGE, PortalFlow.CANCEL} and not terms.status.is_live:
            raise NotSubscribed
        if flow is PortalFlow.CHANGE:
            offer = OFFERS.get(lookup_key)
            if offer is None or not offer.takes(seats):
                raise UnknownOffer
        customer_ref = await self.customers.ensure(actor.workspace_id)
        return await self.provider.open_portal(
            customer_ref,
            flow,
            back_url=self.back_url,
            subscription_ref=terms.ref,
            lookup_key=lookup_key,
            seats=seats,
        )
