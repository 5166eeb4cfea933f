"""Scores and how far a rescoring is."""

from collections.abc import Collection, Sequence

from adapters.mongo.codec import to_row
from adapters.mongo.driver import Database, ReplaceOne
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.scoring.errors import RescoringNotFound
from domain.scoring.model.rescoring import Rescoring
from domain.scoring.model.score import Score
from domain.shared.errors import NotFound
from domain.shared.ids import OperationId, ProspectId, WorkspaceId


class MongoScores:
    """The id of a score is its person's, so writing it again replaces it."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "scores", Score, not_found=NotFound)

    async def find(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Score | None:
        return await self._rows.find(workspace_id, {"_id": prospect_id})

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


class MongoRescorings:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "rescorings", Rescoring, not_found=RescoringNotFound)

    async def get(self, workspace_id: WorkspaceId, operation_id: OperationId) -> Rescoring:
        return await self._rows.get(workspace_id, operation_id)

    async def add(self, rescoring: Rescoring) -> None:
        await self._rows.add(rescoring)

    async def save(self, rescoring: Rescoring) -> None:
        await self._rows.save(rescoring)
