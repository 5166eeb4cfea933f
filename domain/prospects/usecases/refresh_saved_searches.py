"""See RefreshSavedSearches."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.prospects.errors import (
    FinderBusy,
    SearchBudgetSpent,
    SearchPushedBack,
)
from domain.prospects.events import SavedSearchRan
from domain.prospects.model.people_search import PAGE, FoundPerson, PeopleSearch, SavedSearch
from domain.prospects.ports import HeldSpaces, PeopleSearches, SavedSearches
from domain.prospects.usecases.search_desk import SearchDesk
from domain.shared.clock import Clock
from domain.shared.errors import DomainError, StaleWrite
from domain.shared.ids import NewId, PeopleSearchId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_AT_ONCE = 20
_LATER = timedelta(minutes=30)
_MOST_PAGES = 8
_HELD = "workspace-held"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshSavedSearches:
    """Run the saved searches whose time has come, within the results their accounts have left.

    A spent day or a pause of LinkedIn moves a search on; what only its owner can clear makes it
    stand still with the reason. A search that another worker has just run is left alone, and none
    runs while its workspace is closing or suspended (obligation 74).
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    saved: SavedSearches
    searches: PeopleSearches
    held: HeldSpaces
    desk: SearchDesk
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId

    async def __call__(self) -> int:
        """How many ran."""
        ran = 0
        for one in await self.saved.due(self.clock.now(), _AT_ONCE):
            try:
                ran += await self._claim_and_run(one)
            except StaleWrite:
                continue
        return ran

    async def _claim_and_run(self, one: SavedSearch) -> bool:
        """The next time is written first: a crash skips a run and never doubles one."""
        one.next_at = self.clock.now() + one.every.span
        if await self.held.is_held(one.workspace_id):
            one.waits(_HELD, until=one.next_at)
            await self.saved.save(one)
            return False
        await self.saved.save(one)
        try:
            search = await self._run(one)
        except (SearchBudgetSpent, SearchPushedBack) as wait:
            one.waits(wait.code, until=self.clock.now() + wait.retry_after)
        except FinderBusy as busy:
            one.waits(busy.code, until=self.clock.now() + _LATER)
        except DomainError as fault:
            one.stands_still(fault.code)
        else:
            await self._keep(one, search)
            return True
        await self.saved.save(one)
        return False

    async def _run(self, one: SavedSearch) -> PeopleSearch:
        account = await self.desk.account(one.workspace_id, one.owner_id, one.sender_id)
        fresh: list[FoundPerson] = []
        cursor, total = "", 0
        for _ in range(_MOST_PAGES):
            wanted = min(PAGE, one.per_run)
            page = await self.desk.look(
                one.workspace_id, account, one.query, cursor=cursor, wanted=wanted
            )
            fresh += [person for person in page.people if one.is_new(person)]
            cursor, total = page.cursor, page.total
            if not cursor or len(fresh) >= one.per_run:
                break
        search = PeopleSearch(
            id=PeopleSearchId(self.new_id()),
            workspace_id=one.workspace_id,
            owner_id=one.owner_id,
            sender_id=one.sender_id,
            query=one.query,
            asked_at=self.clock.now(),
            made_at=self.wall.now(),
            saved_id=one.id,
        )
        found = await self.desk.candidates(one.workspace_id, one.query, fresh, first=1)
        search.take_in(found, total=total, cursor="")
        return search

    async def _keep(self, one: SavedSearch, search: PeopleSearch) -> None:
        shown = [each.person.member_id for each in search.candidates if each.person is not None]

        async def work() -> None:
            if search.candidates:
                await self.searches.add(search)
            one.ran(search.id if search.candidates else None, shown, at=self.clock.now())
            await self.saved.save(one)
            await self.outbox.append(
                [
                    SavedSearchRan(
                        at=self.clock.now(),
                        workspace_id=one.workspace_id,
                        saved_search_id=one.id,
                        shown=len(shown),
                    )
                ]
            )

        await self.transaction.run(work)
