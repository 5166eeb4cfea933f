"""A backup, what happened after it, and what a restore makes of both (obligations 86, 87)."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from adapters.bootstrap.application import build_application
from adapters.bootstrap.backups import Archive, Backups, CannotRestore, archives
from adapters.bootstrap.ports import mongo_ports
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from domain.application import Application
from domain.delivery.model.stop import PLATFORM, Stop, StopScope
from domain.privacy.model.erasure import Trigger
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.page import PageAsk
from tests.api.test_exports import PERSON, SECOND
from tests.conftest import StoppedClock, drain_tasks

THIRD = PERSON | {"first_name": "Zoé", "last_name": "Marchand", "email": "zoe@verger.example"}


@dataclass(frozen=True)
class Workspace:
    id: WorkspaceId
    erased: ProspectId
    opposed: ProspectId
    untouched: ProspectId


@pytest.fixture
def backups(settings: Settings, tmp_path: Path) -> Backups:
    return Backups(settings, tmp_path / "backups", StoppedClock())


@pytest.fixture
async def workspace(application: Application, client: httpx.AsyncClient) -> Workspace:
    session = (await client.get("/api/v1/session")).json()
    ids = []
    for body in (PERSON | {"phone": ""}, SECOND | {"phone": ""}, THIRD | {"phone": ""}):
        added = await client.post("/api/v1/prospects", json=body)
        assert added.status_code == 201, added.text
        ids.append(ProspectId(added.json()["id"]))
    await drain_tasks(application)
    erased, opposed, untouched = ids
    return Workspace(WorkspaceId(session["workspace"]["id"]), erased, opposed, untouched)


async def _refuse_after(
    backups: Backups, application: Application, client: httpx.AsyncClient, workspace: Workspace
) -> None:
    """What a backup does not know yet: one erasure, one objection."""
    await application.privacy.erase(
        workspace.id, workspace.erased, trigger=Trigger.RIGHT, ordered_by="ada"
    )
    said = await client.post(
        f"/api/v1/prospects/{workspace.opposed}/opt-out", json={"reason": "", "channel": "phone"}
    )
    assert said.status_code < 300, said.text
    await drain_tasks(application)


@pytest.fixture
async def elsewhere(backups: Backups, mongo_client: driver.Client) -> AsyncIterator[Backups]:
    """The same archives, an empty database."""
    name = f"{backups.settings.mongodb_database}_back"
    settings = backups.settings.model_copy(update={"mongodb_database": name})
    yield Backups(settings, backups.folder, backups.wall)
    await mongo_client.drop_database(name)


@pytest.mark.obligation(87)
async def test_who_was_erased_or_objected_after_the_backup_stays_so_after_the_restore(
    backups: Backups,
    elsewhere: Backups,
    application: Application,
    client: httpx.AsyncClient,
    workspace: Workspace,
) -> None:
    taken = await backups.take("full")
    await _refuse_after(backups, application, client, workspace)
    with pytest.raises(CannotRestore, match="no refusals were kept"):
        await elsewhere.restore(taken.path)
    await backups.take("refusals")

    done = await elsewhere.restore(taken.path)
    assert list(done.faults) == []
    assert (done.replayed.erased, done.replayed.opposed) == (1, 1)
    async with mongo_ports(elsewhere.settings) as ports:
        back = build_application(ports)
        held = {
            one.id: one
            for one in await ports.prospects.prospects.many(
                workspace.id, [workspace.erased, workspace.opposed, workspace.untouched]
            )
        }
        assert set(held) == {workspace.opposed, workspace.untouched}
        assert held[workspace.opposed].opted_out_at is not None
        assert held[workspace.untouched].opted_out_at is None
        receipts = await ports.privacy.receipts.page(workspace.id, PageAsk(limit=10))
        assert len(receipts.items) == 2  # the one of then, and the one of the replay
        stop = await ports.delivery.stops.of(PLATFORM, Stop.key(PLATFORM, StopScope.PLATFORM))
        assert stop is not None
        assert stop.is_on
        assert back.plumbing.mode == "sandbox"


@pytest.mark.obligation(87)
async def test_a_database_that_holds_something_is_never_written_over(
    backups: Backups, workspace: Workspace
) -> None:
    taken = await backups.take("full")
    with pytest.raises(CannotRestore, match="is not empty"):
        await backups.restore(taken.path, without_refusals=True)
    with pytest.raises(CannotRestore, match="cannot be put back"):
        await backups.restore((await backups.take("refusals")).path)


@pytest.mark.obligation(87)
async def test_a_drill_compares_every_row_replays_and_leaves_its_verdict(
    backups: Backups,
    application: Application,
    client: httpx.AsyncClient,
    workspace: Workspace,
    mongo_client: driver.Client,
) -> None:
    taken = await backups.take("full")
    await _refuse_after(backups, application, client, workspace)
    done = await backups.drill()
    assert list(done.faults) == []
    assert done.replayed.erased == 1
    database = mongo_client[backups.settings.mongodb_database]
    (verdict,) = await database["restore_drills"].find({}).to_list(10)
    assert (verdict["backup"], verdict["result"]) == (taken.path.name, "passed")
    assert verdict["rows"] == done.rows > 0
    assert verdict["rpo_seconds"] >= 0
    assert verdict["erased_again"] == 1
    names = await mongo_client.list_database_names()
    assert f"{backups.settings.mongodb_database}_drill" not in names

    clock = backups.wall
    assert isinstance(clock, StoppedClock)
    clock.advance(minutes=1)
    content = bytearray(taken.path.read_bytes())
    content[-40] ^= 1
    taken.path.write_bytes(bytes(content))
    with pytest.raises(CannotRestore, match="not what was written"):
        await backups.drill(taken.path)
    newest = await database["restore_drills"].find({}).sort([("_id", 1)]).to_list(10)
    assert newest[-1]["result"] == "failed"
    assert any("last drill failed" in alarm for alarm in await backups.alarms())


@pytest.mark.obligation(86)
async def test_archives_are_unreadable_counted_and_gone_within_thirty_days(
    backups: Backups, workspace: Workspace, mongo_client: driver.Client
) -> None:
    clock = backups.wall
    assert isinstance(clock, StoppedClock)
    first = await backups.take("full")
    assert b"Rouxel" not in first.path.read_bytes()
    clock.advance(days=1)
    for day in range(29):
        await backups.take("full")
        assert first.path.exists() is (day < 29), day
        clock.advance(days=1)
    await backups.take("full")
    assert not first.path.exists()
    ages = [clock.now() - one.taken_at for one in archives(backups.folder)]
    assert max(ages) < timedelta(days=30)
    ledger = mongo_client[backups.settings.mongodb_database]["backups"]
    row = await ledger.find_one({"_id": first.path.name})
    assert row is not None
    assert row["rows"]["prospects"] == 3
    assert row["removed_at"] is not None
    assert await ledger.count_documents({"kind": "full"}) == 31


@pytest.mark.obligation(86)
async def test_a_missing_day_raises_an_alarm(backups: Backups, workspace: Workspace) -> None:
    clock = backups.wall
    assert isinstance(clock, StoppedClock)
    assert any("since ever" in alarm for alarm in await backups.alarms())
    await backups.take("full")
    await backups.drill()
    clock.advance(hours=25)
    assert await backups.alarms() == []
    clock.advance(hours=2)
    assert ["no whole backup" in alarm for alarm in await backups.alarms()] == [True]
    await backups.take("full")
    clock.advance(days=35)
    await backups.take("full")
    assert await backups.alarms() == ["no restore was tried in the last 35 days"]


@pytest.mark.obligation(86, 87)
async def test_the_schedule_keeps_one_backup_a_day_and_tries_one_a_month(
    backups: Backups, workspace: Workspace, mongo_client: driver.Client
) -> None:
    clock = backups.wall
    assert isinstance(clock, StoppedClock)
    drills = mongo_client[backups.settings.mongodb_database]["restore_drills"]
    for hours in (0, 1, 22, 2, 27 * 24):
        clock.advance(hours=hours)
        await backups.keep_once()
        assert await backups.alarms() == []
    kinds = [one.kind for one in archives(backups.folder)]
    assert (kinds.count("full"), kinds.count("refusals")) == (3, 5)
    assert await drills.count_documents({"result": "passed"}) == 2


async def test_only_the_latest_refusals_are_kept(backups: Backups, workspace: Workspace) -> None:
    clock = backups.wall
    assert isinstance(clock, StoppedClock)
    taken: list[Archive] = []
    for _ in range(14):
        taken.append(await backups.take("refusals"))
        clock.advance(minutes=5)
    there = archives(backups.folder)
    kept = [one.path for one in there if one.kind == "refusals"]
    assert kept == [one.path for one in taken[-12:]]
    assert [one.taken_at for one in there if one.kind == "keys"] == [taken[-1].taken_at]


def _leo(settings: Settings, *words: str) -> "subprocess.CompletedProcess[str]":
    told = {
        "MONGODB_URI": settings.mongodb_uri,
        "MONGODB_DATABASE": settings.mongodb_database,
        "MASTER_KEY": settings.master_key.get_secret_value(),
    }
    return subprocess.run(
        [sys.executable, "-m", "adapters.bootstrap.cli", *words],
        env=os.environ | told,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.obligation(86)
def test_the_commands_say_what_is_kept_and_what_is_overdue(
    settings: Settings, tmp_path: Path
) -> None:
    folder = ("--folder", str(tmp_path))
    overdue = _leo(settings, "backups", *folder)
    assert (overdue.returncode, overdue.stdout.count("! ")) == (1, 2), overdue.stderr
    kept = _leo(settings, "backup", *folder)
    assert kept.returncode == 0, kept.stderr
    (archive,) = tmp_path.glob("*-full.leo")
    assert str(archive) in kept.stdout
    listed = _leo(settings, "backups", *folder)
    assert listed.returncode == 1
    assert str(archive) in listed.stdout
    assert listed.stdout.count("! ") == 1
    refused = _leo(settings, "restore", str(tmp_path / "nothing.leo"), *folder)
    assert (refused.returncode, "no archive of ours" in refused.stdout) == (2, True)
