"""See CloseRecipient."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRecipient:
    """Write a person's no, reply or bounce on the very door every send passes last.

    Once this returns, no call is started for them; one already on the wire ends within 15 s
    (delivery.md P3). `at` is business time. A second call changes nothing.
    """

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    keeper: GateKeeper

    async def close(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        """An objection: for good, on every channel, also for answers written by hand."""
        await self.keeper.change_recipient(
            workspace_id, prospect_id, lambda gate: gate.close(at=at)
        )

    async def note_reply(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        """The person answered: sequences that began before are over."""
        await self.keeper.change_recipient(
            workspace_id, prospect_id, lambda gate: gate.note_reply(at=at)
        )

    async def note_bounce(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        """The address is dead: no further mail of sequences that began before."""
        await self.keeper.change_recipient(
            workspace_id, prospect_id, lambda gate: gate.note_bounce(at=at)
        )
