"""The same world in memory, for domain tests and the simulation; it ends with the process."""

import copy
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from domain.shared.errors import DomainError, StaleWrite
from domain.shared.events import Event, StoredEvent
from domain.shared.ids import EventId, NewId, WorkspaceId
from domain.shared.page import Page, PageAsk

T = TypeVar("T")


class MemoryStore:
    """Tables of rows by id. What goes in and out is copied, so aliasing bugs cannot hide."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Any]] = {}

    def table(self, name: str) -> dict[str, Any]:
        return self.tables.setdefault(name, {})


class MemoryTransaction:
    """Transaction: a failure puts every table back as it was. One inside another joins it."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._depth = 0

    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        if self._depth:
            return await work()
        before = {name: dict(rows) for name, rows in self._store.tables.items()}
        self._depth += 1
        try:
            return await work()
        except BaseException:
            for name, rows in self._store.tables.items():
                rows.clear()
                rows.update(before.get(name, {}))
            raise
        finally:
            self._depth -= 1


class MemoryRows(Generic[T]):
    """What adapters.mongo.rows.Rows does, on a MemoryStore."""

    def __init__(
        self,
        store: MemoryStore,
        name: str,
        *,
        not_found: type[DomainError],
        exists: type[DomainError] | None = None,
        unique: Callable[[T], object | None] | None = None,
    ) -> None:
        """`unique` gives the key that one workspace may hold once; None means no key."""
        self._rows: dict[str, Any] = store.table(name)
        self._not_found = not_found
        self._exists = exists
        self._unique = unique

    def _mine(self, workspace_id: str) -> list[Any]:
        return [row for row in self._rows.values() if row.workspace_id == workspace_id]

    def _check_unique(self, thing: Any) -> None:  # noqa: ANN401 - T with an id
        if self._unique is None or self._exists is None:
            return
        key = self._unique(thing)
        for other in self._mine(thing.workspace_id):
            if key is not None and other.id != thing.id and self._unique(other) == key:
                raise self._exists

    def _keep(self, thing: Any) -> None:  # noqa: ANN401 - T with an id
        kept = copy.deepcopy(thing)
        if hasattr(kept, "events"):
            kept.events.clear()
        self._rows[thing.id] = kept

    async def get(self, workspace_id: str, row_id: str) -> T:
        row = self._rows.get(row_id)
        if row is None or row.workspace_id != workspace_id:
            raise self._not_found
        return copy.deepcopy(row)  # type: ignore[no-any-return]

    async def find(self, workspace_id: str, where: Callable[[T], bool]) -> T | None:
        for row in self._mine(workspace_id):
            if where(row):
                return copy.deepcopy(row)  # type: ignore[no-any-return]
        return None

    async def list(
        self,
        workspace_id: str,
        where: Callable[[T], bool] = lambda _: True,
        *,
        sort: Callable[[T], Any] = lambda row: row.id,  # type: ignore[attr-defined]
        newest_first: bool = False,
        limit: int = 1000,
    ) -> Sequence[T]:
        rows = sorted(filter(where, self._mine(workspace_id)), key=sort, reverse=newest_first)
        return copy.deepcopy(rows[:limit])

    async def page_by_id(
        self,
        workspace_id: str,
        ask: PageAsk,
        where: Callable[[T], bool] = lambda _: True,
        *,
        newest_first: bool = True,
    ) -> Page[T]:
        rows: Any = await self.list(workspace_id, where, newest_first=newest_first, limit=10**9)
        if ask.after:
            after = ask.after
            rows = [row for row in rows if (row.id < after if newest_first else row.id > after)]
        kept = rows[: ask.limit]
        return Page(items=kept, next=kept[-1].id if len(rows) > ask.limit else None)

    async def add(self, thing: Any) -> None:  # noqa: ANN401 - T with an id
        if thing.id in self._rows:
            raise self._exists or StaleWrite
        self._check_unique(thing)
        self._keep(thing)

    async def save(self, thing: Any) -> None:  # noqa: ANN401 - T with id, workspace_id and version
        row = self._rows.get(thing.id)
        if row is None or row.workspace_id != thing.workspace_id or row.version != thing.version:
            raise StaleWrite
        self._check_unique(thing)
        thing.version += 1
        self._keep(thing)

    async def put(self, thing: Any) -> None:  # noqa: ANN401 - as above
        if thing.version:
            await self.save(thing)
            return
        await self.add(replace(thing, version=1))
        thing.version = 1

    async def remove(self, workspace_id: str, row_id: str) -> bool:
        row = self._rows.get(row_id)
        if row is None or row.workspace_id != workspace_id:
            return False
        del self._rows[row_id]
        return True

    async def each(
        self, workspace_id: str, where: Callable[[T], bool] = lambda _: True
    ) -> AsyncIterator[T]:
        for row in await self.list(workspace_id, where, limit=10**9):
            yield row


class MemoryOutbox:
    """Outbox and OutboxReader."""

    def __init__(self, store: MemoryStore, new_id: NewId) -> None:
        self._rows = store.table("outbox")
        self._relayed = store.table("outbox_relayed")
        self._new_id = new_id

    async def append(self, events: Sequence[Event]) -> None:
        for event in events:
            stored = StoredEvent.of(event, EventId(self._new_id()))
            self._rows[stored.id] = stored

    async def waiting(self, limit: int) -> Sequence[StoredEvent]:
        return [event for key, event in self._rows.items() if key not in self._relayed][:limit]

    async def mark_relayed(self, ids: Sequence[EventId]) -> None:
        self._relayed.update(dict.fromkeys(ids, True))

    async def after(
        self, workspace_id: WorkspaceId, last: EventId, limit: int
    ) -> Sequence[StoredEvent]:
        mine = [event for event in self._rows.values() if event.workspace_id == workspace_id]
        return [event for event in mine if event.id > last][:limit]
