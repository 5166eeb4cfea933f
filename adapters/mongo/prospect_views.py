"""Saved views and bulk changes."""

from collections.abc import Sequence

from adapters.mongo.driver import Database
from adapters.mongo.rows import Rows
from domain.prospects.errors import BulkChangeNotFound, SavedViewNotFound
from domain.prospects.model.bulk_change import BulkChange
from domain.prospects.model.saved_view import MOST_VIEWS, SavedView
from domain.shared.ids import OperationId, SavedViewId, WorkspaceId


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
