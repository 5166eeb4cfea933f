"""Storage ports of messaging."""

from collections.abc import Sequence
from datetime import datetime

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import Database, DuplicateKeyError, Row, collection
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.messaging.errors import DraftAlreadyExists, DraftNotFound
from domain.messaging.model.draft import Draft, DraftState
from domain.messaging.model.imprint import Imprint
from domain.messaging.model.spending import ModelRules, Spent
from domain.messaging.ports import ModelCall, ReviewFilter
from domain.shared.clock import Clock
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    NewId,
    ProspectId,
    StepId,
    WorkspaceId,
)
from domain.shared.page import Page, PageAsk

_COUNTED = 10_000
_CANDIDATES = 50
_OPEN = [state.value for state in sorted(Draft.OPEN)]
_WAITING = [DraftState.TO_APPROVE.value, DraftState.BLOCKED.value]


class MongoDrafts:
    """Drafts and DraftQueue."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "drafts", Draft, not_found=DraftNotFound, exists=DraftAlreadyExists
        )

    async def get(self, workspace_id: WorkspaceId, draft_id: DraftId) -> Draft:
        return await self._rows.get(workspace_id, draft_id)

    async def of_step(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId, step_id: StepId
    ) -> Draft | None:
        return await self._rows.find(
            workspace_id, {"enrolment_id": enrolment_id, "step_id": step_id}
        )

    async def add(self, draft: Draft) -> None:
        await self._rows.add(draft)

    async def save(self, draft: Draft) -> None:
        await self._rows.save(draft)

    async def open_of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[Draft]:
        where = {"prospect_id": prospect_id, "state": {"$in": _OPEN}}
        return await self._rows.list(workspace_id, where, limit=100)

    @staticmethod
    def _where(wanted: ReviewFilter) -> Row:
        where: Row = {}
        if wanted.state is not None:
            where["state"] = wanted.state.value
        if wanted.campaign_id is not None:
            where["campaign_id"] = wanted.campaign_id
        if wanted.channel is not None:
            where["kind"] = {"$in": wanted.kinds}
        return where

    async def page(
        self, workspace_id: WorkspaceId, wanted: ReviewFilter, ask: PageAsk
    ) -> Page[Draft]:
        return await self._rows.page_by_id(
            workspace_id, ask, self._where(wanted), newest_first=False
        )

    async def count(self, workspace_id: WorkspaceId, wanted: ReviewFilter) -> int:
        where = {**self._where(wanted), "workspace_id": workspace_id}
        return await self._rows.raw.count_documents(where, limit=_COUNTED)

    async def latest_of_step(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, step_id: StepId, limit: int
    ) -> Sequence[Draft]:
        where = {"campaign_id": campaign_id, "step_id": step_id}
        return await self._rows.list(workspace_id, where, newest_first=True, limit=limit)

    async def overdue(self, now: datetime, limit: int) -> Sequence[Draft]:
        cursor = self._rows.raw.find({"state": {"$in": _WAITING}, "expires_at": {"$lte": now}})
        rows = await cursor.sort("expires_at", 1).limit(limit).to_list(limit)
        return [self._rows.read(row) for row in rows]

    async def unwritten(self, tried_before: datetime, limit: int) -> Sequence[Draft]:
        cursor = self._rows.raw.find(
            {"state": DraftState.DRAFTING.value, "tried_at": {"$lt": tried_before}}
        )
        rows = await cursor.sort("tried_at", 1).limit(limit).to_list(limit)
        return [self._rows.read(row) for row in rows]


class MongoModelCalls:
    def __init__(self, database: Database, new_id: NewId, wall: Clock) -> None:
        self._rows = collection(database, "llm_calls")
        self._days = collection(database, "llm_days")
        self._new_id = new_id
        self._wall = wall

    async def record(self, call: ModelCall) -> None:
        now = self._wall.now()
        row = to_row(call) | {"_id": self._new_id(), "at": now}
        await self._rows.insert_one(row, session=current_session())
        day = now.date().isoformat()
        where = {"_id": f"{call.workspace_id}:{day}"}
        more = {
            "$setOnInsert": {"workspace_id": call.workspace_id, "day": day},
            "$inc": {"calls": 1, "tokens": call.tokens, "micro_usd": call.micro_usd},
        }
        try:
            await self._days.update_one(where, more, upsert=True, session=current_session())
        except DuplicateKeyError:  # _id: the day's first two calls ended together
            await self._days.update_one(where, more, session=current_session())

    async def spent_today(self, workspace_id: WorkspaceId) -> Spent:
        day = self._wall.now().date().isoformat()
        where = {"_id": f"{workspace_id}:{day}", "workspace_id": workspace_id}
        row = await self._days.find_one(where, session=current_session())
        if row is None:
            return Spent()
        return Spent(calls=row["calls"], tokens=row["tokens"], micro_usd=row["micro_usd"])


class MongoModelRules:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "model_rules", ModelRules, not_found=NotFound, exists=StaleWrite
        )

    async def of(self, workspace_id: WorkspaceId) -> ModelRules:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or ModelRules(id=workspace_id, workspace_id=workspace_id)

    async def save(self, rules: ModelRules) -> None:
        await self._rows.put(rules)


class MongoImprints:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "draft_imprints")

    async def alike(self, imprint: Imprint, *, since: datetime) -> Sequence[Imprint]:
        where = {
            "workspace_id": imprint.workspace_id,
            "bands": {"$in": list(imprint.bands)},
            "kind": imprint.kind,
            "at": {"$gte": since},
            "_id": {"$ne": imprint.id},
        }
        rows = await self._rows.find(where).limit(_CANDIDATES).to_list(_CANDIDATES)
        return [from_row(row, Imprint) for row in rows]

    async def keep(self, imprint: Imprint) -> None:
        row = to_row(imprint)
        await self._rows.replace_one({"_id": row["_id"]}, row, upsert=True)
