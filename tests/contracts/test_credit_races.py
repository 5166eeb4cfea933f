"""The ledger under concurrent orders, on both stores (obligation 28)."""

import asyncio

import pytest

from adapters.memory.billing import (
    MemoryEntries,
    MemoryReservations,
    MemorySpendingRules,
    MemorySubscriptions,
    MemoryWallets,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.mongo import driver
from adapters.mongo.billing import (
    MongoEntries,
    MongoReservations,
    MongoSpendingRules,
    MongoSubscriptions,
    MongoWallets,
)
from adapters.mongo.session import MongoTransaction
from adapters.mongo.shared import MongoOutbox
from domain.billing.errors import CreditsExhausted
from domain.billing.model.ledger import EntryKind
from domain.billing.usecases.commit_credits import CommitCredits
from domain.billing.usecases.expire_reservations import ExpireReservations
from domain.billing.usecases.grant_credits import GrantCredits
from domain.billing.usecases.ledger import Ledger
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.billing.usecases.reserve_credits import ReserveCredits
from domain.shared.ids import WorkspaceId
from domain.shared.page import PageAsk
from tests.conftest import CountingIds, StoppedClock

OURS = WorkspaceId("w-ours")


class Desk:
    """Grant, reserve, commit and sweep on one kind of store."""

    def __init__(self, kind: str, request: pytest.FixtureRequest, clock: StoppedClock) -> None:
        new_id = CountingIds()
        if kind == "memory":
            store = MemoryStore()
            self.ledger = Ledger(
                wallets=MemoryWallets(store),
                entries=MemoryEntries(store),
                reservations=MemoryReservations(store),
                outbox=MemoryOutbox(store, new_id),
                transaction=MemoryTransaction(store),
                clock=clock,
                wall=clock,
            )
            self.reserve = ReserveCredits(
                ledger=self.ledger,
                subscriptions=MemorySubscriptions(store),
                rules=MemorySpendingRules(store),
            )
        else:
            database: driver.Database = request.getfixturevalue("mongo_database")
            client: driver.Client = request.getfixturevalue("mongo_client")
            self.ledger = Ledger(
                wallets=MongoWallets(database),
                entries=MongoEntries(database),
                reservations=MongoReservations(database),
                outbox=MongoOutbox(database, new_id),
                transaction=MongoTransaction(client),
                clock=clock,
                wall=clock,
            )
            self.reserve = ReserveCredits(
                ledger=self.ledger,
                subscriptions=MongoSubscriptions(database),
                rules=MongoSpendingRules(database),
            )
        ending = ReservationEnd(ledger=self.ledger)
        self.grant = GrantCredits(ledger=self.ledger)
        self.commit = CommitCredits(ending=ending)
        self.sweep = ExpireReservations(
            reservations=self.ledger.reservations, ending=ending, wall=clock
        )

    async def balance(self) -> tuple[int, int, int]:
        wallet = await self.ledger.wallets.get(OURS)
        return wallet.available, wallet.reserved, wallet.spent


@pytest.fixture(params=["memory", "mongo"])
def desk(request: pytest.FixtureRequest, stopped_clock: StoppedClock) -> Desk:
    return Desk(request.param, request, stopped_clock)


@pytest.mark.obligation(28)
async def test_fifty_workers_with_ten_credits_commit_exactly_ten(desk: Desk) -> None:
    await desk.grant(OURS, "ten", 10, "trial")

    async def worker(number: int) -> bool:
        try:
            await desk.reserve(OURS, f"job-{number}", 1, "message")
        except CreditsExhausted:
            return False
        await desk.commit(OURS, f"job-{number}", 1)
        return True

    won = await asyncio.gather(*(worker(number) for number in range(50)))
    assert sum(won) == 10
    assert await desk.balance() == (0, 0, 10)
    entries = (await desk.ledger.entries.page(OURS, PageAsk(limit=200))).items
    assert sum(entry.kind is EntryKind.COMMIT for entry in entries) == 10
    assert [entry.seq for entry in entries] == list(range(21, 0, -1))


@pytest.mark.obligation(28)
async def test_what_a_dead_worker_had_set_aside_is_released_by_the_sweeper(
    desk: Desk, stopped_clock: StoppedClock
) -> None:
    await desk.grant(OURS, "ten", 10, "trial")
    await desk.reserve(OURS, "job", 6, "message")  # and the worker is no more
    stopped_clock.advance(hours=24)
    await asyncio.gather(*(desk.sweep() for _ in range(4)))
    assert await desk.balance() == (10, 0, 0)


async def test_the_same_order_at_once_is_one_order(desk: Desk) -> None:
    await asyncio.gather(*(desk.grant(OURS, "ten", 10, "trial") for _ in range(8)))
    await asyncio.gather(*(desk.reserve(OURS, "job", 4, "message") for _ in range(8)))
    await asyncio.gather(*(desk.commit(OURS, "job", 3) for _ in range(8)))
    assert await desk.balance() == (7, 0, 3)
    assert (await desk.ledger.wallets.get(OURS)).seq == 4
