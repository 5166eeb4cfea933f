"""See AuditDelivery."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.model.invariants import CHECKS
from domain.delivery.ports import DeliveryBooks
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """`found` names every violation; `counts` says how often each promise was broken."""

    workspaces: int
    actions: int
    attempts: int
    counts: Mapping[str, int]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditDelivery:
    """Hold the live store against the promises of delivery.md 1.14; reads only."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    books: DeliveryBooks
    wall: Clock

    async def __call__(self) -> AuditReport:
        workspaces = actions = attempts = 0
        counts: Counter[str] = Counter({check.__name__: 0 for check in CHECKS})
        found: list[str] = []
        async for stored in self.books.each(self.wall.now()):
            workspaces, actions = workspaces + 1, actions + len(stored.actions)
            attempts += len(stored.attempts)
            for check in CHECKS:
                broken = list(check(stored))
                counts[check.__name__] += len(broken)
                found += broken
        return AuditReport(
            workspaces=workspaces,
            actions=actions,
            attempts=attempts,
            counts=counts,
            found=tuple(found),
        )
