"""A signed-in browser."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.accounts.model.identity import Membership, User, Workspace
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.ids import SessionId, UserId, WorkspaceId


@dataclass(slots=True, kw_only=True)
class Session:
    """Alive until idle for 12 hours, 14 days old, or revoked (security.md 3.4), by real time.

    The token itself is known to the browser alone; here is its digest.
    """

    IDLE: ClassVar[timedelta] = timedelta(hours=12)
    ABSOLUTE: ClassVar[timedelta] = timedelta(days=14)
    TOUCH_AFTER: ClassVar[timedelta] = timedelta(minutes=1)

    id: SessionId
    workspace_id: WorkspaceId
    user_id: UserId
    token_digest: str
    opened_at: datetime
    seen_at: datetime
    ends_at: datetime
    revoked_at: datetime | None = None

    @classmethod
    def open(
        cls,
        session_id: SessionId,
        membership: Membership,
        token_digest: str,
        *,
        at: datetime,
    ) -> "Session":
        return cls(
            id=session_id,
            workspace_id=membership.workspace_id,
            user_id=membership.user_id,
            token_digest=token_digest,
            opened_at=at,
            seen_at=at,
            ends_at=at + cls.ABSOLUTE,
        )

    def is_alive(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.ends_at and at < self.seen_at + self.IDLE

    def wants_touch(self, at: datetime) -> bool:
        """A use is noted once a minute, not once a request."""
        return at >= self.seen_at + self.TOUCH_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who a token speaks for, with the rights of this very moment."""

    actor: Actor
    user: User
    workspace: Workspace
    role: Role

    @classmethod
    def of(cls, user: User, workspace: Workspace, membership: Membership) -> "SignedIn":
        actor = Actor(
            user_id=user.id,
            workspace_id=workspace.id,
            role=membership.role,
            permissions=PERMISSIONS[membership.role],
        )
        return cls(actor=actor, user=user, workspace=workspace, role=membership.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSession:
    """The only moment at which the token exists outside the browser."""

    token: str
    signed_in: SignedIn
