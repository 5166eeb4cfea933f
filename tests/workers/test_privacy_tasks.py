"""The clocks of people, run by the tasks as in production."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from domain.application import Application
from domain.privacy.model.clocks import PersonClock
from domain.shared.ids import ProspectId, WorkspaceId
from tests.api.test_rights import PERSON
from tests.conftest import drain_tasks
from workers.task import TASKS


def _ctx(application: Application) -> dict[str, Any]:
    return {"application": application, "job_try": 1, "job_id": "test"}


async def _person(client: httpx.AsyncClient) -> tuple[WorkspaceId, ProspectId]:
    session = (await client.get("/api/v1/session")).json()
    added = await client.post("/api/v1/prospects", json=PERSON)
    return WorkspaceId(session["workspace"]["id"]), ProspectId(added.json()["id"])


@pytest.mark.obligation(57, 71, 72)
async def test_a_person_nobody_informed_in_time_is_gone(
    application: Application, client: httpx.AsyncClient, ports: Ports
) -> None:
    workspace_id, prospect_id = await _person(client)
    await drain_tasks(application)
    clock = await ports.privacy.clocks.get(workspace_id, prospect_id)
    assert clock is not None
    assert clock.inform_by is not None
    await TASKS["let_people_go"](_ctx(application))
    assert (await client.get(f"/api/v1/prospects/{prospect_id}")).status_code == 200

    await ports.privacy.clocks.stop(workspace_id, prospect_id)
    long_ago = clock.obtained_at - timedelta(days=40)
    await ports.privacy.clocks.start([PersonClock.started(workspace_id, prospect_id, long_ago)])
    await TASKS["let_people_go"](_ctx(application))
    await drain_tasks(application)
    assert (await client.get(f"/api/v1/prospects/{prospect_id}")).status_code == 404
    (receipt,) = (await client.get("/api/v1/deletion-receipts")).json()["items"]
    assert (receipt["trigger"], receipt["is_clean"]) == ("not_informed", True)
    again = await client.post("/api/v1/prospects", json=PERSON)
    assert again.status_code == 201  # time let them go, not their own word


@pytest.mark.obligation(57)
async def test_a_person_told_elsewhere_is_not_let_go(
    application: Application, client: httpx.AsyncClient, ports: Ports
) -> None:
    workspace_id, prospect_id = await _person(client)
    clock = ports.shared.clock.now() - timedelta(days=25)
    await ports.privacy.clocks.start([PersonClock.started(workspace_id, prospect_id, clock)])
    await drain_tasks(application)
    waiting = (await client.get("/api/v1/person-clocks")).json()
    assert [one["prospect_id"] for one in waiting["to_inform"]] == [prospect_id]
    assert waiting["to_inform"][0]["person"]["full_name"] == "Camille Rouxel"
    told = await client.post(f"/api/v1/person-clocks/{prospect_id}/told")
    assert told.status_code == 204
    assert (await client.get("/api/v1/person-clocks")).json()["to_inform"] == []


async def test_the_sweeps_run_on_an_empty_product(application: Application) -> None:
    for name in (
        *("forward_rights_requests", "warn_of_deadlines", "let_people_go"),
        *("sweep_retention", "watch_incidents"),
    ):
        await TASKS[name](_ctx(application))
