"""The audit log: written with what it records, readable, exportable, and no change goes unseen."""

import asyncio
import csv
import io
import itertools
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from adapters.bootstrap.ports import Ports
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from domain.accounts.events import RoleChanged
from domain.application import Application
from domain.audit.model import AUDITED
from domain.shared.events import Event
from domain.shared.ids import UserId, WorkspaceId
from tests.conftest import MONDAY

W = WorkspaceId("w-audited")


def test_every_audited_fact_is_an_event_of_the_domain() -> None:
    import workers.main  # noqa: F401, PLC0415 - loads every module

    found, waiting = set(), [Event]
    while waiting:
        kind = waiting.pop()
        found.add(kind.__name__)
        waiting += kind.__subclasses__()
    assert AUDITED - found == set()


async def test_who_did_what_is_listed_newest_first(client: httpx.AsyncClient) -> None:
    session = (await client.get("/api/v1/session")).json()
    await client.post("/api/v1/team/invitations", json={"email": "x@y.example", "role": "viewer"})
    page = (await client.get("/api/v1/audit", params={"limit": 2})).json()
    assert [one["action"] for one in page["items"]] == ["MemberInvited", "SecondFactorSet"]
    assert {one["actor_id"] for one in page["items"]} == {session["user"]["id"]}
    rest = (await client.get("/api/v1/audit", params={"cursor": page["next"]})).json()
    assert [one["seq"] for one in rest["items"]] == [3, 2, 1]
    assert rest["items"][-1]["action"] == "WorkspaceOpened"
    invited = page["items"][0]["data"]["invitation_id"]
    about = (await client.get("/api/v1/audit", params={"ref": invited})).json()
    assert [one["action"] for one in about["items"]] == ["MemberInvited"]
    assert "x@y.example" not in str(page)
    sets = (await client.get("/api/v1/audit", params={"action": "SecondFactorSet"})).json()
    assert [one["action"] for one in sets["items"]] == ["SecondFactorSet"]
    me = session["user"]["id"]
    mine = (await client.get("/api/v1/audit", params={"who": me})).json()
    assert len(mine["items"]) >= 2
    assert (await client.get("/api/v1/audit", params={"who": "nobody"})).json()["items"] == []


async def test_the_log_is_exported_whole_with_its_hashes(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/audit/export.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert [int(row["seq"]) for row in rows] == list(range(1, len(rows) + 1))
    for before, row in itertools.pairwise(rows):
        assert row["previous_hash"] == before["hash"]
    verdict = (await client.get("/api/v1/audit/verification")).json()
    assert (verdict["entries"], verdict["broken_at"]) == (len(rows), None)
    assert set(verdict["actions"]) == AUDITED


@pytest.fixture
async def rows(settings: Settings, ports: Ports) -> AsyncIterator[driver.Collection]:
    """A log of five entries, and the way around the application."""
    await write(ports, 5)
    client = driver.connect(settings.mongodb_uri)
    yield client[settings.mongodb_database]["audit_log"]
    driver.close(client)


def a_fact(number: int) -> RoleChanged:
    at = MONDAY + timedelta(seconds=number)
    return RoleChanged(at=at, workspace_id=W, user_id=UserId(f"u-{number}"), role="viewer")


async def write(ports: Ports, count: int) -> None:
    for number in range(count):

        async def work(number: int = number) -> None:
            await ports.shared.outbox.append([a_fact(number)])

        await ports.shared.transaction.run(work)


async def broken_at(application: Application) -> int | None:
    (verdict,) = await application.audit.verify.everything()
    return verdict.broken_at


@pytest.mark.parametrize(
    ("harm", "found"),
    [("change", 3), ("remove", 3), ("tail", 5), ("insert", 3), ("swap", 2), ("move", 3)],
)
async def test_whatever_is_done_to_an_entry_is_named(
    harm: str, found: int, rows: driver.Collection, application: Application
) -> None:
    assert await broken_at(application) is None
    third = {"workspace_id": W, "seq": 3}
    match harm:
        case "change":
            await rows.update_one(third, {"$set": {"data.role": "owner"}})
        case "remove":
            await rows.delete_one(third)
        case "tail":
            await rows.delete_one({"workspace_id": W, "seq": 5})
        case "insert":
            row = await rows.find_one(third)
            assert row is not None
            await rows.update_one({"workspace_id": W, "seq": 5}, {"$set": {"seq": 6}})
            await rows.update_one({"workspace_id": W, "seq": 4}, {"$set": {"seq": 5}})
            await rows.update_one(third, {"$set": {"seq": 4}})
            await rows.insert_one({**row, "_id": "forged"})
            found = 4
        case "swap":
            for seq, other in ((2, 20), (3, 2), (20, 3)):
                await rows.update_one({"workspace_id": W, "seq": seq}, {"$set": {"seq": other}})
        case _:
            await rows.update_one(third, {"$set": {"workspace_id": "w-other"}})
    assert await broken_at(application) == found


async def test_what_was_rolled_back_has_no_entry(ports: Ports, application: Application) -> None:
    async def work() -> None:
        await ports.shared.outbox.append([a_fact(1)])
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        await ports.shared.transaction.run(work)
    assert await application.audit.verify.everything() == []


async def test_facts_at_the_same_time_make_one_chain(
    ports: Ports, application: Application
) -> None:
    await write(ports, 1)

    async def one(number: int) -> None:
        async def work() -> None:
            await ports.shared.outbox.append([a_fact(number)])

        await ports.shared.transaction.run(work)

    await asyncio.gather(*(one(number) for number in range(1, 9)))
    (verdict,) = await application.audit.verify.everything()
    assert (verdict.entries, verdict.broken_at) == (9, None)
