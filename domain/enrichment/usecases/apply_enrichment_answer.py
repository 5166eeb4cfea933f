"""See ApplyEnrichmentAnswer."""

from dataclasses import dataclass
from typing import ClassVar

from domain.enrichment.errors import JobForgotten
from domain.enrichment.model import (
    AnswerState,
    EnrichmentJob,
    JobAnswer,
    RequestState,
)
from domain.enrichment.ports import EnrichmentJobs, EnrichmentRequests, Finders
from domain.enrichment.usecases.settle_requests import SettleRequests
from domain.shared.clock import Clock
from domain.shared.ids import EnrichmentId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_LEFT = {
    AnswerState.FINISHED: RequestState.NOT_FOUND,
    AnswerState.CANCELLED: RequestState.FAILED,
    AnswerState.OUT_OF_CREDITS: RequestState.FAILED,
}
_PROBLEM = {
    AnswerState.FINISHED: "",
    AnswerState.CANCELLED: "finder-cancelled",
    AnswerState.OUT_OF_CREDITS: "finder-out-of-credits",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyEnrichmentAnswer:
    """Apply what the provider says, any number of times and in any order.

    A delivery about the whole job is a doorbell: the job is read again. One about a single
    person is taken from its signed body, because a running job cannot be read
    (vendors/fullenrich.md 4). Anything about another job, or a person we did not ask for, is
    ignored.
    """

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    requests: EnrichmentRequests
    jobs: EnrichmentJobs
    finders: Finders
    settle: SettleRequests
    transaction: Transaction
    wall: Clock

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        job_id: EnrichmentId,
        body: bytes | None = None,
        *,
        provider: str = "",
    ) -> None:
        """`body` is a verified delivery of that provider; without one, the provider is asked whose
        turn it is.
        """
        told = None if body is None else self.finders.of(provider).read_delivery(body)
        job = await self._meet(workspace_id, job_id, told, provider)
        if job is None:
            return
        if told is not None and not told.state.is_final:
            await self._apply(job, told)
            await self.settle.show_progress(workspace_id, job.batch_id)
            return
        try:
            answer = await self.finders.of(job.provider).read(job.vendor_id)
        except JobForgotten as error:
            await self.settle.end_turn(
                workspace_id, job_id, left=RequestState.FAILED, problem=error.code
            )
            return
        if answer.vendor_id != job.vendor_id:
            return
        await self._apply(job, answer)
        if answer.state.is_final:
            await self.settle.end_turn(
                workspace_id,
                job_id,
                left=_LEFT[answer.state],
                problem=_PROBLEM[answer.state],
                cost=answer.cost,
            )
        else:
            await self.settle.show_progress(workspace_id, job.batch_id)

    async def _meet(
        self,
        workspace_id: WorkspaceId,
        job_id: EnrichmentId,
        told: JobAnswer | None,
        provider: str,
    ) -> EnrichmentJob | None:
        """The open job this is about; a delivery may be what first names it (lost answer). The word
        of a provider whose turn is over counts no more.
        """

        async def work() -> EnrichmentJob | None:
            job = await self.jobs.get(workspace_id, job_id)
            if not job.is_open:
                return None
            if told is not None and provider and job.provider not in {"", provider}:
                return None
            if told is not None and not job.vendor_id and told.vendor_id:
                job.taken_as(told.vendor_id)
            if not job.vendor_id or (told is not None and told.vendor_id != job.vendor_id):
                return None
            job.read_at = self.wall.now()
            await self.jobs.save(job)
            return job

        return await self.transaction.run(work)

    async def _apply(self, job: EnrichmentJob, answer: JobAnswer) -> None:
        """A person without a result stays open until the job ends: later rows may bring one."""
        requests = await self.requests.of_job(job.workspace_id, job.id)
        waiting = {request.id for request in requests if request.is_open}
        for contact in answer.contacts:
            is_complete = bool(contact.email) or answer.state.is_final
            if contact.request_id in waiting and (is_complete or _is_single(answer)):
                await self.settle.answer(job.workspace_id, contact.request_id, contact)


def _is_single(answer: JobAnswer) -> bool:
    """A `contact_finished` delivery holds exactly one person, whose look-up is over."""
    return answer.state is AnswerState.RUNNING and len(answer.contacts) == 1
