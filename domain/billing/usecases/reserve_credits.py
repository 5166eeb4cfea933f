from dataclasses import dataclass
from typing import ClassVar

from domain.billing.events import CreditsReserved
from domain.billing.model import Reservation
from domain.billing.usecases.ledger import Ledger
from domain.shared.actor import SYSTEM
from domain.shared.ids import UserId, WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveCredits:
    """Set credits aside before the work they pay, once per key (obligation 28).

    Raises CreditsExhausted when fewer are available. A second call with the key changes nothing,
    also after the reservation has ended.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    ledger: Ledger

    async def __call__(
        self,
        workspace_id: WorkspaceId,
        key: str,
        amount: int,
        what: str,
        *,
        about: str = "",
        by: UserId = SYSTEM,
    ) -> None:
        now = self.ledger.wall.now()

        async def work() -> None:
            if await self.ledger.reservations.find(workspace_id, key) is not None:
                return
            wallet = await self.ledger.wallets.get(workspace_id)
            reservation = Reservation(
                id=Reservation.id_of(workspace_id, key),
                workspace_id=workspace_id,
                key=key,
                amount=amount,
                what=what,
                about=about,
                by=by,
                reserved_at=now,
                expires_at=now + Reservation.LIFETIME,
            )
            cause = self.ledger.cause(what, about, by)
            entry = wallet.reserve(reservation, cause)
            event = CreditsReserved(at=cause.at, workspace_id=workspace_id, key=key, amount=amount)
            await self.ledger.post(wallet, [entry], [event])
            await self.ledger.reservations.add(reservation)

        await self.ledger.run(work)
