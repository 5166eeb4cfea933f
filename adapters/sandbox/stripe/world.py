"""`/world/stripe`: let time pass, refuse a card, refund, dispute."""

from typing import Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from adapters.sandbox.store import Json
from adapters.sandbox.stripe.account import Account
from adapters.sandbox.stripe.refusals import Refusal


class _Ask(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AdvanceAsk(_Ask):
    days: float = Field(gt=0, le=800)


class MeansAsk(_Ask):
    customer: str = Field(max_length=100)
    means: Literal["ok", "fails", "requires_action", "none"]


class ChargeAsk(_Ask):
    charge: str = Field(max_length=100)


class RefundAsk(ChargeAsk):
    amount: int | None = Field(default=None, ge=1)


class DisputeAsk(_Ask):
    dispute: str = Field(max_length=100)
    status: Literal["won", "lost"]


def stripe_world(account: Account) -> APIRouter:
    router = APIRouter(prefix="/world/stripe", tags=["world"])

    async def done(answer: Json) -> Json:
        await account.parts.schedule.run_due()
        return answer

    @router.get("")
    async def look() -> Json:
        """The customers, their charges and what is subscribed."""
        return {
            "now": account.now(),
            "customers": [one["id"] for one in account.all("customer")],
            "charges": list(account.all("charge")),
            "subscriptions": list(account.all("subscription")),
        }

    @router.post("/advance")
    async def advance(ask: AdvanceAsk) -> Json:
        """Stripe's own time: renewals, retries, ends and downgrades happen on the way."""
        with account.parts.store.atomic():
            account.advance(int(ask.days * 86_400))
        return await done({"now": account.now()})

    @router.post("/means")
    async def means(ask: MeansAsk) -> Json:
        account.put({**_known(account, "customer", ask.customer), "_means": ask.means})
        return await done({"done": True})

    @router.post("/refund")
    async def refund(ask: RefundAsk) -> Json:
        return await done(account.refund(_known(account, "charge", ask.charge), ask.amount))

    @router.post("/dispute")
    async def dispute(ask: ChargeAsk) -> Json:
        return await done(account.dispute(_known(account, "charge", ask.charge)))

    @router.post("/dispute/close")
    async def close(ask: DisputeAsk) -> Json:
        found = _known(account, "dispute", ask.dispute)
        return await done(account.close_dispute(found, ask.status))

    return router


def _known(account: Account, kind: str, ref: str) -> Json:
    try:
        return account.get(kind, ref)
    except Refusal as refusal:
        raise HTTPException(404, str(refusal)) from refusal
