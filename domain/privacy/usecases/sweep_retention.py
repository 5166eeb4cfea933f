"""See SweepRetention."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.privacy.model.erasure import DeletionReceipt, StoreErasure, Trigger
from domain.privacy.ports import ClassSweep, Receipts, RetentionStores
from domain.privacy.usecases.erase_person import BACKUPS_KEPT
from domain.shared.actor import SYSTEM, Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import NewId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import Sealer

PLATFORM = WorkspaceId("platform")
_MOST_SLICES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepRetention:
    """Remove technical rows past their class, and keep a signed receipt of what went
    (obligations 46, 71). Nothing waits for anything else, so a crash only leaves work for later.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    stores: RetentionStores
    receipts: Receipts
    sealer: Sealer
    clock: Clock
    wall: Clock
    new_id: NewId

    async def dry_run(self, actor: Actor) -> Sequence[ClassSweep]:
        """What a sweep would remove now; nothing is removed."""
        actor.require(Permission.REGISTERS_READ)
        return await self.stores.count_due(self.clock.now(), self.wall.now())

    async def __call__(self) -> Sequence[ClassSweep]:
        started = self.wall.now()
        removed: dict[tuple[str, str], int] = {}
        for _ in range(_MOST_SLICES):
            swept = await self.stores.remove_due(self.clock.now(), self.wall.now())
            for one in swept:
                place = one.name, one.store
                removed[place] = removed.get(place, 0) + one.removed
            if not any(one.removed for one in swept):
                break
        done = [
            ClassSweep(name=name, store=store, due=0, removed=count)
            for (name, store), count in removed.items()
            if count
        ]
        if done:
            await self._keep_receipt(done, started)
        return done

    async def _keep_receipt(self, done: Sequence[ClassSweep], started: datetime) -> None:
        now = self.wall.now()
        receipt_id = self.new_id()
        receipt = DeletionReceipt(
            id=receipt_id,
            workspace_id=PLATFORM,
            scope="classes:" + ",".join(sorted({one.name for one in done})),
            trigger=Trigger.RETENTION,
            ordered_by=SYSTEM,
            started_at=started,
            finished_at=now,
            stores=tuple(StoreErasure(name=one.store, erased=one.removed, left=0) for one in done),
            providers=(),
            backups_expire_at=now + BACKUPS_KEPT,
        )
        receipt.sign(self.sealer)
        await self.receipts.add(receipt)
