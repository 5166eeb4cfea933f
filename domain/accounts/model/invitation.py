"""Being asked into a workspace."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from domain.accounts.errors import LinkExpired
from domain.accounts.events import InvitationRevoked, MemberInvited
from domain.shared.actor import Role
from domain.shared.email_address import EmailAddress
from domain.shared.events import Event
from domain.shared.ids import UserId, WorkspaceId


@dataclass(slots=True, kw_only=True)
class Invitation:
    """Bound to one address, one workspace and one role; seven days, once, revocable.

    Sending it again gives a new link and ends the one before.
    """

    LIFE: ClassVar[timedelta] = timedelta(days=7)
    PER_DAY: ClassVar[int] = 20

    id: str
    workspace_id: WorkspaceId
    email: EmailAddress
    role: Role
    invited_by: UserId
    token_digest: str = field(repr=False)
    created_at: datetime
    ends_at: datetime
    accepted_at: datetime | None = None
    revoked_at: datetime | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def send(
        cls,
        invitation_id: str,
        workspace_id: WorkspaceId,
        email: EmailAddress,
        role: Role,
        *,
        by: UserId,
        token_digest: str,
        at: datetime,
    ) -> "Invitation":
        made = cls(
            id=invitation_id,
            workspace_id=workspace_id,
            email=email,
            role=role,
            invited_by=by,
            token_digest=token_digest,
            created_at=at,
            ends_at=at + cls.LIFE,
        )
        made.events.append(
            MemberInvited(
                at=at, workspace_id=workspace_id, invitation_id=invitation_id, role=role.value
            )
        )
        return made

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and self.revoked_at is None and at < self.ends_at

    def send_again(self, token_digest: str, *, at: datetime) -> None:
        """Raise LinkExpired once it was accepted or revoked; a late one lives again."""
        if self.accepted_at is not None or self.revoked_at is not None:
            raise LinkExpired
        self.token_digest = token_digest
        self.ends_at = at + self.LIFE

    def accept(self, *, at: datetime) -> None:
        if not self.is_open(at):
            raise LinkExpired
        self.accepted_at = at

    def revoke(self, *, at: datetime) -> None:
        """A second time changes nothing; raise LinkExpired once it was accepted."""
        if self.accepted_at is not None:
            raise LinkExpired
        if self.revoked_at is None:
            self.revoked_at = at
            self.events.append(
                InvitationRevoked(at=at, workspace_id=self.workspace_id, invitation_id=self.id)
            )
