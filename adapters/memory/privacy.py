"""Storage ports of privacy, in memory."""

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.privacy.errors import IncidentNotFound, ReceiptNotFound, RightsRequestNotFound
from domain.privacy.model.clocks import Mark, PersonClock
from domain.privacy.model.deadlines import inactive_at, inform_due
from domain.privacy.model.erasure import DeletionReceipt, Trigger
from domain.privacy.model.incidents import Incident
from domain.privacy.model.pilot import OwnNotice, Pilot
from domain.privacy.model.requests import RightsIntake, RightsRequest
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk


class MemoryRightsRequests:
    def __init__(self, store: MemoryStore) -> None:
        self._table = store.table("rights_requests")
        self._rows: MemoryRows[RightsRequest] = MemoryRows(
            store, "rights_requests", not_found=RightsRequestNotFound
        )

    async def get(self, workspace_id: WorkspaceId, request_id: str) -> RightsRequest:
        return await self._rows.get(workspace_id, request_id)

    async def add(self, request: RightsRequest) -> bool:
        if request.id in self._table:
            return False
        await self._rows.add(request)
        return True

    async def save(self, request: RightsRequest) -> None:
        await self._rows.save(request)

    async def page(
        self, workspace_id: WorkspaceId, ask: PageAsk, *, is_open: bool | None
    ) -> Page[RightsRequest]:
        return await self._rows.page_by_id(
            workspace_id, ask, lambda one: is_open is None or one.is_open is is_open
        )

    async def of_person(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[RightsRequest]:
        return await self._rows.list(
            workspace_id,
            lambda one: one.prospect_id == prospect_id,
            newest_first=True,
            limit=50,
        )

    async def to_warn(self, at: datetime, limit: int) -> Sequence[RightsRequest]:
        due = [one for one in self._table.values() if one.warns_at and one.warns_at <= at]
        return copy.deepcopy(sorted(due, key=lambda one: one.warns_at)[:limit])


class MemoryRightsIntakes:
    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.table("rights_intakes")

    async def add(self, intake: RightsIntake) -> None:
        self._rows.setdefault(intake.id, copy.copy(intake))

    async def waiting(self, limit: int) -> Sequence[RightsIntake]:
        found = [one for _, one in sorted(self._rows.items()) if not one.is_forwarded]
        return [copy.copy(one) for one in found[:limit]]

    async def settle(self, intake: RightsIntake) -> None:
        self._rows[intake.id] = replace(intake, email="", message="")


class MemoryReceipts:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[DeletionReceipt] = MemoryRows(
            store, "deletion_receipts", not_found=ReceiptNotFound
        )

    async def add(self, receipt: DeletionReceipt) -> None:
        await self._rows.add(receipt)

    async def get(self, workspace_id: WorkspaceId, receipt_id: str) -> DeletionReceipt:
        return await self._rows.get(workspace_id, receipt_id)

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[DeletionReceipt]:
        return await self._rows.page_by_id(workspace_id, ask)


class MemoryPersonClocks:
    """PersonClocks. Clocks are frozen, so they need no copies."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, PersonClock] = store.table("person_clocks")

    def _of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> PersonClock | None:
        clock = self._rows.get(prospect_id)
        return clock if clock is not None and clock.workspace_id == workspace_id else None

    async def start(self, clocks: Sequence[PersonClock]) -> None:
        for clock in clocks:
            self._rows.setdefault(clock.id, clock)

    async def informed(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        clock = self._of(workspace_id, prospect_id)
        if clock is not None and clock.informed_at is None:
            self._rows[prospect_id] = replace(clock, informed_at=at, inform_by=None)

    async def heard_from(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        clock = self._of(workspace_id, prospect_id)
        if clock is not None and (clock.last_contact_at is None or clock.last_contact_at < at):
            self._rows[prospect_id] = replace(clock, last_contact_at=at, keep_until=inactive_at(at))

    async def stop(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        if self._of(workspace_id, prospect_id) is not None:
            del self._rows[prospect_id]

    async def get(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> PersonClock | None:
        return self._of(workspace_id, prospect_id)

    async def many(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, PersonClock]:
        found = {one: self._of(workspace_id, one) for one in prospect_ids}
        return {one: clock for one, clock in found.items() if clock is not None}

    async def to_inform(
        self, workspace_id: WorkspaceId, before: datetime, limit: int
    ) -> Sequence[PersonClock]:
        due = [
            (clock.inform_by, clock)
            for clock in self._rows.values()
            if clock.workspace_id == workspace_id and clock.inform_by and clock.inform_by < before
        ]
        return [clock for _, clock in sorted(due, key=lambda one: one[0])[:limit]]

    async def leaving(
        self, workspace_id: WorkspaceId, before: datetime, limit: int
    ) -> Sequence[PersonClock]:
        due = [
            clock
            for clock in self._rows.values()
            if clock.workspace_id == workspace_id and clock.keep_until < before
        ]
        return sorted(due, key=lambda clock: clock.keep_until)[:limit]

    async def not_informed(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        clock = self._of(workspace_id, prospect_id)
        if clock is not None and clock.informed_at is not None:
            self._rows[prospect_id] = replace(
                clock, informed_at=None, inform_by=inform_due(clock.obtained_at)
            )

    async def unmarked(self, mark: Mark, before: datetime, limit: int) -> Sequence[PersonClock]:
        due = [
            (clock.inform_by, clock)
            for clock in self._rows.values()
            if clock.inform_by and clock.inform_by < before and getattr(clock, mark.value) is None
        ]
        return [clock for _, clock in sorted(due, key=lambda one: one[0])[:limit]]

    async def mark(self, mark: Mark, clocks: Sequence[PersonClock], at: datetime) -> None:
        for one in clocks:
            clock = self._of(one.workspace_id, one.id)
            if clock is not None and getattr(clock, mark.value) is None:
                self._rows[one.id] = _marked(clock, mark, at)

    async def unmark(self, mark: Mark, workspace_id: WorkspaceId) -> None:
        for key, clock in self._rows.items():
            if clock.workspace_id == workspace_id and clock.inform_by:
                self._rows[key] = _marked(clock, mark, None)

    async def over(self, at: datetime, limit: int) -> Sequence[tuple[PersonClock, Trigger]]:
        late = [
            (clock.inform_by, clock)
            for clock in self._rows.values()
            if clock.inform_by and clock.inform_by <= at
        ]
        old = [clock for clock in self._rows.values() if clock.keep_until <= at]
        found = [(clock, Trigger.NOT_INFORMED) for _, clock in sorted(late, key=lambda one: one[0])]
        found += [
            (clock, Trigger.RETENTION) for clock in sorted(old, key=lambda one: one.keep_until)
        ]
        return found[:limit]


def _marked(clock: PersonClock, mark: Mark, at: datetime | None) -> PersonClock:
    if mark is Mark.WARNED:
        return replace(clock, warned_at=at)
    return replace(clock, asked_at=at)


class MemoryPilots:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Pilot] = MemoryRows(
            store, "notice_pilots", not_found=RightsRequestNotFound
        )

    async def of(self, workspace_id: WorkspaceId) -> Pilot:
        found = await self._rows.list(workspace_id, lambda one: one.id == workspace_id, limit=1)
        return found[0] if found else Pilot(id=workspace_id, workspace_id=workspace_id)

    async def save(self, pilot: Pilot) -> None:
        there = await self._rows.list(pilot.workspace_id, lambda one: one.id == pilot.id, limit=1)
        await (self._rows.save if there else self._rows.add)(pilot)


class MemoryOwnNotices:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, OwnNotice] = store.table("own_notices")

    async def add(self, notice: OwnNotice) -> None:
        self._rows.setdefault(notice.id, notice)

    async def find(self, workspace_id: WorkspaceId, notice_id: str) -> OwnNotice | None:
        found = self._rows.get(notice_id)
        return found if found is not None and found.workspace_id == workspace_id else None


class MemoryIncidents:
    def __init__(self, store: MemoryStore) -> None:
        self._table = store.table("incidents")
        self._rows: MemoryRows[Incident] = MemoryRows(
            store, "incidents", not_found=IncidentNotFound
        )

    async def get(self, workspace_id: WorkspaceId, incident_id: str) -> Incident:
        return await self._rows.get(workspace_id, incident_id)

    async def add(self, incident: Incident) -> None:
        await self._rows.add(incident)

    async def save(self, incident: Incident) -> None:
        await self._rows.save(incident)

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Incident]:
        return await self._rows.page_by_id(workspace_id, ask)

    async def open_ones(self, limit: int) -> Sequence[Incident]:
        found = [one for _, one in sorted(self._table.items()) if one.is_open]
        return copy.deepcopy(found[:limit])
