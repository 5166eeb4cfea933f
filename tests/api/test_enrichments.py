"""Looking up addresses over HTTP, against the provider's simulator."""

import asyncio
import hmac
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from domain.application import Application
from domain.enrichment.model import JobState
from domain.shared.ids import EnrichmentId, WorkspaceId
from tests.conftest import drain_tasks
from workers.inbound import drain_inbound


# Somebody of the sandbox's world whose address is known to work.
@pytest.fixture
async def somebody(sandbox_url: str) -> dict[str, str]:
    async with httpx.AsyncClient(base_url=f"{sandbox_url}/world") as world:
        people = (await world.get("/people")).json()
    found = next(one for one in people if one["email_status"] == "DELIVERABLE")
    return {
        "first_name": found["first_name"],
        "last_name": found["last_name"],
        "company": found["company"],
        "linkedin_url": found["linkedin_url"],
    }


async def add(client: httpx.AsyncClient, **changes: str) -> str:
    person = {
        "first_name": "Claire",
        "last_name": "Morel",
        "company": "Transports Morel",
        "job_title": "Directrice commerciale",
        "email": "",
        "linkedin_url": "",
        "phone": "",
        "source": "Salon",
        "legal_basis": "legitimate_interest",
        "collected_on": "2026-11-02",
        **changes,
    }
    answer = await client.post("/api/v1/prospects", json=person)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def selection(*prospect_ids: str) -> dict[str, Any]:
    return {"prospect_ids": list(prospect_ids), "fields": ["work_email"]}


async def workspace_of(client: httpx.AsyncClient) -> WorkspaceId:
    return WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])


async def finish(
    application: Application, ports: Ports, client: httpx.AsyncClient, batch: str
) -> None:
    """Hand the order over and let the provider end it."""
    workspace_id = await workspace_of(client)
    await drain_tasks(application)
    for _ in range(100):
        (job,) = await ports.enrichment.jobs.of_batch(workspace_id, EnrichmentId(batch))
        if job.state is JobState.FINISHED:
            return
        await application.enrichment.apply_answer(workspace_id, job.id)
        await asyncio.sleep(0.05)
    raise AssertionError


async def test_a_quote_tells_what_it_can_cost_and_who_is_left_out(
    client: httpx.AsyncClient,
) -> None:
    known = await add(client)
    balance = (await client.get("/api/v1/credits")).json()["available"]
    answer = await client.post("/api/v1/enrichments/quote", json=selection(known, "stranger"))
    assert answer.status_code == 200, answer.text
    quote = answer.json()
    cap = quote.pop("cap")
    assert (cap["per_day"], cap["left"]) == (1_000, 1_000)
    assert quote == {
        "minimum": 0,
        "expected": 3,
        "maximum": 5,
        "balance_after": balance - 5,
        "refused": [{"prospect_id": "stranger", "code": "prospect-not-found"}],
    }
    assert (await client.get("/api/v1/credits")).json()["available"] == balance


async def test_a_found_address_lands_on_the_card_and_is_paid_once(
    client: httpx.AsyncClient, application: Application, ports: Ports, somebody: dict[str, str]
) -> None:
    prospect_id = await add(client, **somebody)
    balance = (await client.get("/api/v1/credits")).json()["available"]
    ordered = await client.post("/api/v1/enrichments", json=selection(prospect_id))
    assert ordered.status_code == 202, ordered.text
    assert (await client.get("/api/v1/credits")).json()["available"] == balance - 5
    batch_id = ordered.json()["batch_id"]
    await finish(application, ports, client, batch_id)
    found = (await client.get(f"/api/v1/enrichments/{batch_id}")).json()
    assert (found["state"], found["credits_charged"]) == ("finished", 5)
    (item,) = found["items"]
    assert (item["prospect_id"], item["state"], item["status"]) == (
        prospect_id,
        "found",
        "deliverable",
    )
    card = (await client.get(f"/api/v1/prospects/{prospect_id}")).json()
    assert card["email"] == item["value"]
    operation = (await client.get(f"/api/v1/operations/{ordered.json()['operation_id']}")).json()
    assert (operation["state"], operation["done"], operation["total"]) == ("done", 1, 1)
    assert (await client.get("/api/v1/credits")).json()["spent"] == 5


@pytest.mark.obligation(106)
async def test_somebody_who_objected_is_refused_and_no_call_leaves(
    client: httpx.AsyncClient, sandbox_url: str
) -> None:
    prospect_id = await add(client)
    opposed = await client.post(
        f"/api/v1/prospects/{prospect_id}/opt-out", json={"channel": "phone"}
    )
    assert opposed.status_code < 300, opposed.text
    async with httpx.AsyncClient(base_url=f"{sandbox_url}/world") as world:
        before = (await world.get("/received", params={"vendor": "fullenrich"})).json()
        answer = await client.post("/api/v1/enrichments", json=selection(prospect_id))
        after = (await world.get("/received", params={"vendor": "fullenrich"})).json()
    assert (answer.status_code, answer.json()["code"]) == (409, "enrichment-not-allowed")
    assert len(before) == len(after)


async def test_the_same_person_is_not_ordered_twice(client: httpx.AsyncClient) -> None:
    prospect_id = await add(client)
    first = await client.post("/api/v1/enrichments", json=selection(prospect_id))
    again = await client.post("/api/v1/enrichments", json=selection(prospect_id))
    assert (first.status_code, again.status_code) == (202, 409)
    assert again.json()["errors"][0]["code"] == "already-enriching"


async def test_an_order_names_people_and_one_known_field(client: httpx.AsyncClient) -> None:
    for body in (
        {"prospect_ids": [], "fields": ["work_email"]},
        {"prospect_ids": ["x"], "fields": ["personal_email"]},
        {"prospect_ids": ["x"] * 501, "fields": ["work_email"]},
        {"prospect_ids": ["x"]},
    ):
        assert (await client.post("/api/v1/enrichments", json=body)).status_code == 422


@pytest.mark.obligation(65)
async def test_another_workspace_finds_neither_the_order_nor_its_people(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    prospect_id = await add(client)
    ordered = (await client.post("/api/v1/enrichments", json=selection(prospect_id))).json()
    hidden = await other_client.get(f"/api/v1/enrichments/{ordered['batch_id']}")
    assert (hidden.status_code, hidden.json()["code"]) == (404, "enrichment-not-found")
    refused = await other_client.post("/api/v1/enrichments", json=selection(prospect_id))
    assert refused.status_code == 409
    assert refused.json()["errors"][0]["code"] == "prospect-not-found"


async def test_a_signed_webhook_is_taken_and_any_other_is_not(
    client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    application: Application,
    ports: Ports,
    sandbox_url: str,
    somebody: dict[str, str],
) -> None:
    prospect_id = await add(client, **somebody)
    ordered = (await client.post("/api/v1/enrichments", json=selection(prospect_id))).json()
    await drain_tasks(application)
    async with httpx.AsyncClient(base_url=f"{sandbox_url}/world") as world:
        rows = (await world.get("/received", params={"vendor": "fullenrich", "limit": 50})).json()
        posted = next(row for row in rows if row["method"] == "POST")
        path = posted["json"]["webhook_url"].removeprefix(ports.settings.public_url)
        delivered: list[dict[str, Any]] = []
        for _ in range(100):
            sent = (await world.get("/deliveries", params={"vendor": "fullenrich"})).json()
            delivered = [
                one for one in sent if one["url"].endswith(path) and one["what"] == "batch"
            ]
            if delivered:
                break
            await asyncio.sleep(0.05)
    raw = delivered[0]["body"].encode()
    key = ports.settings.fullenrich_key.get_secret_value()
    signature = hmac.digest(key.encode(), raw, "sha1").hex()
    forged = await anonymous.post(path, content=raw, headers={"X-Signature-SHA1": "0" * 40})
    assert forged.status_code >= 400
    for _ in range(2):
        taken = await anonymous.post(path, content=raw, headers={"X-Signature-SHA1": signature})
        assert 200 <= taken.status_code < 300, taken.text
    await drain_inbound({"application": application, "job_try": 1, "job_id": "test"})
    found = (await client.get(f"/api/v1/enrichments/{ordered['batch_id']}")).json()
    assert (found["state"], found["credits_charged"]) == ("finished", 5)
