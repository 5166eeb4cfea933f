from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.errors import SessionNotFound
from domain.accounts.model.session import Session
from domain.accounts.ports import Sessions
from domain.shared.clock import Clock
from domain.shared.ids import SessionId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSessions:
    """Where the person is signed in, last used first."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    sessions: Sessions
    wall: Clock

    async def __call__(self, session: Session) -> Sequence[Session]:
        return await self.sessions.of_user(session.user_id, self.wall.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSession:
    """End one own session, also the one that asks."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    sessions: Sessions
    wall: Clock

    async def __call__(self, session: Session, session_id: SessionId) -> None:
        if not await self.sessions.revoke_one(session.user_id, session_id, self.wall.now()):
            raise SessionNotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOtherSessions:
    """Stay signed in here only."""

    purpose: ClassVar[Purpose] = Purpose.SECURITY
    sessions: Sessions
    wall: Clock

    async def __call__(self, session: Session) -> None:
        await self.sessions.revoke_of_user(session.user_id, self.wall.now(), but=session.id)
