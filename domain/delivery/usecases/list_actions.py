"""See ListActions."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.model.action import Action
from domain.delivery.ports import ActionFilter, Actions
from domain.shared.actor import Actor, Permission
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ListActions:
    """The workspace's messages, newest first, each with the reasons it waits or its receipt."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions

    async def __call__(self, actor: Actor, wanted: ActionFilter, ask: PageAsk) -> Page[Action]:
        actor.require(Permission.CAMPAIGNS_READ)
        return await self.actions.page(actor.workspace_id, wanted, ask)
