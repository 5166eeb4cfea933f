"""See SettleRequests."""

from dataclasses import dataclass
from datetime import datetime

from domain.enrichment.events import EnrichmentFinished, EnrichmentHandedOn
from domain.enrichment.model import (
    BatchState,
    EmailStatus,
    EnrichmentJob,
    EnrichmentRequest,
    FoundContact,
    JobState,
    RequestState,
    StoreOutcome,
)
from domain.enrichment.ports import (
    ContactPolicy,
    CreditGate,
    EnrichmentBatches,
    EnrichmentJobs,
    EnrichmentRequests,
    ProspectContacts,
)
from domain.shared.clock import Clock
from domain.shared.ids import EnrichmentId, WorkspaceId
from domain.shared.operations import Operations, OperationState
from domain.shared.outbox import Outbox
from domain.shared.transaction import Transaction

_STORED = {
    StoreOutcome.STORED: RequestState.FOUND,
    StoreOutcome.KEPT: RequestState.KEPT,
    StoreOutcome.CONFLICT: RequestState.CONFLICT,
    StoreOutcome.DROPPED: RequestState.DROPPED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleRequests:
    """Answer requests one by one, and close a job with its bill.

    Every step can be repeated: an answered request stays as it is, a closed job is left alone.
    """

    requests: EnrichmentRequests
    jobs: EnrichmentJobs
    batches: EnrichmentBatches
    contacts: ProspectContacts
    policy: ContactPolicy
    credit_gate: CreditGate
    operations: Operations
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    async def answer(
        self, workspace_id: WorkspaceId, request_id: EnrichmentId, contact: FoundContact
    ) -> None:
        """Store what was found, if the person may still be looked up; else drop it, uncharged."""

        async def work() -> None:
            request = await self.requests.get(workspace_id, request_id)
            if not request.is_open:
                return
            now = self.clock.now()
            job = await self.jobs.get(workspace_id, request.job_id)
            refusal = await self.policy.refusal(workspace_id, request.prospect_id)
            if refusal is None and job.left and not contact.status.is_usable:
                # The next provider may know better; what can only be suggested is kept meanwhile.
                if contact.email and contact.status is EmailStatus.CATCH_ALL:
                    request.hold(contact.email, contact.status.value)
                    await self.requests.save(request)
                return
            best = _better(contact, request)
            state = RequestState.DROPPED
            if refusal is None:
                state = await self._state(request, best, job.provider, now)
            shown = state in {RequestState.FOUND, RequestState.SUGGESTED, RequestState.CONFLICT}
            request.settle(
                state,
                at=now,
                value=best.email if shown else "",
                status=best.status.value if best.email else "",
            )
            await self.requests.save(request)
            await self.outbox.append(request.take_events())

        await self.transaction.run(work)

    async def _state(
        self, request: EnrichmentRequest, contact: FoundContact, provider: str, now: datetime
    ) -> RequestState:
        if not contact.email:
            return RequestState.NOT_FOUND
        if contact.status is EmailStatus.CATCH_ALL:
            return RequestState.SUGGESTED
        if not contact.status.is_usable:
            return RequestState.INVALID
        stored = await self.contacts.store_work_email(
            request.workspace_id,
            request.prospect_id,
            email=contact.email,
            status=contact.status,
            provider=provider,
            at=now,
        )
        return _STORED[stored]

    async def show_progress(self, workspace_id: WorkspaceId, batch_id: EnrichmentId) -> None:
        """Bring the operation's counts up to date."""

        async def work() -> None:
            batch = await self.batches.get(workspace_id, batch_id)
            operation = await self.operations.get(workspace_id, batch.operation_id)
            if operation.is_final:
                return
            requests = await self.requests.of_batch(workspace_id, batch_id)
            answered = [one for one in requests if not one.is_open]
            failed = sum(one.state is RequestState.FAILED for one in answered)
            operation.advance(done=len(answered), errors=failed, at=self.wall.now())
            await self.operations.save(operation)

        await self.transaction.run(work)

    async def end_turn(
        self,
        workspace_id: WorkspaceId,
        job_id: EnrichmentId,
        *,
        left: RequestState,
        problem: str = "",
        cost: int | None = None,
    ) -> None:
        """The provider is done with the job: whoever was not found is the next one's (ENR-1); with
        nobody next, or nobody left to find, the job is closed.
        """

        async def work() -> bool:
            job = await self.jobs.get(workspace_id, job_id)
            requests = await self.requests.of_job(workspace_id, job_id)
            if not any(request.is_open for request in requests) or not job.hand_on():
                return False
            await self.jobs.save(job)
            await self.outbox.append(
                [
                    EnrichmentHandedOn(
                        at=self.clock.now(),
                        workspace_id=workspace_id,
                        job_id=job_id,
                        provider=job.provider,
                    )
                ]
            )
            return True

        if not await self.transaction.run(work):
            await self.close(workspace_id, job_id, left=left, problem=problem, cost=cost)

    async def close(
        self,
        workspace_id: WorkspaceId,
        job_id: EnrichmentId,
        *,
        left: RequestState,
        problem: str = "",
        cost: int | None = None,
    ) -> None:
        """End the job: what has no answer becomes `left`, found values are paid, the rest is
        given back, and the batch ends with its last job.
        """

        async def work() -> None:
            job = await self.jobs.get(workspace_id, job_id)
            if not job.is_open:
                return
            now = self.clock.now()
            requests = await self.requests.of_job(workspace_id, job_id)
            for request in requests:
                if request.is_open:
                    held = RequestState.SUGGESTED if request.value else left
                    request.settle(held, at=now, value=request.value, status=request.status)
                    await self.requests.save(request)
                    await self.outbox.append(request.take_events())
            spent = sum(request.cost for request in requests)
            await self.credit_gate.settle(workspace_id, job.reservation, spent)
            job.finish(
                JobState.FAILED if problem else JobState.FINISHED, problem=problem, cost=cost
            )
            await self.jobs.save(job)
            await self._close_batch(job, spent, now)

        await self.transaction.run(work)

    async def _close_batch(self, job: EnrichmentJob, spent: int, now: datetime) -> None:
        batch = await self.batches.get(job.workspace_id, job.batch_id)
        batch.credits_charged += spent
        jobs = await self.jobs.of_batch(job.workspace_id, job.batch_id)
        is_over = not any(one.is_open for one in jobs if one.id != job.id)
        if is_over:
            batch.state = BatchState.FINISHED
        await self.batches.save(batch)
        operation = await self.operations.get(job.workspace_id, batch.operation_id)
        if operation.is_final:
            return
        requests = await self.requests.of_batch(job.workspace_id, batch.id)
        states = [request.state for request in requests if not request.is_open]
        failed = states.count(RequestState.FAILED)
        operation.advance(done=len(states), errors=failed, at=self.wall.now())
        if is_over:
            operation.finish(
                OperationState.FAILED if failed == len(states) else OperationState.DONE,
                at=self.wall.now(),
                problem=job.problem if failed == len(states) else "",
                found=states.count(RequestState.FOUND),
                credits_charged=batch.credits_charged,
            )
            await self.outbox.append(
                [EnrichmentFinished(at=now, workspace_id=job.workspace_id, batch_id=batch.id)]
            )
        await self.operations.save(operation)


def _better(contact: FoundContact, request: EnrichmentRequest) -> FoundContact:
    """What the last provider says, or what one before it could suggest when that is no better."""
    if contact.status.is_usable or not request.value:
        return contact
    return FoundContact(
        request_id=request.id, email=request.value, status=EmailStatus(request.status)
    )
