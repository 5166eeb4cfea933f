from asyncio import gather
from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.session import SignedIn
from domain.accounts.ports import Memberships, Sessions, Users, Workspaces
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticate:
    """Who a token speaks for, or None. Rights are read anew each time, so that a lowered role
    holds from the very next request (security.md 3.3).
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    sessions: Sessions
    users: Users
    workspaces: Workspaces
    memberships: Memberships
    tokens: TokenMaker
    wall: Clock

    async def __call__(self, token: str) -> SignedIn | None:
        now = self.wall.now()
        session = await self.sessions.find(self.tokens.digest(token))
        if session is None or not session.is_alive(now):
            return None
        user, workspace, membership = await gather(
            self.users.get(session.user_id),
            self.workspaces.get(session.workspace_id),
            self.memberships.find(session.workspace_id, session.user_id),
        )
        if membership is None:
            return None
        if session.wants_touch(now):
            await self.sessions.touch(session.id, now)
        return SignedIn.of(user, workspace, membership)
