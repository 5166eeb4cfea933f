from dataclasses import dataclass
from typing import ClassVar

from domain.salesbook.ports import Audience, AudienceCount, Salesbooks
from domain.shared.actor import Actor, Permission
from domain.shared.ids import PersonaId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPersona:
    """How many of the workspace's prospects the persona keeps, doubts and dismisses (SB-2)."""

    purpose: ClassVar[Purpose] = Purpose.SALESBOOK
    salesbooks: Salesbooks
    audience: AudienceCount

    async def __call__(self, actor: Actor, persona_id: PersonaId) -> Audience:
        actor.require(Permission.SALESBOOK_READ)
        salesbook = await self.salesbooks.get(actor.workspace_id)
        return await self.audience.count(actor.workspace_id, salesbook.persona(persona_id))
