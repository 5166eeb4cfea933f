"""Storage ports of scoring."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from adapters.mongo.codec import to_row
from adapters.mongo.driver import Database, ReplaceOne
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.scoring.errors import FeedbackNotFound, RescoringNotFound, SignalNotFound
from domain.scoring.model.feedback import Feedback
from domain.scoring.model.opinion import Opinion, OpinionRule
from domain.scoring.model.rescoring import Rescoring
from domain.scoring.model.score import Score, Verdict
from domain.scoring.model.signal import Signal
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import (
    FeedbackId,
    OperationId,
    ProspectId,
    SignalId,
    UserId,
    WorkspaceId,
)

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_MOST = 1_000
# The local store compares every value of an $in with every candidate.
_IN = 100


class MongoScores:
    """The id of a score is its person's, so writing it again replaces it."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "scores", Score, not_found=NotFound)

    async def find(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Score | None:
        return await self._rows.find(workspace_id, {"_id": prospect_id})

    async def verdicts(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, Verdict]:
        found: dict[ProspectId, Verdict] = {}
        asked = sorted(set(prospect_ids))
        for start in range(0, len(asked), _IN):
            where = {"workspace_id": workspace_id, "_id": {"$in": asked[start : start + _IN]}}
            rows = self._rows.raw.find(where, {"results.verdict": 1}, session=current_session())
            found.update(
                {
                    ProspectId(row["_id"]): Verdict(row["results"][0]["verdict"])
                    for row in await rows.to_list(_IN)
                }
            )
        return found

    async def put(self, scores: Sequence[Score]) -> None:
        writes = [
            ReplaceOne({"_id": one.id, "workspace_id": one.workspace_id}, to_row(one), upsert=True)
            for one in scores
        ]
        if writes:
            await self._rows.raw.bulk_write(writes, ordered=False, session=current_session())

    async def drop(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        await self._rows.raw.delete_many(
            {"workspace_id": workspace_id, "_id": {"$in": list(prospect_ids)}},
            session=current_session(),
        )

    async def of_company(
        self, workspace_id: WorkspaceId, company: str, after: str, limit: int
    ) -> Sequence[ProspectId]:
        cursor = self._rows.raw.find(
            {"workspace_id": workspace_id, "company": company, "_id": {"$gt": after}},
            {"_id": 1},
            session=current_session(),
        )
        rows = await cursor.sort("_id", 1).limit(limit).to_list(limit)
        return [ProspectId(row["_id"]) for row in rows]

    async def due(self, at: datetime, limit: int) -> Sequence[tuple[WorkspaceId, ProspectId]]:
        cursor = self._rows.raw.find(
            {"changes_at": {"$gt": _LONG_AGO, "$lte": at}}, {"workspace_id": 1}
        )
        rows = await cursor.sort("changes_at", 1).limit(limit).to_list(limit)
        return [(WorkspaceId(row["workspace_id"]), ProspectId(row["_id"])) for row in rows]

    async def settle(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId], at: datetime
    ) -> None:
        await self._rows.raw.update_many(
            {
                "workspace_id": workspace_id,
                "_id": {"$in": list(prospect_ids)},
                "changes_at": {"$lte": at},
            },
            {"$set": {"changes_at": None}},
            session=current_session(),
        )


class MongoRescorings:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "rescorings", Rescoring, not_found=RescoringNotFound)

    async def get(self, workspace_id: WorkspaceId, operation_id: OperationId) -> Rescoring:
        return await self._rows.get(workspace_id, operation_id)

    async def add(self, rescoring: Rescoring) -> None:
        await self._rows.add(rescoring)

    async def save(self, rescoring: Rescoring) -> None:
        await self._rows.save(rescoring)


class MongoFeedbacks:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "score_feedback", Feedback, not_found=FeedbackNotFound)

    async def get(self, workspace_id: WorkspaceId, feedback_id: FeedbackId) -> Feedback:
        return await self._rows.get(workspace_id, feedback_id)

    async def add(self, feedback: Feedback) -> None:
        await self._rows.add(feedback)

    async def save(self, feedback: Feedback) -> None:
        await self._rows.save(feedback)

    async def in_force(
        self,
        workspace_id: WorkspaceId,
        prospect_ids: Collection[ProspectId],
        companies: Collection[str],
        at: datetime,
    ) -> Sequence[Feedback]:
        """Two reads, each along its index."""
        holds = {"undone_at": None, "until": {"$gt": at}}
        found: dict[FeedbackId, Feedback] = {}
        for name, wanted in (("prospect_id", prospect_ids), ("company", companies)):
            if wanted:
                where = {name: {"$in": list(wanted)}, **holds}
                rows = await self._rows.list(workspace_id, where, newest_first=True, limit=_MOST)
                found |= {one.id: one for one in rows}
        return sorted(found.values(), key=lambda one: one.id, reverse=True)

    async def given_since(self, workspace_id: WorkspaceId, user_id: UserId, since: datetime) -> int:
        return await self._rows.raw.count_documents(
            {"workspace_id": workspace_id, "given_by": user_id, "given_at": {"$gt": since}},
            session=current_session(),
        )


class MongoSignals:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "signals", Signal, not_found=SignalNotFound)

    async def get(self, workspace_id: WorkspaceId, signal_id: SignalId) -> Signal:
        return await self._rows.get(workspace_id, signal_id)

    async def add(self, signal: Signal) -> None:
        await self._rows.add(signal)

    async def remove(self, workspace_id: WorkspaceId, signal_id: SignalId) -> None:
        await self._rows.remove(workspace_id, signal_id)

    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId], since: datetime
    ) -> Sequence[Signal]:
        return await self._rows.list(
            workspace_id,
            {"prospect_id": {"$in": list(prospect_ids)}, "seen_at": {"$gt": since}},
            newest_first=True,
            limit=5 * max(1, len(prospect_ids)),
        )


class MongoOpinions:
    """The id of an opinion is its person's, so writing it again replaces it."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "score_opinions", Opinion, not_found=NotFound)

    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Sequence[Opinion]:
        where = {"_id": {"$in": list(prospect_ids)}}
        return await self._rows.list(workspace_id, where, limit=max(1, len(prospect_ids)))

    async def put(self, opinion: Opinion) -> None:
        where = {"_id": opinion.id, "workspace_id": opinion.workspace_id}
        await self._rows.raw.replace_one(
            where, to_row(opinion), upsert=True, session=current_session()
        )

    async def drop(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        where = {"workspace_id": workspace_id, "_id": {"$in": list(prospect_ids)}}
        await self._rows.raw.delete_many(where, session=current_session())


class MongoOpinionRules:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database, "opinion_rules", OpinionRule, not_found=NotFound, exists=StaleWrite
        )

    async def of(self, workspace_id: WorkspaceId) -> OpinionRule:
        found = await self._rows.find(workspace_id, {"_id": workspace_id})
        return found or OpinionRule(id=workspace_id, workspace_id=workspace_id)

    async def save(self, rule: OpinionRule) -> None:
        if rule.version:
            await self._rows.save(rule)
        else:
            rule.version = 1
            await self._rows.add(rule)
