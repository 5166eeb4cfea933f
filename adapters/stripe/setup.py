"""What our Stripe account must hold before anything is sold (vendors/stripe.md 2, 2.4, 3)."""

from dataclasses import dataclass

from adapters.stripe.client import API_VERSION, Json, StripeApi
from domain.billing.model.plans import OFFERS, PACKS

# Without invoice.created: a broken receiver of it would delay renewals (section 3).
EVENTS = (
    *("checkout.session.completed", "checkout.session.async_payment_succeeded"),
    *("checkout.session.async_payment_failed", "checkout.session.expired"),
    *("customer.subscription.created", "customer.subscription.updated"),
    *("customer.subscription.deleted", "customer.subscription.paused"),
    *("customer.subscription.resumed", "customer.subscription.trial_will_end"),
    *("invoice.paid", "invoice.payment_failed", "invoice.payment_action_required"),
    *("invoice.finalization_failed", "invoice.voided", "invoice.marked_uncollectible"),
    *("subscription_schedule.created", "subscription_schedule.updated"),
    *("subscription_schedule.released", "subscription_schedule.canceled"),
    *("charge.refunded", "refund.updated", "charge.dispute.created", "charge.dispute.closed"),
    *("customer.updated", "customer.deleted"),
)
_PACK = "credits"


@dataclass
class StripeSetup:
    """Makes what is missing and leaves alone what is there; prices are never changed."""

    api: StripeApi
    webhook_url: str
    back_url: str

    async def ensure(self) -> Json:
        """What was made: `webhook_secret` is shown this once, `portal` goes to the settings."""
        prices = await self._prices()
        return {
            "portal": await self._portal(prices),
            "webhook_secret": await self._webhook(),
            "prices": len(prices),
        }

    async def _prices(self) -> dict[str, Json]:
        keys = [*OFFERS, *PACKS]
        found = await self.api.every("prices", {"lookup_keys": keys})
        known = {one["lookup_key"]: one for one in found}
        products: dict[str, str] = {}
        for offer in OFFERS.values():
            if offer.lookup_key not in known:
                product = await self._product(offer.plan.code, products)
                known[offer.lookup_key] = await self._price(
                    product,
                    offer.lookup_key,
                    offer.price.minor,
                    {"recurring": {"interval": offer.interval.value}},
                )
        for pack in PACKS.values():
            if pack.lookup_key not in known:
                product = await self._product(_PACK, products)
                known[pack.lookup_key] = await self._price(
                    product, pack.lookup_key, pack.price.minor, {}
                )
        return known

    async def _product(self, code: str, made: dict[str, str]) -> str:
        if code not in made:
            name = "LEO Bizdev – crédits" if code == _PACK else f"LEO Bizdev {code.capitalize()}"
            params = {"name": name, "metadata": {"code": code}}
            answer = await self.api.create("products", params, key=f"product:{code}:v1")
            made[code] = str(answer["id"])
        return made[code]

    async def _price(self, product: str, lookup_key: str, minor: int, more: Json) -> Json:
        params = {
            "product": product,
            "currency": "eur",
            "unit_amount": minor,
            "lookup_key": lookup_key,
            "tax_behavior": "exclusive",
            **more,
        }
        return await self.api.create("prices", params, key=f"price:{lookup_key}")

    async def _portal(self, prices: dict[str, Json]) -> str:
        """Up to ten products; less money or a shorter interval waits for the period's end."""
        for known in await self.api.every("billing_portal.configurations", {"active": True}):
            return str(known["id"])
        products: dict[str, list[str]] = {}
        for key in OFFERS:
            products.setdefault(str(prices[key]["product"]), []).append(str(prices[key]["id"]))
        made = await self.api.create(
            "billing_portal.configurations",
            {
                "default_return_url": self.back_url,
                "features": {
                    "invoice_history": {"enabled": True},
                    "payment_method_update": {"enabled": True},
                    "customer_update": {
                        "enabled": True,
                        "allowed_updates": ["name", "address", "tax_id"],
                    },
                    "subscription_cancel": {"enabled": True, "mode": "at_period_end"},
                    "subscription_update": {
                        "enabled": True,
                        "default_allowed_updates": ["price", "quantity"],
                        "proration_behavior": "always_invoice",
                        "products": [
                            {"product": product, "prices": ids} for product, ids in products.items()
                        ],
                        "schedule_at_period_end": {
                            "conditions": [
                                {"type": "decreasing_item_amount"},
                                {"type": "shortening_interval"},
                            ]
                        },
                    },
                },
            },
        )
        return str(made["id"])

    async def _webhook(self) -> str:
        for known in await self.api.every("webhook_endpoints", {}):
            if known["url"] == self.webhook_url and known["status"] == "enabled":
                return ""
        made = await self.api.create(
            "webhook_endpoints",
            {
                "url": self.webhook_url,
                "api_version": API_VERSION,
                "enabled_events": list(EVENTS),
            },
        )
        return str(made["secret"])
