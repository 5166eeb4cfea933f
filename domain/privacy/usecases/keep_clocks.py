"""See KeepClocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.model.clocks import PersonClock
from domain.privacy.ports import PersonClocks
from domain.shared.clock import Clock
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepClocks:
    """Start and move the two clocks of every person (obligations 57 and 72). Every call may come
    twice: a clock starts once, and only the person's own word makes the three years begin again.
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    clocks: PersonClocks
    clock: Clock

    async def start(self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]) -> None:
        now = self.clock.now()
        await self.clocks.start(
            [PersonClock.started(workspace_id, one, now) for one in prospect_ids]
        )

    async def informed(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        await self.clocks.informed(workspace_id, prospect_id, at=self.clock.now())

    async def heard_from(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        await self.clocks.heard_from(workspace_id, prospect_id, at=self.clock.now())
