"""What `delivery` asks of other modules, answered by their objects."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from adapters.bootstrap.bridges.consent import KnownAddresses
from adapters.bootstrap.bridges.inbox import answer_letter
from adapters.bootstrap.bridges.notices import letter_of_notice
from domain.accounts.model.identity import Workspace
from domain.accounts.ports import Acceptances, CurrentPolicy, Memberships, Workspaces
from domain.billing.usecases.read_subscription import ReadEntitlements
from domain.campaigns.model.calendar import CalendarRules
from domain.campaigns.model.campaign import CampaignState
from domain.campaigns.ports import Calendars, Campaigns, Enrolments
from domain.campaigns.usecases.check_mandate import CheckMandate
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.delivery.errors import TextNotApproved
from domain.delivery.model.action import Action
from domain.delivery.model.dossier import CampaignStanding, PlanStanding, WorkspaceStanding
from domain.delivery.model.letter import Letter, Recipient
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.delivery.ports import CampaignOverview
from domain.inbox.errors import MessageNotFound
from domain.inbox.ports import Messages
from domain.messaging.errors import DraftNotApproved, DraftNotFound
from domain.messaging.usecases.read_approved_text import ReadApprovedText
from domain.privacy.ports import OwnNotices
from domain.prospects.model.contact_points import PointKind
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Prospect
from domain.prospects.ports import ProspectRepository
from domain.scoring.model.score import Verdict
from domain.scoring.ports import Scores
from domain.shared.actor import Role
from domain.shared.errors import NotFound
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    MandateId,
    MessageId,
    ProspectId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.places import holiday_region, zone_name


@dataclass(frozen=True, slots=True)
class RefusedRecipients:
    """Lets delivery ask about one person and one channel."""

    suppressions: CheckSuppression
    addresses: KnownAddresses

    async def is_refused(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, channel: str
    ) -> bool:
        known = await self.addresses.of(workspace_id, prospect_id)
        return not await self.suppressions.may_contact(
            workspace_id, prospect_id, known, channel=channel
        )


@dataclass(frozen=True, slots=True)
class AnswerTexts:
    """Lets delivery read the bytes of an answer that a person wrote, or of a notice."""

    messages: Messages
    notices: OwnNotices

    async def of_answer(self, workspace_id: WorkspaceId, message_id: str) -> Letter:
        notice = await self.notices.find(workspace_id, message_id)
        if notice is not None:
            return letter_of_notice(notice)
        try:
            message = await self.messages.get(workspace_id, MessageId(message_id))
        except MessageNotFound as error:
            raise TextNotApproved from error
        return answer_letter(message.subject, message.text)


@dataclass(frozen=True, slots=True)
class MandatedSends:
    """Lets delivery ask again, in the claim that sends, whether the mandate still holds."""

    check: CheckMandate

    async def refusal(self, action: Action) -> ReasonCode | None:
        found = await self.check.standing(
            action.workspace_id,
            MandateId(action.mandate_id),
            action.enrolment_id or EnrolmentId(""),
            action.step_id or StepId(""),
            action.sender_id,
        )
        return ReasonCode(found.refusal) if found.refusal else None

    async def leave(self, action: Action) -> Reason | None:
        until = await self.check.leave(
            action.workspace_id, MandateId(action.mandate_id), DraftId(action.text_ref)
        )
        if until is None:
            return None
        return Reason(code=ReasonCode.DAILY_LIMIT, until=until, origin="mandate")


@dataclass(frozen=True, slots=True)
class WorkspaceStandings:
    """Lets delivery know whether a workspace may send: it exists, and an owner accepted a text."""

    workspaces: Workspaces
    memberships: Memberships
    acceptances: Acceptances
    policy: CurrentPolicy
    entitlements: ReadEntitlements

    async def standing(self, workspace_id: WorkspaceId) -> WorkspaceStanding:
        try:
            workspace = await self.workspaces.get(workspace_id)
        except NotFound:
            return WorkspaceStanding(is_active=False, policy_accepted=False)
        held = await self.entitlements(workspace_id)
        return WorkspaceStanding(
            is_active=True,
            policy_accepted=await self._is_accepted(workspace),
            is_paid=held.is_full,
            sends_per_day=held.plan.sends_per_day,
            mailboxes=held.mailboxes,
            linkedin_accounts=held.linkedin_accounts,
        )

    async def _is_accepted(self, workspace: Workspace) -> bool:
        """By who opened it, or by an owner of today: the first may have left since."""
        policy = await self.policy.current()

        async def accepted(user_id: UserId) -> bool:
            held = await self.acceptances.of_user(workspace.id, user_id)
            return any(policy.is_satisfied_by(one.policy_version) for one in held)

        if await accepted(workspace.opened_by):
            return True
        members = await self.memberships.of_workspace(workspace.id)
        owners = [one.user_id for one in members if one.role is Role.OWNER]
        return any([await accepted(one) for one in owners])


_STANDINGS = {
    CampaignState.RUNNING: CampaignStanding.RUNNING,
    CampaignState.PAUSED: CampaignStanding.PAUSED,
}


@dataclass(frozen=True, slots=True)
class TouchDays:
    """Lets delivery keep the workspace's calendar; bridges and August are for first touches."""

    rules: CalendarRules
    first: bool

    def is_closed(self, day: date, is_holiday: Callable[[date], bool]) -> bool:
        if self.first:
            return self.rules.is_closed_to_first_touches(day, is_holiday)
        return self.rules.is_closed(day, is_holiday)

    def percent(self, day: date) -> int:
        return self.rules.percent(day) if self.first else 100


@dataclass(frozen=True, slots=True)
class PlanStandings:
    """Lets delivery know what a campaign says of one step of one person."""

    campaigns: Campaigns
    enrolments: Enrolments
    calendars: Calendars

    async def standing(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
    ) -> PlanStanding | None:
        try:
            campaign = await self.campaigns.get(workspace_id, campaign_id)
            enrolment = await self.enrolments.get(workspace_id, enrolment_id)
        except NotFound:
            return None
        sequence = campaign.sequence_of(enrolment.revision)
        # What a person does by hand is no work for delivery, and somebody frozen waits (SEQ-3).
        by_hand = any(step.id == step_id and step.is_by_hand for step in sequence.steps)
        standing = _STANDINGS.get(campaign.state, CampaignStanding.OVER)
        return PlanStanding(
            campaign=CampaignStanding.PAUSED if enrolment.is_frozen else standing,
            awaits_step=enrolment.awaits(sequence, step_id) and not by_hand,
            enrolled_at=enrolment.started_at or enrolment.enrolled_at,
            is_first_touch=enrolment.touches == 0,
            lia_signed=campaign.lia is not None,
            mailbox_id=campaign.mailbox_id,
            linkedin_id=campaign.linkedin_id,
            days=TouchDays(await self.calendars.of(workspace_id), first=enrolment.touches == 0),
        )

    async def overview(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> CampaignOverview:
        campaign = await self.campaigns.get(workspace_id, campaign_id)
        return CampaignOverview(
            standing=_STANDINGS.get(campaign.state, CampaignStanding.OVER),
            awaiting=await self.enrolments.awaiting(workspace_id, campaign_id),
            next_step_at=await self.enrolments.next_due(workspace_id, campaign_id),
        )


@dataclass(frozen=True, slots=True)
class LeavingTexts:
    """Lets delivery read the exact bytes that a person approved or wrote."""

    approved: ReadApprovedText
    answers: AnswerTexts

    async def of_draft(self, workspace_id: WorkspaceId, draft_id: str) -> Letter:
        try:
            rendered = await self.approved(workspace_id, DraftId(draft_id))
        except (DraftNotApproved, DraftNotFound) as error:
            raise TextNotApproved from error
        return Letter(
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            headers=rendered.headers,
            sha256=rendered.sha256,
        )

    async def of_answer(self, workspace_id: WorkspaceId, message_id: str) -> Letter:
        return await self.answers.of_answer(workspace_id, message_id)


@dataclass(frozen=True, slots=True)
class RecipientNames:
    """Lets delivery name whom a list of messages goes to."""

    prospects: ProspectRepository

    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, str]:
        found = await self.prospects.many(workspace_id, prospect_ids)
        return {one.id: one.full_name for one in found}


@dataclass(frozen=True, slots=True)
class DeliveryRecipients:
    """Lets delivery see one person as the send rules need them."""

    prospects: ProspectRepository
    scores: Scores

    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Recipient | None:
        found = await self.prospects.many(workspace_id, [prospect_id])
        if not found:
            return None
        (prospect,) = found
        score = await self.scores.find(workspace_id, prospect_id)
        mail, profile = prospect.point(PointKind.EMAIL), prospect.point(PointKind.LINKEDIN)
        country = prospect.detail(DetailKind.COUNTRY).strip().upper()
        where = prospect.detail(DetailKind.LOCATION)
        return Recipient(
            full_name=prospect.full_name,
            email=mail.value if mail else "",
            linkedin=profile.value if profile else "",
            country=country if len(country) == 2 else "",
            zone=zone_name(country, where),
            region=holiday_region(country, where),
            company=company_key(prospect),
            legal_basis=prospect.origin.legal_basis.value,
            collected_on=prospect.origin.collected_on,
            restricted=prospect.restricted_at is not None,
            dismissed=score is not None and score.best.verdict is Verdict.DISMISSED,
        )


def company_key(prospect: Prospect) -> str:
    """The same for everybody of one company: its domain, else its name."""
    known = prospect.detail(DetailKind.DOMAIN) or prospect.detail(DetailKind.COMPANY)
    return " ".join(known.casefold().split())
