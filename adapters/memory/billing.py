"""Storage ports of billing in memory, for the domain tests and the simulation."""

import copy
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.billing.errors import ReservationNotFound
from domain.billing.model import Entry, Reservation, Wallet
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import WorkspaceId
from domain.shared.page import Page, PageAsk


class MemoryWallets:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Wallet] = MemoryRows(
            store, "wallets", not_found=NotFound, exists=StaleWrite
        )

    async def get(self, workspace_id: WorkspaceId) -> Wallet:
        found = await self._rows.find(workspace_id, lambda _: True)
        return found or Wallet(id=workspace_id, workspace_id=workspace_id)

    async def save(self, wallet: Wallet) -> None:
        if wallet.version:
            await self._rows.save(wallet)
            return
        await self._rows.add(replace(wallet, version=1))
        wallet.version = 1


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
