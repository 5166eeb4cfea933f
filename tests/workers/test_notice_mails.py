"""Letters about notices, on real parts: chosen on the screen's routes, posted once."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from domain.application import Application
from domain.shared.ids import EventId, WorkspaceId
from tests.conftest import StoppedClock, drain_tasks, newest_mail
from workers.task import TASKS

STOP = {"scope": "workspace", "reason": "À vérifier."}


def _ctx(application: Application) -> dict[str, Any]:
    return {"application": application, "job_try": 1, "job_id": "test"}


async def _inbox(application: Application, to: str) -> list[dict[str, str]]:
    await drain_tasks(application)
    async with httpx.AsyncClient() as http:
        page = await http.get(f"{application.plumbing.mailbox_url}.json", params={"to": to})
    mails: list[dict[str, str]] = page.json()
    return mails


async def _address(client: httpx.AsyncClient) -> str:
    address: str = (await client.get("/api/v1/session")).json()["user"]["email"]
    return address


async def test_a_stop_is_written_about_at_once_and_once(
    application: Application, client: httpx.AsyncClient
) -> None:
    address = await _address(client)
    before = len(await _inbox(application, address))
    stopped = await client.post("/api/v1/stops", json=STOP)
    assert stopped.status_code < 300, stopped.text
    (event,) = [
        one
        for one in await application.plumbing.outbox.waiting(200)
        if one.name == "SendingStopped"
    ]
    mails = await _inbox(application, address)
    assert len(mails) == before + 1
    assert "STOP" in mails[0]["subject"]
    assert "À vérifier" not in mails[0]["text"]
    assert "@" not in mails[0]["text"]
    await TASKS["mail_notice"](_ctx(application), event.workspace_id, event.id)
    assert len(await _inbox(application, address)) == before + 1


async def test_a_choice_is_kept_per_member_and_followed(
    application: Application, client: httpx.AsyncClient
) -> None:
    shown = (await client.get("/api/v1/notifications/mail")).json()
    assert shown["zone"] == "Europe/Paris"
    paces = {one["kind"]: (one["pace"], one["duty"]) for one in shown["kinds"]}
    assert paces["sending_stopped"] == ("at_once", False)
    assert paces["incident"] == ("at_once", True)
    assert "payment_failed" not in paces
    choice = {
        "zone": "Asia/Tokyo",
        "kinds": [
            {"kind": "sending_stopped", "pace": "never"},
            {"kind": "incident", "pace": "never"},
        ],
        "unwanted_parts": ["results"],
    }
    chosen = (await client.put("/api/v1/notifications/mail", json=choice)).json()
    assert chosen == (await client.get("/api/v1/notifications/mail")).json()
    told = {one["kind"]: one["pace"] for one in chosen["kinds"]}
    assert (told["sending_stopped"], told["incident"]) == ("never", "at_once")
    assert {"part": "results", "wanted": False} in chosen["parts"]
    before = len(await _inbox(application, await _address(client)))
    await client.post("/api/v1/stops", json=STOP)
    assert len(await _inbox(application, await _address(client))) == before


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd"])
async def test_an_unknown_zone_is_refused(client: httpx.AsyncClient, zone: str) -> None:
    choice = {"zone": zone, "kinds": [], "unwanted_parts": []}
    refused = await client.put("/api/v1/notifications/mail", json=choice)
    assert refused.status_code == 422


async def test_the_mornings_letter_counts_what_waits(
    application: Application, client: httpx.AsyncClient
) -> None:
    choice = {
        "zone": "Europe/Paris",
        "kinds": [{"kind": "sending_stopped", "pace": "daily"}],
        "unwanted_parts": [],
    }
    await client.put("/api/v1/notifications/mail", json=choice)
    await client.post("/api/v1/stops", json=STOP)
    address = await _address(client)
    before = len(await _inbox(application, address))
    wall = StoppedClock(datetime(2026, 11, 3, 7, 30, tzinfo=UTC))
    digests = replace(application.insights.mail_digests, wall=wall)
    await digests()
    await digests()
    mail = await newest_mail(application, address)
    assert "Arrêts par STOP : 1" in mail["text"]
    assert len(await _inbox(application, address)) == before + 1


async def test_an_event_of_nobody_is_no_letter(application: Application) -> None:
    told = await application.insights.mail_notice(WorkspaceId("w-none"), EventId("ev-none"))
    assert told == 0
