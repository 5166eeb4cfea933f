"""The step that makes the ledger say what became of one sold pack."""

from dataclasses import dataclass

from domain.billing.events import CreditsPurchased, CreditsTakenBack
from domain.billing.model.ledger import Entry, Lot, Pool
from domain.billing.model.payments import PackSale
from domain.billing.model.purchase import Purchase
from domain.billing.ports import Purchases
from domain.billing.usecases.ledger import Ledger
from domain.shared.actor import SYSTEM
from domain.shared.events import Event
from domain.shared.ids import WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleSale:
    """The pack's credits are given once. When its money goes back, the unspent part of them is
    taken back; the balance never goes below zero, and the rest waits for a person (BIL-7). A
    dispute that is won gives back what was taken.
    """

    ledger: Ledger
    purchases: Purchases

    async def settle(self, workspace_id: WorkspaceId, sale: PackSale) -> None:
        if sale.credits:
            await self.ledger.run(lambda: self._work(workspace_id, sale))

    async def _work(self, workspace_id: WorkspaceId, sale: PackSale) -> None:
        cause = self.ledger.cause("pack", sale.lookup_key, SYSTEM)
        wallet = await self.ledger.wallets.get(workspace_id)
        found = await self.purchases.find(workspace_id, sale.ref)
        purchase = found or Purchase(
            id=Purchase.id_of(workspace_id, sale.ref),
            workspace_id=workspace_id,
            ref=sale.ref,
            credits=sale.credits,
        )
        before = (purchase.taken_back, purchase.missing)
        entries: list[Entry] = []
        events: list[Event] = []
        if found is None:
            lot = Lot(id=purchase.lot_id, pool=Pool.BOUGHT, amount=sale.credits)
            entries.append(wallet.grant(f"{purchase.id}:purchase", lot, cause))
            events.append(
                CreditsPurchased(at=cause.at, workspace_id=workspace_id, amount=sale.credits)
            )
        owed = sale.not_earned - purchase.taken_back
        entry_id = f"{purchase.id}:adjust:{purchase.turns + 1}"
        entry: Entry | None = None
        if owed > 0:
            entry = wallet.take_back(entry_id, purchase.lot_id, owed, cause)
        elif owed < 0:
            lot = Lot(id=purchase.lot_id, pool=Pool.BOUGHT, amount=-owed)
            entry = wallet.give_back(entry_id, lot, cause)
        if entry is not None:
            purchase.turns += 1
            purchase.taken_back -= entry.change
            entries.append(entry)
        purchase.missing = max(0, sale.not_earned - purchase.taken_back)
        if found is not None and (purchase.taken_back, purchase.missing) == before:
            return
        if (purchase.taken_back, purchase.missing) != before:
            events.append(
                CreditsTakenBack(
                    at=cause.at,
                    workspace_id=workspace_id,
                    amount=purchase.taken_back,
                    missing=purchase.missing,
                )
            )
        await self.purchases.save(purchase)
        if entries:
            await self.ledger.post(wallet, entries, events)
        else:
            await self.ledger.outbox.append(events)
