"""The ledger on memory, and the proofs of delivery.md 1.9."""

from collections import Counter
from dataclasses import replace

from adapters.memory.billing import (
    MemoryEntries,
    MemoryPurchases,
    MemoryReservations,
    MemorySpendingRules,
    MemorySubscriptions,
    MemoryWallets,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from domain.billing.model.ledger import Account, Entry, Lot, Reservation, Wallet
from domain.billing.usecases.commit_credits import CommitCredits
from domain.billing.usecases.expire_credits import ExpireCredits
from domain.billing.usecases.expire_reservations import ExpireReservations
from domain.billing.usecases.grant_credits import GrantCredits
from domain.billing.usecases.grant_trial import GrantTrial
from domain.billing.usecases.hold_credits import HoldCredits
from domain.billing.usecases.ledger import Ledger
from domain.billing.usecases.release_credits import ReleaseCredits
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.billing.usecases.reserve_credits import ReserveCredits
from domain.billing.usecases.settle_sale import SettleSale
from domain.shared.ids import WorkspaceId
from domain.shared.page import PageAsk
from tests.conftest import CountingIds, StoppedClock

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")


class World:
    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock, self.wall = StoppedClock(), StoppedClock()
        self.outbox = MemoryOutbox(self.store, CountingIds())
        self.ledger = Ledger(
            wallets=MemoryWallets(self.store),
            entries=MemoryEntries(self.store),
            reservations=MemoryReservations(self.store),
            outbox=self.outbox,
            transaction=MemoryTransaction(self.store),
            clock=self.clock,
            wall=self.wall,
        )
        ending = ReservationEnd(ledger=self.ledger)
        self.grant = GrantCredits(ledger=self.ledger)
        self.subscriptions = MemorySubscriptions(self.store)
        self.rules = MemorySpendingRules(self.store)
        self.trial = GrantTrial(
            subscriptions=self.subscriptions,
            grant=self.grant,
            transaction=self.ledger.transaction,
            wall=self.wall,
        )
        self.reserve = ReserveCredits(
            ledger=self.ledger, subscriptions=self.subscriptions, rules=self.rules
        )
        self.expire_credits = ExpireCredits(ledger=self.ledger)
        self.sale = SettleSale(ledger=self.ledger, purchases=MemoryPurchases(self.store))
        self.commit = CommitCredits(ending=ending)
        self.release = ReleaseCredits(ending=ending)
        self.hold = HoldCredits(ledger=self.ledger)
        self.expire = ExpireReservations(
            reservations=self.ledger.reservations, ending=ending, wall=self.wall
        )

    async def wallet(self, workspace_id: WorkspaceId = OURS) -> Wallet:
        return await self.ledger.wallets.get(workspace_id)

    async def balance(self) -> tuple[int, int, int]:
        wallet = await self.wallet()
        return wallet.available, wallet.reserved, wallet.spent

    async def entries(self) -> list[Entry]:
        page = await self.ledger.entries.page(OURS, PageAsk(limit=100_000))
        return [*reversed(page.items)]

    async def check(self) -> None:
        """Sums are zero; the wallet is the fold, lot by lot; reserved is what open reservations
        hold.
        """
        sums: Counter[Account] = Counter()
        lots: dict[str, Lot] = {}
        for number, entry in enumerate(await self.entries(), start=1):
            assert entry.seq == number
            sums[entry.debit] -= entry.amount
            sums[entry.credit] += entry.amount
            assert entry.amount == sum(one.amount for one in entry.portions) > 0
            for one in entry.portions:
                before = lots.get(one.id, replace(one, amount=0))
                came = (entry.credit is Account.AVAILABLE) - (entry.debit is Account.AVAILABLE)
                lots[one.id] = replace(one, amount=before.amount + came * one.amount)
                assert lots[one.id].amount >= 0
            assert sums[Account.AVAILABLE] == entry.available_after
            own = (Account.AVAILABLE, Account.RESERVED, Account.SPENT)
            assert all(sums[account] >= 0 for account in own)
        assert sum(sums.values()) == 0
        wallet = await self.wallet()
        assert (wallet.available, wallet.reserved, wallet.spent) == (
            sums[Account.AVAILABLE],
            sums[Account.RESERVED],
            sums[Account.SPENT],
        )
        assert wallet.lots == tuple(lots[key] for key in sorted(lots) if lots[key].amount)
        held: list[Reservation] = list(self.store.table("credit_reservations").values())
        assert wallet.reserved == sum(one.amount for one in held if one.is_open)
        assert wallet.spent == sum(one.spent for one in held)
