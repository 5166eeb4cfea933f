"""Storage ports of campaigns, in memory."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.campaigns.errors import AlreadyEnrolled, CampaignNotFound, EnrolmentNotFound
from domain.campaigns.model import Campaign, Counts, Enrolment, EnrolmentState
from domain.shared.ids import CampaignId, EnrolmentId, ProspectId, WorkspaceId
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
        for one in found:
            change(one)
            await self._rows.save(one)
        return len(found)
