"""What Prometheus is told (architecture.md 9)."""

import re
from dataclasses import replace

import httpx

from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from adapters.mongo.vitals import instant_of_id
from domain.application import Application
from domain.shared.ids import first_id_of
from tests.api.test_exports import PERSON
from tests.conftest import MONDAY, drain_tasks, nobody

TOKEN = {"Authorization": "Bearer scrape-me"}
_LINE = re.compile(r'^[a-z_]+(\{[a-z_]+="[a-z_]+"(,[a-z_]+="[a-z_]+")*\})? -?[0-9.e+-]+$')


async def _scrape(application: Application) -> dict[str, float]:
    told = replace(application.plumbing, metrics_token="scrape-me")
    async with nobody(replace(application, plumbing=told)) as prometheus:
        answer = await prometheus.get("/metrics", headers=TOKEN)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    assert [line for line in lines if not _LINE.match(line)] == []
    assert answer.text.count("# TYPE leo_actions gauge") == 1
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


async def test_metrics_do_not_exist_without_their_token(
    application: Application, anonymous: httpx.AsyncClient
) -> None:
    assert (await anonymous.get("/metrics")).status_code == 404
    assert (await anonymous.get("/metrics", headers=TOKEN)).status_code == 404
    told = replace(application.plumbing, metrics_token="scrape-me")
    async with nobody(replace(application, plumbing=told)) as prometheus:
        wrong = {"Authorization": "Bearer scrape-m"}
        assert (await prometheus.get("/metrics", headers=wrong)).status_code == 404
        assert (await prometheus.get("/metrics")).status_code == 404


async def test_a_scrape_tells_what_waits_and_names_nobody(
    application: Application,
    client: httpx.AsyncClient,
    settings: Settings,
    mongo_client: driver.Client,
) -> None:
    await client.post("/api/v1/prospects", json=PERSON)
    before = await _scrape(application)
    assert before["leo_outbox_waiting"] > 0
    assert before["leo_outbox_lag_seconds"] >= 0
    await drain_tasks(application)
    database = mongo_client[settings.mongodb_database]
    reasons = [{"code": "daily_limit"}, {"code": "holiday"}]
    long_ago = MONDAY.replace(year=2020)
    for number in range(3):
        await database["actions"].insert_one(
            {
                "_id": f"a-{number}",
                "workspace_id": "w-1",
                "intent": f"i-{number}",
                "state": "ready",
                "next_at": long_ago,
                "reasons": reasons[: number % 2 + 1],
            }
        )
    now = application.plumbing.wall.now()
    calls = {"vendor": "openai", "outcome": "answered", "micro_usd": 250_000}
    await database["llm_calls"].insert_one({"_id": first_id_of(now), **calls})
    await database["llm_calls"].insert_one({"_id": first_id_of(long_ago), **calls})
    await database["backups"].insert_one({"_id": "b", "kind": "full", "taken_at": long_ago})
    after = await _scrape(application)
    assert after["leo_outbox_waiting"] == after["leo_outbox_lag_seconds"] == 0
    assert after['leo_actions{state="ready"}'] == 3
    assert after["leo_actions_due_seconds"] > 86_400
    assert after['leo_gate_refusals{reason="daily_limit"}'] == 3
    assert after['leo_gate_refusals{reason="holiday"}'] == 1
    assert after['leo_model_calls_day{vendor="openai",outcome="answered"}'] == 1
    assert after['leo_model_spend_usd_day{vendor="openai"}'] == 0.25
    assert after["leo_backups_age_seconds"] > 86_400
    assert "leo_restore_drills_age_seconds" not in after


def test_an_id_tells_its_instant_and_back() -> None:
    assert instant_of_id(first_id_of(MONDAY)) == MONDAY
    assert first_id_of(MONDAY) < first_id_of(MONDAY.replace(year=2027))
