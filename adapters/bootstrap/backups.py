"""Backups: taken, put back and tried out, each with a line in a ledger (obligations 86, 87).

Two kinds of archive. `full` holds every store. `refusals` holds who said no and the proofs of
erasures: small, taken often, so that putting back an older `full` forgets nobody's objection
(delivery.md 1.12). Keys come from MASTER_KEY, which is never beside the archives.

Rows that a purge deletes are sealed once more, with the key of their workspace. Those keys are in
one small archive of their own, of which only the newest stays: when a workspace is purged, its
rows cannot be read in any archive from the next one on (obligation 75).
"""

import asyncio
import contextlib
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from adapters.bootstrap.application import build_application
from adapters.bootstrap.ports import Ports, mongo_ports
from adapters.bootstrap.ports.shared import derived_key, field_cipher
from adapters.bootstrap.settings import Settings
from adapters.files.archive import ArchiveBroken, ArchiveWriter, read_archive, read_head
from adapters.mongo import driver
from adapters.mongo.backups import (
    KEYS,
    REFUSALS,
    STORES,
    MongoBackupLedger,
    MongoPeopleRoll,
    MongoStores,
    Seals,
    StoreSum,
    read_frame,
    refusals_of,
)
from adapters.mongo.collections import ensure_collections
from adapters.mongo.workspace_keys import MongoWorkspaceKeys
from domain.application import Application
from domain.audit.usecases.verify_log import VerifyLog
from domain.privacy.model.erasure import Refusal
from domain.privacy.usecases.replay_refusals import Replayed, ReplayRefusals
from domain.shared.clock import Clock

Kind = Literal["full", "refusals"]

# A daily run removes what is older, so no archive lives to see its 31st day (obligation 86).
KEPT = timedelta(days=29)
_REFUSALS_KEPT = 12
FRESH = timedelta(hours=26)
DRILLED = timedelta(days=35)
_DAILY = timedelta(hours=24)
_OFTEN = timedelta(minutes=5)
_MONTHLY = timedelta(days=28)


class CannotRestore(Exception):
    """Why nothing was put back; nothing was written either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """One file, as its name and its first line tell it."""

    path: Path
    kind: str
    taken_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    archive: Archive
    rows: int
    replayed: Replayed
    doubted: int
    faults: Sequence[str]
    shredded: int
    """Rows of workspaces that were purged since: nothing opens them any more."""


def archives(folder: Path) -> Sequence[Archive]:
    """Ours in the folder, oldest first."""
    found = []
    for path in sorted(folder.glob("*.leo")):
        with contextlib.suppress(ArchiveBroken):
            found.append(_told(path))
    return sorted(found, key=lambda one: one.taken_at)


def _told(path: Path) -> Archive:
    head = read_head(path)
    if "kind" not in head or "taken_at" not in head:
        raise ArchiveBroken("this is no archive")
    taken_at = datetime.fromisoformat(head["taken_at"])
    return Archive(path=path, kind=head["kind"], taken_at=taken_at)


@dataclass(frozen=True, slots=True)
class Backups:
    """What `leo backup`, `leo backups`, `leo restore` and `leo drill` do."""

    settings: Settings
    folder: Path
    wall: Clock

    @property
    def _key(self) -> bytes:
        return derived_key(self.settings, "backup archives 1")

    @contextlib.asynccontextmanager
    async def _database(self) -> AsyncIterator[tuple[driver.Client, driver.Database]]:
        client = driver.connect(self.settings.mongodb_uri)
        try:
            yield client, client[self.settings.mongodb_database]
        finally:
            driver.close(client)

    async def take(self, kind: Kind) -> Archive:
        """Write one archive and its line in the ledger; then let go of those that are too old."""
        at = self.wall.now()
        path, head = self._named(kind, at)
        async with self._database() as (client, database):
            stores, keys = MongoStores(client, database), self._keys(database)
            names = STORES if kind == "full" else REFUSALS
            with ArchiveWriter(path, head, self._key) as writer:
                async for frame in stores.dump(names, keys if kind == "full" else None):
                    writer.add(frame)
                    sums = frame
                with ArchiveWriter(*self._named("keys", at), self._key) as beside:
                    async for frame in stores.dump(KEYS):
                        beside.add(frame)
            manifest = read_frame(sums)["manifest"]
            if kind == "full":
                await MongoBackupLedger(database).note(
                    {
                        "_id": path.name,
                        "kind": kind,
                        "taken_at": at,
                        "finished_at": self.wall.now(),
                        "bytes": path.stat().st_size,
                        "sha256": await asyncio.to_thread(_hash_of, path),
                        "rows": {name: total["rows"] for name, total in manifest.items()},
                        "removed_at": None,
                    }
                )
            await self._let_go(MongoBackupLedger(database))
        return Archive(path=path, kind=kind, taken_at=at)

    def _named(self, kind: str, at: datetime) -> tuple[Path, dict[str, str]]:
        head = {
            "kind": kind,
            "taken_at": at.isoformat(),
            "database": self.settings.mongodb_database,
            "format": "2",
        }
        return self.folder / f"{at:%Y%m%dT%H%M%S%f}Z-{kind}.leo", head

    def _keys(self, database: driver.Database) -> MongoWorkspaceKeys:
        return MongoWorkspaceKeys(database, field_cipher(self.settings))

    async def _let_go(self, ledger: MongoBackupLedger) -> None:
        now, there = self.wall.now(), archives(self.folder)
        spare = [one for one in there if one.kind == "refusals"][:-_REFUSALS_KEPT]
        spare += [one for one in there if one.kind == "keys"][:-1]
        for one in there:
            if one in spare or now - one.taken_at > KEPT:
                one.path.unlink()
                await ledger.removed(one.path.name, now)

    async def keep(self) -> None:
        """For ever: a whole backup a day, the refusals every five minutes, a drill a month."""
        while True:
            await self.keep_once()
            await asyncio.sleep(_OFTEN.total_seconds())

    async def keep_once(self) -> None:
        """Whatever is due now. A drill that fails is in the ledger, and an alarm; it stops no
        backup.
        """
        there = [one for one in archives(self.folder) if one.kind == "full"]
        if not there or self.wall.now() - there[-1].taken_at >= _DAILY:
            await self.take("full")
        await self.take("refusals")
        async with self._database() as (_, database):
            tried = await MongoBackupLedger(database).drills(1)
        if not tried or self.wall.now() - tried[0]["at"] >= _MONTHLY:
            with contextlib.suppress(CannotRestore):
                await self.drill()

    async def alarms(self) -> Sequence[str]:
        """What somebody must look at: no whole backup of today, no drill of this month."""
        async with self._database() as (_, database):
            ledger, now = MongoBackupLedger(database), self.wall.now()
            taken, tried = await ledger.latest(1), await ledger.drills(1)
        found = []
        if not taken or now - taken[0]["taken_at"] > FRESH:
            since = f"{taken[0]['taken_at']:%Y-%m-%d %H:%M}Z" if taken else "ever"
            found.append(f"no whole backup since {since}")
        if not tried or now - tried[0]["at"] > DRILLED:
            found.append("no restore was tried in the last 35 days")
        elif tried[0]["faults"]:
            found.append("the last drill failed: " + "; ".join(tried[0]["faults"]))
        return found

    async def restore(self, path: Path, *, without_refusals: bool = False) -> Restored:
        """Put a whole archive back into an empty database, with the sending stopped from the first
        row on; whoever objected or was erased since stays so. Raise CannotRestore.
        """
        archive = self._whole(path)
        newest = self._refusals(archive)
        if newest is None and not without_refusals:
            raise CannotRestore(
                f"no refusals were kept after {archive.taken_at:%Y-%m-%d %H:%M}Z: take them from "
                "the old database with `leo backup --refusals`, or accept that objections since "
                "then are lost with --without-refusals"
            )
        async with self._database() as (client, database):
            filled = await MongoStores(client, database).filled()
        if filled:
            raise CannotRestore(
                f"{self.settings.mongodb_database} is not empty ({', '.join(filled[:3])}…): name "
                "another one in MONGODB_DATABASE"
            )
        return await self._put_back(archive, [newest] if newest else [], [], set())

    async def drill(self, path: Path | None = None) -> Restored:
        """Put an archive back into a scratch database, hold it against its manifest and the
        promises, write down the verdict, and remove the scratch database again.
        """
        whole = [one for one in archives(self.folder) if one.kind == "full"]
        if path is None and not whole:
            raise CannotRestore("there is no whole backup to try")
        archive = self._whole(path or whole[-1].path)
        began = self.wall.now()
        async with self._database() as (client, database):
            scratch = f"{self.settings.mongodb_database}_drill"
            await client.drop_database(scratch)
            aside = Backups(
                self.settings.model_copy(update={"mongodb_database": scratch}),
                self.folder,
                self.wall,
            )
            known = await MongoStores(client, database).refusals()
            live = refusals_of(known["suppressions"])
            purged = {row["_id"] for row in known["closed_workspaces"]}
            newest = self._refusals(archive)
            try:
                done = await aside._put_back(archive, [newest] if newest else [], live, purged)
                faults = list(done.faults)
            except ArchiveBroken as error:
                done, faults = None, [str(error)]
            finally:
                await client.drop_database(scratch)
            now = self.wall.now()
            await MongoBackupLedger(database).note_drill(
                {
                    "_id": f"{now:%Y%m%dT%H%M%S%f}Z",
                    "at": now,
                    "backup": archive.path.name,
                    "rpo_seconds": int((began - archive.taken_at).total_seconds()),
                    "rto_seconds": int((now - began).total_seconds()),
                    "rows": done.rows if done else 0,
                    "erased_again": done.replayed.erased if done else 0,
                    "result": "failed" if faults else "passed",
                    "faults": faults,
                }
            )
        if done is None:
            raise CannotRestore(faults[0])
        return done

    def _whole(self, path: Path) -> Archive:
        try:
            archive = _told(path)
        except (ArchiveBroken, OSError) as error:
            raise CannotRestore(f"{path} is no archive of ours") from error
        if archive.kind != "full":
            raise CannotRestore(f"an archive of {archive.kind} alone cannot be put back")
        return archive

    def _refusals(self, archive: Archive) -> Archive | None:
        later = [
            one
            for one in archives(self.folder)
            if one.kind == "refusals" and one.taken_at >= archive.taken_at
        ]
        return later[-1] if later else None

    async def _put_back(
        self,
        archive: Archive,
        kept: Sequence[Archive],
        live: Sequence[Refusal],
        purged: set[str],
    ) -> Restored:
        async with self._database() as (client, database), mongo_ports(self.settings) as ports:
            await ensure_collections(database)
            application = build_application(ports)
            stores = MongoStores(client, database)
            for one in [one for one in archives(self.folder) if one.kind == "keys"][-1:]:
                await self._merge(one, stores)
            seals = await Seals.load(self._keys(database))
            rows, shut, faults = await self._fill(archive, stores, application, seals)
            refused = list(live)
            for one in kept:
                refused += await self._merge(one, stores)
            closed = (await stores.refusals())["closed_workspaces"]
            lost = sorted(set(shut) - {row["_id"] for row in closed} - purged)
            faults += [f"the key of {one} is not there, nor was it purged" for one in lost]
            replay = _replay(ports, application, database)
            replayed = await replay(refused)
            doubted = await application.delivery.doubt_after_restore(archive.taken_at)
            returned = await replay.returned(refused)
            if returned:
                faults.append(f"{returned} erased people are back")
            verdicts = await VerifyLog(log=ports.shared.audit).everything()
            broken = [one.workspace_id for one in verdicts if one.broken_at is not None]
            faults += [f"the audit log of {one} is not whole" for one in broken]
        return Restored(
            archive=archive,
            rows=rows,
            replayed=replayed,
            doubted=doubted,
            faults=faults,
            shredded=sum(shut.values()),
        )

    async def _fill(
        self, archive: Archive, stores: MongoStores, application: Application, seals: Seals
    ) -> tuple[int, Counter[str], list[str]]:
        """Rows as they were, compared with the manifest that was written with them; and how many,
        by workspace, no key opens any more.
        """
        rows, manifest, stopped = 0, None, False
        shut, missing = Counter[str](), Counter[str]()
        reason = f"restored a backup of {archive.taken_at.isoformat()}"
        for frame in read_archive(archive.path, self._key):
            read = read_frame(frame)
            if "manifest" in read:
                manifest = read["manifest"]
                break
            if not stopped and read["store"] != "stops":
                await application.delivery.stops.stop_platform(reason)
                stopped = True
            name = read["store"]
            back, closed = seals.read(name, read)
            shut.update(closed)
            missing[name] += closed.total()
            if back:
                await stores.insert(name, back)
            rows += len(back)
        if not stopped:
            await application.delivery.stops.stop_platform(reason)
        if manifest is None:
            raise ArchiveBroken("the archive has no manifest")
        there = await stores.sums([name for name in STORES if name != "stops"])
        empty = StoreSum().told()  # a store that did not exist yet
        wrong = [
            name
            for name, total in there.items()
            if not _is_whole(total, manifest.get(name, empty), missing[name])
        ]
        return rows, shut, [f"{name} is not what was kept" for name in wrong]

    async def _merge(self, archive: Archive, stores: MongoStores) -> Sequence[Refusal]:
        """The refusals that the restored database did not know."""
        new: list[Refusal] = []
        for frame in read_archive(archive.path, self._key):
            read = read_frame(frame)
            if "manifest" in read:
                continue
            added = await stores.merge(read["store"], read["rows"])
            if read["store"] == "suppressions":
                new += refusals_of(added)
        return new


def _is_whole(there: driver.Row, told: driver.Row, missing: int) -> bool:
    """Every byte as told; without the rows that no key opens, their number (each frame that was
    opened is authenticated anyway).
    """
    return there["rows"] == told["rows"] - missing if missing else there == told


def _replay(ports: Ports, application: Application, database: driver.Database) -> ReplayRefusals:
    erase = application.privacy.erase
    return ReplayRefusals(
        roll=MongoPeopleRoll(database),
        people=erase.people,
        erase=erase,
        hasher=ports.shared.identities,
    )


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
