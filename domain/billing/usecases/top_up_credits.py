from dataclasses import dataclass
from typing import ClassVar

from domain.billing.model.plans import PACKS
from domain.billing.model.purchase import TopUp, TopUpState
from domain.billing.model.spending import day_of
from domain.billing.ports import (
    PaymentProvider,
    SpendingRuleBook,
    Subscriptions,
    TopUps,
    Wallets,
)
from domain.billing.usecases.follow_customer import FollowCustomer
from domain.shared.clock import Clock
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class TopUpCredits:
    """Buy the chosen pack when few credits are left, within the month's maximum (BIL-6).

    The intent is stored before the money moves, and one runs at a time: run twice, or after a
    crash, it settles the same intent. After a refusal of the bank nothing is tried that month.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    rules: SpendingRuleBook
    wallets: Wallets
    subscriptions: Subscriptions
    top_ups: TopUps
    provider: PaymentProvider
    follow: FollowCustomer
    transaction: Transaction
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId) -> bool:
        """Whether a pack was bought. Raise PaymentsDown."""
        subscription = await self.subscriptions.get(workspace_id)
        if not subscription.customer_ref:
            return False
        top_up = await self.transaction.run(lambda: self._intent(workspace_id))
        if top_up is None:
            return False
        is_paid = await self.provider.buy_pack(subscription.customer_ref, top_up)
        await self.follow(workspace_id)
        top_up.state = TopUpState.PAID if is_paid else TopUpState.FAILED
        await self.transaction.run(lambda: self.top_ups.save(top_up))
        return is_paid

    async def _intent(self, workspace_id: WorkspaceId) -> TopUp | None:
        now = self.wall.now()
        month = f"{day_of(now):%Y-%m}"
        known = await self.top_ups.of_month(workspace_id, month)
        waiting = [one for one in known if one.state is TopUpState.ASKED]
        if waiting:
            return waiting[0]
        rule = (await self.rules.get(workspace_id)).top_up
        wallet = await self.wallets.get(workspace_id)
        pack = PACKS.get(rule.pack)
        if not rule.enabled or pack is None or wallet.available >= rule.below:
            return None
        was_refused = any(one.state is TopUpState.FAILED for one in known)
        bought = sum(one.price_minor for one in known)
        if was_refused or bought + pack.price.minor > rule.monthly_limit_minor:
            return None
        top_up = TopUp(
            id=TopUp.id_of(workspace_id, month, len(known) + 1),
            workspace_id=workspace_id,
            month=month,
            number=len(known) + 1,
            pack=rule.pack,
            price_minor=pack.price.minor,
            asked_at=now,
        )
        await self.top_ups.save(top_up)
        return top_up
