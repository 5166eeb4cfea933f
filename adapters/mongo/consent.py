"""Storage ports of consent."""

from collections.abc import Sequence

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import Database, Row, collection
from adapters.mongo.session import current_session
from domain.consent.model import IdentityKind, NoticeDelivery, Suppression
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk

_AT_ONCE = 1000


class MongoSuppressions:
    """SuppressionList. The same refusal has the same `_id`, so a repeated insert is a no-op."""

    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "suppressions")
        self._holds = collection(database, "suppression_holds")

    async def hold(self, entries: Sequence[Suppression]) -> None:
        for entry in entries:
            await self._holds.update_one(
                {"_id": entry.id},
                {"$setOnInsert": to_row(entry)},
                upsert=True,
                session=current_session(),
            )

    async def lift(
        self, workspace_id: WorkspaceId, digests: Sequence[tuple[IdentityKind, str]]
    ) -> None:
        where = {
            "workspace_id": workspace_id,
            "digest": {"$in": [digest for _, digest in digests]},
        }
        await self._holds.delete_many(where, session=current_session())

    async def add(self, entries: Sequence[Suppression]) -> int:
        new = 0
        for entry in entries:
            written = await self._rows.update_one(
                {"_id": entry.id},
                {"$setOnInsert": to_row(entry)},
                upsert=True,
                session=current_session(),
            )
            new += written.upserted_id is not None
        return new

    async def of(
        self, workspace_id: WorkspaceId, digests: Sequence[tuple[IdentityKind, str]]
    ) -> Sequence[Suppression]:
        found: list[Suppression] = []
        for start in range(0, len(digests), _AT_ONCE):
            wanted = set(digests[start : start + _AT_ONCE])
            # A digest covers its kind, so the digest alone finds the entry.
            where = {
                "workspace_id": workspace_id,
                "digest": {"$in": [digest for _, digest in wanted]},
            }
            rows: list[Row] = []
            for kept in (self._rows, self._holds):
                cursor = kept.find(where, session=current_session()).limit(_AT_ONCE * 3)
                rows += await cursor.to_list(_AT_ONCE * 3)
            read = [from_row(row, Suppression) for row in rows]
            found += [entry for entry in read if (entry.kind, entry.digest) in wanted]
        return found

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Suppression]:
        where: Row = {"workspace_id": workspace_id}
        if ask.after:
            where["_id"] = {"$gt": ask.after}
        cursor = self._rows.find(where).sort([("_id", 1)]).limit(ask.limit + 1)
        rows = await cursor.to_list(ask.limit + 1)
        kept = rows[: ask.limit]
        return Page(
            items=[from_row(row, Suppression) for row in kept],
            next=kept[-1]["_id"] if len(rows) > ask.limit else None,
        )

    async def count(self, workspace_id: WorkspaceId) -> int:
        return await self._rows.count_documents({"workspace_id": workspace_id})


class MongoNoticeLog:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "notice_deliveries")

    async def add(self, delivery: NoticeDelivery) -> bool:
        written = await self._rows.update_one(
            {"_id": delivery.id},
            {"$setOnInsert": to_row(delivery)},
            upsert=True,
            session=current_session(),
        )
        return written.upserted_id is not None

    async def of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[NoticeDelivery]:
        where = {"workspace_id": workspace_id, "prospect_id": prospect_id}
        rows = await self._rows.find(where).sort("sent_at", 1).limit(10).to_list(10)
        return [from_row(row, NoticeDelivery) for row in rows]
