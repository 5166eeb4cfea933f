"""A workspace from its closure to the last deletion, and what remains (obligations 73 to 78)."""

import hashlib
import hmac
import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.exceptions import InvalidTag

from adapters.bootstrap.backups import Backups
from adapters.bootstrap.ports.shared import field_cipher
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from adapters.mongo.collections import COLLECTIONS
from adapters.mongo.driver import Database
from adapters.mongo.workspace_keys import MongoWorkspaceKeys, WorkspaceKeyGone
from adapters.mongo.workspace_stores import SHREDDED, MongoWorkspaceStores
from domain.application import Application
from domain.shared.ids import WorkspaceId
from tests.api.test_exports import PERSON
from tests.conftest import PASSWORD, StoppedClock, drain_tasks, newest_mail

CLOSE = {"name": "Atelier Nord", "password": PASSWORD, "takes_archive": True}


async def _workspace(client: httpx.AsyncClient) -> WorkspaceId:
    return WorkspaceId((await client.get("/api/v1/session")).json()["workspace"]["id"])


async def _closed(application: Application, client: httpx.AsyncClient) -> WorkspaceId:
    workspace_id = await _workspace(client)
    added = await client.post("/api/v1/prospects", json=PERSON)
    assert added.status_code == 201, added.text
    await drain_tasks(application)
    asked = await client.post("/api/v1/workspace/closure", json=CLOSE)
    assert asked.status_code == 200, asked.text
    await drain_tasks(application)
    return workspace_id


async def _archive(client: httpx.AsyncClient) -> tuple[dict[str, Any], str]:
    """The receipt of the archive, and a link to it."""
    (made,) = (await client.get("/api/v1/exports")).json()["items"]
    link = await client.post(f"/api/v1/exports/{made['id']}/link")
    assert link.status_code == 200, link.text
    return made, link.json()["path"]


@pytest.mark.obligation(74, 78)
async def test_a_closing_workspace_is_read_only_and_can_be_kept_after_all(
    application: Application, client: httpx.AsyncClient
) -> None:
    silent = {"name": "Atelier Nord", "password": PASSWORD}
    unclear = await client.post("/api/v1/workspace/closure", json=silent)
    assert (unclear.status_code, unclear.json()["code"]) == (409, "closure-choice-needed")
    await _closed(application, client)
    assert (await client.get("/api/v1/prospects")).json()["total"]["count"] == 1
    refused = await client.post("/api/v1/prospects", json=PERSON)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    stops = (await client.get("/api/v1/stops")).json()["items"]
    assert [(one["scope"], one["reason"]) for one in stops if one["is_on"]] == [
        ("workspace", "closure")
    ]
    assert (await client.delete("/api/v1/workspace/closure")).json()["asked_at"] is None
    other = PERSON | {"email": "autre@verger.example", "last_name": "Autre", "phone": ""}
    assert (await client.post("/api/v1/prospects", json=other)).status_code == 201


@pytest.mark.obligation(133, 147)
async def test_the_archive_comes_back_with_equal_counts(
    application: Application,
    client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    settings: Settings,
    mongo_client: driver.Client,
    mongo_database: Database,
) -> None:
    workspace_id = await _closed(application, client)
    made, path = await _archive(client)
    content = (await anonymous.get(path)).content
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
        assert b"camille@verger.example" in zipped.read("prospects.jsonl")
        assert not {"sessions.jsonl", "outbox.jsonl"} & set(zipped.namelist())
        assert b"camille@verger.example" in zipped.read("csv/prospects.csv")
        assert "Votre entreprise répond seule" in zipped.read("LISEZ-MOI.txt").decode()
        for one in manifest["beside"]:
            assert one["sha256"] == hashlib.sha256(zipped.read(one["name"])).hexdigest()
    counted = {one["name"].removesuffix(".jsonl"): one["rows"] for one in manifest["files"]}
    assert counted == made["counts"]
    assert counted["prospects"] == counted["workspaces"] == 1

    back = await MongoWorkspaceStores(mongo_database).restore(content)
    assert back == counted
    original = mongo_client[settings.mongodb_database]
    for name in ("prospects", "salesbooks", "scores", "memberships", "wallets"):
        where = {"workspace_id": workspace_id}
        rows = [row async for row in original[name].find(where)]
        assert [row async for row in mongo_database[name].find(where)] == rows
    with pytest.raises(ValueError, match="exists here already"):
        await MongoWorkspaceStores(mongo_database).restore(content)


@pytest.mark.obligation(73, 75, 76, 78, 146, 148)
async def test_nothing_of_a_closed_workspace_is_left_on_day_89(
    application: Application,
    client: httpx.AsyncClient,
    other_client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    settings: Settings,
    mongo_client: driver.Client,
) -> None:
    await other_client.post("/api/v1/prospects", json=PERSON)
    workspace_id = await _closed(application, client)
    neighbour = await _workspace(other_client)
    _, path = await _archive(client)
    wall = StoppedClock(application.plumbing.wall.now())
    purge = replace(application.privacy.purge, wall=wall)
    remind = replace(application.accounts.remind_of_closure, wall=wall)
    reminded = []
    for day in range(1, 55):
        wall.advance(days=1)
        assert await purge() == 0
        if await remind():
            reminded.append(55 - day)
    assert reminded == [30, 7, 1]
    mail = await newest_mail(application, "ada@atelier-nord.example")
    receipt_path = "/api/v1/closures/" + mail["text"].partition("/closures/")[2].split()[0]
    assert (await anonymous.get(receipt_path)).status_code == 404
    wall.advance(days=1, minutes=5)
    assert await purge() == 1
    assert await purge() == 0

    database = mongo_client[settings.mongodb_database]
    receipt = (await anonymous.get(receipt_path)).json()["receipt"]
    assert (receipt["trigger"], receipt["is_clean"]) == ("workspace", True)
    kept = {one["name"] for one in receipt["stores"] if one["kept_because"]}
    assert {"credit_entries", "policy_acceptances"} <= kept
    expires = datetime.fromisoformat(receipt["backups_expire_at"])
    assert expires - wall.at < timedelta(days=30, minutes=1)
    assert expires < wall.at + timedelta(days=89 - 55)
    for spec in COLLECTIONS:
        left = [row async for row in database[spec.name].find({})]
        if spec.workspace_scoped and spec.name not in kept | {"closed_workspaces"}:
            mine = [row for row in left if row.get("workspace_id") == workspace_id]
            assert mine == [] or spec.name == "deletion_receipts", spec.name
        told = str([row for row in left if row.get("workspace_id") != neighbour])
        assert "ada@atelier-nord.example" not in told or spec.name in {"letters", "tickets"}
        assert "camille@verger.example" not in told, spec.name
    assert await database["workspaces"].count_documents({}) == 1
    assert (await other_client.get("/api/v1/prospects")).json()["total"]["count"] == 1

    over = await anonymous.get(path)
    assert (over.status_code, over.json()["code"]) == (410, "workspace-purged")
    assert (await client.get("/api/v1/session")).status_code == 401
    known = {"email": "ada@atelier-nord.example", "password": PASSWORD}
    assert (await anonymous.post("/api/v1/sign-in", json=known)).status_code == 401


@pytest.mark.obligation(147)
async def test_another_tool_can_check_an_address_against_the_objections_of_the_archive(
    application: Application, client: httpx.AsyncClient, anonymous: httpx.AsyncClient
) -> None:
    said = await client.post(
        "/api/v1/suppressions", json={"kind": "email", "value": "Non.Merci@verger.example"}
    )
    assert said.status_code < 300, said.text
    await _closed(application, client)
    _, path = await _archive(client)
    with zipfile.ZipFile(io.BytesIO((await anonymous.get(path)).content)) as zipped:
        told = json.loads(zipped.read("suppressions-key.json"))
        lines = zipped.read("suppressions.jsonl").decode().splitlines()
    digests = {json.loads(line)["digest"] for line in lines}

    def is_refused(address: str) -> bool:
        message = f"email\x1f{address}".encode()
        return hmac.digest(bytes.fromhex(told["key_hex"]), message, "sha256").hex() in digests

    assert is_refused("non.merci@verger.example")
    assert not is_refused("camille@verger.example")


@pytest.mark.obligation(75)
async def test_the_key_of_a_purged_workspace_is_destroyed_and_its_backups_cannot_be_read(
    application: Application,
    client: httpx.AsyncClient,
    other_client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    settings: Settings,
    mongo_client: driver.Client,
    tmp_path: Path,
) -> None:
    hook = {"url": f"{settings.webhook_sink}/crypto", "types": ["prospect.created"]}
    added = await client.post("/api/v1/integrations/hooks", json=hook)
    assert added.status_code == 201, added.text
    theirs = PERSON | {"email": "zoe@neighbour.example"}
    assert (await other_client.post("/api/v1/prospects", json=theirs)).status_code == 201
    workspace_id, neighbour = await _closed(application, client), await _workspace(other_client)
    wall = StoppedClock(application.plumbing.wall.now())
    backups = Backups(settings, tmp_path / "backups", wall)
    database = mongo_client[settings.mongodb_database]
    wall.advance(days=54)
    before = await backups.take("full")
    await backups.take("refusals")
    (sealed,) = await database["hooks"].find({"workspace_id": workspace_id}).to_list(2)
    assert sealed["secret"].startswith("workspace.")
    assert await database["workspace_keys"].count_documents({"_id": workspace_id}) == 1

    wall.advance(days=1, minutes=5)
    assert await replace(application.privacy.purge, wall=wall)() == 1
    assert await database["workspace_keys"].count_documents({"_id": workspace_id}) == 0
    receipts = database["deletion_receipts"]
    receipt = await receipts.find_one({"workspace_id": workspace_id, "trigger": "workspace"})
    assert receipt is not None
    destroyed = [one for one in receipt["stores"] if one["name"] == "workspace_keys"]
    assert [(one["erased"], one["left"]) for one in destroyed] == [(1, 0)]
    with pytest.raises(WorkspaceKeyGone):
        await MongoWorkspaceKeys(database, field_cipher(settings)).decrypt(
            workspace_id, sealed["secret"], place=f"hooks|{workspace_id}|{sealed['_id']}|secret"
        )

    await backups.take("refusals")
    name = f"{settings.mongodb_database}_back"
    elsewhere = settings.model_copy(update={"mongodb_database": name})
    try:
        done = await Backups(elsewhere, backups.folder, wall).restore(before.path)
        assert (list(done.faults), done.shredded > 0) == ([], True)
        back = mongo_client[name]
        for store in SHREDDED:
            assert await back[store].count_documents({"workspace_id": workspace_id}) == 0
        assert await back["prospects"].count_documents({"workspace_id": neighbour}) == 1
        entries = {"workspace_id": workspace_id}
        assert await back["policy_acceptances"].count_documents(entries) > 0
    finally:
        await mongo_client.drop_database(name)
    assert list((await backups.drill(before.path)).faults) == []


@pytest.mark.obligation(75, 86)
async def test_a_backup_without_the_key_of_a_living_workspace_is_a_fault(
    application: Application,
    client: httpx.AsyncClient,
    settings: Settings,
    mongo_client: driver.Client,
    tmp_path: Path,
) -> None:
    workspace_id = await _workspace(client)
    backups = Backups(settings, tmp_path / "backups", StoppedClock())
    taken = await backups.take("full")
    await mongo_client[settings.mongodb_database]["workspace_keys"].delete_many({})
    for path in backups.folder.glob("*-keys.leo"):
        path.unlink()
    faults = (await backups.drill(taken.path)).faults
    assert f"the key of {workspace_id} is not there, nor was it purged" in faults


@pytest.mark.obligation(75)
async def test_what_was_sealed_before_workspaces_had_keys_stays_readable(
    settings: Settings, mongo_database: Database
) -> None:
    master = field_cipher(settings)
    keys = MongoWorkspaceKeys(mongo_database, master)
    old = master.encrypt("whsec_old", place="hooks|w|h|secret")
    assert await keys.decrypt("w", old, place="hooks|w|h|secret") == "whsec_old"
    new = await keys.encrypt("w", "whsec_new", place="hooks|w|h|secret")
    assert await keys.decrypt("w", new, place="hooks|w|h|secret") == "whsec_new"
    await keys.encrypt("x", "whsec_other", place="hooks|x|h|secret")
    with pytest.raises(InvalidTag):
        await keys.decrypt("x", new, place="hooks|w|h|secret")


@pytest.mark.obligation(132)
async def test_a_link_lives_ten_minutes_and_its_file_two_days(
    application: Application, client: httpx.AsyncClient
) -> None:
    await _closed(application, client)
    made, path = await _archive(client)
    wall = StoppedClock(application.plumbing.wall.now())
    exports = replace(application.privacy.exports, wall=wall)
    signed_in = await application.accounts.authenticate(client.cookies["__Host-sid"])
    assert signed_in is not None
    assert signed_in.actor is not None
    token = path.rpartition("/")[2]
    wall.advance(minutes=9)
    assert (await exports.download(token))[0].id == made["id"]
    wall.advance(minutes=2)
    with pytest.raises(Exception, match="export-not-found"):
        await exports.download(token)
    wall.advance(days=2)
    with pytest.raises(Exception, match="export-gone"):
        await exports.link(signed_in.actor, made["id"])


@pytest.mark.obligation(73, 87, 146)
async def test_a_backup_of_day_60_gives_nothing_back_and_those_before_are_gone_on_day_89(
    application: Application,
    client: httpx.AsyncClient,
    settings: Settings,
    mongo_client: driver.Client,
    tmp_path: Path,
) -> None:
    workspace_id = await _closed(application, client)
    wall = StoppedClock(application.plumbing.wall.now())
    closed_at = wall.now()
    backups = Backups(settings, tmp_path / "backups", wall)
    purge = replace(application.privacy.purge, wall=wall)
    wall.advance(days=54)
    last = await backups.take("full")
    wall.advance(days=1, minutes=5)
    assert await purge() == 1
    wall.advance(days=5)
    after = await backups.take("full")
    await backups.take("refusals")
    assert last.path.exists()

    name = f"{settings.mongodb_database}_drill"
    elsewhere = settings.model_copy(update={"mongodb_database": name})
    try:
        done = await Backups(elsewhere, backups.folder, wall).restore(after.path)
        assert list(done.faults) == []
        back = mongo_client[name]
        for spec in COLLECTIONS:
            told = str([row async for row in back[spec.name].find({})])
            assert "camille@verger.example" not in told, spec.name
        assert await back["workspaces"].count_documents({"_id": workspace_id}) == 0
        assert await back["prospects"].count_documents({"workspace_id": workspace_id}) == 0
    finally:
        await mongo_client.drop_database(name)

    while wall.now() < closed_at + timedelta(days=89):
        wall.advance(days=1)
        await backups.take("full")
    assert not last.path.exists()
