from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import ClassVar

from domain.billing.model.ledger import Entry
from domain.billing.ports import Entries
from domain.shared.actor import Actor, Permission
from domain.shared.ids import WorkspaceId
from domain.shared.page import PageAsk
from domain.shared.purpose import Purpose

_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportStatement:
    """Every movement of credits, newest first (BIL-4)."""

    purpose: ClassVar[Purpose] = Purpose.BILLING
    entries: Entries

    async def __call__(self, actor: Actor) -> AsyncIterator[Entry]:
        """Refused before the first one is read."""
        actor.require(Permission.CREDITS_READ)
        return self._all(actor.workspace_id)

    async def _all(self, workspace_id: WorkspaceId) -> AsyncIterator[Entry]:
        ask = PageAsk(limit=_AT_ONCE)
        while True:
            page = await self.entries.page(workspace_id, ask)
            for entry in page.items:
                yield entry
            if page.next is None:
                return
            ask = PageAsk(limit=_AT_ONCE, after=page.next)
