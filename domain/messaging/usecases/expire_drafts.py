"""See ExpireDrafts."""

from dataclasses import dataclass
from typing import ClassVar

from domain.messaging.model.draft import Draft
from domain.messaging.ports import CreditGate, DraftQueue, Drafts
from domain.messaging.usecases.generate_draft import reservation_of
from domain.shared.clock import Clock
from domain.shared.ids import DraftId, ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireDrafts:
    """Close drafts that nobody should approve any more; a decided one stays as it is."""

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    drafts: Drafts
    queue: DraftQueue
    credit_gate: CreditGate
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def for_prospect(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, reason: str
    ) -> int:
        """All open drafts for one person: they answered, objected or left the campaign."""
        found = await self.drafts.open_of(workspace_id, prospect_id)
        return sum([await self._expire(draft.workspace_id, draft.id, reason) for draft in found])

    async def by_age(self) -> int:
        """Drafts that waited seven days for a decision, in all workspaces."""
        found = await self.queue.overdue(self.clock.now(), _BATCH)
        return sum([await self._expire(draft.workspace_id, draft.id, "age") for draft in found])

    async def _expire(self, workspace_id: WorkspaceId, draft_id: DraftId, reason: str) -> bool:
        async def work() -> bool:
            draft: Draft = await self.drafts.get(workspace_id, draft_id)
            was_unwritten = not draft.versions
            if not draft.expire(reason, at=self.clock.now()):
                return False
            await self.drafts.save(draft)
            if was_unwritten:
                await self.credit_gate.settle(workspace_id, reservation_of(draft_id), 0)
            await self.outbox.append(draft.take_events())
            return True

        return await self.transaction.run(work)
