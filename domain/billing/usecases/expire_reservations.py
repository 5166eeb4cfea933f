from dataclasses import dataclass
from typing import ClassVar

from domain.billing.model.ledger import ReservationState
from domain.billing.ports import Reservations
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireReservations:
    """Credits set aside for longer than 24 hours come back, unless the outcome is unknown."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    reservations: Reservations
    ending: ReservationEnd
    wall: Clock

    async def __call__(self, limit: int = 200) -> int:
        """Return how many were looked at."""
        expired = await self.reservations.expired(self.wall.now(), limit)
        for one in expired:
            await self.ending.end(one.workspace_id, one.key, ReservationState.EXPIRED)
        return len(expired)
