"""Wallets, entries and reservations: memory and Mongo keep the same promises."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.billing import MemoryEntries, MemoryReservations, MemoryWallets
from adapters.memory.rows import MemoryStore, MemoryTransaction
from adapters.mongo import driver
from adapters.mongo.billing import MongoEntries, MongoReservations, MongoWallets
from adapters.mongo.session import MongoTransaction
from domain.billing.model import (
    Account,
    Entry,
    EntryKind,
    Reservation,
    ReservationState,
    Wallet,
)
from domain.billing.ports import Entries, Reservations, Wallets
from domain.shared.errors import StaleWrite
from domain.shared.ids import UserId, WorkspaceId
from domain.shared.page import PageAsk
from domain.shared.transaction import Transaction
from tests.conftest import MONDAY

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")


@dataclass
class Stores:
    wallets: Wallets
    entries: Entries
    reservations: Reservations
    transaction: Transaction


@pytest.fixture(params=["memory", "mongo"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "memory":
        store = MemoryStore()
        return Stores(
            MemoryWallets(store),
            MemoryEntries(store),
            MemoryReservations(store),
            MemoryTransaction(store),
        )
    database: driver.Database = request.getfixturevalue("mongo_database")
    client: driver.Client = request.getfixturevalue("mongo_client")
    return Stores(
        MongoWallets(database),
        MongoEntries(database),
        MongoReservations(database),
        MongoTransaction(client),
    )


def an_entry(number: int = 3, **changes: Any) -> Entry:
    made = Entry(
        id=f"w-ours:job-{number}:commit",
        workspace_id=OURS,
        seq=number,
        kind=EntryKind.COMMIT,
        debit=Account.RESERVED,
        credit=Account.SPENT,
        amount=5,
        available_after=145,
        what="work_email",
        about="p-1",
        by=UserId("u-1"),
        at=MONDAY,
    )
    return replace(made, **changes)


def a_reservation(key: str = "job", **changes: Any) -> Reservation:
    made = Reservation(
        id=Reservation.id_of(changes.get("workspace_id", OURS), key),
        workspace_id=OURS,
        key=key,
        amount=6,
        what="work_email",
        about="p-1",
        by=UserId("u-1"),
        reserved_at=MONDAY,
        expires_at=MONDAY + timedelta(hours=24),
        state=ReservationState.COMMITTED,
        is_unknown=True,
        spent=5,
        ended_at=MONDAY + timedelta(hours=1),
        version=2,
    )
    return replace(made, **changes)


async def test_a_wallet_is_empty_before_its_first_entry(stores: Stores) -> None:
    assert await stores.wallets.get(OURS) == Wallet(id=OURS, workspace_id=OURS)


async def test_a_saved_wallet_comes_back_equal_to_its_workspace_alone(stores: Stores) -> None:
    wallet = Wallet(id=OURS, workspace_id=OURS, available=1, reserved=2, spent=3, seq=4)
    await stores.wallets.save(wallet)
    assert wallet.version == 1
    assert await stores.wallets.get(OURS) == wallet
    assert (await stores.wallets.get(THEIRS)).available == 0


@pytest.mark.parametrize("earlier", [0, 1])
async def test_the_second_writer_of_a_wallet_loses(stores: Stores, earlier: int) -> None:
    for _ in range(earlier):
        await stores.wallets.save(await stores.wallets.get(OURS))
    mine, theirs = [await stores.wallets.get(OURS) for _ in range(2)]
    theirs.available = 7
    await stores.wallets.save(theirs)
    with pytest.raises(StaleWrite):
        await stores.wallets.save(mine)
    assert (await stores.wallets.get(OURS)).available == 7


async def test_an_entry_comes_back_equal_to_its_workspace_alone(stores: Stores) -> None:
    await stores.entries.add([an_entry()])
    assert await stores.entries.find(OURS, an_entry().id) == an_entry()
    assert await stores.entries.find(THEIRS, an_entry().id) is None


async def test_an_entry_is_written_once(stores: Stores) -> None:
    await stores.entries.add([an_entry(1)])
    with pytest.raises(StaleWrite):
        await stores.entries.add([an_entry(1, seq=2)])
    with pytest.raises(StaleWrite):
        await stores.entries.add([an_entry(2, seq=1)])
    await stores.entries.add([an_entry(2, seq=1, workspace_id=THEIRS)])


async def test_entries_are_paged_newest_first_without_gap_or_repeat(stores: Stores) -> None:
    await stores.entries.add([an_entry(number) for number in range(1, 8)])
    await stores.entries.add([an_entry(9, workspace_id=THEIRS)])
    seen, after = [], None
    while True:
        page = await stores.entries.page(OURS, PageAsk(limit=3, after=after))
        seen += [entry.seq for entry in page.items]
        after = page.next
        if after is None:
            break
    assert seen == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("cursor", ["nonsense", "-1", "9" * 40, "{$gt: 0}", "١"])
async def test_a_cursor_that_is_none_of_ours_gives_no_entry_or_the_first_ones(
    stores: Stores, cursor: str
) -> None:
    await stores.entries.add([an_entry()])
    page = await stores.entries.page(OURS, PageAsk(limit=3, after=cursor))
    assert list(page.items) in ([], [an_entry()])


async def test_a_reservation_comes_back_equal_to_its_workspace_alone(stores: Stores) -> None:
    await stores.reservations.add(a_reservation())
    assert await stores.reservations.find(OURS, "job") == a_reservation()
    assert await stores.reservations.find(THEIRS, "job") is None
    await stores.reservations.add(a_reservation(workspace_id=THEIRS))
    with pytest.raises(StaleWrite):
        await stores.reservations.add(a_reservation())


async def test_the_second_writer_of_a_reservation_loses(stores: Stores) -> None:
    await stores.reservations.add(a_reservation())
    mine, theirs = [await stores.reservations.find(OURS, "job") for _ in range(2)]
    assert mine is not None
    assert theirs is not None
    await stores.reservations.save(theirs)
    with pytest.raises(StaleWrite):
        await stores.reservations.save(mine)


async def test_only_open_reservations_of_known_outcome_expire_the_oldest_first(
    stores: Stores,
) -> None:
    is_open = {"state": ReservationState.OPEN, "is_unknown": False, "ended_at": None}
    late = MONDAY + timedelta(hours=25)
    await stores.reservations.add(a_reservation("second", **is_open, expires_at=late))
    await stores.reservations.add(a_reservation("first", **is_open, workspace_id=THEIRS))
    await stores.reservations.add(a_reservation("unknown", **{**is_open, "is_unknown": True}))
    await stores.reservations.add(a_reservation("ended"))
    await stores.reservations.add(
        a_reservation("fresh", **is_open, expires_at=late + timedelta(hours=1))
    )
    expired = await stores.reservations.expired(late, 10)
    assert [one.key for one in expired] == ["first", "second"]
    assert [one.key for one in await stores.reservations.expired(late, 1)] == ["first"]


async def test_a_rollback_leaves_neither_wallet_nor_entry(stores: Stores) -> None:
    async def work() -> None:
        wallet = await stores.wallets.get(OURS)
        wallet.available = 5
        await stores.wallets.save(wallet)
        await stores.entries.add([an_entry()])
        await stores.reservations.add(a_reservation())
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        await stores.transaction.run(work)
    assert (await stores.wallets.get(OURS)).version == 0
    assert await stores.entries.find(OURS, an_entry().id) is None
    assert await stores.reservations.find(OURS, "job") is None
