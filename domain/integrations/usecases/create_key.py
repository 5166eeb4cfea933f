from dataclasses import dataclass
from typing import ClassVar

from domain.integrations.errors import TooManyKeys
from domain.integrations.model.api_key import ApiKey, KeyForm
from domain.integrations.ports import ApiKeys
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ApiKeyId, NewId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction

_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedKey:
    """The only moment at which the whole key exists on our side."""

    key: ApiKey
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateKey:
    """Make a key and show it once (INT-1). `prefix` says at sight which world it opens, and lets
    secret scanners find a leaked one.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    prefix: str
    keys: ApiKeys
    tokens: TokenMaker
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, form: KeyForm) -> IssuedKey:
        actor.require(Permission.KEYS_MANAGE)
        token = self.prefix + self.tokens.new()
        key = ApiKey.issue(
            ApiKeyId(self.new_id()),
            form,
            actor,
            hint=token[: len(self.prefix) + _SHOWN],
            digest=self.tokens.digest(token),
            at=self.wall.now(),
        )

        async def work() -> None:
            if len(await self.keys.unrevoked(actor.workspace_id)) >= ApiKey.PER_WORKSPACE:
                raise TooManyKeys
            await self.keys.add(key)
            await self.outbox.append(key.events)

        await self.transaction.run(work)
        return IssuedKey(key=key, token=token)
