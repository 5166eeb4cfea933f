"""Webhooks through the API, from the event to a receiver on real HTTP (product.md INT-2)."""

import base64
import hashlib
import hmac
import json
from typing import Any

import httpx

from adapters.bootstrap.settings import Settings
from domain.application import Application
from tests.conftest import drain_tasks
from workers.task import TASKS

PERSON = {
    "last_name": "Petit",
    "email": "luc@fret.example",
    "source": "Salon",
    "legal_basis": "legitimate_interest",
    "collected_on": "2026-11-02",
}
HOOKS = "/api/v1/integrations/hooks"


async def add(client: httpx.AsyncClient, url: str, *types: str) -> dict[str, Any]:
    answer = await client.post(HOOKS, json={"url": url, "types": types})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def work(application: Application) -> None:
    await drain_tasks(application)
    ctx = {"application": application, "job_try": 1, "job_id": "test"}
    await TASKS["send_hook_deliveries"](ctx)


async def came(settings: Settings, name: str) -> list[dict[str, Any]]:
    async with httpx.AsyncClient(trust_env=False) as http:
        shown = await http.get(f"{settings.webhook_sink}/{name}.json")
    kept: list[dict[str, Any]] = shown.json()
    return kept


async def test_an_event_reaches_a_receiver_signed_and_is_in_the_log(
    client: httpx.AsyncClient, application: Application, settings: Settings
) -> None:
    told = await add(client, f"{settings.webhook_sink}/told", "prospect.created")
    made = (await client.post("/api/v1/prospects", json=PERSON)).json()
    await work(application)
    (taken,) = await came(settings, "told")
    assert json.loads(taken["body"])["data"] == {"prospect_id": made["id"]}
    assert "luc@fret.example" not in str(taken)
    headers = taken["headers"]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{taken['body']}".encode()
    key = base64.b64decode(told["secret"].removeprefix("whsec_"))
    mark = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{mark}"
    log = (await client.get(f"{HOOKS}/{told['hook']['id']}/deliveries")).json()["items"]
    assert [(one["type"], one["state"]) for one in log] == [("prospect.created", "done")]
    assert [one["status"] for one in log[0]["tries"]] == [204]
    assert told["secret"] not in str((await client.get(HOOKS)).json())


async def test_an_endpoint_that_is_gone_is_disabled_enabled_and_replayed(
    client: httpx.AsyncClient, application: Application, settings: Settings
) -> None:
    told = await add(client, f"{settings.webhook_sink}/gone/410", "prospect.created")
    one = f"{HOOKS}/{told['hook']['id']}"
    assert (await client.post(f"{one}/ping")).status_code == 202
    await work(application)
    (shown,) = (await client.get(HOOKS)).json()["items"]
    assert shown["disabled_because"] == "gone"
    assert (await client.post(f"{one}/enable")).json()["disabled_because"] == ""
    (delivery,) = (await client.get(f"{one}/deliveries")).json()["items"]
    assert delivery["state"] == "failed"
    again = await client.post(f"/api/v1/integrations/hook-deliveries/{delivery['id']}/replay")
    assert again.status_code == 202, again.text
    await work(application)
    ids = [taken["headers"]["webhook-id"] for taken in await came(settings, "gone")]
    assert ids == [delivery["message_id"]] * 2
    assert (await client.delete(one)).status_code == 204
    assert (await client.get(f"{one}/deliveries")).status_code == 404
    actions = [one["action"] for one in (await client.get("/api/v1/audit")).json()["items"]]
    assert actions[:5] == [
        "HookRemoved",
        "HookDisabled",
        "HookEnabled",
        "HookDisabled",
        "HookAdded",
    ]


async def test_nothing_outside_is_called_from_the_sandbox(client: httpx.AsyncClient) -> None:
    for url in ("https://crm.example/leo", "http://169.254.169.254/latest", "http://127.0.0.1:9/"):
        answer = await client.post(HOOKS, json={"url": url, "types": ["reply.received"]})
        assert (answer.status_code, answer.json()["code"]) == (422, "hook-refused")
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/url"]
