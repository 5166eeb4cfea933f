"""Storage ports of integrations in memory, for the domain tests."""

import copy
from collections.abc import Sequence
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.integrations.errors import KeyNotFound
from domain.integrations.model.api_key import ApiKey
from domain.shared.ids import ApiKeyId, WorkspaceId


class MemoryApiKeys:
    def __init__(self, store: MemoryStore) -> None:
        self._table: dict[str, ApiKey] = store.table("api_keys")
        self._rows: MemoryRows[ApiKey] = MemoryRows(store, "api_keys", not_found=KeyNotFound)

    async def find(self, digest: str) -> ApiKey | None:
        found = (key for key in self._table.values() if key.digest == digest)
        return copy.deepcopy(next(found, None))

    async def get(self, workspace_id: WorkspaceId, key_id: ApiKeyId) -> ApiKey:
        return await self._rows.get(workspace_id, key_id)

    async def unrevoked(self, workspace_id: WorkspaceId) -> Sequence[ApiKey]:
        return await self._rows.list(
            workspace_id, lambda key: key.revoked_at is None, newest_first=True, limit=100
        )

    async def add(self, key: ApiKey) -> None:
        await self._rows.add(key)

    async def save(self, key: ApiKey) -> None:
        await self._rows.save(key)

    async def touch(self, key_id: ApiKeyId, at: datetime) -> None:
        key = self._table.get(key_id)
        if key is not None and (key.used_at is None or key.used_at < at):
            key.used_at = at
