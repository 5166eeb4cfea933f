from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import ClassVar

from domain.integrations.model.api_key import ApiKey
from domain.integrations.ports import ApiKeys, Standings
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ApiKeyId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_WARNED_BEFORE = timedelta(days=14)
_BATCH = 200


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


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldKeys:
    """Let the keys of a workspace follow its standing: they only read while it is closing or
    suspended (obligations 35, 74). It looks at what is, so calls may come twice or out of order.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    keys: ApiKeys
    standings: Standings

    async def __call__(self, workspace_id: WorkspaceId) -> None:
        await self.keys.hold(workspace_id, is_held=await self.standings.is_held(workspace_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class WarnOfKeys:
    """Say two weeks ahead that a key ends, so that nobody's import stops by surprise."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    keys: ApiKeys
    outbox: Outbox
    transaction: Transaction
    wall: Clock

    async def __call__(self) -> int:
        """How many were told of; a second run finds them told."""
        ending = await self.keys.ending(self.wall.now() + _WARNED_BEFORE, _BATCH)
        for key in ending:
            key.warn(at=self.wall.now())
            await self.transaction.run(partial(self._keep, key))
        return len(ending)

    async def _keep(self, key: ApiKey) -> None:
        await self.keys.save(key)
        await self.outbox.append(key.events)
