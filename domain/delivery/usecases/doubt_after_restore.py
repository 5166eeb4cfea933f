"""See DoubtAfterRestore."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.delivery.ports import ActionQueue, Actions
from domain.delivery.usecases.turn_stop import TurnStop
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.purpose import Purpose

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtAfterRestore:
    """After a backup of `since` was put back: stop everything, and treat every message that could
    have left after it as maybe sent (delivery.md 1.12).

    Each is asked about at the provider before anything; found is SENT, proven absent goes through
    every rule again, once somebody lifts the stop. Running it twice doubts nothing twice.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    queue: ActionQueue
    stops: TurnStop
    wall: Clock

    async def __call__(self, since: datetime) -> int:
        """How many are in doubt. `since` is wall time."""
        await self.stops.stop_platform(f"restored a backup of {since.isoformat()}")
        doubted, after = 0, ""
        while True:
            found = await self.queue.unsent(after=after, limit=_BATCH)
            for action in found:
                if not action.doubt(since=since, wall=self.wall.now()):
                    continue
                try:
                    await self.actions.save(action)
                except StaleWrite:
                    # A worker that still ran: it lost its claim to nobody, look again next time.
                    continue
                doubted += 1
            if len(found) < _BATCH:
                return doubted
            after = found[-1].id
