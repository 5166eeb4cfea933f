"""See OpposeByLink."""

from dataclasses import dataclass
from typing import ClassVar

from domain.consent.errors import LinkNotKnown
from domain.consent.model import ObjectionChannel
from domain.consent.usecases.record_objection import RecordObjection
from domain.shared.errors import NotFound
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.tokens import Sealer


@dataclass(frozen=True, slots=True, kw_only=True)
class OpposeByLink:
    """One POST of a link's holder is an objection: free, without sign-in (obligation 61, A15)."""

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    sealer: Sealer
    record: RecordObjection

    async def __call__(self, token: str, *, one_click: bool) -> None:
        """Raise LinkNotKnown for a token that is not ours. Twice is fine."""
        parts = self.sealer.open("objection", token)
        if parts is None or len(parts) != 2:
            raise LinkNotKnown
        workspace_id, prospect_id = WorkspaceId(parts[0]), ProspectId(parts[1])
        channel = ObjectionChannel.ONE_CLICK if one_click else ObjectionChannel.LINK
        try:
            await self.record(workspace_id, prospect_id, channel=channel)
        except NotFound as error:
            raise LinkNotKnown from error
