from dataclasses import dataclass
from typing import ClassVar

from domain.billing.events import CreditsLow, CreditsReserved, TopUpDue
from domain.billing.model.ledger import Reservation
from domain.billing.ports import SpendingRuleBook, Subscriptions
from domain.billing.usecases.ledger import Ledger
from domain.shared.actor import SYSTEM
from domain.shared.ids import UserId, WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveCredits:
    """Set credits aside before the work they pay, once per key (obligation 28).

    Raises WorkspaceReadOnly when the workspace is read-only at this moment (obligation 27),
    CreditsExhausted when fewer are available, SpendingCapReached when a cap is passed (BIL-6).
    A second call with the key changes nothing, also after the reservation has ended.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    ledger: Ledger
    subscriptions: Subscriptions
    rules: SpendingRuleBook

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
            subscription = await self.subscriptions.get(workspace_id)
            subscription.entitlements(now).require_full()
            rules = await self.rules.get(workspace_id)
            wallet, entries, events = await self.ledger.fresh(workspace_id)
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
            before = wallet.available
            entries.append(
                wallet.reserve(reservation, cause, workspace=rules.workspace, member=rules.member)
            )
            events.append(
                CreditsReserved(at=cause.at, workspace_id=workspace_id, key=key, amount=amount)
            )
            if wallet.is_news_that_it_is_low(now):
                events.append(
                    CreditsLow(at=cause.at, workspace_id=workspace_id, available=wallet.available)
                )
            top_up = rules.top_up
            if top_up.enabled and wallet.available < top_up.below <= before:
                events.append(TopUpDue(at=cause.at, workspace_id=workspace_id))
            await self.ledger.post(wallet, entries, events)
            await self.ledger.reservations.add(reservation)

        await self.ledger.run(work)
