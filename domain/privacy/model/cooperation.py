"""Audits a client asks for, requests of authorities, and what keeps data from being deleted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.privacy.errors import HoldNotPossible, ReasonNeeded
from domain.shared.ids import UserId, WorkspaceId


class AuditState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    PARTIALLY_GRANTED = "partially_granted"
    REFUSED = "refused"


@dataclass(slots=True, kw_only=True)
class AuditRequest:
    """Art. 28(3)(h): answered within a month, with a reason for whatever is held back for security
    or secrecy (obligations 135, 136). Wall time.
    """

    DAYS: ClassVar[timedelta] = timedelta(days=30)

    id: str
    workspace_id: WorkspaceId
    wanted: str
    asked_by: UserId
    asked_at: datetime
    state: AuditState = AuditState.ASKED
    reason: str = ""
    answered_at: datetime | None = None
    version: int = 0

    @property
    def due_at(self) -> datetime:
        return self.asked_at + self.DAYS

    def answer(self, state: AuditState, reason: str, *, at: datetime) -> None:
        """Raise ReasonNeeded for less than all without saying why."""
        if state is not AuditState.GRANTED and not reason.strip():
            raise ReasonNeeded
        self.state, self.reason, self.answered_at = state, reason.strip(), at


@dataclass(slots=True, kw_only=True)
class AuthorityRequest:
    """An authority asks the publisher about a workspace: its client is told, unless the law forbids
    it; then the register says why not (obligation 137). Wall time.
    """

    id: str
    workspace_id: WorkspaceId
    authority: str
    wanted: str
    received_at: datetime
    silent_because: str = ""
    informed_at: datetime | None = None
    version: int = 0

    @property
    def is_silent(self) -> bool:
        return bool(self.silent_because)


class HoldKind(StrEnum):
    """LEGAL: a dispute or a duty of law. TECHNICAL: a deletion that cannot be done now."""

    LEGAL = "legal"
    TECHNICAL = "technical"


@dataclass(slots=True, kw_only=True)
class Hold:
    """Nothing of the workspace is purged before `until`. There is no hold without a reason and an
    end; a technical one ends in time for backups to be gone on day 89 (obligations 37, 146, 153).
    """

    LONGEST: ClassVar[timedelta] = timedelta(days=366)
    # 89 days less the 30 of the backups.
    CEILING: ClassVar[timedelta] = timedelta(days=59)

    id: str
    workspace_id: WorkspaceId
    kind: HoldKind
    reason: str
    since: datetime
    until: datetime
    version: int = 0

    def require_bounded(self, closing_since: datetime | None) -> None:
        """Raise HoldNotPossible."""
        last = self.since + self.LONGEST
        if self.kind is HoldKind.TECHNICAL:
            last = (closing_since or self.since) + self.CEILING
        if not self.reason.strip() or not self.since < self.until <= last:
            raise HoldNotPossible

    def is_on(self, at: datetime) -> bool:
        return self.since <= at < self.until
