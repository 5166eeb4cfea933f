"""What integrations needs from the outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.integrations.model.api_key import ApiKey
from domain.shared.ids import ApiKeyId, WorkspaceId


class ApiKeys(Protocol):
    async def find(self, digest: str) -> ApiKey | None:
        """The key, also one that is over. No workspace: the key is what leads to it."""
        ...

    async def get(self, workspace_id: WorkspaceId, key_id: ApiKeyId) -> ApiKey:
        """Raise KeyNotFound, also for one of another workspace."""
        ...

    async def unrevoked(self, workspace_id: WorkspaceId) -> Sequence[ApiKey]:
        """Not revoked, also late ones; newest first; at most 100."""
        ...

    async def add(self, key: ApiKey) -> None: ...

    async def save(self, key: ApiKey) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def touch(self, key_id: ApiKeyId, at: datetime) -> None:
        """Note a use. `used_at` never goes back, and no version is spent."""
        ...
