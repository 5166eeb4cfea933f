"""Storage ports of insights, in memory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.insights.model import (
    Counts,
    Mark,
    Metric,
    NoticeKind,
    Notification,
    NotificationChoice,
    TimelineEntry,
)
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.events import StoredEvent
from domain.shared.ids import CampaignId, EventId, ProspectId, StepId, UserId, WorkspaceId
from domain.shared.page import Page, PageAsk


class MemoryEventLog:
    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.table("outbox")

    async def get(self, workspace_id: WorkspaceId, event_id: EventId) -> StoredEvent | None:
        event: StoredEvent | None = self._rows.get(event_id)
        return event if event is not None and event.workspace_id == workspace_id else None


class MemoryTimeline:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[TimelineEntry] = MemoryRows(store, "timeline", not_found=NotFound)

    async def add(self, entries: Sequence[TimelineEntry]) -> int:
        added = 0
        for entry in entries:
            told = {one.id for one in await self._rows.list(entry.workspace_id)}
            if entry.id not in told:
                await self._rows.add(entry)
                added += 1
        return added

    async def page(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, ask: PageAsk
    ) -> Page[TimelineEntry]:
        return await self._rows.page_by_id(
            workspace_id, ask, lambda one: one.prospect_id == prospect_id
        )


class MemoryFunnel:
    """FunnelStore."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.table("funnel_marks")

    async def add(self, mark: Mark) -> bool:
        key = f"{mark.workspace_id}:{mark.id}"
        if key in self._rows:
            return False
        self._rows[key] = mark
        return True

    async def last_sent(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> tuple[CampaignId, StepId] | None:
        sent = [
            mark
            for mark in self._rows.values()
            if mark.metric is Metric.SENT
            and (mark.workspace_id, mark.prospect_id) == (workspace_id, prospect_id)
        ]
        if not sent:
            return None
        last = max(sent, key=lambda mark: mark.at)
        return last.campaign_id, last.step_id

    async def counts(
        self, workspace_id: WorkspaceId, campaign_ids: Collection[CampaignId]
    ) -> Mapping[CampaignId, Mapping[StepId, Counts]]:
        made: dict[CampaignId, dict[StepId, Counts]] = {}
        for mark in self._rows.values():
            if mark.workspace_id == workspace_id and mark.campaign_id in campaign_ids:
                steps = made.setdefault(mark.campaign_id, {})
                steps[mark.step_id] = steps.get(mark.step_id, Counts()) + Counts(
                    **{mark.metric.value: 1}
                )
        return made

    async def since(self, workspace_id: WorkspaceId, at: datetime) -> Counts:
        told = [
            Counts(**{mark.metric.value: 1})
            for mark in self._rows.values()
            if mark.workspace_id == workspace_id and mark.at >= at
        ]
        return sum(told, Counts())


class MemoryNotifications:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Notification] = MemoryRows(
            store, "notifications", not_found=NotFound
        )

    async def add(self, notice: Notification) -> bool:
        if await self._rows.find(notice.workspace_id, lambda one: one.id == notice.id):
            return False
        await self._rows.add(notice)
        return True

    async def page(
        self, workspace_id: WorkspaceId, kinds: Collection[NoticeKind], ask: PageAsk
    ) -> Page[Notification]:
        return await self._rows.page_by_id(workspace_id, ask, lambda one: one.kind in kinds)

    async def count_after(
        self, workspace_id: WorkspaceId, kinds: Collection[NoticeKind], seen_up_to: str
    ) -> int:
        found = await self._rows.list(
            workspace_id, lambda one: one.kind in kinds and one.id > seen_up_to, limit=100
        )
        return len(found)


class MemoryNotificationChoices:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[NotificationChoice] = MemoryRows(
            store, "notification_choices", not_found=NotFound, exists=StaleWrite
        )

    async def of(self, workspace_id: WorkspaceId, user_id: UserId) -> NotificationChoice:
        key = NotificationChoice.key(workspace_id, user_id)
        found = await self._rows.find(workspace_id, lambda one: one.id == key)
        return found or NotificationChoice(id=key, workspace_id=workspace_id, user_id=user_id)

    async def save(self, choice: NotificationChoice) -> None:
        await self._rows.put(choice)
