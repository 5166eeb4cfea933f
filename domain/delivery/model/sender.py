"""Sending identities of a workspace: mailboxes and LinkedIn accounts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from domain.delivery.errors import LinkNotOpen, RiskNotSignable, WrongAccountKind
from domain.delivery.events import SenderAnnounced, SenderConnected, SenderDisconnected
from domain.delivery.model.limits import (
    Allowance,
    LimitChange,
    Touch,
    check_limits,
    invitation_allowance,
    mail_allowance,
    names_of,
)
from domain.delivery.model.window import (
    DEFAULT_COUNTRY,
    DEFAULT_ZONE,
    LINKEDIN_HOURS,
    MAIL_HOURS,
    OpenHours,
    SendWindow,
)
from domain.shared.events import Event
from domain.shared.ids import SenderId, UserId, WorkspaceId


class SenderKind(StrEnum):
    MAILBOX = "mailbox"
    LINKEDIN = "linkedin"

    @property
    def touch(self) -> Touch:
        return Touch.MAIL if self is SenderKind.MAILBOX else Touch.INVITATION

    @property
    def hours(self) -> OpenHours:
        return MAIL_HOURS if self is SenderKind.MAILBOX else LINKEDIN_HOURS


class SenderState(StrEnum):
    """PENDING until the vendor's account was read; REMOVED for good."""

    PENDING = "pending"
    CONNECTED = "connected"
    DEGRADED = "degraded"
    DISCONNECTED = "disconnected"
    REMOVED = "removed"


class Health(StrEnum):
    """The vendor's word on an account (vendors/unipile.md 4): its sources, summed up."""

    OK = "ok"
    CONNECTING = "connecting"
    BROKEN = "broken"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account as the vendor shows it."""

    ref: str
    kind: SenderKind
    address: str
    display_name: str
    is_paid: bool
    health: Health


RISK_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAcceptance:
    """Signed by the owner of a LinkedIn account: LinkedIn's terms forbid automation, the account
    may be restricted, no volume is safe (SND-1). Named, dated, revocable; kept after that too.
    """

    by: UserId
    name: str
    version: int
    at: datetime
    revoked_at: datetime | None = None
    revoked_by: UserId | None = None


@dataclass(slots=True, kw_only=True)
class Sender:
    """One identity that messages leave from. It belongs to one workspace; the account behind it
    is in no other. Nothing leaves unless it is connected.
    """

    id: SenderId
    workspace_id: WorkspaceId
    kind: SenderKind
    owner_id: UserId
    asked_at: datetime
    link_digest: str
    link_open_until: datetime
    """Wall time."""
    state: SenderState = SenderState.PENDING
    account_ref: str = ""
    announced_ref: str = ""
    address: str = ""
    display_name: str = ""
    is_paid: bool = False
    is_warmed: bool = False
    risks: tuple[RiskAcceptance, ...] = ()
    zone: str = DEFAULT_ZONE
    country: str = DEFAULT_COUNTRY
    problem: str = ""
    connected_at: datetime | None = None
    warming_since: datetime | None = None
    """When its ramp-up began anew, after a stop for its health."""
    settings: dict[str, int] = field(default_factory=dict)
    limit_changes: tuple[LimitChange, ...] = ()
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @property
    def is_connected(self) -> bool:
        return self.state is SenderState.CONNECTED

    @property
    def risk(self) -> RiskAcceptance | None:
        """The acceptance in force."""
        last = self.risks[-1] if self.risks else None
        return last if last is not None and last.revoked_at is None else None

    @property
    def is_automated(self) -> bool:
        """A mailbox sends by itself; a LinkedIn account only once its owner accepted the risk."""
        return self.kind is SenderKind.MAILBOX or self.risk is not None

    def accept_risk(self, by: UserId, name: str, version: int, *, at: datetime) -> bool:
        """False when it is accepted already. Raise RiskNotSignable."""
        fits = self.kind is SenderKind.LINKEDIN and self.state is SenderState.CONNECTED
        if not fits or by != self.owner_id or version != RISK_VERSION or not name.strip():
            raise RiskNotSignable
        if self.risk is not None:
            return False
        signed = RiskAcceptance(by=by, name=name.strip(), version=version, at=at)
        self.risks = (*self.risks, signed)
        return True

    def revoke_risk(self, by: UserId, *, at: datetime) -> bool:
        """From now on a person acts. False when nothing was in force."""
        if self.risk is None:
            return False
        self.risks = (*self.risks[:-1], replace(self.risk, revoked_at=at, revoked_by=by))
        return True

    def announce(self, account_ref: str, *, wall: datetime, at: datetime) -> None:
        """The vendor's callback named an account. Raise LinkNotOpen when nobody waits for one."""
        if self.state is not SenderState.PENDING or wall >= self.link_open_until:
            raise LinkNotOpen
        self.announced_ref = account_ref
        self.events.append(
            SenderAnnounced(
                at=at,
                workspace_id=self.workspace_id,
                sender_id=self.id,
                kind=self.kind.value,
            )
        )

    def connect(self, account: Account, *, at: datetime) -> None:
        """Bind the account that was read at the vendor. Raise WrongAccountKind."""
        if account.kind is not self.kind:
            raise WrongAccountKind
        self.account_ref, self.address = account.ref, account.address
        self.display_name, self.is_paid = account.display_name, account.is_paid
        self.connected_at = self.connected_at or at
        self._become_connected(at)

    def reject(self, code: str) -> None:
        """What was linked cannot be used; the link stays open for another try."""
        self.announced_ref, self.problem = "", code

    def is_abandoned(self, wall: datetime) -> bool:
        """A link that nobody followed in time."""
        waits = self.state is SenderState.PENDING and not self.announced_ref
        return waits and wall >= self.link_open_until

    def observe(self, health: Health, *, at: datetime) -> bool:
        """Take in the vendor's word on the account; True when the state changed."""
        before = self.state
        if before in {SenderState.PENDING, SenderState.REMOVED}:
            return False
        if health is Health.OK:
            if before is not SenderState.CONNECTED:
                self._become_connected(at)
        elif health is Health.CONNECTING:
            if before is SenderState.CONNECTED:
                self.state, self.problem = SenderState.DEGRADED, health.value
        elif before is not SenderState.DISCONNECTED:
            self._leave(SenderState.DISCONNECTED, health.value, at)
        return self.state is not before

    def remove(self, *, at: datetime) -> bool:
        """The workspace lets it go; its account may be connected elsewhere. False: it was gone."""
        if self.state is SenderState.REMOVED:
            return False
        self._leave(SenderState.REMOVED, "removed", at)
        self.account_ref, self.announced_ref, self.link_digest = "", "", ""
        return True

    def _become_connected(self, at: datetime) -> None:
        self.state, self.problem = SenderState.CONNECTED, ""
        self.events.append(
            SenderConnected(
                at=at, workspace_id=self.workspace_id, sender_id=self.id, kind=self.kind.value
            )
        )

    def _leave(self, state: SenderState, code: str, at: datetime) -> None:
        self.state, self.problem = state, code
        self.events.append(
            SenderDisconnected(
                at=at,
                workspace_id=self.workspace_id,
                sender_id=self.id,
                kind=self.kind.value,
                code=code,
            )
        )

    def requalify(self, *, at: datetime) -> None:
        """Earn its volume again from the start of the ramp-up (SND-4)."""
        self.warming_since = at

    def set_limits(
        self, values: Mapping[str, int | None], by: UserId, *, reason: str, at: datetime
    ) -> None:
        """Raise LimitOutOfBounds or SafeEdgePassed."""
        allowed = names_of(mail=self.kind is SenderKind.MAILBOX)
        kept = check_limits(values, allowed, reason)
        self.settings = kept
        change = LimitChange(values=kept, by=by, at=at, reason=reason.strip())
        self.limit_changes = (*self.limit_changes, change)

    def allowance(
        self, own_window: SendWindow, rules: Mapping[str, int], *, at: datetime
    ) -> Allowance:
        """The account's limits now: setting, account type and age; the lowest binds. `rules` are
        the workspace's.
        """
        since = self.warming_since or self.connected_at or at
        if self.kind is SenderKind.MAILBOX:
            is_warmed = self.is_warmed and self.warming_since is None
            age = None if is_warmed else own_window.working_days_between(since, at)
            return mail_allowance(self.settings, rules, age_in_working_days=age)
        return invitation_allowance(
            self.settings, rules, paid=self.is_paid, age_in_days=(at - since).days
        )

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken
