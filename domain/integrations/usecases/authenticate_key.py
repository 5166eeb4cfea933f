from dataclasses import dataclass
from typing import ClassVar

from domain.integrations.errors import UnknownKey
from domain.integrations.ports import ApiKeys
from domain.shared.actor import Actor
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticateKey:
    """Who a key speaks for, asked at every request: one read, so a revoked key is dead at once."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    keys: ApiKeys
    tokens: TokenMaker
    wall: Clock

    async def __call__(self, token: str, *, address: str) -> Actor:
        """Raise UnknownKey, KeyExpired or AddressNotAllowed."""
        key, now = await self.keys.find(self.tokens.digest(token)), self.wall.now()
        if key is None:
            raise UnknownKey
        key.check(address, at=now)
        if key.wants_touch(now):
            await self.keys.touch(key.id, now)
        return key.actor()
