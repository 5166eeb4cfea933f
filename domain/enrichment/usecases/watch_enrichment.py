"""See WatchEnrichment."""

from dataclasses import dataclass
from typing import ClassVar

from domain.enrichment.model import JobState, RequestState
from domain.enrichment.ports import EnrichmentBatches, EnrichmentJobs
from domain.enrichment.usecases.settle_requests import SettleRequests
from domain.shared.clock import Clock
from domain.shared.ids import OperationId, WorkspaceId
from domain.shared.operations import Operations
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchEnrichment:
    """Keep the operation's pulse, and honour a wish to stop.

    Stopping cancels what has not left; what the provider works on is still taken and paid.
    """

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    jobs: EnrichmentJobs
    batches: EnrichmentBatches
    operations: Operations
    settle: SettleRequests
    transaction: Transaction
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId, operation_id: OperationId) -> None:
        async def work() -> bool:
            operation = await self.operations.get(workspace_id, operation_id)
            if operation.is_final:
                return False
            operation.begin(at=self.wall.now())
            await self.operations.save(operation)
            return operation.cancel_asked

        if await self.transaction.run(work):
            batch = await self.batches.of_operation(workspace_id, operation_id)
            for job in await self.jobs.of_batch(workspace_id, batch.id):
                if job.state is JobState.QUEUED:
                    await self.settle.close(workspace_id, job.id, left=RequestState.DROPPED)
