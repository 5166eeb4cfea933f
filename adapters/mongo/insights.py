"""Storage ports of insights, and its view of the outbox."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import Database, collection
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
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

_STEPS = 1_000
"""Of one campaign, with those that were taken out of its sequence."""

_MOST_COUNTED = 10_000


class MongoEventLog:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "outbox")

    async def get(self, workspace_id: WorkspaceId, event_id: EventId) -> StoredEvent | None:
        row = await self._rows.find_one({"_id": event_id, "workspace_id": workspace_id})
        return None if row is None else from_row(row, StoredEvent)


class MongoTimeline:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "timeline", TimelineEntry, not_found=NotFound)

    async def add(self, entries: Sequence[TimelineEntry]) -> int:
        if not entries:
            return 0
        where = {"_id": {"$in": [entry.id for entry in entries]}}
        told = {one.id for one in await self._rows.list(entries[0].workspace_id, where)}
        fresh = [to_row(entry) for entry in entries if entry.id not in told]
        if fresh:
            await self._rows.raw.insert_many(fresh, session=current_session())
        return len(fresh)

    async def page(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, ask: PageAsk
    ) -> Page[TimelineEntry]:
        return await self._rows.page_by_id(workspace_id, ask, {"prospect_id": prospect_id})


class MongoFunnel:
    """FunnelStore: one row per mark, and a counter per step and metric that moves with it."""

    def __init__(self, database: Database) -> None:
        self._marks = collection(database, "funnel_marks")
        self._counts = collection(database, "funnel_counts")

    async def add(self, mark: Mark) -> bool:
        written = await self._marks.update_one(
            {"_id": f"{mark.workspace_id}:{mark.id}"},
            {"$setOnInsert": to_row(mark)},
            upsert=True,
            session=current_session(),
        )
        if written.upserted_id is None:
            return False
        await self._counts.update_one(
            {"_id": f"{mark.workspace_id}:{mark.campaign_id}:{mark.step_id}"},
            {
                "$inc": {mark.metric.value: 1},
                "$setOnInsert": {
                    "workspace_id": mark.workspace_id,
                    "campaign_id": mark.campaign_id,
                    "step_id": mark.step_id,
                },
            },
            upsert=True,
            session=current_session(),
        )
        return True

    async def last_sent(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> tuple[CampaignId, StepId] | None:
        where = {
            "workspace_id": workspace_id,
            "prospect_id": prospect_id,
            "metric": Metric.SENT.value,
        }
        cursor = self._marks.find(where, session=current_session()).sort("at", -1).limit(1)
        for row in await cursor.to_list(1):
            return CampaignId(row["campaign_id"]), StepId(row["step_id"])
        return None

    async def counts(
        self, workspace_id: WorkspaceId, campaign_ids: Collection[CampaignId]
    ) -> Mapping[CampaignId, Mapping[StepId, Counts]]:
        where = {"workspace_id": workspace_id, "campaign_id": {"$in": list(campaign_ids)}}
        made: dict[CampaignId, dict[StepId, Counts]] = {}
        async for row in self._counts.find(where).limit(_STEPS * len(campaign_ids)):
            steps = made.setdefault(CampaignId(row["campaign_id"]), {})
            steps[StepId(row["step_id"])] = from_row(row, Counts)
        return made

    async def since(self, workspace_id: WorkspaceId, at: datetime) -> Counts:
        counted = {
            metric.value: await self._marks.count_documents(
                {"workspace_id": workspace_id, "metric": metric.value, "at": {"$gte": at}},
                limit=_MOST_COUNTED,
            )
            for metric in Metric
        }
        return Counts(**counted)


class MongoNotifications:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "notifications", Notification, not_found=NotFound)

    async def add(self, notice: Notification) -> bool:
        row = to_row(notice)
        written = await self._rows.raw.update_one(
            {"_id": row.pop("_id"), "workspace_id": row.pop("workspace_id")},
            {"$setOnInsert": row},
            upsert=True,
            session=current_session(),
        )
        return written.upserted_id is not None

    async def page(
        self, workspace_id: WorkspaceId, kinds: Collection[NoticeKind], ask: PageAsk
    ) -> Page[Notification]:
        return await self._rows.page_by_id(workspace_id, ask, {"kind": {"$in": _codes(kinds)}})

    async def count_after(
        self, workspace_id: WorkspaceId, kinds: Collection[NoticeKind], seen_up_to: str
    ) -> int:
        where = {
            "workspace_id": workspace_id,
            "kind": {"$in": _codes(kinds)},
            "_id": {"$gt": seen_up_to},
        }
        return await self._rows.raw.count_documents(where, limit=100)


def _codes(kinds: Collection[NoticeKind]) -> list[str]:
    return sorted(kind.value for kind in kinds)


class MongoNotificationChoices:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database,
            "notification_choices",
            NotificationChoice,
            not_found=NotFound,
            exists=StaleWrite,
        )

    async def of(self, workspace_id: WorkspaceId, user_id: UserId) -> NotificationChoice:
        key = NotificationChoice.key(workspace_id, user_id)
        found = await self._rows.find(workspace_id, {"_id": key})
        return found or NotificationChoice(id=key, workspace_id=workspace_id, user_id=user_id)

    async def save(self, choice: NotificationChoice) -> None:
        await self._rows.put(choice)
