from dataclasses import dataclass
from typing import ClassVar

from domain.billing.model.months import add_months
from domain.billing.model.plans import TRIAL
from domain.billing.ports import Subscriptions
from domain.billing.usecases.grant_credits import GrantCredits
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantTrial:
    """A new workspace gets fourteen days and the credits of the trial, once (BIL-1)."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    grant: GrantCredits
    transaction: Transaction
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId) -> None:
        async def work() -> None:
            subscription = await self.subscriptions.get(workspace_id)
            if subscription.trial_ends_at is None:
                subscription.begin_trial(self.wall.now())
                await self.subscriptions.save(subscription)

        try:
            await self.transaction.run(work)
        except StaleWrite:  # another worker began the same trial
            await self.transaction.run(work)
        subscription = await self.subscriptions.get(workspace_id)
        ends = subscription.trial_ends_at or self.wall.now()
        await self.grant(
            workspace_id, "trial", TRIAL.credits, "trial", expires_at=add_months(ends, 1)
        )
