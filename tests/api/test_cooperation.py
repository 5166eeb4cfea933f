"""What a client can check: audit pack, audits, authorities, holds, measures (obligations 80, 135 to
137).
"""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from domain.application import Application
from domain.privacy.errors import HoldNotPossible, ReasonNeeded
from domain.privacy.model.cooperation import AuditState, HoldKind
from domain.shared.ids import WorkspaceId
from tests.api.test_exports import PERSON, SECOND, _file, _order
from tests.conftest import StoppedClock, drain_tasks, newest_mail
from tests.obligations.table import ROOT


async def _workspace(client: httpx.AsyncClient) -> WorkspaceId:
    return WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])


@pytest.mark.obligation(20, 135, 136)
async def test_the_audit_pack_is_hashed_file_by_file_and_holds_this_workspace_alone(
    application: Application,
    client: httpx.AsyncClient,
    other_client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
) -> None:
    for one, person in ((client, PERSON), (other_client, SECOND)):
        added = await one.post("/api/v1/prospects", json=person)
        gone = await one.post(f"/api/v1/person-clocks/{added.json()['id']}/let-go")
        assert gone.status_code == 200, gone.text
    await drain_tasks(application)
    mine, theirs = await _workspace(client), await _workspace(other_client)
    made = await _order(application, client, scope="audit", format="zip")
    file = await _file(client, anonymous, made)
    with zipfile.ZipFile(io.BytesIO(file.content)) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
        contents = {name: zipped.read(name) for name in zipped.namelist()}
    listed = {one["name"]: one for one in manifest["files"]}
    assert set(listed) == set(contents) - {"manifest.json"}
    for name, one in listed.items():
        assert one["sha256"] == hashlib.sha256(contents[name]).hexdigest()
        assert one["rows"] == len(json.loads(contents[name]))
    assert {"measures.json", "record-controller.json", "record-processor.json"} <= set(listed)
    assert {"subprocessors.json", "deletions.json", "incidents.json"} <= set(listed)
    (deletion,) = json.loads(contents["deletions.json"])
    assert deletion["workspace_id"] == mine
    orders = json.loads(contents["instructions.json"])
    assert {"WorkspaceOpened", "PersonErased"} <= {one["action"] for one in orders}
    assert all(one["workspace_id"] == mine for one in orders)
    whole = b"".join(contents.values()).decode()
    for secret in (theirs, "verger.example", "Rouxel", "MASTER_KEY", "127.0.0.1", "$argon2id$"):
        assert secret not in whole


@pytest.mark.obligation(135, 136)
async def test_an_audit_is_asked_for_and_answered_with_a_reason_for_what_is_held_back(
    application: Application, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    empty = await client.post("/api/v1/audits", json={"wanted": " "})
    assert empty.status_code == 422
    asked = await client.post("/api/v1/audits", json={"wanted": "Vos essais de restauration"})
    assert asked.status_code == 201, asked.text
    audits, workspace_id = application.privacy.audits, await _workspace(client)
    with pytest.raises(ReasonNeeded):
        await audits.answer(workspace_id, asked.json()["id"], AuditState.PARTIALLY_GRANTED, "")
    reason = "Les adresses internes restent secrètes (sécurité)."
    await audits.answer(workspace_id, asked.json()["id"], AuditState.PARTIALLY_GRANTED, reason)
    (shown,) = (await client.get("/api/v1/audits")).json()["items"]
    assert (shown["state"], shown["reason"]) == ("partially_granted", reason)
    assert shown["answered_at"] < shown["due_at"]
    assert (await other_client.get("/api/v1/audits")).json()["items"] == []


@pytest.mark.obligation(137)
async def test_a_request_of_an_authority_is_told_unless_the_law_forbids_it(
    application: Application, client: httpx.AsyncClient
) -> None:
    workspace_id, authorities = await _workspace(client), application.privacy.authorities
    email = (await client.get("/api/v1/session")).json()["user"]["email"]
    gag = await authorities.record(
        workspace_id,
        authority="Parquet",
        wanted="Journaux",
        silent_because="secret de l’enquête (CPP, art. 11)",
    )
    await drain_tasks(application)
    assert (gag.informed_at, gag.silent_because != "") == (None, True)
    assert (await client.get("/api/v1/registers/authorities")).json()["requests"] == []
    told = await authorities.record(
        workspace_id, authority="CNIL", wanted="Contrôle sur pièces", silent_because=""
    )
    await drain_tasks(application)
    (shown,) = (await client.get("/api/v1/registers/authorities")).json()["requests"]
    assert (shown["id"], shown["authority"]) == (told.id, "CNIL")
    assert shown["informed_at"] is not None
    mail = await newest_mail(application, email)
    assert "CNIL" in mail["text"]
    with pytest.raises(ReasonNeeded):
        await authorities.record(workspace_id, authority="", wanted="x", silent_because="")


@pytest.mark.obligation(37, 146, 153)
async def test_a_hold_has_a_reason_and_an_end_and_keeps_the_purge_away_until_then(
    application: Application, client: httpx.AsyncClient
) -> None:
    workspace_id = await _workspace(client)
    closing: dict[str, Any] = {"name": "Atelier Nord", "takes_archive": False}
    from tests.conftest import PASSWORD  # noqa: PLC0415 - only here

    asked = await client.post("/api/v1/workspace/closure", json=closing | {"password": PASSWORD})
    assert asked.status_code == 200, asked.text
    await drain_tasks(application)
    now = application.plumbing.wall.now()
    holds = application.privacy.holds
    for kind, reason, days in (
        (HoldKind.LEGAL, " ", 60),
        (HoldKind.LEGAL, "Litige 26/123", 0),
        (HoldKind.LEGAL, "Litige 26/123", 400),
        (HoldKind.TECHNICAL, "Panne du magasin", 60),
    ):
        with pytest.raises(HoldNotPossible):
            await holds.hold(workspace_id, kind, reason=reason, until=now + timedelta(days=days))
    await holds.hold(
        workspace_id, HoldKind.LEGAL, reason="Litige 26/123", until=now + timedelta(days=70)
    )
    shown = (await client.get("/api/v1/registers/authorities")).json()["holds"]
    assert [(one["kind"], one["reason"]) for one in shown] == [("legal", "Litige 26/123")]
    wall = StoppedClock(now)
    purge = replace(application.privacy.purge, wall=wall)
    wall.advance(days=56)
    assert await purge() == 0
    wall.advance(days=15)
    assert await purge() == 1


@pytest.mark.obligation(80)
async def test_the_measures_are_one_list_and_each_names_a_proof_that_exists(
    anonymous: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    told = (await anonymous.get("/api/v1/trust/measures")).json()["items"]
    assert len(told) >= 10
    assert [one["id"] for one in told if not (ROOT / one["proof"]).exists()] == []
    page = (await anonymous.get("/trust?lang=en")).text
    assert all(one["text_en"].replace("'", "&#x27;") in page for one in told)
    record = await client.get("/api/v1/registers/ropa?role=processor")
    assert record.json()["items"][0]["security_measures"] == [one["text"] for one in told]


@pytest.mark.obligation(22, 36)
async def test_the_publisher_has_seven_activities_of_its_own_and_none_with_clients_data(
    anonymous: httpx.AsyncClient,
) -> None:
    own = (await anonymous.get("/api/v1/trust/activities")).json()["items"]
    assert len(own) == 7
    assert {one["role"] for one in own} == {"controller"}
    subjects = {subject for one in own for subject in one["data_subjects"]}
    assert subjects == {"utilisateurs", "clients", "visiteurs", "personne"}


@pytest.mark.obligation(62, 132)
async def test_the_record_opens_as_a_workbook(client: httpx.AsyncClient) -> None:
    from adapters.files.workbooks import CalamineWorkbooks  # noqa: PLC0415 - only here

    file = await client.get("/api/v1/registers/ropa.xlsx?role=processor")
    assert file.status_code == 200
    book = CalamineWorkbooks().read(file.content)
    assert book.rows[0][:2] == ["record_id", "role"]
    assert book.rows[1][1] == "processor"
    assert book.sheets == ("Données", "À lire")


@pytest.mark.obligation(1, 5, 131)
async def test_the_publisher_is_named_in_full_with_one_address_for_personal_data(
    anonymous: httpx.AsyncClient,
) -> None:
    entity = (await anonymous.get("/api/v1/legal/entity")).json()
    assert set(entity) == {
        *("name", "legal_form", "capital", "register_number", "address", "privacy_contact")
    }
    assert all(entity.values())
    for language in ("fr", "en"):
        page = (await anonymous.get(f"/legal?lang={language}")).text
        assert entity["privacy_contact"] in page
        assert "Versailles" in page
