"""What accounts needs from the outside.

Users, sessions, tries, tickets and letters have no workspace of their own: they are what leads to
one. Every other port names it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.accounts.model.abuse import AbuseReport
from domain.accounts.model.identity import (
    Locale,
    Membership,
    PolicyAcceptance,
    PublishedPolicy,
    User,
    Workspace,
)
from domain.accounts.model.invitation import Invitation
from domain.accounts.model.letter import Letter, LetterKind
from domain.accounts.model.session import Session
from domain.accounts.model.sign_in_tries import SignInTries
from domain.accounts.model.ticket import Ticket
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
        """Replace the version that was read. Raise StaleWrite if another write came first;
        EmailAlreadyKnown when another user has the new address.
        """
        ...


class Workspaces(Protocol):
    async def get(self, workspace_id: WorkspaceId) -> Workspace:
        """Raise WorkspaceNotFound."""
        ...

    async def add(self, workspace: Workspace) -> None: ...

    async def save(self, workspace: Workspace) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def closing(self, limit: int) -> Sequence[WorkspaceId]:
        """Of all: those whose owner asked to close them, the longest ago first."""
        ...

    async def watched(self, limit: int) -> Sequence[Workspace]:
        """Of all: those that are suspended, then those whose sign-up waits for a look."""
        ...


class AbuseReports(Protocol):
    """Kept for ninety days."""

    async def add(self, report: AbuseReport) -> None: ...

    async def people_since(self, workspace_id: WorkspaceId, at: datetime) -> int:
        """How many different networks complained about the workspace since then."""
        ...

    async def latest(self, limit: int) -> Sequence[AbuseReport]:
        """Of all workspaces and of none, newest first."""
        ...


class ReportedSenders(Protocol):
    async def of_address(self, address: str) -> WorkspaceId | None:
        """Whose sender has this address, in whatever case it is typed."""
        ...


class Memberships(Protocol):
    async def find(self, workspace_id: WorkspaceId, user_id: UserId) -> Membership | None: ...

    async def of_user(self, user_id: UserId) -> Sequence[Membership]:
        """All memberships of one user, in every workspace, oldest first; at most 100."""
        ...

    async def add(self, membership: Membership) -> None:
        """Raise AlreadyAMember for a second membership of one user in one workspace."""
        ...

    async def of_workspace(self, workspace_id: WorkspaceId) -> Sequence[Membership]:
        """All memberships of one workspace, oldest first; at most 1,000."""
        ...

    async def save(self, membership: Membership) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def remove(self, workspace_id: WorkspaceId, membership_id: str) -> None:
        """A second call changes nothing."""
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

    async def of_user(self, user_id: UserId, at: datetime) -> Sequence[Session]:
        """Those alive at that time, last used first; at most 100."""
        ...

    async def revoke_one(self, user_id: UserId, session_id: SessionId, at: datetime) -> bool:
        """End one session of this user; False when the user has none alive with that id."""
        ...

    async def revoke_of_user(
        self,
        user_id: UserId,
        at: datetime,
        *,
        but: SessionId | None = None,
        workspace_id: WorkspaceId | None = None,
    ) -> None:
        """End all sessions of a user, in one workspace or everywhere, except one."""
        ...

    async def renew_person(self, user: User) -> None:
        """Copy name, address and language into every session of the user."""
        ...

    async def renew_role(self, membership: Membership) -> None:
        """Copy the role into every session of the member in that workspace."""
        ...

    async def renew_standing(self, workspace: Workspace) -> None:
        """Copy into every session of the workspace whether it is closing, or suspended and why."""
        ...

    async def note_policy(self, session_id: SessionId, version: str) -> None:
        """Copy into the session what its person accepted."""
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


class Tickets(Protocol):
    """Links that work once, by the digest of their token."""

    async def add(self, ticket: Ticket) -> None: ...

    async def find(self, token_digest: str) -> Ticket | None: ...

    async def spend(self, ticket: Ticket, at: datetime) -> None:
        """Note its use, and end the other tickets of its kind for the same address. Raise
        LinkExpired when it was used since it was read.
        """
        ...


class Invitations(Protocol):
    async def get(self, workspace_id: WorkspaceId, invitation_id: str) -> Invitation:
        """Raise InvitationNotFound, also for one of another workspace."""
        ...

    async def find_by_token(self, token_digest: str) -> Invitation | None:
        """No workspace: the token is what leads to it."""
        ...

    async def open_ones(self, workspace_id: WorkspaceId) -> Sequence[Invitation]:
        """Neither accepted nor revoked, also late ones; newest first; at most 200."""
        ...

    async def count_since(self, workspace_id: WorkspaceId, at: datetime) -> int:
        """How many were made since then."""
        ...

    async def add(self, invitation: Invitation) -> None: ...

    async def save(self, invitation: Invitation) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class Letters(Protocol):
    async def add(self, letter: Letter) -> None: ...

    async def get(self, letter_id: str) -> Letter:
        """Raise LetterNotFound."""
        ...

    async def mark_posted(self, letter_id: str, at: datetime) -> None:
        """Forget the words and the links of a letter that has left."""
        ...


class Postman(Protocol):
    async def post(
        self, kind: LetterKind, to: EmailAddress, locale: Locale, words: Mapping[str, str]
    ) -> None:
        """Write the mail of this kind in this language and hand it to the mail server.

        Raise Unavailable when the server does not take it; a second call sends a second mail.
        """
        ...


class OneTimeCodes(Protocol):
    """Time-based one-time passwords (RFC 6238: 30 s, six digits, SHA-1, as the apps have it)."""

    def new_secret(self) -> str:
        """A fresh secret of 160 bits, base32."""
        ...

    def step_of(self, secret: str, code: str, at: datetime) -> int | None:
        """The time step whose code this is, among the current one and its two neighbours."""
        ...

    def address(self, secret: str, account: str) -> str:
        """The otpauth:// address an authenticator app reads."""
        ...

    def picture(self, address: str) -> str:
        """That address as a QR code, an SVG document."""
        ...

    def new_recovery_code(self) -> str:
        """A code of 112 bits or more, in groups a person can copy."""
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
