"""See MarkOptedOut."""

from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.ports import ProspectRepository
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkOptedOut:
    """Show on the card what the suppression list decided; final (obligation 60)."""

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    prospects: ProspectRepository
    transaction: Transaction
    clock: Clock

    async def __call__(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """A second call changes nothing."""

        async def work() -> None:
            prospect = await self.prospects.get(workspace_id, prospect_id)
            if prospect.mark_opted_out(at=self.clock.now()):
                await self.prospects.save([prospect])

        await self.transaction.run(work)
