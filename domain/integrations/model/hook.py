"""Where a client's own program wants to be told, and what it was told (INT-2)."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from urllib.parse import urlsplit

from domain.integrations.errors import HookRefused
from domain.integrations.events import (
    HookAdded,
    HookDisabled,
    HookEnabled,
    HookRemoved,
    HookRenewed,
)
from domain.shared.errors import FieldFault
from domain.shared.events import Event, Scalar, StoredEvent
from domain.shared.ids import HookId, UserId, WorkspaceId

# Events of the domain → what receivers know them as.
TYPES = {
    "ProspectAdded": "prospect.created",
    "ProspectCorrected": "prospect.updated",
    "StageChanged": "prospect.stage_changed",
    "ObjectionRecorded": "prospect.opted_out",
    "EnrichmentFinished": "enrichment.finished",
    "DraftGenerated": "draft.ready",
    "DraftApproved": "draft.approved",
    "MessageSent": "message.sent",
    "MessageBounced": "message.bounced",
    "SendUnconfirmed": "message.unconfirmed",
    "ConnectionAccepted": "connection.accepted",
    "ReplyReceived": "reply.received",
    "ReplyClassified": "reply.classified",
    "CampaignLaunched": "campaign.launched",
    "CampaignPaused": "campaign.paused",
    "SenderDisconnected": "sender.disconnected",
    "SenderHeld": "sender.paused",
    "SendingStopped": "kill_switch.changed",
    "SendingRestarted": "kill_switch.changed",
    "CreditsLow": "credits.low",
}
PING = "ping"
OFFERED = tuple(dict.fromkeys(TYPES.values()))
# Members stay ours, and a hash says nothing to a receiver.
_KEPT_BACK = frozenset({"user_id", "by", "approved_by", "sha256", "proposal"})


class DisabledBecause(StrEnum):
    GONE = "gone"
    FAILING = "failing"


@dataclass(slots=True, kw_only=True)
class Hook:
    """One endpoint. Its secrets are sealed; the one before signs along for 24 hours."""

    PER_WORKSPACE: ClassVar[int] = 10
    OVERLAP: ClassVar[timedelta] = timedelta(hours=24)
    PATIENCE: ClassVar[timedelta] = timedelta(days=5)

    id: HookId
    workspace_id: WorkspaceId
    url: str
    types: list[str]
    secret: str = field(repr=False)
    created_by: UserId
    created_at: datetime
    old_secret: str = field(default="", repr=False)
    old_until: datetime | None = None
    failing_since: datetime | None = None
    disabled_at: datetime | None = None
    disabled_because: DisabledBecause | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def add(
        cls,
        hook_id: HookId,
        workspace_id: WorkspaceId,
        url: str,
        types: Sequence[str],
        *,
        secret: str,
        by: UserId,
        at: datetime,
    ) -> "Hook":
        """Raise HookRefused for an event nobody offers, or none at all."""
        faults = [
            FieldFault(f"/types/{place}", "event-unknown")
            for place, one in enumerate(types)
            if one not in OFFERED
        ]
        if not types:
            faults.append(FieldFault("/types", "missing"))
        if faults:
            raise HookRefused(faults=faults)
        hook = cls(
            id=hook_id,
            workspace_id=workspace_id,
            url=url,
            types=[one for one in OFFERED if one in types],
            secret=secret,
            created_by=by,
            created_at=at,
        )
        hook.events.append(HookAdded(at=at, workspace_id=workspace_id, hook_id=hook_id))
        return hook

    def wants(self, kind: str) -> bool:
        return self.disabled_at is None and (kind == PING or kind in self.types)

    def renew(self, secret: str, *, at: datetime) -> None:
        """Sign with a fresh secret, and with the one before for a day."""
        self.old_secret, self.old_until = self.secret, at + self.OVERLAP
        self.secret = secret
        self.events.append(HookRenewed(at=at, workspace_id=self.workspace_id, hook_id=self.id))

    def sealed_secrets(self, at: datetime) -> tuple[str, ...]:
        """Those that sign now, the newest first."""
        if self.old_until is not None and at < self.old_until:
            return (self.secret, self.old_secret)
        return (self.secret,)

    def enable(self, *, at: datetime) -> None:
        """Give a disabled one a fresh start; nothing changes on one that is on."""
        if self.disabled_at is not None:
            self.disabled_at = self.disabled_because = self.failing_since = None
            self.events.append(HookEnabled(at=at, workspace_id=self.workspace_id, hook_id=self.id))

    def remove(self, *, at: datetime) -> None:
        self.events.append(HookRemoved(at=at, workspace_id=self.workspace_id, hook_id=self.id))

    def note(self, answer: "Answered", *, at: datetime) -> None:
        """410 ends it at once, five days without one success end it as well."""
        if answer.is_success:
            self.failing_since = None
            return
        if self.failing_since is None:
            self.failing_since = at
        if answer.status == _GONE:
            self._disable(DisabledBecause.GONE, at)
        elif at >= self.failing_since + self.PATIENCE:
            self._disable(DisabledBecause.FAILING, at)

    def _disable(self, because: DisabledBecause, at: datetime) -> None:
        if self.disabled_at is None:
            self.disabled_at, self.disabled_because = at, because
            self.events.append(
                HookDisabled(
                    at=at, workspace_id=self.workspace_id, hook_id=self.id, reason=because.value
                )
            )


_GONE = 410


def address_fault(url: str) -> str:
    """The code of what is wrong with an address as it is written, or ""."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "hook-address-invalid"
    plain = not (parts.username or parts.password or parts.fragment) and port != 0
    if not parts.hostname or not plain:
        return "hook-address-invalid"
    return "" if parts.scheme == "https" else "hook-address-not-https"


def new_secret(token: str) -> str:
    """`whsec_` and 256 bits in base64, made from a URL-safe token."""
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    return "whsec_" + base64.b64encode(raw).decode()


def signature(secrets: Sequence[str], message_id: str, at: datetime, body: str) -> str:
    """`v1,<base64 HMAC-SHA256 of id.timestamp.body>`, one per secret, spaces between."""
    signed = f"{message_id}.{int(at.timestamp())}.{body}".encode()
    return " ".join(_marks(secrets, signed))


def _marks(secrets: Sequence[str], signed: bytes) -> Iterator[str]:
    for secret in secrets:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        mark = hmac.new(key, signed, hashlib.sha256).digest()
        yield "v1," + base64.b64encode(mark).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How a receiver took one delivery: `status` is 0 and `problem` a code when it did not."""

    status: int
    problem: str = ""
    milliseconds: int = 0

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    at: datetime
    answer: Answered


class DeliveryState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True, kw_only=True)
class HookDelivery:
    """One message to one endpoint, the same bytes and id at every try."""

    WAITS: ClassVar[tuple[timedelta, ...]] = (
        timedelta(seconds=5),
        timedelta(minutes=5),
        timedelta(minutes=30),
        *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
    )
    # Longer than any receiver may take: a crashed sender's claim ends by itself.
    CLAIM: ClassVar[timedelta] = timedelta(minutes=2)

    id: str
    workspace_id: WorkspaceId
    hook_id: HookId
    message_id: str
    kind: str
    body: str
    created_at: datetime
    next_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    tried: int = 0
    tries: list[Try] = field(default_factory=list)
    version: int = 0

    @classmethod
    def of(cls, event: StoredEvent, hook: Hook, *, at: datetime) -> "HookDelivery":
        """What happened, thin: ids, numbers and codes."""
        data = {name: one for name, one in event.data.items() if name not in _KEPT_BACK}
        body = _body(TYPES[event.name], event.at, data)
        return cls._made(event.id, TYPES[event.name], body, hook, at=at)

    @classmethod
    def ping(cls, message_id: str, hook: Hook, *, at: datetime) -> "HookDelivery":
        return cls._made(message_id, PING, _body(PING, at, {"hook_id": hook.id}), hook, at=at)

    @classmethod
    def _made(
        cls, message_id: str, kind: str, body: str, hook: Hook, *, at: datetime
    ) -> "HookDelivery":
        return cls(
            id=f"{hook.id}:{message_id}",
            workspace_id=hook.workspace_id,
            hook_id=hook.id,
            message_id=message_id,
            kind=kind,
            body=body,
            created_at=at,
            next_at=at,
        )

    def claim(self, *, at: datetime) -> None:
        self.next_at = at + self.CLAIM

    def note(self, answer: Answered, *, at: datetime) -> None:
        """Done, or due again after the wait of the schedule, or failed at its end."""
        self.tries = [*self.tries, Try(at=at, answer=answer)][-20:]
        if answer.is_success:
            self.state = DeliveryState.DONE
        elif answer.status == _GONE or self.tried >= len(self.WAITS):
            self.state = DeliveryState.FAILED
        else:
            self.next_at = at + self.WAITS[self.tried]
        self.tried += 1

    def give_up(self) -> None:
        """Its endpoint is off: nothing more is tried until somebody replays it."""
        self.state = DeliveryState.FAILED

    def replay(self, *, at: datetime) -> None:
        """Once more, from the start of the schedule, under the same id."""
        self.state, self.tried, self.next_at = DeliveryState.WAITING, 0, at


def _body(kind: str, at: datetime, data: Mapping[str, Scalar]) -> str:
    instant = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    told = {"type": kind, "timestamp": instant, "data": data}
    return json.dumps(told, separators=(",", ":"), ensure_ascii=True)
