"""Credits over HTTP."""

import httpx
import pytest

from adapters.bootstrap.bridges.billing import CreditDesk
from adapters.bootstrap.ports import Ports
from domain.application import Application
from domain.billing.errors import SpendingCapReached
from domain.shared.ids import UserId, WorkspaceId


async def _balance(client: httpx.AsyncClient) -> tuple[int, int, int]:
    read = (await client.get("/api/v1/credits")).json()
    return read["available"], read["reserved"], read["spent"]


@pytest.mark.obligation(28)
async def test_a_new_workspace_has_its_trial_credits_and_sees_every_movement(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient, application: Application
) -> None:
    session = (await client.get("/api/v1/session")).json()
    workspace_id = WorkspaceId(session["workspace"]["id"])
    assert await _balance(client) == (150, 0, 0)
    await application.billing.reserve(workspace_id, "job", 5, "work_email", about="p-1")
    await application.billing.commit(workspace_id, "job", 5)
    assert await _balance(client) == (145, 0, 5)
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
    billing = ports.billing
    desk = CreditDesk.of(billing.ledger, billing.subscriptions, billing.rules)
    await desk.reserve(workspace_id, "draft:1", 2, "message")
    await desk.reserve(workspace_id, "draft:2", 2, "message")
    await desk.settle(workspace_id, "draft:1", 2)
    await desk.settle(workspace_id, "draft:2", 0)
    await desk.settle(workspace_id, "draft:2", 0)
    assert await _balance(client) == (148, 0, 2)


async def test_the_statement_says_who_what_about_whom_and_what_is_left(
    client: httpx.AsyncClient, application: Application
) -> None:
    session = (await client.get("/api/v1/session")).json()
    workspace_id = WorkspaceId(session["workspace"]["id"])
    by = UserId(session["user"]["id"])
    await application.billing.reserve(workspace_id, "job", 5, "=HYPERLINK()", about="p-1", by=by)
    answer = await client.get("/api/v1/credits/statement.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    head, reserved, granted, _ = answer.text.removeprefix("\ufeff").split("\r\n")
    assert head.startswith("date;mouvement;objet;concerne;par;effet_sur_le_solde")
    assert reserved.split(";")[1:8] == [
        *("Réservation", "'=HYPERLINK()", "p-1", "Ada Martin", "-5", "5", "145")
    ]
    assert granted.split(";")[1:8] == ["Attribution", "Essai", "", "LEO", "150", "150", "150"]
    (first, _) = (await client.get("/api/v1/credits/entries")).json()["items"]
    assert (first["actor_name"], first["change"], first["about"]) == ("Ada Martin", -5, "p-1")


async def test_caps_are_set_with_the_version_that_was_read_and_hold_at_once(
    client: httpx.AsyncClient, application: Application
) -> None:
    read = await client.get("/api/v1/credits/rules")
    rules = {key: value for key, value in read.json().items() if key != "version"}
    rules["workspace"]["day"] = 3
    tag = {"If-Match": read.headers["ETag"]}
    assert (await client.put("/api/v1/credits/rules", json=rules, headers=tag)).status_code == 200
    late = await client.put("/api/v1/credits/rules", json=rules, headers=tag)
    assert (late.status_code, late.json()["code"]) == (409, "stale-write")
    session = (await client.get("/api/v1/session")).json()
    with pytest.raises(SpendingCapReached):
        await application.billing.reserve(
            WorkspaceId(session["workspace"]["id"]), "job", 4, "message"
        )


async def test_an_automatic_top_up_needs_a_maximum(client: httpx.AsyncClient) -> None:
    read = await client.get("/api/v1/credits/rules")
    rules = {key: value for key, value in read.json().items() if key != "version"}
    rules["top_up"] |= {"enabled": True, "monthly_limit_minor": 2_399}
    tag = {"If-Match": read.headers["ETag"]}
    answer = await client.put("/api/v1/credits/rules", json=rules, headers=tag)
    assert (answer.status_code, answer.json()["code"]) == (422, "top-up-without-limit")
