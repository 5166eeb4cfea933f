"""See RunPreflight."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.campaign import Campaign, Preflight
from domain.campaigns.ports import Campaigns, SalesbookCheck, SenderCheck
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import CampaignId, SenderId
from domain.shared.purpose import Purpose

_MISSING = {"email": "mailbox-missing", "linkedin": "linkedin-missing"}
_DOWN = {"email": "mailbox-disconnected", "linkedin": "linkedin-disconnected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPreflight:
    """List everything a campaign lacks before anything may leave, all at once (O-19, SEQ-8)."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    salesbook: SalesbookCheck
    senders: SenderCheck
    clock: Clock
    public_url: str
    """Where the objection link and the notice are served; without it there is no way out."""

    async def __call__(self, actor: Actor, campaign_id: CampaignId) -> Preflight:
        actor.require(Permission.CAMPAIGNS_READ)
        return await self.of(await self.campaigns.get(actor.workspace_id, campaign_id))

    async def of(self, campaign: Campaign) -> Preflight:
        there = {
            **await self._salesbook(campaign),
            "sequence-incomplete": not campaign.sequence.faults(),
            **await self._senders(campaign),
            "lia-missing": campaign.lia is not None,
            "lia-review-due": campaign.lia is None or self.clock.now() < campaign.lia.review_at,
            "opt-out-missing": bool(self.public_url),
            "nobody-enrolled": bool(campaign.enrolled),
        }
        return Preflight(
            missing=tuple(code for code, is_there in there.items() if not is_there),
            looked_at=tuple(there),
        )

    async def _salesbook(self, campaign: Campaign) -> dict[str, bool]:
        found = await self.salesbook.standing(
            campaign.workspace_id, campaign.offer_id, campaign.persona_id
        )
        return {
            "company-identity-missing": found.has_identity,
            "legal-kind-missing": found.has_legal_kind,
            "register-number-missing": found.has_register_number,
            "notice-address-missing": found.has_postal_address,
            "notice-rights-email-missing": found.has_rights_email,
            "offer-missing": found.has_offer,
            "call-to-action-missing": found.has_call_to_action or not found.has_offer,
            "persona-missing": found.has_persona,
        }

    async def _senders(self, campaign: Campaign) -> dict[str, bool]:
        chosen: dict[str, SenderId | None] = {
            "email": campaign.mailbox_id,
            "linkedin": campaign.linkedin_id,
        }
        found = {}
        for channel, sender_id in chosen.items():
            if channel not in campaign.sequence.channels:
                continue
            connected = (
                None
                if sender_id is None
                else await self.senders.is_connected(campaign.workspace_id, sender_id, channel)
            )
            found[_MISSING[channel]] = connected is not None
            found[_DOWN[channel]] = connected is not False
        return found
