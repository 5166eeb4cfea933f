"""The whole way of a file: recognised, tried, imported, corrected, taken back (SRC-1, 6.19)."""

from typing import Any

import httpx
import pytest

from domain.application import Application
from tests.api.test_imports import DECLARED, imported, upload
from tests.conftest import drain_tasks
from tests.import_files import a_file, table, workbook, written

HEADER = ["E-mail", "Prénom", "Nom", "Fonction", "Société", "Ville"]
ADA = ["ada@firm.example", "Ada", "Martin", "DAF", "Firm", "Lyon"]
BOB = ["bob@firm.example", "Bob", "Petit", "DG", "Firm", ""]


def rows_of(*rows: list[str]) -> bytes:
    return written([HEADER, *rows], ";")


async def previewed(
    client: httpx.AsyncClient, application: Application, content: bytes
) -> dict[str, Any]:
    checked = (await upload(client, content)).json()
    asked = await client.post(f"/api/v1/imports/{checked['id']}/preview")
    assert asked.status_code == 202, asked.text
    assert asked.json()["preview"]["is_done"] is False
    await drain_tasks(application)
    batch: dict[str, Any] = (await client.get(f"/api/v1/imports/{checked['id']}")).json()
    return batch


async def people(client: httpx.AsyncClient) -> dict[str, dict[str, Any]]:
    """Cards by name, without what ages and counts."""
    listed = (await client.get("/api/v1/prospects?limit=200")).json()["items"]
    cards = {}
    for row in listed:
        card = (await client.get(f"/api/v1/prospects/{row['id']}")).json()
        cards[card["full_name"]] = {
            name: value
            for name, value in card.items()
            if name not in {"version", "last_activity_at", "score", "band", "verdict"}
        }
    return cards


async def undone(
    client: httpx.AsyncClient, application: Application, import_id: object
) -> dict[str, Any]:
    asked = await client.post(f"/api/v1/imports/{import_id}/undo")
    assert asked.status_code == 202, asked.text
    await drain_tasks(application)
    batch: dict[str, Any] = (await client.get(f"/api/v1/imports/{import_id}")).json()
    return batch


async def test_a_file_is_tried_in_full_before_anybody_is_stored(
    client: httpx.AsyncClient, application: Application
) -> None:
    await imported(client, application, rows_of(ADA))
    before = await people(client)
    changed = [ADA[0], "", "", "Directrice financière", "", "Paris"]
    batch = await previewed(client, application, rows_of(changed, BOB, [""] * 6, BOB))
    preview = batch["preview"]
    assert preview["is_done"]
    assert preview["counts"] == {
        "created": 1,
        "updated": 1,
        "skipped": 2,
        "opposed": 0,
        "failed": 0,
        "companies": 0,
    }
    update = next(one for one in preview["rows"] if one["outcome"] == "updated")
    assert (update["line"], update["name"]) == (2, "Ada Martin")
    assert update["changes"] == [
        {"field": "job_title", "before": "DAF", "after": "Directrice financière", "held": False},
        {"field": "location", "before": "Lyon", "after": "Paris", "held": False},
    ]
    assert preview["fields"] == [
        {"field": "job_title", "values": 1},
        {"field": "location", "values": 1},
    ]
    assert await people(client) == before
    done = await client.post(f"/api/v1/imports/{batch['id']}/start", json=DECLARED)
    assert done.status_code == 202
    await drain_tasks(application)
    stored = (await client.get(f"/api/v1/imports/{batch['id']}")).json()
    assert stored["counts"] == preview["counts"]


async def test_the_same_file_changes_nothing_and_a_corrected_one_only_what_differs(
    client: httpx.AsyncClient, application: Application
) -> None:
    await imported(client, application, rows_of(ADA, BOB))
    before = await people(client)
    again = await imported(client, application, rows_of(ADA, BOB))
    assert again["counts"] == {
        "created": 0,
        "updated": 0,
        "skipped": 2,
        "opposed": 0,
        "failed": 0,
        "companies": 0,
    }
    assert await people(client) == before
    corrected = [*BOB[:3], "Président", "", ""]
    third = await imported(client, application, rows_of(ADA, corrected))
    assert third["counts"] == {
        "created": 0,
        "updated": 1,
        "skipped": 1,
        "opposed": 0,
        "failed": 0,
        "companies": 0,
    }
    said = (await client.get(f"/api/v1/imports/{third['id']}/changes")).json()["items"]
    assert [(one["name"], one["changes"]) for one in said] == [
        (
            "Bob Petit",
            [{"field": "job_title", "before": "DG", "after": "Président", "held": False}],
        )
    ]
    after = await people(client)
    assert after["Ada Martin"] == before["Ada Martin"]
    assert after["Bob Petit"]["job_title"] == "Président"
    assert after["Bob Petit"]["company"] == "Firm"  # a blank never erases


async def test_an_undone_import_leaves_the_exact_earlier_state(
    client: httpx.AsyncClient, application: Application
) -> None:
    await imported(client, application, rows_of(ADA))
    before = await people(client)
    changed = [ADA[0], "Ada", "Martin", "Présidente", "Autre", "Nice"]
    second = await imported(client, application, rows_of(changed, BOB))
    assert set(await people(client)) == {"Ada Martin", "Bob Petit"}
    batch = await undone(client, application, second["id"])
    assert (batch["undo"]["removed"], batch["undo"]["kept"]) == (1, 0)
    assert batch["undo"]["finished_at"] is not None
    assert await people(client) == before
    again = await client.post(f"/api/v1/imports/{second['id']}/undo")
    assert (again.status_code, again.json()["code"]) == (409, "undo-not-possible")
    # The same file may come in again afterwards.
    assert (await upload(client, rows_of(changed, BOB))).json()["already_imported"] is None


async def test_an_undo_keeps_whoever_was_worked_on_and_says_why(
    client: httpx.AsyncClient, application: Application
) -> None:
    done = await imported(client, application, rows_of(ADA, BOB, ["c@d.example", "Cy", "Roy"]))
    cards = await people(client)
    ada, bob = cards["Ada Martin"]["id"], cards["Bob Petit"]["id"]
    await client.post(f"/api/v1/prospects/{ada}/tags", json={"tag": "salon"})
    await client.post(f"/api/v1/prospects/{bob}/stage", json={"stage": "contacted"})
    batch = await undone(client, application, done["id"])
    assert (batch["undo"]["removed"], batch["undo"]["kept"]) == (1, 2)
    left = await people(client)
    assert set(left) == {"Ada Martin", "Bob Petit"}
    assert left["Ada Martin"]["job_title"] == "DAF"
    assert (left["Bob Petit"]["job_title"], left["Bob Petit"]["email"]) == ("", BOB[0])
    report = (await client.get(f"/api/v1/imports/{done['id']}/kept.csv")).text
    assert f"{ada};Ada Martin;;Gardé : porte une étiquette" in report
    assert f"{bob};Bob Petit;;Gardé : déjà contacté ou avancé" in report


async def test_an_undo_leaves_what_a_person_corrected_since(
    client: httpx.AsyncClient, application: Application
) -> None:
    await imported(client, application, rows_of(ADA))
    changed = [ADA[0], "", "", "Présidente", "Autre", ""]
    second = await imported(client, application, rows_of(changed))
    card = next(iter((await people(client)).values()))
    answer = await client.get(f"/api/v1/prospects/{card['id']}")
    await client.patch(
        f"/api/v1/prospects/{card['id']}",
        json={"job_title": "Directrice"},
        headers={"If-Match": answer.headers["ETag"]},
    )
    batch = await undone(client, application, second["id"])
    assert (batch["undo"]["restored"], batch["undo"]["kept"]) == (1, 1)
    ada = (await people(client))["Ada Martin"]
    assert (ada["job_title"], ada["company"]) == ("Directrice", "Firm")
    report = (await client.get(f"/api/v1/imports/{second['id']}/kept.csv")).text
    assert "job_title;Champs gardés : modifiés depuis" in report


@pytest.mark.obligation(61)
async def test_an_opposition_from_a_file_outlives_the_undo_and_every_way_in(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient, application: Application
) -> None:
    header = [*HEADER, "Désinscrit"]
    content = written([header, [*ADA, "oui"], [*BOB, "non"]], ";")
    done = await imported(client, application, content)
    assert done["counts"] == {
        "created": 1,
        "updated": 0,
        "skipped": 0,
        "opposed": 1,
        "failed": 0,
        "companies": 0,
    }
    await undone(client, application, done["id"])
    again = await imported(client, application, rows_of(ADA))
    assert again["counts"]["opposed"] == 1  # type: ignore[index]
    card = b"BEGIN:VCARD\nVERSION:3.0\nFN:Ada Martin\nEMAIL:ada@firm.example\nEND:VCARD\n"
    assert (await imported(client, application, card))["counts"]["opposed"] == 1  # type: ignore[index]
    typed = await client.post(
        "/api/v1/prospects",
        json={
            "email": "ADA@firm.example",
            "source": "carte de visite",
            "legal_basis": "legitimate_interest",
            "collected_on": "2026-11-02",
        },
    )
    assert (typed.status_code, typed.json()["code"]) == (409, "prospect-opted-out")
    # Another workspace is another world.
    theirs = await imported(other_client, application, rows_of(ADA))
    assert theirs["counts"]["created"] == 1  # type: ignore[index]
    assert await people(client) == {}


async def test_two_workspaces_import_one_person_as_two(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient, application: Application
) -> None:
    await imported(client, application, rows_of(ADA))
    await imported(other_client, application, rows_of([*ADA[:3], "Présidente", "Autre", ""]))
    ours, theirs = (await people(client))["Ada Martin"], (await people(other_client))["Ada Martin"]
    assert ours["id"] != theirs["id"]
    assert (ours["company"], theirs["company"]) == ("Firm", "Autre")
    assert (await other_client.get(f"/api/v1/prospects/{ours['id']}")).status_code == 404


@pytest.mark.obligation(52)
@pytest.mark.obligation(53)
async def test_sensitive_columns_and_cells_stay_out_until_a_person_clears_them(
    client: httpx.AsyncClient, application: Application
) -> None:
    rows = [
        ["E-mail", "Nom", "Poste", "Religion"],
        ["a@b.example", "Roy", "Déléguée syndicale", "catholique"],
    ]
    checked = (await upload(client, written(rows))).json()
    place = f"/api/v1/imports/{checked['id']}"
    assert checked["sensitive"] == [{"column": "Religion", "category": "convictions religieuses"}]
    assert checked["mapping"]["Religion"] is None
    assert checked["sample"][0]["Religion"] == "•••"
    refused = await client.put(f"{place}/mapping", json={"mapping": {"Religion": "industry"}})
    assert (refused.status_code, refused.json()["code"]) == (422, "sensitive-column")
    done = await imported(client, application, written(rows))
    report = (await client.get(f"/api/v1/imports/{done['id']}/report.csv")).text
    assert "2;Poste;;Donnée sensible non enregistrée (appartenance syndicale)" in report
    assert "Déléguée" not in report
    card = next(iter((await people(client)).values()))
    assert card["job_title"] == ""
    unsaid = await client.post(f"{place}/cleared-columns", json={"column": "Poste", "reason": "  "})
    assert unsaid.status_code == 422
    cleared = await client.post(
        f"{place}/cleared-columns",
        json={"column": "Poste", "reason": "Fonction publique de la personne, sur son site"},
    )
    assert cleared.json()["cleared"] == ["Poste"]
    assert (await client.post(f"{place}/start", json=DECLARED)).status_code == 202
    await drain_tasks(application)
    card = next(iter((await people(client)).values()))
    assert card["job_title"] == "Déléguée syndicale"


async def test_a_workbook_with_several_sheets_lets_one_choose(
    client: httpx.AsyncClient, application: Application
) -> None:
    content = workbook(("Sociétés", [["Truc"], ["x"]]), ("Gens", table("generic")))
    answer = await client.post(
        "/api/v1/imports", files={"file": ("gens.xlsx", content, "application/octet-stream")}
    )
    assert answer.status_code == 422  # the first sheet has no header
    first = [["E-mail", "Nom"], ["z@z.example", "Z"]]
    content = workbook(("Liste", first), ("Gens", table("generic")))
    checked = (await upload(client, content, "gens.xlsx")).json()
    assert (checked["container"], checked["sheets"]) == ("workbook", ["Liste", "Gens"])
    place = f"/api/v1/imports/{checked['id']}"
    missing = await client.put(f"{place}/sheet", json={"sheet": "Autre"})
    assert (missing.status_code, missing.json()["code"]) == (422, "sheet-not-found")
    chosen = (await client.put(f"{place}/sheet", json={"sheet": "Gens"})).json()
    assert (chosen["sheet"], chosen["mapping"]["Poste"]) == ("Gens", "job_title")
    await client.post(f"{place}/start", json=DECLARED)
    await drain_tasks(application)
    assert set(await people(client)) == {"Élise Durand"}


async def test_a_row_that_points_to_two_people_names_both(
    client: httpx.AsyncClient, application: Application
) -> None:
    header = ["email", "linkedin", "nom", "prénom"]
    first = [["a@b.example", "", "Roy", "Ada"], ["", "linkedin.com/in/bob-petit", "Petit", "Bob"]]
    await imported(client, application, written([header, *first]))
    both = written([header, ["a@b.example", "https://fr.linkedin.com/in/Bob-Petit/", "Z", "Z"]])
    done = await imported(client, application, both)
    assert done["counts"]["failed"] == 1  # type: ignore[index]
    report = (await client.get(f"/api/v1/imports/{done['id']}/report.csv")).text
    assert "Ada Roy / Bob Petit" in report


async def test_what_was_decided_for_a_tool_is_proposed_the_next_time(
    client: httpx.AsyncClient, application: Application
) -> None:
    checked = (await upload(client, a_file("salesforce"))).json()
    place = f"/api/v1/imports/{checked['id']}"
    await client.put(f"{place}/mapping", json={"mapping": {"Mailing City": None}})
    await client.post(f"{place}/start", json=DECLARED)
    await drain_tasks(application)
    again = (await upload(client, a_file("salesforce"))).json()
    assert again["format"] == "salesforce"
    assert again["mapping"]["Mailing City"] is None
    assert again["mapping"]["Account Name"] == "company"


async def test_another_workspace_can_neither_try_nor_undo(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient, application: Application
) -> None:
    done = await imported(client, application, rows_of(ADA))
    place = f"/api/v1/imports/{done['id']}"
    for answer in (
        await other_client.post(f"{place}/preview"),
        await other_client.post(f"{place}/undo"),
        await other_client.get(f"{place}/changes"),
        await other_client.get(f"{place}/kept.csv"),
    ):
        assert answer.status_code == 404


async def test_the_file_itself_is_gone_once_its_rows_are_in(
    client: httpx.AsyncClient, application: Application
) -> None:
    done = await imported(client, application, rows_of(ADA))
    session = (await client.get("/api/v1/session")).json()
    imports = application.prospects.run_import
    batch = await imports.imports.get(session["workspace"]["id"], done["id"])  # type: ignore[arg-type]
    parts = [part async for part in _read(application, batch)]
    assert parts == []


async def _read(application: Application, batch: Any) -> Any:
    from domain.shared.blobs import BlobNotFound  # noqa: PLC0415

    try:
        async for part in application.prospects.run_import.blobs.read(
            batch.workspace_id, batch.blob_id
        ):
            yield part
    except BlobNotFound:
        return
