"""Complaints from outside, and what staff do about a workspace (obligations 4, 35)."""

from dataclasses import replace

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from domain.accounts.model.abuse import UNKNOWN_SENDER, AbuseKind
from domain.application import Application
from domain.shared.errors import Invalid
from domain.shared.ids import ProspectId, WorkspaceId
from tests.api.test_api_keys import bearer, issue
from tests.api.test_exports import ORDER, PERSON
from tests.conftest import drain_tasks, newest_mail, nobody

REASON = "Plusieurs personnes nous signalent des messages trompeurs."


async def _id(client: httpx.AsyncClient) -> WorkspaceId:
    return WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])


async def _stops(client: httpx.AsyncClient) -> list[str]:
    stops = (await client.get("/api/v1/stops")).json()["items"]
    return [one["reason"] for one in stops if one["is_on"]]


@pytest.mark.obligation(35)
async def test_a_suspended_workspace_reads_exports_and_is_told_why(
    application: Application,
    anonymous: httpx.AsyncClient,
    client: httpx.AsyncClient,
    other_client: httpx.AsyncClient,
) -> None:
    workspace_id = await _id(client)
    key = bearer(await issue(client, scopes=["prospects:read", "prospects:write"]))
    with pytest.raises(Invalid):
        await application.accounts.suspend(workspace_id, "  ")
    await application.accounts.suspend(workspace_id, REASON)
    session = (await client.get("/api/v1/session")).json()
    assert session["suspension"]["reason"] == REASON
    assert "prospects:write" not in session["permissions"]
    refused = await client.post("/api/v1/prospects", json=PERSON)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    mail = await newest_mail(application, "ada@atelier-nord.example")
    assert REASON in mail["text"]
    await drain_tasks(application)
    assert await _stops(client) == ["suspension"]
    by_key = await anonymous.post("/api/v1/prospects", json=PERSON, headers=key)
    assert (by_key.status_code, by_key.json()["code"]) == (403, "scope-missing")
    assert (await anonymous.get("/api/v1/prospects", headers=key)).status_code == 200
    restart = {"scope": "workspace", "target": "", "reason": "encore"}
    assert (await client.post("/api/v1/stops/restart", json=restart)).status_code in {403, 404}
    assert (await client.post("/api/v1/exports", json=ORDER)).status_code == 202
    assert (await other_client.post("/api/v1/prospects", json=PERSON)).status_code == 201
    watched = await application.accounts.watched()
    assert [one.id for one in watched] == [workspace_id]

    await application.accounts.suspend.lift(workspace_id)
    await application.accounts.suspend.lift(workspace_id)
    await drain_tasks(application)
    assert (await client.get("/api/v1/session")).json()["suspension"] is None
    assert (await client.post("/api/v1/prospects", json=PERSON)).status_code == 201
    other = PERSON | {"email": "autre@verger.example", "last_name": "Autre", "phone": ""}
    assert (await anonymous.post("/api/v1/prospects", json=other, headers=key)).status_code == 201
    assert await _stops(client) == ["suspension"]
    actions = [one["action"] for one in (await client.get("/api/v1/audit")).json()["items"]]
    assert {"WorkspaceSuspended", "WorkspaceReadmitted"} <= set(actions)


@pytest.mark.obligation(74)
async def test_the_keys_of_a_closing_workspace_only_read(
    application: Application, anonymous: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    key = bearer(await issue(client, scopes=["prospects:write"]))
    closing = {
        "name": "Atelier Nord",
        "password": "correct horse battery staple",
        "takes_archive": False,
    }
    assert (await client.post("/api/v1/workspace/closure", json=closing)).status_code == 200
    await drain_tasks(application)
    held = await anonymous.post("/api/v1/prospects", json=PERSON, headers=key)
    assert held.status_code == 403
    assert (await client.delete("/api/v1/workspace/closure")).status_code == 200
    await drain_tasks(application)
    free = await anonymous.post("/api/v1/prospects", json=PERSON, headers=key)
    assert free.status_code == 201


@pytest.mark.obligation(4)
async def test_a_sign_up_from_a_public_mailbox_waits_for_a_look(
    application: Application, client: httpx.AsyncClient, ports: Ports
) -> None:
    workspace = await ports.accounts.workspaces.get(await _id(client))
    workspace.to_review = True
    await ports.accounts.workspaces.save(workspace)
    assert [one.id for one in await application.accounts.watched()] == [workspace.id]
    await application.accounts.suspend.lift(workspace.id)
    assert await application.accounts.watched() == []


async def _report(anonymous: httpx.AsyncClient, about: str, **more: str) -> httpx.Response:
    typed = {"kind": "unwanted", "about": about, "message": "Trois fois en une semaine."} | more
    return await anonymous.post("/abuse?lang=fr", data=typed)


@pytest.mark.obligation(35)
async def test_the_form_takes_a_link_or_an_address_and_tells_nothing(
    application: Application,
    anonymous: httpx.AsyncClient,
    client: httpx.AsyncClient,
    ports: Ports,
) -> None:
    workspace_id = await _id(client)
    form = await anonymous.get("/abuse?lang=fr")
    assert "Signaler un abus" in form.text
    assert "<script" not in form.text
    link = "https://leo.test/u/" + ports.shared.sealer.seal(
        "objection", workspace_id, ProspectId("p-1")
    )
    known = await _report(anonymous, link)
    unknown = await _report(anonymous, "quelquun@ailleurs.example")
    forged = await _report(anonymous, link[:-3] + "AAA")
    assert known.status_code == unknown.status_code == forged.status_code == 200
    assert known.text == unknown.text == forged.text
    reported = await application.accounts.list_abuse()
    assert [one.workspace_id for one in reported] == [UNKNOWN_SENDER, UNKNOWN_SENDER, workspace_id]
    await drain_tasks(application)
    assert await _stops(client) == []
    for wrong in ({"about": ""}, {"kind": "nonsense"}, {"email": "pas une adresse"}):
        answered = await _report(anonymous, **({"about": "x@y.example"} | wrong))
        assert answered.status_code == 422, wrong
    assert "Signaler" in (await anonymous.get("/trust?lang=fr")).text


@pytest.mark.obligation(35)
async def test_three_people_within_a_week_stop_the_sending(
    application: Application,
    client: httpx.AsyncClient,
    settings: Settings,
    mongo_client: driver.Client,
) -> None:
    workspace_id = await _id(client)
    await mongo_client[settings.mongodb_database]["senders"].insert_one(
        {"_id": "s-1", "workspace_id": workspace_id, "address": "ventes@nord.example"}
    )

    async def report(network: str) -> None:
        await application.accounts.report_abuse(
            kind=AbuseKind.MISLEADING,
            about=" Ventes@nord.example ",
            message="",
            email="",
            network=network,
            language="fr",
        )
        await drain_tasks(application)

    for network in ("192.0.2.0/24", "192.0.2.0/24", "192.0.2.0/24", "198.51.100.0/24"):
        await report(network)
        assert await _stops(client) == []
    await report("203.0.113.0/24")
    assert await _stops(client) == ["abuse"]


async def test_one_network_fills_in_a_few_forms_an_hour(
    application: Application, anonymous: httpx.AsyncClient
) -> None:
    strict = replace(application, plumbing=replace(application.plumbing, rate_limits=0.4))
    async with nobody(strict) as outsider:
        codes = [(await _report(outsider, "x@y.example")).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
