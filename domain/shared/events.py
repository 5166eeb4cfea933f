"""Facts that other modules react to, through the outbox and never by a call."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self, TypeAlias

from domain.shared.ids import EventId, WorkspaceId

Scalar: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened. Fields are ids, numbers, codes and instants: no personal data."""

    at: datetime
    workspace_id: WorkspaceId

    @property
    def name(self) -> str:
        return type(self).__name__


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """An event as the outbox keeps it; `data` holds the fields beyond `at` and workspace."""

    id: EventId
    workspace_id: WorkspaceId
    name: str
    at: datetime
    data: dict[str, Scalar]

    @classmethod
    def of(cls, event: Event, event_id: EventId) -> Self:
        own = {
            name: getattr(event, name)
            for name in event.__dataclass_fields__
            if name not in {"at", "workspace_id"}
        }
        return cls(
            id=event_id, workspace_id=event.workspace_id, name=event.name, at=event.at, data=own
        )
