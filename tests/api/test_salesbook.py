"""The Salesbook over HTTP."""

from typing import Any

import httpx
import pytest

COMPANY = {
    "name": "Atelier Nord",
    "legal_name": "Atelier Nord SAS",
    "description": "Nous équipons les équipes commerciales.",
    "postal_address": "12 rue des Tanneurs, 59000 Lille",
    "legal_kind": "legal",
    "register_number": "732 829 320",
    "rights_email": "vie-privee@nord.example",
    "website": "https://nord.example",
    "countries": ["FR"],
}
OFFER: dict[str, Any] = {
    "name": "Devis en une heure",
    "promise": "Un devis juste en une heure.",
    "proofs": [{"text": "12 clients", "source": "Enquête", "dated_on": "2026-06-30"}],
    "call_to_action": "Un échange de 20 minutes",
    "booking_link": "https://nord.example/rdv",
    "allowed_link_hosts": ["Nord.example", "nord.example"],
    "sales_objections": [{"objection": "Trop cher", "answer": "Essayez."}],
}
PERSONA: dict[str, Any] = {
    "name": "Direction commerciale",
    "tone": "tu",
    "language": "en",
    "criteria": [
        {
            "field": "title",
            "operator": "contains",
            "values": ["commercial"],
            "mode": "score",
            "weight": 5,
        }
    ],
}


@pytest.mark.obligation(42)
async def test_a_salesbook_is_written_from_a_short_form_and_edited_later(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    empty = await client.get("/api/v1/salesbook")
    assert empty.json()["completeness"]["percent"] == 0
    etag = empty.headers["etag"]
    answer = await client.put("/api/v1/salesbook/company", json=COMPANY, headers={"If-Match": etag})
    assert answer.json() == COMPANY
    answer = await client.post("/api/v1/salesbook/offers", json=OFFER)
    assert answer.status_code == 201
    offer = answer.json()
    assert offer["forbidden_claims"] == ["garanti", "leader"]
    assert offer["allowed_link_hosts"] == ["nord.example"]
    assert (offer["price_policy"], offer["proofs"][0]["expires_on"]) == (None, None)
    answer = await client.post("/api/v1/salesbook/personas", json=PERSONA)
    assert answer.status_code == 201
    persona = answer.json()

    etag = answer.headers["etag"]
    proof = {**offer["proofs"][0], "text": "13 clients"}
    changed = {**OFFER, "proofs": [proof], "price_policy": "never_say", "booking_link": None}
    answer = await client.put(
        f"/api/v1/salesbook/offers/{offer['id']}", json=changed, headers={"If-Match": etag}
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["proofs"] == [proof]
    etag = answer.headers["etag"]
    answer = await client.put(
        f"/api/v1/salesbook/personas/{persona['id']}",
        json={**PERSONA, "name": "Achats", "criteria": persona["criteria"]},
        headers={"If-Match": etag},
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["criteria"] == persona["criteria"]

    book = (await client.get("/api/v1/salesbook")).json()
    assert [one["price_policy"] for one in book["offers"]] == ["never_say"]
    assert [one["name"] for one in book["personas"]] == ["Achats"]
    assert (book["revision"], book["version"]) == (5, 5)
    assert book["completeness"] == {"percent": 95, "missing": ["sales-objections"]}
    assert (await other_client.get("/api/v1/salesbook")).json()["offers"] == []


async def test_an_edit_needs_the_version_it_edits(client: httpx.AsyncClient) -> None:
    answer = await client.put("/api/v1/salesbook/company", json=COMPANY)
    assert (answer.status_code, answer.json()["code"]) == (422, "if-match-needed")
    answer = await client.put(
        "/api/v1/salesbook/company", json=COMPANY, headers={"If-Match": '"7"'}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "stale-write")


async def test_another_workspaces_offer_and_persona_do_not_exist(
    client: httpx.AsyncClient, other_client: httpx.AsyncClient
) -> None:
    offer = (await other_client.post("/api/v1/salesbook/offers", json=OFFER)).json()
    persona = (await other_client.post("/api/v1/salesbook/personas", json=PERSONA)).json()
    headers = {"If-Match": '"2"'}
    path = f"/api/v1/salesbook/offers/{offer['id']}"
    assert (await client.put(path, json=OFFER, headers=headers)).status_code == 404
    path = f"/api/v1/salesbook/personas/{persona['id']}"
    assert (await client.put(path, json=PERSONA, headers=headers)).status_code == 404
    assert (await client.get(f"{path}/preview")).status_code == 404


async def test_a_contradiction_is_refused_with_both_places(client: httpx.AsyncClient) -> None:
    criterion = PERSONA["criteria"][0]
    criteria = [{**criterion, "mode": "filter"}, {**criterion, "mode": "exclude"}]
    answer = await client.post("/api/v1/salesbook/personas", json={**PERSONA, "criteria": criteria})
    assert answer.status_code == 422
    assert answer.json()["code"] == "persona-refused"
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [
        "/criteria/0/values/0",
        "/criteria/1/values/0",
    ]


async def test_a_name_is_one_line_because_it_may_end_in_a_header(
    client: httpx.AsyncClient,
) -> None:
    for name in ("a\r\nBcc: x@y.example", "a\nb", "a\u2028b"):
        answer = await client.post("/api/v1/salesbook/offers", json={**OFFER, "name": name})
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/name"]


async def test_a_link_that_is_not_https_is_refused(client: httpx.AsyncClient) -> None:
    for link in ("http://nord.example", "javascript:alert(1)"):
        answer = await client.post("/api/v1/salesbook/offers", json={**OFFER, "booking_link": link})
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/booking_link"]
        assert "javascript" not in answer.text
