"""See OpposeProspect."""

from dataclasses import dataclass
from typing import ClassVar

from domain.consent.model import ObjectionChannel
from domain.consent.usecases.record_objection import RecordObjection
from domain.shared.actor import Actor, Permission
from domain.shared.ids import ProspectId
from domain.shared.purpose import Purpose

# How the team says it heard it → what the entry keeps.
_CHANNELS = {"phone": ObjectionChannel.PHONE, "api": ObjectionChannel.API}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpposeProspect:
    """Write down an objection that a person of the workspace heard (a call, a fair, a reply)."""

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    record: RecordObjection

    async def __call__(self, actor: Actor, prospect_id: ProspectId, heard_on: str) -> bool:
        """True when it was the first one. Final: no screen takes it back."""
        actor.require(Permission.SUPPRESSION_ADD)
        return await self.record(
            actor.workspace_id,
            prospect_id,
            channel=_CHANNELS.get(heard_on, ObjectionChannel.USER),
            evidence_ref=f"user:{actor.user_id}:{heard_on}",
        )
