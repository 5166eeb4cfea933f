"""See ListRequests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.model.requests import RightsRequest
from domain.privacy.ports import People, PersonShown, RightsRequests
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ProspectId
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequests:
    """The requests of one workspace, with whom they are about where that is still held."""

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    requests: RightsRequests
    people: People

    async def __call__(
        self, actor: Actor, ask: PageAsk, *, is_open: bool | None
    ) -> tuple[Page[RightsRequest], Mapping[ProspectId, PersonShown]]:
        actor.require(Permission.RIGHTS_HANDLE)
        page = await self.requests.page(actor.workspace_id, ask, is_open=is_open)
        ids = [one.prospect_id for one in page.items if one.prospect_id is not None]
        return page, await self.people.show(actor.workspace_id, ids)

    async def one(self, actor: Actor, request_id: str) -> tuple[RightsRequest, PersonShown | None]:
        """Raise RightsRequestNotFound."""
        actor.require(Permission.RIGHTS_HANDLE)
        request = await self.requests.get(actor.workspace_id, request_id)
        if request.prospect_id is None:
            return request, None
        shown = await self.people.show(actor.workspace_id, [request.prospect_id])
        return request, shown.get(request.prospect_id)
