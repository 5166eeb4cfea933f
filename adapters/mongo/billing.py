"""Storage ports of billing: the ledger, the subscription and what was bought."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

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
from domain.billing.model.ledger import Entry, Reservation, ReservationState, Wallet
from domain.billing.model.purchase import Checkout, Purchase, TopUp
from domain.billing.model.spending import SpendingRules
from domain.billing.model.subscription import Subscription
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import WorkspaceId
from domain.shared.page import Page, PageAsk

_DUPLICATE_KEY = 11000


async def _save(rows: Rows[Any], thing: Any) -> None:  # noqa: ANN401 - any aggregate of billing
    """Add at version 0, else replace; raise StaleWrite when another write came first."""
    if thing.version:
        await rows.save(thing)
        return
    await rows.add(replace(thing, version=1))
    thing.version = 1


class MongoWallets:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "wallets", Wallet, not_found=NotFound, exists=StaleWrite)

    async def get(self, workspace_id: WorkspaceId) -> Wallet:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or Wallet(id=workspace_id, workspace_id=workspace_id)

    async def save(self, wallet: Wallet) -> None:
        await _save(self._rows, wallet)

    async def expiring(self, now: datetime, limit: int) -> Sequence[WorkspaceId]:
        return await _due(self._rows, "next_expiry_at", now, limit)


async def _due(rows: Rows[Any], field: str, now: datetime, limit: int) -> Sequence[WorkspaceId]:
    """For sweepers: the workspaces whose instant has come, the longest waiting first."""
    cursor = rows.raw.find({field: {"$lte": now}}, {"_id": 1}).sort([(field, ASCENDING)])
    found = await cursor.limit(limit).to_list(limit)
    return [WorkspaceId(row["_id"]) for row in found]


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


class MongoSubscriptions:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "subscriptions", Subscription, not_found=NotFound, exists=StaleWrite
        )

    async def get(self, workspace_id: WorkspaceId) -> Subscription:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or Subscription(id=workspace_id, workspace_id=workspace_id)

    async def save(self, subscription: Subscription) -> None:
        await _save(self._rows, subscription)

    async def workspace_of(self, customer_ref: str) -> WorkspaceId | None:
        if not customer_ref:
            return None
        row = await self._rows.raw.find_one({"customer_ref": customer_ref}, {"_id": 1})
        return None if row is None else WorkspaceId(row["_id"])

    async def to_look_at(self, now: datetime, limit: int) -> Sequence[WorkspaceId]:
        return await _due(self._rows, "look_again_at", now, limit)


class MongoPurchases:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "credit_purchases", Purchase, not_found=NotFound, exists=StaleWrite
        )

    async def find(self, workspace_id: WorkspaceId, ref: str) -> Purchase | None:
        return await self._rows.find(workspace_id, {"_id": Purchase.id_of(workspace_id, ref)})

    async def save(self, purchase: Purchase) -> None:
        await _save(self._rows, purchase)


class MongoCheckouts:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "checkouts", Checkout, not_found=NotFound, exists=StaleWrite)

    async def open_ones(self, workspace_id: WorkspaceId) -> Sequence[Checkout]:
        return await self._rows.list(workspace_id, {"is_open": True})

    async def save(self, checkout: Checkout) -> None:
        await _save(self._rows, checkout)


class MongoTopUps:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "top_ups", TopUp, not_found=NotFound, exists=StaleWrite)

    async def of_month(self, workspace_id: WorkspaceId, month: str) -> Sequence[TopUp]:
        return await self._rows.list(workspace_id, {"month": month}, sort="number")

    async def save(self, top_up: TopUp) -> None:
        await _save(self._rows, top_up)


class MongoSpendingRules:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "spending_rules", SpendingRules, not_found=NotFound, exists=StaleWrite
        )

    async def get(self, workspace_id: WorkspaceId) -> SpendingRules:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or SpendingRules(id=workspace_id, workspace_id=workspace_id)

    async def save(self, rules: SpendingRules) -> None:
        await _save(self._rows, rules)
