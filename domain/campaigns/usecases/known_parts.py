"""See KnownParts."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.campaigns.errors import OfferUnknown, PersonaUnknown, SenderUnknown
from domain.campaigns.ports import SalesbookCheck, SenderCheck
from domain.shared.ids import OfferId, PersonaId, SenderId, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownParts:
    """What a campaign names exists in its workspace when it is written down.

    It may go away afterwards: the pre-flight and the send rules look again.
    """

    salesbook: SalesbookCheck
    senders: SenderCheck

    async def require_texts(
        self, workspace_id: WorkspaceId, offer_id: OfferId | None, persona_id: PersonaId | None
    ) -> None:
        """Raise OfferUnknown or PersonaUnknown; what is None is not looked for."""
        if offer_id is None and persona_id is None:
            return
        found = await self.salesbook.standing(
            workspace_id, offer_id or OfferId(""), persona_id or PersonaId("")
        )
        if offer_id is not None and not found.has_offer:
            raise OfferUnknown
        if persona_id is not None and not found.has_persona:
            raise PersonaUnknown

    async def require_senders(
        self, workspace_id: WorkspaceId, senders: Mapping[str, SenderId | None]
    ) -> None:
        """Raise SenderUnknown for one that is not there, or not of the channel it stands under."""
        for channel, sender_id in senders.items():
            if sender_id is None:
                continue
            if await self.senders.is_connected(workspace_id, sender_id, channel) is None:
                raise SenderUnknown
