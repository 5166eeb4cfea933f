"""The audit log of a workspace: each entry carries the hash of the one before (security.md 3.9)."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from domain.audit.errors import ChainBroken
from domain.shared.events import Event, Scalar, StoredEvent
from domain.shared.ids import EventId, UserId, WorkspaceId

START = "0" * 64

# Facts that somebody answers for. They hold ids, codes and instants, so erasing a person leaves
# the chain whole.
AUDITED = frozenset(
    {
        "WorkspaceOpened",
        "WorkspaceClosureAsked",
        "WorkspaceClosureWithdrawn",
        "WorkspaceSuspended",
        "WorkspaceReadmitted",
        "AbuseReported",
        "MemberInvited",
        "InvitationRevoked",
        "MemberJoined",
        "MemberRemoved",
        "RoleChanged",
        "PolicyAccepted",
        "SignedInAgain",
        "SecondFactorSet",
        "PasswordChanged",
        "SalesbookRevised",
        "ImportUndone",
        "ProspectsMerged",
        "OpinionsSwitched",
        "TextCleared",
        "TextClearanceWithdrawn",
        "DoubtLifted",
        "CampaignLaunched",
        "InstructionQuestioned",
        "CampaignPaused",
        "CampaignResumed",
        "MandateSigned",
        "MandateEnded",
        "LevelChanged",
        "DraftApproved",
        "DraftDismissed",
        "DraftSkipped",
        "SenderConnected",
        "SenderDisconnected",
        "StopTurned",
        "LimitsChanged",
        "SpendingRulesChanged",
        "SubscriptionChanged",
        "CreditsPurchased",
        "ObjectionRecorded",
        "RightsRequestReceived",
        "RightsRequestMoved",
        "PersonErased",
        "KeyCreated",
        "KeyRevoked",
        "HookAdded",
        "HookRemoved",
        "HookRenewed",
        "HookEnabled",
        "HookDisabled",
        "IncidentNoticeSent",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who did what, when, to which things. Never changed, never removed."""

    id: str
    workspace_id: WorkspaceId
    seq: int
    at: datetime
    actor_id: UserId
    action: str
    data: dict[str, Scalar]
    refs: list[str]
    previous_hash: str
    hash: str

    def expected_hash(self) -> str:
        """SHA-256 of everything else in the entry, in one canonical form."""
        told = {
            "workspace_id": self.workspace_id,
            "seq": self.seq,
            "at": self.at.isoformat(timespec="milliseconds"),
            "actor_id": self.actor_id,
            "action": self.action,
            "data": self.data,
            "previous_hash": self.previous_hash,
        }
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What is looked for; an empty text lets everything pass. `ref` is a thing that is named."""

    ref: str = ""
    action: str = ""
    actor_id: str = ""


@dataclass(slots=True, kw_only=True)
class ChainHead:
    """The last number and hash of a workspace's log."""

    id: WorkspaceId
    seq: int = 0
    hash: str = field(default=START)

    def next_entry(self, event: Event, actor_id: UserId) -> AuditEntry:
        """The entry of an event; the head moves on to it."""
        stored = StoredEvent.of(event, EventId(""))
        fields = {
            "id": f"{self.id}:{self.seq + 1:012d}",
            "workspace_id": event.workspace_id,
            "seq": self.seq + 1,
            "at": event.at,
            "actor_id": actor_id,
            "action": event.name,
            "data": stored.data,
            "refs": sorted({str(one) for name, one in stored.data.items() if _is_ref(name, one)}),
            "previous_hash": self.hash,
        }
        draft = AuditEntry(**fields, hash="")  # type: ignore[arg-type]
        entry = AuditEntry(**fields, hash=draft.expected_hash())  # type: ignore[arg-type]
        self.seq, self.hash = entry.seq, entry.hash
        return entry


def _is_ref(name: str, value: Scalar) -> bool:
    return name.endswith("_id") and isinstance(value, str) and bool(value)


@dataclass(slots=True)
class ChainCheck:
    """Walks a log from its start, entry by entry."""

    seq: int = 0
    hash: str = START

    def walk(self, entries: Iterable[AuditEntry]) -> None:
        """Raise ChainBroken, naming the first number that is missing, doubled or changed."""
        for entry in entries:
            fits = entry.seq == self.seq + 1 and entry.previous_hash == self.hash
            if not fits or entry.hash != entry.expected_hash():
                raise ChainBroken(str(self.seq + 1))
            self.seq, self.hash = entry.seq, entry.hash

    def end(self, head: ChainHead) -> None:
        """Raise ChainBroken when the tail is missing."""
        if (self.seq, self.hash) != (head.seq, head.hash):
            raise ChainBroken(str(self.seq + 1))
