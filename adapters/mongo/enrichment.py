"""Storage ports of enrichment."""

from collections.abc import Sequence
from datetime import UTC, datetime

from adapters.mongo.codec import to_row
from adapters.mongo.driver import BulkWriteError, Database
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.enrichment.errors import AlreadyEnriching, EnrichmentNotFound
from domain.enrichment.model import (
    MAX_SELECTION,
    EnrichmentBatch,
    EnrichmentCap,
    EnrichmentJob,
    EnrichmentRequest,
    Field,
    JobState,
    ProviderOrder,
    RequestState,
    open_key,
)
from domain.shared.errors import StaleWrite
from domain.shared.ids import EnrichmentId, OperationId, ProspectId, WorkspaceId

_OPEN_JOBS = [JobState.QUEUED.value, JobState.SUBMITTING.value, JobState.SUBMITTED.value]
_DUPLICATE_KEY = 11000
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class MongoEnrichmentRequests:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database,
            "enrichment_requests",
            EnrichmentRequest,
            not_found=EnrichmentNotFound,
            exists=AlreadyEnriching,
        )

    async def get(self, workspace_id: WorkspaceId, request_id: EnrichmentId) -> EnrichmentRequest:
        return await self._rows.get(workspace_id, request_id)

    async def add(self, requests: Sequence[EnrichmentRequest]) -> None:
        rows = [to_row(request) for request in requests]
        try:
            await self._rows.raw.insert_many(rows, session=current_session())
        except BulkWriteError as error:  # index workspace_id_open_key
            codes = {fault["code"] for fault in (error.details or {}).get("writeErrors", [])}
            if codes != {_DUPLICATE_KEY}:
                raise
            raise AlreadyEnriching from error

    async def save(self, request: EnrichmentRequest) -> None:
        await self._rows.save(request)

    async def open_among(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId], field: Field
    ) -> frozenset[ProspectId]:
        keys = [open_key(prospect_id, field) for prospect_id in prospect_ids]
        found = await self._rows.list(
            workspace_id, {"open_key": {"$in": keys}}, limit=max(1, len(keys))
        )
        return frozenset(request.prospect_id for request in found)

    async def of_job(
        self, workspace_id: WorkspaceId, job_id: EnrichmentId
    ) -> Sequence[EnrichmentRequest]:
        return await self._rows.list(workspace_id, {"job_id": job_id}, limit=MAX_SELECTION)

    async def of_batch(
        self, workspace_id: WorkspaceId, batch_id: EnrichmentId
    ) -> Sequence[EnrichmentRequest]:
        return await self._rows.list(workspace_id, {"batch_id": batch_id}, limit=MAX_SELECTION)

    async def of_prospect(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[EnrichmentRequest]:
        return await self._rows.list(
            workspace_id, {"prospect_id": prospect_id}, newest_first=True, limit=100
        )

    async def asked_since(self, workspace_id: WorkspaceId, since: datetime) -> int:
        return await self._rows.raw.count_documents(
            {"workspace_id": workspace_id, "asked_at": {"$gt": since}}, session=current_session()
        )

    async def nth_since(
        self, workspace_id: WorkspaceId, since: datetime, number: int
    ) -> datetime | None:
        cursor = self._rows.raw.find(
            {"workspace_id": workspace_id, "asked_at": {"$gt": since}},
            {"asked_at": 1},
            session=current_session(),
        )
        rows = await cursor.sort("asked_at", 1).skip(number - 1).limit(1).to_list(1)
        return rows[0]["asked_at"] if rows else None

    async def hit_rate(self, workspace_id: WorkspaceId) -> float | None:
        answered = await self._rows.list(
            workspace_id,
            {"settled_at": {"$gt": _LONG_AGO}},
            sort="settled_at",
            newest_first=True,
            limit=200,
        )
        if len(answered) < 20:
            return None
        return sum(one.state is RequestState.FOUND for one in answered) / len(answered)


class MongoEnrichmentJobs:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "enrichment_jobs", EnrichmentJob, not_found=EnrichmentNotFound)

    async def get(self, workspace_id: WorkspaceId, job_id: EnrichmentId) -> EnrichmentJob:
        return await self._rows.get(workspace_id, job_id)

    async def add(self, job: EnrichmentJob) -> None:
        await self._rows.add(job)

    async def save(self, job: EnrichmentJob) -> None:
        await self._rows.save(job)

    async def of_batch(
        self, workspace_id: WorkspaceId, batch_id: EnrichmentId
    ) -> Sequence[EnrichmentJob]:
        return await self._rows.list(workspace_id, {"batch_id": batch_id}, limit=MAX_SELECTION)

    async def unanswered(self, asked_before: datetime, limit: int) -> Sequence[EnrichmentJob]:
        cursor = self._rows.raw.find(
            {"state": {"$in": _OPEN_JOBS}, "asked_at": {"$lt": asked_before}}
        )
        rows = await cursor.sort("asked_at", 1).limit(limit).to_list(limit)
        return [self._rows.read(row) for row in rows]


class MongoEnrichmentBatches:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "enrichment_batches", EnrichmentBatch, not_found=EnrichmentNotFound
        )

    async def get(self, workspace_id: WorkspaceId, batch_id: EnrichmentId) -> EnrichmentBatch:
        return await self._rows.get(workspace_id, batch_id)

    async def of_operation(
        self, workspace_id: WorkspaceId, operation_id: OperationId
    ) -> EnrichmentBatch:
        found = await self._rows.find(workspace_id, {"operation_id": operation_id})
        if found is None:
            raise EnrichmentNotFound
        return found

    async def add(self, batch: EnrichmentBatch) -> None:
        await self._rows.add(batch)

    async def save(self, batch: EnrichmentBatch) -> None:
        await self._rows.save(batch)


class MongoEnrichmentCaps:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database,
            "enrichment_caps",
            EnrichmentCap,
            not_found=EnrichmentNotFound,
            exists=StaleWrite,
        )

    async def of(self, workspace_id: WorkspaceId) -> EnrichmentCap:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or EnrichmentCap(id=workspace_id, workspace_id=workspace_id)

    async def save(self, cap: EnrichmentCap) -> None:
        if cap.version:
            await self._rows.save(cap)
        else:
            cap.version = 1
            await self._rows.add(cap)


class MongoProviderOrders:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database,
            "enrichment_orders",
            ProviderOrder,
            not_found=EnrichmentNotFound,
            exists=StaleWrite,
        )

    async def of(self, workspace_id: WorkspaceId) -> ProviderOrder:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or ProviderOrder(id=workspace_id, workspace_id=workspace_id)

    async def save(self, order: ProviderOrder) -> None:
        if order.version:
            await self._rows.save(order)
        else:
            order.version = 1
            await self._rows.add(order)
