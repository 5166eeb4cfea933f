"""The step that every way to sign in shares."""

from dataclasses import dataclass
from datetime import datetime

from domain.accounts.events import SignedInAgain
from domain.accounts.model.identity import Membership, User, Workspace
from domain.accounts.model.letter import LetterKind
from domain.accounts.model.second_factor import Factor, FactorRule
from domain.accounts.model.session import Device, OpenedSession, Session, SignedIn
from domain.accounts.ports import Sessions
from domain.accounts.usecases.mailroom import Mailroom
from domain.shared.clock import Clock
from domain.shared.ids import NewId, SessionId
from domain.shared.outbox import Outbox
from domain.shared.tokens import TokenMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpener:
    """Gives a fresh token at every sign-in; the one the browser held before dies with it."""

    sessions: Sessions
    tokens: TokenMaker
    rule: FactorRule
    mailroom: Mailroom
    outbox: Outbox
    wall: Clock
    new_id: NewId

    async def open(
        self,
        user: User,
        workspace: Workspace,
        membership: Membership,
        *,
        factor: Factor,
        device: Device,
        replaces: str | None,
        ends_at: datetime | None = None,
    ) -> OpenedSession:
        """Inside the caller's transaction. `ends_at` is that of the session it goes on from."""
        now, token = self.wall.now(), self.tokens.new()
        if replaces:
            await self.sessions.revoke(self.tokens.digest(replaces), now)
        session = Session.open(
            SessionId(self.new_id()),
            user,
            workspace,
            membership,
            self.tokens.digest(token),
            factor=factor,
            grace_until=self.rule.grace_until(user),
            device=device,
            at=now,
        )
        if ends_at is not None:
            session.ends_at = ends_at
        await self.sessions.add(session)
        return OpenedSession(token=token, signed_in=SignedIn.of(session, now))

    async def announce(self, session: Session, user: User) -> None:
        """Note the sign-in; write to the person when it came from a device not seen lately."""
        now = self.wall.now()
        known = await self.sessions.of_user(user.id, now)
        others = [one for one in known if one.id != session.id]
        if others and session.device not in {one.device for one in others}:
            await self.mailroom.queue(
                LetterKind.NEW_SIGN_IN,
                user.email,
                user.locale,
                workspace_id=session.workspace_id,
                device=session.device.name,
                at=now.isoformat(timespec="minutes"),
            )
        signed_in = SignedInAgain(
            at=now,
            workspace_id=session.workspace_id,
            user_id=user.id,
            session_id=session.id,
        )
        await self.outbox.append([signed_in])
