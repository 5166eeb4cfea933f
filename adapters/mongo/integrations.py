"""Storage ports of integrations."""

from collections.abc import Sequence
from datetime import datetime

from adapters.mongo.driver import Database
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.integrations.errors import KeyNotFound
from domain.integrations.model.api_key import ApiKey
from domain.shared.ids import ApiKeyId, WorkspaceId


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
