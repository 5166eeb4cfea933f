"""Credits over HTTP."""

import httpx
import pytest

from adapters.bootstrap.bridges import CreditDesk
from adapters.bootstrap.ports import Ports
from domain.application import Application
from domain.shared.ids import WorkspaceId


@pytest.mark.obligation(28)
async def test_a_new_workspace_has_its_trial_credits_and_sees_every_movement(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient, application: Application
) -> None:
    session = (await client.get("/api/v1/session")).json()
    workspace_id = WorkspaceId(session["workspace"]["id"])
    assert (await client.get("/api/v1/credits")).json() == {
        "available": 150,
        "reserved": 0,
        "spent": 0,
    }
    await application.billing.reserve(workspace_id, "job", 5, "work_email", about="p-1")
    await application.billing.commit(workspace_id, "job", 5)
    assert (await client.get("/api/v1/credits")).json() == {
        "available": 145,
        "reserved": 0,
        "spent": 5,
    }
    first = (await client.get("/api/v1/credits/entries", params={"limit": 2})).json()
    rest = await client.get("/api/v1/credits/entries", params={"cursor": first["next"]})
    told = [
        (entry["kind"], entry["amount"], entry["balance_after"])
        for entry in [*first["items"], *rest.json()["items"]]
    ]
    assert told == [("commit", 5, 145), ("reserve", 5, 145), ("grant", 150, 150)]
    assert rest.json()["next"] is None
    assert len((await other_client.get("/api/v1/credits/entries")).json()["items"]) == 1


async def test_a_cursor_that_is_none_of_ours_is_no_failure(client: httpx.AsyncClient) -> None:
    for cursor in ("nonsense", "9" * 400, "-1"):
        answer = await client.get("/api/v1/credits/entries", params={"cursor": cursor})
        assert answer.status_code == 200


async def test_the_desk_of_other_modules_reserves_and_settles(
    client: httpx.AsyncClient, ports: Ports
) -> None:
    session = (await client.get("/api/v1/session")).json()
    workspace_id = WorkspaceId(session["workspace"]["id"])
    desk = CreditDesk.of(ports.billing.ledger, ports.billing.plans)
    await desk.reserve(workspace_id, "draft:1", 2, "message")
    await desk.reserve(workspace_id, "draft:2", 2, "message")
    await desk.settle(workspace_id, "draft:1", 2)
    await desk.settle(workspace_id, "draft:2", 0)
    await desk.settle(workspace_id, "draft:2", 0)
    assert (await client.get("/api/v1/credits")).json() == {
        "available": 148,
        "reserved": 0,
        "spent": 2,
    }
