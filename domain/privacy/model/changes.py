"""A change that was announced to one workspace, with the proof that it was."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.privacy.errors import ObjectionTooLate
from domain.shared.ids import UserId, WorkspaceId


class Subject(StrEnum):
    POLICY = "policy"
    TERMS = "terms"
    PROVIDERS = "providers"


class AcceptanceMode(StrEnum):
    """EXPLICIT: nobody works on before a click. CONTINUED_USE: going on after the notice counts,
    subject to mandatory law (obligation 151).
    """

    EXPLICIT = "explicit"
    CONTINUED_USE = "continued_use"


class Channel(StrEnum):
    EMAIL = "email"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Proof for one member: the mail was handed over, or the banner was on their screen."""

    channel: Channel
    user_id: UserId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is published to change, the same for everybody."""

    subject: Subject
    ref: str
    title: str
    reason: str
    summary: str
    summary_en: str
    effective_on: date
    mode: AcceptanceMode


@dataclass(slots=True, kw_only=True)
class ChangeNotice:
    """`id` names workspace, subject and version, so a change is announced once. Wall time."""

    id: str
    workspace_id: WorkspaceId
    change: Change
    announced_at: datetime
    deliveries: list[Delivery] = field(default_factory=list)
    objection: str = ""
    objected_by: str = ""
    objected_at: datetime | None = None
    version: int = 0

    @classmethod
    def of(cls, workspace_id: WorkspaceId, change: Change, *, at: datetime) -> "ChangeNotice":
        return cls(
            id=f"{workspace_id}:{change.subject.value}:{change.ref}",
            workspace_id=workspace_id,
            change=change,
            announced_at=at,
        )

    def is_upcoming(self, today: date) -> bool:
        return today < self.change.effective_on

    def delivered(self, channel: Channel, user_id: UserId, *, at: datetime) -> bool:
        """False when that was on record."""
        if any(one.channel is channel and one.user_id == user_id for one in self.deliveries):
            return False
        self.deliveries.append(Delivery(channel=channel, user_id=user_id, at=at))
        return True

    def object(self, reason: str, by: UserId, *, at: datetime) -> None:
        """Within the window only (obligation 107). Raise ObjectionTooLate."""
        if not self.is_upcoming(at.date()):
            raise ObjectionTooLate
        self.objection, self.objected_by, self.objected_at = reason, by, at
