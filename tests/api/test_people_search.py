"""Looking for people through a member's own LinkedIn account, over the API and the simulator."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from domain.application import Application
from domain.delivery.model.sender import Account, Health, Sender, SenderKind
from domain.prospects.model.people_search import DAILY_RESULTS
from domain.shared.ids import SenderId, UserId, WorkspaceId
from tests.conftest import PASSWORD, drain_tasks
from workers.task import TASKS

FILTERS: dict[str, Any] = {"source": "sales_navigator", "titles": ["directeur", "directrice"]}
CHOICE = {"legal_basis": "legitimate_interest", "professional_audience": True}


@pytest.fixture
async def world(ports: Ports) -> AsyncIterator[httpx.AsyncClient]:
    base = ports.settings.unipile_url.partition("/unipile")[0]
    async with httpx.AsyncClient(base_url=f"{base}/world", timeout=20) as client:
        await client.post("/reset")
        yield client
        await client.delete("/dials")


async def connect(
    client: httpx.AsyncClient,
    world: httpx.AsyncClient,
    ports: Ports,
    *,
    seat: str = "sales_navigator",
    signed: bool = True,
) -> str:
    """A connected LinkedIn account of the signed-in member; its sender's id."""
    session = (await client.get("/api/v1/session")).json()
    asked = {
        "provider": "LINKEDIN",
        "address": f"ada@{session['workspace']['id'][-6:]}.example",
        "display_name": "Ada Martin",
        "seat": seat,
    }
    made = (await world.post("/accounts", json=asked)).json()
    await world.post("/settle")
    now = ports.shared.clock.now()
    sender = Sender(
        id=SenderId(ports.shared.new_id()),
        workspace_id=WorkspaceId(session["workspace"]["id"]),
        kind=SenderKind.LINKEDIN,
        owner_id=UserId(session["user"]["id"]),
        asked_at=now,
        link_digest=ports.shared.new_id(),
        link_open_until=ports.shared.wall.now() + timedelta(hours=1),
    )
    account = Account(
        ref=made["id"],
        kind=SenderKind.LINKEDIN,
        address="ada",
        display_name="Ada Martin",
        is_paid=seat != "free",
        health=Health.OK,
    )
    sender.connect(account, at=now)
    sender.take_events()
    await ports.delivery.senders.add(sender)
    if signed:
        path = f"/api/v1/people-search/accounts/{sender.id}/consent"
        assert (await client.put(path, json={"understood": True})).status_code == 204
    return sender.id


async def look(client: httpx.AsyncClient, sender_id: str, **filters: Any) -> httpx.Response:
    body = {"sender_id": sender_id, **(filters or FILTERS)}
    return await client.post("/api/v1/people-searches", json=body)


async def own(client: httpx.AsyncClient) -> dict[str, Any]:
    shown = (await client.get("/api/v1/people-search/accounts")).json()["items"]
    row: dict[str, Any] = shown[0]
    return row


async def test_a_preview_shows_people_with_reasons_and_adds_nobody(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports
) -> None:
    answer = await look(client, await connect(client, world, ports))
    assert answer.status_code == 201, answer.text
    found = answer.json()
    assert found["total"] >= len(found["candidates"]) == 25
    assert found["more"] is True
    for one in found["candidates"]:
        assert (one["standing"], one["fit"]) == ("new", "fits")
        assert one["reasons"][0]["filter"] == "title"
        assert one["linkedin_url"].startswith("https://www.linkedin.com/in/")
    assert (await client.get("/api/v1/prospects")).json()["items"] == []
    assert (await own(client))["left_today"] == DAILY_RESULTS - 25


async def test_chosen_people_become_prospects_with_source_day_and_basis_at_one_credit_each(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports, application: Application
) -> None:
    found = (await look(client, await connect(client, world, ports))).json()
    before = (await client.get("/api/v1/credits")).json()["available"]
    path = f"/api/v1/people-searches/{found['id']}/prospects"
    chosen = [one["id"] for one in found["candidates"][:3]]
    done = (await client.post(path, json={"results": chosen, **CHOICE})).json()
    assert (done["added"], done["credits_charged"]) == (3, 3)
    assert (await client.get("/api/v1/credits")).json()["available"] == before - 3
    again = (await client.post(path, json={"results": chosen, **CHOICE})).json()
    assert (again["added"], again["credits_charged"]) == (0, 0)
    await drain_tasks(application)
    listed = (await client.get("/api/v1/prospects")).json()["items"]
    assert {one["id"] for one in listed} == {
        one["prospect_id"] for one in done["search"]["candidates"] if one["standing"] == "added"
    }
    card = (await client.get(f"/api/v1/prospects/{listed[0]['id']}")).json()
    assert (card["origin"]["kind"], card["origin"]["source"]) == (
        "search",
        "LinkedIn Sales Navigator",
    )
    assert card["origin"]["legal_basis"] == "legitimate_interest"
    assert card["origin"]["collected_on"] == found["asked_at"][:10]
    assert {detail["source"] for detail in card["details"]} == {"LinkedIn Sales Navigator"}
    kinds = {point["value"].rsplit("/", 1)[-1][:5] for point in card["contact_points"]}
    assert "ACwAA" in kinds
    assert len(kinds) == 2, "internal id and public address belong to one person"


async def test_who_is_known_is_marked_in_the_next_search(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports
) -> None:
    sender_id = await connect(client, world, ports)
    found = (await look(client, sender_id)).json()
    path = f"/api/v1/people-searches/{found['id']}/prospects"
    await client.post(path, json={"results": ["1"], **CHOICE})
    again = (await look(client, sender_id)).json()
    first = again["candidates"][0]
    assert first["standing"] == "known"
    assert first["prospect_id"]
    path = f"/api/v1/people-searches/{again['id']}/prospects"
    done = (await client.post(path, json={"results": ["1"], **CHOICE})).json()
    assert (done["added"], done["known"]) == (0, 1)


@pytest.mark.obligation(61)
async def test_of_somebody_who_objected_nothing_is_shown_kept_or_added(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports, application: Application
) -> None:
    sender_id = await connect(client, world, ports)
    found = (await look(client, sender_id)).json()
    objector = found["candidates"][0]
    path = f"/api/v1/people-searches/{found['id']}/prospects"
    added = (await client.post(path, json={"results": ["1"], **CHOICE})).json()
    prospect_id = added["search"]["candidates"][0]["prospect_id"]
    objection = {"reason": "Ne souhaite pas", "channel": "phone"}
    told = await client.post(f"/api/v1/prospects/{prospect_id}/opt-out", json=objection)
    assert told.is_success, told.text
    await drain_tasks(application)
    again = await look(client, sender_id)
    first = again.json()["candidates"][0]
    assert first["standing"] == "opposed"
    assert [first[key] for key in ("full_name", "job_title", "company", "linkedin_url")] == [
        None
    ] * 4
    assert objector["full_name"] not in again.text
    path = f"/api/v1/people-searches/{again.json()['id']}/prospects"
    done = (await client.post(path, json={"results": ["1"], **CHOICE})).json()
    assert (done["added"], done["opposed"], done["credits_charged"]) == (0, 1, 0)


async def test_without_the_signed_consent_nothing_is_asked_of_linkedin(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports
) -> None:
    sender_id = await connect(client, world, ports, signed=False)
    refused = await look(client, sender_id)
    assert (refused.status_code, refused.json()["code"]) == (409, "search-consent-missing")
    path = f"/api/v1/people-search/accounts/{sender_id}/consent"
    assert (await client.put(path, json={"understood": False})).status_code == 422
    await client.put(path, json={"understood": True})
    assert (await look(client, sender_id)).status_code == 201
    assert (await client.delete(path)).status_code == 204
    assert (await look(client, sender_id)).json()["code"] == "search-consent-missing"
    received = (
        await world.get("/received", params={"vendor": "unipile", "path": "/linkedin/search"})
    ).json()
    assert len(received) == 1


async def test_a_colleagues_account_and_search_are_not_there(
    client: httpx.AsyncClient,
    other_client: httpx.AsyncClient,
    world: httpx.AsyncClient,
    ports: Ports,
) -> None:
    sender_id = await connect(client, world, ports)
    found = (await look(client, sender_id)).json()
    refused = await look(other_client, sender_id)
    assert (refused.status_code, refused.json()["code"]) == (404, "search-account-not-found")
    assert (await other_client.get(f"/api/v1/people-searches/{found['id']}")).status_code == 404


async def test_no_seat_is_named_and_costs_no_result(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports
) -> None:
    refused = await look(client, await connect(client, world, ports, seat="free"))
    assert (refused.status_code, refused.json()["code"]) == (409, "search-seat-missing")
    assert (await own(client))["left_today"] == DAILY_RESULTS


async def test_a_push_back_stops_the_account_until_the_day_shown(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports
) -> None:
    sender_id = await connect(client, world, ports)
    body = {"title": "x", "type": "errors/too_many_requests", "status": 429}
    dial = {"vendor": "unipile", "route": "POST */linkedin/search", "fault": "error"}
    await world.post("/dials", json={**dial, "status": 429, "body": body, "count": 1})
    refused = await look(client, sender_id)
    assert (refused.status_code, refused.json()["code"]) == (429, "search-pushed-back")
    assert int(refused.headers["Retry-After"]) > 80_000
    assert (await own(client))["resumes_at"] is not None
    assert (await look(client, sender_id)).json()["code"] == "search-pushed-back"


async def test_the_results_of_a_day_end(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports
) -> None:
    sender_id = await connect(client, world, ports)
    workspace_id = WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])
    allowance = await ports.people_search.allowances.find(workspace_id, SenderId(sender_id))
    assert allowance is not None
    allowance.take(DAILY_RESULTS - 20, at=ports.shared.clock.now())
    await ports.people_search.allowances.save(allowance)
    first = await look(client, sender_id)
    assert len(first.json()["candidates"]) == 20
    refused = await client.post(f"/api/v1/people-searches/{first.json()['id']}/more")
    assert (refused.status_code, refused.json()["code"]) == (429, "search-budget-spent")
    assert (await own(client))["left_today"] == 0


async def test_a_wrong_value_is_pointed_at(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports
) -> None:
    sender_id = await connect(client, world, ports)
    place = await look(client, sender_id, source="linkedin", locations=["Lyon", "Atlantide"])
    assert (place.status_code, place.json()["code"]) == (422, "search-value-not-known")
    assert place.json()["errors"][0]["pointer"] == "/locations/1"
    seniority = await look(client, sender_id, source="linkedin", seniorities=["director"])
    assert seniority.json()["code"] == "search-filter-not-offered"
    assert seniority.json()["errors"][0]["pointer"] == "/seniorities"
    assert (await look(client, sender_id, source="linkedin", titles=[])).json()[
        "code"
    ] == "search-empty"


async def test_a_sentence_becomes_filters_and_spends_nothing(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports
) -> None:
    await connect(client, world, ports)
    sentence = {"sentence": "Directeurs commerciaux d'entreprises de 50 à 200 personnes à Lyon"}
    answer = await client.post("/api/v1/people-search/proposals", json=sentence)
    assert answer.status_code == 200, answer.text
    filters = answer.json()["filters"]
    assert filters["titles"] == ["directeur commercial"]
    assert filters["locations"] == ["Lyon"]
    assert (filters["head_count_min"], filters["head_count_max"]) == (50, 200)
    assert filters["source"] == "sales_navigator", "LinkedIn's own search knows no head count"
    assert (await own(client))["left_today"] == DAILY_RESULTS


async def test_an_ambiguous_sentence_is_asked_back_and_a_name_is_added_by_hand(
    client: httpx.AsyncClient, world: httpx.AsyncClient
) -> None:
    del world
    path = "/api/v1/people-search/proposals"
    vague = (await client.post(path, json={"sentence": "des commerciaux"})).json()
    assert vague["filters"] is None
    assert vague["question"]
    assert len(vague["choices"]) == 2


@pytest.mark.obligation(52)
@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("Directeurs de moins de 40 ans à Lyon", "age"),
        ("dirigeants d'origine africaine", "origin"),
        ("managers with a disability", "health"),
        ("directrices mères de famille", "family"),
        ("patrons catholiques", "belief"),
        ("élus de gauche", "opinion"),
    ],
)
async def test_a_forbidden_criterion_is_refused_before_a_model_reads_it(
    sentence: str, category: str, client: httpx.AsyncClient, world: httpx.AsyncClient
) -> None:
    before = len((await world.get("/received", params={"vendor": "openai"})).json())
    answer = await client.post("/api/v1/people-search/proposals", json={"sentence": sentence})
    assert (answer.status_code, answer.json()["code"]) == (422, "criterion-forbidden")
    assert answer.json()["errors"][0]["detail"] == category
    after = (await world.get("/received", params={"vendor": "openai"})).json()
    assert len(after) == before


async def test_lookalikes_share_what_accepted_people_have_in_common(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports
) -> None:
    path = "/api/v1/people-search/lookalikes"
    nobody = await client.post(path, json={})
    assert (nobody.status_code, nobody.json()["code"]) == (409, "nobody-to-resemble")
    sender_id = await connect(client, world, ports)
    found = (await look(client, sender_id, source="sales_navigator", locations=["Lyon"])).json()
    people = f"/api/v1/people-searches/{found['id']}/prospects"
    chosen = [one["id"] for one in found["candidates"]][:3]
    added = (await client.post(people, json={"results": chosen, **CHOICE})).json()
    ids = [one["prospect_id"] for one in added["search"]["candidates"] if one["prospect_id"]]
    proposal = (await client.post(path, json={"prospect_ids": ids})).json()
    assert proposal["like"] == 3
    assert proposal["filters"]["industries"] == ["Conseil en management"]
    assert proposal["filters"]["source"] == "linkedin"


async def test_a_saved_search_proposes_only_new_people_on_its_day(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports, application: Application
) -> None:
    sender_id = await connect(client, world, ports)
    found = (await look(client, sender_id)).json()
    body = {"search_id": found["id"], "name": "Directions", "every": "day", "per_run": 10}
    kept = (await client.post("/api/v1/saved-searches", json=body)).json()
    ctx: dict[str, Any] = {"application": application, "job_try": 1, "job_id": "test"}
    await TASKS["refresh_saved_searches"](ctx)
    assert (await client.get("/api/v1/saved-searches")).json()["items"][0]["last_run_at"] is None
    path = f"/api/v1/saved-searches/{kept['id']}"
    await client.patch(path, json={"paused": True})
    await client.patch(path, json={"paused": False})
    await TASKS["refresh_saved_searches"](ctx)
    (ran,) = (await client.get("/api/v1/saved-searches")).json()["items"]
    assert ran["last_new"] > 0
    fresh = (await client.get(f"/api/v1/people-searches/{ran['last_search_id']}")).json()
    before = {one["linkedin_url"] for one in found["candidates"]}
    assert not before & {one["linkedin_url"] for one in fresh["candidates"]}
    assert (await client.get("/api/v1/prospects")).json()["items"] == []
    assert (await client.delete(path)).status_code == 204
    assert (await client.get("/api/v1/saved-searches")).json()["items"] == []


@pytest.mark.obligation(74)
async def test_no_saved_search_runs_while_its_workspace_is_closing(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports, application: Application
) -> None:
    sender_id = await connect(client, world, ports)
    found = (await look(client, sender_id)).json()
    body = {"search_id": found["id"], "name": "Directions", "every": "day"}
    kept = (await client.post("/api/v1/saved-searches", json=body)).json()
    await client.patch(f"/api/v1/saved-searches/{kept['id']}", json={"paused": False})
    close = {"password": PASSWORD, "takes_archive": False}
    name = (await client.get("/api/v1/session")).json()["workspace"]["name"]
    asked = await client.post("/api/v1/workspace/closure", json=close | {"name": name})
    assert asked.status_code == 200, asked.text
    await TASKS["refresh_saved_searches"]({"application": application, "job_try": 1, "job_id": "t"})
    (held,) = (await client.get("/api/v1/saved-searches")).json()["items"]
    assert (held["last_run_at"], held["problem"]) == (None, "workspace-held")
    assert not held["paused"]


async def test_a_saved_search_without_consent_stands_still_and_says_why(
    client: httpx.AsyncClient, world: httpx.AsyncClient, ports: Ports, application: Application
) -> None:
    sender_id = await connect(client, world, ports)
    found = (await look(client, sender_id)).json()
    body = {"search_id": found["id"], "name": "Directions", "every": "week"}
    kept = (await client.post("/api/v1/saved-searches", json=body)).json()
    await client.delete(f"/api/v1/people-search/accounts/{sender_id}/consent")
    path = f"/api/v1/saved-searches/{kept['id']}"
    await client.patch(path, json={"paused": False})
    await TASKS["refresh_saved_searches"]({"application": application, "job_try": 1, "job_id": "t"})
    (still,) = (await client.get("/api/v1/saved-searches")).json()["items"]
    assert (still["paused"], still["problem"]) == (True, "search-consent-missing")
