"""See ReadTimeline."""

from dataclasses import dataclass
from typing import ClassVar

from domain.insights.model import TimelineEntry
from domain.insights.ports import KnownProspects, Names, TimelineStore
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ProspectId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """`actor` is a name, or `leo`, `prospect`, `system`, or `member` when nobody is named."""

    entry: TimelineEntry
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTimeline:
    """What happened to one prospect, newest first, with who did it."""

    purpose: ClassVar[Purpose] = Purpose.RESULTS
    timeline: TimelineStore
    prospects: KnownProspects
    names: Names

    async def __call__(
        self, actor: Actor, prospect_id: ProspectId, ask: PageAsk
    ) -> Page[ShownEntry]:
        """Raise NotFound for a person this workspace does not know."""
        actor.require(Permission.PROSPECTS_READ)
        await self.prospects.require(actor.workspace_id, prospect_id)
        page = await self.timeline.page(actor.workspace_id, prospect_id, ask)
        names = await self.names.of_users({entry.actor for entry in page.items})
        return Page(
            items=[
                ShownEntry(entry=entry, actor=names.get(entry.actor, entry.actor))
                for entry in page.items
            ],
            next=page.next,
        )
