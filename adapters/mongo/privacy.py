"""Storage ports of privacy."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import ASCENDING, Database, DuplicateKeyError, Row, collection
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.privacy.errors import (
    AuditRequestNotFound,
    ChangeNotFound,
    ClosureNotKnown,
    ExportNotFound,
    IncidentNotFound,
    ReceiptNotFound,
    RightsRequestNotFound,
)
from domain.privacy.model.changes import ChangeNotice
from domain.privacy.model.clocks import Mark, PersonClock
from domain.privacy.model.closure import ClosedWorkspace
from domain.privacy.model.cooperation import AuditRequest, AuthorityRequest, Hold
from domain.privacy.model.deadlines import inactive_at, inform_due
from domain.privacy.model.erasure import DeletionReceipt, Trigger
from domain.privacy.model.exports import Export
from domain.privacy.model.incidents import Incident
from domain.privacy.model.pilot import OwnNotice, Pilot
from domain.privacy.model.requests import RightsIntake, RightsRequest
from domain.shared.errors import StaleWrite
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk

# A clock that does not run is null; a lower bound keeps null out of the range.
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


class MongoRightsRequests:
    """RightsRequests. `warns_at` is kept beside the row, so the sweep reads an index."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "rights_requests", RightsRequest, not_found=RightsRequestNotFound
        )

    async def get(self, workspace_id: WorkspaceId, request_id: str) -> RightsRequest:
        return await self._rows.get(workspace_id, request_id)

    @staticmethod
    def _row(request: RightsRequest) -> Row:
        return to_row(request) | {"warns_at": request.warns_at}

    async def add(self, request: RightsRequest) -> bool:
        written = await self._rows.raw.update_one(
            {"_id": request.id, "workspace_id": request.workspace_id},
            {"$setOnInsert": self._row(request)},
            upsert=True,
            session=current_session(),
        )
        return written.upserted_id is not None

    async def save(self, request: RightsRequest) -> None:
        read = {
            "_id": request.id,
            "workspace_id": request.workspace_id,
            "version": request.version,
        }
        row = self._row(request) | {"version": request.version + 1}
        written = await self._rows.raw.replace_one(read, row, session=current_session())
        if not written.matched_count:
            raise StaleWrite
        request.version += 1

    async def page(
        self, workspace_id: WorkspaceId, ask: PageAsk, *, is_open: bool | None
    ) -> Page[RightsRequest]:
        where: Row = {}
        if is_open is not None:
            states = [state.value for state in RightsRequest.OPEN]
            where["state"] = {"$in" if is_open else "$nin": states}
        return await self._rows.page_by_id(workspace_id, ask, where)

    async def of_person(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[RightsRequest]:
        return await self._rows.list(
            workspace_id, {"prospect_id": prospect_id}, newest_first=True, limit=50
        )

    async def to_warn(self, at: datetime, limit: int) -> Sequence[RightsRequest]:
        due = self._rows.raw.find({"warns_at": {"$lte": at}}).sort("warns_at", 1).limit(limit)
        return [self._rows.read(row) for row in await due.to_list(limit)]


class MongoRightsIntakes:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "rights_intakes")

    async def add(self, intake: RightsIntake) -> None:
        await self._rows.update_one(
            {"_id": intake.id}, {"$setOnInsert": to_row(intake)}, upsert=True
        )

    async def waiting(self, limit: int) -> Sequence[RightsIntake]:
        found = self._rows.find({"is_forwarded": False}).sort([("_id", ASCENDING)]).limit(limit)
        return [from_row(row, RightsIntake) for row in await found.to_list(limit)]

    async def settle(self, intake: RightsIntake) -> None:
        kept = to_row(intake) | {"email": "", "message": ""}
        await self._rows.replace_one({"_id": intake.id}, kept)


class MongoReceipts:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "deletion_receipts", DeletionReceipt, not_found=ReceiptNotFound)

    async def add(self, receipt: DeletionReceipt) -> None:
        await self._rows.add(receipt)

    async def get(self, workspace_id: WorkspaceId, receipt_id: str) -> DeletionReceipt:
        return await self._rows.get(workspace_id, receipt_id)

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[DeletionReceipt]:
        return await self._rows.page_by_id(workspace_id, ask)


class MongoPersonClocks:
    """PersonClocks: every move is one compare-and-set, so an event that comes twice is harmless."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "person_clocks", PersonClock, not_found=RightsRequestNotFound)

    async def start(self, clocks: Sequence[PersonClock]) -> None:
        for clock in clocks:
            try:
                await self._rows.raw.update_one(
                    {"_id": clock.id},
                    {"$setOnInsert": to_row(clock)},
                    upsert=True,
                    session=current_session(),
                )
            except DuplicateKeyError:
                continue  # another process started it in the same instant

    async def informed(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        await self._rows.raw.update_one(
            {"_id": prospect_id, "workspace_id": workspace_id, "informed_at": None},
            {"$set": {"informed_at": at, "inform_by": None}},
        )

    async def heard_from(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        known = {"_id": prospect_id, "workspace_id": workspace_id}
        later = {"$or": [{"last_contact_at": None}, {"last_contact_at": {"$lt": at}}]}
        await self._rows.raw.update_one(
            known | later, {"$set": {"last_contact_at": at, "keep_until": inactive_at(at)}}
        )

    async def stop(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        await self._rows.remove(workspace_id, prospect_id)

    async def get(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> PersonClock | None:
        return await self._rows.find(workspace_id, {"_id": prospect_id})

    async def many(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, PersonClock]:
        asked = list(prospect_ids)
        found = await self._rows.list(
            workspace_id, {"_id": {"$in": asked}}, limit=max(1, len(asked))
        )
        return {clock.id: clock for clock in found}

    async def to_inform(
        self, workspace_id: WorkspaceId, before: datetime, limit: int
    ) -> Sequence[PersonClock]:
        where = {"inform_by": {"$lt": before, "$gt": _EARLIEST}}
        return await self._rows.list(workspace_id, where, sort="inform_by", limit=limit)

    async def leaving(
        self, workspace_id: WorkspaceId, before: datetime, limit: int
    ) -> Sequence[PersonClock]:
        return await self._rows.list(
            workspace_id, {"keep_until": {"$lt": before}}, sort="keep_until", limit=limit
        )

    async def not_informed(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        clock = await self.get(workspace_id, prospect_id)
        if clock is not None and clock.informed_at is not None:
            again = {"informed_at": None, "inform_by": inform_due(clock.obtained_at)}
            await self._rows.raw.update_one(
                {"_id": prospect_id, "workspace_id": workspace_id}, {"$set": again}
            )

    async def unmarked(self, mark: Mark, before: datetime, limit: int) -> Sequence[PersonClock]:
        where = {"inform_by": {"$lt": before, "$gt": _EARLIEST}, mark.value: None}
        found = self._rows.raw.find(where).sort([("inform_by", 1)]).limit(limit)
        return [self._rows.read(row) for row in await found.to_list(limit)]

    async def mark(self, mark: Mark, clocks: Sequence[PersonClock], at: datetime) -> None:
        ids = [one.id for one in clocks]
        if ids:
            await self._rows.raw.update_many(
                {"_id": {"$in": ids}, mark.value: None},
                {"$set": {mark.value: at}},
                session=current_session(),
            )

    async def unmark(self, mark: Mark, workspace_id: WorkspaceId) -> None:
        await self._rows.raw.update_many(
            {"workspace_id": workspace_id, "inform_by": {"$gt": _EARLIEST}},
            {"$set": {mark.value: None}},
            session=current_session(),
        )

    async def over(self, at: datetime, limit: int) -> Sequence[tuple[PersonClock, Trigger]]:
        found: list[tuple[PersonClock, Trigger]] = []
        for name, trigger in (
            ("inform_by", Trigger.NOT_INFORMED),
            ("keep_until", Trigger.RETENTION),
        ):
            where = {name: {"$lte": at, "$gt": _EARLIEST}}
            rows = await self._rows.raw.find(where).sort([(name, 1)]).limit(limit).to_list(limit)
            found += [(self._rows.read(row), trigger) for row in rows]
        return found[:limit]


class MongoChangeNotices:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "change_notices", ChangeNotice, not_found=ChangeNotFound)

    async def known(self, notice_ids: Collection[str]) -> set[str]:
        found = self._rows.raw.find({"_id": {"$in": list(notice_ids)}}, {"_id": 1})
        return {row["_id"] async for row in found}

    async def add(self, notice: ChangeNotice) -> bool:
        written = await self._rows.raw.update_one(
            {"_id": notice.id, "workspace_id": notice.workspace_id},
            {"$setOnInsert": to_row(notice)},
            upsert=True,
            session=current_session(),
        )
        return written.upserted_id is not None

    async def get(self, workspace_id: WorkspaceId, notice_id: str) -> ChangeNotice:
        return await self._rows.get(workspace_id, notice_id)

    async def save(self, notice: ChangeNotice) -> None:
        await self._rows.save(notice)

    async def of(self, workspace_id: WorkspaceId, limit: int) -> Sequence[ChangeNotice]:
        return await self._rows.list(
            workspace_id, sort="announced_at", newest_first=True, limit=limit
        )

    async def upcoming(self, today: date, limit: int) -> Sequence[ChangeNotice]:
        later = {"change.effective_on": {"$gt": today.isoformat()}}
        found = self._rows.raw.find(later).sort([("version", 1), ("_id", 1)]).limit(limit)
        return [self._rows.read(row) for row in await found.to_list(limit)]


class MongoAudience:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "workspaces")

    async def after(self, workspace_id: WorkspaceId, limit: int) -> Sequence[WorkspaceId]:
        found = self._rows.find({"_id": {"$gt": workspace_id}}, {"_id": 1})
        rows = await found.sort([("_id", 1)]).limit(limit).to_list(limit)
        return [WorkspaceId(row["_id"]) for row in rows]


class MongoAuditRequests:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "audit_requests", AuditRequest, not_found=AuditRequestNotFound)

    async def add(self, request: AuditRequest) -> None:
        await self._rows.add(request)

    async def get(self, workspace_id: WorkspaceId, request_id: str) -> AuditRequest:
        return await self._rows.get(workspace_id, request_id)

    async def save(self, request: AuditRequest) -> None:
        await self._rows.save(request)

    async def of(self, workspace_id: WorkspaceId, limit: int) -> Sequence[AuditRequest]:
        return await self._rows.list(workspace_id, newest_first=True, limit=limit)


class MongoAuthorityRequests:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "authority_requests", AuthorityRequest, not_found=AuditRequestNotFound
        )

    async def add(self, request: AuthorityRequest) -> None:
        await self._rows.add(request)

    async def of(self, workspace_id: WorkspaceId, limit: int) -> Sequence[AuthorityRequest]:
        return await self._rows.list(workspace_id, newest_first=True, limit=limit)


class MongoHolds:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "purge_holds", Hold, not_found=AuditRequestNotFound)

    async def add(self, hold: Hold) -> None:
        await self._rows.add(hold)

    async def of(self, workspace_id: WorkspaceId, limit: int) -> Sequence[Hold]:
        return await self._rows.list(workspace_id, newest_first=True, limit=limit)


class MongoClosureDates:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "workspaces")

    async def of(self, workspace_id: WorkspaceId) -> datetime | None:
        row = await self._rows.find_one({"_id": workspace_id}, {"closure_asked_at": 1})
        asked: datetime | None = row.get("closure_asked_at") if row else None
        return asked


class MongoPilots:
    """Pilots: one row per workspace, written when it first chooses."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "notice_pilots", Pilot, not_found=RightsRequestNotFound)

    async def of(self, workspace_id: WorkspaceId) -> Pilot:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or Pilot(id=workspace_id, workspace_id=workspace_id)

    async def save(self, pilot: Pilot) -> None:
        there = await self._rows.find(pilot.workspace_id, {"_id": pilot.id})
        await (self._rows.add if there is None else self._rows.save)(pilot)


class MongoOwnNotices:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "own_notices", OwnNotice, not_found=RightsRequestNotFound)

    async def add(self, notice: OwnNotice) -> None:
        await self._rows.raw.update_one(
            {"_id": notice.id, "workspace_id": notice.workspace_id},
            {"$setOnInsert": to_row(notice)},
            upsert=True,
        )

    async def find(self, workspace_id: WorkspaceId, notice_id: str) -> OwnNotice | None:
        return await self._rows.find(workspace_id, {"_id": notice_id})


class MongoIncidents:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "incidents", Incident, not_found=IncidentNotFound)

    async def get(self, workspace_id: WorkspaceId, incident_id: str) -> Incident:
        return await self._rows.get(workspace_id, incident_id)

    async def add(self, incident: Incident) -> None:
        await self._rows.add(incident)

    async def save(self, incident: Incident) -> None:
        await self._rows.save(incident)

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Incident]:
        return await self._rows.page_by_id(workspace_id, ask)

    async def open_ones(self, limit: int) -> Sequence[Incident]:
        found = self._rows.raw.find({"is_open": True}).sort([("_id", 1)]).limit(limit)
        return [self._rows.read(row) for row in await found.to_list(limit)]


class MongoExports:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "exports", Export, not_found=ExportNotFound)

    async def get(self, workspace_id: WorkspaceId, export_id: str) -> Export:
        return await self._rows.get(workspace_id, export_id)

    async def add(self, export: Export) -> None:
        await self._rows.add(export)

    async def save(self, export: Export) -> None:
        await self._rows.save(export)

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Export]:
        return await self._rows.page_by_id(workspace_id, ask)


class MongoClosedWorkspaces:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "closed_workspaces", ClosedWorkspace, not_found=ClosureNotKnown)

    async def add(self, closed: ClosedWorkspace) -> None:
        await self._rows.raw.update_one(
            {"_id": closed.id},
            {"$setOnInsert": to_row(closed)},
            upsert=True,
            session=current_session(),
        )

    async def find(self, workspace_id: WorkspaceId) -> ClosedWorkspace | None:
        return await self._rows.find(workspace_id, {"_id": workspace_id})
