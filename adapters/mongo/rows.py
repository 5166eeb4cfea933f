"""The way to a collection that cannot forget the workspace (security.md 3.2)."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import (
    ASCENDING,
    DESCENDING,
    Collection,
    Database,
    DuplicateKeyError,
    Row,
    collection,
)
from adapters.mongo.session import current_session
from domain.shared.errors import DomainError, StaleWrite
from domain.shared.page import Page, PageAsk


class Stored(Protocol):
    id: Any
    workspace_id: Any


T = TypeVar("T")


class Rows(Generic[T]):
    """Aggregates of one kind. Every call names a workspace, and every filter carries it."""

    def __init__(
        self,
        database: Database,
        name: str,
        kind: type[T],
        *,
        not_found: type[DomainError],
        exists: type[DomainError] | None = None,
    ) -> None:
        self._kind = kind
        self._rows = collection(database, name)
        self._not_found = not_found
        self._exists = exists

    @property
    def raw(self) -> Collection:
        """For queries this class has no word for; they must carry `workspace_id`."""
        return self._rows

    def read(self, row: Row) -> T:
        return from_row(row, self._kind)

    async def get(self, workspace_id: str, row_id: str) -> T:
        """Raise the module's NotFound, also for a row of another workspace."""
        row = await self._rows.find_one(
            {"_id": row_id, "workspace_id": workspace_id}, session=current_session()
        )
        if row is None:
            raise self._not_found
        return self.read(row)

    async def find(self, workspace_id: str, where: Mapping[str, Any]) -> T | None:
        row = await self._rows.find_one(
            {**where, "workspace_id": workspace_id}, session=current_session()
        )
        return None if row is None else self.read(row)

    async def list(
        self,
        workspace_id: str,
        where: Mapping[str, Any] | None = None,
        *,
        sort: str = "_id",
        newest_first: bool = False,
        limit: int = 1000,
    ) -> Sequence[T]:
        order = DESCENDING if newest_first else ASCENDING
        cursor = (
            self._rows.find(
                {**(where or {}), "workspace_id": workspace_id}, session=current_session()
            )
            .sort([(sort, order)])
            .limit(limit)
        )
        return [self.read(row) for row in await cursor.to_list(limit)]

    async def page_by_id(
        self,
        workspace_id: str,
        ask: PageAsk,
        where: Mapping[str, Any] | None = None,
        *,
        newest_first: bool = True,
    ) -> Page[T]:
        """A keyset page on `_id`, which is creation order."""
        filters: Row = {**(where or {}), "workspace_id": workspace_id}
        if ask.after:
            filters["_id"] = {"$lt" if newest_first else "$gt": ask.after}
        cursor = (
            self._rows.find(filters, session=current_session())
            .sort([("_id", DESCENDING if newest_first else ASCENDING)])
            .limit(ask.limit + 1)
        )
        rows = await cursor.to_list(ask.limit + 1)
        kept = rows[: ask.limit]
        return Page(
            items=[self.read(row) for row in kept],
            next=kept[-1]["_id"] if len(rows) > ask.limit else None,
        )

    async def add(self, thing: T) -> None:
        """Raise the module's "already exists" when a unique index refuses."""
        try:
            await self._rows.insert_one(to_row(thing), session=current_session())
        except DuplicateKeyError as error:
            if self._exists is None:
                raise
            raise self._exists from error

    async def save(self, thing: Any) -> None:  # noqa: ANN401 - T with id, workspace_id and version
        """Replace the version that was read; raise StaleWrite if another write came first."""
        read = {
            "_id": thing.id,
            "workspace_id": thing.workspace_id,
            "version": thing.version,
        }
        row = to_row(thing) | {"version": thing.version + 1}
        try:
            written = await self._rows.replace_one(read, row, session=current_session())
        except DuplicateKeyError as error:
            if self._exists is None:
                raise
            raise self._exists from error
        if not written.matched_count:
            raise StaleWrite
        thing.version += 1

    async def put(self, thing: Any) -> None:  # noqa: ANN401 - as above
        """Add at version 0, else save: for what is there by default until somebody changes it."""
        if thing.version:
            await self.save(thing)
            return
        await self.add(replace(thing, version=1))
        thing.version = 1

    async def remove(self, workspace_id: str, row_id: str) -> bool:
        gone = await self._rows.delete_one(
            {"_id": row_id, "workspace_id": workspace_id}, session=current_session()
        )
        return bool(gone.deleted_count)

    async def each(
        self, workspace_id: str, where: Mapping[str, Any] | None = None
    ) -> AsyncIterator[T]:
        """All matches in creation order, in batches; safe while rows are added."""
        after = ""
        while True:
            filters = {**(where or {}), "workspace_id": workspace_id, "_id": {"$gt": after}}
            rows = await self._rows.find(filters).sort([("_id", ASCENDING)]).limit(500).to_list(500)
            for row in rows:
                yield self.read(row)
            if len(rows) < 500:
                return
            after = rows[-1]["_id"]
