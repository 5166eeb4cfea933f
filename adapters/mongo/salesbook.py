"""Storage port of the Salesbook: one document per workspace."""

from dataclasses import replace

from adapters.mongo.driver import Database
from adapters.mongo.rows import Rows
from domain.salesbook.model.salesbook import Salesbook
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import WorkspaceId


class MongoSalesbooks:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "salesbooks", Salesbook, not_found=NotFound, exists=StaleWrite)

    async def get(self, workspace_id: WorkspaceId) -> Salesbook:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or Salesbook(id=workspace_id, workspace_id=workspace_id)

    async def save(self, salesbook: Salesbook) -> None:
        if salesbook.version:
            await self._rows.save(salesbook)
            return
        await self._rows.add(replace(salesbook, version=1))
        salesbook.version = 1
