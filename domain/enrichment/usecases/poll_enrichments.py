"""See PollEnrichments."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.enrichment.model import EnrichmentJob, JobState, RequestState
from domain.enrichment.ports import EnrichmentJobs
from domain.enrichment.usecases.apply_enrichment_answer import ApplyEnrichmentAnswer
from domain.enrichment.usecases.settle_requests import SettleRequests
from domain.enrichment.usecases.submit_enrichment import SubmitEnrichment
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite, Unavailable
from domain.shared.purpose import Purpose

# vendors/fullenrich.md 5 and 6: answers take 30 to 90 s a person; polling eats the same quota.
_QUIET_FOR = timedelta(minutes=10)
_BATCH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PollEnrichments:
    """Ask about jobs no webhook has ended, and hand over those that never left.

    After 24 hours without an end the reservation is given back (ENR-1).
    """

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    jobs: EnrichmentJobs
    submit: SubmitEnrichment
    apply_answer: ApplyEnrichmentAnswer
    settle: SettleRequests
    wall: Clock

    async def __call__(self) -> int:
        """How many jobs were looked at."""
        now = self.wall.now()
        found = await self.jobs.unanswered(now - _QUIET_FOR, _BATCH)
        for job in found:
            try:
                await self._look_at(job)
            except (Unavailable, StaleWrite):
                continue  # the next sweep comes back to it
        return len(found)

    async def _look_at(self, job: EnrichmentJob) -> None:
        now = self.wall.now()
        if now - job.asked_at >= EnrichmentJob.GIVE_UP_AFTER:
            await self.settle.close(
                job.workspace_id, job.id, left=RequestState.FAILED, problem="finder-silent"
            )
        elif job.state is JobState.SUBMITTED:
            if job.read_at is None or now - job.read_at >= _QUIET_FOR:
                await self.apply_answer(job.workspace_id, job.id)
        else:
            await self.submit(job.workspace_id, job.id)
