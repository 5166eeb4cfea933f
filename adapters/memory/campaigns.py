"""Storage ports of campaigns, in memory."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
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


class MemoryCampaigns:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Campaign] = MemoryRows(
            store, "campaigns", not_found=CampaignNotFound
        )

    async def get(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> Campaign:
        return await self._rows.get(workspace_id, campaign_id)

    async def add(self, campaign: Campaign) -> None:
        await self._rows.add(campaign)

    async def save(self, campaign: Campaign) -> None:
        await self._rows.save(campaign)

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Campaign]:
        return await self._rows.page_by_id(workspace_id, ask)


class MemoryEnrolments:
    """Enrolments and EnrolmentQueue."""

    def __init__(self, store: MemoryStore) -> None:
        self._all: dict[str, Enrolment] = store.table("enrolments")
        self._rows: MemoryRows[Enrolment] = MemoryRows(
            store, "enrolments", not_found=EnrolmentNotFound, exists=AlreadyEnrolled
        )

    async def get(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> Enrolment:
        return await self._rows.get(workspace_id, enrolment_id)

    async def add(self, enrolments: Sequence[Enrolment]) -> None:
        for one in enrolments:
            for other in self._all.values():
                if other.workspace_id == one.workspace_id and (
                    other.id == one.id
                    or (other.active_key and other.active_key == one.active_key)
                    or (other.campaign_id, other.prospect_id) == (one.campaign_id, one.prospect_id)
                ):
                    raise AlreadyEnrolled
        for one in enrolments:
            await self._rows.add(one)

    async def save(self, enrolment: Enrolment) -> None:
        await self._rows.save(enrolment)

    async def known(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        prospect_ids: Collection[ProspectId],
    ) -> Sequence[Enrolment]:
        people = set(prospect_ids)
        return await self._rows.list(
            workspace_id,
            lambda one: (
                one.prospect_id in people
                and (one.campaign_id == campaign_id or bool(one.active_key))
            ),
        )

    async def active_of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Enrolment | None:
        return await self._rows.find(workspace_id, lambda one: one.active_key == prospect_id)

    async def of_company(self, workspace_id: WorkspaceId, company: str) -> Sequence[Enrolment]:
        return await self._rows.list(
            workspace_id, lambda one: one.company == company and not one.is_over
        )

    async def page(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, ask: PageAsk
    ) -> Page[Enrolment]:
        return await self._rows.page_by_id(
            workspace_id, ask, lambda one: one.campaign_id == campaign_id, newest_first=False
        )

    async def counts(
        self, workspace_id: WorkspaceId, campaign_ids: Collection[CampaignId]
    ) -> Mapping[CampaignId, Counts]:
        counted: dict[CampaignId, Counts] = {}
        for campaign_id in campaign_ids:
            states = [
                (state, len(await self._in(workspace_id, campaign_id, state)))
                for state in EnrolmentState
            ]
            counted[campaign_id] = Counts.of(states)
        return counted

    async def has_active(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> bool:
        found = await self._rows.find(
            workspace_id, lambda one: one.campaign_id == campaign_id and not one.is_over
        )
        return found is not None

    async def awaiting(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        return len(await self._in(workspace_id, campaign_id, EnrolmentState.AWAITING))

    async def next_due(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> datetime | None:
        active = await self._in(workspace_id, campaign_id, EnrolmentState.ACTIVE)
        return min((one.next_at for one in active if one.next_at is not None), default=None)

    async def due(self, at: datetime, limit: int) -> Sequence[Enrolment]:
        ready = [
            (one.next_at, one)
            for one in self._all.values()
            if one.state is EnrolmentState.ACTIVE and one.next_at is not None and one.next_at <= at
        ]
        ready.sort(key=lambda pair: pair[0])
        return [await self.get(one.workspace_id, one.id) for _, one in ready[:limit]]

    async def start_waiting(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, at: datetime
    ) -> int:
        return await self._move(
            workspace_id, campaign_id, EnrolmentState.WAITING, lambda one: one.start(at=at)
        )

    async def pause_active(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        return await self._move(
            workspace_id, campaign_id, EnrolmentState.ACTIVE, lambda one: one.pause()
        )

    async def resume_paused(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        def resume(one: Enrolment) -> None:
            if not one.reason:
                one.state = EnrolmentState.ACTIVE

        return await self._move(workspace_id, campaign_id, EnrolmentState.PAUSED, resume)

    async def _in(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, state: EnrolmentState
    ) -> Sequence[Enrolment]:
        return await self._rows.list(
            workspace_id,
            lambda one: one.campaign_id == campaign_id and one.state is state,
            limit=10**9,
        )

    async def _move(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        state: EnrolmentState,
        change: Callable[[Enrolment], None],
    ) -> int:
        found = await self._in(workspace_id, campaign_id, state)
        moved = 0
        for one in found:
            change(one)
            if one.state is not state:
                await self._rows.save(one)
                moved += 1
        return moved


class MemoryHumanTasks:
    """HumanTasks and TaskQueue."""

    def __init__(self, store: MemoryStore) -> None:
        self._all: dict[str, HumanTask] = store.table("human_tasks")
        self._rows: MemoryRows[HumanTask] = MemoryRows(
            store,
            "human_tasks",
            not_found=TaskNotFound,
            exists=TaskExists,
            unique=lambda one: (one.enrolment_id, one.step_id),
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
            workspace_id, lambda one: (one.enrolment_id, one.step_id) == (enrolment_id, step_id)
        )

    async def open_of(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Sequence[HumanTask]:
        return await self._rows.list(
            workspace_id,
            lambda one: one.enrolment_id == enrolment_id and one.state is TaskState.OPEN,
        )

    async def page(
        self,
        workspace_id: WorkspaceId,
        ask: PageAsk,
        *,
        state: TaskState,
        campaign_id: CampaignId | None,
    ) -> Page[HumanTask]:
        return await self._rows.page_by_id(
            workspace_id,
            ask,
            lambda one: one.state is state and campaign_id in {None, one.campaign_id},
            newest_first=False,
        )

    async def overdue(self, at: datetime, limit: int) -> Sequence[HumanTask]:
        late = [
            one for one in self._all.values() if one.state is TaskState.OPEN and one.due_at <= at
        ]
        late.sort(key=lambda one: one.due_at)
        return [await self.get(one.workspace_id, one.id) for one in late[:limit]]


class MemorySimulations:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Simulation] = MemoryRows(
            store, "simulations", not_found=SimulationNotFound
        )

    async def get(self, workspace_id: WorkspaceId, simulation_id: SimulationId) -> Simulation:
        return await self._rows.get(workspace_id, simulation_id)

    async def add(self, simulation: Simulation) -> None:
        await self._rows.add(simulation)

    async def last(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> Simulation | None:
        found = await self._rows.list(
            workspace_id, lambda one: one.campaign_id == campaign_id, newest_first=True, limit=1
        )
        return found[0] if found else None


class MemoryCalendars:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[CalendarRules] = MemoryRows(
            store, "calendar_rules", not_found=NotFound, exists=StaleWrite
        )

    async def of(self, workspace_id: WorkspaceId) -> CalendarRules:
        found = await self._rows.find(workspace_id, lambda _: True)
        return found or CalendarRules(id=workspace_id, workspace_id=workspace_id)

    async def save(self, rules: CalendarRules) -> None:
        await self._rows.put(rules)


class MemoryMandates:
    """Mandates and MandateWatch."""

    def __init__(self, store: MemoryStore) -> None:
        self._all: dict[str, Mandate] = store.table("mandates")
        self._rows: MemoryRows[Mandate] = MemoryRows(
            store,
            "mandates",
            not_found=MandateNotFound,
            exists=MandateExists,
            unique=lambda one: one.active_key or one.id,
        )

    async def get(self, workspace_id: WorkspaceId, mandate_id: MandateId) -> Mandate:
        return await self._rows.get(workspace_id, mandate_id)

    async def add(self, mandate: Mandate) -> None:
        await self._rows.add(mandate)

    async def save(self, mandate: Mandate) -> None:
        await self._rows.save(mandate)

    async def open_of(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> Mandate | None:
        return await self._rows.find(workspace_id, lambda one: one.active_key == campaign_id)

    async def open_of_person(self, workspace_id: WorkspaceId, user_id: UserId) -> Sequence[Mandate]:
        return await self._rows.list(
            workspace_id, lambda one: bool(one.active_key) and one.signed_by == user_id
        )

    async def open_in(self, workspace_id: WorkspaceId) -> Sequence[Mandate]:
        return await self._rows.list(workspace_id, lambda one: bool(one.active_key))

    async def page(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, ask: PageAsk
    ) -> Page[Mandate]:
        return await self._rows.page_by_id(
            workspace_id, ask, lambda one: one.campaign_id == campaign_id
        )

    async def open(self, after: str, limit: int) -> Sequence[Mandate]:
        found = sorted(
            (one for one in self._all.values() if one.active_key and one.id > after),
            key=lambda one: one.id,
        )
        return [await self.get(one.workspace_id, one.id) for one in found[:limit]]


class MemoryAutonomies:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Autonomy] = MemoryRows(
            store, "autonomies", not_found=NotFound, exists=StaleWrite
        )

    async def of(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, step_id: StepId
    ) -> Autonomy:
        fresh = Autonomy.of_step(workspace_id, campaign_id, step_id)
        return await self._rows.find(workspace_id, lambda one: one.id == fresh.id) or fresh

    async def save(self, autonomy: Autonomy) -> None:
        await self._rows.put(autonomy)
