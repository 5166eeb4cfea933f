"""Storage ports of enrichment, in memory."""

import copy
from collections.abc import Sequence
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.enrichment.errors import AlreadyEnriching, EnrichmentNotFound
from domain.enrichment.model import (
    EnrichmentBatch,
    EnrichmentCap,
    EnrichmentJob,
    EnrichmentRequest,
    Field,
    ProviderOrder,
    RequestState,
    open_key,
)
from domain.shared.errors import StaleWrite
from domain.shared.ids import EnrichmentId, OperationId, ProspectId, WorkspaceId


class MemoryEnrichmentRequests:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[EnrichmentRequest] = MemoryRows(
            store,
            "enrichment_requests",
            not_found=EnrichmentNotFound,
            exists=AlreadyEnriching,
            unique=lambda request: request.open_key or None,
        )

    async def get(self, workspace_id: WorkspaceId, request_id: EnrichmentId) -> EnrichmentRequest:
        return await self._rows.get(workspace_id, request_id)

    async def add(self, requests: Sequence[EnrichmentRequest]) -> None:
        for request in requests:
            await self._rows.add(request)

    async def save(self, request: EnrichmentRequest) -> None:
        await self._rows.save(request)

    async def open_among(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId], field: Field
    ) -> frozenset[ProspectId]:
        keys = {open_key(prospect_id, field) for prospect_id in prospect_ids}
        found = await self._rows.list(workspace_id, lambda request: request.open_key in keys)
        return frozenset(request.prospect_id for request in found)

    async def of_job(
        self, workspace_id: WorkspaceId, job_id: EnrichmentId
    ) -> Sequence[EnrichmentRequest]:
        return await self._rows.list(workspace_id, lambda request: request.job_id == job_id)

    async def of_batch(
        self, workspace_id: WorkspaceId, batch_id: EnrichmentId
    ) -> Sequence[EnrichmentRequest]:
        return await self._rows.list(workspace_id, lambda request: request.batch_id == batch_id)

    async def of_prospect(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[EnrichmentRequest]:
        return await self._rows.list(
            workspace_id,
            lambda request: request.prospect_id == prospect_id,
            newest_first=True,
            limit=100,
        )

    async def asked_since(self, workspace_id: WorkspaceId, since: datetime) -> int:
        return len(await self._since(workspace_id, since))

    async def nth_since(
        self, workspace_id: WorkspaceId, since: datetime, number: int
    ) -> datetime | None:
        found = await self._since(workspace_id, since)
        return found[number - 1].asked_at if number <= len(found) else None

    async def _since(
        self, workspace_id: WorkspaceId, since: datetime
    ) -> Sequence[EnrichmentRequest]:
        return await self._rows.list(
            workspace_id,
            lambda request: request.asked_at > since,
            sort=lambda request: request.asked_at,
            limit=10**9,
        )

    async def hit_rate(self, workspace_id: WorkspaceId) -> float | None:
        answered = await self._rows.list(
            workspace_id,
            lambda request: not request.is_open,
            sort=lambda request: str(request.settled_at),
            newest_first=True,
            limit=200,
        )
        if len(answered) < 20:
            return None
        return sum(one.state is RequestState.FOUND for one in answered) / len(answered)


class MemoryEnrichmentJobs:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[EnrichmentJob] = MemoryRows(
            store, "enrichment_jobs", not_found=EnrichmentNotFound
        )
        self._all = store.table("enrichment_jobs")

    async def get(self, workspace_id: WorkspaceId, job_id: EnrichmentId) -> EnrichmentJob:
        return await self._rows.get(workspace_id, job_id)

    async def add(self, job: EnrichmentJob) -> None:
        await self._rows.add(job)

    async def save(self, job: EnrichmentJob) -> None:
        await self._rows.save(job)

    async def of_batch(
        self, workspace_id: WorkspaceId, batch_id: EnrichmentId
    ) -> Sequence[EnrichmentJob]:
        return await self._rows.list(workspace_id, lambda job: job.batch_id == batch_id)

    async def unanswered(self, asked_before: datetime, limit: int) -> Sequence[EnrichmentJob]:
        found = [job for job in self._all.values() if job.is_open and job.asked_at < asked_before]
        found.sort(key=lambda job: job.asked_at)
        return copy.deepcopy(found[:limit])


class MemoryEnrichmentBatches:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[EnrichmentBatch] = MemoryRows(
            store, "enrichment_batches", not_found=EnrichmentNotFound
        )

    async def get(self, workspace_id: WorkspaceId, batch_id: EnrichmentId) -> EnrichmentBatch:
        return await self._rows.get(workspace_id, batch_id)

    async def of_operation(
        self, workspace_id: WorkspaceId, operation_id: OperationId
    ) -> EnrichmentBatch:
        found = await self._rows.find(
            workspace_id, lambda batch: batch.operation_id == operation_id
        )
        if found is None:
            raise EnrichmentNotFound
        return found

    async def add(self, batch: EnrichmentBatch) -> None:
        await self._rows.add(batch)

    async def save(self, batch: EnrichmentBatch) -> None:
        await self._rows.save(batch)


class MemoryEnrichmentCaps:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[EnrichmentCap] = MemoryRows(
            store, "enrichment_caps", not_found=EnrichmentNotFound
        )

    async def of(self, workspace_id: WorkspaceId) -> EnrichmentCap:
        found = await self._rows.find(workspace_id, lambda _: True)
        return found or EnrichmentCap(id=workspace_id, workspace_id=workspace_id)

    async def save(self, cap: EnrichmentCap) -> None:
        await self._rows.put(cap)


class MemoryProviderOrders:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[ProviderOrder] = MemoryRows(
            store, "enrichment_orders", not_found=EnrichmentNotFound, exists=StaleWrite
        )

    async def of(self, workspace_id: WorkspaceId) -> ProviderOrder:
        found = await self._rows.find(workspace_id, lambda _: True)
        return found or ProviderOrder(id=workspace_id, workspace_id=workspace_id)

    async def save(self, order: ProviderOrder) -> None:
        await self._rows.put(order)
