"""Who uses the product, in which workspace, under which accepted text."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.accounts.errors import UnknownLocale
from domain.accounts.events import MemberJoined, PolicyAccepted, WorkspaceOpened
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
class User:
    """One natural person, possibly in several workspaces (obligation 7). The password is a hash."""

    id: UserId
    email: EmailAddress
    first_name: str
    last_name: str
    locale: Locale
    password_hash: str = field(repr=False)
    created_at: datetime
    version: int = 0


@dataclass(slots=True, kw_only=True)
class Workspace:
    """The space of one professional client (obligation 6), who declared to be one (obligation 4).

    `to_review` marks a sign-up from a mailbox of the general public.
    """

    id: WorkspaceId
    name: str
    country: str
    opened_by: UserId
    opened_at: datetime
    professional_declared_at: datetime
    to_review: bool = False
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPolicy:
    """The text that is in force, as accounts needs to know it."""

    version: str
    sha256: str


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
