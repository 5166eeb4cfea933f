"""The ceiling "the same writes alone": what a job wrote, recorded at the driver and done again."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bson import SON
from pymongo import monitoring

from adapters.mongo import driver
from adapters.mongo.collections import ensure_collections

_WRITES = frozenset({"insert", "update", "delete", "findAndModify"})
_COPIES = 2
_TRANSACTION = frozenset({"lsid", "txnNumber", "autocommit", "startTransaction"})
_LEFT_OUT = _TRANSACTION | {"$db", "$clusterTime", "$readPreference", "readConcern"}


@dataclass
class Recorder(monitoring.CommandListener):
    """Keeps the commands of one database while it is told to; transactions as one entry."""

    database: str = ""
    commands: int = 0
    entries: list[list[driver.Row]] = field(default_factory=list)
    _open: dict[tuple[bytes, int], list[driver.Row]] = field(default_factory=dict)

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        command = event.command
        if not self.database:
            return
        if event.command_name in {"commitTransaction", "abortTransaction"}:
            self.commands += 1
            made = self._open.pop(_transaction(command), [])
            if made and event.command_name == "commitTransaction":
                self.entries.append(made)
            return
        if event.database_name != self.database:
            return
        self.commands += 1
        if event.command_name not in _WRITES:
            return
        kept = SON((name, value) for name, value in command.items() if name not in _LEFT_OUT)
        if command.get("autocommit") is False:
            kept.pop("writeConcern", None)
            self._open.setdefault(_transaction(command), []).append(kept)
        else:
            self.entries.append([kept])

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Nothing to keep."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Nothing to keep."""


def _transaction(command: Any) -> tuple[bytes, int]:
    return bytes(command["lsid"]["id"]), int(command["txnNumber"])


RECORDER = Recorder()
monitoring.register(RECORDER)


@dataclass(frozen=True)
class Cost:
    """Seconds of a job and of its writes alone, and how many commands it gave the database."""

    ours: float
    bare: float
    commands: int


async def against_its_writes(
    database: driver.Database, work: Callable[[], Awaitable[object]]
) -> Cost:
    """Run a job, then its writes once more on copies of what the database held before it: the
    quickest time counts, because a ceiling that was slowed down is none.
    """
    copies = [await _copied(database, number) for number in range(_COPIES)]
    RECORDER.commands, RECORDER.entries, RECORDER.database = 0, [], database.name
    began = time.perf_counter()
    await work()
    ours = time.perf_counter() - began
    RECORDER.database = ""
    bare = [await _replayed(database, copy) for copy in copies]
    return Cost(ours, min(bare), RECORDER.commands)


async def _copied(database: driver.Database, number: int) -> driver.Database:
    copy = database.client[f"{database.name}_bare_{number}"]
    await ensure_collections(copy)
    for name in await database.list_collection_names():
        rows = await database[name].find().to_list(None)
        for start in range(0, len(rows), 500):
            await copy[name].insert_many(rows[start : start + 500])
    return copy


async def _replayed(database: driver.Database, copy: driver.Database) -> float:
    """Seconds of the recorded writes on a copy, which is dropped."""
    client = database.client
    began = time.perf_counter()
    for entry in RECORDER.entries:
        if len(entry) == 1:
            await _again(copy, entry[0], None)
        else:
            async with await driver.start_session(client) as session, session.start_transaction():
                for command in entry:
                    await _again(copy, command, session)
    took = time.perf_counter() - began
    for name in await database.list_collection_names():
        mine, theirs = [await one[name].count_documents({}) for one in (database, copy)]
        if mine != theirs:
            raise SystemExit(f"{name}: {mine} rows, and {theirs} when written again")
    await client.drop_database(copy.name)
    return took


async def _again(
    database: driver.Database, command: driver.Row, session: driver.Session | None
) -> None:
    if session is None:
        command = SON(command) | {"writeConcern": {"w": "majority", "j": True}}
    answer = await database.command(command, session=session)
    if answer.get("writeErrors"):
        raise SystemExit(f"a write failed when done again: {answer['writeErrors']}")
