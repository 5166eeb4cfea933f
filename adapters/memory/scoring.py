"""Scores in memory."""

import copy
from collections.abc import Collection, Sequence
from typing import Any

from adapters.memory.rows import MemoryStore
from domain.scoring.model.score import Score
from domain.shared.ids import ProspectId, WorkspaceId


class MemoryScores:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, Any] = store.table("scores")

    async def find(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Score | None:
        found: Score | None = self._rows.get(prospect_id)
        return copy.deepcopy(found) if found and found.workspace_id == workspace_id else None

    async def put(self, scores: Sequence[Score]) -> None:
        self._rows.update({one.id: copy.deepcopy(one) for one in scores})

    async def drop(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        for one in prospect_ids:
            found: Score | None = self._rows.get(one)
            if found and found.workspace_id == workspace_id:
                del self._rows[one]
