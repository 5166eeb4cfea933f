"""vendors/unipile.md 2, 4, 5."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.sandbox.clock import stamp
from tests.sandbox.conftest import MONDAY, RECEIVER, Sandbox

SOON = stamp(MONDAY + timedelta(hours=1))


def link_body(**fields: Any) -> dict[str, Any]:
    return {
        "type": "create",
        "providers": ["GOOGLE", "OUTLOOK"],
        "api_url": "http://127.0.0.1:8000",
        "expiresOn": SOON,
        "name": "sender_42",
        "notify_url": f"{RECEIVER}/notify",
        "success_redirect_url": f"{RECEIVER}/done",
        "failure_redirect_url": f"{RECEIVER}/failed",
        **fields,
    }


async def test_a_missing_and_a_wrong_key_are_401(sandbox: Sandbox) -> None:
    missing = await sandbox.http.get("/unipile/api/v1/accounts")
    wrong = await sandbox.http.get("/unipile/api/v1/accounts", headers={"X-API-KEY": "no"})
    assert (missing.status_code, missing.json()["type"]) == (401, "errors/missing_credentials")
    assert (wrong.status_code, wrong.json()["type"]) == (401, "errors/invalid_credentials")
    assert {"title", "type", "status"} <= missing.json().keys()


async def test_an_unknown_path_answers_in_the_vendors_shape(sandbox: Sandbox) -> None:
    answer = await sandbox.unipile.get("/nothing")
    assert answer.status_code == 404
    assert answer.json()["type"] == "errors/resource_not_found"


async def test_a_person_connects_a_mailbox_on_the_hosted_page(sandbox: Sandbox) -> None:
    await sandbox.listen("account_status")
    link = await sandbox.unipile.post("/hosted/accounts/link", json=link_body())
    assert link.json()["object"] == "HostedAuthUrl"
    page = await sandbox.http.get(link.json()["url"], headers={"Accept-Language": "fr"})
    assert "Autoriser l'accès" in page.text.replace("&#x27;", "'")
    english = await sandbox.http.get(link.json()["url"], headers={"Accept-Language": "en"})
    assert "Allow access" in english.text

    form = {"outcome": "success", "provider": "OUTLOOK", "address": "Ada@Nord.example"}
    done = await sandbox.http.post(link.json()["url"], data=form)
    assert done.status_code == 303
    assert done.headers["location"] == f"{RECEIVER}/done"
    await sandbox.later(seconds=5)
    await sandbox.later(seconds=5)
    notified = next(one for one in sandbox.receiver.got if one.path == "/notify").json
    assert notified["status"] == "CREATION_SUCCESS"
    assert notified["name"] == "sender_42"
    account = (await sandbox.unipile.get(f"/accounts/{notified['account_id']}")).json()
    assert account["type"] == "OUTLOOK"
    assert account["connection_params"]["mail"]["username"] == "ada@nord.example"
    assert account["sources"][0]["status"] == "OK"
    told = [
        one.json["AccountStatus"]["message"] for one in sandbox.receiver.got if one.path == "/hook"
    ]
    assert {"CREATION_SUCCESS", "CONNECTING", "OK", "SYNC_SUCCESS"} == set(told)


async def test_refusing_leads_to_the_failure_address_and_tells_nobody(sandbox: Sandbox) -> None:
    link = await sandbox.unipile.post("/hosted/accounts/link", json=link_body())
    left = await sandbox.http.post(link.json()["url"], data={"outcome": "failure"})
    await sandbox.later(minutes=10)
    assert left.headers["location"] == f"{RECEIVER}/failed"
    assert sandbox.receiver.got == []


@pytest.mark.parametrize(
    "fields",
    [
        {"expiresOn": "2026-11-23T10:30:00+00:00"},
        {"providers": ["MICROSOFT"]},
        {"type": "other"},
        {"expiresOn": None},
    ],
)
async def test_a_wrong_link_is_400(sandbox: Sandbox, fields: dict[str, Any]) -> None:
    answer = await sandbox.unipile.post("/hosted/accounts/link", json=link_body(**fields))
    assert answer.status_code == 400
    assert answer.json()["type"] in {"errors/invalid_parameters", "errors/missing_parameters"}


async def test_links_die_at_their_hour_at_first_use_and_at_the_daily_restart(
    sandbox: Sandbox,
) -> None:
    async def link() -> str:
        answer = await sandbox.unipile.post("/hosted/accounts/link", json=link_body())
        return str(answer.json()["url"])

    used, restarted, expired = await link(), await link(), await link()
    await sandbox.http.post(used, data={"outcome": "success"})
    assert (await sandbox.http.get(used)).status_code == 410
    sandbox.clock.advance(hours=2)
    assert (await sandbox.http.get(expired)).status_code == 410
    sandbox.clock.advance(hours=-2)
    await sandbox.world("/restart")
    assert (await sandbox.http.get(restarted)).status_code == 410


async def test_a_broken_account_refuses_writes_and_its_events_wait(sandbox: Sandbox) -> None:
    await sandbox.listen("email", "mail_sent", "mail_received")
    account = await sandbox.account()
    await sandbox.mail(account, "outsider@client.example")
    await sandbox.world(f"/accounts/{account}/status", status="CREDENTIALS")
    refused = await sandbox.mail(account, "outsider@client.example")
    assert (refused.status_code, refused.json()["type"]) == (401, "errors/disconnected_account")
    listed = await sandbox.unipile.get("/emails", account_id=account)
    assert listed.status_code == 200
    await sandbox.world("/people/reply", address="outsider@client.example", text="Oui")
    await sandbox.later(minutes=1)
    assert sandbox.receiver.of("mail_received") == []

    body = {**link_body(), "type": "reconnect", "reconnect_account": account}
    link = await sandbox.unipile.post("/hosted/accounts/link", json=body)
    await sandbox.http.post(link.json()["url"], data={"outcome": "success"})
    await sandbox.later(minutes=1)
    assert len(sandbox.receiver.of("mail_received")) == 1
    notified = next(one for one in sandbox.receiver.got if one.path == "/notify").json
    assert (notified["status"], notified["account_id"]) == ("RECONNECTED", account)


async def test_accounts_are_paged_by_cursor(sandbox: Sandbox) -> None:
    ids = {await sandbox.account(address=f"a{number}@nord.example") for number in range(5)}
    first = (await sandbox.unipile.get("/accounts", limit=3)).json()
    second = (await sandbox.unipile.get("/accounts", cursor=first["cursor"], limit=3)).json()
    assert first["object"] == "AccountList"
    assert second["cursor"] is None
    assert {one["id"] for one in first["items"] + second["items"]} == ids
    bad = await sandbox.unipile.get("/accounts", cursor="bm90IGpzb24=")
    assert (bad.status_code, bad.json()["type"]) == (400, "errors/invalid_parameters")
    too_many = await sandbox.unipile.get("/accounts", limit=251)
    assert too_many.json()["type"] == "errors/limit_too_high"


async def test_a_deleted_account_is_gone(sandbox: Sandbox) -> None:
    account = await sandbox.account()
    deleted = await sandbox.unipile.delete(f"/accounts/{account}")
    assert deleted.json() == {"object": "AccountDeleted"}
    assert (await sandbox.unipile.get(f"/accounts/{account}")).status_code == 404
