"""Storage ports of billing: a wallet per workspace, its entries and its reservations."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import (
    ASCENDING,
    DESCENDING,
    BulkWriteError,
    Database,
    Row,
    collection,
)
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.billing.errors import ReservationNotFound
from domain.billing.model import Entry, Reservation, ReservationState, Wallet
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import WorkspaceId
from domain.shared.page import Page, PageAsk

_DUPLICATE_KEY = 11000


class MongoWallets:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "wallets", Wallet, not_found=NotFound, exists=StaleWrite)

    async def get(self, workspace_id: WorkspaceId) -> Wallet:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or Wallet(id=workspace_id, workspace_id=workspace_id)

    async def save(self, wallet: Wallet) -> None:
        if wallet.version:
            await self._rows.save(wallet)
            return
        await self._rows.add(replace(wallet, version=1))
        wallet.version = 1


class MongoEntries:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "credit_entries")

    async def find(self, workspace_id: WorkspaceId, entry_id: str) -> Entry | None:
        row = await self._rows.find_one(
            {"_id": entry_id, "workspace_id": workspace_id}, session=current_session()
        )
        return None if row is None else from_row(row, Entry)

    async def add(self, entries: Sequence[Entry]) -> None:
        try:
            await self._rows.insert_many(
                [to_row(entry) for entry in entries], session=current_session()
            )
        except BulkWriteError as error:  # _id, or index workspace_id_seq
            codes = {one["code"] for one in (error.details or {}).get("writeErrors", ())}
            if codes == {_DUPLICATE_KEY}:
                raise StaleWrite from error
            raise

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Entry]:
        where: Row = {"workspace_id": workspace_id}
        if ask.after:
            where["seq"] = {"$lt": _seq(ask.after)}
        cursor = self._rows.find(where, session=current_session()).sort([("seq", DESCENDING)])
        rows = await cursor.limit(ask.limit + 1).to_list(ask.limit + 1)
        kept = rows[: ask.limit]
        return Page(
            items=[from_row(row, Entry) for row in kept],
            next=str(kept[-1]["seq"]) if len(rows) > ask.limit else None,
        )


def _seq(cursor: str) -> int:
    """The number a page ended with; a cursor that is none of ours leads to an empty page."""
    return int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 16 else 0


class MongoReservations:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database,
            "credit_reservations",
            Reservation,
            not_found=ReservationNotFound,
            exists=StaleWrite,
        )

    async def find(self, workspace_id: WorkspaceId, key: str) -> Reservation | None:
        return await self._rows.find(workspace_id, {"_id": Reservation.id_of(workspace_id, key)})

    async def add(self, reservation: Reservation) -> None:
        await self._rows.add(reservation)

    async def save(self, reservation: Reservation) -> None:
        await self._rows.save(reservation)

    async def expired(self, now: datetime, limit: int) -> Sequence[Reservation]:
        where = {
            "state": ReservationState.OPEN.value,
            "is_unknown": False,
            "expires_at": {"$lte": now},
        }
        cursor = self._rows.raw.find(where).sort([("expires_at", ASCENDING)]).limit(limit)
        return [self._rows.read(row) for row in await cursor.to_list(limit)]
