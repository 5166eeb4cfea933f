from dataclasses import dataclass
from typing import ClassVar

from domain.billing.ports import Subscriptions
from domain.billing.usecases.follow_customer import FollowCustomer
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowDue:
    """Look again at the customers whose time has come: monthly credits of yearly plans, and
    deliveries that never came.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    follow: FollowCustomer
    wall: Clock

    async def __call__(self, limit: int = 50) -> int:
        """Return how many were looked at. Raise PaymentsDown."""
        found = await self.subscriptions.to_look_at(self.wall.now(), limit)
        for workspace_id in found:
            await self.follow(workspace_id)
        return len(found)
