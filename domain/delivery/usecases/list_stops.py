"""See ListStops."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.model.stop import PLATFORM, Stop
from domain.delivery.ports import Stops
from domain.shared.actor import Actor, Permission
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStops:
    """The stop switches that are on over the workspace, the platform's own first."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    stops: Stops

    async def __call__(self, actor: Actor) -> Sequence[Stop]:
        actor.require(Permission.CAMPAIGNS_READ)
        everywhere = await self.stops.of_workspace(PLATFORM)
        mine = await self.stops.of_workspace(actor.workspace_id)
        return [stop for stop in (*everywhere, *mine) if stop.is_on]
