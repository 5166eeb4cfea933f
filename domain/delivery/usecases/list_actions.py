"""See ListActions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.model.action import Action
from domain.delivery.ports import ActionFilter, Actions, Names
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ProspectId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ListActions:
    """The workspace's messages, newest first, each with the reasons it waits or its receipt."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    names: Names

    async def __call__(
        self, actor: Actor, wanted: ActionFilter, ask: PageAsk
    ) -> tuple[Page[Action], Mapping[ProspectId, str]]:
        """With the names of whom they go to, as far as those are still on file."""
        actor.require(Permission.CAMPAIGNS_READ)
        page = await self.actions.page(actor.workspace_id, wanted, ask)
        people = sorted({action.prospect_id for action in page.items})
        return page, await self.names.of(actor.workspace_id, people)
