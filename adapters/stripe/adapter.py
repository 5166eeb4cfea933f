"""PaymentProvider on Stripe: hosted Checkout and Portal only (vendors/stripe.md 2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.stripe import mapping
from adapters.stripe.client import Json, NoSuchThing, Refused, StripeApi
from domain.billing.errors import InvoiceNotFound, PaymentsNotReady
from domain.billing.model.payments import CustomerState, Invoice, PaymentPage
from domain.billing.model.plans import OFFERS, PACKS
from domain.billing.model.purchase import Checkout, TopUp
from domain.billing.model.subscription import Status, Terms
from domain.billing.ports import PortalFlow
from domain.shared.ids import WorkspaceId
from domain.shared.page import Page, PageAsk

LOOKUP_KEYS = (*OFFERS, *PACKS)


@dataclass
class StripePayments:
    """Prices are read once per process; the rest is read when it is asked for. What the account
    lacks (PaymentsNotReady), `leo stripe-setup` makes.
    """

    api: StripeApi
    portal_configuration: str = ""
    charges_tax: bool = True
    _keys: dict[str, str] = field(default_factory=dict)

    async def create_customer(self, workspace_id: WorkspaceId, name: str) -> str:
        params: Json = {"metadata": {"workspace_id": workspace_id}}
        if name:
            params["name"] = name
        made = await self.api.create("customers", params, key=f"cus:{workspace_id}")
        return str(made["id"])

    async def open_checkout(
        self, customer_ref: str, checkout: Checkout, *, back_url: str
    ) -> PaymentPage:
        """Section 2.1 and 2.3. The key makes a second call answer with the same session."""
        price = await self.price(checkout.lookup_key)
        params: Json = {
            "customer": customer_ref,
            "client_reference_id": checkout.workspace_id,
            "line_items": [{"price": price, "quantity": checkout.quantity}],
            "automatic_tax": {"enabled": self.charges_tax},
            "tax_id_collection": {"enabled": True},
            "customer_update": {"address": "auto", "name": "auto"},
            "billing_address_collection": "required",
            "success_url": f"{back_url}?session_id={{CHECKOUT_SESSION_ID}}",
            "cancel_url": back_url,
        }
        if checkout.lookup_key in PACKS:
            params |= {
                "mode": "payment",
                "invoice_creation": {"enabled": True},
                "payment_intent_data": {"setup_future_usage": "off_session"},
            }
        else:
            params["mode"] = "subscription"
        made = await self.api.create(
            "checkout.sessions", params, key=f"co:{checkout.workspace_id}:{checkout.id}"
        )
        return PaymentPage(ref=str(made["id"]), url=str(made["url"]))

    async def close_checkout(self, session_ref: str) -> None:
        session = await self._session(session_ref)
        if session is not None and session.status == "open":
            await self.api.act("checkout.sessions", "expire", session_ref, key=None)

    async def session_customer(self, session_ref: str) -> str:
        session = await self._session(session_ref)
        return (session.customer or "") if session else ""

    async def _session(self, session_ref: str) -> mapping.SessionObject | None:
        try:
            found = await self.api.get("checkout.sessions", session_ref)
        except NoSuchThing:
            return None
        return mapping.SessionObject.model_validate(found)

    async def charge_customer(self, charge_ref: str) -> str:
        try:
            return str((await self.api.get("charges", charge_ref))["customer"] or "")
        except NoSuchThing:
            return ""

    async def open_portal(
        self,
        customer_ref: str,
        flow: PortalFlow,
        *,
        back_url: str,
        subscription_ref: str = "",
        lookup_key: str = "",
        seats: int = 1,
    ) -> str:
        """Section 2.4: made for each click, opened at once, never kept."""
        params: Json = {
            "customer": customer_ref,
            "return_url": back_url,
            "configuration": self.portal_configuration or await self._portal(),
        }
        done = {"type": "redirect", "redirect": {"return_url": back_url}}
        if flow is PortalFlow.PAYMENT_METHOD:
            params["flow_data"] = {"type": "payment_method_update", "after_completion": done}
        elif flow is PortalFlow.CANCEL:
            params["flow_data"] = {
                "type": "subscription_cancel",
                "subscription_cancel": {"subscription": subscription_ref},
                "after_completion": done,
            }
        elif flow is PortalFlow.CHANGE:
            subscription = await self.api.get("subscriptions", subscription_ref)
            item = {
                "id": subscription["items"]["data"][0]["id"],
                "price": await self.price(lookup_key),
                "quantity": seats,
            }
            params["flow_data"] = {
                "type": "subscription_update_confirm",
                "subscription_update_confirm": {"subscription": subscription_ref, "items": [item]},
                "after_completion": done,
            }
        made = await self.api.create("billing_portal.sessions", params)
        return str(made["url"])

    async def state(self, customer_ref: str) -> CustomerState:
        mine = {"customer": customer_ref}
        try:
            subscriptions = await self.api.every(
                "subscriptions",
                {**mine, "status": "all", "expand": ["data.latest_invoice", "data.schedule"]},
            )
        except NoSuchThing:
            return CustomerState(terms=Terms(status=Status.CANCELED), is_deleted=True)
        invoices = [
            mapping.InvoiceObject.model_validate(one)
            for one in await self.api.every("invoices", {**mine, "expand": ["data.payments"]})
        ]
        sessions = [
            mapping.SessionObject.model_validate(one)
            for one in await self.api.every(
                "checkout.sessions", {**mine, "expand": ["data.line_items"]}
            )
        ]
        charges = await self.api.every("charges", mine)
        disputes: list[Json] = []
        for charge in charges:
            if charge["disputed"]:
                disputes += await self.api.every("disputes", {"charge": charge["id"]})
        keys = await self._known(
            {line.price for invoice in invoices for line in invoice.lines.data if line.price}
        )
        return CustomerState(
            terms=mapping.terms(subscriptions, keys),
            lines=tuple(mapping.paid_lines(invoices, keys)),
            sales=tuple(
                mapping.pack_sales(sessions, invoices, mapping.money_back(charges, disputes), keys)
            ),
            closed_sessions=frozenset(one.id for one in sessions if one.status != "open"),
        )

    async def invoices(self, customer_ref: str, ask: PageAsk) -> Page[Invoice]:
        params: Json = {"customer": customer_ref, "limit": min(ask.limit, 100)}
        if ask.after:
            params["starting_after"] = ask.after
        try:
            rows, has_more = await self.api.page("invoices", params)
        except NoSuchThing:  # a cursor that is none of Stripe's
            return Page(items=[], next=None)
        found = [mapping.InvoiceObject.model_validate(one) for one in rows]
        return Page(
            items=[mapping.invoice_row(one) for one in found if one.status != "draft"],
            next=found[-1].id if has_more else None,
        )

    async def invoice_document(self, customer_ref: str, invoice_ref: str) -> str:
        try:
            found = mapping.InvoiceObject.model_validate(
                await self.api.get("invoices", invoice_ref)
            )
        except NoSuchThing as error:
            raise InvoiceNotFound from error
        address = found.invoice_pdf or found.hosted_invoice_url
        if found.customer != customer_ref or not address:
            raise InvoiceNotFound
        return address

    async def buy_pack(self, customer_ref: str, top_up: TopUp) -> bool:
        """An invoice that is charged at once; what cannot be paid is voided, not left to dun."""
        key = f"topup:{top_up.id}"
        price = await self.price(top_up.pack)
        invoice = await self.api.create(
            "invoices",
            {
                "customer": customer_ref,
                "collection_method": "charge_automatically",
                "auto_advance": False,
                "automatic_tax": {"enabled": self.charges_tax},
                "metadata": {"top_up": top_up.id},
            },
            key=f"{key}:invoice",
        )
        ref = str(invoice["id"])
        current = mapping.InvoiceObject.model_validate(await self.api.get("invoices", ref))
        if current.status == "draft":
            await self.api.create(
                "invoice_items",
                {
                    "customer": customer_ref,
                    "invoice": ref,
                    "pricing": {"price": price},
                    "quantity": 1,
                },
                key=f"{key}:item",
            )
            await self.api.act("invoices", "finalize_invoice", ref, key=f"{key}:finalize")
        elif current.status != "open":
            return current.status == "paid"
        try:
            paid = await self.api.act("invoices", "pay", ref, {"off_session": True}, key=None)
        except Refused:
            await self.api.act("invoices", "void_invoice", ref, key=f"{key}:void")
            return False
        return bool(paid["status"] == "paid")

    async def price(self, lookup_key: str) -> str:
        """Raise PaymentsNotReady when the account has none under this key."""
        for price, key in (await self._known(())).items():
            if key == lookup_key:
                return price
        raise PaymentsNotReady(lookup_key)

    async def _portal(self) -> str:
        """The account's own settings; without any, Stripe refuses to open the portal."""
        for one in await self.api.every("billing_portal.configurations", {"active": True}):
            return str(one["id"])
        raise PaymentsNotReady

    async def _known(self, prices: "set[str] | tuple[str, ...]") -> Mapping[str, str]:
        """Lookup keys by price: ours, and of older prices those that `prices` names."""
        if not self._keys:
            for one in await self.api.every("prices", {"lookup_keys": list(LOOKUP_KEYS)}):
                self._keys[one["id"]] = one["lookup_key"]
        for price in sorted(set(prices) - set(self._keys)):
            self._keys[price] = (await self.api.get("prices", price)).get("lookup_key") or ""
        return self._keys
