"""See KeepSearch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import SavedSearchNotFound, TooManySavedSearches
from domain.prospects.model.people_search import MOST_PER_RUN, MOST_SAVED, Every, SavedSearch
from domain.prospects.ports import SavedSearches
from domain.prospects.usecases.find_people import ReadPeopleSearch
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import NewId, PeopleSearchId, SavedSearchId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSearch:
    """Searches of the actor's own that run again by themselves; they propose and add nobody."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    saved: SavedSearches
    read: ReadPeopleSearch
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def keep(
        self, actor: Actor, search_id: PeopleSearchId, name: str, every: Every, per_run: int
    ) -> SavedSearch:
        """Whoever the search has shown already is not shown again. Raise TooManySavedSearches."""
        actor.require(Permission.PROSPECTS_WRITE)
        search = await self.read(actor, search_id)
        now = self.clock.now()
        kept = SavedSearch(
            id=SavedSearchId(self.new_id()),
            workspace_id=actor.workspace_id,
            owner_id=actor.user_id,
            sender_id=search.sender_id,
            name=name,
            query=search.query,
            every=every,
            per_run=min(per_run, MOST_PER_RUN),
            next_at=now + every.span,
            created_at=now,
            seen=[one.person.member_id for one in search.candidates if one.person is not None],
        )

        async def work() -> None:
            if len(await self.saved.of(actor.workspace_id, actor.user_id)) >= MOST_SAVED:
                raise TooManySavedSearches
            await self.saved.add(kept)

        await self.transaction.run(work)
        return kept

    async def list(self, actor: Actor) -> Sequence[SavedSearch]:
        actor.require(Permission.PROSPECTS_READ)
        return await self.saved.of(actor.workspace_id, actor.user_id)

    async def pause(self, actor: Actor, saved_id: SavedSearchId, *, paused: bool) -> SavedSearch:
        """Stop or go on; going on runs it at once. Raise SavedSearchNotFound."""
        actor.require(Permission.PROSPECTS_WRITE)

        async def work() -> SavedSearch:
            kept = await self._own(actor, saved_id)
            if paused:
                kept.pause()
            else:
                kept.go_on(at=self.clock.now())
            await self.saved.save(kept)
            return kept

        return await self.transaction.run(work)

    async def remove(self, actor: Actor, saved_id: SavedSearchId) -> None:
        """Raise SavedSearchNotFound."""
        actor.require(Permission.PROSPECTS_WRITE)

        async def work() -> None:
            await self._own(actor, saved_id)
            await self.saved.remove(actor.workspace_id, saved_id)

        await self.transaction.run(work)

    async def _own(self, actor: Actor, saved_id: SavedSearchId) -> SavedSearch:
        kept = await self.saved.get(actor.workspace_id, saved_id)
        if kept.owner_id != actor.user_id:
            raise SavedSearchNotFound
        return kept
