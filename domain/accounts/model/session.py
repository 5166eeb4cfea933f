"""A signed-in browser."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from domain.accounts.model.identity import Locale, Membership, User, Workspace
from domain.accounts.model.second_factor import AT_ONCE, Factor
from domain.shared.actor import (
    PERMISSIONS,
    WHILE_CLOSING,
    WHILE_RETAINED,
    WHILE_SUSPENDED,
    Actor,
    Role,
)
from domain.shared.email_address import EmailAddress
from domain.shared.ids import SessionId, UserId, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """From where, as far as a person recognises it: browser family and shortened address."""

    name: str = ""
    network: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a session shows of its user, and of the workspace it is in: copies, renewed by every
    use case that changes the originals, so that a request costs one read.
    """

    email: EmailAddress
    first_name: str
    last_name: str
    locale: Locale

    @classmethod
    def of(cls, user: User) -> "Person":
        return cls(
            email=user.email,
            first_name=user.first_name,
            last_name=user.last_name,
            locale=user.locale,
        )


@dataclass(slots=True, kw_only=True)
class Session:
    """Alive until idle for 12 hours, 14 days old, or revoked (security.md 3.4), by real time.

    The token itself is known to the browser alone; here is its digest.
    """

    IDLE: ClassVar[timedelta] = timedelta(hours=12)
    ABSOLUTE: ClassVar[timedelta] = timedelta(days=14)
    TOUCH_AFTER: ClassVar[timedelta] = timedelta(minutes=1)
    # How long a closing workspace stays open to read (obligation 78).
    READ_ONLY: ClassVar[timedelta] = timedelta(days=30)

    id: SessionId
    workspace_id: WorkspaceId
    user_id: UserId
    token_digest: str
    opened_at: datetime
    seen_at: datetime
    ends_at: datetime
    role: Role
    person: Person
    workspace_name: str
    country: str
    factor: Factor
    grace_until: datetime
    device: Device = field(default_factory=Device)
    revoked_at: datetime | None = None
    closing_since: datetime | None = None
    suspended_since: datetime | None = None
    suspension: str = ""
    policy_version: str = ""
    """What the person accepted for this workspace, as far as this session knows."""

    @classmethod
    def open(
        cls,
        session_id: SessionId,
        user: User,
        workspace: Workspace,
        membership: Membership,
        token_digest: str,
        *,
        factor: Factor,
        grace_until: datetime,
        device: Device,
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
            role=membership.role,
            person=Person.of(user),
            workspace_name=workspace.name,
            country=workspace.country,
            factor=factor,
            grace_until=grace_until,
            device=device,
            closing_since=workspace.closure_asked_at,
            suspended_since=workspace.suspended_at,
            suspension=workspace.suspension,
        )

    def is_alive(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.ends_at and at < self.seen_at + self.IDLE

    def wants_touch(self, at: datetime) -> bool:
        """A use is noted once a minute, not once a request."""
        return at >= self.seen_at + self.TOUCH_AFTER

    def is_strong(self) -> bool:
        """Whether a second factor stands behind it, or none is asked of it."""
        return self.factor in {Factor.PASSED, Factor.EXEMPT}

    def may_work(self, at: datetime) -> bool:
        """Whether it opens more than the pages of the second factor itself."""
        in_grace = self.role not in AT_ONCE and at < self.grace_until
        return self.is_strong() or (self.factor is Factor.MISSING and in_grace)

    def actor(self, at: datetime) -> Actor:
        """A closing or suspended workspace is read-only; a month after it was closed only its data
        can be taken out.
        """
        permissions = PERMISSIONS[self.role]
        if self.suspended_since is not None:
            permissions &= WHILE_SUSPENDED
        if self.closing_since is not None:
            is_retained = at >= self.closing_since + self.READ_ONLY
            permissions &= WHILE_RETAINED if is_retained else WHILE_CLOSING
        return Actor(
            user_id=self.user_id,
            workspace_id=self.workspace_id,
            role=self.role,
            permissions=permissions,
            second_factor=self.is_strong(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who a token speaks for, with the rights of this very moment.

    `actor` is None while a second factor stands between the person and the workspace.
    """

    session: Session
    actor: Actor | None
    owes_policy: bool = False
    """A significant version took effect that this person has not accepted (obligation 3)."""

    @classmethod
    def of(cls, session: Session, at: datetime, *, owes_policy: bool = False) -> "SignedIn":
        return cls(
            session=session,
            actor=session.actor(at) if session.may_work(at) else None,
            owes_policy=owes_policy,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSession:
    """The only moment at which the token exists outside the browser."""

    token: str
    signed_in: SignedIn
