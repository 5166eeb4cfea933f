"""See StartImport."""

from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.model.batch import Declaration
from domain.prospects.ports import ImportBatches, PlanGate
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ImportId, NewId, OperationId
from domain.shared.operations import Operation, OperationQueued, Operations
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

KIND = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartImport:
    """Queue the import once its origin is declared (obligation 17)."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    imports: ImportBatches
    plan: PlanGate
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId

    async def __call__(
        self, actor: Actor, import_id: ImportId, declaration: Declaration
    ) -> Operation:
        """Raise ImportNotFound, ImportAlreadyStarted, NoUsableColumn or WorkspaceReadOnly."""
        actor.require(Permission.PROSPECTS_WRITE)
        await self.plan.require_full(actor.workspace_id)
        operation_id = OperationId(self.new_id())
        now = self.clock.now()

        async def work() -> Operation:
            batch = await self.imports.get(actor.workspace_id, import_id)
            batch.start(declaration, operation_id, at=now)
            operation = Operation(
                id=operation_id,
                workspace_id=actor.workspace_id,
                kind=KIND,
                subject_id=import_id,
                created_by=actor.user_id,
                created_at=self.wall.now(),
                total=batch.row_count,
            )
            await self.imports.save(batch)
            await self.operations.add(operation)
            await self.outbox.append(
                [
                    OperationQueued(
                        at=now,
                        workspace_id=actor.workspace_id,
                        operation_id=operation_id,
                        kind=KIND,
                    )
                ]
            )
            return operation

        return await self.transaction.run(work)
