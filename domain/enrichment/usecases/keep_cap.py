"""See KeepCap."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.enrichment.errors import EnrichmentCapInvalid, EnrichmentCapReached
from domain.enrichment.model import CAP_SPAN, MOST_PER_DAY, CapStanding, EnrichmentCap
from domain.enrichment.ports import EnrichmentCaps, EnrichmentRequests
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCap:
    """How many people a workspace may look up in any 24 hours: set it, and hold orders to it."""

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    caps: EnrichmentCaps
    requests: EnrichmentRequests
    transaction: Transaction
    clock: Clock

    async def read(self, actor: Actor) -> CapStanding:
        actor.require(Permission.ENRICHMENT_RUN)
        return await self.standing(actor.workspace_id, 1)

    async def set(self, actor: Actor, per_day: int) -> CapStanding:
        """Raise EnrichmentCapInvalid. What is already asked for stays asked for."""
        actor.require(Permission.LIMITS_SET)
        if not 0 <= per_day <= MOST_PER_DAY:
            raise EnrichmentCapInvalid

        async def work() -> None:
            cap = await self.caps.of(actor.workspace_id)
            cap.per_day = per_day
            await self.caps.save(cap)

        await self.transaction.run(work)
        return await self.standing(actor.workspace_id, 1)

    async def standing(self, workspace_id: WorkspaceId, people: int) -> CapStanding:
        """What is left, and when that many more people may be asked for."""
        return await self._standing(await self.caps.of(workspace_id), people, self.clock.now())

    async def take(self, workspace_id: WorkspaceId, people: int) -> None:
        """Within the transaction of the order. Raise EnrichmentCapReached."""
        cap, now = await self.caps.of(workspace_id), self.clock.now()
        standing = await self._standing(cap, people, now)
        if people > standing.left:
            at = standing.possible_at
            raise EnrichmentCapReached(
                faults=[
                    FieldFault(
                        "/prospect_ids",
                        "enrichment-possible-at" if at else "enrichment-cap-too-small",
                        at.isoformat(timespec="seconds") if at else str(cap.per_day),
                    )
                ]
            )
        await self.caps.save(cap)

    async def _standing(self, cap: EnrichmentCap, people: int, now: datetime) -> CapStanding:
        since = now - CAP_SPAN
        asked = await self.requests.asked_since(cap.workspace_id, since)
        left = max(0, cap.per_day - asked)
        possible_at: datetime | None = None
        if people <= left:
            possible_at = now
        elif people <= cap.per_day:
            # That many of the oldest have to leave the span first.
            number = asked + people - cap.per_day
            oldest = await self.requests.nth_since(cap.workspace_id, since, number)
            possible_at = (oldest or now) + CAP_SPAN
        return CapStanding(per_day=cap.per_day, left=left, possible_at=possible_at)
