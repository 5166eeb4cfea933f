"""See AdvanceProspect."""

from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import StageWentBackwards
from domain.prospects.model.stage import Stage
from domain.prospects.ports import ProspectRepository
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceProspect:
    """LEO's own move, forward only; a person already further along stays there (SRC-8)."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    prospects: ProspectRepository
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, stage: Stage
    ) -> None:
        """Note the activity in any case. A second call changes nothing more."""
        now = self.clock.now()

        async def work() -> None:
            prospect = await self.prospects.get(workspace_id, prospect_id)
            try:
                prospect.advance(stage, at=now)
            except StageWentBackwards:
                prospect.last_activity_at = now
            await self.prospects.save([prospect])
            await self.outbox.append(prospect.take_events())

        await self.transaction.run(work)
