"""The step that ends a reservation, whichever way."""

from dataclasses import dataclass

from domain.billing.events import CreditsCommitted, CreditsReleased
from domain.billing.model.ledger import Reservation, ReservationState
from domain.billing.usecases.ledger import Ledger
from domain.shared.events import Event
from domain.shared.ids import WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationEnd:
    """Spends a part and gives back the rest; a reservation that has ended stays as it ended."""

    ledger: Ledger

    async def end(
        self, workspace_id: WorkspaceId, key: str, state: ReservationState, *, spent: int = 0
    ) -> Reservation | None:
        """The reservation as it now is; None when the key was never reserved."""
        now = self.ledger.wall.now()

        async def work() -> Reservation | None:
            reservation = await self.ledger.reservations.find(workspace_id, key)
            if reservation is None or not reservation.is_open:
                return reservation
            if state is ReservationState.EXPIRED and reservation.is_unknown:
                return reservation
            charged = min(spent, reservation.amount)
            wallet = await self.ledger.wallets.get(workspace_id)
            cause = self.ledger.cause(reservation.what, reservation.about, reservation.by)
            entries = wallet.settle(reservation, charged, cause)
            reservation.end(state, spent=charged, at=now)
            events: list[Event] = []
            if charged:
                events.append(
                    CreditsCommitted(
                        at=cause.at, workspace_id=workspace_id, key=key, amount=charged
                    )
                )
            if charged < reservation.amount:
                rest = reservation.amount - charged
                events.append(
                    CreditsReleased(at=cause.at, workspace_id=workspace_id, key=key, amount=rest)
                )
            await self.ledger.post(wallet, entries, events)
            await self.ledger.reservations.save(reservation)
            return reservation

        return await self.ledger.run(work)
