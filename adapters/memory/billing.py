"""Storage ports of billing in memory, for the domain tests and the simulation."""

import copy
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.billing.errors import ReservationNotFound
from domain.billing.model.ledger import Entry, Reservation, Wallet
from domain.billing.model.purchase import Checkout, Purchase, TopUp
from domain.billing.model.spending import SpendingRules
from domain.billing.model.subscription import Subscription
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import WorkspaceId
from domain.shared.page import Page, PageAsk


class MemoryWallets:
    def __init__(self, store: MemoryStore) -> None:
        self._table: dict[str, Wallet] = store.table("wallets")
        self._rows: MemoryRows[Wallet] = MemoryRows(
            store, "wallets", not_found=NotFound, exists=StaleWrite
        )

    async def get(self, workspace_id: WorkspaceId) -> Wallet:
        found = await self._rows.find(workspace_id, lambda _: True)
        return found or Wallet(id=workspace_id, workspace_id=workspace_id)

    async def save(self, wallet: Wallet) -> None:
        await self._rows.put(wallet)

    async def expiring(self, now: datetime, limit: int) -> Sequence[WorkspaceId]:
        return _due(self._table, "next_expiry_at", now, limit)


def _due(table: dict[str, Any], field: str, now: datetime, limit: int) -> Sequence[WorkspaceId]:
    """For sweepers: the workspaces whose instant has come, the longest waiting first."""
    waiting = [(getattr(row, field), row.workspace_id) for row in table.values()]
    return [one for at, one in sorted((at, one) for at, one in waiting if at and at <= now)][:limit]


class MemoryEntries:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, Entry] = store.table("credit_entries")

    async def find(self, workspace_id: WorkspaceId, entry_id: str) -> Entry | None:
        found = self._rows.get(entry_id)
        return found if found is not None and found.workspace_id == workspace_id else None

    async def add(self, entries: Sequence[Entry]) -> None:
        taken = {(row.workspace_id, row.seq) for row in self._rows.values()}
        for entry in entries:
            if entry.id in self._rows or (entry.workspace_id, entry.seq) in taken:
                raise StaleWrite
        self._rows.update({entry.id: entry for entry in entries})

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Entry]:
        mine = [row for row in self._rows.values() if row.workspace_id == workspace_id]
        if ask.after:
            after = int(ask.after) if ask.after.isascii() and ask.after.isdigit() else 0
            mine = [row for row in mine if row.seq < after]
        mine.sort(key=lambda row: row.seq, reverse=True)
        kept = mine[: ask.limit]
        return Page(items=kept, next=str(kept[-1].seq) if len(mine) > ask.limit else None)


class MemoryReservations:
    def __init__(self, store: MemoryStore) -> None:
        self._table: dict[str, Reservation] = store.table("credit_reservations")
        self._rows: MemoryRows[Reservation] = MemoryRows(
            store, "credit_reservations", not_found=ReservationNotFound, exists=StaleWrite
        )

    async def find(self, workspace_id: WorkspaceId, key: str) -> Reservation | None:
        wanted = Reservation.id_of(workspace_id, key)
        return await self._rows.find(workspace_id, lambda row: row.id == wanted)

    async def add(self, reservation: Reservation) -> None:
        await self._rows.add(reservation)

    async def save(self, reservation: Reservation) -> None:
        await self._rows.save(reservation)

    async def expired(self, now: datetime, limit: int) -> Sequence[Reservation]:
        over = [
            row
            for row in self._table.values()
            if row.is_open and not row.is_unknown and row.expires_at <= now
        ]
        return copy.deepcopy(sorted(over, key=lambda row: row.expires_at)[:limit])


class MemorySubscriptions:
    def __init__(self, store: MemoryStore) -> None:
        self._table: dict[str, Subscription] = store.table("subscriptions")
        self._rows: MemoryRows[Subscription] = MemoryRows(
            store, "subscriptions", not_found=NotFound, exists=StaleWrite
        )

    async def get(self, workspace_id: WorkspaceId) -> Subscription:
        found = await self._rows.find(workspace_id, lambda _: True)
        return found or Subscription(id=workspace_id, workspace_id=workspace_id)

    async def save(self, subscription: Subscription) -> None:
        mine = subscription.customer_ref
        for other in self._table.values():
            if mine and other.id != subscription.id and other.customer_ref == mine:
                raise StaleWrite
        await self._rows.put(subscription)

    async def workspace_of(self, customer_ref: str) -> WorkspaceId | None:
        for row in self._table.values():
            if customer_ref and row.customer_ref == customer_ref:
                return row.workspace_id
        return None

    async def to_look_at(self, now: datetime, limit: int) -> Sequence[WorkspaceId]:
        return _due(self._table, "look_again_at", now, limit)


class MemoryPurchases:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Purchase] = MemoryRows(
            store, "credit_purchases", not_found=NotFound, exists=StaleWrite
        )

    async def find(self, workspace_id: WorkspaceId, ref: str) -> Purchase | None:
        return await self._rows.find(workspace_id, lambda row: row.ref == ref)

    async def save(self, purchase: Purchase) -> None:
        await self._rows.put(purchase)


class MemoryCheckouts:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Checkout] = MemoryRows(
            store, "checkouts", not_found=NotFound, exists=StaleWrite
        )

    async def open_ones(self, workspace_id: WorkspaceId) -> Sequence[Checkout]:
        return await self._rows.list(workspace_id, lambda row: row.is_open)

    async def save(self, checkout: Checkout) -> None:
        await self._rows.put(checkout)


class MemoryTopUps:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[TopUp] = MemoryRows(
            store, "top_ups", not_found=NotFound, exists=StaleWrite
        )

    async def of_month(self, workspace_id: WorkspaceId, month: str) -> Sequence[TopUp]:
        return await self._rows.list(
            workspace_id, lambda row: row.month == month, sort=lambda row: row.number
        )

    async def save(self, top_up: TopUp) -> None:
        await self._rows.put(top_up)


class MemorySpendingRules:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[SpendingRules] = MemoryRows(
            store, "spending_rules", not_found=NotFound, exists=StaleWrite
        )

    async def get(self, workspace_id: WorkspaceId) -> SpendingRules:
        found = await self._rows.find(workspace_id, lambda _: True)
        return found or SpendingRules(id=workspace_id, workspace_id=workspace_id)

    async def save(self, rules: SpendingRules) -> None:
        await self._rows.put(rules)
