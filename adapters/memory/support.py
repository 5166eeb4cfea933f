"""Storage of support in memory, for the domain tests."""

import copy
from collections.abc import Callable, Sequence
from datetime import datetime

from adapters.memory.rows import MemoryStore
from domain.shared.errors import StaleWrite
from domain.shared.ids import UserId
from domain.support.model import SupportContact


class MemorySupportContacts:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, SupportContact] = store.table("support_contacts")

    async def of_user(self, user_id: UserId) -> SupportContact | None:
        return self._one(lambda row: row.user_id == user_id) if user_id else None

    async def find(self, contact_id: str, desk_ref: str) -> SupportContact | None:
        found = self._one(lambda row: row.id == contact_id)
        if found is None and desk_ref:
            found = self._one(lambda row: row.desk_ref == desk_ref)
        return found

    def _one(self, where: Callable[[SupportContact], bool]) -> SupportContact | None:
        return copy.deepcopy(next(filter(where, self._rows.values()), None))

    async def due(self, at: datetime, limit: int) -> Sequence[SupportContact]:
        due = [row for row in self._rows.values() if row.delete_at and row.delete_at <= at]
        return copy.deepcopy(sorted(due, key=lambda row: row.delete_at or at)[:limit])

    async def add(self, contact: SupportContact) -> None:
        if contact.id in self._rows or await self.of_user(contact.user_id) is not None:
            raise StaleWrite
        self._rows[contact.id] = copy.deepcopy(contact)

    async def save(self, contact: SupportContact) -> None:
        kept = self._rows.get(contact.id)
        if kept is None or kept.version != contact.version:
            raise StaleWrite
        contact.version += 1
        self._rows[contact.id] = copy.deepcopy(contact)

    async def remove(self, contact_id: str) -> None:
        self._rows.pop(contact_id, None)
