from dataclasses import dataclass
from typing import ClassVar

from domain.billing.errors import InvoiceNotFound
from domain.billing.model.payments import Invoice
from domain.billing.ports import PaymentProvider, Subscriptions
from domain.shared.actor import Actor, Permission
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ListInvoices:
    """The invoices of the workspace's customer, newest first; none before the first payment."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    provider: PaymentProvider

    async def __call__(self, actor: Actor, ask: PageAsk) -> Page[Invoice]:
        actor.require(Permission.BILLING_MANAGE)
        subscription = await self.subscriptions.get(actor.workspace_id)
        if not subscription.customer_ref:
            return Page(items=[], next=None)
        return await self.provider.invoices(subscription.customer_ref, ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvoice:
    """Where the document of one invoice is now; its address is never kept (vendors/stripe.md 2.6).

    Raises InvoiceNotFound, also for an invoice of another customer.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    provider: PaymentProvider

    async def __call__(self, actor: Actor, invoice_ref: str) -> str:
        actor.require(Permission.BILLING_MANAGE)
        subscription = await self.subscriptions.get(actor.workspace_id)
        if not subscription.customer_ref:
            raise InvoiceNotFound
        return await self.provider.invoice_document(subscription.customer_ref, invoice_ref)
