"""The step that sign-up and sign-in share."""

from dataclasses import dataclass

from domain.accounts.model.identity import Membership, User, Workspace
from domain.accounts.model.session import OpenedSession, Session, SignedIn
from domain.accounts.ports import Sessions
from domain.shared.clock import Clock
from domain.shared.ids import NewId, SessionId
from domain.shared.tokens import TokenMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpener:
    """Gives a fresh token at every sign-in; the one the browser held before dies with it."""

    sessions: Sessions
    tokens: TokenMaker
    wall: Clock
    new_id: NewId

    async def open(
        self, user: User, workspace: Workspace, membership: Membership, *, replaces: str | None
    ) -> OpenedSession:
        now, token = self.wall.now(), self.tokens.new()
        if replaces:
            await self.sessions.revoke(self.tokens.digest(replaces), now)
        session = Session.open(
            SessionId(self.new_id()), membership, self.tokens.digest(token), at=now
        )
        await self.sessions.add(session)
        return OpenedSession(token=token, signed_in=SignedIn.of(user, workspace, membership))
