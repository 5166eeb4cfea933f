"""See CancelOperation."""

from dataclasses import dataclass
from typing import ClassVar

from domain.shared.actor import Actor
from domain.shared.clock import Clock
from domain.shared.ids import OperationId
from domain.shared.operations import Operation, Operations, OperationState
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOperation:
    """Ask a running operation to stop at its next checkpoint; one that waits is cancelled now."""

    purpose: ClassVar[Purpose] = Purpose.OPERATIONS
    operations: Operations
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor, operation_id: OperationId) -> Operation:
        async def work() -> Operation:
            operation = await self.operations.get(actor.workspace_id, operation_id)
            operation.ask_cancel()
            if operation.state is OperationState.QUEUED:
                operation.finish(OperationState.CANCELLED, at=self.wall.now())
            await self.operations.save(operation)
            return operation

        return await self.transaction.run(work)
