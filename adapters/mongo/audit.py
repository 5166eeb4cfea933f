"""AuditLog: entries are inserted, never changed; the head is one compare-and-set per workspace."""

from collections.abc import Sequence

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import (
    ASCENDING,
    DESCENDING,
    Database,
    DuplicateKeyError,
    Row,
    collection,
)
from adapters.mongo.session import current_session
from domain.audit.model import AuditEntry, AuditFilter, ChainHead
from domain.shared.errors import StaleWrite
from domain.shared.ids import WorkspaceId
from domain.shared.page import Page, PageAsk


class MongoAuditLog:
    def __init__(self, database: Database) -> None:
        self._entries = collection(database, "audit_log")
        self._heads = collection(database, "audit_heads")

    async def head(self, workspace_id: WorkspaceId) -> ChainHead:
        row = await self._heads.find_one({"_id": workspace_id}, session=current_session())
        return ChainHead(id=workspace_id) if row is None else from_row(row, ChainHead)

    async def append(self, before: int, head: ChainHead, entries: Sequence[AuditEntry]) -> None:
        row = to_row(head) | {"workspace_id": head.id}
        try:
            if before == 0:
                await self._heads.insert_one(row, session=current_session())
            else:
                moved = await self._heads.replace_one(
                    {"_id": head.id, "seq": before}, row, session=current_session()
                )
                if not moved.matched_count:
                    raise StaleWrite
            await self._entries.insert_many(
                [to_row(entry) for entry in entries], session=current_session()
            )
        except DuplicateKeyError as error:  # _id: somebody wrote the first entry
            raise StaleWrite from error

    async def after(self, workspace_id: WorkspaceId, seq: int, limit: int) -> Sequence[AuditEntry]:
        cursor = self._entries.find({"workspace_id": workspace_id, "seq": {"$gt": seq}})
        rows = await cursor.sort([("seq", ASCENDING)]).limit(limit).to_list(limit)
        return [from_row(row, AuditEntry) for row in rows]

    async def page(
        self, workspace_id: WorkspaceId, ask: PageAsk, only: AuditFilter
    ) -> Page[AuditEntry]:
        where: Row = {"workspace_id": workspace_id}
        if only.ref:
            where["refs"] = only.ref
        if only.action:
            where["action"] = only.action
        if only.actor_id:
            where["actor_id"] = only.actor_id
        if ask.after is not None:
            where["seq"] = {"$lt": int(ask.after) if ask.after.isdecimal() else 0}
        cursor = self._entries.find(where).sort([("seq", DESCENDING)]).limit(ask.limit + 1)
        rows = await cursor.to_list(ask.limit + 1)
        kept = [from_row(row, AuditEntry) for row in rows[: ask.limit]]
        more = len(rows) > ask.limit
        return Page(items=kept, next=str(kept[-1].seq) if more else None)

    async def workspaces(self) -> Sequence[WorkspaceId]:
        cursor = self._heads.find({}, {"_id": 1}).sort([("_id", ASCENDING)])
        return [WorkspaceId(row["_id"]) async for row in cursor]
