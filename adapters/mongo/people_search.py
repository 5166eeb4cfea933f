"""Searches for people: allowances, results, and those that run again."""

from collections.abc import Sequence
from datetime import datetime

from adapters.mongo.driver import ASCENDING, Database
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.prospects.errors import SavedSearchNotFound, SearchNotFound
from domain.prospects.model.people_search import PeopleSearch, SavedSearch, SearchAllowance
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import PeopleSearchId, SavedSearchId, SenderId, UserId, WorkspaceId


class MongoSearchAllowances:
    """The id of an allowance is its sender's, so there is one."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "search_allowances", SearchAllowance, not_found=NotFound, exists=StaleWrite
        )

    async def find(self, workspace_id: WorkspaceId, sender_id: SenderId) -> SearchAllowance | None:
        return await self._rows.find(workspace_id, {"_id": sender_id})

    async def add(self, allowance: SearchAllowance) -> None:
        await self._rows.add(allowance)

    async def save(self, allowance: SearchAllowance) -> None:
        await self._rows.save(allowance)


class MongoPeopleSearches:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "people_searches", PeopleSearch, not_found=SearchNotFound)

    async def get(self, workspace_id: WorkspaceId, search_id: PeopleSearchId) -> PeopleSearch:
        return await self._rows.get(workspace_id, search_id)

    async def add(self, search: PeopleSearch) -> None:
        await self._rows.add(search)

    async def save(self, search: PeopleSearch) -> None:
        await self._rows.save(search)


class MongoSavedSearches:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "saved_searches", SavedSearch, not_found=SavedSearchNotFound)

    async def get(self, workspace_id: WorkspaceId, saved_id: SavedSearchId) -> SavedSearch:
        return await self._rows.get(workspace_id, saved_id)

    async def of(self, workspace_id: WorkspaceId, owner_id: UserId) -> Sequence[SavedSearch]:
        return await self._rows.list(workspace_id, {"owner_id": owner_id}, limit=100)

    async def add(self, saved: SavedSearch) -> None:
        await self._rows.add(saved)

    async def save(self, saved: SavedSearch) -> None:
        await self._rows.save(saved)

    async def remove(self, workspace_id: WorkspaceId, saved_id: SavedSearchId) -> None:
        await self._rows.remove(workspace_id, saved_id)

    async def due(self, at: datetime, limit: int) -> Sequence[SavedSearch]:
        where = {"is_paused": False, "next_at": {"$lte": at}}
        found = self._rows.raw.find(where, session=current_session())
        rows = await found.sort([("next_at", ASCENDING)]).limit(limit).to_list(limit)
        return [self._rows.read(row) for row in rows]
