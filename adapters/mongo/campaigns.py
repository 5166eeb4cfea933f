"""Storage ports of campaigns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.mongo.codec import to_row
from adapters.mongo.driver import BulkWriteError, Database, DuplicateKeyError, Row
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.campaigns.errors import (
    AlreadyEnrolled,
    CampaignNotFound,
    EnrolmentNotFound,
    MandateExists,
    MandateNotFound,
    SimulationNotFound,
    TaskExists,
    TaskNotFound,
)
from domain.campaigns.model.autonomy import Autonomy
from domain.campaigns.model.calendar import CalendarRules
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.model.enrolment import Counts, Enrolment, EnrolmentState
from domain.campaigns.model.human_task import HumanTask, TaskState
from domain.campaigns.model.mandate import Mandate
from domain.campaigns.model.simulation import Simulation
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import (
    CampaignId,
    EnrolmentId,
    HumanTaskId,
    MandateId,
    ProspectId,
    SimulationId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import Page, PageAsk

_OVER = [state.value for state in sorted(Enrolment.OVER)]
_NOT_OVER = [state.value for state in EnrolmentState if state not in Enrolment.OVER]


class MongoCampaigns:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "campaigns", Campaign, not_found=CampaignNotFound)

    async def get(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> Campaign:
        return await self._rows.get(workspace_id, campaign_id)

    async def add(self, campaign: Campaign) -> None:
        await self._rows.add(campaign)

    async def save(self, campaign: Campaign) -> None:
        await self._rows.save(campaign)

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Campaign]:
        return await self._rows.page_by_id(workspace_id, ask)


class MongoEnrolments:
    """Enrolments and EnrolmentQueue."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database,
            "enrolments",
            Enrolment,
            not_found=EnrolmentNotFound,
            exists=AlreadyEnrolled,
        )

    async def get(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> Enrolment:
        return await self._rows.get(workspace_id, enrolment_id)

    async def add(self, enrolments: Sequence[Enrolment]) -> None:
        rows = [to_row(enrolment) for enrolment in enrolments]
        try:
            await self._rows.raw.insert_many(rows, session=current_session())
        except (BulkWriteError, DuplicateKeyError) as error:
            # workspace_id_active_key or workspace_id_campaign_id_prospect_id
            if isinstance(error, BulkWriteError) and not _is_duplicate(error):
                raise
            raise AlreadyEnrolled from error

    async def save(self, enrolment: Enrolment) -> None:
        await self._rows.save(enrolment)

    async def known(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        prospect_ids: Collection[ProspectId],
    ) -> Sequence[Enrolment]:
        people = list(prospect_ids)
        here = await self._rows.list(
            workspace_id, {"campaign_id": campaign_id, "prospect_id": {"$in": people}}
        )
        active = await self._rows.list(workspace_id, {"active_key": {"$in": people}})
        found = {one.id: one for one in (*here, *active)}
        return list(found.values())

    async def active_of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Enrolment | None:
        return await self._rows.find(workspace_id, {"active_key": prospect_id})

    async def of_company(self, workspace_id: WorkspaceId, company: str) -> Sequence[Enrolment]:
        return await self._rows.list(
            workspace_id, {"company": company, "state": {"$in": _NOT_OVER}}
        )

    async def page(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, ask: PageAsk
    ) -> Page[Enrolment]:
        return await self._rows.page_by_id(
            workspace_id, ask, {"campaign_id": campaign_id}, newest_first=False
        )

    async def counts(
        self, workspace_id: WorkspaceId, campaign_ids: Collection[CampaignId]
    ) -> Mapping[CampaignId, Counts]:
        pipeline: list[Row] = [
            {"$match": {"workspace_id": workspace_id, "campaign_id": {"$in": list(campaign_ids)}}},
            {
                "$group": {
                    "_id": {"campaign_id": "$campaign_id", "state": "$state"},
                    "count": {"$sum": 1},
                }
            },
        ]
        by_campaign: dict[CampaignId, list[tuple[EnrolmentState, int]]] = {
            campaign_id: [] for campaign_id in campaign_ids
        }
        async for row in self._rows.raw.aggregate(pipeline, session=current_session()):
            group = row["_id"]
            state = EnrolmentState(group["state"])
            by_campaign[CampaignId(group["campaign_id"])].append((state, row["count"]))
        return {one: Counts.of(states) for one, states in by_campaign.items()}

    async def has_active(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> bool:
        where = {"campaign_id": campaign_id, "state": {"$in": _NOT_OVER}}
        return await self._rows.find(workspace_id, where) is not None

    async def awaiting(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        return await self._rows.raw.count_documents(
            self._in(workspace_id, campaign_id, EnrolmentState.AWAITING)
        )

    async def next_due(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> datetime | None:
        where = self._in(workspace_id, campaign_id, EnrolmentState.ACTIVE)
        rows = await self._rows.raw.find(where).sort("next_at", 1).limit(1).to_list(1)
        return self._rows.read(rows[0]).next_at if rows else None

    async def due(self, at: datetime, limit: int) -> Sequence[Enrolment]:
        where = {"state": EnrolmentState.ACTIVE.value, "next_at": {"$lte": at}}
        rows = await self._rows.raw.find(where).sort("next_at", 1).limit(limit).to_list(limit)
        return [self._rows.read(row) for row in rows]

    async def start_waiting(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, at: datetime
    ) -> int:
        return await self._move(
            self._in(workspace_id, campaign_id, EnrolmentState.WAITING),
            {"state": EnrolmentState.ACTIVE.value, "next_at": at, "started_at": at},
        )

    async def pause_active(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        return await self._move(
            self._in(workspace_id, campaign_id, EnrolmentState.ACTIVE),
            {"state": EnrolmentState.PAUSED.value},
        )

    async def resume_paused(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        return await self._move(
            {**self._in(workspace_id, campaign_id, EnrolmentState.PAUSED), "reason": ""},
            {"state": EnrolmentState.ACTIVE.value},
        )

    @staticmethod
    def _in(workspace_id: WorkspaceId, campaign_id: CampaignId, state: EnrolmentState) -> Row:
        return {
            "workspace_id": workspace_id,
            "campaign_id": campaign_id,
            "state": state.value,
        }

    async def _move(self, where: Row, fields: Row) -> int:
        written = await self._rows.raw.update_many(
            where, {"$set": fields, "$inc": {"version": 1}}, session=current_session()
        )
        return written.modified_count


class MongoHumanTasks:
    """HumanTasks and TaskQueue."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "human_tasks", HumanTask, not_found=TaskNotFound, exists=TaskExists
        )

    async def get(self, workspace_id: WorkspaceId, task_id: HumanTaskId) -> HumanTask:
        return await self._rows.get(workspace_id, task_id)

    async def add(self, task: HumanTask) -> None:
        await self._rows.add(task)

    async def save(self, task: HumanTask) -> None:
        await self._rows.save(task)

    async def of_step(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId, step_id: StepId
    ) -> HumanTask | None:
        return await self._rows.find(
            workspace_id, {"enrolment_id": enrolment_id, "step_id": step_id}
        )

    async def open_of(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Sequence[HumanTask]:
        where = {"enrolment_id": enrolment_id, "state": TaskState.OPEN.value}
        return await self._rows.list(workspace_id, where)

    async def page(
        self,
        workspace_id: WorkspaceId,
        ask: PageAsk,
        *,
        state: TaskState,
        campaign_id: CampaignId | None,
    ) -> Page[HumanTask]:
        where: Row = {"state": state.value}
        if campaign_id is not None:
            where["campaign_id"] = campaign_id
        return await self._rows.page_by_id(workspace_id, ask, where, newest_first=False)

    async def overdue(self, at: datetime, limit: int) -> Sequence[HumanTask]:
        where = {"state": TaskState.OPEN.value, "due_at": {"$lte": at}}
        rows = await self._rows.raw.find(where).sort("due_at", 1).limit(limit).to_list(limit)
        return [self._rows.read(row) for row in rows]


class MongoSimulations:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "simulations", Simulation, not_found=SimulationNotFound)

    async def get(self, workspace_id: WorkspaceId, simulation_id: SimulationId) -> Simulation:
        return await self._rows.get(workspace_id, simulation_id)

    async def add(self, simulation: Simulation) -> None:
        await self._rows.add(simulation)

    async def last(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> Simulation | None:
        found = await self._rows.list(
            workspace_id, {"campaign_id": campaign_id}, newest_first=True, limit=1
        )
        return found[0] if found else None


class MongoCalendars:
    """One document per workspace that set something."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "calendar_rules", CalendarRules, not_found=NotFound, exists=StaleWrite
        )

    async def of(self, workspace_id: WorkspaceId) -> CalendarRules:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or CalendarRules(id=workspace_id, workspace_id=workspace_id)

    async def save(self, rules: CalendarRules) -> None:
        if rules.version:
            await self._rows.save(rules)
            return
        await self._rows.add(replace(rules, version=1))
        rules.version = 1


def _is_duplicate(error: BulkWriteError) -> bool:
    faults = error.details["writeErrors"]
    return bool(faults) and all(fault["code"] == 11000 for fault in faults)


class MongoMandates:
    """Mandates and MandateWatch."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "mandates", Mandate, not_found=MandateNotFound, exists=MandateExists
        )

    async def get(self, workspace_id: WorkspaceId, mandate_id: MandateId) -> Mandate:
        return await self._rows.get(workspace_id, mandate_id)

    async def add(self, mandate: Mandate) -> None:
        await self._rows.add(mandate)  # workspace_id_active_key

    async def save(self, mandate: Mandate) -> None:
        await self._rows.save(mandate)

    async def open_of(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> Mandate | None:
        return await self._rows.find(workspace_id, {"active_key": campaign_id})

    async def open_of_person(self, workspace_id: WorkspaceId, user_id: UserId) -> Sequence[Mandate]:
        return await self._rows.list(
            workspace_id, {"active_key": {"$gt": ""}, "signed_by": user_id}
        )

    async def open_in(self, workspace_id: WorkspaceId) -> Sequence[Mandate]:
        return await self._rows.list(workspace_id, {"active_key": {"$gt": ""}})

    async def page(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, ask: PageAsk
    ) -> Page[Mandate]:
        return await self._rows.page_by_id(workspace_id, ask, {"campaign_id": campaign_id})

    async def open(self, after: str, limit: int) -> Sequence[Mandate]:
        cursor = self._rows.raw.find({"active_key": {"$gt": ""}, "_id": {"$gt": after}})
        rows = await cursor.sort([("_id", 1)]).limit(limit).to_list(limit)
        return [self._rows.read(row) for row in rows]


class MongoAutonomies:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "autonomies", Autonomy, not_found=NotFound, exists=StaleWrite)

    async def of(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, step_id: StepId
    ) -> Autonomy:
        fresh = Autonomy.of_step(workspace_id, campaign_id, step_id)
        return await self._rows.find(workspace_id, {"_id": fresh.id}) or fresh

    async def save(self, autonomy: Autonomy) -> None:
        if autonomy.version:
            await self._rows.save(autonomy)
            return
        await self._rows.add(replace(autonomy, version=1))
        autonomy.version = 1
