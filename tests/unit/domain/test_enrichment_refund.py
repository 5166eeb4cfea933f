"""A found address that bounces for good within 30 days gives its credits back (ENR-1)."""

from dataclasses import dataclass, field
from datetime import timedelta

from adapters.memory.enrichment import MemoryEnrichmentRequests
from adapters.memory.rows import MemoryStore, MemoryTransaction
from domain.enrichment.model import EnrichmentRequest, RequestState
from domain.enrichment.usecases.refund_bounced import RefundBounced
from domain.shared.ids import ActionId, EnrichmentId, ProspectId, WorkspaceId
from tests.builders import an_enrichment_request
from tests.conftest import MONDAY, StoppedClock

OURS, CLAIRE, SENT = WorkspaceId("workspace-1"), ProspectId("prospect-1"), ActionId("a-1")


@dataclass
class Addresses:
    address: str | None = "claire@forge.example"

    async def address_of(self, workspace_id: WorkspaceId, action_id: ActionId) -> str | None:
        return self.address if (workspace_id, action_id) == (OURS, SENT) else None


@dataclass
class Desk:
    given: dict[str, int] = field(default_factory=dict)

    async def refund(self, workspace_id: WorkspaceId, key: str, credits_: int, what: str) -> None:
        self.given[f"{workspace_id}:{key}:{what}"] = credits_


class World:
    def __init__(self, store: MemoryStore) -> None:
        self.requests = MemoryEnrichmentRequests(store)
        self.desk, self.addresses, self.clock = Desk(), Addresses(), StoppedClock()
        self.refund = RefundBounced(
            requests=self.requests,
            addresses=self.addresses,
            refunds=self.desk,
            transaction=MemoryTransaction(store),
            clock=self.clock,
        )

    async def found(
        self, state: RequestState = RequestState.FOUND, value: str = "Claire@forge.example"
    ) -> EnrichmentRequest:
        request = an_enrichment_request()
        request.settle(state, at=MONDAY, value=value, status="deliverable")
        request.take_events()
        await self.requests.add([request])
        return request


async def test_the_price_of_the_bounced_address_comes_back_once(memory_store: MemoryStore) -> None:
    world = World(memory_store)
    request = await world.found()
    world.clock.advance(days=30)
    assert await world.refund(OURS, CLAIRE, SENT)
    assert not await world.refund(OURS, CLAIRE, SENT)
    assert world.desk.given == {f"workspace-1:enrichment_refund:{request.id}:enrichment_refund": 5}
    kept = await world.requests.get(OURS, EnrichmentId("request-1"))
    assert kept.refunded_at == MONDAY + timedelta(days=30)


async def test_after_thirty_days_nothing_comes_back(memory_store: MemoryStore) -> None:
    world = World(memory_store)
    await world.found()
    world.clock.advance(days=30, seconds=1)
    assert not await world.refund(OURS, CLAIRE, SENT)
    assert world.desk.given == {}


async def test_another_address_that_bounced_is_not_what_was_paid(
    memory_store: MemoryStore,
) -> None:
    world = World(memory_store)
    await world.found(value="other@forge.example")
    assert not await world.refund(OURS, CLAIRE, SENT)
    assert world.desk.given == {}


async def test_what_cost_nothing_is_not_refunded(memory_store: MemoryStore) -> None:
    world = World(memory_store)
    await world.found(state=RequestState.SUGGESTED)
    assert not await world.refund(OURS, CLAIRE, SENT)


async def test_a_message_without_a_recorded_address_refunds_nothing(
    memory_store: MemoryStore,
) -> None:
    world = World(memory_store)
    await world.found()
    world.addresses.address = None
    assert not await world.refund(OURS, CLAIRE, SENT)
