"""Wallets, entries and reservations: memory and Mongo keep the same promises."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.billing import (
    MemoryCheckouts,
    MemoryEntries,
    MemoryPurchases,
    MemoryReservations,
    MemorySpendingRules,
    MemorySubscriptions,
    MemoryTopUps,
    MemoryWallets,
)
from adapters.memory.rows import MemoryStore, MemoryTransaction
from adapters.mongo import driver
from adapters.mongo.billing import (
    MongoCheckouts,
    MongoEntries,
    MongoPurchases,
    MongoReservations,
    MongoSpendingRules,
    MongoSubscriptions,
    MongoTopUps,
    MongoWallets,
)
from adapters.mongo.session import MongoTransaction
from domain.billing.model.ledger import (
    Account,
    Entry,
    EntryKind,
    Lot,
    Pool,
    Reservation,
    ReservationState,
    Wallet,
)
from domain.billing.model.purchase import Checkout, Purchase, TopUp, TopUpState
from domain.billing.model.spending import Caps, SpendingRules, Tally, TopUpRule, Window
from domain.billing.model.subscription import Status, Subscription, Terms
from domain.billing.ports import (
    Checkouts,
    Entries,
    Purchases,
    Reservations,
    SpendingRuleBook,
    Subscriptions,
    TopUps,
    Wallets,
)
from domain.shared.errors import StaleWrite
from domain.shared.ids import UserId, WorkspaceId
from domain.shared.page import PageAsk
from domain.shared.transaction import Transaction
from tests.conftest import MONDAY

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")
A_LOT = Lot(id="grant-1", pool=Pool.BOUGHT, amount=5, expires_at=MONDAY + timedelta(days=60))


@dataclass
class Stores:
    wallets: Wallets
    entries: Entries
    reservations: Reservations
    subscriptions: Subscriptions
    purchases: Purchases
    checkouts: Checkouts
    top_ups: TopUps
    rules: SpendingRuleBook
    transaction: Transaction


@pytest.fixture(params=["memory", "mongo"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "memory":
        store = MemoryStore()
        return Stores(
            MemoryWallets(store),
            MemoryEntries(store),
            MemoryReservations(store),
            MemorySubscriptions(store),
            MemoryPurchases(store),
            MemoryCheckouts(store),
            MemoryTopUps(store),
            MemorySpendingRules(store),
            MemoryTransaction(store),
        )
    database: driver.Database = request.getfixturevalue("mongo_database")
    client: driver.Client = request.getfixturevalue("mongo_client")
    return Stores(
        MongoWallets(database),
        MongoEntries(database),
        MongoReservations(database),
        MongoSubscriptions(database),
        MongoPurchases(database),
        MongoCheckouts(database),
        MongoTopUps(database),
        MongoSpendingRules(database),
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
        portions=(A_LOT,),
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
        portions=(A_LOT,),
        counted_on=MONDAY.date(),
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
    wallet = Wallet(
        id=OURS,
        workspace_id=OURS,
        available=5,
        reserved=2,
        spent=3,
        lots=(A_LOT,),
        tallies=(Tally(who="u-1", window=Window.WEEK, since=MONDAY.date(), amount=2),),
        refilled_to=9,
        low_told_at=MONDAY,
        next_expiry_at=A_LOT.expires_at,
        seq=4,
    )
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


async def test_wallets_with_credits_past_their_end_are_found_the_oldest_first(
    stores: Stores,
) -> None:
    for index, workspace_id in enumerate((OURS, THEIRS, WorkspaceId("w-third"))):
        wallet = Wallet(id=workspace_id, workspace_id=workspace_id)
        wallet.next_expiry_at = MONDAY - timedelta(days=index)
        await stores.wallets.save(wallet)
    never = WorkspaceId("w-never")
    await stores.wallets.save(Wallet(id=never, workspace_id=never))
    found = await stores.wallets.expiring(MONDAY - timedelta(days=1), 10)
    assert list(found) == ["w-third", THEIRS]
    assert list(await stores.wallets.expiring(MONDAY, 1)) == ["w-third"]


def a_subscription(**changes: Any) -> Subscription:
    made = Subscription(
        id=OURS,
        workspace_id=OURS,
        customer_ref="cus_1",
        terms=Terms(
            ref="sub_1",
            status=Status.PAST_DUE,
            lookup_key="pro_m_eur_v1",
            seats=3,
            period_end=MONDAY + timedelta(days=3),
            cancels_at=MONDAY + timedelta(days=3),
            next_lookup_key="solo_m_eur_v1",
            next_seats=2,
            unpaid_since=MONDAY,
            ended_at=MONDAY + timedelta(days=4),
        ),
        trial_ends_at=MONDAY,
        synced_at=MONDAY + timedelta(hours=1),
        look_again_at=MONDAY + timedelta(hours=2),
    )
    return replace(made, **changes)


async def test_a_subscription_is_a_trial_that_has_not_begun_before_its_first_write(
    stores: Stores,
) -> None:
    assert await stores.subscriptions.get(OURS) == Subscription(id=OURS, workspace_id=OURS)


async def test_a_subscription_comes_back_equal_and_its_customer_names_one_workspace(
    stores: Stores,
) -> None:
    mine = a_subscription()
    await stores.subscriptions.save(mine)
    assert await stores.subscriptions.get(OURS) == mine
    assert await stores.subscriptions.workspace_of("cus_1") == OURS
    assert await stores.subscriptions.workspace_of("cus_2") is None
    assert await stores.subscriptions.workspace_of("") is None
    with pytest.raises(StaleWrite):
        await stores.subscriptions.save(a_subscription(id=THEIRS, workspace_id=THEIRS))
    for name in (THEIRS, WorkspaceId("w-third")):  # any number may have no customer yet
        await stores.subscriptions.save(Subscription(id=name, workspace_id=name))


async def test_the_second_writer_of_a_subscription_loses(stores: Stores) -> None:
    await stores.subscriptions.save(a_subscription())
    mine, theirs = [await stores.subscriptions.get(OURS) for _ in range(2)]
    await stores.subscriptions.save(theirs)
    with pytest.raises(StaleWrite):
        await stores.subscriptions.save(mine)


async def test_subscriptions_are_looked_at_when_their_time_has_come(stores: Stores) -> None:
    await stores.subscriptions.save(a_subscription())
    assert list(await stores.subscriptions.to_look_at(MONDAY, 5)) == []
    later = MONDAY + timedelta(hours=2)
    assert list(await stores.subscriptions.to_look_at(later, 5)) == [OURS]


async def test_purchases_are_kept_once_and_in_their_workspace(stores: Stores) -> None:
    mine = Purchase(
        id=Purchase.id_of(OURS, "cs_1"),
        workspace_id=OURS,
        ref="cs_1",
        credits=1_000,
        taken_back=3,
        missing=4,
        turns=2,
    )
    await stores.purchases.save(mine)
    assert await stores.purchases.find(OURS, "cs_1") == mine
    assert await stores.purchases.find(THEIRS, "cs_1") is None
    with pytest.raises(StaleWrite):
        await stores.purchases.save(replace(mine, version=0))


async def test_open_payment_pages_are_listed_the_oldest_first(stores: Stores) -> None:
    made = [
        Checkout(
            id=f"co-{number}",
            workspace_id=OURS,
            lookup_key="solo_m_eur_v1",
            quantity=2,
            opened_by=UserId("u-1"),
            opened_at=MONDAY,
            session_ref=f"cs_{number}",
            is_open=number != 2,
        )
        for number in (1, 2, 3)
    ]
    for one in reversed(made):
        await stores.checkouts.save(one)
    assert list(await stores.checkouts.open_ones(OURS)) == [made[0], made[2]]
    assert list(await stores.checkouts.open_ones(THEIRS)) == []


async def test_top_ups_of_a_month_are_numbered_once(stores: Stores) -> None:
    made = [
        TopUp(
            id=TopUp.id_of(OURS, "2026-11", number),
            workspace_id=OURS,
            month="2026-11",
            number=number,
            pack="pack_1000_eur_v1",
            price_minor=2_400,
            asked_at=MONDAY,
            state=TopUpState.PAID,
        )
        for number in (1, 2)
    ]
    for one in reversed(made):
        await stores.top_ups.save(one)
    assert list(await stores.top_ups.of_month(OURS, "2026-11")) == made
    assert list(await stores.top_ups.of_month(OURS, "2026-12")) == []
    assert list(await stores.top_ups.of_month(THEIRS, "2026-11")) == []
    with pytest.raises(StaleWrite):
        await stores.top_ups.save(replace(made[0], version=0))


async def test_spending_rules_come_back_equal_to_their_workspace_alone(stores: Stores) -> None:
    rules = SpendingRules(
        id=OURS,
        workspace_id=OURS,
        workspace=Caps(day=1, week=2, month=3),
        member=Caps(day=4, week=5, month=6),
        top_up=TopUpRule(
            enabled=True, pack="pack_5000_eur_v1", below=7, monthly_limit_minor=20_000
        ),
        changed_by=UserId("u-1"),
    )
    await stores.rules.save(rules)
    assert await stores.rules.get(OURS) == rules
    assert await stores.rules.get(THEIRS) == SpendingRules(id=THEIRS, workspace_id=THEIRS)
