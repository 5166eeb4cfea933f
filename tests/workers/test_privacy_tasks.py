"""The clocks of people, run by the tasks as in production."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from arq import Retry

from adapters.bootstrap.ports import Ports
from domain.accounts.model.identity import Locale
from domain.accounts.model.letter import LetterKind
from domain.application import Application
from domain.privacy.model.clocks import PersonClock
from domain.shared.email_address import EmailAddress
from domain.shared.errors import Unavailable
from domain.shared.ids import ProspectId, WorkspaceId
from tests.api.test_rights import PERSON
from tests.conftest import StoppedClock, drain_tasks
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


class _NoServer:
    """Postman, while the mail server is down."""

    async def post(
        self, kind: LetterKind, to: EmailAddress, locale: Locale, words: Mapping[str, str]
    ) -> None:
        raise Unavailable(f"{kind}, {to}, {locale}, {len(words)}")


@pytest.mark.obligation(138)
async def test_the_clock_of_48_hours_goes_on_while_the_mail_server_fails(
    application: Application, client: httpx.AsyncClient
) -> None:
    await drain_tasks(application)
    now = application.plumbing.wall.now()
    known = {
        "nature": "confidentiality",
        "severity": "high",
        "description": "Un export a été mal adressé.",
        "data_categories": ["identité professionnelle"],
        "people_count": 3,
        "consequences": "Des sollicitations.",
        "measures": "Le lien est fermé.",
        "contact": "dpo@leo.example",
    }
    stamps = {"detected_at": now.isoformat(), "aware_at": now.isoformat()}
    told = (await client.post("/api/v1/incidents", json=known | stamps)).json()
    clock = StoppedClock(now)
    late = replace(application.privacy.incidents, wall=clock)
    for hours, rings in ((3, 0), (5, 1), (46, 1), (47, 1), (48, 1), (60, 0)):
        clock.at = now + timedelta(hours=hours)
        assert await late.watch() == rings
    path = f"/api/v1/incidents/{told['id']}"
    version = (await client.get("/api/v1/incidents")).json()["items"][0]["version"]
    sent = await client.post(f"{path}/notices", json=known, headers={"If-Match": f'"{version}"'})
    assert sent.status_code == 200, sent.text
    broken = replace(
        application,
        accounts=replace(
            application.accounts,
            post_letter=replace(application.accounts.post_letter, postman=_NoServer()),
        ),
    )
    with pytest.raises(Retry):  # and the queue tries again
        await drain_tasks(broken)
    assert (await client.get(f"{path}/deliveries")).json()["items"] == []
    assert (await client.get("/api/v1/incidents")).json()["items"][0]["notified_at"]
    await drain_tasks(application)
    user = (await client.get("/api/v1/session")).json()["user"]
    (proof,) = (await client.get(f"{path}/deliveries")).json()["items"]
    assert (proof["number"], proof["user_id"]) == (1, user["id"])
