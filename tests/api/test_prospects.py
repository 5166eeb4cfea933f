from typing import Any

import httpx
import pytest

from domain.application import Application
from tests.api.test_campaigns import drafted
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


@pytest.mark.obligation(33)
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
        assert page["total"] is None  # the page waits for no count
        seen += [row["last_name"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
        assert "martin" not in cursor.lower()
    assert seen == [f"Martin{number}" for number in range(7)]
    counted = (await client.get("/api/v1/prospects/total?q=martin")).json()
    assert counted == {"count": 7, "capped": False}
    assert (await client.get("/api/v1/prospects/total?stage=won")).json()["count"] == 0


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


@pytest.mark.obligation(52)
@pytest.mark.parametrize(
    ("field", "text", "category"),
    [
        ("job_title", "Déléguée syndicale CGT", "union"),
        ("job_title", "Director, pregnant", "health"),
        ("location", "Lyon, musulman pratiquant", "religion"),
        ("industry", "militante politique", "politics"),
        ("job_title", "ex-détenu", "offences"),
        ("job_title", "Directeur homosexuel", "sex_life"),
    ],
)
async def test_a_typed_field_of_a_special_category_is_refused_by_its_place_and_never_repeated(
    field: str, text: str, category: str, client: httpx.AsyncClient
) -> None:
    if field == "job_title":
        added = await client.post("/api/v1/prospects", json=CLAIRE | {field: text})
        assert (added.status_code, added.json()["code"]) == (422, "sensitive-text")
    card = await add(client)
    path = f"/api/v1/prospects/{card['id']}"
    change = {"If-Match": f'"{card["version"]}"'}
    refused = await client.patch(path, json={field: text}, headers=change)
    assert (refused.status_code, refused.json()["code"]) == (422, "sensitive-text")
    (fault,) = refused.json()["errors"]
    assert (fault["pointer"], fault["code"]) == (f"/{field}", f"sensitive-{category}")
    assert text not in refused.text
    assert (await client.get(path)).json()[field] == card[field]


@pytest.mark.obligation(52)
async def test_names_of_people_and_firms_are_not_taken_for_statements(
    client: httpx.AsyncClient,
) -> None:
    person = {"last_name": "Chrétien", "company": "Ligue contre le cancer"}
    assert (await client.post("/api/v1/prospects", json=CLAIRE | person)).status_code == 201


@pytest.mark.obligation(52)
async def test_a_tag_of_a_special_category_is_put_on_nobody(client: httpx.AsyncClient) -> None:
    card = await add(client)
    place = f"/api/v1/prospects/{card['id']}/tags"
    tried = [
        await client.post(place, json={"tag": "syndiqué"}),
        await client.post(
            "/api/v1/prospects/bulk",
            json={"ids": [card["id"]], "action": "tag", "value": "enceinte"},
        ),
        await client.post(
            "/api/v1/prospects/bulk-matching", json={"action": "tag", "value": "catholique"}
        ),
    ]
    assert [one.json()["code"] for one in tried] == ["sensitive-text"] * 3
    assert (await client.get("/api/v1/tags")).json()["items"] == []


@pytest.mark.obligation(52)
@pytest.mark.obligation(53)
async def test_a_wrong_refusal_is_lifted_by_a_person_who_says_why_and_can_be_taken_back(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    title = "Chargée de mission cancer"
    wanted = CLAIRE | {"job_title": title}
    assert (await client.post("/api/v1/prospects", json=wanted)).status_code == 422
    ask = {"text": title, "reason": "C’est sa fonction dans une fondation"}
    why = await client.post("/api/v1/sensitive-clearances", json=ask | {"reason": "ok"})
    assert (why.status_code, why.json()["code"]) == (422, "reason-missing")
    cleared = await client.post("/api/v1/sensitive-clearances", json=ask)
    assert (cleared.status_code, cleared.json()["category"]) == (201, "health")
    assert (await client.post("/api/v1/sensitive-clearances", json=ask)).json() == cleared.json()
    assert (await client.post("/api/v1/prospects", json=wanted)).status_code == 201
    assert (await other_client.post("/api/v1/prospects", json=wanted)).status_code == 422
    (kept,) = (await client.get("/api/v1/sensitive-clearances")).json()["items"]
    assert (kept["text"], kept["reason"]) == (title, ask["reason"])
    path = f"/api/v1/sensitive-clearances/{kept['id']}"
    assert (await other_client.delete(path)).status_code == 404
    assert (await client.delete(path)).status_code == 204
    again = await client.post(
        "/api/v1/prospects",
        json=wanted | {"email": "lea@forge.example", "linkedin_url": "", "phone": ""},
    )
    assert again.status_code == 422
    plain = await client.post(
        "/api/v1/sensitive-clearances", json=ask | {"text": "Directrice commerciale"}
    )
    assert plain.json()["code"] == "not-sensitive"


async def test_an_opinion_is_asked_only_once_the_workspace_allows_it(
    client: httpx.AsyncClient, application: Application
) -> None:
    card = await add(client)
    path = f"/api/v1/prospects/{card['id']}/opinion"
    assert (await client.post(path)).json()["code"] == "opinions-off"
    assert (await client.get("/api/v1/scores/rules")).json()["model_opinions"] is False
    on = await client.put("/api/v1/scores/rules", json={"model_opinions": True})
    assert on.json()["model_opinions"] is True
    assert (await client.post(path)).json()["code"] == "no-persona-yet"
    await drafted(client)
    await drain_tasks(application)
    assert (await client.post(path)).status_code == 204
    score = (await client.get(f"/api/v1/prospects/{card['id']}")).json()["score"]
    opinion = score["opinion"]
    assert opinion["suspect"] is False
    assert abs(opinion["points"]) <= 15
    assert opinion["reasons"]
    for reason in opinion["reasons"]:
        assert reason["quote"] in card["job_title"]
    lines = [*score["lines"], *score["signals"], opinion]
    assert sum(one["points"] for one in lines) == score["value"]
    assert "fit_opinion/1" in score["model_version"]
