"""See CheckMandate."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from domain.campaigns.errors import MandateNotFound
from domain.campaigns.model.autonomy import Level
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.model.enrolment import Enrolment
from domain.campaigns.model.mandate import Draw, Mandate, MandateState, TouchKind
from domain.campaigns.ports import (
    Audience,
    Autonomies,
    Campaigns,
    Enrolments,
    Entitlements,
    Mandates,
    Signatories,
)
from domain.campaigns.usecases.person_days import PersonDays
from domain.campaigns.usecases.simulate_campaign import SimulateCampaign
from domain.shared.clock import Clock
from domain.shared.errors import NotFound, StaleWrite
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    MandateId,
    SenderId,
    StepId,
    WorkspaceId,
)
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_RACES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingMandate:
    """`refusal` is "" while it holds for what was asked, else a code of SND-6."""

    mandate: Mandate | None
    level: Level
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMandate:
    """Whether a mandate covers one message of one person, asked when its text is ready and once
    more in the claim that sends it; and the counters that no two of them pass together.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    campaigns: Campaigns
    enrolments: Enrolments
    mandates: Mandates
    autonomies: Autonomies
    audience: Audience
    simulate: SimulateCampaign
    days: PersonDays
    entitlements: Entitlements
    signatories: Signatories
    transaction: Transaction
    clock: Clock

    async def offer(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
    ) -> StandingMandate:
        """What the campaign's open mandate says of this step of this person."""
        mandate = await self.mandates.open_of(workspace_id, campaign_id)
        return await self._standing(mandate, workspace_id, campaign_id, enrolment_id, step_id)

    async def standing(
        self,
        workspace_id: WorkspaceId,
        mandate_id: MandateId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
        sender_id: SenderId,
    ) -> StandingMandate:
        """Whether the mandate under which it was let go still holds."""
        try:
            mandate = await self.mandates.get(workspace_id, mandate_id)
        except MandateNotFound:
            return StandingMandate(mandate=None, level=Level.COPILOT, refusal="mandate_missing")
        return await self._standing(
            mandate, workspace_id, mandate.campaign_id, enrolment_id, step_id, sender_id
        )

    async def draw(
        self,
        workspace_id: WorkspaceId,
        mandate_id: MandateId,
        enrolment_id: EnrolmentId,
        draft_id: DraftId,
        credits_: int,
    ) -> str:
        """Count one message in; "" when it may go, else the cap that is reached."""
        enrolment = await self.enrolments.get(workspace_id, enrolment_id)
        people = await self.audience.candidates(workspace_id, [enrolment.prospect_id])
        candidate = people.get(enrolment.prospect_id)
        if candidate is None:
            return "erased"
        now = self.clock.now()
        asked = Draw(
            draft_id=draft_id,
            prospect_id=enrolment.prospect_id,
            company=candidate.company,
            credits=credits_,
            at=now,
            day=await self._day(workspace_id, now),
        )

        def draw(mandate: Mandate) -> str:
            if mandate.state(now) is not MandateState.ACTIVE:
                return "mandate_missing"
            return mandate.draw(asked)

        return await self._count(workspace_id, mandate_id, draw)

    async def leave(
        self, workspace_id: WorkspaceId, mandate_id: MandateId, draft_id: DraftId
    ) -> datetime | None:
        """Take a place of today for a message that is about to leave; None when it has one, else
        when to look again.
        """
        now = self.clock.now()
        day = await self._day(workspace_id, now)

        def leave(mandate: Mandate) -> str:
            return "" if mandate.leave_on(draft_id, day) else "daily_limit"

        if not await self._count(workspace_id, mandate_id, leave):
            return None
        days = await self.days.of(workspace_id, country="", location="")
        return datetime.combine(day + timedelta(days=1), time(), days.zone)

    async def _count(
        self, workspace_id: WorkspaceId, mandate_id: MandateId, change: Callable[[Mandate], str]
    ) -> str:
        """Change the version that was read, again and again until nobody came in between."""

        async def work() -> str:
            mandate = await self.mandates.get(workspace_id, mandate_id)
            refused = change(mandate)
            if not refused:
                await self.mandates.save(mandate)
            return refused

        for _ in range(_RACES):
            try:
                return await self.transaction.run(work)
            except StaleWrite:
                continue
        raise StaleWrite

    async def _day(self, workspace_id: WorkspaceId, at: datetime) -> date:
        days = await self.days.of(workspace_id, country="", location="")
        return at.astimezone(days.zone).date()

    async def _standing(  # noqa: PLR0917 - what one message is about
        self,
        mandate: Mandate | None,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
        sender_id: SenderId | None = None,
    ) -> StandingMandate:
        autonomy = await self.autonomies.of(workspace_id, campaign_id, step_id)
        try:
            campaign = await self.campaigns.get(workspace_id, campaign_id)
            enrolment = await self.enrolments.get(workspace_id, enrolment_id)
        except NotFound:
            return StandingMandate(mandate=None, level=autonomy.level, refusal="mandate_missing")
        refusal = "mandate_missing"
        if mandate is not None:
            sender = sender_id or self._sender(campaign, enrolment, step_id)
            refusal = await self._refusal(mandate, campaign, enrolment, step_id, sender)
        if not refusal and not autonomy.level.is_unattended:
            refusal = "mandate_missing"
        return StandingMandate(mandate=mandate, level=autonomy.level, refusal=refusal)

    async def _refusal(  # noqa: PLR0911 - one line per rule
        self,
        mandate: Mandate,
        campaign: Campaign,
        enrolment: Enrolment,
        step_id: StepId,
        sender_id: SenderId | None,
    ) -> str:
        state = mandate.state(self.clock.now())
        if state is not MandateState.ACTIVE:
            return "mandate_expired" if state is MandateState.EXPIRED else "mandate_missing"
        kind = TouchKind.FIRST if enrolment.touches == 0 else TouchKind.FOLLOW_UP
        # Who came after the signature was not in the plan that was signed (AUT-6).
        if enrolment.enrolled_at > mandate.signed_at or sender_id is None:
            return "mandate_missing"
        if not mandate.covers(step_id, sender_id, kind):
            return "mandate_missing"
        if not await self.signatories.may_sign(mandate.workspace_id, mandate.signed_by):
            return "mandate_missing"
        if not await self.entitlements.has_autopilot(mandate.workspace_id):
            return "plan_lacks_feature"
        if await self.simulate.frame_hash(campaign) != mandate.frame_hash:
            return "plan_drift"
        return ""

    @staticmethod
    def _sender(campaign: Campaign, enrolment: Enrolment, step_id: StepId) -> SenderId | None:
        sequence = campaign.sequence_of(enrolment.revision)
        index = sequence.index_of(step_id)
        if index is None:
            return None
        is_mail = sequence.steps[index].kind.channel == "email"
        return campaign.mailbox_id if is_mail else campaign.linkedin_id
