"""What another program signs in with (INT-1)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import ClassVar

from domain.integrations.errors import AddressNotAllowed, KeyExpired, KeyRefused, UnknownKey
from domain.integrations.events import KeyCreated, KeyEnding, KeyRevoked
from domain.shared.actor import WHILE_SUSPENDED, Actor, Permission, Role
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import ApiKeyId, UserId, WorkspaceId

# What a program may be given. Nothing here approves a message, signs, lifts a stop, raises a
# limit, removes a suppression or hands out further keys (INT-1).
SCOPES = (
    Permission.SALESBOOK_READ,
    Permission.PROSPECTS_READ,
    Permission.PROSPECTS_WRITE,
    Permission.CAMPAIGNS_READ,
    Permission.DRAFTS_READ,
    Permission.INBOX_READ,
    Permission.SUPPRESSION_ADD,
    Permission.ENRICHMENT_RUN,
    Permission.RESULTS_READ,
    Permission.CREDITS_READ,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyForm:
    """What a person asks a key to be: text as it was typed."""

    name: str
    scopes: tuple[str, ...]
    networks: tuple[str, ...] = ()
    days: int = 180


@dataclass(slots=True, kw_only=True)
class ApiKey:
    """Works until it is revoked or its time is over, by real time, from the networks it names (from
    anywhere without any). The key itself is known to its holder alone; here is its digest, and the
    first characters for people to tell keys apart.
    """

    MAX_DAYS: ClassVar[int] = 365
    PER_WORKSPACE: ClassVar[int] = 20
    MAX_NETWORKS: ClassVar[int] = 20
    TOUCH_AFTER: ClassVar[timedelta] = timedelta(minutes=1)

    id: ApiKeyId
    workspace_id: WorkspaceId
    name: str
    hint: str
    digest: str = field(repr=False)
    scopes: list[Permission]
    networks: list[str]
    created_by: UserId
    created_at: datetime
    ends_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None
    is_held: bool = False
    warned_at: datetime | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def issue(
        cls, key_id: ApiKeyId, form: KeyForm, by: Actor, *, hint: str, digest: str, at: datetime
    ) -> "ApiKey":
        """Raise KeyRefused, naming every field that is wrong; nobody gives a scope they lack."""
        faults = list(_faults(form, by))
        if faults:
            raise KeyRefused(faults=faults)
        key = cls(
            id=key_id,
            workspace_id=by.workspace_id,
            name=form.name.strip(),
            hint=hint,
            digest=digest,
            scopes=[scope for scope in SCOPES if scope.value in form.scopes],
            networks=sorted({str(ip_network(one.strip())) for one in form.networks}),
            created_by=by.user_id,
            created_at=at,
            ends_at=at + timedelta(days=form.days),
        )
        key.events.append(KeyCreated(at=at, workspace_id=by.workspace_id, key_id=key_id))
        return key

    def check(self, address: str, *, at: datetime) -> None:
        """Raise UnknownKey once revoked, KeyExpired with the instant, AddressNotAllowed."""
        if self.revoked_at is not None:
            raise UnknownKey
        if at >= self.ends_at:
            ended = self.ends_at.isoformat(timespec="seconds").replace("+00:00", "Z")
            raise KeyExpired(faults=[FieldFault("", "key-expired", ended)])
        if self.networks and not self._covers(address):
            raise AddressNotAllowed

    def _covers(self, address: str) -> bool:
        try:
            caller = ip_address(address)
        except ValueError:
            return False
        return any(caller in ip_network(one) for one in self.networks)

    def wants_touch(self, at: datetime) -> bool:
        """A use is noted once a minute, not once a request."""
        return self.used_at is None or at >= self.used_at + self.TOUCH_AFTER

    def revoke(self, *, at: datetime) -> None:
        """A second time changes nothing."""
        if self.revoked_at is None:
            self.revoked_at = at
            self.events.append(KeyRevoked(at=at, workspace_id=self.workspace_id, key_id=self.id))

    def warn(self, *, at: datetime) -> None:
        """Say once that it ends soon."""
        if self.warned_at is None:
            self.warned_at = at
            self.events.append(
                KeyEnding(
                    at=at,
                    workspace_id=self.workspace_id,
                    key_id=self.id,
                    hint=self.hint,
                    day=self.ends_at.date().isoformat(),
                )
            )

    def actor(self) -> Actor:
        """Acts as itself, as no person: what it does is told of the key. It only reads while its
        workspace is closing or suspended.
        """
        scopes = frozenset(self.scopes)
        return Actor(
            user_id=UserId(f"key:{self.id}"),
            workspace_id=self.workspace_id,
            role=Role.VIEWER,
            permissions=scopes & WHILE_SUSPENDED if self.is_held else scopes,
            key_id=self.id,
        )


def _faults(form: KeyForm, by: Actor) -> list[FieldFault]:
    faults = []
    if not form.name.strip():
        faults.append(FieldFault("/name", "missing"))
    known = {scope.value for scope in SCOPES if scope in by.permissions}
    if not form.scopes:
        faults.append(FieldFault("/scopes", "missing"))
    faults += [
        FieldFault(f"/scopes/{place}", "scope-unknown")
        for place, scope in enumerate(form.scopes)
        if scope not in known
    ]
    if len(form.networks) > ApiKey.MAX_NETWORKS:
        faults.append(FieldFault("/networks", "too-many"))
    faults += [
        FieldFault(f"/networks/{place}", "network-invalid")
        for place, network in enumerate(form.networks)
        if not _is_network(network.strip())
    ]
    if not 1 <= form.days <= ApiKey.MAX_DAYS:
        faults.append(FieldFault("/days", "key-life-invalid"))
    return faults


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True
