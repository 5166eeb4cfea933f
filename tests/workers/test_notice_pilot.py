"""People nobody informed: warned about on day 20, told on day 27 or gone on day 30 (PRV-2)."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from domain.application import Application
from domain.delivery.model.action import ActionKind, ActionState
from domain.delivery.model.sender import SenderKind, SenderState
from domain.delivery.ports import ActionFilter
from domain.privacy.model.clocks import PersonClock
from domain.shared.ids import ProspectId, SenderId, WorkspaceId
from domain.shared.page import PageAsk
from tests.api.test_rights import PERSON
from tests.builders import a_sender
from tests.conftest import drain_tasks, newest_mail
from workers.task import TASKS


@dataclass
class Held:
    workspace_id: WorkspaceId
    prospect_id: ProspectId
    mailbox_id: SenderId


def _ctx(application: Application) -> dict[str, Any]:
    return {"application": application, "job_try": 1, "job_id": "test"}


async def _held(
    application: Application, client: httpx.AsyncClient, ports: Ports, *, days: int
) -> Held:
    """A person collected so many days ago, and a connected mailbox."""
    session = (await client.get("/api/v1/session")).json()
    workspace_id = WorkspaceId(session["workspace"]["id"])
    added = await client.post("/api/v1/prospects", json=PERSON)
    prospect_id = ProspectId(added.json()["id"])
    await drain_tasks(application)
    clock = await ports.privacy.clocks.get(workspace_id, prospect_id)
    assert clock is not None
    await ports.privacy.clocks.stop(workspace_id, prospect_id)
    ago = ports.shared.clock.now() - timedelta(days=days)
    await ports.privacy.clocks.start([PersonClock.started(workspace_id, prospect_id, ago)])
    mailbox = a_sender(
        id=SenderId("mailbox-of-notices"),
        workspace_id=workspace_id,
        kind=SenderKind.MAILBOX,
        state=SenderState.CONNECTED,
    )
    await ports.delivery.senders.add(mailbox)
    return Held(workspace_id, prospect_id, mailbox.id)


@pytest.mark.obligation(57)
async def test_day_twenty_is_told_once_to_those_who_keep_the_rights(
    application: Application, client: httpx.AsyncClient, ports: Ports
) -> None:
    held = await _held(application, client, ports, days=21)
    for _ in range(2):
        await TASKS["pilot_notices"](_ctx(application))
        await drain_tasks(application)
    mail = await newest_mail(application, "ada@atelier-nord.example")
    assert "1 personne(s) à informer" in mail["subject"]
    assert "/settings/compliance" in mail["text"]
    assert await application.privacy.pilot.warn() == 0
    clock = await ports.privacy.clocks.get(held.workspace_id, held.prospect_id)
    assert clock is not None
    assert (clock.warned_at is not None, clock.asked_at) == (True, None)


@pytest.mark.obligation(57, 60)
async def test_an_ordered_notice_passes_the_gate_and_its_bytes_are_the_proof(
    application: Application, client: httpx.AsyncClient, ports: Ports
) -> None:
    held = await _held(application, client, ports, days=28)
    assert await application.privacy.pilot.inform() == 0  # the day came before anybody chose
    refused = await client.put(
        "/api/v1/notice-pilot", json={"choice": "inform", "mailbox_id": "nobodys"}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "mailbox-needed")
    chosen = await client.put(
        "/api/v1/notice-pilot", json={"choice": "inform", "mailbox_id": held.mailbox_id}
    )
    assert chosen.json()["choice"] == "inform"
    assert await application.privacy.pilot.inform() == 1
    assert await application.privacy.pilot.inform() == 0

    found = await ports.delivery.actions.page(
        held.workspace_id, ActionFilter(prospect_id=held.prospect_id), PageAsk(10)
    )
    (action,) = found.items
    assert (action.kind, action.state) == (ActionKind.NOTICE, ActionState.READY)
    letter = await ports.delivery.texts.of_answer(held.workspace_id, action.text_ref)
    assert (letter.sha256, letter.is_intact) == (action.sha256, True)
    assert "article 14 du RGPD" in letter.text
    assert "<img" not in letter.html
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    dossier, verdict = await ports.delivery.gate(action)
    codes = {reason.code.value for reason in verdict.reasons}
    assert not codes & {"opt_out_missing", "notice_missing", "lia_missing", "enrolment_over"}
    assert dossier.plan is None
    bare = replace(letter, text="Bonjour", html="")
    judged = ports.delivery.gate.judge(replace(dossier, letter=bare))
    told = {reason.code.value for reason in judged.reasons}
    assert {"opt_out_missing", "notice_missing"} <= told


@pytest.mark.obligation(57)
async def test_a_notice_that_left_stops_the_month_and_one_that_bounced_starts_it_again(
    application: Application, client: httpx.AsyncClient, ports: Ports
) -> None:
    held = await _held(application, client, ports, days=28)
    order = {"choice": "inform", "mailbox_id": held.mailbox_id}
    assert (await client.put("/api/v1/notice-pilot", json=order)).status_code == 200
    await application.privacy.pilot.inform()
    ids = (held.workspace_id, held.prospect_id)
    notice_id = f"notice:{held.prospect_id}"
    await TASKS["record_own_notice"](
        _ctx(application), held.workspace_id, held.prospect_id, "action-1", notice_id
    )
    await drain_tasks(application)
    clock = await ports.privacy.clocks.get(*ids)
    assert clock is not None
    assert (clock.inform_by, clock.informed_at is not None) == (None, True)
    (proof,) = await ports.consent.log.of(*ids)
    assert (proof.channel, proof.language, len(proof.layer1_hash)) == ("email", "fr", 64)

    await TASKS["resume_inform_clock"](_ctx(application), *ids)
    clock = await ports.privacy.clocks.get(*ids)
    assert clock is not None
    assert clock.informed_at is None
    assert clock.inform_by is not None


@pytest.mark.obligation(57, 72)
async def test_whom_no_notice_can_reach_is_gone_on_day_thirty(
    application: Application, client: httpx.AsyncClient, ports: Ports
) -> None:
    held = await _held(application, client, ports, days=32)
    order = {"choice": "inform", "mailbox_id": held.mailbox_id}
    assert (await client.put("/api/v1/notice-pilot", json=order)).status_code == 200
    opposed = await client.post(
        f"/api/v1/prospects/{held.prospect_id}/opt-out", json={"channel": "phone"}
    )
    assert opposed.status_code < 300
    await drain_tasks(application)
    assert await application.privacy.pilot.inform() == 0
    await TASKS["let_people_go"](_ctx(application))
    assert (await client.get(f"/api/v1/prospects/{held.prospect_id}")).status_code == 404
