"""Storage ports of consent, in memory."""

from collections.abc import Sequence

from adapters.memory.rows import MemoryStore
from domain.consent.model import IdentityKind, NoticeDelivery, Suppression
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk


class MemorySuppressions:
    """SuppressionList. Entries are frozen, so they need no copies."""

    def __init__(self, store: MemoryStore) -> None:
        self._rows = store.table("suppressions")
        self._holds = store.table("suppression_holds")

    async def hold(self, entries: Sequence[Suppression]) -> None:
        for entry in entries:
            self._holds.setdefault(entry.id, entry)

    async def lift(
        self, workspace_id: WorkspaceId, digests: Sequence[tuple[IdentityKind, str]]
    ) -> None:
        wanted = set(digests)
        for key, entry in list(self._holds.items()):
            if entry.workspace_id == workspace_id and (entry.kind, entry.digest) in wanted:
                del self._holds[key]

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
            for entry in (*self._rows.values(), *self._holds.values())
            if entry.workspace_id == workspace_id and (entry.kind, entry.digest) in wanted
        ]

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Suppression]:
        mine = sorted(key for key, one in self._rows.items() if one.workspace_id == workspace_id)
        after = [key for key in mine if not ask.after or key > ask.after]
        kept = after[: ask.limit]
        return Page(
            items=[self._rows[key] for key in kept],
            next=kept[-1] if len(after) > ask.limit else None,
        )

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
