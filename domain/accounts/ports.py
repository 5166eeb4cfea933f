"""What accounts needs from the outside.

Users, sessions and tries have no workspace of their own: they are what leads to one. Every other
port names it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.accounts.model.identity import (
    Membership,
    PolicyAcceptance,
    PublishedPolicy,
    User,
    Workspace,
)
from domain.accounts.model.session import Session
from domain.accounts.model.sign_in_tries import SignInTries
from domain.shared.email_address import EmailAddress
from domain.shared.ids import SessionId, UserId, WorkspaceId


class Users(Protocol):
    """All people who can sign in; a person belongs to no single workspace."""

    async def get(self, user_id: UserId) -> User:
        """Raise UserNotFound."""
        ...

    async def find(self, email: EmailAddress) -> User | None:
        """The one user with this address."""
        ...

    async def add(self, user: User) -> None:
        """Raise EmailAlreadyKnown when a user has the address."""
        ...

    async def save(self, user: User) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class Workspaces(Protocol):
    async def get(self, workspace_id: WorkspaceId) -> Workspace:
        """Raise WorkspaceNotFound."""
        ...

    async def add(self, workspace: Workspace) -> None: ...


class Memberships(Protocol):
    async def find(self, workspace_id: WorkspaceId, user_id: UserId) -> Membership | None: ...

    async def of_user(self, user_id: UserId) -> Sequence[Membership]:
        """All memberships of one user, in every workspace, oldest first; at most 100."""
        ...

    async def add(self, membership: Membership) -> None:
        """Raise AlreadyAMember for a second membership of one user in one workspace."""
        ...


class Sessions(Protocol):
    """Looked up by the digest of a token that nobody can guess, before a workspace is known."""

    async def find(self, token_digest: str) -> Session | None:
        """The session, also one that is over."""
        ...

    async def add(self, session: Session) -> None: ...

    async def touch(self, session_id: SessionId, at: datetime) -> None:
        """Note a use. `seen_at` never goes back."""
        ...

    async def revoke(self, token_digest: str, at: datetime) -> None:
        """End the session for good. A second call, or an unknown digest, changes nothing."""
        ...


class SignInCounter(Protocol):
    async def get(self, key: str) -> SignInTries:
        """The tries at one address so far; fresh ones at version 0 when there are none."""
        ...

    async def save(self, tries: SignInTries) -> None:
        """Raise StaleWrite when another try was counted since `get`."""
        ...

    async def forget(self, key: str) -> None:
        """A right password wipes the slate. A second call changes nothing."""
        ...


class Acceptances(Protocol):
    """Append-only: there is no way to change or remove one."""

    async def add(self, acceptance: PolicyAcceptance) -> None: ...

    async def of_user(
        self, workspace_id: WorkspaceId, user_id: UserId
    ) -> Sequence[PolicyAcceptance]:
        """Oldest first; at most 100."""
        ...


class PasswordHasher(Protocol):
    async def hash(self, password: str) -> str: ...

    async def matches(self, password: str, hashed: str | None) -> bool:
        """Compare. Without a hash it takes the same time and is False."""
        ...


class CurrentPolicy(Protocol):
    async def current(self) -> PublishedPolicy:
        """The version in force. It is the same for every workspace."""
        ...


class TrialCredits(Protocol):
    async def grant(self, workspace_id: WorkspaceId) -> None:
        """Give a new workspace its trial credits, once, in the running transaction."""
        ...


class SupportDesk(Protocol):
    """People who help (Intercom). Declared for the work that needs it; no adapter exists yet, so
    no use case asks for it.
    """

    async def open_conversation(self, workspace_id: WorkspaceId, user_id: UserId, text: str) -> str:
        """Start a conversation as this user; return the vendor's id. Raise Unavailable."""
        ...
