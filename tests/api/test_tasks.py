"""Calls over HTTP: the script, the outcomes and what they lead to."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from adapters.mongo import driver
from adapters.mongo.campaigns import MongoCampaigns, MongoEnrolments
from adapters.mongo.delivery import MongoSenders
from domain.application import Application
from domain.campaigns.model.campaign import Campaign, CampaignState
from domain.campaigns.model.enrolment import Enrolment, EnrolmentState
from domain.campaigns.model.sequence import Sequence, Step, StepKind
from domain.delivery.model.sender import Sender, SenderKind, SenderState
from domain.shared.ids import (
    CampaignId,
    EnrolmentId,
    OfferId,
    PersonaId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)
from tests.api.test_reviews import a_prospect, a_salesbook
from tests.conftest import drain_tasks

NUMBER = "+33142685300"
ENROLMENT = EnrolmentId("enrolment-1")


@pytest.fixture
async def call(
    client: httpx.AsyncClient, application: Application, ports: Ports
) -> AsyncIterator[dict[str, Any]]:
    """One person of a running campaign whose first step, a call, is due."""
    session = (await client.get("/api/v1/session")).json()
    workspace_id = WorkspaceId(session["workspace"]["id"])
    owner = UserId(session["user"]["id"])
    offer_id, persona_id = await a_salesbook(client)
    prospect_id = await a_prospect(client, NUMBER)
    database_client = driver.connect(ports.settings.mongodb_uri)
    database = database_client[ports.settings.mongodb_database]
    now = ports.shared.clock.now()
    sender = Sender(
        id=SenderId("sender-1"),
        workspace_id=workspace_id,
        kind=SenderKind.MAILBOX,
        owner_id=owner,
        asked_at=now,
        link_digest="digest",
        link_open_until=now + timedelta(hours=1),
        state=SenderState.CONNECTED,
        account_ref="account-1",
        address="ada@atelier-nord.example",
        display_name="Ada Martin",
    )
    await MongoSenders(database).add(sender)
    steps = (
        Step(id=StepId("step-1"), kind=StepKind.CALL_TASK, objective="Faire connaître"),
        Step(id=StepId("step-2"), kind=StepKind.EMAIL),
    )
    campaign = Campaign(
        id=CampaignId("campaign-1"),
        workspace_id=workspace_id,
        name="Automne",
        offer_id=OfferId(offer_id),
        persona_id=PersonaId(persona_id),
        goal="Obtenir un rendez-vous",
        created_by=owner,
        created_at=now,
        mailbox_id=sender.id,
        state=CampaignState.RUNNING,
        sequence=Sequence(steps=steps),
    )
    await MongoCampaigns(database).add(campaign)
    enrolment = Enrolment(
        id=ENROLMENT,
        workspace_id=workspace_id,
        campaign_id=campaign.id,
        prospect_id=ProspectId(prospect_id),
        enrolled_at=now,
        enrolled_by=owner,
        active_key=prospect_id,
        state=EnrolmentState.AWAITING,
    )
    await MongoEnrolments(database).add([enrolment])
    await application.campaigns.open_task(workspace_id, ENROLMENT, StepId("step-1"))
    [task] = (await client.get("/api/v1/tasks")).json()["items"]
    yield task
    driver.close(database_client)


async def _end(client: httpx.AsyncClient, task: dict[str, Any], **body: Any) -> dict[str, Any]:
    answer = await client.post(f"/api/v1/tasks/{task['id']}/end", json=body)
    assert answer.status_code == 200, answer.text
    ended: dict[str, Any] = answer.json()
    return ended


async def _stage(client: httpx.AsyncClient, task: dict[str, Any]) -> str:
    card = (await client.get(f"/api/v1/prospects/{task['prospect_id']}")).json()
    return str(card["stage"])


async def _enrolment_state(client: httpx.AsyncClient) -> str:
    [one] = (await client.get("/api/v1/campaigns/campaign-1/prospects")).json()["items"]
    return str(one["state"])


async def test_a_call_shows_its_number_and_where_it_comes_from(call: dict[str, Any]) -> None:
    assert (call["phone"], call["phone_status"]) == (NUMBER, "unverified")
    assert call["phone_source"] == "LinkedIn Sales Navigator"
    assert call["script"] is None


@pytest.mark.obligation(57, 58, 60)
async def test_the_script_says_who_calls_why_from_where_and_how_to_object(
    client: httpx.AsyncClient, call: dict[str, Any]
) -> None:
    answer = await client.post(f"/api/v1/tasks/{call['id']}/script", json={})
    assert answer.status_code == 200, answer.text
    script = answer.json()["script"]
    assert script["refused_for"] == []
    first, *rest = script["text"].split("\n\n")
    assert "Ada Martin, de la société Atelier Nord SAS" in first
    assert "LinkedIn Sales Navigator" in script["text"]
    assert "« Trop cher » : Trois mois d’essai." in script["text"]
    assert "choisissez « S’oppose »" in rest[-1]
    assert sum(one.rstrip().endswith("?") for one in rest) >= 3
    assert (await client.get("/api/v1/reviews")).json()["total"] == 0
    spent = (await client.get("/api/v1/credits")).json()["spent"]
    assert spent == 3


@pytest.mark.obligation(60, 61)
async def test_an_objection_on_the_telephone_stops_everything(
    client: httpx.AsyncClient, application: Application, call: dict[str, Any]
) -> None:
    ended = await _end(client, call, outcome="opposed", note="« Ne m’appelez plus »")
    assert (ended["state"], ended["phone"], ended["refusal"]) == ("done", "", "suppressed")
    await drain_tasks(application)
    card = (await client.get(f"/api/v1/prospects/{call['prospect_id']}")).json()
    assert card["opted_out"]
    assert await _enrolment_state(client) == "stopped"
    script = await client.post(f"/api/v1/tasks/{call['id']}/script", json={})
    assert (script.status_code, script.json()["code"]) == (409, "task-over")


@pytest.mark.parametrize(
    ("outcome", "stage"),
    [
        ("interested", "interested"),
        ("meeting_planned", "meeting_booked"),
        ("answered", "in_conversation"),
        ("not_interested", "in_conversation"),
    ],
)
async def test_who_speaks_with_us_moves_on_and_leaves_the_sequence(
    client: httpx.AsyncClient,
    application: Application,
    call: dict[str, Any],
    outcome: str,
    stage: str,
) -> None:
    await _end(client, call, outcome=outcome)
    await drain_tasks(application)
    assert await _stage(client, call) == stage
    assert await _enrolment_state(client) == "stopped"


async def test_a_wrong_number_is_not_used_again_and_the_sequence_goes_on(
    client: httpx.AsyncClient, application: Application, call: dict[str, Any]
) -> None:
    await _end(client, call, outcome="wrong_number")
    await drain_tasks(application)
    card = (await client.get(f"/api/v1/prospects/{call['prospect_id']}")).json()
    [number] = [one for one in card["contact_points"] if one["kind"] == "phone"]
    assert number["status"] == "invalid"
    [one] = (await client.get("/api/v1/campaigns/campaign-1/prospects")).json()["items"]
    assert one["step_index"] == 1


async def test_a_call_back_keeps_the_task_for_its_date(
    client: httpx.AsyncClient, application: Application, ports: Ports, call: dict[str, Any]
) -> None:
    at = (ports.shared.clock.now() + timedelta(days=9)).replace(microsecond=0)
    missing = await client.post(f"/api/v1/tasks/{call['id']}/end", json={"outcome": "call_back"})
    assert (missing.status_code, missing.json()["code"]) == (422, "call-back-not-ahead")
    kept = await _end(client, call, outcome="call_back", call_back_at=at.isoformat())
    assert (kept["state"], kept["tries"][0]["outcome"]) == ("open", "call_back")
    await drain_tasks(application)
    assert await _stage(client, call) == "in_conversation"
    assert await _enrolment_state(client) == "awaiting"
    timeline = (await client.get(f"/api/v1/prospects/{call['prospect_id']}/timeline")).json()
    assert ("Appel", "À rappeler") in {(one["title"], one["detail"]) for one in timeline["items"]}
