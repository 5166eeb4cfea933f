"""RetentionStores: technical rows that age, class by class (obligation 71)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.mongo.driver import Database, Row, collection
from domain.privacy.model.durations import BY_NAME
from domain.privacy.ports import ClassSweep

_SLICE = 1000


def id_floor(instant: datetime) -> str:
    """The smallest UUIDv7 of an instant (RFC 9562 5.7): ids made before it sort below."""
    digits = f"{int(instant.timestamp() * 1000):012x}"
    return f"{digits[:8]}-{digits[8:]}-7000-8000-000000000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """`past` gives the filter from the oldest instant that stays; ids and vendor dates are real
    time, what a workspace does is business time.
    """

    name: str
    store: str
    is_wall: bool
    past: Callable[[datetime], Row]
    empties: Mapping[str, Any] = field(default_factory=dict)


_OVER = ["done", "failed", "cancelled"]
_RULES: tuple[_Rule, ...] = (
    _Rule(
        name="inbound-30-days",
        store="inbound_events",
        is_wall=True,
        past=lambda oldest: {"received_at": {"$lt": oldest}, "state": {"$ne": "new"}},
    ),
    _Rule(
        name="events-30-days",
        store="outbox",
        is_wall=True,
        past=lambda oldest: {"relayed": True, "_id": {"$lt": id_floor(oldest)}},
    ),
    _Rule(
        name="calls-90-days",
        store="llm_calls",
        is_wall=True,
        past=lambda oldest: {"_id": {"$lt": id_floor(oldest)}},
    ),
    _Rule(
        name="operations-90-days",
        store="operations",
        is_wall=True,
        past=lambda oldest: {"finished_at": {"$lt": oldest}, "state": {"$in": _OVER}},
    ),
    _Rule(
        name="import-file-30-days",
        store="imports",
        is_wall=False,
        past=lambda oldest: {"uploaded_at": {"$lt": oldest}, "sample": {"$ne": []}},
        empties={"sample": []},
    ),
    _Rule(
        name="intake-90-days",
        store="rights_intakes",
        is_wall=False,
        past=lambda oldest: {"received_at": {"$lt": oldest}, "is_forwarded": True},
    ),
    _Rule(
        name="package-7-days",
        store="rights_requests",
        is_wall=False,
        past=lambda oldest: {"settled_at": {"$lt": oldest}, "package_id": {"$gt": ""}},
        empties={"package_id": ""},
    ),
    _Rule(
        name="export-2-days",
        store="exports",
        is_wall=True,
        past=lambda oldest: {"made_at": {"$lt": oldest}, "blob_id": {"$gt": ""}},
        empties={"blob_id": ""},
    ),
)
# Rows that point at stored files: the file goes with what the rule empties.
_FILES = {"imports": "blob_id", "rights_requests": "package_id", "exports": "blob_id"}


class MongoRetentionStores:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def count_due(self, business_now: datetime, wall_now: datetime) -> Sequence[ClassSweep]:
        return [
            ClassSweep(
                name=rule.name,
                store=rule.store,
                due=await collection(self._database, rule.store).count_documents(
                    self._where(rule, business_now, wall_now)
                ),
                removed=0,
            )
            for rule in _RULES
        ]

    async def remove_due(self, business_now: datetime, wall_now: datetime) -> Sequence[ClassSweep]:
        return [await self._sweep(rule, business_now, wall_now) for rule in _RULES]

    @staticmethod
    def _where(rule: _Rule, business_now: datetime, wall_now: datetime) -> Row:
        span = BY_NAME[rule.name].span
        if span is None:
            message = f"{rule.name} has no span in the duration register"
            raise ValueError(message)
        return rule.past((wall_now if rule.is_wall else business_now) - span)

    async def _sweep(self, rule: _Rule, business_now: datetime, wall_now: datetime) -> ClassSweep:
        rows = collection(self._database, rule.store)
        where = self._where(rule, business_now, wall_now)
        pointer = _FILES.get(rule.store)
        found = (
            await rows.find(where, {pointer: 1} if pointer else {"_id": 1})
            .limit(_SLICE)
            .to_list(_SLICE)
        )
        ids = [row["_id"] for row in found]
        if not ids:
            return ClassSweep(name=rule.name, store=rule.store, due=0, removed=0)
        if pointer:
            files = [row.get(pointer, "") for row in found]
            await collection(self._database, "blobs").delete_many({"blob_id": {"$in": files}})
        chosen = {"_id": {"$in": ids}}
        if rule.empties:
            done = await rows.update_many(chosen, {"$set": dict(rule.empties)})
            removed = done.modified_count
        else:
            removed = (await rows.delete_many(chosen)).deleted_count
        return ClassSweep(name=rule.name, store=rule.store, due=len(ids), removed=removed)
