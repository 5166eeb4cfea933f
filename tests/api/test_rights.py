"""From a person's request to its answer: portal, form, desk, receipts."""

import io
import json
import re
import zipfile
from datetime import datetime

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from domain.application import Application
from domain.privacy.model.requests import RightsKind
from domain.shared.ids import ProspectId, WorkspaceId
from tests.conftest import drain_tasks, newest_mail

PERSON = {
    "first_name": "Camille",
    "last_name": "Rouxel",
    "company": "Verger",
    "job_title": "Directrice commerciale",
    "email": "camille@verger.example",
    "source": "Salon de Lyon",
    "legal_basis": "legitimate_interest",
    "collected_on": "2026-11-20",
}


async def _add(client: httpx.AsyncClient) -> tuple[WorkspaceId, ProspectId]:
    session = (await client.get("/api/v1/session")).json()
    added = await client.post("/api/v1/prospects", json=PERSON)
    assert added.status_code == 201, added.text
    return WorkspaceId(session["workspace"]["id"]), ProspectId(added.json()["id"])


@pytest.fixture
async def person(
    application: Application, client: httpx.AsyncClient
) -> tuple[WorkspaceId, ProspectId]:
    held = await _add(client)
    await drain_tasks(application)
    return held


@pytest.fixture
def link(ports: Ports, person: tuple[WorkspaceId, ProspectId]) -> str:
    return "/p/" + ports.shared.sealer.seal("notice", *person)


async def _ask(anonymous: httpx.AsyncClient, link: str, kind: str) -> httpx.Response:
    return await anonymous.post(f"{link}/ask?lang=fr", data={"kind": kind, "message": ""})


async def _desk(client: httpx.AsyncClient) -> list[dict[str, object]]:
    found = await client.get("/api/v1/rights-requests")
    assert found.status_code == 200, found.text
    items: list[dict[str, object]] = found.json()["items"]
    return items


async def _grant(
    client: httpx.AsyncClient, request: dict[str, object], **body: object
) -> httpx.Response:
    return await client.post(
        f"/api/v1/rights-requests/{request['id']}/grant",
        json=body,
        headers={"If-Match": f'"{request["version"]}"'},
    )


@pytest.mark.obligation(57, 120, 127)
async def test_a_copy_is_asked_for_granted_and_downloaded(
    anonymous: httpx.AsyncClient, client: httpx.AsyncClient, link: str
) -> None:
    page = await anonymous.get(link, params={"lang": "fr"})
    assert "Exercer un droit" in page.text
    assert "<script" not in page.text
    answered = await _ask(anonymous, link, "access")
    assert answered.status_code == 200
    assert "Réponse au plus tard" in answered.text
    (request,) = await _desk(client)
    assert (request["kind"], request["state"]) == ("access", "awaiting_client_instruction")
    assert (request["identity"], request["channel"]) == ("signed_link", "portal")

    granted = await _grant(client, request)
    assert granted.status_code == 200, granted.text
    assert granted.json()["has_copy"]
    assert "sept jours" in granted.json()["letter"]

    assert "Votre copie est prête" in (await anonymous.get(link, params={"lang": "fr"})).text
    wrong = await anonymous.post(f"{link}/copy", data={"address": "someone@else.example"})
    assert wrong.status_code == 404
    right = await anonymous.post(f"{link}/copy", data={"address": "Camille@verger.example"})
    assert right.headers["content-type"] == "application/zip"
    zipped = zipfile.ZipFile(io.BytesIO(right.content))
    manifest = json.loads(zipped.read("manifest.json"))
    assert {one["name"] for one in manifest["files"]} == set(zipped.namelist()) - {"manifest.json"}
    identity = zipped.read("identity.json").decode()
    assert "Rouxel" in identity
    assert "Salon de Lyon" in identity
    assert "Rouxel" in zipped.read("index.html").decode()
    assert "OpenAI" in zipped.read("recipients.json").decode()


@pytest.mark.obligation(75, 122, 126, 127)
async def test_an_erased_person_is_gone_and_stays_away(
    application: Application,
    anonymous: httpx.AsyncClient,
    client: httpx.AsyncClient,
    ports: Ports,
    link: str,
    person: tuple[WorkspaceId, ProspectId],
) -> None:
    await _ask(anonymous, link, "erasure")
    (request,) = await _desk(client)
    granted = await _grant(client, request)
    assert granted.status_code == 200, granted.text
    await drain_tasks(application)

    assert (await client.get(f"/api/v1/prospects/{person[1]}")).status_code == 404
    assert (await anonymous.get(link)).status_code == 404
    held = await ports.privacy.stores.copy(*person)
    assert not re.search("Rouxel|camille", str(held), re.IGNORECASE)
    (receipt,) = (await client.get("/api/v1/deletion-receipts")).json()["items"]
    assert receipt["is_clean"]
    assert receipt["trigger"] == "right"
    assert ports.shared.sealer.open("deletion-receipt", receipt["signature"]) == (
        receipt["sha256"],
    )
    assert "Rouxel" not in json.dumps(receipt)
    again = await client.post("/api/v1/prospects", json=PERSON)
    assert again.status_code == 409
    (settled,) = await _desk(client)
    assert (settled["state"], settled["person"]) == ("answered", None)


@pytest.mark.obligation(121)
async def test_a_corrected_value_is_locked(
    anonymous: httpx.AsyncClient,
    client: httpx.AsyncClient,
    link: str,
    person: tuple[WorkspaceId, ProspectId],
    ports: Ports,
) -> None:
    await _ask(anonymous, link, "rectification")
    (request,) = await _desk(client)
    done = await _grant(client, request, corrections={"job_title": "Directrice générale"})
    assert done.status_code == 200, done.text
    card = (await client.get(f"/api/v1/prospects/{person[1]}")).json()
    assert card["job_title"] == "Directrice générale"
    prospect = await ports.prospects.prospects.get(*person)
    assert {kind.value: one.locked for kind, one in prospect.details.items()}["job_title"]


@pytest.mark.obligation(123)
async def test_a_restricted_person_cannot_be_used(
    anonymous: httpx.AsyncClient,
    client: httpx.AsyncClient,
    link: str,
    person: tuple[WorkspaceId, ProspectId],
) -> None:
    await _ask(anonymous, link, "restriction")
    (request,) = await _desk(client)
    assert (await _grant(client, request)).status_code == 200
    card = (await client.get(f"/api/v1/prospects/{person[1]}")).json()
    assert card["rights"]["restricted_at"] is not None
    quote = await client.post(
        "/api/v1/enrichments/quote", json={"prospect_ids": [person[1]], "fields": ["work_email"]}
    )
    assert quote.json()["refused"][0]["code"] == "prospect-restricted"


@pytest.mark.obligation(128, 129)
async def test_the_form_reaches_every_workspace_and_tells_nothing(
    application: Application,
    anonymous: httpx.AsyncClient,
    client: httpx.AsyncClient,
    other_client: httpx.AsyncClient,
) -> None:
    await _add(client)
    await _add(other_client)
    known = await anonymous.post(
        "/rights?lang=fr", data={"email": "camille@verger.example", "kind": "access"}
    )
    unknown = await anonymous.post(
        "/rights?lang=fr", data={"email": "nobody@nowhere.example", "kind": "access"}
    )
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert await application.privacy.receive.forward_waiting() == 2
    assert await application.privacy.receive.forward_waiting() == 0
    for one in (client, other_client):
        (request,) = await _desk(one)
        assert request["state"] == "identity_check"
        refused = await _grant(one, request)
        assert refused.status_code == 409
        assert refused.json()["code"] == "identity-not-confirmed"


@pytest.mark.obligation(5, 128, 129, 131)
async def test_a_mail_to_the_privacy_contact_reaches_every_workspace_that_holds_the_writer(
    application: Application, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    await _add(client)
    await _add(other_client)
    for _ in range(2):
        kind = await application.privacy.mail.to_contact(
            "mail-1",
            email="Camille@Verger.example",
            subject="Mes droits",
            text="Copie de mes données, svp",
            language="fr",
        )
    assert kind is RightsKind.ACCESS
    assert await application.privacy.receive.forward_waiting() == 1
    for one in (client, other_client):
        (case,) = await _desk(one)
        assert (case["kind"], case["channel"]) == ("access", "email")
        assert (case["state"], case["letter"]) == ("identity_check", "")
    asked = await application.privacy.mail.to_contact(
        "mail-2", email="a@b.example", subject="", text="Une question", language="fr"
    )
    assert asked is RightsKind.HUMAN


@pytest.mark.obligation(61, 124)
async def test_an_objection_by_form_needs_no_decision(
    application: Application,
    anonymous: httpx.AsyncClient,
    client: httpx.AsyncClient,
    person: tuple[WorkspaceId, ProspectId],
) -> None:
    await anonymous.post("/rights", data={"email": "camille@verger.example", "kind": "objection"})
    await application.privacy.receive.forward_waiting()
    assert not await application.consent.check.may_contact(*person)
    card = (await client.get(f"/api/v1/prospects/{person[1]}")).json()
    assert card["opted_out"]


@pytest.mark.parametrize(
    "typed", [{"email": "no address", "kind": "access"}, {"email": "a@b.example", "kind": "x"}, {}]
)
async def test_an_unreadable_form_says_so(
    anonymous: httpx.AsyncClient, typed: dict[str, str]
) -> None:
    assert (await anonymous.post("/rights", data=typed)).status_code == 422


async def test_a_guessed_link_asks_for_nothing(
    anonymous: httpx.AsyncClient, client: httpx.AsyncClient, link: str
) -> None:
    for bad in (f"{link}x/ask", "/p/guessed/ask"):
        answered = await anonymous.post(bad, data={"kind": "erasure"})
        assert answered.status_code == 404
    assert (await _ask(anonymous, link, "objection")).status_code == 404
    assert await _desk(client) == []


async def test_asking_twice_is_one_request(
    anonymous: httpx.AsyncClient, client: httpx.AsyncClient, link: str
) -> None:
    await _ask(anonymous, link, "erasure")
    await _ask(anonymous, link, "erasure")
    assert len(await _desk(client)) == 1


@pytest.mark.obligation(130)
async def test_a_refusal_names_its_reason_and_the_way_to_complain(
    client: httpx.AsyncClient,
) -> None:
    heard = await client.post(
        "/api/v1/rights-requests",
        json={
            "kind": "access",
            "channel": "post",
            "requester": "someone@company.example",
            "received_at": "2026-01-31T10:00:00Z",
        },
    )
    assert heard.status_code == 201, heard.text
    assert heard.json()["due_at"].startswith("2026-02-28")
    version = {"If-Match": f'"{heard.json()["version"]}"'}
    path = f"/api/v1/rights-requests/{heard.json()['id']}"
    late = await client.post(f"{path}/extend", json={"reason": "vacances"}, headers=version)
    assert late.json()["code"] == "extension-too-late"
    refused = await client.post(f"{path}/refuse", json={"reason": "not_concerned"}, headers=version)
    assert refused.status_code == 200, refused.text
    assert "CNIL" in refused.json()["letter"]
    assert "aucune donnée" in refused.json()["letter"]


@pytest.mark.obligation(10, 11, 62)
async def test_the_record_of_processing_names_the_client_and_nobody_else(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    processor = await client.get("/api/v1/registers/ropa", params={"role": "processor"})
    (record,) = processor.json()["items"]
    assert record["on_behalf_of"] == "Atelier Nord"
    assert {"OpenAI", "Unipile", "FullEnrich"} <= set(record["recipients"])
    assert "Verger Sud" not in processor.text
    file = await client.get("/api/v1/registers/ropa.csv", params={"role": "processor"})
    assert file.content.startswith(b"\xef\xbb\xbfrecord_id;role;")
    assert (await client.get("/api/v1/registers/ropa")).json()["items"] == []
    assert (await other_client.get("/api/v1/registers/ropa")).status_code == 200


@pytest.mark.obligation(107)
async def test_the_list_of_subprocessors_is_open_to_anybody(anonymous: httpx.AsyncClient) -> None:
    listed = (await anonymous.get("/api/v1/trust/subprocessors")).json()["items"]
    page = (await anonymous.get("/trust?lang=fr")).text
    assert all(one["name"] in page for one in listed)
    assert "<script" not in page


@pytest.mark.obligation(124)
async def test_the_suppression_list_answers_without_telling_whom(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    whole = {"kind": "domain", "value": "Fermé.example"}
    assert (await client.post("/api/v1/suppressions", json=whole)).status_code == 204
    listed = (await client.get("/api/v1/suppressions")).json()
    assert (listed["total"], [one["kind"] for one in listed["items"]]) == (1, ["domain"])
    assert "ferm" not in json.dumps(listed).lower()
    asked = {"kind": "email", "value": "anne@fermé.example"}
    assert (await client.post("/api/v1/suppressions/test", json=asked)).json() == {"known": True}
    elsewhere = await other_client.post("/api/v1/suppressions/test", json=asked)
    assert elsewhere.json() == {"known": False}
    added = await client.post(
        "/api/v1/prospects", json={**PERSON, "email": "anne@xn--ferm-epa.example"}
    )
    assert added.status_code == 409
    nothing = await client.post("/api/v1/suppressions", json={"kind": "email", "value": "nothing"})
    assert nothing.json()["code"] == "not-an-identity"


@pytest.mark.obligation(138, 139, 141, 142, 143, 144, 145)
async def test_an_incident_is_told_completed_and_closed(client: httpx.AsyncClient) -> None:
    found = {"nature": "confidentiality", "severity": "risk", "people_count": 12}
    declared = await client.post(
        "/api/v1/incidents",
        json={
            **found,
            "detected_at": "2026-11-01T08:00:00Z",
            "aware_at": "2026-11-01T09:00:00Z",
        },
    )
    assert declared.status_code == 201, declared.text
    told = declared.json()
    assert told["notify_by"] == "2026-11-03T09:00:00.000Z"
    path = f"/api/v1/incidents/{told['id']}"
    empty = await client.post(f"{path}/notices", json=found, headers={"If-Match": '"0"'})
    assert {one["pointer"] for one in empty.json()["errors"]} == {
        *("/description", "/data_categories", "/consequences", "/measures", "/contact")
    }
    whole = {
        **found,
        "description": "Un export a été envoyé à un mauvais destinataire.",
        "data_categories": ["identité professionnelle"],
        "consequences": "Sollicitations non voulues.",
        "measures": "Export supprimé, destinataire averti.",
        "contact": "dpo@leo.example",
    }
    first = await client.post(f"{path}/notices", json=whole, headers={"If-Match": '"0"'})
    assert first.status_code == 200, first.text
    assert first.json()["authority_by"] is not None
    final = {**whole, "people_count": 14, "is_final": True}
    second = await client.post(f"{path}/notices", json=final, headers={"If-Match": '"1"'})
    assert [one["stage"] for one in second.json()["notices"]] == ["initial", "final"]
    closed = await client.post(
        f"{path}/close",
        json={"effects": "Aucun effet constaté.", "remedies": "Confirmation avant export."},
        headers={"If-Match": '"2"'},
    )
    assert closed.json()["closed_at"] is not None
    (registered,) = (await client.get("/api/v1/incidents")).json()["items"]
    assert registered["effects"] == "Aucun effet constaté."


@pytest.mark.obligation(138, 140, 144)
async def test_an_incident_counts_what_it_touches_and_its_notice_is_mailed_with_a_kit(
    application: Application, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    await _add(client)
    await _add(other_client)
    await drain_tasks(application)
    touched = (
        await client.get("/api/v1/incidents/affected?store=prospects&store=timeline&store=unknown")
    ).json()
    assert touched["people_count"] == 1
    assert touched["record_count"] >= 2
    assert touched["data_categories"]
    now = application.plumbing.wall.now().isoformat()
    found = {"nature": "availability", "severity": "high", **touched}
    declared = (
        await client.post("/api/v1/incidents", json={**found, "detected_at": now, "aware_at": now})
    ).json()
    path = f"/api/v1/incidents/{declared['id']}"
    told = {
        **found,
        "description": "Un magasin était ouvert.",
        "consequences": "Des sollicitations.",
        "measures": "Le magasin est fermé.",
        "contact": "dpo@leo.example",
    }
    sent = await client.post(f"{path}/notices", json=told, headers={"If-Match": '"0"'})
    assert sent.status_code == 200, sent.text
    await drain_tasks(application)
    user = (await client.get("/api/v1/session")).json()["user"]
    mail = await newest_mail(application, user["email"])
    assert "dpo@leo.example" in mail["text"]
    (proof,) = (await client.get(f"{path}/deliveries")).json()["items"]
    assert (proof["number"], proof["user_id"]) == (1, user["id"])
    assert (await other_client.get(f"{path}/deliveries")).status_code == 404
    kit = await client.get(f"{path}/kit.zip")
    with zipfile.ZipFile(io.BytesIO(kit.content)) as zipped:
        names = zipped.namelist()
        form = zipped.read(names[0]).decode()
        letter = zipped.read(names[1]).decode()
    assert len(names) == 3
    due = datetime.fromisoformat(sent.json()["authority_by"])
    assert f"au plus tard : {due:%d/%m/%Y %H:%M} UTC" in form
    assert "Nombre approximatif de personnes : 1" in form
    assert "Le magasin est fermé." in letter


@pytest.mark.obligation(71)
async def test_the_duration_register_says_what_a_sweep_would_remove(
    client: httpx.AsyncClient,
) -> None:
    items = (await client.get("/api/v1/retention")).json()["items"]
    due = {one["name"]: one["due"] for one in items}
    assert due["inbound-30-days"] == 0
    assert due["prospect"] is None


def test_the_portal_offers_each_right_of_the_law() -> None:
    from api.portal_pages import ASKABLE, FORM  # noqa: PLC0415 - only here

    both = {*ASKABLE, *FORM}
    assert set(RightsKind) - both == {RightsKind.PORTABILITY}
