from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.billing.events import PaymentFailed, SubscriptionChanged, SubscriptionEnded
from domain.billing.model.grants import next_month_after, paid_months
from domain.billing.model.payments import CustomerState
from domain.billing.model.subscription import Status, Subscription, Terms
from domain.billing.ports import Checkouts, PaymentProvider, Subscriptions
from domain.billing.usecases.settle_month import SettleMonth
from domain.billing.usecases.settle_sale import SettleSale
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.events import Event
from domain.shared.ids import WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_RACES = 8
_DAILY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowCustomer:
    """Make our rows say what the payment provider says now (vendors/stripe.md 3).

    The state is read again and projected whole, whatever the occasion: deliveries that come
    twice, late or in another order, and a return page that races them, lead to the same rows.
    Who read our row before another write reads everything again, so an old reading never wins.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    checkouts: Checkouts
    provider: PaymentProvider
    month: SettleMonth
    sale: SettleSale
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId) -> None:
        """Raise PaymentsDown; run again, it does what is left."""
        for turn in range(_RACES):
            subscription = await self.subscriptions.get(workspace_id)
            if not subscription.customer_ref:
                return
            state = await self.provider.state(subscription.customer_ref)
            try:
                await self._project(subscription, state)
                break
            except StaleWrite:
                if turn == _RACES - 1:
                    raise
        await self._credit(workspace_id, state)
        await self._close(workspace_id, state)

    async def of_customer(self, customer_ref: str) -> bool:
        """False for a customer that is none of ours."""
        workspace_id = await self.subscriptions.workspace_of(customer_ref)
        if workspace_id is None:
            return False
        await self(workspace_id)
        return True

    async def _project(self, subscription: Subscription, state: CustomerState) -> None:
        now = self.wall.now()
        events = list(self._news(subscription, state.terms))
        subscription.terms = state.terms
        subscription.synced_at = now
        subscription.look_again_at = _next_look(state, now)
        if state.is_deleted:
            subscription.customer_ref = ""
            subscription.look_again_at = None

        async def work() -> None:
            await self.subscriptions.save(subscription)
            await self.outbox.append(events)

        await self.transaction.run(work)

    def _news(self, subscription: Subscription, terms: Terms) -> list[Event]:
        before, at = subscription.terms, self.clock.now()
        workspace_id = subscription.workspace_id
        if before == terms:
            return []
        news: list[Event] = [
            SubscriptionChanged(
                at=at,
                workspace_id=workspace_id,
                status=terms.status,
                plan=terms.offer.plan.code if terms.offer else "",
            )
        ]
        if terms.status is Status.PAST_DUE and before.status is not Status.PAST_DUE:
            news.append(PaymentFailed(at=at, workspace_id=workspace_id))
        if before.status.is_live and not terms.status.is_live:
            news.append(SubscriptionEnded(at=at, workspace_id=workspace_id))
        return news

    async def _credit(self, workspace_id: WorkspaceId, state: CustomerState) -> None:
        until, ended_at = self.wall.now(), state.terms.ended_at
        for month in paid_months(state.lines, until=until, ended_at=ended_at):
            await self.month.settle(workspace_id, month)
        for sale in sorted(state.sales, key=lambda one: one.ref):
            await self.sale.settle(workspace_id, sale)

    async def _close(self, workspace_id: WorkspaceId, state: CustomerState) -> None:
        for checkout in await self.checkouts.open_ones(workspace_id):
            if checkout.session_ref in state.closed_sessions:
                checkout.is_open = False
                await self.checkouts.save(checkout)


def _next_look(state: CustomerState, now: datetime) -> datetime:
    """Once a day, and when a paid month begins: a lost delivery heals by itself."""
    month = next_month_after(state.lines, now)
    return min(now + _DAILY, month) if month else now + _DAILY
