"""See KeepView."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from domain.prospects.errors import SavedViewNotFound, TooManySavedViews
from domain.prospects.model.audience import read_filter, said_of
from domain.prospects.model.saved_view import MOST_VIEWS, SavedView
from domain.prospects.ports import SavedViews, Sort
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import Forbidden
from domain.shared.ids import NewId, SavedViewId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepView:
    """Named lists whose people are those who match at the moment; private ones are their owner's
    alone.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    views: SavedViews
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def add(
        self, actor: Actor, *, name: str, said: Mapping[str, Any], sort: Sort, is_shared: bool
    ) -> SavedView:
        """Raise FilterInvalid or TooManySavedViews."""
        actor.require(Permission.PROSPECTS_WRITE)
        view = SavedView(
            id=SavedViewId(self.new_id()),
            workspace_id=actor.workspace_id,
            owner_id=actor.user_id,
            name=name,
            said=_canonical(said),
            sort=sort.value,
            is_shared=is_shared,
            created_at=self.clock.now(),
        )

        async def work() -> SavedView:
            if len(await self.views.list(actor.workspace_id)) >= MOST_VIEWS:
                raise TooManySavedViews
            await self.views.add(view)
            return view

        return await self.transaction.run(work)

    async def seen(self, actor: Actor) -> Sequence[SavedView]:
        """The actor's own and the shared ones, oldest first."""
        actor.require(Permission.PROSPECTS_READ)
        views = await self.views.list(actor.workspace_id)
        return [one for one in views if one.is_seen_by(actor.user_id)]

    async def read(self, actor: Actor, view_id: SavedViewId) -> SavedView:
        """Raise SavedViewNotFound, also for a colleague's private one."""
        actor.require(Permission.PROSPECTS_READ)
        view = await self.views.get(actor.workspace_id, view_id)
        if not view.is_seen_by(actor.user_id):
            raise SavedViewNotFound
        return view

    async def change(
        self,
        actor: Actor,
        view_id: SavedViewId,
        *,
        name: str,
        said: Mapping[str, Any],
        sort: Sort,
        is_shared: bool,
    ) -> SavedView:
        """Raise SavedViewNotFound, Forbidden for a colleague's, or FilterInvalid."""
        actor.require(Permission.PROSPECTS_WRITE)
        canonical = _canonical(said)

        async def work() -> SavedView:
            view = await self._own(actor, view_id)
            view.name, view.said = name, canonical
            view.sort, view.is_shared = sort.value, is_shared
            await self.views.save(view)
            return view

        return await self.transaction.run(work)

    async def remove(self, actor: Actor, view_id: SavedViewId) -> None:
        """Raise SavedViewNotFound, or Forbidden for a colleague's."""
        actor.require(Permission.PROSPECTS_WRITE)

        async def work() -> None:
            await self._own(actor, view_id)
            await self.views.remove(actor.workspace_id, view_id)

        await self.transaction.run(work)

    async def _own(self, actor: Actor, view_id: SavedViewId) -> SavedView:
        view = await self.read(actor, view_id)
        if view.owner_id != actor.user_id:
            raise Forbidden
        return view


def _canonical(said: Mapping[str, Any]) -> str:
    return json.dumps(said_of(read_filter(dict(said))), ensure_ascii=False)
