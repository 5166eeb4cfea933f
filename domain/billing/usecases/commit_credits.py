from dataclasses import dataclass
from typing import ClassVar

from domain.billing.errors import ReservationNotFound
from domain.billing.model.ledger import ReservationState
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitCredits:
    """Charge what the work really cost and give back the rest, once per key.

    Never more than was reserved: an overage is ours to bear (BIL-5). A reservation that ended
    before, also by expiry, stays as it is. Raises ReservationNotFound for a key never reserved.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    ending: ReservationEnd

    async def __call__(self, workspace_id: WorkspaceId, key: str, spent: int) -> None:
        ended = await self.ending.end(workspace_id, key, ReservationState.COMMITTED, spent=spent)
        if ended is None:
            raise ReservationNotFound
