"""Deliveries from vendors, kept raw and once, before they are answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class InboundState(StrEnum):
    NEW = "new"
    DONE = "done"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundEvent:
    """One delivery. `key` is source:external id or a hash of the body (delivery.md 1.10)."""

    key: str
    source: str
    body: bytes
    received_at: datetime
    state: InboundState = InboundState.NEW
    attempts: int = 0
    problem: str = ""


class InboundEvents(Protocol):
    """No workspace: which one a delivery concerns is learnt by reading it."""

    async def store(self, event: InboundEvent) -> bool:
        """Keep the delivery durably; False when its key is known already."""
        ...

    async def get(self, key: str) -> InboundEvent:
        """Raise NotFound."""
        ...

    async def waiting(self, limit: int) -> Sequence[InboundEvent]:
        """NEW deliveries, oldest first."""
        ...

    async def begin(self, key: str) -> int:
        """Count one attempt before the handler runs; return how many there were with it."""
        ...

    async def settle(self, key: str, state: InboundState, problem: str = "") -> None:
        """Record the end of an attempt. A second call with DONE changes nothing."""
        ...
