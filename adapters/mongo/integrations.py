"""Storage ports of integrations."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from adapters.mongo.driver import ASCENDING, Database
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.integrations.errors import HookDeliveryNotFound, HookNotFound, KeyNotFound
from domain.integrations.model.api_key import ApiKey
from domain.integrations.model.hook import DeliveryState, Hook, HookDelivery
from domain.shared.errors import Conflict
from domain.shared.ids import ApiKeyId, HookId, WorkspaceId
from domain.shared.page import Page, PageAsk


class MongoApiKeys:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "api_keys", ApiKey, not_found=KeyNotFound)

    async def find(self, digest: str) -> ApiKey | None:
        row = await self._rows.raw.find_one({"digest": digest}, session=current_session())
        return None if row is None else self._rows.read(row)

    async def get(self, workspace_id: WorkspaceId, key_id: ApiKeyId) -> ApiKey:
        return await self._rows.get(workspace_id, key_id)

    async def unrevoked(self, workspace_id: WorkspaceId) -> Sequence[ApiKey]:
        return await self._rows.list(
            workspace_id, {"revoked_at": None}, newest_first=True, limit=100
        )

    async def ending(self, before: datetime, limit: int) -> Sequence[ApiKey]:
        where = {"ends_at": {"$lt": before}, "warned_at": None, "revoked_at": None}
        rows = self._rows.raw.find(where).sort([("ends_at", ASCENDING)]).limit(limit)
        return [self._rows.read(row) for row in await rows.to_list(limit)]

    async def add(self, key: ApiKey) -> None:
        await self._rows.add(key)

    async def save(self, key: ApiKey) -> None:
        await self._rows.save(key)

    async def touch(self, key_id: ApiKeyId, at: datetime) -> None:
        await self._rows.raw.update_one(
            {"_id": key_id, "$or": [{"used_at": None}, {"used_at": {"$lt": at}}]},
            {"$set": {"used_at": at}},
            session=current_session(),
        )

    async def hold(self, workspace_id: WorkspaceId, *, is_held: bool) -> None:
        await self._rows.raw.update_many(
            {"workspace_id": workspace_id},
            {"$set": {"is_held": is_held}},
            session=current_session(),
        )


class MongoHooks:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "hooks", Hook, not_found=HookNotFound)

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


class _Known(Conflict):
    """A delivery is queued once per event and endpoint."""


class MongoHookDeliveries:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database,
            "hook_deliveries",
            HookDelivery,
            not_found=HookDeliveryNotFound,
            exists=_Known,
        )

    async def add(self, delivery: HookDelivery) -> None:
        with suppress(_Known):
            await self._rows.add(delivery)

    async def get(self, workspace_id: WorkspaceId, delivery_id: str) -> HookDelivery:
        return await self._rows.get(workspace_id, delivery_id)

    async def page(
        self, workspace_id: WorkspaceId, hook_id: HookId, ask: PageAsk
    ) -> Page[HookDelivery]:
        return await self._rows.page_by_id(workspace_id, ask, {"hook_id": hook_id})

    async def due(self, at: datetime, limit: int) -> Sequence[HookDelivery]:
        cursor = self._rows.raw.find(
            {"state": DeliveryState.WAITING.value, "next_at": {"$lte": at}},
            session=current_session(),
        )
        rows = await cursor.sort([("next_at", ASCENDING)]).limit(limit).to_list(limit)
        return [self._rows.read(row) for row in rows]

    async def save(self, delivery: HookDelivery) -> None:
        await self._rows.save(delivery)
