"""No address, name, token or message text in any log line (security.md 3.10): a whole workspace
is built over the API and the workers, all its texts marked, and then what goes wrong as well.
"""

import json
import logging
from typing import Any

import httpx
import pytest

from adapters.bootstrap.application import build_application
from adapters.bootstrap.ports import Ports
from adapters.bootstrap.ports.unipile import unipile_path_token
from domain.application import Application
from tests.api.workspaces import Workspace, furnish
from tests.conftest import PASSWORD, nobody
from tests.unit.adapters.test_logs import heard_logs
from workers.task import TASKS

MARK = "zzk7f3a91"


async def _go_wrong(workspace: Workspace, application: Application) -> list[str]:
    """Requests, vendor deliveries and tasks that fail over marked values; the tokens used."""
    client = workspace.client
    key = {"name": MARK, "scopes": ["prospects:read"]}
    token = (await client.post("/api/v1/integrations/keys", json=key)).json()["token"]
    async with nobody(application) as stranger:
        known = {"email": f"ada@{MARK}.example", "password": f"{MARK} {PASSWORD}"}
        await stranger.post("/api/v1/sign-in", json=known)
        for bearer in (token, f"{token}-{MARK}"):
            await stranger.get(
                "/api/v1/prospects",
                params={"q": MARK},
                headers={"Authorization": f"Bearer {bearer}"},
            )
        await stranger.post("/api/v1/sign-up/confirm", json={"token": MARK, "password": MARK})
        await stranger.get(f"/u/{MARK}")
        await stranger.get(f"/api/v1/{MARK}")
        await stranger.post(f"/webhooks/unipile/{MARK}", content=MARK)
        await stranger.post(
            f"/webhooks/unipile/{unipile_path_token(workspace.ports.settings)}",
            content=json.dumps({"event": MARK, "email_id": MARK, "body_plain": MARK}),
            headers={"Unipile-Auth": "sandbox-webhook-secret"},
        )
    await client.post("/api/v1/prospects", json={"last_name": MARK, "email": f"{MARK}@@"})
    await client.get(f"/api/v1/prospects/{MARK}")
    await client.post(f"/api/v1/reviews/{MARK}/approve", json={"sha256": MARK})
    for task, arguments in (
        ("score_prospect", (workspace.id, MARK)),
        ("classify_reply", (workspace.id, MARK)),
        ("post_letter", (workspace.id, MARK)),
        ("run_operation", (workspace.id, MARK, MARK)),
        ("drain_inbound", ()),
    ):
        ctx: dict[str, Any] = {"application": application, "job_try": 8, "job_id": "test"}
        try:
            await TASKS[task](ctx, *arguments)
        except Exception:  # noqa: BLE001 - what it logs is the question
            continue
    return [token, *client.cookies.values()]


@pytest.mark.timeout(300)
@pytest.mark.obligation(65)
async def test_no_address_no_token_and_no_text_is_in_any_log_line(
    ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The simulators run in this process here, and are no part of the product.
    monkeypatch.setattr(logging.getLogger("adapters.sandbox.posting"), "disabled", True)
    with heard_logs() as heard:
        application = build_application(ports)
        workspace = await furnish(application, ports, MARK)
        tokens = await _go_wrong(workspace, application)
        await workspace.client.aclose()
    lines = [json.loads(line) for line in heard.getvalue().splitlines()]
    # The positive control: what was done was logged, also what failed.
    assert sum(one["event"] == "request" for one in lines) > 50
    assert "task_failed" in {one["event"] for one in lines}
    settings = ports.settings
    secrets = {
        MARK,
        PASSWORD,
        *tokens,
        unipile_path_token(settings),
        "sandbox-webhook-secret",
        settings.master_key.get_secret_value(),
        settings.stripe_key.get_secret_value(),
        settings.openai_key.get_secret_value(),
    }
    assert [(one, secret) for one in lines for secret in secrets if secret in json.dumps(one)] == []


async def test_the_canary_is_heard_where_somebody_logs_it(anonymous: httpx.AsyncClient) -> None:
    """The test above can fail: a line with the mark is found."""
    import structlog  # noqa: PLC0415 - after the logs are set up

    with heard_logs() as heard:
        structlog.get_logger().info("careless", text=f"Bonjour {MARK}")
        await anonymous.get("/api/v1/policy")
    assert MARK in heard.getvalue()
    assert '"event": "request"' in heard.getvalue()
