"""The ledger under concurrent orders, on the real store (obligation 28)."""

import asyncio

import pytest

from adapters.mongo import driver
from adapters.mongo.billing import MongoEntries, MongoReservations, MongoWallets
from adapters.mongo.session import MongoTransaction
from adapters.mongo.shared import MongoOutbox
from domain.billing.errors import CreditsExhausted
from domain.billing.model import EntryKind
from domain.billing.usecases.commit_credits import CommitCredits
from domain.billing.usecases.grant_credits import GrantCredits
from domain.billing.usecases.ledger import Ledger
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.billing.usecases.reserve_credits import ReserveCredits
from domain.shared.ids import WorkspaceId
from domain.shared.page import PageAsk
from tests.conftest import CountingIds, StoppedClock

OURS = WorkspaceId("w-ours")


@pytest.fixture
def ledger(
    mongo_client: driver.Client,
    mongo_database: driver.Database,
    stopped_clock: StoppedClock,
    new_id: CountingIds,
) -> Ledger:
    return Ledger(
        wallets=MongoWallets(mongo_database),
        entries=MongoEntries(mongo_database),
        reservations=MongoReservations(mongo_database),
        outbox=MongoOutbox(mongo_database, new_id),
        transaction=MongoTransaction(mongo_client),
        clock=stopped_clock,
        wall=stopped_clock,
    )


@pytest.mark.obligation(28)
async def test_fifty_workers_with_ten_credits_get_exactly_ten(ledger: Ledger) -> None:
    await GrantCredits(ledger=ledger)(OURS, "ten", 10, "trial")
    reserve = ReserveCredits(ledger=ledger)

    async def worker(number: int) -> bool:
        try:
            await reserve(OURS, f"job-{number}", 1, "message")
        except CreditsExhausted:
            return False
        return True

    won = await asyncio.gather(*(worker(number) for number in range(50)))
    assert sum(won) == 10
    wallet = await ledger.wallets.get(OURS)
    assert (wallet.available, wallet.reserved, wallet.spent) == (0, 10, 0)
    entries = (await ledger.entries.page(OURS, PageAsk(limit=200))).items
    assert sum(entry.kind is EntryKind.RESERVE for entry in entries) == 10
    assert [entry.seq for entry in entries] == list(range(11, 0, -1))


async def test_the_same_order_at_once_is_one_order(ledger: Ledger) -> None:
    grant, reserve = GrantCredits(ledger=ledger), ReserveCredits(ledger=ledger)
    commit = CommitCredits(ending=ReservationEnd(ledger=ledger))
    await asyncio.gather(*(grant(OURS, "ten", 10, "trial") for _ in range(8)))
    await asyncio.gather(*(reserve(OURS, "job", 4, "message") for _ in range(8)))
    await asyncio.gather(*(commit(OURS, "job", 3) for _ in range(8)))
    wallet = await ledger.wallets.get(OURS)
    assert (wallet.available, wallet.reserved, wallet.spent) == (7, 0, 3)
    assert wallet.seq == 4
