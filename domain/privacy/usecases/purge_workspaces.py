"""See PurgeWorkspaces."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.privacy.errors import ClosureNotKnown
from domain.privacy.model.closure import PURGED_AFTER, ClosedWorkspace
from domain.privacy.model.erasure import DeletionReceipt, Trigger
from domain.privacy.ports import (
    ClosedWorkspaces,
    ClosingWorkspace,
    DeskContacts,
    Holds,
    Receipts,
    SenderAccounts,
    WorkspaceStores,
)
from domain.privacy.usecases.erase_person import BACKUPS_KEPT
from domain.shared.actor import SYSTEM
from domain.shared.clock import Clock
from domain.shared.ids import NewId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import Sealer
from domain.shared.transaction import Transaction

_BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeWorkspaces:
    """Delete closed workspaces for good, on day 55: with backups of 30 days nothing is left on day
    89 (obligations 73, 75, 146, 148).

    The accounts at the vendor go first, then every store of the inventory; accounting and proofs
    stay, as the signed receipt says. After a crash the next run begins again and finds less.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    stores: WorkspaceStores
    holds: Holds
    accounts: SenderAccounts
    desk: DeskContacts
    closed: ClosedWorkspaces
    receipts: Receipts
    sealer: Sealer
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def __call__(self) -> int:
        """How many were purged; a second run finds those gone."""
        now = self.wall.now()
        due = await self.stores.closing(now - PURGED_AFTER, _BATCH)
        free = [one for one in due if not await self._is_held(one.id, now)]
        for workspace in free:
            await self._purge(workspace)
        return len(free)

    async def _is_held(self, workspace_id: WorkspaceId, now: datetime) -> bool:
        return any(one.is_on(now) for one in await self.holds.of(workspace_id, _BATCH))

    async def _purge(self, workspace: ClosingWorkspace) -> None:
        if await self.closed.find(workspace.id) is None:
            started = self.wall.now()
            told = await self.accounts.release(workspace.id, at=started)
            await self.desk.release(workspace.id)
            erased = await self.stores.purge(workspace.id)
            now = self.wall.now()
            receipt = DeletionReceipt(
                id=self.new_id(),
                workspace_id=workspace.id,
                scope="workspace",
                trigger=Trigger.WORKSPACE,
                ordered_by=SYSTEM,
                started_at=started,
                finished_at=now,
                stores=tuple(erased),
                providers=tuple(told),
                backups_expire_at=now + BACKUPS_KEPT,
            )
            receipt.sign(self.sealer)
            closed = ClosedWorkspace(
                id=workspace.id,
                workspace_id=workspace.id,
                name=workspace.name,
                country=workspace.country,
                asked_at=workspace.asked_at,
                purged_at=now,
                receipt_id=receipt.id,
            )

            async def work() -> None:
                await self.receipts.add(receipt)
                await self.closed.add(closed)

            await self.transaction.run(work)
        # Once more, for what a task of the workspace still wrote meanwhile.
        await self.stores.purge(workspace.id)
        await self.stores.end(workspace.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCertificate:
    """The receipt of a purged workspace, for whoever holds its link (obligation 148)."""

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    closed: ClosedWorkspaces
    receipts: Receipts
    sealer: Sealer

    async def __call__(self, token: str) -> tuple[ClosedWorkspace, DeletionReceipt]:
        """Raise ClosureNotKnown for a link that is not ours, or before the purge."""
        parts = self.sealer.open("closure", token)
        closed = await self.closed.find(WorkspaceId(parts[0])) if parts else None
        if closed is None:
            raise ClosureNotKnown
        return closed, await self.receipts.get(closed.workspace_id, closed.receipt_id)
