"""enrichment.ContactFinder and WebhookVerifier against the simulator (vendors/fullenrich.md)."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.fullenrich.adapter import FullEnrichFinder, FullEnrichSignature
from adapters.fullenrich.client import POLICY, FullEnrichClient, MinuteWindow
from adapters.fullenrich.mapping import to_answer
from adapters.system.clock import SystemClock
from adapters.wire.client import Policy
from domain.enrichment.errors import (
    FinderBusy,
    FinderRefused,
    FinderSilent,
    JobForgotten,
    UnreadableDelivery,
)
from domain.enrichment.model import AnswerState, EmailStatus, JobAnswer
from domain.enrichment.ports import Wanted
from domain.shared.ids import EnrichmentId
from tests.builders import an_identity


def a_client(
    url: str, key: str = "sandbox-fullenrich-key", *, policy: Policy = POLICY
) -> FullEnrichClient:
    return FullEnrichClient(url, key, wall=SystemClock(), is_live=False, policy=policy)


@pytest.fixture
async def world(sandbox_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{sandbox_url}/world") as client:
        yield client
        await client.delete("/dials")
        await client.post("/credits", json={"balance": 5000})
        for name, value in (("running_read", "400"), ("not_found", "empty_lists")):
            await client.post("/readings", json={"name": f"fullenrich.{name}", "value": value})


@pytest.fixture
async def finder(sandbox_url: str) -> AsyncIterator[FullEnrichFinder]:
    client = a_client(f"{sandbox_url}/fullenrich/api/v2")
    yield FullEnrichFinder(client, "http://127.0.0.1:9/webhooks/fullenrich")
    await client.close()


def wanted(number: int = 1, **changes: Any) -> Wanted:
    identity = an_identity(**{"linkedin_url": "", "domain": "morel.test", **changes})
    return Wanted(request_id=EnrichmentId(f"request-{number}"), identity=identity)


async def ended(finder: FullEnrichFinder, vendor_id: str) -> JobAnswer:
    for _ in range(100):
        answer = await finder.read(vendor_id)
        if answer.state is not AnswerState.RUNNING:
            return answer
        await asyncio.sleep(0.05)
    raise AssertionError


async def one(finder: FullEnrichFinder, **changes: Any) -> JobAnswer:
    return await ended(finder, await finder.start("job-1", "token", [wanted(**changes)]))


async def test_a_person_is_found_under_our_own_id(
    finder: FullEnrichFinder, world: httpx.AsyncClient
) -> None:
    answer = await one(finder)
    (contact,) = answer.contacts
    assert answer.state is AnswerState.FINISHED
    assert (contact.request_id, contact.status) == ("request-1", EmailStatus.DELIVERABLE)
    assert contact.email.endswith("@morel.test")


@pytest.mark.parametrize(
    ("domain", "status"),
    [
        ("probable.test", EmailStatus.HIGH_PROBABILITY),
        ("catchall.test", EmailStatus.CATCH_ALL),
    ],
)
async def test_each_status_keeps_its_meaning(
    finder: FullEnrichFinder, world: httpx.AsyncClient, domain: str, status: EmailStatus
) -> None:
    assert (await one(finder, domain=domain)).contacts[0].status is status


@pytest.mark.parametrize("reading", ["empty_lists", "empty_object"])
@pytest.mark.parametrize("change", [{"last_name": "Notfound"}, {"domain": "invalid.test"}])
async def test_nobody_and_a_dead_address_are_both_no_address(
    finder: FullEnrichFinder, world: httpx.AsyncClient, reading: str, change: dict[str, str]
) -> None:
    await world.post("/readings", json={"name": "fullenrich.not_found", "value": reading})
    assert (await one(finder, **change)).contacts[0].email == ""


@pytest.mark.parametrize("reading", ["400", "200"])
async def test_a_running_job_is_running_in_both_ways_of_saying_so(
    finder: FullEnrichFinder, world: httpx.AsyncClient, reading: str
) -> None:
    await world.post("/readings", json={"name": "fullenrich.running_read", "value": reading})
    await world.post("/dials", json={"vendor": "fullenrich", "fault": "lose_webhook"})
    vendor_id = await finder.start("job-1", "token", [wanted(domain="unknown.test")])
    answer = await finder.read(vendor_id)
    assert answer.state in {AnswerState.RUNNING, AnswerState.INDETERMINATE}
    assert answer.contacts == ()


@pytest.mark.parametrize(
    ("domain", "state"),
    [
        ("canceled.test", AnswerState.CANCELLED),
        ("broke.test", AnswerState.OUT_OF_CREDITS),
        ("ratelimit.test", AnswerState.INDETERMINATE),
        ("unknown.test", AnswerState.INDETERMINATE),
    ],
)
async def test_each_end_of_a_job_keeps_its_meaning(
    finder: FullEnrichFinder, world: httpx.AsyncClient, domain: str, state: AnswerState
) -> None:
    assert (await one(finder, domain=domain)).state is state


async def test_what_is_sent_is_the_order_the_sheet_describes(
    finder: FullEnrichFinder, world: httpx.AsyncClient
) -> None:
    await finder.start("job-1", "token", [wanted(linkedin_url="https://www.linkedin.com/in/c-m")])
    rows = (await world.get("/received", params={"vendor": "fullenrich", "limit": 1})).json()
    row = rows[0]
    assert (row["method"], row["path"]) == ("POST", "/contact/enrich/bulk")
    assert row["query"] == {"silentFail": "true"}
    assert row["headers"]["authorization"] == "Bearer sandbox-fullenrich-key"
    assert row["json"] == {
        "name": "job-1",
        "webhook_url": "http://127.0.0.1:9/webhooks/fullenrich/token",
        "webhook_events": {
            "contact_finished": "http://127.0.0.1:9/webhooks/fullenrich/token/contact"
        },
        "data": [
            {
                "first_name": "Claire",
                "last_name": "Morel",
                "domain": "morel.test",
                "company_name": "Transports Morel",
                "linkedin_url": "https://www.linkedin.com/in/c-m",
                "enrich_fields": ["contact.work_emails"],
                "custom": {"cid": "request-1"},
            }
        ],
    }


async def test_an_unusable_row_does_not_stop_the_others(
    finder: FullEnrichFinder, world: httpx.AsyncClient
) -> None:
    people = [wanted(1, domain="not a domain"), wanted(2)]
    answer = await ended(finder, await finder.start("job-1", "token", people))
    assert [contact.request_id for contact in answer.contacts] == ["request-2"]


async def _dial(world: httpx.AsyncClient, fault: str, **more: Any) -> None:
    await world.post("/dials", json={"vendor": "fullenrich", "fault": fault, "count": 1, **more})


async def test_too_many_requests_means_the_next_minute(
    finder: FullEnrichFinder, world: httpx.AsyncClient
) -> None:
    await _dial(world, "error", status=429, body={"code": "error.rate.limit", "message": "x"})
    with pytest.raises(FinderBusy) as busy:
        await finder.start("job-1", "token", [wanted()])
    assert busy.value.retry_after is not None
    assert timedelta() < busy.value.retry_after <= timedelta(seconds=61)
    with pytest.raises(FinderBusy):
        await finder.read("any")  # not even sent


@pytest.mark.parametrize("fault", ["drop", "drop_after_effect", "error", "html_502"])
async def test_an_order_without_an_answer_may_have_been_taken(
    finder: FullEnrichFinder, world: httpx.AsyncClient, fault: str
) -> None:
    await _dial(world, fault)
    with pytest.raises(FinderSilent):
        await finder.start("job-1", "token", [wanted()])


async def test_a_slow_answer_to_an_order_may_mean_it_was_taken(
    sandbox_url: str, world: httpx.AsyncClient
) -> None:
    await _dial(world, "latency", seconds=1)
    url = f"{sandbox_url}/fullenrich/api/v2"
    client = a_client(url, policy=replace(POLICY, seconds=0.2))
    with pytest.raises(FinderSilent):
        await FullEnrichFinder(client, "http://127.0.0.1:9").start("job-1", "token", [wanted()])
    await client.close()


async def test_an_order_nobody_received_may_be_given_again() -> None:
    client = a_client("http://127.0.0.1:9/api/v2")
    with pytest.raises(FinderBusy):
        await FullEnrichFinder(client, "http://127.0.0.1:9").start("job-1", "token", [wanted()])
    await client.close()


async def test_a_wrong_key_and_a_refused_order_are_final(
    sandbox_url: str, finder: FullEnrichFinder, world: httpx.AsyncClient
) -> None:
    with pytest.raises(FinderRefused):
        await finder.start(" ", "token", [wanted()])
    client = a_client(f"{sandbox_url}/fullenrich/api/v2", "wrong")
    with pytest.raises(FinderRefused):
        await FullEnrichFinder(client, "http://127.0.0.1:9").start("job-1", "token", [wanted()])
    await client.close()


@pytest.mark.parametrize("fault", ["drop", "error", "html_502"])
async def test_a_reading_that_fails_is_tried_later(
    finder: FullEnrichFinder, world: httpx.AsyncClient, fault: str
) -> None:
    vendor_id = await finder.start("job-1", "token", [wanted()])
    await _dial(world, fault)
    with pytest.raises(FinderBusy):
        await finder.read(vendor_id)


async def test_a_job_the_vendor_forgot_is_forgotten(finder: FullEnrichFinder) -> None:
    with pytest.raises(JobForgotten):
        await finder.read("00000000-0000-0000-0000-000000000000")


def test_the_signature_of_the_sheet_is_genuine_with_the_current_and_the_previous_key() -> None:
    body = b'{"id":"2db5ea61-1752-42cf-8ea1-ab1da060cd0a","status":"FINISHED"}'
    mark = "42637856273a9515f213ecf4b808a46a4b823608"
    for keys in (("fe_test_key",), ("new_key", "fe_test_key")):
        verifier = FullEnrichSignature(keys)
        assert verifier.is_genuine(body, mark)
        assert not verifier.is_genuine(body + b" ", mark)
        assert not verifier.is_genuine(body, mark.upper())
        assert not verifier.is_genuine(body, "")
        assert not verifier.is_genuine(body, "é")
    assert not FullEnrichSignature(("other",)).is_genuine(body, mark)
    assert not FullEnrichSignature(("",)).is_genuine(body, mark)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"id":7}', b"\xff", b'{"id":"x"}'])
def test_a_body_that_is_no_job_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableDelivery):
        to_answer(body)


def test_states_and_statuses_nobody_told_us_of_are_indeterminate() -> None:
    email = {"email": "a@b.example", "status": "BRAND_NEW"}
    row = {"custom": {"cid": "r"}, "contact_info": {"most_probable_work_email": email}}
    answer = to_answer(json.dumps({"id": "x", "status": "NEW", "data": [row, {}]}).encode())
    assert answer.state is AnswerState.INDETERMINATE
    assert [contact.status for contact in answer.contacts] == [EmailStatus.UNKNOWN]


def test_catch_all_is_read_in_any_case() -> None:
    email = {"email": "a@b.example", "status": "CATCH_All"}
    row = {"custom": {"cid": "r"}, "contact_info": {"most_probable_work_email": email}}
    answer = to_answer(json.dumps({"id": "x", "status": "FINISHED", "data": [row]}).encode())
    assert answer.contacts[0].status is EmailStatus.CATCH_ALL


def test_our_own_count_stops_before_the_vendors() -> None:
    now = [120.0]
    window = MinuteWindow(2, lambda: now[0])
    window.take()
    window.take()
    with pytest.raises(FinderBusy):
        window.take()
    now[0] = 180.0
    window.take()
