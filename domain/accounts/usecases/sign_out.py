from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.ports import Sessions
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut:
    """The token is worth nothing from now on, in any browser that holds it."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    sessions: Sessions
    tokens: TokenMaker
    wall: Clock

    async def __call__(self, token: str) -> None:
        await self.sessions.revoke(self.tokens.digest(token), self.wall.now())
