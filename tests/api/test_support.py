"""The way to support through the API: nothing at the vendor before a click (INT-7)."""

import hmac
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.bootstrap.application import build_application
from adapters.bootstrap.ports import Ports
from adapters.bootstrap.settings import Settings
from api.app import create_api
from api.middleware.headers import CSP
from domain.application import Application
from domain.shared.ids import UserId, WorkspaceId
from domain.shared.inbound import InboundState
from tests.conftest import drain_tasks, opened_ports, sign_up
from workers.inbound import settle_delivery
from workers.task import TASKS

NOTICE = {
    "id": "notif_7",
    "topic": "contact.user.created",
    "data": {"item": {"id": "r", "external_id": "e", "email": "ada@atelier.example"}},
}


@pytest.fixture
async def world(sandbox_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{sandbox_url}/world") as client:
        yield client
        await client.delete("/dials")


async def asked(world: httpx.AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        await world.get("/received", params={"vendor": "intercom", "limit": 5000})
    ).json()
    return found


async def mine(world: httpx.AsyncClient, email: str) -> list[dict[str, Any]]:
    contacts = (await world.get("/intercom/contacts")).json()
    return [one for one in contacts if one["email"] == email]


@pytest.mark.obligation(116)
async def test_reading_how_to_reach_support_tells_the_vendor_nothing(
    client: httpx.AsyncClient, world: httpx.AsyncClient
) -> None:
    before = len(await asked(world))
    answer = await client.get("/api/v1/support")
    assert answer.json() == {"chat": True, "address": "aide@leo.example"}
    assert len(await asked(world)) == before


@pytest.mark.obligation(100)
async def test_a_click_makes_the_user_known_and_the_messenger_takes_the_token(
    application: Application, world: httpx.AsyncClient, sandbox_url: str
) -> None:
    client = await sign_up(application, "Aide Un")
    opened = await client.post("/api/v1/support/messenger")
    assert opened.status_code == 200, opened.text
    messenger = opened.json()
    (contact,) = await mine(world, "ada@aide-un.example")
    assert contact["name"] == "Ada Martin"
    assert (await client.get("/api/v1/session")).json()["user"]["id"] not in contact["external_id"]
    async with httpx.AsyncClient() as page:
        assert (await page.get(messenger["script_url"])).status_code == 200
        called = await page.post(
            f"{sandbox_url}/intercom-widget/called",
            json={"verb": "boot", "token": messenger["token"]},
        )
    assert called.status_code == 204
    again = (await client.post("/api/v1/support/messenger")).json()
    assert again["app_id"] == messenger["app_id"]
    assert len(await mine(world, "ada@aide-un.example")) == 1


async def test_a_key_opens_no_messenger_and_a_stranger_reads_nothing(
    anonymous: httpx.AsyncClient,
) -> None:
    assert (await anonymous.get("/api/v1/support")).status_code == 401
    assert (await anonymous.post("/api/v1/support/messenger")).status_code == 401


async def test_a_desk_that_is_down_is_said_so(
    client: httpx.AsyncClient, world: httpx.AsyncClient
) -> None:
    dial = {"vendor": "intercom", "fault": "error", "status": 500}
    await world.post("/dials", json=dial)
    refused = await client.post("/api/v1/support/messenger")
    assert refused.status_code == 503
    assert refused.json()["code"] == "support-desk-down"


@pytest.fixture
async def off(settings: Settings) -> AsyncIterator[Application]:
    """The product without an app id."""
    changed = settings.model_copy(update={"intercom_app_id": ""})
    async with opened_ports(changed) as ports:
        yield build_application(ports)


@pytest.mark.obligation(116)
async def test_without_an_app_id_there_is_an_address_and_no_chat(
    off: Application, world: httpx.AsyncClient
) -> None:
    client = await sign_up(off, "Sans Discussion")
    before = len(await asked(world))
    answer = await client.get("/api/v1/support")
    assert answer.json() == {"chat": False, "address": "aide@leo.example"}
    refused = await client.post("/api/v1/support/messenger")
    assert (refused.status_code, refused.json()["code"]) == (409, "support-chat-off")
    assert len(await asked(world)) == before


async def _page(application: Application, folder: Path) -> str:
    (folder / "index.html").write_text("<!doctype html>")
    transport = httpx.ASGITransport(create_api(application, spa=folder))
    async with httpx.AsyncClient(transport=transport, base_url="https://leo.test") as page:
        return (await page.get("/help")).headers["content-security-policy"]


@pytest.mark.obligation(116, 117)
async def test_the_page_lets_the_chat_in_only_where_there_is_one(
    application: Application, off: Application, sandbox_url: str, tmp_path: Path
) -> None:
    assert await _page(off, tmp_path) == CSP
    policy = await _page(application, tmp_path)
    assert f"script-src 'self' {sandbox_url};" in policy
    assert policy.replace(f" {sandbox_url}", "") == CSP


def signed(body: bytes, secret: str = "sandbox-intercom-client-secret") -> dict[str, str]:
    return {"X-Hub-Signature": f"sha1={hmac.digest(secret.encode(), body, 'sha1').hex()}"}


async def test_a_notice_is_kept_once_and_without_its_content(
    anonymous: httpx.AsyncClient, ports: Ports
) -> None:
    body = json.dumps(NOTICE).encode()
    for _ in range(2):
        answer = await anonymous.post("/webhooks/intercom", content=body, headers=signed(body))
        assert answer.status_code == 200
    (kept,) = await ports.shared.inbound.waiting(10)
    assert (kept.key, kept.source) == ("intercom:notif_7", "intercom")
    assert b"ada@" not in kept.body
    await settle_delivery(build_application(ports), kept)
    assert (await ports.shared.inbound.get(kept.key)).state is InboundState.DONE


async def test_a_notice_that_is_not_signed_is_not_kept(
    anonymous: httpx.AsyncClient, ports: Ports
) -> None:
    body = json.dumps(NOTICE).encode()
    for headers in (signed(body, "other"), {}):
        answer = await anonymous.post("/webhooks/intercom", content=body, headers=headers)
        assert answer.status_code == 422
    too_large = b'{"x":"' + b"a" * 1024 * 1024 + b'"}'
    refused = await anonymous.post(
        "/webhooks/intercom", content=too_large, headers=signed(too_large)
    )
    assert refused.status_code == 413
    assert await ports.shared.inbound.waiting(10) == []


async def test_the_vendors_question_whether_somebody_is_there_is_answered(
    anonymous: httpx.AsyncClient,
) -> None:
    answer = await anonymous.head("/webhooks/intercom")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.obligation(73, 100)
async def test_who_leaves_the_only_workspace_is_deleted_at_the_vendor(
    application: Application, world: httpx.AsyncClient
) -> None:
    client = await sign_up(application, "Aide Deux")
    await client.post("/api/v1/support/messenger")
    session = (await client.get("/api/v1/session")).json()
    ids = (session["workspace"]["id"], session["user"]["id"])
    context = {"application": application, "job_try": 1, "job_id": "t"}
    await TASKS["forget_leaver"](context, *ids)
    await TASKS["delete_support_contacts"](context)
    (contact,) = await mine(world, "ada@aide-deux.example")
    assert contact["state"] == "deleting"
    await drain_tasks(application)
    assert await application.support.forget(WorkspaceId(ids[0]), UserId(ids[1])) == 0
