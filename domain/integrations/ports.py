"""What integrations needs from the outside."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.integrations.model.api_key import ApiKey
from domain.integrations.model.hook import Answered, Hook, HookDelivery
from domain.shared.events import StoredEvent
from domain.shared.ids import ApiKeyId, EventId, HookId, WorkspaceId
from domain.shared.page import Page, PageAsk


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

    async def ending(self, before: datetime, limit: int) -> Sequence[ApiKey]:
        """Of all workspaces: not revoked, nobody warned, over before that time; soonest first."""
        ...

    async def add(self, key: ApiKey) -> None: ...

    async def save(self, key: ApiKey) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def touch(self, key_id: ApiKeyId, at: datetime) -> None:
        """Note a use. `used_at` never goes back, and no version is spent."""
        ...

    async def hold(self, workspace_id: WorkspaceId, *, is_held: bool) -> None:
        """Mark every key of the workspace; no version is spent, and twice is fine."""
        ...


class Standings(Protocol):
    async def is_held(self, workspace_id: WorkspaceId) -> bool:
        """Whether the workspace is closing or suspended: read-only either way."""
        ...


class Hooks(Protocol):
    async def get(self, workspace_id: WorkspaceId, hook_id: HookId) -> Hook:
        """Raise HookNotFound, also for one of another workspace."""
        ...

    async def list(self, workspace_id: WorkspaceId) -> Sequence[Hook]:
        """Oldest first; at most 100."""
        ...

    async def add(self, hook: Hook) -> None: ...

    async def save(self, hook: Hook) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def remove(self, workspace_id: WorkspaceId, hook_id: HookId) -> None:
        """A second call changes nothing."""
        ...


class HookDeliveries(Protocol):
    """The log: kept for thirty days."""

    async def add(self, delivery: HookDelivery) -> None:
        """Nothing changes when one with this id is there."""
        ...

    async def get(self, workspace_id: WorkspaceId, delivery_id: str) -> HookDelivery:
        """Raise HookDeliveryNotFound, also for one of another workspace."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, hook_id: HookId, ask: PageAsk
    ) -> Page[HookDelivery]:
        """Of one endpoint, newest message first."""
        ...

    async def due(self, at: datetime, limit: int) -> Sequence[HookDelivery]:
        """Waiting ones whose time has come, the longest waiting first, of all workspaces: sending
        has no workspace.
        """
        ...

    async def save(self, delivery: HookDelivery) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class Receiver(Protocol):
    """A client's own server, which may be anywhere, and anything."""

    async def fault(self, url: str) -> str:
        """The code of why nothing may be sent to this address, or ""."""
        ...

    async def post(self, url: str, headers: Mapping[str, str], body: str) -> Answered:
        """Send once: HTTPS, public addresses only, looked up and held for this very call, no
        redirect followed, 15 seconds. Never raises for what a receiver does.
        """
        ...


class EventBook(Protocol):
    async def get(self, workspace_id: WorkspaceId, event_id: EventId) -> StoredEvent | None:
        """One stored event; None when it is gone or another workspace's."""
        ...
