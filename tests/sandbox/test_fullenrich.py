"""vendors/fullenrich.md."""

import hashlib
import hmac
from typing import Any

import httpx
import pytest

from adapters.sandbox.world import EmailStatus
from tests.sandbox.conftest import RECEIVER, Sandbox

BULK = "/contact/enrich/bulk"
KEY = b"sandbox-fullenrich-key"


def contact(**fields: Any) -> dict[str, Any]:
    return {
        "first_name": "John",
        "last_name": "Snow",
        "domain": "found.test",
        "enrich_fields": ["contact.work_emails"],
        "custom": {"cid": "c1"},
        **fields,
    }


async def start(sandbox: Sandbox, *contacts: Any, **fields: Any) -> httpx.Response:
    params = fields.pop("params", {})
    body = {"name": "batch 1", "data": list(contacts), **fields}
    return await sandbox.fullenrich.post(BULK, json=body, params=params)


async def finished(sandbox: Sandbox, *contacts: Any, **fields: Any) -> Any:
    job = (await start(sandbox, *contacts, **fields)).json()["enrichment_id"]
    await sandbox.later(minutes=2)
    return (await sandbox.fullenrich.get(f"{BULK}/{job}")).json()


async def test_keys_and_credits(sandbox: Sandbox) -> None:
    verified = await sandbox.fullenrich.get("/account/keys/verify")
    assert len(verified.json()["workspace_id"]) == 36
    assert (await sandbox.fullenrich.get("/account/credits")).json() == {"balance": 5000.0}


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "error.authorization.not_set"),
        ({"Authorization": "Basic x"}, "error.authorization.not_bearer"),
        ({"Authorization": "Bearer x"}, "error.api.key"),
    ],
)
async def test_a_wrong_key_is_401(sandbox: Sandbox, headers: dict[str, str], code: str) -> None:
    answer = await sandbox.http.get("/fullenrich/api/v2/account/credits", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, code)


@pytest.mark.parametrize(
    ("row", "fields", "code"),
    [
        (contact(), {"name": ""}, "name.empty"),
        (contact(), {"webhook_url": "ftp://x"}, "webhook_url"),
        (contact(first_name=""), {}, "first_name.empty"),
        (contact(last_name=""), {}, "last_name.empty"),
        (contact(domain=""), {}, "domain.empty"),
        (contact(domain="not a domain"), {}, "domain.invalid"),
        (contact(enrich_fields=[]), {}, "enrich_fields.empty"),
        (contact(enrich_fields=["contact.emails"]), {}, "enrich_field.value"),
        (contact(custom={str(n): "x" for n in range(11)}), {}, "custom.key.exceeded"),
        (contact(custom={"cid": "x" * 101}), {}, "custom.value.exceeded"),
        (contact(linkedin_url="https://other.example/in/x"), {}, "linkedin_url.invalid"),
    ],
)
async def test_a_wrong_row_fails_the_whole_request(
    sandbox: Sandbox, row: dict[str, Any], fields: dict[str, Any], code: str
) -> None:
    answer = await start(sandbox, contact(), row, **fields)
    assert (answer.status_code, answer.json()["code"]) == (400, f"error.enrichment.{code}")


async def test_no_rows_too_many_rows_and_a_malformed_profile(sandbox: Sandbox) -> None:
    assert (await start(sandbox)).json()["code"] == "error.enrichment.data.empty"
    many = await start(sandbox, *[contact()] * 101)
    assert many.json()["code"] == "error.enrichment.data.empty"
    row = contact(linkedin_url="https://www.linkedin.com/company/x")
    assert (await start(sandbox, row)).json()["code"] == "error.linkedin.malformated"


@pytest.mark.parametrize("reading", ["absent", "without_data"])
async def test_silent_fail_skips_the_wrong_row(sandbox: Sandbox, reading: str) -> None:
    await sandbox.world("/readings", name="fullenrich.skipped_rows", value=reading)
    bad = contact(first_name="", custom={"cid": "bad"})
    job = await finished(sandbox, contact(), bad, params={"silentFail": "true"})
    assert job["status"] == "FINISHED"
    records = {one["custom"]["cid"]: one for one in job["data"]}
    assert "contact_info" in records["c1"]
    assert ("bad" in records) is (reading == "without_data")


async def test_a_job_runs_then_tells_the_mail_and_its_price(sandbox: Sandbox) -> None:
    person = next(
        one
        for one in sandbox.parts.world.people.values()
        if one.email_status is EmailStatus.DELIVERABLE
    )
    job = await finished(
        sandbox,
        contact(
            first_name=person.first_name,
            last_name=person.last_name,
            domain=person.company.domain,
            linkedin_url=f"https://www.linkedin.com/in/{person.slug}",
        ),
    )
    [record] = job["data"]
    assert record["custom"] == {"cid": "c1"}
    assert record["input"]["company_domain"] == person.company.domain
    best = record["contact_info"]["most_probable_work_email"]
    assert best == {"email": person.email, "status": "DELIVERABLE"}
    assert record["profile"]["employment"]["current"]["title"] == person.title
    assert job["cost"] == {"credits": 1}
    assert (await sandbox.fullenrich.get("/account/credits")).json()["balance"] == 4999.0


@pytest.mark.parametrize(
    ("fields", "status", "credits_spent"),
    [
        ({"domain": "catchall.test"}, "CATCH_ALL", 1),
        ({"domain": "probable.test"}, "HIGH_PROBABILITY", 1),
        ({"domain": "invalid.test"}, None, 0),
        ({"last_name": "Notfound"}, None, 0),
    ],
)
async def test_outcomes_are_chosen_by_magic_input(
    sandbox: Sandbox, fields: dict[str, str], status: str | None, credits_spent: int
) -> None:
    job = await finished(sandbox, contact(**fields))
    best = job["data"][0]["contact_info"].get("most_probable_work_email")
    assert (best["status"] if best else None) == status
    assert job["cost"]["credits"] == credits_spent


async def test_a_running_job_is_400_or_200_as_it_is_read(sandbox: Sandbox) -> None:
    job = (await start(sandbox, contact(domain="slow.test"))).json()["enrichment_id"]
    running = await sandbox.fullenrich.get(f"{BULK}/{job}")
    assert (running.status_code, running.json()["code"]) == (400, "error.enrichment.in_progress")
    await sandbox.world("/readings", name="fullenrich.running_read", value="200")
    running = await sandbox.fullenrich.get(f"{BULK}/{job}")
    assert (running.status_code, running.json()["status"]) == (200, "IN_PROGRESS")
    assert "data" not in running.json()
    forced = await sandbox.fullenrich.get(f"{BULK}/{job}", forceResults="true")
    assert forced.json()["data"] == []


async def test_the_same_input_again_is_free_for_three_months(sandbox: Sandbox) -> None:
    first = await finished(sandbox, contact())
    again = await finished(sandbox, contact(custom={"cid": "other"}))
    different = await finished(sandbox, contact(company_name="Found"))
    assert [job["cost"]["credits"] for job in (first, again, different)] == [1, 0, 1]
    sandbox.clock.advance(days=91)
    assert (await finished(sandbox, contact()))["cost"]["credits"] == 1
    old = await sandbox.fullenrich.get(f"{BULK}/{first['id']}")
    assert (old.status_code, old.json()["code"]) == (404, "error.enrichment.not_found")


async def test_an_empty_balance_ends_the_job_midway_with_402(sandbox: Sandbox) -> None:
    await sandbox.world("/credits", balance=1)
    rows = [contact(first_name=name, custom={"cid": name}) for name in ("A", "B", "C")]
    job = (await start(sandbox, *rows)).json()["enrichment_id"]
    await sandbox.later(minutes=2)
    answer = await sandbox.fullenrich.get(f"{BULK}/{job}")
    assert answer.status_code == 402
    assert answer.json()["status"] == "CREDITS_INSUFFICIENT"
    assert len(answer.json()["data"]) == 1


@pytest.mark.parametrize(
    ("domain", "status"),
    [("canceled.test", "CANCELED"), ("ratelimit.test", "RATE_LIMIT"), ("unknown.test", "UNKNOWN")],
)
async def test_other_ends_of_a_job(sandbox: Sandbox, domain: str, status: str) -> None:
    assert (await finished(sandbox, contact(domain=domain)))["status"] == status


async def test_webhooks_are_signed_per_contact_and_per_batch(sandbox: Sandbox) -> None:
    job = await finished(
        sandbox,
        contact(),
        contact(first_name="Arya", custom={"cid": "c2"}),
        webhook_url=f"{RECEIVER}/batch",
        webhook_events={"contact_finished": f"{RECEIVER}/contact"},
    )
    await sandbox.later(minutes=1)
    batches = [got for got in sandbox.receiver.got if got.path == "/batch"]
    contacts = [got for got in sandbox.receiver.got if got.path == "/contact"]
    assert [got.json for got in batches] == [job]
    assert {got.json["data"][0]["custom"]["cid"] for got in contacts} == {"c1", "c2"}
    assert {got.json["status"] for got in contacts} == {"IN_PROGRESS"}
    for got in sandbox.receiver.got:
        signature = hmac.new(KEY, got.body, hashlib.sha1).hexdigest()
        assert got.headers["x-signature-sha1"] == signature


def test_the_signature_is_that_of_the_sheet() -> None:
    body = b'{"id":"2db5ea61-1752-42cf-8ea1-ab1da060cd0a","status":"FINISHED"}'
    signature = hmac.new(b"fe_test_key", body, hashlib.sha1).hexdigest()
    assert signature == "42637856273a9515f213ecf4b808a46a4b823608"


async def test_a_refused_webhook_comes_again_each_minute_five_times(sandbox: Sandbox) -> None:
    sandbox.receiver.statuses = [500] * 9
    await finished(sandbox, contact(), webhook_url=f"{RECEIVER}/batch")
    for _ in range(20):
        await sandbox.later(minutes=1)
    assert len(sandbox.receiver.got) == 6


async def test_sixty_requests_a_minute_then_429(sandbox: Sandbox) -> None:
    statuses = [(await sandbox.fullenrich.get("/account/credits")).status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    limited = await sandbox.fullenrich.get("/account/credits")
    assert limited.json()["code"] == "error.rate.limit"
    assert "retry-after" not in limited.headers
    sandbox.clock.advance(minutes=1)
    assert (await sandbox.fullenrich.get("/account/credits")).status_code == 200
