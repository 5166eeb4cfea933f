"""See ExplainScore."""

from dataclasses import dataclass
from typing import ClassVar

from domain.scoring.model.feedback import Reason
from domain.scoring.model.score import Score, without
from domain.scoring.ports import Feedbacks, Scores
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainScore:
    """Why a person has the score they have; None for somebody never scored. Signals that the actor
    called bad give nothing (SCO-3).
    """

    purpose: ClassVar[Purpose] = Purpose.SCORING
    scores: Scores
    feedbacks: Feedbacks
    clock: Clock

    async def __call__(self, actor: Actor, prospect_id: ProspectId) -> Score | None:
        actor.require(Permission.PROSPECTS_READ)
        made = await self.scores.find(actor.workspace_id, prospect_id)
        if made is None or not made.signals:
            return made
        said = await self.feedbacks.in_force(
            actor.workspace_id, [prospect_id], [], self.clock.now()
        )
        return without(
            made,
            {
                one.signal_id
                for one in said
                if one.reason is Reason.BAD_SIGNAL and one.given_by == actor.user_id
            },
        )
