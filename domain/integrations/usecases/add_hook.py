from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.integrations.errors import HookRefused, TooManyHooks
from domain.integrations.model.hook import Hook, new_secret
from domain.integrations.ports import Hooks, Receiver
from domain.integrations.usecases.hook_seal import HookSeal
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import FieldFault
from domain.shared.ids import HookId, NewId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldHook:
    """The only moment at which the signing secret is shown."""

    hook: Hook
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddHook:
    """Tell an endpoint of events from now on (INT-2)."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    hooks: Hooks
    receiver: Receiver
    seal: HookSeal
    tokens: TokenMaker
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, url: str, types: Sequence[str]) -> ToldHook:
        """Raise HookRefused for an address that is not public and HTTPS, or an unknown event."""
        actor.require(Permission.KEYS_MANAGE)
        fault = await self.receiver.fault(url)
        if fault:
            raise HookRefused(faults=[FieldFault("/url", fault)])
        hook_id, secret = HookId(self.new_id()), new_secret(self.tokens.new())
        sealed = await self.seal.close(actor.workspace_id, hook_id, secret)
        hook = Hook.add(
            hook_id,
            actor.workspace_id,
            url,
            types,
            secret=sealed,
            by=actor.user_id,
            at=self.wall.now(),
        )

        async def work() -> None:
            if len(await self.hooks.list(actor.workspace_id)) >= Hook.PER_WORKSPACE:
                raise TooManyHooks
            await self.hooks.add(hook)
            await self.outbox.append(hook.events)

        await self.transaction.run(work)
        return ToldHook(hook=hook, secret=secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewSecret:
    """A fresh signing secret; the one before signs along for a day, so that nothing is refused
    while the receiver changes over.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    hooks: Hooks
    seal: HookSeal
    tokens: TokenMaker
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor, hook_id: HookId) -> ToldHook:
        actor.require(Permission.KEYS_MANAGE)
        secret, now = new_secret(self.tokens.new()), self.wall.now()
        sealed = await self.seal.close(actor.workspace_id, hook_id, secret)

        async def work() -> Hook:
            hook = await self.hooks.get(actor.workspace_id, hook_id)
            hook.renew(sealed, at=now)
            await self.hooks.save(hook)
            await self.outbox.append(hook.events)
            return hook

        return ToldHook(hook=await self.transaction.run(work), secret=secret)
