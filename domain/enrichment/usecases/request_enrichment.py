"""See RequestEnrichment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.enrichment.errors import EnrichmentNotAllowed
from domain.enrichment.events import EnrichmentRequested
from domain.enrichment.model import (
    JOB_SIZE,
    PRICE,
    EnrichmentBatch,
    EnrichmentJob,
    EnrichmentRequest,
    Field,
    open_key,
)
from domain.enrichment.ports import (
    CreditGate,
    EnrichmentBatches,
    EnrichmentJobs,
    EnrichmentRequests,
    Finders,
    ProviderOrders,
)
from domain.enrichment.usecases.keep_cap import KeepCap
from domain.enrichment.usecases.select_people import Selection, SelectPeople
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault
from domain.shared.ids import EnrichmentId, NewId, OperationId, ProspectId
from domain.shared.operations import Operation, Operations
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

OPERATION_KIND = "enrichment"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEnrichment:
    """Order the look-up of a selection: credits for the maximum are set aside, or nothing happens.

    The rows come first; the provider is called by a task afterwards. People who may not be looked
    up are left out and named; if that is everybody, EnrichmentNotAllowed.
    """

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    select: SelectPeople
    requests: EnrichmentRequests
    jobs: EnrichmentJobs
    batches: EnrichmentBatches
    credit_gate: CreditGate
    cap: KeepCap
    finders: Finders
    orders: ProviderOrders
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId

    async def __call__(
        self, actor: Actor, prospect_ids: Sequence[ProspectId], field: Field
    ) -> EnrichmentBatch:
        """Raise EnrichmentCapReached or PaymentNeeded before any work starts, AlreadyEnriching when
        somebody came first.
        """
        actor.require(Permission.ENRICHMENT_RUN)
        selection = await self.select(actor.workspace_id, prospect_ids, field)
        if not selection.accepted:
            raise EnrichmentNotAllowed(
                faults=[
                    FieldFault(f"/prospect_ids/{place}", refusal.code)
                    for place, refusal in enumerate(selection.refused)
                ]
            )
        batch = EnrichmentBatch(
            id=EnrichmentId(self.new_id()),
            workspace_id=actor.workspace_id,
            operation_id=OperationId(self.new_id()),
            fields=(field,),
            created_at=self.clock.now(),
            created_by=actor.user_id,
            refused=selection.refused,
        )
        turns = (await self.orders.of(actor.workspace_id)).among(self.finders.names)
        planned = self._plan(batch, selection, field, turns)

        async def work() -> EnrichmentBatch:
            await self.cap.take(batch.workspace_id, len(selection.accepted))
            for job, requests in planned:
                await self.credit_gate.reserve(
                    batch.workspace_id, job.reservation, PRICE[field] * job.size, "enrichment"
                )
                await self.jobs.add(job)
                await self.requests.add(requests)
            await self.batches.add(batch)
            await self.operations.add(self._operation(batch, len(selection.accepted)))
            await self.outbox.append(
                [
                    EnrichmentRequested(
                        at=batch.created_at,
                        workspace_id=batch.workspace_id,
                        batch_id=batch.id,
                        job_id=job.id,
                    )
                    for job, _ in planned
                ]
            )
            return batch

        return await self.transaction.run(work)

    def _plan(
        self, batch: EnrichmentBatch, selection: Selection, field: Field, turns: tuple[str, ...]
    ) -> list[tuple[EnrichmentJob, list[EnrichmentRequest]]]:
        people = list(selection.accepted)
        planned = []
        for start in range(0, len(people), JOB_SIZE):
            part = people[start : start + JOB_SIZE]
            job = EnrichmentJob(
                id=EnrichmentId(self.new_id()),
                workspace_id=batch.workspace_id,
                batch_id=batch.id,
                asked_at=self.wall.now(),
                size=len(part),
                provider=turns[0],
                left=turns[1:],
            )
            requests = [
                EnrichmentRequest(
                    id=EnrichmentId(self.new_id()),
                    workspace_id=batch.workspace_id,
                    batch_id=batch.id,
                    job_id=job.id,
                    prospect_id=prospect_id,
                    asked_for=field,
                    open_key=open_key(prospect_id, field),
                    asked_at=batch.created_at,
                )
                for prospect_id in part
            ]
            planned.append((job, requests))
        return planned

    def _operation(self, batch: EnrichmentBatch, total: int) -> Operation:
        """It starts running: what moves it are the provider's answers, not a runner."""
        now = self.wall.now()
        operation = Operation(
            id=batch.operation_id,
            workspace_id=batch.workspace_id,
            kind=OPERATION_KIND,
            subject_id=batch.id,
            created_by=batch.created_by,
            created_at=now,
            total=total,
        )
        operation.begin(at=now)
        return operation
