from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.integrations.model.hook import Hook, HookDelivery
from domain.integrations.ports import HookDeliveries, Hooks
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import HookId, NewId
from domain.shared.outbox import Outbox
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHooks:
    purpose: ClassVar[Purpose] = Purpose.SECURITY
    hooks: Hooks

    async def __call__(self, actor: Actor) -> Sequence[Hook]:
        actor.require(Permission.KEYS_READ)
        return await self.hooks.list(actor.workspace_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnableHook:
    """Give a disabled endpoint a fresh start."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    hooks: Hooks
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor, hook_id: HookId) -> Hook:
        actor.require(Permission.KEYS_MANAGE)
        now = self.wall.now()

        async def work() -> Hook:
            hook = await self.hooks.get(actor.workspace_id, hook_id)
            hook.enable(at=now)
            await self.hooks.save(hook)
            await self.outbox.append(hook.events)
            return hook

        return await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveHook:
    """Nothing is sent there any more; what waits fails at its next turn."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    hooks: Hooks
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor, hook_id: HookId) -> None:
        actor.require(Permission.KEYS_MANAGE)
        now = self.wall.now()

        async def work() -> None:
            hook = await self.hooks.get(actor.workspace_id, hook_id)
            hook.remove(at=now)
            await self.hooks.remove(actor.workspace_id, hook_id)
            await self.outbox.append(hook.events)

        await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHookDeliveries:
    """What an endpoint was told in the last thirty days, and how it answered."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    hooks: Hooks
    deliveries: HookDeliveries

    async def __call__(self, actor: Actor, hook_id: HookId, ask: PageAsk) -> Page[HookDelivery]:
        actor.require(Permission.KEYS_READ)
        await self.hooks.get(actor.workspace_id, hook_id)
        return await self.deliveries.page(actor.workspace_id, hook_id, ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class PingHook:
    """Queue a test event."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    hooks: Hooks
    deliveries: HookDeliveries
    wall: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, hook_id: HookId) -> HookDelivery:
        actor.require(Permission.KEYS_MANAGE)
        hook = await self.hooks.get(actor.workspace_id, hook_id)
        delivery = HookDelivery.ping(self.new_id(), hook, at=self.wall.now())
        await self.deliveries.add(delivery)
        return delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayDelivery:
    """Queue a delivery once more, under the same id, so that a receiver knows it again."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    deliveries: HookDeliveries
    wall: Clock

    async def __call__(self, actor: Actor, delivery_id: str) -> HookDelivery:
        actor.require(Permission.KEYS_MANAGE)
        delivery = await self.deliveries.get(actor.workspace_id, delivery_id)
        delivery.replay(at=self.wall.now())
        await self.deliveries.save(delivery)
        return delivery
