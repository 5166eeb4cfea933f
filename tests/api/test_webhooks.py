"""Deliveries of vendors: genuine ones kept once, then acted on by the task."""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from adapters.bootstrap.ports.unipile import unipile_path_token
from domain.application import Application
from domain.delivery.model.sender import Sender, SenderKind, SenderState
from domain.shared.ids import ProspectId, SenderId, UserId, WorkspaceId
from domain.shared.inbound import InboundEvent, InboundState
from tests.conftest import MONDAY, drain_tasks
from workers.inbound import settle_delivery
from workers.task import TASKS

AUTH = {"Unipile-Auth": "sandbox-webhook-secret"}
Post = Callable[[dict[str, Any]], Awaitable[httpx.Response]]


@pytest.fixture
async def workspace_id(client: httpx.AsyncClient) -> WorkspaceId:
    return WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])


@pytest.fixture
async def camille(client: httpx.AsyncClient) -> ProspectId:
    added = await client.post(
        "/api/v1/prospects",
        json={
            "first_name": "Camille",
            "last_name": "Roux",
            "company": "Verger",
            "email": "camille@verger.example",
            "linkedin_url": "https://www.linkedin.com/in/camille-roux",
            "source": "Salon",
            "legal_basis": "legitimate_interest",
            "collected_on": "2026-11-20",
        },
    )
    return ProspectId(added.json()["id"])


@pytest.fixture
async def senders(ports: Ports, workspace_id: WorkspaceId) -> None:
    """A mailbox and a LinkedIn account, connected."""
    for kind, ref in ((SenderKind.MAILBOX, "acc-mail"), (SenderKind.LINKEDIN, "acc-linkedin")):
        await ports.delivery.senders.add(
            Sender(
                id=SenderId(f"s-{ref}"),
                workspace_id=workspace_id,
                kind=kind,
                owner_id=UserId("u"),
                asked_at=MONDAY,
                link_digest=ref,
                link_open_until=MONDAY,
                state=SenderState.CONNECTED,
                account_ref=ref,
                address="ada@atelier.example" if kind is SenderKind.MAILBOX else "Ada",
                display_name="Ada",
            )
        )


@pytest.fixture
def post(anonymous: httpx.AsyncClient, ports: Ports) -> Post:
    """What the mail provider would send."""
    path = f"/webhooks/unipile/{unipile_path_token(ports.settings)}"

    async def send(told: dict[str, Any]) -> httpx.Response:
        return await anonymous.post(path, content=json.dumps(told), headers=AUTH)

    return send


def a_mail(**changes: Any) -> dict[str, Any]:
    return {
        "event": "mail_received",
        "account_id": "acc-mail",
        "email_id": "m-1",
        "message_id": "<m-1@verger.example>",
        "from_attendee": {"display_name": "Camille", "identifier": "Camille@Verger.example"},
        "subject": "Re: Bonjour",
        "body_plain": "Oui, parlons-en.",
        "origin": "external",
        **changes,
    }


def a_chat(**changes: Any) -> dict[str, Any]:
    return {
        "event": "message_received",
        "account_id": "acc-linkedin",
        "chat_id": "t-1",
        "message_id": "c-1",
        "message": "Bonjour",
        "is_sender": False,
        "sender": {
            "attendee_name": "Camille",
            "attendee_provider_id": "ACoAACamille01",
            "attendee_profile_url": "https://www.linkedin.com/in/camille-roux/",
        },
        **changes,
    }


async def drain(application: Application) -> None:
    """Let the sweep act on what waits, then the events it caused."""
    await TASKS["drain_inbound"]({"application": application, "job_try": 1, "job_id": "t"})
    await drain_tasks(application)


async def conversations(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get("/api/v1/conversations")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


@pytest.mark.parametrize("headers", [{}, {"Unipile-Auth": "wrong"}, {"Unipile-Auth": "é"}])
async def test_a_wrong_secret_is_refused_and_leaves_nothing(
    anonymous: httpx.AsyncClient, ports: Ports, headers: dict[str, str]
) -> None:
    path = f"/webhooks/unipile/{unipile_path_token(ports.settings)}"
    encoded = {name.encode(): value.encode() for name, value in headers.items()}
    refused = await anonymous.post(path, content=json.dumps(a_mail()), headers=encoded)
    assert (refused.status_code, refused.json()["code"]) == (401, "webhook-not-genuine")
    refused = await anonymous.post("/webhooks/unipile/x", content=b"{}", headers=AUTH)
    assert refused.status_code == 401
    assert await ports.shared.inbound.waiting(10) == []


@pytest.mark.usefixtures("senders")
@pytest.mark.obligation(50)
async def test_a_strangers_mail_is_answered_and_not_kept(post: Post, ports: Ports) -> None:
    stranger = a_mail(from_attendee={"identifier": "bank@bank.example"}, body_plain="SECRET-42")
    assert (await post(stranger)).status_code == 200
    assert await ports.shared.inbound.waiting(10) == []


@pytest.mark.usefixtures("senders")
async def test_a_reply_becomes_a_labelled_conversation_once(
    post: Post, client: httpx.AsyncClient, application: Application, camille: ProspectId
) -> None:
    for _ in range(2):
        assert (await post(a_mail())).status_code == 200
    await drain(application)
    await drain(application)
    (shown,) = await conversations(client)
    assert (shown["prospect"]["id"], shown["channel"]) == (camille, "email")
    assert (shown["preview"], shown["unread"]) == ("Oui, parlons-en.", True)
    assert shown["label"] is not None
    thread = (await client.get(f"/api/v1/conversations/{shown['id']}")).json()
    assert [line["direction"] for line in thread["messages"]] == ["in"]
    read = await client.post(f"/api/v1/conversations/{shown['id']}/read")
    assert read.json()["unread"] is False
    told = (await client.get(f"/api/v1/prospects/{camille}/timeline")).json()["items"]
    kinds = [entry["kind"] for entry in told]
    assert kinds.count("reply-received") == 1
    assert "reply-classified" in kinds
    assert all(entry["title"] for entry in told)


@pytest.mark.usefixtures("senders")
@pytest.mark.obligation(61)
async def test_a_reply_that_objects_suppresses_and_closes(
    post: Post,
    client: httpx.AsyncClient,
    application: Application,
    camille: ProspectId,
    workspace_id: WorkspaceId,
) -> None:
    await post(a_chat(message="Merci de ne plus me contacter"))
    await drain(application)
    (shown,) = await conversations(client)
    assert (shown["label"], shown["state"]) == ("opt_out", "closed")
    assert "ne plus me contacter" in shown["label_reason"]
    assert not await application.consent.check.may_contact(workspace_id, camille)
    card = (await client.get(f"/api/v1/prospects/{camille}")).json()
    assert card["opted_out"] is True
    refused = await client.post(
        f"/api/v1/conversations/{shown['id']}/answer", json={"text": "Bonjour"}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "conversation-closed")
    unsaid = await client.post(
        f"/api/v1/conversations/{shown['id']}/label", json={"label": "interested"}
    )
    assert unsaid.json()["code"] == "objection-is-final"


@pytest.mark.usefixtures("senders")
@pytest.mark.obligation(128)
async def test_a_reply_that_asks_for_a_right_is_one_case_on_the_desk_with_its_month(
    post: Post, client: httpx.AsyncClient, application: Application, camille: ProspectId
) -> None:
    asks = a_mail(body_plain="Bonjour, quelles données avez-vous sur moi ? Camille")
    for _ in range(2):
        assert (await post(asks)).status_code == 200
        await drain(application)
    (case,) = (await client.get("/api/v1/rights-requests")).json()["items"]
    assert (case["kind"], case["channel"], case["prospect_id"]) == ("access", "email", camille)
    assert (case["identity"], case["state"]) == ("known_address", "awaiting_client_instruction")
    assert case["due_at"] > case["received_at"]
    assert "quelles données" in case["message"]


@pytest.mark.usefixtures("senders", "camille")
async def test_a_person_corrects_and_answers(
    post: Post, client: httpx.AsyncClient, application: Application
) -> None:
    await post(a_mail())
    await drain(application)
    (shown,) = await conversations(client)
    where = f"/api/v1/conversations/{shown['id']}"
    corrected = await client.post(f"{where}/label", json={"label": "meeting_booked"})
    assert (corrected.json()["label"], corrected.json()["decided_by"]) == (
        "meeting_booked",
        "person",
    )
    answer = await client.post(f"{where}/answer", json={"text": "Mardi 10 h ?"})
    assert (answer.status_code, answer.json()["state"]) == (202, "held")
    await drain(application)
    lines = (await client.get(where)).json()["messages"]
    assert [line["text"] for line in lines] == ["Oui, parlons-en.", "Mardi 10 h ?"]
    empty = await client.post(f"{where}/answer", json={"text": "  "})
    assert (empty.status_code, empty.json()["code"]) == (422, "empty-answer")


@pytest.mark.usefixtures("senders", "camille")
async def test_another_workspace_finds_no_conversation(
    post: Post,
    client: httpx.AsyncClient,
    other_client: httpx.AsyncClient,
    application: Application,
    camille: ProspectId,
) -> None:
    await post(a_mail())
    await drain(application)
    (shown,) = await conversations(client)
    assert await conversations(other_client) == []
    where = f"/api/v1/conversations/{shown['id']}"
    for answer in (
        await other_client.get(where),
        await other_client.post(f"{where}/answer", json={"text": "x"}),
        await other_client.post(f"{where}/label", json={"label": "interested"}),
        await other_client.post(f"{where}/read"),
        await other_client.get(f"/api/v1/prospects/{camille}/timeline"),
        await other_client.get("/api/v1/campaigns/unknown/results"),
    ):
        assert answer.status_code == 404


@pytest.mark.usefixtures("senders")
async def test_odd_deliveries_are_accepted_and_the_others_go_on(
    post: Post, anonymous: httpx.AsyncClient, ports: Ports, application: Application
) -> None:
    path = f"/webhooks/unipile/{unipile_path_token(ports.settings)}"
    for body in (b"", b"\xff", b"[" * 50_000, b'{"event":7}', b'{"AccountStatus":[]}'):
        answer = await anonymous.post(path, content=body, headers=AUTH)
        assert (answer.status_code, answer.text) == (200, "ok")
    assert (await anonymous.post(path, content=b"x" * 1_100_000, headers=AUTH)).status_code == 413
    await post({"event": "mail_moved", "account_id": "a"})
    await post({"event": "new_relation", "account_id": "a", "user_provider_id": "ACo"})
    await post({"AccountStatus": {"account_id": "nobody", "message": "OK"}})
    await post({"status": "CREATION_SUCCESS", "account_id": "a", "name": "no-such-token"})
    await drain(application)
    assert await ports.shared.inbound.waiting(10) == []


async def test_the_results_of_no_campaign_are_an_empty_list(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v1/results")).json() == {"items": [], "next": None}


async def test_a_foreign_fullenrich_delivery_is_refused(
    anonymous: httpx.AsyncClient, ports: Ports
) -> None:
    body = b'{"id":"x","status":"FINISHED"}'
    signed = hmac.new(b"sandbox-fullenrich-key", body, hashlib.sha1).hexdigest()
    token = ports.shared.sealer.seal("objection", "w", "j")
    for path in (f"/webhooks/fullenrich/{token}", f"/webhooks/fullenrich/{token}/contact"):
        refused = await anonymous.post(path, content=body, headers={"X-Signature-SHA1": signed})
        assert refused.status_code == 401


async def test_a_delivery_that_keeps_killing_its_process_is_set_aside(
    post: Post, application: Application, ports: Ports
) -> None:
    await post({"event": "new_relation", "account_id": "a", "user_provider_id": "ACo"})
    (event,) = await ports.shared.inbound.waiting(1)
    # Three processes that began and died leave exactly this behind.
    for deaths in range(1, 4):
        await ports.shared.inbound.begin(event.key)
        await ports.shared.inbound.settle(event.key, InboundState.NEW, f"running:{deaths}")
    await settle_delivery(application, await ports.shared.inbound.get(event.key))
    dead = await ports.shared.inbound.get(event.key)
    assert (dead.state, dead.problem) == (InboundState.DEAD, "crashed")


async def test_a_delivery_that_keeps_failing_is_set_aside_after_eight_errors(
    application: Application, ports: Ports
) -> None:
    event = InboundEvent(key="unipile:broken", source="unipile", body=b"broken", received_at=MONDAY)
    await ports.shared.inbound.store(event)
    for _ in range(7):
        await settle_delivery(application, await ports.shared.inbound.get(event.key))
    waiting = await ports.shared.inbound.get(event.key)
    assert (waiting.state, waiting.problem) == (InboundState.NEW, "delivery-not-readable")
    await settle_delivery(application, waiting)
    assert (await ports.shared.inbound.get(event.key)).state is InboundState.DEAD
