"""API keys at the API: what they open, and how a refusal reads (product.md INT-1, INT-8)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from domain.application import Application
from tests.conftest import MONDAY, StoppedClock, newest_mail, nobody

PERSON = {
    "last_name": "Petit",
    "email": "luc@fret.example",
    "source": "Salon",
    "legal_basis": "legitimate_interest",
    "collected_on": "2026-11-02",
}


async def issue(client: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    asked = {"name": "CRM", "scopes": ["prospects:read"]} | changes
    answer = await client.post("/api/v1/integrations/keys", json=asked)
    assert answer.status_code == 201, answer.text
    issued: dict[str, Any] = answer.json()
    return issued


def bearer(issued: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {issued['token']}"}


async def test_a_key_reads_its_workspace_and_says_which_scope_is_missing(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    await client.post("/api/v1/prospects", json=PERSON)
    issued = await issue(client)
    assert issued["token"].startswith("leo_test_")
    listed = await anonymous.get("/api/v1/prospects", headers=bearer(issued))
    assert [one["last_name"] for one in listed.json()["items"]] == ["Petit"]
    refused = await anonymous.post("/api/v1/prospects", json=PERSON, headers=bearer(issued))
    assert refused.status_code == 403
    assert refused.json()["code"] == "scope-missing"
    assert [fault["detail"] for fault in refused.json()["errors"]] == ["prospects:write"]


async def test_a_key_writes_without_saying_from_which_page_and_the_log_names_it(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    issued = await issue(client, scopes=["prospects:read", "prospects:write"])
    made = await anonymous.post("/api/v1/prospects", json=PERSON, headers=bearer(issued))
    assert made.status_code == 201, made.text
    opposed = await anonymous.post(
        f"/api/v1/prospects/{made.json()['id']}/opt-out",
        json={"reason": "Ne plus écrire", "channel": "phone"},
        headers=bearer(issued),
    )
    assert opposed.json()["code"] == "scope-missing"
    log = (await client.get("/api/v1/audit")).json()["items"]
    assert log[0]["action"] == "KeyCreated"
    assert log[0]["data"] == {"key_id": issued["key"]["id"]}


async def test_beside_a_key_the_cookie_counts_for_nothing(client: httpx.AsyncClient) -> None:
    issued = await issue(client)
    mine = await client.get("/api/v1/integrations/keys", headers=bearer(issued))
    assert (mine.status_code, mine.json()["code"]) == (403, "scope-missing")
    wrong = await client.get("/api/v1/prospects", headers={"Authorization": "Bearer leo_test_no"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "unknown-key")
    assert wrong.headers["www-authenticate"] == 'Bearer error="invalid_token"'


async def test_a_revoked_key_opens_nothing_from_the_next_request(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    issued = await issue(client)
    (shown,) = (await client.get("/api/v1/integrations/keys")).json()["items"]
    assert shown["used_at"] is None
    await anonymous.get("/api/v1/prospects", headers=bearer(issued))
    (shown,) = (await client.get("/api/v1/integrations/keys")).json()["items"]
    assert shown["used_at"] is not None
    assert issued["token"] not in str(shown)
    await client.delete(f"/api/v1/integrations/keys/{shown['id']}")
    answer = await anonymous.get("/api/v1/prospects", headers=bearer(issued))
    assert (answer.status_code, answer.json()["code"]) == (401, "unknown-key")


async def test_an_expired_key_is_refused_with_its_end(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, settings: Settings
) -> None:
    issued = await issue(client)
    rows = driver.connect(settings.mongodb_uri)
    ended = MONDAY - timedelta(days=400)
    await rows[settings.mongodb_database]["api_keys"].update_one(
        {"_id": issued["key"]["id"]}, {"$set": {"ends_at": ended}}
    )
    driver.close(rows)
    answer = await anonymous.get("/api/v1/prospects", headers=bearer(issued))
    assert (answer.status_code, answer.json()["code"]) == (401, "key-expired")
    assert [fault["detail"] for fault in answer.json()["errors"]] == ["2025-10-19T09:30:00Z"]


async def test_a_key_works_from_its_networks_alone(
    client: httpx.AsyncClient, application: Application
) -> None:
    issued = await issue(client, networks=["192.0.2.0/24"])
    inside = nobody(application)
    app = inside._transport.app  # type: ignore[attr-defined]  # noqa: SLF001
    for address, status in (("192.0.2.9", 200), ("192.0.3.9", 403)):
        transport = httpx.ASGITransport(app, client=(address, 40000))
        async with httpx.AsyncClient(transport=transport, base_url="https://leo.test") as there:
            answer = await there.get("/api/v1/prospects", headers=bearer(issued))
            assert answer.status_code == status, address
    await inside.aclose()


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"days": 366}, "/days"), ({"scopes": ["drafts:approve"]}, "/scopes/0")],
)
async def test_what_a_key_cannot_be_is_said_by_field(
    changes: dict[str, Any], pointer: str, client: httpx.AsyncClient
) -> None:
    asked = {"name": "CRM", "scopes": ["prospects:read"]} | changes
    answer = await client.post("/api/v1/integrations/keys", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, "key-refused")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


async def test_two_weeks_before_a_key_ends_those_who_manage_keys_are_written_to_once(
    application: Application, client: httpx.AsyncClient
) -> None:
    issued = await issue(client, days=30)
    await issue(client, name="Autre", days=300)
    wall = StoppedClock(application.plumbing.wall.now())
    warn = replace(application.integrations.warn_of_keys, wall=wall)
    wall.advance(days=15)
    assert await warn() == 0
    wall.advance(days=2)
    assert await warn() == 1
    assert await warn() == 0
    mail = await newest_mail(application, "ada@atelier-nord.example")
    listed = (await client.get("/api/v1/integrations/keys")).json()["items"]
    hint = next(one["hint"] for one in listed if one["id"] == issued["key"]["id"])
    assert hint in mail["text"]
    assert "/settings/integrations" in mail["text"]
