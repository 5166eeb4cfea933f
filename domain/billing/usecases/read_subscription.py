from dataclasses import dataclass
from typing import ClassVar

from domain.billing.model.subscription import Entitlements, Subscription
from domain.billing.ports import SeatCount, Subscriptions
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    mailboxes: int
    linkedin_accounts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSubscription:
    """What the workspace pays for, what that allows now, and how much of it is used."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    seats: SeatCount
    wall: Clock

    async def __call__(self, actor: Actor) -> tuple[Subscription, Entitlements, Usage]:
        actor.require(Permission.CREDITS_READ)
        workspace_id = actor.workspace_id
        subscription = await self.subscriptions.get(workspace_id)
        usage = Usage(
            mailboxes=await self.seats.mailboxes(workspace_id),
            linkedin_accounts=await self.seats.linkedin_accounts(workspace_id),
        )
        return subscription, subscription.entitlements(self.wall.now()), usage


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntitlements:
    """What the plan allows at this moment; asked by other modules when they act, not before
    (obligation 27). Our own row decides.
    """

    purpose: ClassVar[Purpose] = Purpose.BILLING
    subscriptions: Subscriptions
    wall: Clock

    async def __call__(self, workspace_id: WorkspaceId) -> Entitlements:
        return (await self.subscriptions.get(workspace_id)).entitlements(self.wall.now())
