"""Plans, payment pages, invoices and payment notices over HTTP."""

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
import stripe

from adapters.bootstrap.ports import Ports
from adapters.stripe.client import StripeApi
from adapters.stripe.setup import StripeSetup
from api.app import make_surface
from domain.application import Application
from domain.shared.actor import PERMISSIONS, Actor, Permission, Role
from domain.shared.errors import Forbidden
from domain.shared.ids import UserId, WorkspaceId
from tests.conftest import nobody
from workers.inbound import drain_inbound

SECRET = "whsec_sandbox"
BILLING = "/api/v1/billing"


@pytest.fixture
async def selling(ports: Ports) -> None:
    """The payment account holds our prices and the portal."""
    api: StripeApi = ports.billing.provider.api  # type: ignore[attr-defined]
    await StripeSetup(api, "http://127.0.0.1:9/webhooks/stripe", "http://127.0.0.1:9").ensure()


async def pay(client: httpx.AsyncClient, key: str, quantity: int = 1) -> str:
    asked = {"lookup_key": key, "quantity": quantity}
    answer = await client.post(f"{BILLING}/checkout", json=asked)
    assert answer.status_code == 200, answer.text
    async with httpx.AsyncClient(trust_env=False) as browser:
        done = await browser.post(answer.json()["url"], data={"outcome": "pay", "country": "FR"})
    return done.headers["location"].partition("session_id=")[2]


def signed(body: bytes, *, secret: str = SECRET, at: int) -> dict[str, str]:
    mark = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return {"Stripe-Signature": f"t={at},v1={mark}", "Content-Type": "application/json"}


def an_event(customer: str, **changes: Any) -> bytes:
    event = {
        "id": "evt_1",
        "object": "event",
        "livemode": False,
        "type": "invoice.paid",
        "data": {
            "object": {
                "object": "invoice",
                "customer": customer,
                "payment_method_details": {"card": {"brand": "visa", "number": "4242424242424242"}},
            }
        },
    }
    return json.dumps({**event, **changes}).encode()


@pytest.mark.obligation(34)
@pytest.mark.usefixtures("selling")
async def test_a_plan_is_chosen_paid_on_the_hosted_page_and_in_force(
    client: httpx.AsyncClient,
) -> None:
    before = (await client.get(BILLING)).json()
    assert (before["plan"], before["access"], before["sends_per_day"]) == ("trial", "full", 20)
    session_id = await pay(client, "pro_m_eur_v1", 2)
    after = (await client.post(f"{BILLING}/return", json={"session_id": session_id})).json()
    assert (after["plan"], after["seats"], after["status"]) == ("pro", 2, "active")
    assert "autopilot" in after["features"]
    assert (await client.get("/api/v1/credits")).json()["plan"] == 150 + 5_000
    again = await client.post(
        f"{BILLING}/checkout", json={"lookup_key": "solo_m_eur_v1", "quantity": 1}
    )
    assert (again.status_code, again.json()["code"]) == (409, "already-subscribed")
    (invoice,) = (await client.get(f"{BILLING}/invoices")).json()["items"]
    assert invoice["total"] == {"minor": 23_760, "currency": "EUR"}
    document = await client.get(f"{BILLING}/invoices/{invoice['id']}/document")
    assert document.status_code == 303
    assert document.headers["location"].endswith("/pdf")


@pytest.mark.usefixtures("selling")
async def test_what_a_downgrade_stops_is_told_before(client: httpx.AsyncClient) -> None:
    session_id = await pay(client, "pro_m_eur_v1", 2)
    await client.post(f"{BILLING}/return", json={"session_id": session_id})
    asked: dict[str, Any] = {"lookup_key": "solo_m_eur_v1", "seats": 1}
    preview = (await client.get(f"{BILLING}/preview", params=asked)).json()
    assert preview["lost"] == ["ab_tests", "autopilot", "crm", "hold_out"]
    assert (preview["credits_before"], preview["credits_after"]) == (5_000, 1_000)
    assert preview["effective_at"] == (await client.get(BILLING)).json()["period_end"]
    up: dict[str, Any] = {"lookup_key": "team_m_eur_v1", "seats": 3}
    assert (await client.get(f"{BILLING}/preview", params=up)).json()["effective_at"] is None
    portal = await client.post(f"{BILLING}/portal", json={"flow": "change", **asked})
    assert "/stripe-pages/portal/" in portal.json()["url"]


@pytest.mark.usefixtures("selling")
async def test_pages_and_invoices_of_another_workspace_are_not_found(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    theirs = await pay(other_client, "solo_m_eur_v1")
    await other_client.post(f"{BILLING}/return", json={"session_id": theirs})
    (invoice,) = (await other_client.get(f"{BILLING}/invoices")).json()["items"]
    await pay(client, "pack_1000_eur_v1")
    stolen = await client.post(f"{BILLING}/return", json={"session_id": theirs})
    assert stolen.status_code == 404
    peeked = await client.get(f"{BILLING}/invoices/{invoice['id']}/document")
    assert peeked.status_code == 404


@pytest.mark.obligation(34)
@pytest.mark.usefixtures("selling")
async def test_a_payment_notice_is_kept_once_without_payment_details_and_acted_on(
    client: httpx.AsyncClient, application: Application, ports: Ports
) -> None:
    await pay(client, "pack_1000_eur_v1", 2)
    workspace_id = WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])
    customer = (await ports.billing.subscriptions.get(workspace_id)).customer_ref
    body = an_event(customer)
    at = int(ports.shared.wall.now().timestamp())
    async with nobody(application) as stranger:
        for _ in range(2):
            answer = await stranger.post(
                "/webhooks/stripe", content=body, headers=signed(body, at=at)
            )
            assert answer.status_code == 200
    (kept,) = await application.plumbing.inbound.waiting(10)
    assert b"4242" not in kept.body
    assert b"visa" not in kept.body
    await drain_inbound({"application": application, "job_try": 1, "job_id": "test"})
    assert (await client.get("/api/v1/credits")).json()["bought"] == 2_000
    assert list(await application.plumbing.inbound.waiting(10)) == []


@pytest.mark.obligation(34)
async def test_forged_old_future_and_foreign_notices_are_refused(
    application: Application, ports: Ports
) -> None:
    now = ports.shared.wall.now()
    at = int(now.timestamp())
    body, live = an_event("cus_1"), an_event("cus_1", livemode=True)
    late = int((now - timedelta(seconds=301)).timestamp())
    early = int((now + timedelta(days=1)).timestamp())
    cases = [
        (body, signed(body, at=at, secret="whsec_other")),
        (body, signed(body, at=late)),
        (body, signed(body, at=early)),
        (body + b" ", signed(body, at=at)),
        (live, signed(live, at=at)),
        (b"[]", signed(b"[]", at=at)),
        (b"no json", signed(b"no json", at=at)),
        (body, {"Stripe-Signature": f"t={at},v0=00"}),
        (body, {"Stripe-Signature": "t=,v1="}),
        (body, {}),
    ]
    async with nobody(application) as stranger:
        for content, headers in cases:
            answer = await stranger.post("/webhooks/stripe", content=content, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (422, "payment-notice-forged")
    assert list(await application.plumbing.inbound.waiting(10)) == []


def test_our_check_of_signatures_agrees_with_the_vendors_library(ports: Ports) -> None:
    body = an_event("cus_1")
    header = stripe.WebhookSignature.generate_signature_header(body.decode(), SECRET)
    assert ports.billing.notices.read(body, header).customer_ref == "cus_1"


@pytest.mark.obligation(101)
@pytest.mark.obligation(104)
def test_no_route_has_a_field_for_a_card() -> None:
    schemas = json.dumps(make_surface().openapi()["components"]["schemas"]).lower()
    for word in ('"card', "cvc", "cvv", "pan_", "card_number", "expiry_month", "iban"):
        assert word not in schemas


@pytest.mark.obligation(104)
async def test_a_card_number_sent_anyway_is_refused_and_not_echoed(
    client: httpx.AsyncClient,
) -> None:
    asked = {"lookup_key": "solo_m_eur_v1", "quantity": 1, "card": {"number": "4242424242424242"}}
    answer = await client.post(f"{BILLING}/checkout", json=asked)
    assert answer.status_code == 422
    assert "4242" not in answer.text


async def test_an_admin_sees_the_plan_and_may_not_pay(
    client: httpx.AsyncClient, application: Application, ports: Ports
) -> None:

    workspace_id = WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])
    admin = Actor(
        user_id=UserId("u-admin"),
        workspace_id=workspace_id,
        role=Role.ADMIN,
        permissions=PERMISSIONS[Role.ADMIN],
    )
    assert Permission.SPENDING_EDIT in admin.permissions
    await application.billing.read(admin)
    with pytest.raises(Forbidden):
        await application.billing.checkout(admin, "solo_m_eur_v1", 1)


@pytest.mark.obligation(27)
async def test_once_the_trial_is_over_nobody_new_comes_in_and_everything_is_still_read(
    client: httpx.AsyncClient, ports: Ports
) -> None:
    person = {
        "first_name": "Claire",
        "last_name": "Roux",
        "company": "Forge",
        "email": "claire@forge.example",
        "source": "Salon",
        "legal_basis": "legitimate_interest",
        "collected_on": "2026-11-20",
    }
    added = await client.post("/api/v1/prospects", json=person)
    assert added.status_code == 201, added.text
    workspace_id = WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])
    subscription = await ports.billing.subscriptions.get(workspace_id)
    subscription.trial_ends_at = ports.shared.wall.now() - timedelta(seconds=1)
    await ports.billing.subscriptions.save(subscription)
    refused = [
        await client.post("/api/v1/prospects", json={**person, "email": "b@forge.example"}),
        await client.post("/api/v1/imports", files={"file": ("a.csv", b"email\na@b.example\n")}),
        await client.post(
            "/api/v1/enrichments",
            json={"prospect_ids": [added.json()["id"]], "fields": ["work_email"]},
        ),
        await client.post("/api/v1/senders/connect", json={"kind": "mailbox"}),
    ]
    assert {(one.status_code, one.json()["code"]) for one in refused} == {
        (402, "workspace-read-only")
    }
    prospect = f"/api/v1/prospects/{added.json()['id']}"
    assert (await client.get(prospect)).status_code == 200
    assert (await client.get("/api/v1/credits/statement.csv")).status_code == 200
    opposed = await client.post(f"{prospect}/opt-out", json={"channel": "phone"})
    assert opposed.status_code < 300, opposed.text
