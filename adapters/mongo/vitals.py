"""Vitals, read from indexes: a scrape costs a dozen small reads (architecture.md 9)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from adapters.mongo.driver import Database, Row, collection
from domain.shared.ids import first_id_of
from domain.shared.vitals import Vital

_MOST = 10_000
# States in which a message still wants something.
_OPEN = ("ready", "claimed", "sending", "unknown", "unconfirmed", "quarantined")
_DAY = timedelta(days=1)


def instant_of_id(row_id: str) -> datetime:
    """The millisecond a UUIDv7 was made in (RFC 9562 section 5.7)."""
    return datetime.fromtimestamp(int(row_id.replace("-", "")[:12], 16) / 1000, UTC)


def _age(since: datetime | None, now: datetime) -> float:
    """0 when nothing waits."""
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())


class MongoVitals:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, *, clock: datetime, wall: datetime) -> Sequence[Vital]:
        return [
            *await self._outbox(wall),
            *await self._inbound(clock),
            *await self._actions(clock),
            *await self._states("operations", ("queued", "running", "failed")),
            *await self._states("senders", ("connected", "degraded", "disconnected")),
            await self._stops(),
            *await self._models(wall),
            *await self._backups(wall),
        ]

    async def _count(self, name: str, where: Row) -> int:
        return await collection(self._database, name).count_documents(where, limit=_MOST)

    async def _outbox(self, wall: datetime) -> Sequence[Vital]:
        where = {"relayed": False}
        first = collection(self._database, "outbox").find(where, {"_id": 1}).sort([("_id", 1)])
        rows = await first.limit(1).to_list(1)
        oldest = instant_of_id(rows[0]["_id"]) if rows else None
        return [
            Vital(
                name="leo_outbox_waiting",
                says="Events not relayed yet",
                value=await self._count("outbox", where),
            ),
            Vital(
                name="leo_outbox_lag_seconds",
                says="Age of the oldest event not relayed yet",
                value=_age(oldest, wall),
            ),
        ]

    async def _inbound(self, clock: datetime) -> Sequence[Vital]:
        where = {"state": "new"}
        first = collection(self._database, "inbound_events").find(where, {"received_at": 1})
        rows = await first.sort([("received_at", 1)]).limit(1).to_list(1)
        return [
            Vital(
                name="leo_webhooks_waiting",
                says="Vendor deliveries not read yet",
                value=await self._count("inbound_events", where),
            ),
            Vital(
                name="leo_webhooks_lag_seconds",
                says="Age of the oldest vendor delivery not read yet, by the business clock",
                value=_age(rows[0]["received_at"] if rows else None, clock),
            ),
        ]

    async def _actions(self, clock: datetime) -> Sequence[Vital]:
        actions = collection(self._database, "actions")
        due = actions.find({"state": "ready", "next_at": {"$lte": clock}}, {"next_at": 1})
        rows = await due.sort([("next_at", 1)]).limit(1).to_list(1)
        found = [
            Vital(
                name="leo_actions_due_seconds",
                says="How long the longest due message waits, by the business clock",
                value=_age(rows[0]["next_at"] if rows else None, clock),
            )
        ]
        found += [
            Vital(
                name="leo_actions",
                says="Messages that still want something, by state",
                value=await self._count("actions", {"state": state}),
                labels={"state": state},
            )
            for state in _OPEN
        ]
        verdicts: dict[str, int] = {}
        held = actions.find({"state": "ready"}, {"reasons.code": 1}).limit(_MOST)
        async for row in held:
            for reason in row.get("reasons", []):
                verdicts[reason["code"]] = verdicts.get(reason["code"], 0) + 1
        found += [
            Vital(
                name="leo_gate_refusals",
                says="Waiting messages by what the gate said of them last",
                value=count,
                labels={"reason": code},
            )
            for code, count in sorted(verdicts.items())
        ]
        return found

    async def _states(self, name: str, states: Sequence[str]) -> Sequence[Vital]:
        return [
            Vital(
                name=f"leo_{name}",
                says=f"{name.capitalize()} by state",
                value=await self._count(name, {"state": state}),
                labels={"state": state},
            )
            for state in states
        ]

    async def _stops(self) -> Vital:
        return Vital(
            name="leo_stops_on",
            says="Stop switches that are on",
            value=await self._count("stops", {"is_on": True}),
        )

    async def _models(self, wall: datetime) -> Sequence[Vital]:
        """Of the last 24 hours, by vendor."""
        calls: dict[tuple[str, str], int] = {}
        spent: dict[str, int] = {}
        since = {"_id": {"$gte": first_id_of(wall - _DAY)}}
        wanted = {"vendor": 1, "outcome": 1, "micro_usd": 1}
        rows = collection(self._database, "llm_calls").find(since, wanted).sort([("_id", -1)])
        async for row in rows.limit(_MOST):
            key = (row["vendor"], row["outcome"])
            calls[key] = calls.get(key, 0) + 1
            spent[row["vendor"]] = spent.get(row["vendor"], 0) + row["micro_usd"]
        return [
            *(
                Vital(
                    name="leo_model_calls_day",
                    says="Calls of language models in the last 24 hours",
                    value=count,
                    labels={"vendor": vendor, "outcome": outcome},
                )
                for (vendor, outcome), count in sorted(calls.items())
            ),
            *(
                Vital(
                    name="leo_model_spend_usd_day",
                    says="What those calls cost, in US dollars",
                    value=micro / 1_000_000,
                    labels={"vendor": vendor},
                )
                for vendor, micro in sorted(spent.items())
            ),
        ]

    async def _backups(self, wall: datetime) -> Sequence[Vital]:
        """Nothing while there is none: the alarm is on absence, too."""
        found = []
        for name, at, says in (
            ("backups", "taken_at", "Age of the last whole backup"),
            ("restore_drills", "at", "Age of the last restore drill"),
        ):
            latest = collection(self._database, name).find({}, {at: 1}).sort([(at, -1)])
            rows = await latest.limit(1).to_list(1)
            if rows:
                found.append(
                    Vital(name=f"leo_{name}_age_seconds", says=says, value=_age(rows[0][at], wall))
                )
        return found
