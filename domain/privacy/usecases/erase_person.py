"""See ErasePerson."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.privacy.events import PersonErased
from domain.privacy.model.erasure import DeletionReceipt, Trigger
from domain.privacy.ports import People, PersonStores, Providers, Receipts
from domain.shared.clock import Clock
from domain.shared.ids import NewId, ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import Sealer
from domain.shared.transaction import Transaction

BACKUPS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePerson:
    """Take one person out of every store and tell every recipient: the only way anybody is
    deleted, whatever the cause (obligations 72, 75, 122, 126).

    First nothing more can leave for them, and their hashed addresses join the suppression list, so
    that they stay away when somebody brings them in again. A second call, or one after a crash,
    finishes the work; it leaves one more receipt.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    people: People
    stores: PersonStores
    providers: Providers
    receipts: Receipts
    sealer: Sealer
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        trigger: Trigger,
        ordered_by: str,
    ) -> DeletionReceipt:
        """Raise NotFound for a person the workspace does not hold."""
        started = self.clock.now()
        if trigger is Trigger.RIGHT:
            await self.people.stop(workspace_id, prospect_id, channel="erasure")
        else:
            await self.people.halt(workspace_id, prospect_id)
        told = await self.providers.tell(workspace_id, prospect_id, at=started)
        erased = await self.stores.erase(workspace_id, prospect_id)
        now = self.clock.now()
        receipt_id = self.new_id()
        receipt = DeletionReceipt(
            id=receipt_id,
            workspace_id=workspace_id,
            scope=f"person:{receipt_id}",
            trigger=trigger,
            ordered_by=ordered_by,
            started_at=started,
            finished_at=now,
            stores=tuple(erased),
            providers=tuple(told),
            backups_expire_at=now + BACKUPS_KEPT,
        )
        receipt.sign(self.sealer)

        async def work() -> None:
            await self.receipts.add(receipt)
            await self.outbox.append(
                [
                    PersonErased(
                        at=now,
                        workspace_id=workspace_id,
                        prospect_id=prospect_id,
                        receipt_id=receipt.id,
                        trigger=trigger.value,
                    )
                ]
            )

        await self.transaction.run(work)
        return receipt

    async def leftovers(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """Once more, for what was still being written about the person; no second receipt."""
        await self.stores.erase(workspace_id, prospect_id)
