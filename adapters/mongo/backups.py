"""Every store, out of the database and back, and the ledger of what was kept (obligations 86, 87).

Rows are read in one snapshot where the server keeps one (MongoDB does, the local store does not),
and travel as BSON, so what comes back is what was there, to the byte.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

import bson

from adapters.mongo.collections import COLLECTIONS
from adapters.mongo.driver import (
    CODEC,
    Client,
    Database,
    Row,
    UpdateOne,
    collection,
    start_snapshot,
)
from adapters.mongo.workspace_keys import MongoWorkspaceKeys, seal, unseal
from adapters.mongo.workspace_stores import SHREDDED
from domain.privacy.model.erasure import Refusal
from domain.shared.ids import ProspectId, WorkspaceId

# What ends by itself within days, and what would undo a sign-out or post a mail twice; the ledger
# is about archives, not in them.
LEFT_OUT = frozenset(
    {"sessions", "tickets", "letters", "sign_in_tries", "idempotency_keys"}
    | {"backups", "restore_drills", "workspace_keys"}
)
# The switches come first: nothing else may be back before the sending is stopped.
STORES = (
    "stops",
    *(spec.name for spec in COLLECTIONS if spec.name not in LEFT_OUT | {"stops"}),
)
# What has to outlive a restore: who said no, and the proofs that they are gone.
REFUSALS = ("suppressions", "deletion_receipts", "closed_workspaces")
# Beside every archive, and only as they are now: a destroyed one is in no archive.
KEYS = ("workspace_keys",)
_FRAME = 2 * 1024 * 1024
_AT_ONCE = 500


@dataclass(slots=True)
class StoreSum:
    """What one store holds: how many rows, and a hash over all of them in the order of ids."""

    rows: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def add(self, encoded: bytes) -> None:
        self.rows += 1
        self._hash.update(encoded)

    def told(self) -> Row:
        return {"rows": self.rows, "sha256": self._hash.hexdigest()}


class Seals:
    """The keys of workspaces as they were when a backup began; a new workspace gets one."""

    def __init__(self, keys: MongoWorkspaceKeys, known: dict[str, bytes]) -> None:
        self._keys, self._known = keys, known

    @classmethod
    async def load(cls, keys: MongoWorkspaceKeys) -> Self:
        return cls(keys, {name: keys.open(row) for name, row in (await keys.all()).items()})

    async def of(self, workspace_id: str) -> bytes:
        if workspace_id not in self._known:
            self._known[workspace_id] = await self._keys.ensure(workspace_id)
        return self._known[workspace_id]

    def read(self, store: str, frame: Row) -> tuple[list[Row], Counter[str]]:
        """The rows of a frame, and how many, by workspace, have no key any more."""
        rows, shut = list(frame["rows"]), Counter[str]()
        for part in frame.get("sealed", ()):
            key = self._known.get(part["workspace_id"])
            if key is None:
                shut[part["workspace_id"]] += part["rows"]
                continue
            packed = unseal(key, part["body"], _part_place(store, part["workspace_id"]))
            rows += bson.decode(zlib.decompress(packed), codec_options=CODEC)["rows"]
        return rows, shut


def _part_place(store: str, workspace_id: str) -> str:
    return f"backup|{store}|{workspace_id}"


async def _frame(name: str, rows: Sequence[Row], seals: Seals | None) -> bytes:
    if seals is None or name not in SHREDDED:
        return bson.encode({"store": name, "rows": list(rows)})
    apart: dict[str, list[Row]] = {}
    for row in rows:
        apart.setdefault(row["workspace_id"], []).append(row)
    sealed = [
        {
            "workspace_id": one,
            "rows": len(part),
            "body": seal(
                await seals.of(one),
                zlib.compress(bson.encode({"rows": part})),
                _part_place(name, one),
            ),
        }
        for one, part in apart.items()
    ]
    return bson.encode({"store": name, "rows": [], "sealed": sealed})


class MongoStores:
    """The rows of a database as frames of bytes, and back."""

    def __init__(self, client: Client, database: Database) -> None:
        self._client = client
        self._database = database

    async def dump(
        self, names: Sequence[str], keys: MongoWorkspaceKeys | None = None
    ) -> AsyncIterator[bytes]:
        """Frames of rows, store by store; the last frame is the manifest. With `keys`, what a
        purge deletes is sealed with the key of its workspace (obligation 75).
        """
        sums: dict[str, Row] = {}
        seals = None if keys is None else await Seals.load(keys)
        async with await start_snapshot(self._client) as session:
            for name in names:
                total, held, size = StoreSum(), list[Row](), 0
                rows = collection(self._database, name).find({}, session=session)
                async for row in rows.sort([("_id", 1)]):
                    encoded = bson.encode(row)
                    total.add(encoded)
                    held.append(row)
                    size += len(encoded)
                    if size >= _FRAME:
                        yield await _frame(name, held, seals)
                        held, size = [], 0
                if held:
                    yield await _frame(name, held, seals)
                sums[name] = total.told()
        yield bson.encode({"manifest": sums})

    async def sums(self, names: Sequence[str]) -> Mapping[str, Row]:
        """What is there now, told as the manifest tells it."""
        found: dict[str, Row] = {}
        for name in names:
            total = StoreSum()
            async for row in collection(self._database, name).find({}).sort([("_id", 1)]):
                total.add(bson.encode(row))
            found[name] = total.told()
        return found

    async def filled(self) -> Sequence[str]:
        """Stores that hold something already."""
        return [
            name
            for name in STORES
            if await collection(self._database, name).find_one({}, {"_id": 1}) is not None
        ]

    async def insert(self, name: str, rows: Sequence[Row]) -> None:
        if name not in STORES:
            message = f"{name} is no store of ours"
            raise ValueError(message)
        await collection(self._database, name).insert_many(list(rows), ordered=True)

    async def merge(self, name: str, rows: Sequence[Row]) -> Sequence[Row]:
        """Add those that are missing; return them."""
        added: list[Row] = []
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            ids = [row["_id"] for row in part]
            there = collection(self._database, name)
            known = {row["_id"] async for row in there.find({"_id": {"$in": ids}}, {"_id": 1})}
            new = [row for row in part if row["_id"] not in known]
            if new:
                await there.bulk_write(
                    [
                        UpdateOne({"_id": row["_id"]}, {"$setOnInsert": row}, upsert=True)
                        for row in new
                    ]
                )
            added += new
        return added

    async def refusals(self) -> Mapping[str, Sequence[Row]]:
        """The rows of REFUSALS of a database that still answers."""
        return {
            name: [row async for row in collection(self._database, name).find({})]
            for name in REFUSALS
        }


def read_frame(frame: bytes) -> Row:
    """`{"store", "rows", "sealed"}`, or `{"manifest"}`."""
    read: Row = bson.decode(frame, codec_options=CODEC)
    return read


def refusals_of(rows: Sequence[Row]) -> Sequence[Refusal]:
    """Those that are about a whole person."""
    return [
        Refusal(
            workspace_id=WorkspaceId(row["workspace_id"]),
            digest=row["digest"],
            channel=row["channel"],
            is_erasure=row["reason"] == "erasure",
        )
        for row in rows
        if row["kind"] == "prospect" and row["scope"] == "all"
    ]


class MongoPeopleRoll:
    """PeopleRoll."""

    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "prospects")

    async def ids(self, workspace_id: WorkspaceId) -> AsyncIterator[ProspectId]:
        async for row in self._rows.find({"workspace_id": workspace_id}, {"_id": 1}):
            yield ProspectId(row["_id"])


class MongoBackupLedger:
    """One row per archive, one per drill; nothing is ever taken out of it."""

    def __init__(self, database: Database) -> None:
        self._backups = collection(database, "backups")
        self._drills = collection(database, "restore_drills")

    async def note(self, row: Row) -> None:
        await self._backups.insert_one(row)

    async def note_drill(self, row: Row) -> None:
        await self._drills.insert_one(row)

    async def removed(self, name: str, at: datetime) -> None:
        await self._backups.update_one({"_id": name}, {"$set": {"removed_at": at}})

    async def latest(self, limit: int) -> Sequence[Row]:
        """Whole backups, newest first."""
        found = self._backups.find({"kind": "full"}).sort([("taken_at", -1)]).limit(limit)
        return await found.to_list(limit)

    async def drills(self, limit: int) -> Sequence[Row]:
        return await self._drills.find({}).sort([("at", -1)]).limit(limit).to_list(limit)
