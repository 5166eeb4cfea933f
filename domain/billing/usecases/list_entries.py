from dataclasses import dataclass
from typing import ClassVar

from domain.billing.model.ledger import Entry
from domain.billing.ports import Entries
from domain.shared.actor import Actor, Permission
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntries:
    """The ledger of the workspace, newest first (BIL-4)."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    entries: Entries

    async def __call__(self, actor: Actor, ask: PageAsk) -> Page[Entry]:
        actor.require(Permission.CREDITS_READ)
        return await self.entries.page(actor.workspace_id, ask)
