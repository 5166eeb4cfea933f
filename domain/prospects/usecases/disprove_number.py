"""See DisproveNumber."""

from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.model.contact_points import PointKind
from domain.prospects.ports import ProspectRepository
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class DisproveNumber:
    """A telephone number was somebody else's: it is marked so and not used again (CALL-1)."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    prospects: ProspectRepository
    transaction: Transaction
    clock: Clock

    async def __call__(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """Raise ProspectNotFound. A person without a number is left as they are."""

        async def work() -> None:
            prospect = await self.prospects.get(workspace_id, prospect_id)
            if prospect.disprove(PointKind.PHONE, at=self.clock.now()):
                await self.prospects.save([prospect])

        await self.transaction.run(work)
