"""What one person's erasure leaves behind: a signed receipt, and nothing of the person."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from domain.shared.ids import WorkspaceId
from domain.shared.tokens import Sealer

# One row of a store as it is kept, for the package of Art. 15.
Held: TypeAlias = Mapping[str, object]
Holdings: TypeAlias = Mapping[str, Sequence[Held]]


class Trigger(StrEnum):
    RIGHT = "right"
    RETENTION = "retention"
    NOT_INFORMED = "not_informed"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreErasure:
    """One collection: rows deleted or emptied, and how many still say something afterwards."""

    name: str
    erased: int
    left: int
    kept_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One person who objected, or was erased at their request, known by a keyed hash alone."""

    workspace_id: WorkspaceId
    digest: str
    channel: str
    is_erasure: bool


class ProviderAnswer(StrEnum):
    """CONFIRMED: deleted there. ASKED: their privacy desk must confirm. NOTHING_KEPT: they hold
    nothing of the person beyond the call, by contract.
    """

    CONFIRMED = "confirmed"
    ASKED = "asked"
    NOTHING_KEPT = "nothing_kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderErasure:
    """Art. 19: a recipient was told, or had nothing to be told about."""

    name: str
    answer: ProviderAnswer
    asked_at: datetime
    confirmed_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class DeletionReceipt:
    """L8. It names the scope by a fresh id, never the person; `sha256` covers every other field
    that a later confirmation does not change, and `signature` covers the hash.
    """

    id: str
    workspace_id: WorkspaceId
    scope: str
    trigger: Trigger
    ordered_by: str
    started_at: datetime
    finished_at: datetime
    stores: tuple[StoreErasure, ...]
    providers: tuple[ProviderErasure, ...]
    backups_expire_at: datetime
    sha256: str = ""
    signature: str = ""
    version: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left where nothing should be."""
        return all(store.left == 0 for store in self.stores if not store.kept_because)

    def sign(self, sealer: Sealer) -> None:
        self.sha256 = self.fingerprint()
        self.signature = sealer.seal("deletion-receipt", self.sha256)

    def fingerprint(self) -> str:
        told = {
            "id": self.id,
            "workspace_id": self.workspace_id,
            "scope": self.scope,
            "trigger": self.trigger.value,
            "ordered_by": self.ordered_by,
            "started_at": self.started_at.isoformat(timespec="milliseconds"),
            "finished_at": self.finished_at.isoformat(timespec="milliseconds"),
            "stores": [
                [store.name, store.erased, store.left, store.kept_because] for store in self.stores
            ],
            "providers": [
                [one.name, one.asked_at.isoformat(timespec="milliseconds")]
                for one in self.providers
            ],
            "backups_expire_at": self.backups_expire_at.isoformat(timespec="milliseconds"),
        }
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
