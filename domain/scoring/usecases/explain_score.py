"""See ExplainScore."""

from dataclasses import dataclass
from typing import ClassVar

from domain.scoring.model.score import Score
from domain.scoring.ports import Scores
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ProspectId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainScore:
    """Why a person has the score they have; None for somebody never scored."""

    purpose: ClassVar[Purpose] = Purpose.SCORING
    scores: Scores

    async def __call__(self, actor: Actor, prospect_id: ProspectId) -> Score | None:
        actor.require(Permission.PROSPECTS_READ)
        return await self.scores.find(actor.workspace_id, prospect_id)
