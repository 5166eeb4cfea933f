import json

import httpx
import pytest

from domain.application import Application
from tests.conftest import FIXTURES, drain_tasks

DECLARED = {
    "source": "Salon SIRHA 2026",
    "legal_basis": "legitimate_interest",
    "collected_on": "2026-11-02",
    "professional_audience": True,
}
PEOPLE = (
    "sep=;\r\nPrénom;Nom;Société;Fonction;Adresse e-mail;Téléphone;Ne pas contacter;Notes\r\n"
    "Élise;DURAND;Café & Cie;Directrice commerciale;elise.durand@cafe.example;01 42 68 53 00;;x\r\n"
    "Marc;DE VILLIERS;Forge SA;DAF;marc@forge.example;pas un numéro;;x\r\n"
    "Élise;Durand;Café & Cie;Directrice générale;ELISE.DURAND@cafe.example;;;x\r\n"
    ";;;;;;;\r\n"
    "Luc;Petit;Bois SARL;Gérant;luc@bois.example;;oui;x\r\n"
    "Zoé;;;;pas-une-adresse;;;x\r\n"
).encode("cp1252")


async def upload(
    client: httpx.AsyncClient, content: bytes, name: str = "contacts.csv"
) -> httpx.Response:
    return await client.post("/api/v1/imports", files={"file": (name, content, "text/csv")})


async def imported(
    client: httpx.AsyncClient, application: Application, content: bytes
) -> dict[str, object]:
    checked = (await upload(client, content)).json()
    started = await client.post(f"/api/v1/imports/{checked['id']}/start", json=DECLARED)
    assert started.status_code == 202, started.text
    await drain_tasks(application)
    result: dict[str, object] = (await client.get(f"/api/v1/imports/{checked['id']}")).json()
    return result


async def test_a_french_excel_file_is_recognised_before_anybody_is_stored(
    client: httpx.AsyncClient,
) -> None:
    answer = await upload(client, PEOPLE)
    assert answer.status_code == 201, answer.text
    checked = answer.json()
    assert (checked["state"], checked["encoding"], checked["delimiter"]) == (
        "checked",
        "cp1252",
        ";",
    )
    assert checked["mapping"]["Adresse e-mail"] == "email"
    assert checked["mapping"]["Nom"] == "last_name"
    assert checked["mapping"]["Notes"] is None
    assert checked["sample"][0]["Prénom"] == "Élise"
    assert (await client.get("/api/v1/prospects")).json()["items"] == []


@pytest.mark.obligation(8)
@pytest.mark.obligation(17)
async def test_every_row_is_counted_once_and_each_refusal_has_its_reason(
    client: httpx.AsyncClient, application: Application
) -> None:
    done = await imported(client, application, PEOPLE)
    assert done["state"] == "done"
    assert done["counts"] == {
        "created": 2,
        "updated": 1,
        "skipped": 1,
        "opposed": 1,
        "failed": 1,
        "companies": 0,
    }
    listed = (await client.get("/api/v1/prospects?sort=name")).json()
    assert [row["full_name"] for row in listed["items"]] == ["Marc de Villiers", "Élise Durand"]
    assert listed["total"] == {"count": 2, "capped": False}
    card = (await client.get(f"/api/v1/prospects/{listed['items'][1]['id']}")).json()
    # The file says two things about one person: the first stays, the other is held beside it.
    assert card["job_title"] == "Directrice commerciale"
    title = next(one for one in card["details"] if one["field"] == "job_title")
    assert [one["value"] for one in title["rivals"]] == ["Directrice générale"]
    assert title["confidence"] == "disputed"
    assert card["phone"] == "+33142685300"
    assert card["origin"] == {
        "kind": "imported",
        "source": "Salon SIRHA 2026",
        "legal_basis": "legitimate_interest",
        "collected_on": "2026-11-02",
        "import_id": done["id"],
    }
    assert "x" not in json.dumps([detail["value"] for detail in card["details"]]).split()
    report = await client.get(f"/api/v1/imports/{done['id']}/report.csv")
    lines = report.text.splitlines()
    assert report.content.startswith(b"\xef\xbb\xbf")
    assert lines[0].lstrip("\ufeff") == "ligne;colonne;valeur masquée;motif"
    assert lines[1] == "4;Téléphone;pa•••;Numéro de téléphone non reconnu"
    assert lines[2].startswith("8;Adresse e-mail;pa•••;Adresse e-mail non valide")
    assert "pas-une-adresse" not in report.text


async def test_the_same_file_again_is_told_and_changes_nothing(
    client: httpx.AsyncClient, application: Application
) -> None:
    first = await imported(client, application, PEOPLE)
    again = (await upload(client, PEOPLE)).json()
    assert again["already_imported"]["import_id"] == first["id"]
    second = await imported(client, application, PEOPLE)
    assert second["counts"] == {
        "created": 0,
        "updated": 0,
        "skipped": 4,
        "opposed": 1,
        "failed": 1,
        "companies": 0,
    }
    assert (await client.get("/api/v1/prospects")).json()["total"]["count"] == 2


@pytest.mark.obligation(61)
async def test_whoever_objected_does_not_come_back_with_a_file(
    client: httpx.AsyncClient, application: Application
) -> None:
    await imported(client, application, PEOPLE)
    back = b"email,first name,last name\nLUC@bois.example,Luc,Petit\n"
    done = await imported(client, application, back)
    assert done["counts"] == {
        "created": 0,
        "updated": 0,
        "skipped": 0,
        "opposed": 1,
        "failed": 0,
        "companies": 0,
    }


async def test_the_phantombuster_export_is_recognised(
    client: httpx.AsyncClient, application: Application
) -> None:
    content = (FIXTURES / "phantombuster_sales_navigator.csv").read_bytes()
    checked = (await upload(client, content)).json()
    assert checked["format"] == "phantombuster_sales_navigator"
    assert checked["mapping"]["defaultProfileUrl"] == "linkedin"
    assert checked["mapping"]["summary"] is None
    done = await imported(client, application, content)
    assert done["state"] == "done"
    assert done["counts"]["created"] > 0  # type: ignore[index]
    row = (await client.get("/api/v1/prospects?limit=1")).json()["items"][0]
    assert "/in/AC" not in row["linkedin_url"]


async def test_the_french_excel_fixture_is_imported(
    client: httpx.AsyncClient, application: Application
) -> None:
    done = await imported(client, application, (FIXTURES / "prospects_excel_fr.csv").read_bytes())
    assert done["state"] == "done"
    assert done["counts"]["created"] > 0  # type: ignore[index]


REFUSED = {
    "empty": (b"", "file-empty"),
    "blank": (b"\r\n \r\n", "file-empty"),
    "a broken workbook": (b"PK\x03\x04....xl/workbook.xml....", "not-a-table"),
    "a zip bomb": (b"PK\x03\x04" + b"\x00" * 100_000, "not-a-table"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\x01" * 600, "spreadsheet-not-read"),
    "a locked workbook": (
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "file-protected",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "not-a-table"),
    "a program": (bytes(range(256)) * 40, "not-a-table"),
    "a single word": (b"bonjour", "header-not-found"),
    "201 columns": (b";".join(b"c%d" % n for n in range(201)) + b"\n1\n", "too-many-columns"),
    "50,001 rows": (b"email\n" + b"a@b.example\n" * 50_001, "too-many-rows"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_what_is_no_list_of_people_is_refused_by_name(
    case: str, client: httpx.AsyncClient
) -> None:
    content, code = REFUSED[case]
    answer = await upload(client, content)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await client.get("/api/v1/imports")).json()["items"] == []


async def test_a_file_beyond_the_limit_is_refused(client: httpx.AsyncClient) -> None:
    answer = await upload(client, b"email\n" + b"x" * 52 * 1024 * 1024)
    assert answer.status_code == 413


async def test_an_import_needs_its_declaration(client: httpx.AsyncClient) -> None:
    checked = (await upload(client, PEOPLE)).json()
    place = f"/api/v1/imports/{checked['id']}/start"
    refused = await client.post(place, json=DECLARED | {"professional_audience": False})
    assert (refused.status_code, refused.json()["code"]) == (422, "audience-not-declared")
    refused = await client.post(place, json={"source": "x"})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid-request")


async def test_a_file_that_names_nobody_cannot_start_until_its_columns_are_read(
    client: httpx.AsyncClient,
) -> None:
    checked = (await upload(client, b"a;b\nx@y.example;2\n")).json()
    place = f"/api/v1/imports/{checked['id']}"
    refused = await client.post(f"{place}/start", json=DECLARED)
    assert refused.json()["code"] == "no-usable-column"
    unknown = await client.put(f"{place}/mapping", json={"mapping": {"z": "email"}})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown-column")
    mapped = await client.put(f"{place}/mapping", json={"mapping": {"a": "email"}})
    assert mapped.json()["mapping"] == {"a": "email", "b": None}
    assert mapped.json()["preview"] is None
    assert (await client.post(f"{place}/start", json=DECLARED)).status_code == 202
    again = await client.post(f"{place}/start", json=DECLARED)
    assert (again.status_code, again.json()["code"]) == (409, "import-already-started")


async def test_odd_content_is_reported_line_by_line_and_never_stops_the_rest(
    client: httpx.AsyncClient, application: Application
) -> None:
    rows = [
        "email,first name,last name,company",
        "one@a.example,=cmd(),Un,=HYPERLINK(1)",
        'two@a.example,"never closed,Deux,B',
        "three@a.example," + "x" * 140_000 + ",Trois,C",
        "four@a.example," + "y" * 2_000_000,
        "five@a.example,Ci\x00nq,Cinq,D,extra,cells",
    ]
    done = await imported(client, application, "\n".join(rows).encode())
    assert done["state"] == "done"
    assert done["counts"] == {
        "created": 2,
        "updated": 0,
        "skipped": 0,
        "opposed": 0,
        "failed": 3,
        "companies": 0,
    }
    report = (await client.get(f"/api/v1/imports/{done['id']}/report.csv")).text
    assert "3;;;Guillemet non refermé" in report
    assert "4;;;Cellule trop longue" in report
    assert "5;;;Ligne trop longue" in report


async def test_another_workspace_sees_no_import(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    checked = (await upload(client, PEOPLE)).json()
    place = f"/api/v1/imports/{checked['id']}"
    assert (await other_client.get(place)).status_code == 404
    assert (await other_client.get(f"{place}/report.csv")).status_code == 404
    assert (await other_client.post(f"{place}/start", json=DECLARED)).status_code == 404
    assert (await other_client.put(f"{place}/mapping", json={"mapping": {}})).status_code == 404
