"""See ScoreProspects."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from domain.scoring.events import ProspectScored
from domain.scoring.model.opinion import Opinion
from domain.scoring.model.score import Score, company_of, score
from domain.scoring.model.signal import FADED_AFTER
from domain.scoring.ports import (
    Feedbacks,
    OpinionRules,
    Opinions,
    ProspectFacts,
    SalesbookView,
    ScoreBoard,
    Scores,
    ShownScore,
    Signals,
)
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreProspects:
    """Score people from their facts and signals, and the personas and feedback as they are now; a
    second call gives the same. A model's opinion counts where the workspace lets it.

    Without a persona there is no score (SCO-1), and an old one is taken away.
    """

    purpose: ClassVar[Purpose] = Purpose.SCORING
    scores: Scores
    board: ScoreBoard
    facts: ProspectFacts
    salesbook: SalesbookView
    signals: Signals
    feedbacks: Feedbacks
    opinions: Opinions
    rules: OpinionRules
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> int:
        """How many were scored; people who are gone are left out."""
        now = self.clock.now()
        book = await self.salesbook.personas(workspace_id)
        known = await self.facts.of(workspace_id, prospect_ids)
        if not book.personas:
            await self._clear(workspace_id, list(known))
            return 0
        signals = await self.signals.of(workspace_id, list(known), now - FADED_AFTER)
        companies = {company_of(facts) for facts in known.values()} - {""}
        feedback = await self.feedbacks.in_force(workspace_id, list(known), companies, now)
        opinions: dict[ProspectId, Opinion] = {}
        if (await self.rules.of(workspace_id)).is_on:
            given = await self.opinions.of(workspace_id, list(known))
            opinions = {one.id: one for one in given}
        made = [
            score(
                one,
                workspace_id,
                book.personas,
                facts,
                revision=book.revision,
                at=now,
                signals=[signal for signal in signals if signal.prospect_id == one],
                feedback=feedback,
                opinion=opinions.get(one),
            )
            for one, facts in known.items()
        ]

        async def work() -> None:
            await self.scores.put(made)
            await self.board.show(workspace_id, [_shown(one) for one in made])

        await self.transaction.run(work)
        return len(made)

    async def one(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """The same for one person; a score that changed is told (obligation 25)."""
        before = await self.scores.find(workspace_id, prospect_id)
        await self(workspace_id, [prospect_id])
        after = await self.scores.find(workspace_id, prospect_id)
        if after is None or (before and before.best == after.best):
            return
        best = after.best
        await self.outbox.append(
            [
                ProspectScored(
                    at=after.computed_at,
                    workspace_id=workspace_id,
                    prospect_id=prospect_id,
                    score=best.value,
                    band=best.band.value,
                    verdict=best.verdict.value,
                    model_version=after.model_version,
                )
            ]
        )

    async def _clear(self, workspace_id: WorkspaceId, prospect_ids: list[ProspectId]) -> None:
        async def work() -> None:
            await self.scores.drop(workspace_id, prospect_ids)
            await self.board.show(
                workspace_id,
                [
                    ShownScore(prospect_id=one, score=None, band="", verdict="")
                    for one in prospect_ids
                ],
            )

        await self.transaction.run(work)


def _shown(one: Score) -> ShownScore:
    best = one.best
    return ShownScore(
        prospect_id=one.id,
        score=best.value,
        band=best.band.value,
        verdict=best.verdict.value,
    )
