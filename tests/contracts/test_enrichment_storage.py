"""enrichment's storage ports, in memory and on the database."""

from dataclasses import MISSING, dataclass, fields
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.enrichment import (
    MemoryEnrichmentBatches,
    MemoryEnrichmentCaps,
    MemoryEnrichmentJobs,
    MemoryEnrichmentRequests,
    MemoryProviderOrders,
)
from adapters.memory.rows import MemoryStore, MemoryTransaction
from adapters.mongo.driver import Database
from adapters.mongo.enrichment import (
    MongoEnrichmentBatches,
    MongoEnrichmentCaps,
    MongoEnrichmentJobs,
    MongoEnrichmentRequests,
    MongoProviderOrders,
)
from adapters.mongo.session import MongoTransaction
from domain.enrichment.errors import AlreadyEnriching, EnrichmentNotFound
from domain.enrichment.model import (
    PER_DAY_AT_FIRST,
    BatchState,
    Field,
    JobState,
    Refusal,
    RequestState,
)
from domain.enrichment.ports import (
    EnrichmentBatches,
    EnrichmentCaps,
    EnrichmentJobs,
    EnrichmentRequests,
    ProviderOrders,
)
from domain.shared.errors import StaleWrite
from domain.shared.ids import EnrichmentId, OperationId, ProspectId, WorkspaceId
from domain.shared.transaction import Transaction
from tests.builders import an_enrichment_batch, an_enrichment_job, an_enrichment_request
from tests.conftest import MONDAY

MINE, THEIRS = WorkspaceId("workspace-1"), WorkspaceId("workspace-2")


@dataclass
class Storage:
    requests: EnrichmentRequests
    jobs: EnrichmentJobs
    batches: EnrichmentBatches
    caps: EnrichmentCaps
    orders: ProviderOrders
    transaction: Transaction


@pytest.fixture(params=["memory", "mongo"])
def storage(request: pytest.FixtureRequest) -> Storage:
    if request.param == "memory":
        store: MemoryStore = request.getfixturevalue("memory_store")
        return Storage(
            requests=MemoryEnrichmentRequests(store),
            jobs=MemoryEnrichmentJobs(store),
            batches=MemoryEnrichmentBatches(store),
            caps=MemoryEnrichmentCaps(store),
            orders=MemoryProviderOrders(store),
            transaction=MemoryTransaction(store),
        )
    database: Database = request.getfixturevalue("mongo_database")
    return Storage(
        requests=MongoEnrichmentRequests(database),
        jobs=MongoEnrichmentJobs(database),
        batches=MongoEnrichmentBatches(database),
        caps=MongoEnrichmentCaps(database),
        orders=MongoProviderOrders(database),
        transaction=MongoTransaction(request.getfixturevalue("mongo_client")),
    )


def _is_full(thing: Any) -> bool:
    """No field is left at its default."""
    optional = [one for one in fields(thing) if one.default is not MISSING]
    return all(getattr(thing, one.name) != one.default for one in optional)


async def test_a_request_comes_back_equal(storage: Storage) -> None:
    added = an_enrichment_request(
        state=RequestState.FOUND,
        value="claire@morel.example",
        status="deliverable",
        settled_at=MONDAY + timedelta(hours=1),
        refunded_at=MONDAY + timedelta(days=2),
        version=3,
    )
    assert _is_full(added)
    await storage.requests.add([added])
    assert await storage.requests.get(MINE, added.id) == added


async def test_a_job_comes_back_equal(storage: Storage) -> None:
    added = an_enrichment_job(
        state=JobState.SUBMITTED,
        armed_at=MONDAY,
        read_at=MONDAY,
        provider="second",
        left=("third",),
        past_ids=("vendor-0",),
        vendor_id="vendor-1",
        vendor_cost=14,
        problem="finder-silent",
        version=2,
    )
    assert _is_full(added)
    await storage.jobs.add(added)
    assert await storage.jobs.get(MINE, added.id) == added


async def test_a_batch_comes_back_equal(storage: Storage) -> None:
    added = an_enrichment_batch(
        refused=(Refusal(prospect_id=ProspectId("prospect-2"), code="already-known"),),
        state=BatchState.FINISHED,
        credits_charged=15,
        version=1,
    )
    assert _is_full(added)
    await storage.batches.add(added)
    assert await storage.batches.get(MINE, added.id) == added
    assert await storage.batches.of_operation(MINE, OperationId("operation-1")) == added


async def test_another_workspace_sees_nothing(storage: Storage) -> None:
    await storage.requests.add([an_enrichment_request()])
    await storage.jobs.add(an_enrichment_job())
    await storage.batches.add(an_enrichment_batch())
    for refused in (
        storage.requests.get(THEIRS, EnrichmentId("request-1")),
        storage.jobs.get(THEIRS, EnrichmentId("job-1")),
        storage.batches.get(THEIRS, EnrichmentId("batch-1")),
        storage.batches.of_operation(THEIRS, OperationId("operation-1")),
    ):
        with pytest.raises(EnrichmentNotFound):
            await refused
    assert await storage.requests.of_job(THEIRS, EnrichmentId("job-1")) == []
    assert await storage.requests.of_batch(THEIRS, EnrichmentId("batch-1")) == []
    assert await storage.jobs.of_batch(THEIRS, EnrichmentId("batch-1")) == []
    asked = [ProspectId("prospect-1")]
    assert await storage.requests.open_among(THEIRS, asked, Field.WORK_EMAIL) == frozenset()


async def test_one_open_request_per_prospect_and_field(storage: Storage) -> None:
    await storage.requests.add([an_enrichment_request()])
    with pytest.raises(AlreadyEnriching):
        await storage.requests.add([an_enrichment_request(id=EnrichmentId("request-2"))])
    theirs = an_enrichment_request(id=EnrichmentId("request-3"), workspace_id=THEIRS)
    await storage.requests.add([theirs])


async def test_an_answered_request_lets_the_next_one_open(storage: Storage) -> None:
    await storage.requests.add([an_enrichment_request()])
    first = await storage.requests.get(MINE, EnrichmentId("request-1"))
    first.settle(RequestState.NOT_FOUND, at=MONDAY)
    await storage.requests.save(first)
    await storage.requests.add([an_enrichment_request(id=EnrichmentId("request-2"))])
    asked = [ProspectId("prospect-1"), ProspectId("prospect-2")]
    found = await storage.requests.open_among(MINE, asked, Field.WORK_EMAIL)
    assert found == {"prospect-1"}


async def test_the_second_writer_of_one_version_loses(storage: Storage) -> None:
    await storage.requests.add([an_enrichment_request()])
    mine, theirs = [await storage.requests.get(MINE, EnrichmentId("request-1")) for _ in range(2)]
    mine.settle(RequestState.FOUND, at=MONDAY, value="a@b.example", status="deliverable")
    theirs.settle(RequestState.NOT_FOUND, at=MONDAY)
    await storage.requests.save(mine)
    with pytest.raises(StaleWrite):
        await storage.requests.save(theirs)


async def test_a_refused_batch_of_requests_leaves_nothing(storage: Storage) -> None:
    await storage.requests.add([an_enrichment_request()])

    async def work() -> None:
        await storage.jobs.add(an_enrichment_job())
        await storage.requests.add(
            [
                an_enrichment_request(id=EnrichmentId("request-2"), open_key="other"),
                an_enrichment_request(id=EnrichmentId("request-3")),
            ]
        )

    with pytest.raises(AlreadyEnriching):
        await storage.transaction.run(work)
    with pytest.raises(EnrichmentNotFound):
        await storage.jobs.get(MINE, EnrichmentId("job-1"))
    assert len(await storage.requests.of_batch(MINE, EnrichmentId("batch-1"))) == 1


async def test_requests_come_in_the_order_they_were_asked(storage: Storage) -> None:
    many = [
        an_enrichment_request(id=EnrichmentId(f"request-{number}"), open_key=str(number))
        for number in range(5)
    ]
    await storage.requests.add(many)
    for found in (
        await storage.requests.of_job(MINE, EnrichmentId("job-1")),
        await storage.requests.of_batch(MINE, EnrichmentId("batch-1")),
    ):
        assert [one.id for one in found] == [one.id for one in many]


async def test_unanswered_jobs_of_all_workspaces_come_oldest_first(storage: Storage) -> None:
    for number, state in enumerate(JobState):
        await storage.jobs.add(
            an_enrichment_job(
                id=EnrichmentId(state.value), state=state, asked_at=MONDAY - timedelta(hours=number)
            )
        )
    theirs = an_enrichment_job(
        id=EnrichmentId("theirs"), workspace_id=THEIRS, asked_at=MONDAY - timedelta(days=1)
    )
    await storage.jobs.add(theirs)
    found = await storage.jobs.unanswered(MONDAY, 10)
    assert [job.id for job in found] == ["theirs", "submitted", "submitting"]
    assert len(await storage.jobs.unanswered(MONDAY, 2)) == 2


async def test_the_hit_rate_counts_the_last_answers_and_needs_twenty(storage: Storage) -> None:
    def settled(number: int) -> Any:
        state = RequestState.FOUND if number % 4 == 0 else RequestState.NOT_FOUND
        return an_enrichment_request(
            id=EnrichmentId(f"request-{number:02}"),
            open_key="",
            state=state,
            settled_at=MONDAY + timedelta(seconds=number),
        )

    await storage.requests.add([settled(number) for number in range(19)])
    assert await storage.requests.hit_rate(MINE) is None
    await storage.requests.add([settled(19), an_enrichment_request(id=EnrichmentId("open"))])
    assert await storage.requests.hit_rate(MINE) == 0.25


async def test_who_was_asked_for_lately_is_counted_and_found_in_order(storage: Storage) -> None:
    for number, hours in enumerate((3, 1, 2)):
        await storage.requests.add(
            [
                an_enrichment_request(
                    id=EnrichmentId(f"r-{number}"),
                    open_key=f"key-{number}",
                    asked_at=MONDAY + timedelta(hours=hours),
                )
            ]
        )
    assert await storage.requests.asked_since(MINE, MONDAY + timedelta(hours=1)) == 2
    assert await storage.requests.asked_since(THEIRS, MONDAY) == 0
    assert await storage.requests.nth_since(MINE, MONDAY, 2) == MONDAY + timedelta(hours=2)
    assert await storage.requests.nth_since(MINE, MONDAY, 4) is None


async def test_a_cap_is_the_first_one_until_set_and_one_write_wins(storage: Storage) -> None:
    first, second = await storage.caps.of(MINE), await storage.caps.of(MINE)
    assert first.per_day == PER_DAY_AT_FIRST
    first.per_day = 5
    await storage.caps.save(first)
    with pytest.raises(StaleWrite):
        await storage.caps.save(second)
    read = await storage.caps.of(MINE)
    assert read.per_day == 5
    await storage.caps.save(read)
    with pytest.raises(StaleWrite):
        await storage.caps.save(first)
    assert (await storage.caps.of(THEIRS)).per_day == PER_DAY_AT_FIRST


async def test_an_order_is_the_products_own_until_changed_and_the_second_writer_loses(
    storage: Storage,
) -> None:
    first, second = await storage.orders.of(MINE), await storage.orders.of(MINE)
    assert (first.providers, first.version) == ((), 0)
    assert first.among(["a", "b"]) == ("a", "b")
    first.providers = ("b", "gone")
    await storage.orders.save(first)
    assert await storage.orders.of(MINE) == first
    assert (await storage.orders.of(MINE)).among(["a", "b"]) == ("b", "a")
    assert (await storage.orders.of(THEIRS)).providers == ()
    with pytest.raises(StaleWrite):
        await storage.orders.save(second)
