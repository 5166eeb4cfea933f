"""Saved views, bulk changes and cleared texts."""

from collections.abc import Collection, Sequence

from adapters.mongo.driver import Database
from adapters.mongo.rows import Rows
from domain.prospects.errors import BulkChangeNotFound, ClearanceNotFound, SavedViewNotFound
from domain.prospects.model.bulk_change import BulkChange
from domain.prospects.model.clearance import MOST_CLEARANCES, Clearance
from domain.prospects.model.saved_view import MOST_VIEWS, SavedView
from domain.shared.ids import ClearanceId, OperationId, SavedViewId, WorkspaceId


class MongoSavedViews:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "saved_views", SavedView, not_found=SavedViewNotFound)

    async def get(self, workspace_id: WorkspaceId, view_id: SavedViewId) -> SavedView:
        return await self._rows.get(workspace_id, view_id)

    async def list(self, workspace_id: WorkspaceId) -> Sequence[SavedView]:
        return await self._rows.list(workspace_id, limit=MOST_VIEWS)

    async def add(self, view: SavedView) -> None:
        await self._rows.add(view)

    async def save(self, view: SavedView) -> None:
        await self._rows.save(view)

    async def remove(self, workspace_id: WorkspaceId, view_id: SavedViewId) -> None:
        await self._rows.remove(workspace_id, view_id)


class MongoBulkChanges:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "bulk_changes", BulkChange, not_found=BulkChangeNotFound)

    async def get(self, workspace_id: WorkspaceId, operation_id: OperationId) -> BulkChange:
        return await self._rows.get(workspace_id, operation_id)

    async def add(self, change: BulkChange) -> None:
        await self._rows.add(change)

    async def save(self, change: BulkChange) -> None:
        await self._rows.save(change)


class MongoClearances:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "sensitive_clearances", Clearance, not_found=ClearanceNotFound)

    async def get(self, workspace_id: WorkspaceId, clearance_id: ClearanceId) -> Clearance:
        return await self._rows.get(workspace_id, clearance_id)

    async def list(self, workspace_id: WorkspaceId) -> Sequence[Clearance]:
        return await self._rows.list(workspace_id, newest_first=True, limit=MOST_CLEARANCES)

    async def folded(self, workspace_id: WorkspaceId, texts: Collection[str]) -> frozenset[str]:
        where = {"folded": {"$in": list(texts)}}
        found = await self._rows.list(workspace_id, where, limit=MOST_CLEARANCES)
        return frozenset(one.folded for one in found)

    async def add(self, clearance: Clearance) -> None:
        await self._rows.add(clearance)

    async def remove(self, workspace_id: WorkspaceId, clearance_id: ClearanceId) -> None:
        await self._rows.remove(workspace_id, clearance_id)
