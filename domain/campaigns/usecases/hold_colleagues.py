"""See HoldColleagues."""

from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.events import EnrolmentHeld
from domain.campaigns.model.campaign import Colleagues
from domain.campaigns.model.enrolment import COMPANY_FROZEN, Enrolment
from domain.campaigns.ports import Audience, Campaigns, Enrolments
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import EnrolmentId, ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldColleagues:
    """Somebody of a company answered: what becomes of the others there, by the rule of the
    campaign they are in (SEQ-3). The default freezes first touches until a person decides.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    audience: Audience
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> int:
        """How many were held or stopped."""
        found = await self.audience.candidates(workspace_id, [prospect_id])
        company = found[prospect_id].company if prospect_id in found else ""
        if not company:
            return 0
        colleagues = await self.enrolments.of_company(workspace_id, company)
        return sum(
            [
                await self._hold(workspace_id, one.id)
                for one in colleagues
                if one.prospect_id != prospect_id
            ]
        )

    async def _hold(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> bool:
        async def work() -> bool:
            enrolment: Enrolment = await self.enrolments.get(workspace_id, enrolment_id)
            campaign = await self.campaigns.get(workspace_id, enrolment.campaign_id)
            now = self.clock.now()
            if campaign.colleagues is Colleagues.STOP:
                changed = enrolment.stop("colleague_replied", at=now)
            else:
                freezes = campaign.colleagues is Colleagues.FREEZE
                changed = freezes and enrolment.freeze(COMPANY_FROZEN)
            if not changed:
                return False
            events = enrolment.take_events()
            if not enrolment.is_over:
                events.append(
                    EnrolmentHeld(
                        at=now,
                        workspace_id=workspace_id,
                        campaign_id=campaign.id,
                        enrolment_id=enrolment.id,
                        prospect_id=enrolment.prospect_id,
                        reason=enrolment.reason,
                    )
                )
            await self.enrolments.save(enrolment)
            await self.outbox.append(events)
            return True

        for _ in range(_TRIES):
            try:
                return await self.transaction.run(work)
            except StaleWrite:
                continue
        raise StaleWrite
