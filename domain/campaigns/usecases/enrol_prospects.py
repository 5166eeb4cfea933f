"""See EnrolProspects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.errors import AlreadyEnrolled
from domain.campaigns.events import ProspectEnrolled
from domain.campaigns.model.campaign import Campaign, CampaignState
from domain.campaigns.model.enrolment import Candidate, Enrolment, Refused
from domain.campaigns.ports import Audience, Campaigns, Enrolments
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.events import Event
from domain.shared.ids import CampaignId, EnrolmentId, NewId, ProspectId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200
_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    enrolled: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolProspects:
    """Put people into a campaign; who may not or cannot be written to is refused, each with why.

    Refused: unknown, opposed, restricted, without a legal basis, without an address for any step,
    in another active campaign (SEQ-8), or in this one before. In a campaign that runs they begin
    at once. Asking again enrols nobody twice.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    audience: Audience
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(
        self, actor: Actor, campaign_id: CampaignId, prospect_ids: Sequence[ProspectId]
    ) -> Enrolled:
        actor.require(Permission.CAMPAIGNS_CREATE)
        wanted = list(dict.fromkeys(prospect_ids))
        await self.campaigns.get(actor.workspace_id, campaign_id)
        enrolled, refused = 0, list[Refused]()
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            count, more = await self._batch(actor, campaign_id, batch)
            enrolled += count
            refused += more
        return Enrolled(enrolled=enrolled, refused=tuple(refused))

    async def _batch(
        self, actor: Actor, campaign_id: CampaignId, batch: Sequence[ProspectId]
    ) -> tuple[int, list[Refused]]:
        candidates = await self.audience.candidates(actor.workspace_id, batch)

        async def work() -> tuple[int, list[Refused]]:
            campaign = await self.campaigns.get(actor.workspace_id, campaign_id)
            refusals = await self._refusals(campaign, batch, candidates)
            chosen = [one for one in batch if one not in refusals]
            await self._add(actor, campaign, [candidates[one] for one in chosen])
            return len(chosen), [
                Refused(prospect_id=one, code=code) for one, code in refusals.items()
            ]

        for _ in range(_TRIES):
            try:
                return await self.transaction.run(work)
            except (AlreadyEnrolled, StaleWrite):
                # Somebody enrolled one of them in the meantime: look again.
                continue
        raise StaleWrite

    async def _refusals(
        self,
        campaign: Campaign,
        batch: Sequence[ProspectId],
        candidates: Mapping[ProspectId, Candidate],
    ) -> dict[ProspectId, str]:
        known = await self.enrolments.known(campaign.workspace_id, campaign.id, batch)
        here = {one.prospect_id for one in known if one.campaign_id == campaign.id}
        busy = {one.prospect_id for one in known if one.active_key}
        channels = campaign.sequence.channels
        refusals: dict[ProspectId, str] = {}
        for prospect_id in batch:
            candidate = candidates.get(prospect_id)
            if candidate is None:
                refusals[prospect_id] = "erased"
            elif candidate.refusal:
                refusals[prospect_id] = candidate.refusal
            elif prospect_id in here:
                refusals[prospect_id] = "already_enrolled"
            elif prospect_id in busy:
                refusals[prospect_id] = "already_in_campaign"
            elif channels and not candidate.channels & channels:
                refusals[prospect_id] = "no_contact_point"
        return refusals

    async def _add(self, actor: Actor, campaign: Campaign, chosen: Sequence[Candidate]) -> None:
        if not chosen:
            return
        now = self.clock.now()
        made = [
            Enrolment(
                id=EnrolmentId(self.new_id()),
                workspace_id=campaign.workspace_id,
                campaign_id=campaign.id,
                prospect_id=candidate.prospect_id,
                enrolled_at=now,
                enrolled_by=actor.user_id,
                active_key=candidate.prospect_id,
                revision=campaign.revision,
                company=candidate.company,
            )
            for candidate in chosen
        ]
        for enrolment in made:
            if campaign.state is CampaignState.RUNNING:
                enrolment.start(at=now)
        # Writing the campaign too orders this against a launch: nobody is left waiting.
        campaign.count_enrolled(len(made))
        await self.campaigns.save(campaign)
        await self.enrolments.add(made)
        happened: list[Event] = [
            ProspectEnrolled(
                at=now,
                workspace_id=campaign.workspace_id,
                campaign_id=campaign.id,
                enrolment_id=enrolment.id,
                prospect_id=enrolment.prospect_id,
                user_id=actor.user_id,
            )
            for enrolment in made
        ]
        await self.outbox.append(happened)
