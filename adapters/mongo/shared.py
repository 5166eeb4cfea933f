"""Storage ports of domain.shared: outbox, inbound events, operations, blobs, idempotency keys."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import Database, DuplicateKeyError, Row, collection
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.shared.blobs import BlobNotFound
from domain.shared.errors import NotFound
from domain.shared.events import Event, StoredEvent
from domain.shared.idempotency import IdempotencyKeyReused, KeptAnswer
from domain.shared.ids import BlobId, EventId, NewId, OperationId, WorkspaceId
from domain.shared.inbound import InboundEvent, InboundState
from domain.shared.operations import Operation, OperationNotFound, OperationState

_CHUNK = 256 * 1024
_TAKE_OVER = timedelta(seconds=10)


class MongoOutbox:
    """Outbox and OutboxReader."""

    def __init__(self, database: Database, new_id: NewId) -> None:
        self._rows = collection(database, "outbox")
        self._new_id = new_id

    async def append(self, events: Sequence[Event]) -> None:
        if not events:
            return
        rows = [
            to_row(StoredEvent.of(event, EventId(self._new_id()))) | {"relayed": False}
            for event in events
        ]
        await self._rows.insert_many(rows, session=current_session())

    async def waiting(self, limit: int) -> Sequence[StoredEvent]:
        cursor = self._rows.find({"relayed": False}).sort("_id", 1).limit(limit)
        return [from_row(row, StoredEvent) for row in await cursor.to_list(limit)]

    async def mark_relayed(self, ids: Sequence[EventId]) -> None:
        await self._rows.update_many({"_id": {"$in": list(ids)}}, {"$set": {"relayed": True}})

    async def after(
        self, workspace_id: WorkspaceId, last: EventId, limit: int
    ) -> Sequence[StoredEvent]:
        cursor = self._rows.find({"workspace_id": workspace_id, "_id": {"$gt": last}})
        rows = await cursor.sort("_id", 1).limit(limit).to_list(limit)
        return [from_row(row, StoredEvent) for row in rows]


class MongoInboundEvents:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "inbound_events")

    async def store(self, event: InboundEvent) -> bool:
        row = to_row(event)
        row["_id"] = row.pop("key")
        try:
            await self._rows.insert_one(row, session=current_session())
        except DuplicateKeyError:  # _id
            return False
        return True

    @staticmethod
    def _read(row: Row) -> InboundEvent:
        return from_row({**row, "key": row["_id"]}, InboundEvent)

    async def get(self, key: str) -> InboundEvent:
        row = await self._rows.find_one({"_id": key})
        if row is None:
            raise NotFound
        return self._read(row)

    async def waiting(self, limit: int) -> Sequence[InboundEvent]:
        cursor = self._rows.find({"state": InboundState.NEW.value}).sort("received_at", 1)
        return [self._read(row) for row in await cursor.limit(limit).to_list(limit)]

    async def begin(self, key: str) -> int:
        await self._rows.update_one({"_id": key}, {"$inc": {"attempts": 1}})
        return (await self.get(key)).attempts

    async def settle(self, key: str, state: InboundState, problem: str = "") -> None:
        await self._rows.update_one(
            {"_id": key},
            {"$set": {"state": state.value, "problem": problem}},
            session=current_session(),
        )


class MongoOperations:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "operations", Operation, not_found=OperationNotFound)

    async def get(self, workspace_id: WorkspaceId, operation_id: OperationId) -> Operation:
        return await self._rows.get(workspace_id, operation_id)

    async def add(self, operation: Operation) -> None:
        await self._rows.add(operation)

    async def save(self, operation: Operation) -> None:
        await self._rows.save(operation)

    async def latest(self, workspace_id: WorkspaceId, limit: int) -> Sequence[Operation]:
        return await self._rows.list(workspace_id, newest_first=True, limit=limit)

    async def stuck(self, silent_since: datetime, limit: int) -> Sequence[Operation]:
        running = {"state": OperationState.RUNNING.value, "beat_at": {"$lt": silent_since}}
        queued = {"state": OperationState.QUEUED.value, "created_at": {"$lt": silent_since}}
        found: list[Operation] = []
        for where in (running, queued):
            rows = await self._rows.raw.find(where).limit(limit).to_list(limit)
            found += [self._rows.read(row) for row in rows]
        return found[:limit]


class MongoBlobs:
    """BlobStore in 256 KiB parts: the one store every process already reaches."""

    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "blobs")

    async def put(self, workspace_id: WorkspaceId, blob_id: BlobId, content: bytes) -> None:
        await self.remove(workspace_id, blob_id)
        for part, start in enumerate(range(0, max(len(content), 1), _CHUNK)):
            await self._rows.insert_one(
                {
                    "_id": f"{blob_id}:{part}",
                    "workspace_id": workspace_id,
                    "blob_id": blob_id,
                    "part": part,
                    "content": content[start : start + _CHUNK],
                }
            )

    async def get(self, workspace_id: WorkspaceId, blob_id: BlobId) -> bytes:
        return b"".join([part async for part in self.read(workspace_id, blob_id)])

    async def read(self, workspace_id: WorkspaceId, blob_id: BlobId) -> AsyncIterator[bytes]:
        part = 0
        while True:
            row = await self._rows.find_one(
                {"_id": f"{blob_id}:{part}", "workspace_id": workspace_id}
            )
            if row is None:
                if part == 0:
                    raise BlobNotFound
                return
            yield bytes(row["content"])
            part += 1

    async def remove(self, workspace_id: WorkspaceId, blob_id: BlobId) -> None:
        await self._rows.delete_many({"workspace_id": workspace_id, "blob_id": blob_id})


class MongoIdempotencyKeys:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "idempotency_keys")

    async def begin(
        self, scope: str, key: str, request_hash: str, now: datetime
    ) -> KeptAnswer | None:
        row_id = f"{scope}:{key}"
        claim: Row = {"_id": row_id, "request_hash": request_hash, "begun_at": now, "status": 0}
        try:
            await self._rows.insert_one(claim)
        except DuplicateKeyError:  # _id
            return await self._again(row_id, request_hash, now)
        return None

    async def _again(self, row_id: str, request_hash: str, now: datetime) -> KeptAnswer | None:
        row = await self._rows.find_one({"_id": row_id})
        if row is None or row["request_hash"] != request_hash:
            raise IdempotencyKeyReused
        if row["status"]:
            return KeptAnswer(status=row["status"], headers=row["headers"], body=bytes(row["body"]))
        taken = await self._rows.update_one(
            {"_id": row_id, "status": 0, "begun_at": {"$lt": now - _TAKE_OVER}},
            {"$set": {"begun_at": now}},
        )
        if not taken.matched_count:
            raise IdempotencyKeyReused
        return None

    async def renew(self, scope: str, key: str, now: datetime) -> None:
        await self._rows.update_one(
            {"_id": f"{scope}:{key}", "status": 0}, {"$set": {"begun_at": now}}
        )

    async def keep(self, scope: str, key: str, answer: KeptAnswer) -> None:
        await self._rows.update_one({"_id": f"{scope}:{key}"}, {"$set": to_row(answer)})

    async def release(self, scope: str, key: str) -> None:
        await self._rows.delete_one({"_id": f"{scope}:{key}", "status": 0})
