"""See SearchProspects, CountProspects and ListTags."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.ports import ProspectReader, ProspectRow, Search, Total
from domain.shared.actor import Actor, Permission
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchProspects:
    """One page of the people that match. How many they are is told where the page tells it; the
    list waits for no count, CountProspects makes it.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    reader: ProspectReader

    async def __call__(
        self, actor: Actor, wanted: Search, ask: PageAsk
    ) -> tuple[Page[ProspectRow], Total | None]:
        actor.require(Permission.PROSPECTS_READ)
        page = await self.reader.search(actor.workspace_id, wanted, ask)
        if ask.after is None and page.next is None:
            return page, Total(count=len(page.items), capped=False)
        return page, None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountProspects:
    """How many match, counted up to ten thousand."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    reader: ProspectReader

    async def __call__(self, actor: Actor, wanted: Search) -> Total:
        actor.require(Permission.PROSPECTS_READ)
        return await self.reader.total(actor.workspace_id, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTags:
    """Every tag of the workspace with how many people carry it."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    reader: ProspectReader

    async def __call__(self, actor: Actor) -> Mapping[str, int]:
        actor.require(Permission.PROSPECTS_READ)
        return await self.reader.tags(actor.workspace_id)
