from dataclasses import dataclass
from typing import ClassVar

from domain.billing.model.ledger import ReservationState
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCredits:
    """Give everything back: the work was not done. A second call, or a key never reserved, changes
    nothing.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    ending: ReservationEnd

    async def __call__(self, workspace_id: WorkspaceId, key: str) -> None:
        await self.ending.end(workspace_id, key, ReservationState.RELEASED)
