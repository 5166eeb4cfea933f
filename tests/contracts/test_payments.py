"""Plans and packs on the real Stripe adapter against the simulator (vendors/stripe.md 6)."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.stripe.adapter import StripePayments
from adapters.stripe.client import Json, StripeApi
from domain.billing.errors import (
    AlreadySubscribed,
    CheckoutNotFound,
    InvoiceNotFound,
    NotSubscribed,
    PaymentsDown,
    PaymentsNotReady,
    UnknownOffer,
)
from domain.billing.model.plans import PlanCode
from domain.billing.model.spending import TopUpRule
from domain.billing.model.subscription import Access, Status
from domain.billing.ports import PortalFlow
from domain.shared.ids import WorkspaceId
from domain.shared.page import PageAsk
from tests.contracts.shop import Shop

_NUMBERS = itertools.count(1)
PACK = "pack_1000_eur_v1"


async def a_shop(url: str, stack: AsyncExitStack) -> Shop:
    http = await stack.enter_async_context(httpx.AsyncClient(base_url=url, trust_env=False))
    made = Shop(http, stack, WorkspaceId(f"w-{next(_NUMBERS)}"))
    await made.open()
    return made


@pytest.fixture
async def shop(sandbox_url: str) -> AsyncIterator[Shop]:
    async with AsyncExitStack() as stack:
        yield await a_shop(sandbox_url, stack)


async def entitled(shop: Shop) -> tuple[PlanCode, int, Access]:
    held = (await shop.subscription()).entitlements(shop.clock.now())
    return held.plan.code, held.seats, held.access


@pytest.mark.obligation(34)
async def test_a_paid_plan_gives_its_rights_and_its_credits_once(shop: Shop) -> None:
    session_ref = await shop.pay("pro_m_eur_v1", 2)
    assert await entitled(shop) == (PlanCode.TRIAL, 1, Access.FULL)  # nothing before the payment
    await shop.come_back(shop.owner, session_ref)
    for event in await shop.events():
        await shop.deliver(event)
    assert await entitled(shop) == (PlanCode.PRO, 2, Access.FULL)
    assert (await shop.wallet()).available == 5_000


async def test_a_double_click_leads_to_one_page(shop: Shop) -> None:
    first, second = [await shop.checkout(shop.owner, "solo_m_eur_v1", 1) for _ in range(2)]
    assert first == second


async def test_another_choice_closes_the_page_before_so_that_nobody_pays_twice(shop: Shop) -> None:
    first = await shop.checkout(shop.owner, "solo_m_eur_v1", 1)
    await shop.checkout(shop.owner, "pro_m_eur_v1", 1)
    refused = await shop.http.post(first.url, data={"outcome": "pay"})
    assert refused.status_code == 410


async def test_a_live_subscription_refuses_a_second_one(shop: Shop) -> None:
    await shop.come_back(shop.owner, await shop.pay("solo_m_eur_v1"))
    with pytest.raises(AlreadySubscribed):
        await shop.checkout(shop.owner, "pro_m_eur_v1", 1)


@pytest.mark.parametrize(
    ("key", "quantity"),
    [("solo_m_eur_v1", 2), ("team_m_eur_v1", 2), ("pack_1", 1), (PACK, 0), (PACK, 21)],
)
async def test_what_is_not_sold_cannot_be_bought(shop: Shop, key: str, quantity: int) -> None:
    with pytest.raises(UnknownOffer):
        await shop.checkout(shop.owner, key, quantity)


async def test_a_refused_card_changes_nothing(shop: Shop) -> None:
    session_ref = await shop.pay("solo_m_eur_v1", outcome="decline")
    await shop.come_back(shop.owner, session_ref)
    assert await entitled(shop) == (PlanCode.TRIAL, 1, Access.FULL)


async def test_the_page_of_another_workspace_is_none_of_ours(shop: Shop, sandbox_url: str) -> None:
    async with AsyncExitStack() as stack:
        other = await a_shop(sandbox_url, stack)
        theirs = await other.pay("solo_m_eur_v1")
        await other.come_back(other.owner, theirs)
        await shop.pay(PACK)
        with pytest.raises(CheckoutNotFound):
            await shop.come_back(shop.owner, theirs)
        with pytest.raises(CheckoutNotFound):
            await shop.come_back(shop.owner, "cs_test_nothing")
        (invoice,) = (await other.invoices(other.owner, PageAsk(limit=5))).items
        with pytest.raises(InvoiceNotFound):
            await shop.document(shop.owner, invoice.ref)


async def test_a_pack_is_credited_once_by_return_page_and_notices_together(shop: Shop) -> None:
    session_ref = await shop.pay(PACK, 2)
    events = await shop.events()
    await asyncio.gather(
        shop.come_back(shop.owner, session_ref), *(shop.deliver(one) for one in [*events, *events])
    )
    wallet = await shop.wallet()
    assert wallet.available == 2_000
    assert wallet.next_expiry_at is None


async def test_a_delayed_payment_is_credited_when_the_money_is_there(shop: Shop) -> None:
    session_ref = await shop.pay(PACK, outcome="later")
    await shop.come_back(shop.owner, session_ref)
    assert (await shop.wallet()).available == 0
    (await shop.http.post("/world/settle")).raise_for_status()
    await shop.come_back(shop.owner, session_ref)
    assert (await shop.wallet()).available == 1_000


async def test_an_upgrade_counts_at_once_and_adds_what_the_plan_gives_more(shop: Shop) -> None:
    await shop.come_back(shop.owner, await shop.pay("solo_m_eur_v1"))
    await shop.advance(10)
    await shop.click(PortalFlow.CHANGE, "pro_m_eur_v1", 2)
    await shop.follow(shop.workspace_id)
    assert await entitled(shop) == (PlanCode.PRO, 2, Access.FULL)
    assert (await shop.wallet()).available == 5_000


async def test_a_downgrade_waits_for_the_end_of_the_period_and_keeps_the_credits(
    shop: Shop,
) -> None:
    await shop.come_back(shop.owner, await shop.pay("pro_m_eur_v1", 1))
    await shop.click(PortalFlow.CHANGE, "solo_m_eur_v1", 1)
    await shop.follow(shop.workspace_id)
    terms = (await shop.subscription()).terms
    assert (terms.lookup_key, terms.next_lookup_key) == ("pro_m_eur_v1", "solo_m_eur_v1")
    await shop.advance(31)
    await shop.follow(shop.workspace_id)
    assert await entitled(shop) == (PlanCode.SOLO, 1, Access.FULL)
    assert (await shop.wallet()).available == 2_500 + 1_000


async def test_unused_credits_roll_one_month_then_expire(shop: Shop) -> None:
    await shop.come_back(shop.owner, await shop.pay("solo_m_eur_v1"))
    for expected in (2_000, 2_000, 2_000):
        await shop.advance(31)
        await shop.follow(shop.workspace_id)
        assert (await shop.wallet()).available == expected


async def test_a_yearly_plan_gives_its_credits_month_by_month(shop: Shop) -> None:
    await shop.come_back(shop.owner, await shop.pay("solo_y_eur_v1"))
    assert (await shop.wallet()).available == 1_000
    subscription = await shop.subscription()
    assert subscription.look_again_at is not None
    await shop.advance(32)
    assert list(await shop.subscriptions.to_look_at(shop.clock.now(), 5)) == [shop.workspace_id]
    await shop.follow(shop.workspace_id)
    assert (await shop.wallet()).available == 2_000


async def test_a_failed_renewal_has_seven_days_of_full_service_then_reads_only(shop: Shop) -> None:
    await shop.come_back(shop.owner, await shop.pay("solo_m_eur_v1"))
    await shop.world("POST", "/means", customer=await shop.customer(), means="fails")
    await shop.advance(31.5)
    await shop.follow(shop.workspace_id)
    assert (await shop.subscription()).terms.status is Status.PAST_DUE
    assert await entitled(shop) == (PlanCode.SOLO, 1, Access.FULL)
    assert (await shop.wallet()).available == 1_000  # nothing paid, nothing granted
    await shop.advance(7.5)
    await shop.follow(shop.workspace_id)
    assert await entitled(shop) == (PlanCode.SOLO, 1, Access.READ_ONLY)
    # Paid at the last moment, the month gives its credits after all.
    await shop.world("POST", "/means", customer=await shop.customer(), means="ok")
    await shop.advance(3)
    await shop.follow(shop.workspace_id)
    assert await entitled(shop) == (PlanCode.SOLO, 1, Access.FULL)
    assert (await shop.wallet()).available == 2_000


@pytest.mark.obligation(79)
async def test_a_renewal_that_is_never_paid_ends_the_subscription(shop: Shop) -> None:
    await shop.come_back(shop.owner, await shop.pay("solo_m_eur_v1"))
    await shop.world("POST", "/means", customer=await shop.customer(), means="fails")
    await shop.advance(31.5)
    await shop.follow(shop.workspace_id)
    await shop.advance(15)
    await shop.follow(shop.workspace_id)
    assert await entitled(shop) == (PlanCode.NONE, 1, Access.READ_ONLY)
    names = [event.name for event in await shop.outbox.waiting(100)]
    assert names.count("PaymentFailed") == 1
    assert names.count("SubscriptionEnded") == 1


async def test_a_cancelled_plan_lasts_until_its_end_and_another_can_follow(shop: Shop) -> None:
    await shop.come_back(shop.owner, await shop.pay("solo_m_eur_v1"))
    await shop.click(PortalFlow.CANCEL)
    await shop.follow(shop.workspace_id)
    terms = (await shop.subscription()).terms
    assert terms.cancels_at == terms.period_end
    assert await entitled(shop) == (PlanCode.SOLO, 1, Access.FULL)
    await shop.advance(31)
    await shop.follow(shop.workspace_id)
    assert await entitled(shop) == (PlanCode.NONE, 1, Access.READ_ONLY)
    await shop.come_back(shop.owner, await shop.pay("pro_m_eur_v1", 1))
    assert await entitled(shop) == (PlanCode.PRO, 1, Access.FULL)


async def test_there_is_nothing_to_cancel_before_anything_is_paid(shop: Shop) -> None:
    with pytest.raises(NotSubscribed):
        await shop.portal(shop.owner, PortalFlow.CANCEL)


class EmptyAccount(StripeApi):
    """An account of the day it was opened: no price, no portal."""

    async def every(self, service: str, params: Json) -> list[Json]:
        return []


async def test_an_account_that_is_not_set_up_says_so(shop: Shop) -> None:
    bare = StripePayments(EmptyAccount(shop.api.base_url, shop.api.api_key, shop.stack))
    with pytest.raises(PaymentsNotReady):
        await bare.open_portal("cus_1", PortalFlow.HOME, back_url="http://127.0.0.1:9")
    with pytest.raises(PaymentsNotReady):
        await bare.price("solo_m_eur_v1")


async def test_a_refunded_pack_takes_back_what_is_left_of_it(shop: Shop) -> None:
    await shop.come_back(shop.owner, await shop.pay(PACK))
    await shop.reserve(shop.workspace_id, "job", 600, "message")
    (charge,) = await shop.api.every("charges", {"customer": await shop.customer()})
    await shop.world("POST", "/refund", charge=charge["id"])
    for event in await shop.events():
        if event["type"] in {"charge.refunded", "refund.updated"}:
            await shop.deliver(event)
    wallet = await shop.wallet()
    assert (wallet.available, wallet.reserved) == (0, 600)


async def test_a_dispute_holds_the_pack_until_it_is_won(shop: Shop) -> None:
    await shop.come_back(shop.owner, await shop.pay(PACK))
    (charge,) = await shop.api.every("charges", {"customer": await shop.customer()})
    dispute = (await shop.world("POST", "/dispute", charge=charge["id"])).json()
    for event in await shop.events():
        if event["type"] == "charge.dispute.created":
            await shop.deliver(event)
    assert (await shop.wallet()).available == 0
    await shop.world("POST", "/dispute/close", dispute=dispute["id"], status="won")
    await shop.follow(shop.workspace_id)
    assert (await shop.wallet()).available == 1_000


async def test_invoices_are_listed_with_their_documents(shop: Shop) -> None:
    assert (await shop.invoices(shop.owner, PageAsk(limit=5))).items == []
    await shop.come_back(shop.owner, await shop.pay("solo_m_eur_v1"))
    await shop.come_back(shop.owner, await shop.pay(PACK))
    page = await shop.invoices(shop.owner, PageAsk(limit=1))
    rest = await shop.invoices(shop.owner, PageAsk(limit=5, after=page.next))
    found = [*page.items, *rest.items]
    # 20 % of VAT in France (BIL-7).
    assert [(one.total.minor, one.status) for one in found] == [(2_880, "paid"), (5_880, "paid")]
    document = await shop.http.get(await shop.document(shop.owner, found[0].ref))
    assert document.content.startswith(b"%PDF")


async def test_a_valid_number_of_the_union_is_charged_without_vat(shop: Shop) -> None:
    page = await shop.checkout(shop.owner, PACK, 1)
    data = {"outcome": "pay", "country": "DE", "tax_id": "DE123456789"}
    await shop.http.post(page.url, data=data)
    (invoice,) = (await shop.invoices(shop.owner, PageAsk(limit=5))).items
    assert invoice.total.minor == 2_400


async def test_the_automatic_top_up_buys_within_its_month_and_stops_at_a_refusal(
    shop: Shop,
) -> None:
    await shop.come_back(shop.owner, await shop.pay(PACK))
    rules = await shop.rules.get(shop.workspace_id)
    rules.top_up = TopUpRule(enabled=True, pack=PACK, below=500, monthly_limit_minor=4_800)
    await shop.rules.save(rules)
    assert await shop.top_up(shop.workspace_id) is False  # there are enough
    await shop.reserve(shop.workspace_id, "a", 900, "message")
    assert "TopUpDue" in [event.name for event in await shop.outbox.waiting(100)]
    assert await shop.top_up(shop.workspace_id) is True
    assert (await shop.wallet()).available == 1_100
    await shop.reserve(shop.workspace_id, "b", 1_000, "message")
    assert await shop.top_up(shop.workspace_id) is True
    await shop.reserve(shop.workspace_id, "c", 1_000, "message")
    assert await shop.top_up(shop.workspace_id) is False  # the month's maximum
    await shop.advance(31)
    await shop.world("POST", "/means", customer=await shop.customer(), means="fails")
    assert await shop.top_up(shop.workspace_id) is False
    await shop.world("POST", "/means", customer=await shop.customer(), means="ok")
    assert await shop.top_up(shop.workspace_id) is False  # not again after a refusal
    assert (await shop.wallet()).available == 100


async def test_a_failure_after_the_effect_makes_one_customer(shop: Shop) -> None:
    dial = {"vendor": "stripe", "route": "POST /v1/customers", "fault": "fail_after_effect"}
    (await shop.http.post("/world/dials", json={**dial, "count": 1})).raise_for_status()
    before = len((await shop.world("GET", "")).json()["customers"])
    await shop.checkout(shop.owner, PACK, 1)
    assert len((await shop.world("GET", "")).json()["customers"]) == before + 1


async def test_a_provider_that_is_down_is_said_to_be_down(shop: Shop) -> None:
    dial = {"vendor": "stripe", "route": "GET /v1/subscriptions", "fault": "error", "count": 3}
    await shop.checkout(shop.owner, PACK, 1)
    (await shop.http.post("/world/dials", json=dial)).raise_for_status()
    with pytest.raises(PaymentsDown):
        await shop.follow(shop.workspace_id)
    await shop.follow(shop.workspace_id)


async def test_a_deleted_customer_loses_the_plan_and_keeps_what_was_bought(shop: Shop) -> None:
    await shop.come_back(shop.owner, await shop.pay("solo_m_eur_v1"))
    await shop.come_back(shop.owner, await shop.pay(PACK))
    key = {"Authorization": "Bearer sandbox-stripe-key"}
    await shop.http.delete(f"/stripe/v1/customers/{await shop.customer()}", headers=key)
    await shop.follow(shop.workspace_id)
    assert await entitled(shop) == (PlanCode.NONE, 1, Access.READ_ONLY)
    assert (await shop.wallet()).available == 2_000


_STEP = st.sampled_from(
    ["pack", "refund", "upgrade", "downgrade", "yearly", "cancel", "month", "week", "fails", "ok"]
)


async def _live(shop: Shop, step: str) -> None:
    status = (await shop.subscription()).terms.status
    match step:
        case "pack":
            await shop.pay(PACK)
        case "refund":
            charges = await shop.api.every("charges", {"customer": await shop.customer()})
            for charge in [one for one in charges if not one["refunded"]][:1]:
                await shop.world("POST", "/refund", charge=charge["id"], amount=charge["amount"])
        case "upgrade" | "downgrade" | "yearly" if status.is_live:
            key = {"upgrade": "pro_m_eur_v1", "downgrade": "solo_m_eur_v1"}.get(
                step, "pro_y_eur_v1"
            )
            await shop.click(PortalFlow.CHANGE, key)
        case "cancel" if status.is_live:
            await shop.click(PortalFlow.CANCEL)
        case "month" | "week":
            await shop.advance(31 if step == "month" else 7)
        case "fails" | "ok":
            await shop.world("POST", "/means", customer=await shop.customer(), means=step)
        case _:
            pass


@pytest.mark.obligation(34)
@settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(_STEP, max_size=6), chance=st.randoms(use_true_random=False))
def test_rows_are_a_function_of_stripes_state_alone(
    sandbox_url: str, steps: list[str], chance: "object"
) -> None:
    """Events that are lost, doubled, late and in any order lead to what one reading of the end
    gives to somebody who saw none of them.
    """

    async def story() -> None:
        async with AsyncExitStack() as stack:
            shop = await a_shop(sandbox_url, stack)
            await shop.pay("solo_m_eur_v1")
            for step in steps:
                waiting = [one for one in await shop.events() if one["id"] not in shop.delivered]
                for event in chance.sample(waiting, chance.randint(0, len(waiting))):  # type: ignore[attr-defined]
                    await shop.deliver(event)
                await _live(shop, step)
            rest = await shop.events()
            chance.shuffle(rest)  # type: ignore[attr-defined]
            for event in rest[:12]:
                await shop.deliver(event)
            fresh = await shop.copy_of()
            assert (await shop.subscription()).terms == (await fresh.subscription()).terms
            mine, theirs = await shop.wallet(), await fresh.wallet()
            assert (mine.lots, mine.available) == (theirs.lots, theirs.available)

    asyncio.run(story())
