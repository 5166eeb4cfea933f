"""What must happen later is an event stored with the change that caused it."""

from collections.abc import Sequence
from typing import Protocol

from domain.shared.events import Event, StoredEvent
from domain.shared.ids import EventId, WorkspaceId


class Outbox(Protocol):
    async def append(self, events: Sequence[Event]) -> None:
        """Store the events in the running transaction, in this order.

        They reach every consumer at least once, or never if the transaction rolls back.
        """
        ...


class OutboxReader(Protocol):
    """The other end, for the relay and the live feed."""

    async def waiting(self, limit: int) -> Sequence[StoredEvent]:
        """Events not relayed yet, oldest first, of all workspaces: relaying has no workspace."""
        ...

    async def mark_relayed(self, ids: Sequence[EventId]) -> None:
        """Say that the jobs of these events are queued. A second call changes nothing."""
        ...

    async def after(
        self, workspace_id: WorkspaceId, last: EventId, limit: int
    ) -> Sequence[StoredEvent]:
        """Events of one workspace later than `last` by id."""
        ...
