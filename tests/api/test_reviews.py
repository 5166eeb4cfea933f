"""The validation queue over HTTP."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from adapters.mongo import driver
from adapters.mongo.campaigns import MongoCampaigns, MongoEnrolments
from adapters.mongo.delivery import MongoSenders
from adapters.mongo.inbox import MongoConversations
from domain.application import Application
from domain.campaigns.model.campaign import Campaign, CampaignState
from domain.campaigns.model.enrolment import Enrolment, EnrolmentState
from domain.campaigns.model.sequence import Sequence, Step, StepKind
from domain.delivery.model.sender import Sender, SenderKind, SenderState
from domain.inbox.model.conversation import Channel, Conversation
from domain.shared.ids import (
    CampaignId,
    ConversationId,
    EnrolmentId,
    OfferId,
    PersonaId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)

STEP = StepId("step-1")


@pytest.fixture
async def draft_id(
    client: httpx.AsyncClient, application: Application, ports: Ports
) -> AsyncIterator[str]:
    """One person, one offer, one running campaign whose first e-mail is due and written."""
    session = (await client.get("/api/v1/session")).json()
    workspace_id = WorkspaceId(session["workspace"]["id"])
    offer_id, persona_id = await a_salesbook(client)
    prospect_id = await a_prospect(client)
    database_client = driver.connect(ports.settings.mongodb_uri)
    database = database_client[ports.settings.mongodb_database]
    now = ports.shared.clock.now()
    sender = Sender(
        id=SenderId("sender-1"),
        workspace_id=workspace_id,
        kind=SenderKind.MAILBOX,
        owner_id=UserId(session["user"]["id"]),
        asked_at=now,
        link_digest="digest",
        link_open_until=now + timedelta(hours=1),
        state=SenderState.CONNECTED,
        account_ref="account-1",
        address="ada@atelier-nord.example",
        display_name="Ada Martin",
    )
    await MongoSenders(database).add(sender)
    sequence = Sequence(steps=(Step(id=STEP, kind=StepKind.EMAIL, objective="Faire connaître"),))
    campaign = Campaign(
        id=CampaignId("campaign-1"),
        workspace_id=workspace_id,
        name="Automne",
        offer_id=OfferId(offer_id),
        persona_id=PersonaId(persona_id),
        goal="Obtenir un rendez-vous",
        created_by=UserId(session["user"]["id"]),
        created_at=now,
        mailbox_id=sender.id,
        state=CampaignState.RUNNING,
        sequence=sequence,
    )
    await MongoCampaigns(database).add(campaign)
    enrolment = Enrolment(
        id=EnrolmentId("enrolment-1"),
        workspace_id=workspace_id,
        campaign_id=campaign.id,
        prospect_id=ProspectId(prospect_id),
        enrolled_at=now,
        enrolled_by=UserId(session["user"]["id"]),
        active_key=prospect_id,
        state=EnrolmentState.AWAITING,
    )
    await MongoEnrolments(database).add([enrolment])
    draft = await application.messaging.generate(
        workspace_id, campaign.id, enrolment.id, ProspectId(prospect_id), STEP
    )
    assert draft is not None
    yield draft.id
    driver.close(database_client)


async def a_salesbook(client: httpx.AsyncClient) -> tuple[str, str]:
    book = await client.get("/api/v1/salesbook")
    company = {
        "name": "Atelier Nord",
        "legal_name": "Atelier Nord SAS",
        "description": "",
        "postal_address": "4 rue des Docks, 59000 Lille",
        "legal_kind": "legal",
        "register_number": "732 829 320",
        "rights_email": "droits@atelier-nord.example",
        "website": "https://atelier-nord.example",
        "countries": ["FR"],
    }
    answer = await client.put(
        "/api/v1/salesbook/company", json=company, headers={"If-Match": book.headers["etag"]}
    )
    assert answer.status_code == 200, answer.text
    offer = {
        "name": "Atlas",
        "promise": "Moins de temps perdu à planifier les tournées",
        "proofs": [
            {
                "text": "12 transporteurs ont gagné 3 heures par semaine",
                "source": "Étude interne",
                "dated_on": None,
                "expires_on": None,
            }
        ],
        "forbidden_claims": ["garanti"],
        "call_to_action": "un échange de 15 minutes",
        "booking_link": None,
        "allowed_link_hosts": [],
        "sales_objections": [{"objection": "Trop cher", "answer": "Trois mois d’essai."}],
    }
    persona = {
        "name": "Direction commerciale",
        "tone": "vous",
        "language": "fr",
        "criteria": [
            {
                "field": "title",
                "operator": "contains",
                "values": ["commercial"],
                "mode": "score",
                "weight": 3,
            }
        ],
    }
    ids = []
    for path, body in (("offers", offer), ("personas", persona)):
        book = await client.get("/api/v1/salesbook")
        headers = {"If-Match": book.headers["etag"]}
        answer = await client.post(f"/api/v1/salesbook/{path}", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        ids.append(answer.json()["id"])
    return ids[0], ids[1]


async def a_prospect(client: httpx.AsyncClient, phone: str = "") -> str:
    person = {
        "first_name": "Claire",
        "last_name": "Morel",
        "company": "Transports Morel",
        "job_title": "Directrice commerciale",
        "email": "claire@morel.example",
        "linkedin_url": "",
        "phone": phone,
        "source": "LinkedIn Sales Navigator",
        "legal_basis": "legitimate_interest",
        "collected_on": "2026-11-02",
    }
    answer = await client.post("/api/v1/prospects", json=person)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def _read(client: httpx.AsyncClient, draft_id: str) -> dict[str, Any]:
    answer = await client.get(f"/api/v1/reviews/{draft_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_draft_shows_who_what_and_the_exact_bytes(
    client: httpx.AsyncClient, draft_id: str
) -> None:
    listed = (await client.get("/api/v1/reviews")).json()
    assert (listed["total"], listed["next"]) == (1, None)
    review = await _read(client, draft_id)
    assert listed["items"] == [review]
    assert review["state"] == "to_approve"
    assert review["prospect"]["full_name"] == "Claire Morel"
    assert review["campaign"] == {"id": "campaign-1", "name": "Automne"}
    assert review["blocks"] == []
    assert review["rendered"]["text"].startswith("Bonjour Claire,")
    assert "Atelier Nord SAS" in review["rendered"]["text"]
    assert "/u/" in review["rendered"]["text"]
    claims = [claim for segment in review["segments"] for claim in segment["claims"]]
    assert {claim["state"] for claim in claims} == {"sourced"}
    assert (await client.get("/api/v1/credits")).json()["spent"] == 2


async def test_the_queue_is_filtered(client: httpx.AsyncClient, draft_id: str) -> None:
    for query, count in (
        ({"channel": "email"}, 1),
        ({"channel": "linkedin"}, 0),
        ({"campaign_id": "campaign-1"}, 1),
        ({"campaign_id": "other"}, 0),
        ({"state": "approved"}, 0),
    ):
        assert (await client.get("/api/v1/reviews", params=query)).json()["total"] == count
    wrong = await client.get("/api/v1/reviews", params={"state": "sent"})
    assert wrong.status_code == 422


@pytest.mark.obligation(70)
async def test_only_the_hash_that_was_shown_approves(
    client: httpx.AsyncClient, draft_id: str
) -> None:
    review = await _read(client, draft_id)
    wrong = await client.post(f"/api/v1/reviews/{draft_id}/approve", json={"sha256": "0" * 64})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "approval-mismatch")
    right = await client.post(
        f"/api/v1/reviews/{draft_id}/approve", json={"sha256": review["rendered"]["sha256"]}
    )
    assert (right.status_code, right.json()["state"]) == (200, "approved")
    again = await client.post(f"/api/v1/reviews/{draft_id}/skip")
    assert (again.status_code, again.json()["code"]) == (409, "draft-already-decided")


async def test_an_edit_can_be_approved_at_once(client: httpx.AsyncClient, draft_id: str) -> None:
    body = {"subject": "Vos tournées", "body": "Bonjour Claire,\n\nOn en parle ?", "approve": True}
    answer = await client.post(f"/api/v1/reviews/{draft_id}/edit", json=body)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["state"], answer.json()["subject"]) == ("approved", "Vos tournées")
    assert answer.json()["edited_by"] != ""


async def test_an_edit_the_gate_refuses_is_kept_and_says_why_in_the_readers_language(
    client: httpx.AsyncClient, draft_id: str
) -> None:
    body = {"subject": "Vos tournées", "body": "Bonjour [Prénom], gagnez 40 %", "approve": True}
    answer = await client.post(f"/api/v1/reviews/{draft_id}/edit", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "draft-blocked")
    assert {fault["code"] for fault in answer.json()["errors"]} >= {
        "gate-placeholder",
        "gate-unknown-number",
    }
    review = await _read(client, draft_id)
    assert review["state"] == "blocked"
    titles = {block["code"]: block["title"] for block in review["blocks"]}
    assert titles["gate-placeholder"] == "Champ non rempli"


async def test_a_message_is_written_again_with_an_instruction(
    client: httpx.AsyncClient, draft_id: str
) -> None:
    url = f"/api/v1/reviews/{draft_id}/regenerate"
    answer = await client.post(url, json={"instruction": "plus court"})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["rewrites"], answer.json()["versions"]) == (1, 2)
    too_long = await client.post(url, json={"instruction": "x" * 301})
    assert too_long.status_code == 422


async def test_a_dismissal_needs_a_reason_of_the_list(
    client: httpx.AsyncClient, draft_id: str
) -> None:
    url = f"/api/v1/reviews/{draft_id}/dismiss"
    assert (await client.post(url, json={"reason": "because"})).status_code == 422
    answer = await client.post(url, json={"reason": "wrong_person"})
    assert (answer.status_code, answer.json()["state"]) == (200, "dismissed")


async def test_another_workspace_finds_no_such_draft(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient, draft_id: str
) -> None:
    for method, path, body in (
        ("GET", "", None),
        ("POST", "/approve", {"sha256": "0" * 64}),
        ("POST", "/edit", {"subject": "x", "body": "y", "approve": False}),
        ("POST", "/skip", None),
        ("POST", "/dismiss", {"reason": "other"}),
        ("POST", "/regenerate", {"instruction": ""}),
    ):
        answer = await other_client.request(method, f"/api/v1/reviews/{draft_id}{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "draft-not-found")
    assert (await other_client.get("/api/v1/reviews")).json()["total"] == 0


async def test_an_exchange_with_a_colleague_shows_who_and_when_and_never_what(
    client: httpx.AsyncClient, ports: Ports, draft_id: str
) -> None:
    assert (await _read(client, draft_id))["prior"] == []
    session = (await client.get("/api/v1/session")).json()
    at = ports.shared.clock.now() - timedelta(days=42, hours=1)
    database_client = driver.connect(ports.settings.mongodb_uri)
    await MongoConversations(database_client[ports.settings.mongodb_database]).add(
        Conversation(
            id=ConversationId("talk-1"),
            workspace_id=WorkspaceId(session["workspace"]["id"]),
            prospect_id=ProspectId((await _read(client, draft_id))["prospect"]["id"]),
            channel=Channel.EMAIL,
            sender_id=SenderId("sender-1"),
            started_at=at,
            last_message_at=at,
            subject="Notre secret",
            preview="Entre nous",
        )
    )
    driver.close(database_client)
    review = await _read(client, draft_id)
    assert review["prior"] == [
        {
            "with_person": True,
            "colleague": session["user"]["first_name"],
            "channel": "email",
            "days": 42,
            "answered": True,
        }
    ]
    assert "secret" not in str(review)
    approved = await client.post(
        f"/api/v1/reviews/{draft_id}/approve", json={"sha256": review["rendered"]["sha256"]}
    )
    assert (approved.status_code, approved.json()["code"]) == (409, "draft-blocked")
