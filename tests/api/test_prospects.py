from typing import Any

import httpx
import pytest

from domain.application import Application
from tests.conftest import drain_tasks

CLAIRE: dict[str, Any] = {
    "first_name": "claire",
    "last_name": "DE VILLIERS",
    "company": "Forge SA",
    "job_title": "Directrice commerciale",
    "email": "Claire@Forge.example",
    "linkedin_url": "https://fr.linkedin.com/in/Claire-Villiers/?trk=x",
    "phone": "01 42 68 53 00",
    "source": "Rencontre au salon",
    "legal_basis": "legitimate_interest",
    "collected_on": "2026-11-02",
}


async def add(client: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await client.post("/api/v1/prospects", json=CLAIRE | changes)
    assert answer.status_code == 201, answer.text
    card: dict[str, Any] = answer.json()
    return card


@pytest.mark.obligation(8)
async def test_an_added_person_is_normalised_and_every_value_has_its_source(
    client: httpx.AsyncClient,
) -> None:
    card = await add(client)
    assert card["full_name"] == "Claire de Villiers"
    assert (card["email"], card["phone"]) == ("claire@forge.example", "+33142685300")
    assert card["linkedin_url"] == "https://www.linkedin.com/in/claire-villiers"
    assert card["origin"]["source"] == "Rencontre au salon"
    assert {detail["source"] for detail in card["details"]} == {"Rencontre au salon"}
    assert all(point["locked"] and point["obtained_at"] for point in card["contact_points"])
    assert (await client.get(f"/api/v1/prospects/{card['id']}")).json() == card


async def test_nobody_is_added_without_a_source(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/prospects", json=CLAIRE | {"source": "  "})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/source"


REFUSALS = {
    "email": ({"email": "not an address"}, "not-an-email-address", "/email"),
    "profile": (
        {"linkedin_url": "https://linkedin.com/company/1"},
        "not-a-linkedin-profile",
        "/linkedin_url",
    ),
    "phone": ({"phone": "numéro 12"}, "not-a-phone-number", "/phone"),
}


@pytest.mark.parametrize("case", REFUSALS)
async def test_a_wrong_address_is_named(case: str, client: httpx.AsyncClient) -> None:
    change, code, pointer = REFUSALS[case]
    answer = await client.post("/api/v1/prospects", json=CLAIRE | change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert next(iter(change.values())) not in answer.text


async def test_a_person_without_name_and_address_is_nobody(client: httpx.AsyncClient) -> None:
    blank = dict.fromkeys(("first_name", "last_name", "email", "linkedin_url", "phone"), "")
    answer = await client.post("/api/v1/prospects", json=CLAIRE | blank)
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing-to-identify")


async def test_one_person_is_added_once_per_workspace(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    await add(client)
    for twin in ({"linkedin_url": ""}, {"email": "other@forge.example"}):
        answer = await client.post("/api/v1/prospects", json=CLAIRE | twin)
        assert (answer.status_code, answer.json()["code"]) == (409, "prospect-already-exists")
        assert "forge" not in answer.text.lower()
    await add(other_client)


async def test_a_correction_is_locked_and_needs_the_version_it_corrects(
    client: httpx.AsyncClient, application: Application
) -> None:
    card = await add(client)
    place = f"/api/v1/prospects/{card['id']}"
    assert (await client.patch(place, json={"job_title": "DG"})).json()["code"] == "if-match-needed"
    edited = await client.patch(
        place,
        json={"job_title": "DG", "industry": "Métallurgie", "email": "dg@forge.example"},
        headers={"If-Match": f'"{card["version"]}"'},
    )
    assert edited.status_code == 200, edited.text
    assert edited.headers["ETag"] == f'"{edited.json()["version"]}"'
    stale = await client.patch(place, json={"job_title": "X"}, headers={"If-Match": '"0"'})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale-write")
    content = b"email,fonction,secteur\ndg@forge.example,Stagiaire,Bois\n"
    checked = (
        await client.post("/api/v1/imports", files={"file": ("f.csv", content, "text/csv")})
    ).json()
    await client.post(
        f"/api/v1/imports/{checked['id']}/start",
        json={
            "source": "Fichier",
            "legal_basis": "consent",
            "collected_on": "2026-11-20",
            "professional_audience": True,
        },
    )
    await drain_tasks(application)
    card = (await client.get(place)).json()
    assert (card["job_title"], card["industry"]) == ("DG", "Métallurgie")
    emails = [point["value"] for point in card["contact_points"] if point["kind"] == "email"]
    assert sorted(emails) == ["claire@forge.example", "dg@forge.example"]
    cleared = await client.patch(
        place, json={"industry": ""}, headers={"If-Match": f'"{card["version"]}"'}
    )
    assert cleared.json()["industry"] is None


async def test_tags_and_stages_change_one_or_many(client: httpx.AsyncClient) -> None:
    one = await add(client)
    two = await add(client, email="luc@forge.example", linkedin_url="", last_name="Petit")
    place = f"/api/v1/prospects/{one['id']}"
    assert (await client.post(f"{place}/tags", json={"tag": " a/b "})).json()["tags"] == ["a/b"]
    assert (await client.post(f"{place}/tags", json={"tag": "a/b"})).json()["tags"] == ["a/b"]
    done = await client.post(
        "/api/v1/prospects/bulk",
        json={"ids": [one["id"], two["id"], "nobody"], "action": "tag", "value": "a/b"},
    )
    assert done.json() == {
        "changed": 1,
        "skipped": [{"id": "nobody", "code": "prospect-not-found"}],
    }
    assert (await client.get("/api/v1/tags")).json()["items"] == [{"tag": "a/b", "count": 2}]
    tagged = await client.get("/api/v1/prospects", params={"tag": "a/b", "q": "petit"})
    assert [row["id"] for row in tagged.json()["items"]] == [two["id"]]
    assert (await client.delete(f"{place}/tags/a%2Fb")).json()["tags"] == []
    moved = await client.post(f"{place}/stage", json={"stage": "won"})
    assert moved.json()["stage"] == "won"
    back = await client.post(f"{place}/stage", json={"stage": "new"})
    assert back.json()["stage"] == "new"
    wrong = await client.post(
        "/api/v1/prospects/bulk",
        json={"ids": [one["id"]], "action": "stage", "value": "nowhere"},
    )
    assert (wrong.status_code, wrong.json()["code"]) == (422, "stage-not-known")


async def test_the_list_pages_through_everybody_once(client: httpx.AsyncClient) -> None:
    for number in range(7):
        await add(
            client,
            email=f"p{number}@forge.example",
            linkedin_url="",
            phone="",
            last_name=f"Martin{number}",
        )
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": "3", "sort": "name", **({"cursor": cursor} if cursor else {})}
        page = (await client.get("/api/v1/prospects", params=query)).json()
        assert page["total"] == {"count": 7, "capped": False}
        seen += [row["last_name"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
        assert "martin" not in cursor.lower()
    assert seen == [f"Martin{number}" for number in range(7)]


BAD_QUERIES = ("sort=$where", "score_min=-1", "score_max=1e9", "stage=x", "limit=0", "cursor=%00")


@pytest.mark.parametrize("query", BAD_QUERIES)
async def test_a_bad_query_is_a_problem(query: str, client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/api/v1/prospects?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


async def test_searches_never_reach_the_database_as_code(client: httpx.AsyncClient) -> None:
    await add(client)
    for text in ("^(a+)+$", "{$ne: null}", ".*", "\u202e", "' || 1==1", "(((("):
        answer = await client.get("/api/v1/prospects", params={"q": text})
        assert answer.status_code == 200, answer.text


async def test_another_workspace_finds_nobody(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    card = await add(client)
    place = f"/api/v1/prospects/{card['id']}"
    assert (await other_client.get(place)).status_code == 404
    for answer in (
        await other_client.patch(place, json={"company": "x"}, headers={"If-Match": '"0"'}),
        await other_client.post(f"{place}/tags", json={"tag": "x"}),
        await other_client.delete(f"{place}/tags/x"),
        await other_client.post(f"{place}/stage", json={"stage": "won"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "prospect-not-found")
    assert (await other_client.get("/api/v1/prospects")).json()["items"] == []


@pytest.mark.obligation(61)
async def test_whoever_objected_cannot_be_added_again(
    client: httpx.AsyncClient, application: Application
) -> None:
    card = await add(client)
    await client.post(f"/api/v1/prospects/{card['id']}/opt-out", json={"channel": "phone"})
    await drain_tasks(application)
    shown = (await client.get(f"/api/v1/prospects/{card['id']}")).json()
    assert shown["rights"]["opted_out_at"] is not None
    again = await client.post(
        "/api/v1/prospects", json=CLAIRE | {"linkedin_url": "", "first_name": "Autre"}
    )
    assert (again.status_code, again.json()["code"]) == (409, "prospect-opted-out")
