"""Facts of accounts."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceOpened(Event):
    owner_id: UserId
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceClosureAsked(Event):
    user_id: UserId
    takes_archive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceClosureWithdrawn(Event):
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSuspended(Event):
    """By whoever runs the product; the reason is on the workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceReadmitted(Event):
    """The suspension is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbuseReported(Event):
    """Somebody outside complained about a message of the workspace."""

    report_id: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(Event):
    user_id: UserId
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberInvited(Event):
    invitation_id: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRevoked(Event):
    invitation_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    user_id: UserId
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRemoved(Event):
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAccepted(Event):
    user_id: UserId
    policy_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInAgain(Event):
    """A session was opened; `device` is the browser's family, nothing that names it."""

    user_id: UserId
    session_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorSet(Event):
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChanged(Event):
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterQueued(Event):
    """A service mail waits to be posted."""

    letter_id: str
