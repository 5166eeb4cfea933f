"""Data leave the product in files with a receipt, and through short-lived links."""

import csv
import hashlib
import io
import json
import zipfile
from typing import Any

import httpx
import pytest

from adapters.files.workbooks import CalamineWorkbooks
from domain.application import Application
from tests.api.test_imports import DECLARED
from tests.conftest import drain_tasks

PERSON = {
    "first_name": "Camille",
    "last_name": "Rouxel",
    "company": "=Verger",
    "job_title": "Directrice commerciale",
    "email": "camille@verger.example",
    "phone": "+33612345678",
    "source": "Salon de Lyon",
    "legal_basis": "legitimate_interest",
    "collected_on": "2026-11-20",
}
SECOND = PERSON | {
    "first_name": "Luc",
    "last_name": "Petit",
    "email": "luc@verger.example",
    "phone": "+33698765432",
}
ORDER = {"scope": "prospects", "format": "csv", "purpose": "Sauvegarde", "acknowledged": True}


async def _order(
    application: Application, client: httpx.AsyncClient, **changes: Any
) -> dict[str, Any]:
    ordered = await client.post("/api/v1/exports", json=ORDER | changes)
    assert ordered.status_code == 202, ordered.text
    await drain_tasks(application)
    made: dict[str, Any] = (await client.get(f"/api/v1/exports/{ordered.json()['id']}")).json()
    return made


async def _file(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, made: dict[str, Any]
) -> httpx.Response:
    link = await client.post(f"/api/v1/exports/{made['id']}/link")
    assert link.status_code == 200, link.text
    return await anonymous.get(link.json()["path"])


@pytest.mark.obligation(132, 133)
async def test_a_french_excel_file_is_formula_safe_and_its_receipt_is_of_its_bytes(
    application: Application, client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    await client.post("/api/v1/prospects", json=PERSON)
    await drain_tasks(application)
    made = await _order(application, client)
    file = await _file(client, anonymous, made)
    assert file.status_code == 200
    assert file.headers["cache-control"] == "no-store"
    assert file.content.startswith("\ufeffid_leo;prenom;nom".encode())
    assert hashlib.sha256(file.content).hexdigest() == made["sha256"]
    (row,) = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";")
    assert (row["entreprise"], row["telephone"]) == ("'=Verger", "'+33612345678")
    assert (row["source"], row["date_collecte"]) == ("Salon de Lyon", "20/11/2026")
    assert (row["statut_opposition"], row["base_legale"]) == ("none", "legitimate_interest")
    assert row["fin_conservation"].endswith("/2029")
    assert (made["rows"], made["purpose"], made["size"]) == (1, "Sauvegarde", len(file.content))
    assert made["ordered_by"] == (await client.get("/api/v1/session")).json()["user"]["id"]


@pytest.mark.obligation(132, 133)
async def test_who_objected_stays_out_unless_asked_for_and_nobody_takes_without_answering_for_it(
    application: Application, client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    gone = (await client.post("/api/v1/prospects", json=PERSON)).json()["id"]
    kept = (await client.post("/api/v1/prospects", json=SECOND)).json()["id"]
    body = {"channel": "phone"}
    opposed = await client.post(f"/api/v1/prospects/{gone}/opt-out", json=body)
    assert opposed.status_code < 300, opposed.text
    await drain_tasks(application)
    made = await _order(application, client, format="jsonl")
    lines = (await _file(client, anonymous, made)).text.splitlines()
    assert [json.loads(line)["leo_prospect_id"] for line in lines] == [kept]
    whole = await _order(application, client, format="jsonl", with_objectors=True)
    rows = [json.loads(line) for line in (await _file(client, anonymous, whole)).text.splitlines()]
    assert {row["leo_prospect_id"]: row["suppression_status"] for row in rows} == {
        gone: "opposed",
        kept: "none",
    }
    for wrong in ({"acknowledged": False}, {"format": "zip"}, {"scope": "workspace"}):
        refused = await client.post("/api/v1/exports", json=ORDER | wrong)
        assert (refused.status_code, refused.json()["code"]) == (422, "export-not-possible")


@pytest.mark.obligation(132, 133)
async def test_a_workbook_computes_nothing_and_says_who_answers_for_it(
    application: Application, client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    await client.post("/api/v1/prospects", json=PERSON)
    await drain_tasks(application)
    made = await _order(application, client, format="xlsx")
    file = await _file(client, anonymous, made)
    assert file.headers["content-type"].endswith("spreadsheetml.sheet")
    assert hashlib.sha256(file.content).hexdigest() == made["sha256"]
    with zipfile.ZipFile(io.BytesIO(file.content)) as opened:
        assert b"<f>" not in opened.read("xl/worksheets/sheet1.xml")
    book = CalamineWorkbooks().read(file.content)
    row = dict(zip(book.rows[0], book.rows[1], strict=True))
    assert (row["entreprise"], row["telephone"]) == ("=Verger", "+33612345678")
    assert (row["date_collecte"], row["statut_opposition"]) == ("2026-11-20", "none")
    told = CalamineWorkbooks().read(file.content, "À lire")
    assert "Votre entreprise en répond seule" in told.rows[0][0]


@pytest.mark.obligation(134)
async def test_who_objects_after_an_export_is_in_its_delta(
    application: Application, client: httpx.AsyncClient
) -> None:
    person = (await client.post("/api/v1/prospects", json=PERSON)).json()["id"]
    made = await _order(application, client)
    delta = await client.get(f"/api/v1/exports/{made['id']}/delta")
    assert delta.json()["items"] == []
    body = {"channel": "phone"}
    await client.post(f"/api/v1/prospects/{person}/opt-out", json=body)
    await drain_tasks(application)
    delta = await client.get(f"/api/v1/exports/{made['id']}/delta")
    assert [one["prospect_id"] for one in delta.json()["items"]] == [person]


async def test_a_link_of_ours_changed_by_one_letter_opens_nothing(
    application: Application, client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    made = await _order(application, client, scope="results", format="jsonl")
    path = (await client.post(f"/api/v1/exports/{made['id']}/link")).json()["path"]
    assert (await anonymous.get(path)).status_code == 200
    last = "A" if path[-1] != "A" else "B"
    assert (await anonymous.get(path[:-2] + last + path[-1])).status_code == 404


async def test_an_exported_file_comes_back_with_equal_counts(
    application: Application,
    client: httpx.AsyncClient,
    other_client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
) -> None:
    for person in (PERSON | {"company": "Verger"}, SECOND | {"company": "Verger"}):
        await client.post("/api/v1/prospects", json=person)
    await drain_tasks(application)
    file = await _file(client, anonymous, await _order(application, client))
    uploaded = await other_client.post(
        "/api/v1/imports", files={"file": ("leo.csv", file.content, "text/csv")}
    )
    assert uploaded.status_code == 201, uploaded.text
    started = await other_client.post(
        f"/api/v1/imports/{uploaded.json()['id']}/start", json=DECLARED
    )
    assert started.status_code == 202, started.text
    await drain_tasks(application)
    done = (await other_client.get(f"/api/v1/imports/{uploaded.json()['id']}")).json()
    assert (done["counts"]["created"], done["counts"]["failed"]) == (2, 0)


@pytest.mark.obligation(90)
async def test_people_taken_out_again_and_again_within_an_hour_open_an_incident_by_themselves(
    application: Application, client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    await client.post("/api/v1/prospects", json=PERSON)
    await drain_tasks(application)
    for _ in range(5):
        await _order(application, client)
    assert (await client.get("/api/v1/incidents")).json()["items"] == []
    for _ in range(2):
        await _order(application, client)
    (opened,) = (await client.get("/api/v1/incidents")).json()["items"]
    assert (opened["nature"], opened["severity"]) == ("confidentiality", "risk")
    assert "6 exports" in opened["description"]
    assert opened["notified_at"] is None
    assert (await other_client.get("/api/v1/incidents")).json()["items"] == []
