"""See LetGo."""

from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.ports import PersonClocks
from domain.privacy.usecases.erase_person import ErasePerson
from domain.shared.actor import SYSTEM
from domain.shared.clock import Clock
from domain.shared.errors import NotFound
from domain.shared.purpose import Purpose

_BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class LetGo:
    """Erase whoever was not told within a month, or has not been heard of for three years
    (obligations 57, 71, 72). Each leaves a signed receipt.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    clocks: PersonClocks
    erase: ErasePerson
    clock: Clock

    async def __call__(self) -> int:
        """How many were let go; a second run finds those gone."""
        over = await self.clocks.over(self.clock.now(), _BATCH)
        for clock, trigger in over:
            try:
                await self.erase(clock.workspace_id, clock.id, trigger=trigger, ordered_by=SYSTEM)
            except NotFound:
                await self.clocks.stop(clock.workspace_id, clock.id)
        return len(over)
