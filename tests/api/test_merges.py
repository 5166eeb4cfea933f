"""Merging two records through the API."""

from typing import Any

import httpx
import pytest

from domain.application import Application
from tests.api.test_import_doctor import people, rows_of
from tests.api.test_imports import imported
from tests.conftest import drain_tasks

ADA = ["ada@firm.example", "Ada", "Martin", "DAF", "Firm", "Lyon"]
TWIN = ["a.martin@other.example", "ADA", "MARTIN", "Directrice financière", "FIRM", ""]


async def both(client: httpx.AsyncClient, application: Application) -> tuple[str, str]:
    await imported(client, application, rows_of(ADA))
    first = (await client.get("/api/v1/prospects")).json()["items"][0]["id"]
    await imported(client, application, rows_of(TWIN))
    rows = (await client.get("/api/v1/prospects")).json()["items"]
    return first, next(row["id"] for row in rows if row["id"] != first)


async def card(client: httpx.AsyncClient, prospect_id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await client.get(f"/api/v1/prospects/{prospect_id}")).json()
    return found


async def test_the_same_name_at_the_same_firm_is_only_suggested(
    client: httpx.AsyncClient, application: Application
) -> None:
    ada, twin = await both(client, application)
    await imported(client, application, rows_of(["z@z.example", "Ada", "Martin", "", "Zed", ""]))
    found = (await client.get(f"/api/v1/prospects/{ada}/twins")).json()["items"]
    assert [one["id"] for one in found] == [twin]
    assert len((await client.get("/api/v1/prospects")).json()["items"]) == 3


async def test_two_records_are_compared_merged_and_parted_again(
    client: httpx.AsyncClient, application: Application
) -> None:
    ada, twin = await both(client, application)
    before = await people(client), await card(client, twin)
    place = f"/api/v1/prospects/{ada}"
    preview = (await client.post(f"{place}/merge-preview", json={"other_id": twin})).json()
    assert [one["field"] for one in preview["conflicts"]] == ["job_title"]
    assert sorted(preview["addresses"]) == ["a.martin@other.example", "ada@firm.example"]
    asked = {"other_id": twin, "choices": {"job_title": "Directrice financière"}}
    done = await client.post(f"{place}/merges", json=asked)
    assert done.status_code == 201, done.text
    await drain_tasks(application)
    now = await card(client, ada)
    assert now["job_title"] == "Directrice financière"
    assert len(now["contact_points"]) == 2
    assert (await client.get(f"/api/v1/prospects/{twin}")).status_code == 404
    again = await imported(client, application, rows_of(TWIN))
    assert again["counts"]["created"] == 0  # type: ignore[index]
    listed = (await client.get(f"{place}/merges")).json()["items"]
    assert [one["absorbed_name"] for one in listed] == ["Ada Martin"]
    undone = await client.post(f"/api/v1/merges/{done.json()['id']}/undo")
    assert undone.status_code == 200, undone.text
    await drain_tasks(application)
    back = await card(client, twin)
    assert (back["details"], back["contact_points"]) == (
        before[1]["details"],
        before[1]["contact_points"],
    )
    assert (await card(client, ada))["job_title"] == "DAF"
    assert (await client.get(f"{place}/merges")).json()["items"] == []
    twice = await client.post(f"/api/v1/merges/{done.json()['id']}/undo")
    assert (twice.status_code, twice.json()["code"]) == (409, "merge-not-undoable")


@pytest.mark.obligation(61)
async def test_a_merge_keeps_the_strictest_right_for_every_address(
    client: httpx.AsyncClient, application: Application
) -> None:
    ada, twin = await both(client, application)
    heard = {"reason": "n’appelez plus", "channel": "phone"}
    answer = await client.post(f"/api/v1/prospects/{twin}/opt-out", json=heard)
    assert answer.status_code < 300, answer.text
    await drain_tasks(application)
    asked = {"other_id": twin, "choices": {}}
    done = await client.post(f"/api/v1/prospects/{ada}/merges", json=asked)
    assert done.status_code == 201, done.text
    await drain_tasks(application)
    assert (await card(client, ada))["opted_out"]
    again = await imported(client, application, rows_of(ADA))
    assert again["counts"]["opposed"] == 1  # type: ignore[index]


async def test_a_record_is_not_merged_with_itself_nor_across_workspaces(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient, application: Application
) -> None:
    ada, twin = await both(client, application)
    asked = {"other_id": ada, "choices": {}}
    same = await client.post(f"/api/v1/prospects/{ada}/merges", json=asked)
    assert (same.status_code, same.json()["code"]) == (422, "same-prospect")
    await imported(other_client, application, rows_of(ADA))
    theirs = (await other_client.get("/api/v1/prospects")).json()["items"][0]["id"]
    asked = {"other_id": twin, "choices": {}}
    across = await other_client.post(f"/api/v1/prospects/{theirs}/merges", json=asked)
    assert across.status_code == 404


async def test_possible_duplicates_of_the_workspace_are_found_once_and_only_suggested(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    async def add(who: httpx.AsyncClient, **changes: Any) -> str:
        person = {
            "first_name": "Claire",
            "last_name": "Moreau",
            "company": "Forge SA",
            "source": "Salon",
            "legal_basis": "legitimate_interest",
            "collected_on": "2026-11-02",
        }
        made = await who.post("/api/v1/prospects", json=person | changes)
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    for first, second in (("Luc", "Adam"), ("Zoé", "Zola")):
        await add(client, first_name=first, last_name=second)
    one = await add(client, email="claire@forge.example")
    two = await add(client, first_name="CLAIRE", company="", email="c.moreau@forge.example")
    await add(client, company="Autre Maison", email="claire@autre.example")
    await add(other_client, email="claire@forge.example")
    listed = (await client.get("/api/v1/twins")).json()
    (group,) = listed["items"]
    assert [person["id"] for person in group["people"]] == sorted([one, two])
    assert listed["next"] is None
    assert (await other_client.get("/api/v1/twins")).json()["items"] == []
    wrong = await client.get("/api/v1/twins?cursor=%C3%A9")
    assert wrong.json()["code"] == "cursor-not-known"
    merged = await client.post(
        f"/api/v1/prospects/{one}/merges", json={"other_id": two, "choices": {}}
    )
    assert merged.status_code == 201
    assert (await client.get("/api/v1/twins")).json()["items"] == []
