"""Outbox, transaction, inbound events, operations, blobs and idempotency keys."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.mongo import driver
from adapters.mongo.session import MongoTransaction
from adapters.mongo.shared import (
    MongoBlobs,
    MongoIdempotencyKeys,
    MongoInboundEvents,
    MongoOperations,
    MongoOutbox,
)
from domain.shared.blobs import BlobNotFound
from domain.shared.errors import StaleWrite
from domain.shared.events import Event
from domain.shared.idempotency import IdempotencyKeyReused, KeptAnswer
from domain.shared.ids import BlobId, EventId, OperationId, UserId, WorkspaceId
from domain.shared.inbound import InboundEvent, InboundState
from domain.shared.operations import Operation, OperationNotFound, OperationState
from domain.shared.outbox import Outbox, OutboxReader
from domain.shared.transaction import Transaction
from tests.conftest import MONDAY, CountingIds

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")


@dataclass(frozen=True, slots=True, kw_only=True)
class LampLit(Event):
    lamp: str
    watts: int


def lit(lamp: str, workspace_id: WorkspaceId = OURS) -> LampLit:
    return LampLit(at=MONDAY, workspace_id=workspace_id, lamp=lamp, watts=7)


@dataclass
class Box:
    outbox: Outbox
    reader: OutboxReader
    transaction: Transaction


@pytest.fixture(params=["memory", "mongo"])
def box(request: pytest.FixtureRequest, new_id: CountingIds) -> Box:
    if request.param == "memory":
        store = MemoryStore()
        memory = MemoryOutbox(store, new_id)
        return Box(memory, memory, MemoryTransaction(store))
    database: driver.Database = request.getfixturevalue("mongo_database")
    client: driver.Client = request.getfixturevalue("mongo_client")
    mongo = MongoOutbox(database, new_id)
    return Box(mongo, mongo, MongoTransaction(client))


async def test_events_wait_in_order_until_they_are_relayed(box: Box) -> None:
    await box.outbox.append([lit("hall"), lit("attic")])
    waiting = await box.reader.waiting(10)
    assert [event.data for event in waiting] == [
        {"lamp": "hall", "watts": 7},
        {"lamp": "attic", "watts": 7},
    ]
    assert (waiting[0].name, waiting[0].at, waiting[0].workspace_id) == ("LampLit", MONDAY, OURS)
    await box.reader.mark_relayed([waiting[0].id])
    assert [event.data["lamp"] for event in await box.reader.waiting(10)] == ["attic"]


async def test_a_rolled_back_transaction_leaves_no_event(box: Box) -> None:
    async def work() -> None:
        await box.outbox.append([lit("hall")])
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        await box.transaction.run(work)
    assert list(await box.reader.waiting(10)) == []


async def test_a_transaction_inside_another_joins_it(box: Box) -> None:
    async def inner() -> None:
        await box.outbox.append([lit("inner")])

    async def work() -> None:
        await box.transaction.run(inner)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        await box.transaction.run(work)
    assert list(await box.reader.waiting(10)) == []


async def test_the_live_feed_shows_one_workspace_after_a_given_event(box: Box) -> None:
    await box.outbox.append([lit("one"), lit("foreign", THEIRS), lit("two")])
    first = (await box.reader.waiting(1))[0]
    later = await box.reader.after(OURS, first.id, 10)
    assert [event.data["lamp"] for event in later] == ["two"]
    assert list(await box.reader.after(OURS, EventId("f"), 10)) == []


async def test_concurrent_transactions_on_one_row_lose_nothing(
    mongo_client: driver.Client, mongo_database: driver.Database
) -> None:
    operations = MongoOperations(mongo_database)
    await operations.add(an_operation())
    transaction = MongoTransaction(mongo_client)

    async def count_up() -> None:
        async def work() -> None:
            operation = await operations.get(OURS, OperationId("op-1"))
            operation.done += 1
            await operations.save(operation)

        while True:
            try:
                await transaction.run(work)
            except StaleWrite:
                continue
            return

    await asyncio.gather(*(count_up() for _ in range(6)))
    assert (await operations.get(OURS, OperationId("op-1"))).done == 9 + 6


def an_operation(**changes: Any) -> Operation:
    made = Operation(
        id=OperationId("op-1"),
        workspace_id=OURS,
        kind="import",
        subject_id="import-1",
        created_by=UserId("user-1"),
        created_at=MONDAY,
        state=OperationState.RUNNING,
        total=20,
        done=9,
        errors=2,
        started_at=MONDAY + timedelta(seconds=1),
        finished_at=MONDAY + timedelta(seconds=2),
        beat_at=MONDAY + timedelta(seconds=3),
        cancel_asked=True,
        problem="import-broken",
        result={"created": 3},
        version=4,
    )
    return replace(made, **changes)


async def test_an_operation_comes_back_equal(mongo_database: driver.Database) -> None:
    operations = MongoOperations(mongo_database)
    await operations.add(an_operation())
    assert await operations.get(OURS, OperationId("op-1")) == an_operation()
    with pytest.raises(OperationNotFound):
        await operations.get(THEIRS, OperationId("op-1"))


async def test_the_second_writer_of_an_operation_loses(mongo_database: driver.Database) -> None:
    operations = MongoOperations(mongo_database)
    await operations.add(an_operation())
    mine, theirs = [await operations.get(OURS, OperationId("op-1")) for _ in range(2)]
    await operations.save(theirs)
    with pytest.raises(StaleWrite):
        await operations.save(mine)


async def test_only_silent_operations_are_stuck(mongo_database: driver.Database) -> None:
    operations = MongoOperations(mongo_database)
    await operations.add(an_operation())
    await operations.add(an_operation(id=OperationId("op-2"), beat_at=MONDAY + timedelta(hours=1)))
    await operations.add(an_operation(id=OperationId("op-3"), state=OperationState.DONE))
    stuck = await operations.stuck(MONDAY + timedelta(minutes=1), 10)
    assert [operation.id for operation in stuck] == ["op-1"]


async def test_a_delivery_is_kept_once(mongo_database: driver.Database) -> None:
    inbound = MongoInboundEvents(mongo_database)
    event = InboundEvent(key="unipile:1", source="unipile", body=b"\x00raw\xff", received_at=MONDAY)
    assert await inbound.store(event)
    assert not await inbound.store(replace(event, body=b"another"))
    assert await inbound.get("unipile:1") == event
    assert await inbound.begin("unipile:1") == 1
    assert await inbound.begin("unipile:1") == 2
    await inbound.settle("unipile:1", InboundState.DONE)
    assert list(await inbound.waiting(10)) == []


async def test_a_large_blob_comes_back_whole_to_its_workspace_alone(
    mongo_database: driver.Database,
) -> None:
    blobs = MongoBlobs(mongo_database)
    content = bytes(range(256)) * 4096
    await blobs.put(OURS, BlobId("b"), content)
    assert await blobs.get(OURS, BlobId("b")) == content
    with pytest.raises(BlobNotFound):
        await blobs.get(THEIRS, BlobId("b"))
    await blobs.remove(OURS, BlobId("b"))
    with pytest.raises(BlobNotFound):
        await blobs.get(OURS, BlobId("b"))


async def test_an_empty_blob_exists(mongo_database: driver.Database) -> None:
    blobs = MongoBlobs(mongo_database)
    await blobs.put(OURS, BlobId("b"), b"")
    assert await blobs.get(OURS, BlobId("b")) == b""


async def test_the_same_request_gets_the_kept_answer(mongo_database: driver.Database) -> None:
    keys = MongoIdempotencyKeys(mongo_database)
    answer = KeptAnswer(status=201, headers={"etag": '"1"'}, body=b"{}")
    assert await keys.begin("w:u", "k", "hash", MONDAY) is None
    with pytest.raises(IdempotencyKeyReused):
        await keys.begin("w:u", "k", "hash", MONDAY + timedelta(seconds=5))
    await keys.keep("w:u", "k", answer)
    assert await keys.begin("w:u", "k", "hash", MONDAY) == answer
    with pytest.raises(IdempotencyKeyReused):
        await keys.begin("w:u", "k", "another body", MONDAY)
    assert await keys.begin("w:other", "k", "another body", MONDAY) is None


async def test_a_claim_whose_process_died_is_taken_over(mongo_database: driver.Database) -> None:
    keys = MongoIdempotencyKeys(mongo_database)
    await keys.begin("w:u", "k", "hash", MONDAY)
    await keys.renew("w:u", "k", MONDAY + timedelta(seconds=9))
    with pytest.raises(IdempotencyKeyReused):
        await keys.begin("w:u", "k", "hash", MONDAY + timedelta(seconds=15))
    assert await keys.begin("w:u", "k", "hash", MONDAY + timedelta(seconds=20)) is None
    await keys.release("w:u", "k")
    assert await keys.begin("w:u", "k", "another", MONDAY) is None
