"""See ResumeOperation."""

from dataclasses import dataclass
from typing import ClassVar

from domain.shared.actor import Actor
from domain.shared.clock import Clock
from domain.shared.ids import OperationId
from domain.shared.operations import Operation, OperationQueued, Operations
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeOperation:
    """Queue a cancelled or failed operation again; it goes on from its last checkpoint."""

    purpose: ClassVar[Purpose] = Purpose.OPERATIONS
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, actor: Actor, operation_id: OperationId) -> Operation:
        async def work() -> Operation:
            operation = await self.operations.get(actor.workspace_id, operation_id)
            operation.resume()
            await self.operations.save(operation)
            await self.outbox.append(
                [
                    OperationQueued(
                        at=self.clock.now(),
                        workspace_id=actor.workspace_id,
                        operation_id=operation.id,
                        kind=operation.kind,
                    )
                ]
            )
            return operation

        return await self.transaction.run(work)
