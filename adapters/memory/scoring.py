"""Storage ports of scoring, in memory."""

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from adapters.memory.rows import MemoryRows, MemoryStore
from domain.scoring.errors import FeedbackNotFound, SignalNotFound
from domain.scoring.model.feedback import Feedback
from domain.scoring.model.opinion import Opinion, OpinionRule
from domain.scoring.model.score import Score, Verdict
from domain.scoring.model.signal import Signal
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import FeedbackId, ProspectId, SignalId, UserId, WorkspaceId


class MemoryScores:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, Any] = store.table("scores")

    async def find(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Score | None:
        found: Score | None = self._rows.get(prospect_id)
        return copy.deepcopy(found) if found and found.workspace_id == workspace_id else None

    async def verdicts(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, Verdict]:
        scores = [await self.find(workspace_id, one) for one in prospect_ids]
        return {one.id: one.best.verdict for one in scores if one is not None}

    async def put(self, scores: Sequence[Score]) -> None:
        self._rows.update({one.id: copy.deepcopy(one) for one in scores})

    async def drop(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        for one in prospect_ids:
            found: Score | None = self._rows.get(one)
            if found and found.workspace_id == workspace_id:
                del self._rows[one]

    async def of_company(
        self, workspace_id: WorkspaceId, company: str, after: str, limit: int
    ) -> Sequence[ProspectId]:
        return sorted(
            one.id
            for one in self._rows.values()
            if (one.workspace_id, one.company) == (workspace_id, company) and one.id > after
        )[:limit]

    async def due(self, at: datetime, limit: int) -> Sequence[tuple[WorkspaceId, ProspectId]]:
        late = [one for one in self._rows.values() if _is_late(one, at)]
        late.sort(key=lambda one: one.changes_at)
        return [(one.workspace_id, one.id) for one in late[:limit]]

    async def settle(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId], at: datetime
    ) -> None:
        for one in prospect_ids:
            found = await self.find(workspace_id, one)
            if found and _is_late(found, at):
                self._rows[one] = replace(found, changes_at=None)


def _is_late(one: Score, at: datetime) -> bool:
    return one.changes_at is not None and one.changes_at <= at


class MemoryFeedbacks:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Feedback] = MemoryRows(
            store, "score_feedback", not_found=FeedbackNotFound
        )

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
        return await self._rows.list(
            workspace_id,
            lambda one: (
                one.is_in_force(at)
                and (one.prospect_id in prospect_ids or one.company in companies)
            ),
            newest_first=True,
        )

    async def given_since(self, workspace_id: WorkspaceId, user_id: UserId, since: datetime) -> int:
        return len(
            await self._rows.list(
                workspace_id, lambda one: one.given_by == user_id and one.given_at > since
            )
        )


class MemorySignals:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[Signal] = MemoryRows(store, "signals", not_found=SignalNotFound)

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
            lambda one: one.prospect_id in prospect_ids and one.seen_at > since,
            newest_first=True,
        )


class MemoryOpinions:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: dict[str, Any] = store.table("score_opinions")

    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Sequence[Opinion]:
        return [
            copy.deepcopy(one)
            for one in self._rows.values()
            if one.workspace_id == workspace_id and one.id in prospect_ids
        ]

    async def put(self, opinion: Opinion) -> None:
        self._rows[opinion.id] = copy.deepcopy(opinion)

    async def drop(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        for one in await self.of(workspace_id, prospect_ids):
            del self._rows[one.id]


class MemoryOpinionRules:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[OpinionRule] = MemoryRows(
            store, "opinion_rules", not_found=NotFound, exists=StaleWrite
        )

    async def of(self, workspace_id: WorkspaceId) -> OpinionRule:
        found = await self._rows.list(workspace_id, lambda _: True)
        return found[0] if found else OpinionRule(id=workspace_id, workspace_id=workspace_id)

    async def save(self, rule: OpinionRule) -> None:
        await self._rows.put(rule)
