"""See ReadEnrichment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.enrichment.model import EnrichmentBatch, EnrichmentRequest
from domain.enrichment.ports import EnrichmentBatches, EnrichmentRequests
from domain.shared.actor import Actor, Permission
from domain.shared.ids import EnrichmentId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichmentResult:
    batch: EnrichmentBatch
    requests: Sequence[EnrichmentRequest]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEnrichment:
    """What an order has found so far, and what it cost."""

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    batches: EnrichmentBatches
    requests: EnrichmentRequests

    async def __call__(self, actor: Actor, batch_id: EnrichmentId) -> EnrichmentResult:
        """Raise EnrichmentNotFound."""
        actor.require(Permission.PROSPECTS_READ)
        batch = await self.batches.get(actor.workspace_id, batch_id)
        return EnrichmentResult(
            batch=batch, requests=await self.requests.of_batch(actor.workspace_id, batch_id)
        )
