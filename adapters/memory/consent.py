"""Storage ports of consent, in memory."""

from collections.abc import Sequence

from adapters.memory.rows import MemoryStore
from domain.consent.model import IdentityKind, NoticeDelivery, Suppression
from domain.shared.ids import ProspectId, WorkspaceId


class MemorySuppressions:
    """SuppressionList. Entries are frozen, so they need no copies."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.table("suppressions")

    async def add(self, entries: Sequence[Suppression]) -> int:
        before = len(self._rows)
        for entry in entries:
            self._rows.setdefault(entry.id, entry)
        return len(self._rows) - before

    async def of(
        self, workspace_id: WorkspaceId, digests: Sequence[tuple[IdentityKind, str]]
    ) -> Sequence[Suppression]:
        wanted = set(digests)
        return [
            entry
            for entry in self._rows.values()
            if entry.workspace_id == workspace_id and (entry.kind, entry.digest) in wanted
        ]

    async def count(self, workspace_id: WorkspaceId) -> int:
        return sum(entry.workspace_id == workspace_id for entry in self._rows.values())


class MemoryNoticeLog:
    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.table("notice_deliveries")

    async def add(self, delivery: NoticeDelivery) -> bool:
        if delivery.id in self._rows:
            return False
        self._rows[delivery.id] = delivery
        return True

    async def of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[NoticeDelivery]:
        mine = [
            one
            for one in self._rows.values()
            if (one.workspace_id, one.prospect_id) == (workspace_id, prospect_id)
        ]
        return sorted(mine, key=lambda one: one.sent_at)
