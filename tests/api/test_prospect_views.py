"""The filter language over the API, saved views, and one change for everybody who matches."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from domain.application import Application
from domain.shared.ids import OperationId, WorkspaceId
from tests.api.test_campaigns import drafted
from tests.conftest import drain_tasks

DIRECTORS = {"all": [{"field": "title", "operator": "contains", "values": ["directeur"]}]}


async def people(client: httpx.AsyncClient, count: int = 6) -> list[str]:
    """Every second one is a director; the first one is tagged."""
    ids = []
    for number in range(count):
        person = {
            "first_name": "Luc",
            "last_name": f"Petit {number}",
            "company": "Forge SA",
            "job_title": "Directeur commercial" if number % 2 else "Acheteur",
            "email": f"luc-{number}@forge.example",
            "source": "Salon",
            "legal_basis": "legitimate_interest",
            "collected_on": "2026-11-02",
        }
        made = await client.post("/api/v1/prospects", json=person)
        assert made.status_code == 201, made.text
        ids.append(made.json()["id"])
    return ids


async def listed(client: httpx.AsyncClient, said: Any, **query: Any) -> httpx.Response:
    return await client.get("/api/v1/prospects", params={"filter": json.dumps(said), **query})


async def test_the_list_takes_the_filter_language_and_pages_through_it(
    client: httpx.AsyncClient,
) -> None:
    ids = await people(client)
    first = (await listed(client, DIRECTORS, limit=2, sort="name")).json()
    rest = (await listed(client, DIRECTORS, limit=2, sort="name", cursor=first["next"])).json()
    shown = [row["id"] for row in [*first["items"], *rest["items"]]]
    assert shown == [ids[1], ids[3], ids[5]]
    counted = await client.get("/api/v1/prospects/total", params={"filter": json.dumps(DIRECTORS)})
    assert counted.json() == {"count": 3, "capped": False}
    assert rest["next"] is None


async def test_a_wrong_filter_is_pointed_at(client: httpx.AsyncClient) -> None:
    wrong = {"all": [{"field": "religion", "operator": "is", "values": ["x"]}]}
    refused = await listed(client, wrong)
    assert (refused.status_code, refused.json()["code"]) == (422, "filter-invalid")
    assert refused.json()["errors"][0]["pointer"] == "/filter/all/0/field"
    assert (await client.get("/api/v1/prospects?filter=%7B")).json()["code"] == "filter-invalid"


async def test_the_language_says_what_it_offers(client: httpx.AsyncClient) -> None:
    fields = (await client.get("/api/v1/prospect-filter-fields")).json()["items"]
    stage = next(one for one in fields if one["field"] == "stage")
    assert stage["operators"] == ["is", "is_not"]
    assert "won" in stage["choices"]


async def test_a_saved_view_holds_whoever_matches_at_the_moment(
    client: httpx.AsyncClient,
) -> None:
    ids = await people(client, 2)
    body = {"name": "Directions", "filter": DIRECTORS, "sort": "name", "shared": False}
    view = (await client.post("/api/v1/saved-views", json=body)).json()
    assert view["filter"] == DIRECTORS
    assert view["own"] is True
    match = (await listed(client, view["filter"])).json()["items"]
    assert [row["id"] for row in match] == [ids[1]]
    path = f"/api/v1/saved-views/{view['id']}"
    shared = await client.put(path, json=body | {"shared": True, "name": "Toutes"})
    assert (shared.json()["shared"], shared.json()["name"]) == (True, "Toutes")
    (seen,) = (await client.get("/api/v1/saved-views")).json()["items"]
    assert seen["id"] == view["id"]
    assert (await client.delete(path)).status_code == 204
    assert (await client.get("/api/v1/saved-views")).json()["items"] == []


async def test_a_view_of_another_workspace_is_not_there(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    body = {"name": "Directions", "filter": DIRECTORS, "shared": True}
    view = (await client.post("/api/v1/saved-views", json=body)).json()
    assert (await other_client.get("/api/v1/saved-views")).json()["items"] == []
    path = f"/api/v1/saved-views/{view['id']}"
    assert (await other_client.put(path, json=body)).status_code == 404
    assert (await other_client.delete(path)).status_code == 404
    assert len((await client.get("/api/v1/saved-views")).json()["items"]) == 1


async def test_everybody_who_matches_is_changed_in_the_background_but_those_unticked(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient, application: Application
) -> None:
    ids, theirs = await people(client), await people(other_client, 2)
    ask = {"action": "tag", "value": "vague 1", "filter": DIRECTORS, "except_ids": [ids[3]]}
    started = await client.post("/api/v1/prospects/bulk-matching", json=ask)
    assert started.status_code == 202, started.text
    operation_id = started.json()["operation_id"]
    await drain_tasks(application)
    operation = (await client.get(f"/api/v1/operations/{operation_id}")).json()
    assert (operation["state"], operation["done"]) == ("done", 2)
    assert operation["result"] == {"changed": 2, "skipped": 0}
    tagged = (await client.get("/api/v1/prospects", params={"tag": "vague 1"})).json()["items"]
    assert {row["id"] for row in tagged} == {ids[1], ids[5]}
    assert (await other_client.get("/api/v1/tags")).json()["items"] == []
    assert theirs


async def test_a_bulk_change_run_again_changes_nothing(
    client: httpx.AsyncClient, application: Application
) -> None:
    await people(client, 4)
    ask = {"action": "stage", "value": "contacted", "q": "petit"}
    started = await client.post("/api/v1/prospects/bulk-matching", json=ask)
    operation_id = OperationId(started.json()["operation_id"])
    await drain_tasks(application)
    session = (await client.get("/api/v1/session")).json()
    before = (await client.get("/api/v1/prospects")).json()["items"]
    assert {row["stage"] for row in before} == {"contacted"}
    workspace_id = WorkspaceId(session["workspace"]["id"])
    await application.prospect_views.run_change(workspace_id, operation_id)
    assert (await client.get("/api/v1/prospects")).json()["items"] == before


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        ({"action": "stage", "value": "far"}, "stage-not-known"),
        ({"action": "tag", "value": "x", "filter": {"all": [{"field": "x"}]}}, "filter-invalid"),
    ],
)
async def test_a_bulk_change_is_checked_before_it_is_queued(
    ask: dict[str, Any], code: str, client: httpx.AsyncClient
) -> None:
    refused = await client.post("/api/v1/prospects/bulk-matching", json=ask)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert (await client.get("/api/v1/operations")).json()["items"] == []


async def test_everybody_who_matches_comes_into_a_campaign_and_the_refused_are_told_by_reason(
    client: httpx.AsyncClient, application: Application
) -> None:
    ids = await people(client)
    campaign_id = (await drafted(client)).json()["id"]
    opposed = f"/api/v1/prospects/{ids[1]}/opt-out"
    said = await client.post(opposed, json={"reason": "Ne plus écrire", "channel": "email"})
    assert said.status_code < 300, said.text
    await drain_tasks(application)
    path = f"/api/v1/campaigns/{campaign_id}/prospects/matching"
    started = await client.post(path, json={"filter": DIRECTORS, "except_ids": [ids[3]]})
    assert started.status_code == 202, started.text
    await drain_tasks(application)
    operation_id = started.json()["operation_id"]
    operation = (await client.get(f"/api/v1/operations/{operation_id}")).json()
    assert (operation["state"], operation["total"]) == ("done", 3)
    assert operation["result"] == {"changed": 1, "skipped": 1, "refused_suppressed": 1}
    enrolled = (await client.get(f"/api/v1/campaigns/{campaign_id}/prospects")).json()["items"]
    assert [one["prospect_id"] for one in enrolled] == [ids[5]]
    again = await client.post(path, json={"filter": DIRECTORS, "except_ids": [ids[3]]})
    await drain_tasks(application)
    told = (await client.get(f"/api/v1/operations/{again.json()['operation_id']}")).json()
    assert told["result"]["refused_already_enrolled"] == 1
    assert told["result"]["changed"] == 0


async def test_nobody_is_queued_for_a_campaign_of_another_workspace(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    await people(client)
    theirs = (await drafted(other_client)).json()["id"]
    refused = await client.post(f"/api/v1/campaigns/{theirs}/prospects/matching", json={})
    assert refused.status_code == 404
    assert (await client.get("/api/v1/operations")).json()["items"] == []


@pytest.mark.obligation(27)
async def test_once_the_plan_lets_nobody_new_in_nobody_is_queued_for_a_campaign(
    client: httpx.AsyncClient, ports: Ports
) -> None:
    await people(client, 2)
    campaign_id = (await drafted(client)).json()["id"]
    workspace_id = WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])
    subscription = await ports.billing.subscriptions.get(workspace_id)
    subscription.trial_ends_at = ports.shared.wall.now() - timedelta(seconds=1)
    await ports.billing.subscriptions.save(subscription)
    refused = await client.post(f"/api/v1/campaigns/{campaign_id}/prospects/matching", json={})
    assert (refused.status_code, refused.json()["code"]) == (402, "workspace-read-only")
    assert (await client.get("/api/v1/operations")).json()["items"] == []
