"""See FindDuplicates."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from domain.prospects.model.prospect import Prospect
from domain.prospects.model.text import fold
from domain.prospects.ports import ProspectReader, ProspectRepository, ProspectRow, Search, Sort
from domain.prospects.usecases.merge_prospects import MOST_NAMESAKES, firms_of
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose

_AT_A_TIME = 200
_MOST_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FindDuplicates:
    """People of the workspace who share a name and a company or domain, name by name: suggestions,
    nothing more (SRC-8, Q9).
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository
    reader: ProspectReader

    async def __call__(self, actor: Actor, after: str | None) -> Page[Sequence[Prospect]]:
        """Each group once, in the order of names. A page may be empty and still have a next one:
        two thousand people are looked at in one go, or until somebody is found.

        Raise CursorNotKnown for a cursor that no page gave.
        """
        actor.require(Permission.PROSPECTS_READ)
        found: list[Sequence[Prospect]] = []
        for _ in range(_MOST_LOOKED_AT // _AT_A_TIME):
            page = await self.reader.search(
                actor.workspace_id, Search(sort=Sort.NAME), PageAsk(limit=_AT_A_TIME, after=after)
            )
            found += await self._among(actor.workspace_id, page.items)
            after = page.next
            if found or after is None:
                break
        return Page(items=found, next=after)

    async def _among(
        self, workspace_id: WorkspaceId, rows: Sequence[ProspectRow]
    ) -> list[Sequence[Prospect]]:
        groups = [[*group] for name, group in groupby(rows, key=_name) if name]
        found = []
        for place, group in enumerate(groups):
            ids = [one.id for one in group]
            if place in {0, len(groups) - 1}:
                # A name may go on over the edge of a page: it belongs to the page it begins on.
                ids = await self._whole(workspace_id, ids[0])
                if ids[0] != group[0].id:
                    continue
            if len(ids) > 1:
                people = await self.prospects.many(workspace_id, ids)
                found += _same_firm(people)
        return found

    async def _whole(self, workspace_id: WorkspaceId, first: ProspectId) -> list[ProspectId]:
        (one,) = await self.prospects.many(workspace_id, [first]) or (None,)
        if one is None:
            return [first]
        return list(await self.reader.namesakes(workspace_id, one, MOST_NAMESAKES)) or [first]


def _name(row: ProspectRow) -> str:
    return fold(f"{row.last_name} {row.first_name}")


def _same_firm(people: Sequence[Prospect]) -> list[Sequence[Prospect]]:
    """The people parted into groups that have a firm in common, of two or more."""
    groups: list[tuple[set[str], list[Prospect]]] = []
    for one in people:
        firms, together = firms_of(one), [one]
        apart = []
        for known, others in groups:
            if known & firms:
                firms, together = firms | known, [*others, *together]
            else:
                apart.append((known, others))
        groups = [*apart, (firms, together)]
    return [sorted(group, key=lambda one: one.id) for _, group in groups if len(group) > 1]
