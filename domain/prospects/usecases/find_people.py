"""See FindPeople and ReadPeopleSearch."""

from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import SearchExhausted, SearchNotFound
from domain.prospects.model.people_search import PAGE, PeopleQuery, PeopleSearch
from domain.prospects.ports import PeopleSearches
from domain.prospects.usecases.search_desk import SearchDesk
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import NewId, PeopleSearchId, SenderId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPeopleSearch:
    """A search of the actor's own, with what it has shown so far."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    searches: PeopleSearches

    async def __call__(self, actor: Actor, search_id: PeopleSearchId) -> PeopleSearch:
        """Raise SearchNotFound, also for a colleague's: it shows what their account sees."""
        actor.require(Permission.PROSPECTS_READ)
        search = await self.searches.get(actor.workspace_id, search_id)
        if search.owner_id != actor.user_id:
            raise SearchNotFound
        return search


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPeople:
    """Look for people with the actor's own account: a preview that costs no credit and adds
    nobody (SRC-2, SRC-3).
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    desk: SearchDesk
    searches: PeopleSearches
    read: ReadPeopleSearch
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId

    async def __call__(self, actor: Actor, sender_id: SenderId, query: PeopleQuery) -> PeopleSearch:
        """The first page. Raise what SearchDesk and PeopleFinder raise."""
        actor.require(Permission.PROSPECTS_WRITE)
        workspace_id = actor.workspace_id
        account = await self.desk.account(workspace_id, actor.user_id, sender_id)
        page = await self.desk.look(workspace_id, account, query, cursor="", wanted=PAGE)
        search = PeopleSearch(
            id=PeopleSearchId(self.new_id()),
            workspace_id=workspace_id,
            owner_id=actor.user_id,
            sender_id=sender_id,
            query=query,
            asked_at=self.clock.now(),
            made_at=self.wall.now(),
        )
        found = await self.desk.candidates(workspace_id, query, page.people, first=1)
        search.take_in(found, total=page.total, cursor=page.cursor)
        await self.searches.add(search)
        return search

    async def more(self, actor: Actor, search_id: PeopleSearchId) -> PeopleSearch:
        """The next page of a search. Raise SearchExhausted when there is none."""
        actor.require(Permission.PROSPECTS_WRITE)
        search = await self.read(actor, search_id)
        if search.is_exhausted:
            raise SearchExhausted
        workspace_id = actor.workspace_id
        account = await self.desk.account(workspace_id, actor.user_id, search.sender_id)
        page = await self.desk.look(
            workspace_id, account, search.query, cursor=search.cursor, wanted=PAGE
        )
        found = await self.desk.candidates(
            workspace_id, search.query, page.people, first=search.next_number()
        )
        search.take_in(found, total=page.total, cursor=page.cursor)
        await self.searches.save(search)
        return search
