"""See SubmitEnrichment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.enrichment.errors import FinderBusy, FinderRefused, FinderSilent
from domain.enrichment.model import EmailStatus, EnrichmentJob, FoundContact, RequestState
from domain.enrichment.ports import (
    ContactPolicy,
    EnrichmentJobs,
    EnrichmentRequests,
    Finders,
    ProspectContacts,
    Wanted,
)
from domain.enrichment.usecases.settle_requests import SettleRequests
from domain.shared.clock import Clock
from domain.shared.ids import EnrichmentId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import Sealer
from domain.shared.transaction import Transaction

LINK_KIND = "enrichment"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitEnrichment:
    """Hand one job to the provider whose turn it is, at most once as far as we can know.

    "About to leave" is stored first. An answer that got lost leaves it there: the webhook, whose
    address names the job, tells whether it was taken. Who objected meanwhile is not sent.
    """

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    requests: EnrichmentRequests
    jobs: EnrichmentJobs
    contacts: ProspectContacts
    policy: ContactPolicy
    finders: Finders
    settle: SettleRequests
    sealer: Sealer
    transaction: Transaction
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId, job_id: EnrichmentId) -> None:
        """Raise FinderBusy when the provider did not take it and it may be tried again."""
        job = await self._arm(workspace_id, job_id)
        if job is None:
            return
        people = await self._people(job)
        if not people:
            await self.settle.close(workspace_id, job_id, left=RequestState.DROPPED)
            return
        try:
            vendor_id = await self.finders.of(job.provider).start(
                job.id, self.sealer.seal(LINK_KIND, workspace_id, job_id), people
            )
        except FinderSilent:
            return
        except FinderBusy:
            await self._change(workspace_id, job_id, vendor_id=None)
            raise
        except FinderRefused as error:
            await self.settle.end_turn(
                workspace_id, job_id, left=RequestState.FAILED, problem=error.code
            )
            return
        await self._change(workspace_id, job_id, vendor_id=vendor_id)

    async def _arm(self, workspace_id: WorkspaceId, job_id: EnrichmentId) -> EnrichmentJob | None:
        async def work() -> EnrichmentJob | None:
            job = await self.jobs.get(workspace_id, job_id)
            if not job.arm(at=self.wall.now()):
                return None
            await self.jobs.save(job)
            return job

        return await self.transaction.run(work)

    async def _people(self, job: EnrichmentJob) -> Sequence[Wanted]:
        requests = await self.requests.of_job(job.workspace_id, job.id)
        waiting = [request for request in requests if request.is_open]
        identities = await self.contacts.identities(
            job.workspace_id, [request.prospect_id for request in waiting]
        )
        people = []
        for request in waiting:
            identity = identities.get(request.prospect_id)
            refusal = await self.policy.refusal(job.workspace_id, request.prospect_id)
            if identity is not None and refusal is None:
                people.append(Wanted(request_id=request.id, identity=identity))
                continue
            nothing = FoundContact(request_id=request.id, email="", status=EmailStatus.UNKNOWN)
            await self.settle.answer(job.workspace_id, request.id, nothing)
        return people

    async def _change(
        self, workspace_id: WorkspaceId, job_id: EnrichmentId, *, vendor_id: str | None
    ) -> None:
        async def work() -> None:
            job = await self.jobs.get(workspace_id, job_id)
            if vendor_id is None:
                job.disarm()
            else:
                job.taken_as(vendor_id)
            await self.jobs.save(job)

        await self.transaction.run(work)
