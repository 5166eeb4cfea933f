"""Who uses the product, in which workspace, under which accepted text."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.accounts.errors import UnknownLocale
from domain.accounts.events import (
    MemberJoined,
    PolicyAccepted,
    RoleChanged,
    WorkspaceClosureAsked,
    WorkspaceClosureWithdrawn,
    WorkspaceOpened,
    WorkspaceReadmitted,
    WorkspaceSuspended,
)
from domain.shared.actor import Role
from domain.shared.email_address import EmailAddress
from domain.shared.events import Event
from domain.shared.ids import UserId, WorkspaceId

# Mailbox providers of the general public: a sign-up from one is looked at (obligation 4).
_PROVIDERS = """
    gmail.com googlemail.com yahoo.com yahoo.fr outlook.com outlook.fr hotmail.com hotmail.fr
    live.com live.fr msn.com icloud.com me.com gmx.com gmx.fr orange.fr wanadoo.fr free.fr sfr.fr
    neuf.fr laposte.net bbox.fr proton.me protonmail.com"""
_FREE_MAIL = frozenset(_PROVIDERS.split())


class Locale(StrEnum):
    FR = "fr"
    EN = "en"

    @classmethod
    def of(cls, text: str) -> "Locale":
        """Raise UnknownLocale for a language the product does not speak."""
        try:
            return cls(text)
        except ValueError as error:
            raise UnknownLocale from error


@dataclass(slots=True, kw_only=True)
class SecondFactor:
    """Time-based codes (RFC 6238): each works once, so the last accepted step is kept.

    `secret` is sealed; recovery codes are digests, and go one by one as they are used.
    """

    secret: str = field(repr=False)
    set_at: datetime
    last_step: int = 0
    recovery: list[str] = field(default_factory=list, repr=False)

    def accept_step(self, step: int) -> bool:
        """Whether a code of this step is new."""
        if step <= self.last_step:
            return False
        self.last_step = step
        return True

    def spend_recovery(self, digest: str) -> bool:
        if digest not in self.recovery:
            return False
        self.recovery.remove(digest)
        return True


@dataclass(slots=True, kw_only=True)
class User:
    """One natural person, possibly in several workspaces (obligation 7), whose address was
    confirmed before there was an account. The password is a hash.
    """

    id: UserId
    email: EmailAddress
    first_name: str
    last_name: str
    locale: Locale
    password_hash: str = field(repr=False)
    created_at: datetime
    factor: SecondFactor | None = None
    pending_secret: str = field(default="", repr=False)
    version: int = 0

    def set_factor(self, factor: SecondFactor) -> None:
        self.factor = factor
        self.pending_secret = ""


@dataclass(slots=True, kw_only=True)
class Workspace:
    """The space of one professional client (obligation 6), who declared to be one (obligation 4).

    `to_review` marks a sign-up from a mailbox of the general public. From `closure_asked_at` (wall
    time) on it is read-only; after 30 days only its data can still be taken out, and on day 55
    they are deleted (obligations 73, 74, 78). `reminded_days` is the last reminder that went out.
    `suspension` is what the client is told while the product's staff holds it (obligation 35).
    """

    PURGED_AFTER: ClassVar[timedelta] = timedelta(days=55)
    REMINDED_BEFORE: ClassVar[tuple[int, ...]] = (30, 7, 1)

    id: WorkspaceId
    name: str
    country: str
    opened_by: UserId
    opened_at: datetime
    professional_declared_at: datetime
    to_review: bool = False
    closure_asked_at: datetime | None = None
    takes_archive: bool = False
    reminded_days: int | None = None
    suspended_at: datetime | None = None
    suspension: str = ""
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def open(
        cls,
        workspace_id: WorkspaceId,
        name: str,
        country: str,
        *,
        owner: User,
        at: datetime,
    ) -> "Workspace":
        workspace = cls(
            id=workspace_id,
            name=name,
            country=country,
            opened_by=owner.id,
            opened_at=at,
            professional_declared_at=at,
            to_review=owner.email.domain in _FREE_MAIL,
        )
        workspace.events.append(
            WorkspaceOpened(at=at, workspace_id=workspace_id, owner_id=owner.id, country=country)
        )
        return workspace

    def ask_closure(self, by: UserId, *, takes_archive: bool, at: datetime) -> None:
        """A second time changes nothing."""
        if self.closure_asked_at is None:
            self.closure_asked_at, self.takes_archive = at, takes_archive
            self.events.append(
                WorkspaceClosureAsked(
                    at=at, workspace_id=self.id, user_id=by, takes_archive=takes_archive
                )
            )

    def suspend(self, reason: str, *, at: datetime) -> None:
        """A second time replaces the reason."""
        fresh, self.suspension = self.suspended_at is None, reason
        if fresh:
            self.suspended_at = at
            self.events.append(WorkspaceSuspended(at=at, workspace_id=self.id))

    def readmit(self, *, at: datetime) -> None:
        """Also the review of a sign-up from a public mailbox ends here. A second time changes
        nothing.
        """
        self.to_review = False
        if self.suspended_at is not None:
            self.suspended_at, self.suspension = None, ""
            self.events.append(WorkspaceReadmitted(at=at, workspace_id=self.id))

    @property
    def purged_at(self) -> datetime | None:
        """When the data go for good; None while nobody wants to close it."""
        asked = self.closure_asked_at
        return None if asked is None else asked + self.PURGED_AFTER

    def reminder_due(self, at: datetime) -> int | None:
        """How many days are left at most, when a reminder of that was not sent yet."""
        if self.purged_at is None:
            return None
        left = self.purged_at - at
        due = [days for days in self.REMINDED_BEFORE if left <= timedelta(days=days)]
        fresh = due and (self.reminded_days is None or due[-1] < self.reminded_days)
        return due[-1] if fresh else None

    def withdraw_closure(self, by: UserId, *, at: datetime) -> None:
        """A second time changes nothing."""
        if self.closure_asked_at is not None:
            self.closure_asked_at = self.reminded_days = None
            self.takes_archive = False
            self.events.append(WorkspaceClosureWithdrawn(at=at, workspace_id=self.id, user_id=by))


@dataclass(slots=True, kw_only=True)
class Membership:
    """What one user may do in one workspace; a user has at most one there."""

    id: str
    workspace_id: WorkspaceId
    user_id: UserId
    role: Role
    joined_at: datetime
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def join(
        cls,
        membership_id: str,
        workspace_id: WorkspaceId,
        user_id: UserId,
        role: Role,
        *,
        at: datetime,
    ) -> "Membership":
        membership = cls(
            id=membership_id,
            workspace_id=workspace_id,
            user_id=user_id,
            role=role,
            joined_at=at,
        )
        membership.events.append(
            MemberJoined(at=at, workspace_id=workspace_id, user_id=user_id, role=role.value)
        )
        return membership

    def take_role(self, role: Role, *, at: datetime) -> None:
        if role is not self.role:
            self.role = role
            self.events.append(
                RoleChanged(
                    at=at, workspace_id=self.workspace_id, user_id=self.user_id, role=role.value
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPolicy:
    """The text that is in force, as accounts needs to know it."""

    version: str
    sha256: str
    since_significant: tuple[str, ...] = ()
    """The last significant version in force and what came after it: any of them is enough."""

    def is_satisfied_by(self, version: str) -> bool:
        return version in (self.since_significant or (self.version,))


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAcceptance:
    """Proof that a user accepted an exact text for a workspace (obligation 3). Never changed."""

    id: str
    workspace_id: WorkspaceId
    user_id: UserId
    policy_version: str
    policy_sha256: str
    accepted_at: datetime

    def event(self) -> PolicyAccepted:
        return PolicyAccepted(
            at=self.accepted_at,
            workspace_id=self.workspace_id,
            user_id=self.user_id,
            policy_version=self.policy_version,
        )
