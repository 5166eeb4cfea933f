"""Outbox that also writes the audit log: one place, so no module can forget it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.audit.usecases.record_facts import RecordFacts
from domain.shared.events import Event
from domain.shared.outbox import Outbox


@dataclass(frozen=True, slots=True)
class AuditedOutbox:
    outbox: Outbox
    record: RecordFacts

    async def append(self, events: Sequence[Event]) -> None:
        """Event and audit entry land in the same transaction, or neither does."""
        await self.outbox.append(events)
        await self.record(events)
