"""See ReadProspect."""

from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.model.prospect import Prospect
from domain.prospects.ports import ProspectRepository
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ProspectId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadProspect:
    """The whole card of one person."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository

    async def __call__(self, actor: Actor, prospect_id: ProspectId) -> Prospect:
        """Raise ProspectNotFound."""
        actor.require(Permission.PROSPECTS_READ)
        return await self.prospects.get(actor.workspace_id, prospect_id)
