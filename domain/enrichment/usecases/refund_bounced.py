"""See RefundBounced."""

from dataclasses import dataclass
from typing import ClassVar

from domain.enrichment.model import PRICE
from domain.enrichment.ports import EnrichmentRequests, Refunds, SentAddresses
from domain.shared.clock import Clock
from domain.shared.ids import ActionId, ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundBounced:
    """Give back what a found address cost when it bounces for good within 30 days (ENR-1).

    Only the address the message went to counts, and each found value is refunded once.
    """

    purpose: ClassVar[Purpose] = Purpose.ENRICHMENT
    requests: EnrichmentRequests
    addresses: SentAddresses
    refunds: Refunds
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, action_id: ActionId
    ) -> bool:
        """Whether credits came back. A second call changes nothing."""
        address = await self.addresses.address_of(workspace_id, action_id)
        if not address:
            return False
        now = self.clock.now()

        async def work() -> bool:
            for request in await self.requests.of_prospect(workspace_id, prospect_id):
                if request.refund(address, at=now):
                    await self.refunds.refund(
                        workspace_id,
                        f"enrichment_refund:{request.id}",
                        PRICE[request.asked_for],
                        "enrichment_refund",
                    )
                    await self.requests.save(request)
                    return True
            return False

        return await self.transaction.run(work)
