from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.integrations.model.api_key import ApiKey
from domain.integrations.ports import ApiKeys
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ApiKeyId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKeys:
    """The keys of the workspace that were not revoked, with their last use."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    keys: ApiKeys

    async def __call__(self, actor: Actor) -> Sequence[ApiKey]:
        actor.require(Permission.KEYS_READ)
        return await self.keys.unrevoked(actor.workspace_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeKey:
    """The key opens nothing from its very next request."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    keys: ApiKeys
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self, actor: Actor, key_id: ApiKeyId) -> None:
        actor.require(Permission.KEYS_MANAGE)
        now = self.wall.now()

        async def work() -> None:
            key = await self.keys.get(actor.workspace_id, key_id)
            key.revoke(at=now)
            await self.keys.save(key)
            await self.outbox.append(key.events)

        await self.transaction.run(work)
