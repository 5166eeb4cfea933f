"""Storage ports of integrations in memory, for the domain tests."""

import copy
from collections.abc import Sequence
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.integrations.errors import HookDeliveryNotFound, HookNotFound, KeyNotFound
from domain.integrations.model.api_key import ApiKey
from domain.integrations.model.hook import DeliveryState, Hook, HookDelivery
from domain.shared.ids import ApiKeyId, HookId, WorkspaceId
from domain.shared.page import Page, PageAsk


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

    async def ending(self, before: datetime, limit: int) -> Sequence[ApiKey]:
        soon = [
            key
            for key in self._table.values()
            if key.ends_at < before and key.warned_at is None and key.revoked_at is None
        ]
        return copy.deepcopy(sorted(soon, key=lambda key: key.ends_at)[:limit])

    async def add(self, key: ApiKey) -> None:
        await self._rows.add(key)

    async def save(self, key: ApiKey) -> None:
        await self._rows.save(key)

    async def touch(self, key_id: ApiKeyId, at: datetime) -> None:
        key = self._table.get(key_id)
        if key is not None and (key.used_at is None or key.used_at < at):
            key.used_at = at

    async def hold(self, workspace_id: WorkspaceId, *, is_held: bool) -> None:
        for key in self._table.values():
            if key.workspace_id == workspace_id:
                key.is_held = is_held


class MemoryHooks:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Hook] = MemoryRows(store, "hooks", not_found=HookNotFound)

    async def get(self, workspace_id: WorkspaceId, hook_id: HookId) -> Hook:
        return await self._rows.get(workspace_id, hook_id)

    async def list(self, workspace_id: WorkspaceId) -> Sequence[Hook]:
        return await self._rows.list(workspace_id, limit=100)

    async def add(self, hook: Hook) -> None:
        await self._rows.add(hook)

    async def save(self, hook: Hook) -> None:
        await self._rows.save(hook)

    async def remove(self, workspace_id: WorkspaceId, hook_id: HookId) -> None:
        await self._rows.remove(workspace_id, hook_id)


class MemoryHookDeliveries:
    def __init__(self, store: MemoryStore) -> None:
        self._table: dict[str, HookDelivery] = store.table("hook_deliveries")
        self._rows: MemoryRows[HookDelivery] = MemoryRows(
            store, "hook_deliveries", not_found=HookDeliveryNotFound
        )

    async def add(self, delivery: HookDelivery) -> None:
        if delivery.id not in self._table:
            await self._rows.add(delivery)

    async def get(self, workspace_id: WorkspaceId, delivery_id: str) -> HookDelivery:
        return await self._rows.get(workspace_id, delivery_id)

    async def page(
        self, workspace_id: WorkspaceId, hook_id: HookId, ask: PageAsk
    ) -> Page[HookDelivery]:
        return await self._rows.page_by_id(workspace_id, ask, lambda row: row.hook_id == hook_id)

    async def due(self, at: datetime, limit: int) -> Sequence[HookDelivery]:
        waiting = [
            row
            for row in self._table.values()
            if row.state is DeliveryState.WAITING and row.next_at <= at
        ]
        return copy.deepcopy(sorted(waiting, key=lambda row: row.next_at)[:limit])

    async def save(self, delivery: HookDelivery) -> None:
        await self._rows.save(delivery)
