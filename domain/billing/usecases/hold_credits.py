from dataclasses import dataclass
from typing import ClassVar

from domain.billing.usecases.ledger import Ledger
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldCredits:
    """Keep a reservation past its end: nobody knows yet whether the vendor did the work
    (delivery.md 1.9). Committing or releasing it ends it as ever.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    ledger: Ledger

    async def __call__(self, workspace_id: WorkspaceId, key: str) -> None:
        async def work() -> None:
            reservation = await self.ledger.reservations.find(workspace_id, key)
            if reservation is not None and reservation.is_open and not reservation.is_unknown:
                reservation.is_unknown = True
                await self.ledger.reservations.save(reservation)

        await self.ledger.run(work)
