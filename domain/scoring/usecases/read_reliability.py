"""See ReadReliability."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.scoring.model.reliability import Reliability
from domain.scoring.model.score import Band
from domain.scoring.ports import ReplyCounts
from domain.shared.actor import Actor, Permission
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReliability:
    """Positive replies per band with their number, the best band first; a band nobody was
    contacted in is there with nobody.
    """

    purpose: ClassVar[Purpose] = Purpose.SCORING
    replies: ReplyCounts

    async def __call__(self, actor: Actor) -> Sequence[Reliability]:
        actor.require(Permission.PROSPECTS_READ)
        counts = await self.replies.per_band(actor.workspace_id)
        return [
            Reliability(
                band=band,
                contacted=counts[band].contacted if band in counts else 0,
                positive=counts[band].positive if band in counts else 0,
            )
            for band in Band
        ]
