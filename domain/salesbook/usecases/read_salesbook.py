from dataclasses import dataclass
from typing import ClassVar

from domain.salesbook.model.salesbook import Salesbook
from domain.salesbook.ports import Salesbooks
from domain.shared.actor import Actor, Permission
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSalesbook:
    """The whole Salesbook of the actor's workspace."""

    purpose: ClassVar[Purpose] = Purpose.SALESBOOK
    salesbooks: Salesbooks

    async def __call__(self, actor: Actor) -> Salesbook:
        actor.require(Permission.SALESBOOK_READ)
        return await self.salesbooks.get(actor.workspace_id)
