"""Imports that die and come back, scores and stages that follow events; twice is fine."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest

import workers.main  # noqa: F401 - registers the tasks
from domain.application import Application
from domain.prospects.model.prospect import Prospect
from domain.prospects.ports import ProspectRepository
from domain.shared.ids import OperationId, ProspectId, WorkspaceId
from domain.shared.operations import OperationState
from tests.conftest import drain_tasks
from workers.task import TASKS

DECLARED = {
    "source": "Salon",
    "legal_basis": "legitimate_interest",
    "collected_on": "2026-11-02",
    "professional_audience": True,
}
PERSONA = {
    "name": "Directeurs commerciaux",
    "tone": "vous",
    "language": "fr",
    "criteria": [
        {
            "field": "title",
            "operator": "contains",
            "values": ["commercial"],
            "mode": "score",
            "weight": 5,
        }
    ],
}


def a_file(people: int) -> bytes:
    rows = [
        f"p{number}@firm{number % 40}.example,Ada,Martin{number},Directrice commerciale"
        for number in range(people)
    ]
    # The first ten come a second time, in a later batch.
    return "\n".join(["email,first name,last name,job title", *rows, *rows[:10]]).encode()


@dataclass
class DiesAt:
    """A process that is killed while it stores its n-th batch."""

    real: ProspectRepository
    batches: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    async def add(self, prospects: Sequence[Prospect]) -> None:
        await self.real.add(prospects)
        self.batches -= 1
        if not self.batches:
            raise RuntimeError("killed")


async def start(client: httpx.AsyncClient, content: bytes) -> tuple[str, OperationId]:
    files = {"file": ("f.csv", content, "text/csv")}
    checked = (await client.post("/api/v1/imports", files=files)).json()
    started = await client.post(f"/api/v1/imports/{checked['id']}/start", json=DECLARED)
    return checked["id"], OperationId(started.json()["operation_id"])


async def workspace_of(client: httpx.AsyncClient) -> WorkspaceId:
    return WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])


async def total(client: httpx.AsyncClient) -> int:
    return int((await client.get("/api/v1/prospects/total")).json()["count"])


WHOLE = {"created": 1200, "updated": 0, "skipped": 10, "opposed": 0, "failed": 0, "companies": 0}


@pytest.mark.parametrize("batch", [1, 2, 3])
async def test_an_import_killed_in_any_batch_goes_on_to_the_same_result(
    batch: int, client: httpx.AsyncClient, application: Application
) -> None:
    import_id, operation_id = await start(client, a_file(1200))
    workspace_id = await workspace_of(client)
    run = application.prospects.run_import
    dying = replace(run, prospects=DiesAt(run.prospects, batch))
    with pytest.raises(RuntimeError):
        await dying(workspace_id, operation_id)
    half = (await client.get(f"/api/v1/imports/{import_id}")).json()
    assert half["counts"]["created"] == (batch - 1) * 500
    await run(workspace_id, operation_id)
    done = (await client.get(f"/api/v1/imports/{import_id}")).json()
    assert (done["state"], done["counts"]) == ("done", WHOLE)
    operation = await application.plumbing.operations.get(workspace_id, operation_id)
    assert (operation.state, operation.done) == (OperationState.DONE, 1210)
    await run(workspace_id, operation_id)
    assert (await client.get(f"/api/v1/imports/{import_id}")).json() == done
    assert await total(client) == 1200


async def test_two_runners_of_one_import_store_everybody_once(
    client: httpx.AsyncClient, application: Application
) -> None:
    import_id, operation_id = await start(client, a_file(1200))
    workspace_id = await workspace_of(client)
    run = application.prospects.run_import
    await asyncio.gather(
        *(run(workspace_id, operation_id) for _ in range(2)), return_exceptions=True
    )
    await run(workspace_id, operation_id)
    done = (await client.get(f"/api/v1/imports/{import_id}")).json()
    assert (done["state"], done["counts"]) == ("done", WHOLE)
    assert await total(client) == 1200


async def test_a_cancelled_import_keeps_what_it_stored_and_can_go_on(
    client: httpx.AsyncClient, application: Application
) -> None:
    import_id, operation_id = await start(client, a_file(600))
    workspace_id = await workspace_of(client)
    run = application.prospects.run_import
    dying = replace(run, prospects=DiesAt(run.prospects, 2))
    with pytest.raises(RuntimeError):
        await dying(workspace_id, operation_id)
    await client.post(f"/api/v1/operations/{operation_id}/cancel")
    await run(workspace_id, operation_id)
    stopped = (await client.get(f"/api/v1/imports/{import_id}")).json()
    assert (stopped["state"], stopped["counts"]["created"]) == ("cancelled", 500)
    assert (await client.post(f"/api/v1/operations/{operation_id}/resume")).status_code == 200
    await run(workspace_id, operation_id)
    done = (await client.get(f"/api/v1/imports/{import_id}")).json()
    assert (done["state"], done["counts"]["created"]) == ("done", 600)


async def test_scores_follow_the_persona_and_the_person(
    client: httpx.AsyncClient, application: Application
) -> None:
    await start(client, a_file(3))
    await drain_tasks(application)
    rows = (await client.get("/api/v1/prospects")).json()["items"]
    assert {row["score"] for row in rows} == {None}
    book = await client.get("/api/v1/salesbook")
    created = await client.post(
        "/api/v1/salesbook/personas", json=PERSONA, headers={"If-Match": book.headers["ETag"]}
    )
    assert created.status_code < 300, created.text
    await drain_tasks(application)
    rows = (await client.get("/api/v1/prospects")).json()["items"]
    assert {(row["score"], row["band"], row["verdict"]) for row in rows} == {
        (85, "very_good", "kept")
    }
    place = f"/api/v1/prospects/{rows[0]['id']}"
    card = (await client.get(place)).json()
    assert card["score"]["reason"].startswith("Retenu pour « Directeurs commerciaux »")
    assert card["score"]["lines"][0]["evidence"] == "Directrice commerciale"
    await client.patch(
        place, json={"job_title": "Comptable"}, headers={"If-Match": f'"{card["version"]}"'}
    )
    await drain_tasks(application)
    card = (await client.get(place, headers={"Accept-Language": "en"})).json()
    assert (card["score"]["value"], card["band"]) == (0, "weak")
    assert card["score"]["counterfactuals"] == ["85 (kept) if the job title contained “commercial”"]


async def test_stages_follow_what_happens_and_never_go_back(
    client: httpx.AsyncClient, application: Application
) -> None:
    await start(client, a_file(1))
    await drain_tasks(application)
    row = (await client.get("/api/v1/prospects")).json()["items"][0]
    workspace_id, prospect_id = await workspace_of(client), ProspectId(row["id"])
    ctx = {"application": application, "job_try": 1}

    async def stage() -> str:
        card = (await client.get(f"/api/v1/prospects/{prospect_id}")).json()
        return str(card["stage"])

    for name, arguments, expected in (
        ("mark_contacted", (), "contacted"),
        ("mark_in_conversation", ("True",), "contacted"),
        ("mark_in_conversation", ("False",), "in_conversation"),
        ("follow_label", ("not_now",), "in_conversation"),
        ("follow_label", ("interested",), "interested"),
        ("mark_contacted", (), "interested"),
        ("follow_label", ("meeting_booked",), "meeting_booked"),
        ("mark_in_conversation", ("False",), "meeting_booked"),
    ):
        for _ in range(2):
            await TASKS[name](ctx, workspace_id, prospect_id, *arguments)
        assert await stage() == expected
    for _ in range(2):
        await TASKS["mark_opted_out"](ctx, workspace_id, prospect_id)
    row = (await client.get("/api/v1/prospects")).json()["items"][0]
    assert row["opted_out"]
