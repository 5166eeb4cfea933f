"""Firms as objects: from cards, from files about firms, with their people (product.md 5.1)."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from domain.application import Application
from tests.api import test_imports
from tests.api.test_import_doctor import ADA, BOB, previewed, rows_of, undone
from tests.conftest import drain_tasks
from tests.import_files import written

APOLLO = [
    *("Company Name", "Company Name for Emails", "# Employees", "Industry", "Website"),
    *("Company Linkedin Url", "Company Country", "Apollo Record Id"),
]
ACCOUNT = [
    *("Firm", "Firm", "120", "Logistique", "https://www.firm.example/"),
    *("https://www.linkedin.com/company/firm-fr", "France", "6543"),
]
HUBSPOT = ["Record ID", "Company name", "Company Domain Name", "Number of Employees", "City"]
SIRENE = [
    *("siren", "denominationUniteLegale", "activitePrincipaleUniteLegale"),
    *("libelleCommuneEtablissement", "statutDiffusionUniteLegale"),
]


async def imported(
    client: httpx.AsyncClient, application: Application, content: bytes
) -> dict[str, Any]:
    return dict(await test_imports.imported(client, application, content))


async def firms(client: httpx.AsyncClient, **query: str) -> list[dict[str, Any]]:
    answer = await client.get("/api/v1/companies", params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_people_of_one_file_share_their_firm(
    client: httpx.AsyncClient, application: Application
) -> None:
    await imported(client, application, rows_of(ADA, BOB))
    (firm,) = await firms(client)
    assert (firm["name"], firm["people"], firm["location"]) == ("Firm", 2, None)
    people = (await client.get(f"/api/v1/companies/{firm['id']}/people")).json()["items"]
    assert [one["full_name"] for one in people] == ["Ada Martin", "Bob Petit"]
    own = (await client.get(f"/api/v1/prospects/{people[0]['id']}/company")).json()
    assert own == {"id": firm["id"], "name": "Firm"}
    card = (await client.get(f"/api/v1/companies/{firm['id']}")).json()
    assert [(one["field"], one["source"]) for one in card["details"]] == [
        ("company", "Salon SIRHA 2026")
    ]


async def test_a_corrected_card_moves_to_its_new_firm(
    client: httpx.AsyncClient, application: Application, ports: Ports
) -> None:
    await imported(client, application, rows_of(ADA))
    (row,) = (await client.get("/api/v1/prospects")).json()["items"]
    path = f"/api/v1/prospects/{row['id']}"
    card = await client.get(path)
    body = {"company": "Autre Maison"}
    changed = await client.patch(path, json=body, headers={"If-Match": card.headers["etag"]})
    assert changed.status_code == 200, changed.text
    await drain_tasks(application)
    assert (await client.get(f"{path}/company")).json()["name"] == "Autre Maison"
    assert await application.prospects.companies.remove_left() == 0  # a firm of today stays
    tomorrow = ports.shared.clock.now() + timedelta(days=1)
    assert await ports.prospects.companies.remove_left(tomorrow) == 1
    assert [one["name"] for one in await firms(client)] == ["Autre Maison"]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (APOLLO, ACCOUNT, {"name": "Firm", "domain": "firm.example", "head_count": "120"}),
        (
            HUBSPOT,
            ["9012345678", "Firm", "firm.example", "50", "Lyon"],
            {"name": "Firm", "domain": "firm.example", "head_count": "50", "location": "Lyon"},
        ),
        (
            SIRENE,
            ["732829320", "FIRM", "62.01Z", "LYON", "O"],
            {"name": "FIRM", "siren": "732829320", "location": "LYON"},
        ),
    ],
)
async def test_a_file_about_firms_lands_as_firms(
    client: httpx.AsyncClient,
    application: Application,
    header: list[str],
    row: list[str],
    expected: dict[str, str],
) -> None:
    content = written([header, row], ",")
    tried = await previewed(client, application, content)
    assert tried["preview"]["counts"]["companies"] == 1
    assert await firms(client) == []
    batch = await imported(client, application, content)
    assert sum(batch["counts"].values()) == 1
    assert batch["counts"]["companies"] == 1
    (firm,) = await firms(client)
    assert firm | expected == firm
    assert (await client.get("/api/v1/prospects")).json()["items"] == []
    again = await imported(client, application, content)
    assert (again["counts"]["companies"], again["counts"]["skipped"]) == (0, 1)


async def test_people_and_accounts_meet_and_the_accounts_can_be_taken_back(
    client: httpx.AsyncClient, application: Application
) -> None:
    await imported(client, application, rows_of(ADA))
    batch = await imported(client, application, written([APOLLO, ACCOUNT], ","))
    (firm,) = await firms(client, q="fir")
    assert (firm["people"], firm["industry"]) == (1, "Logistique")
    await undone(client, application, batch["id"])
    (firm,) = await firms(client)
    assert (firm["people"], firm["industry"], firm["domain"]) == (1, None, None)


async def test_a_firm_that_one_file_brought_goes_with_it(
    client: httpx.AsyncClient, application: Application
) -> None:
    batch = await imported(client, application, written([APOLLO, ACCOUNT], ","))
    assert len(await firms(client)) == 1
    await undone(client, application, batch["id"])
    assert await firms(client) == []


async def test_what_the_register_does_not_distribute_stays_out(
    client: httpx.AsyncClient, application: Application
) -> None:
    row = ["732829320", "FIRM", "62.01Z", "LYON", "P"]
    batch = await imported(client, application, written([SIRENE, row], ","))
    assert batch["counts"]["skipped"] == 1
    assert await firms(client) == []
