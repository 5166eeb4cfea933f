from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.session import Session, SignedIn
from domain.accounts.ports import Acceptances, CurrentPolicy, Sessions
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticate:
    """Who a token speaks for, or None: one read. The session carries the role; whoever changes a
    role changes it there in the same transaction, so it holds from the very next request
    (security.md 3.3). It carries the accepted policy too, looked up once.
    """

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    sessions: Sessions
    acceptances: Acceptances
    policy: CurrentPolicy
    tokens: TokenMaker
    wall: Clock

    async def __call__(self, token: str) -> SignedIn | None:
        now = self.wall.now()
        session = await self.sessions.find(self.tokens.digest(token))
        if session is None or not session.is_alive(now):
            return None
        if session.wants_touch(now):
            await self.sessions.touch(session.id, now)
        return SignedIn.of(session, now, owes_policy=await self._owes_policy(session))

    async def _owes_policy(self, session: Session) -> bool:
        policy = await self.policy.current()
        if policy.is_satisfied_by(session.policy_version):
            return False
        accepted = await self.acceptances.of_user(session.workspace_id, session.user_id)
        for one in reversed(accepted):
            if policy.is_satisfied_by(one.policy_version):
                await self.sessions.note_policy(session.id, one.policy_version)
                return False
        return True
