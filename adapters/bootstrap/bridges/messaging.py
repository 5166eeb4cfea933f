"""What `messaging` asks of other modules, answered by their objects."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.ports import Users
from domain.campaigns.model.autonomy import Level
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.model.sequence import StepKind
from domain.campaigns.ports import Autonomies, Campaigns, Enrolments
from domain.campaigns.ports import Mandates as CampaignMandates
from domain.campaigns.usecases.check_mandate import CheckMandate
from domain.delivery.ports import Senders, SentActions
from domain.inbox.ports import Conversations
from domain.messaging.errors import StepNotWritable
from domain.messaging.model.brief import (
    CompanyBrief,
    MessageKind,
    OfferBrief,
    PriorContact,
    ProspectBrief,
    SalesbookBrief,
    SenderBrief,
    StepBrief,
)
from domain.messaging.model.brief import Fact as BriefFact
from domain.messaging.model.brief import Language as BriefLanguage
from domain.messaging.model.brief import Proof as BriefProof
from domain.messaging.model.brief import Tone as BriefTone
from domain.messaging.ports import Cover, Drafts
from domain.messaging.ports import Person as ReviewPerson
from domain.prospects.model.person import DetailKind
from domain.prospects.ports import Companies, ProspectRepository
from domain.salesbook.ports import Salesbooks
from domain.scoring.model.score import Verdict
from domain.scoring.ports import Scores
from domain.shared.clock import Clock
from domain.shared.errors import NotFound
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    MandateId,
    OfferId,
    PersonaId,
    ProspectId,
    SenderId,
    StepId,
    WorkspaceId,
)
from domain.shared.page import MAX_LIMIT, PageAsk


@dataclass(frozen=True, slots=True)
class SalesbookBriefs:
    """Lets messaging read what may be said, in whose name and in which tone."""

    salesbooks: Salesbooks

    async def brief(
        self, workspace_id: WorkspaceId, offer_id: OfferId, persona_id: str
    ) -> SalesbookBrief:
        book = await self.salesbooks.get(workspace_id)
        offer, persona = book.offer(offer_id), book.persona(PersonaId(persona_id))
        company = book.company
        return SalesbookBrief(
            company=CompanyBrief(
                name=company.name,
                legal_name=company.legal_name,
                postal_address=company.postal_address,
                rights_email=company.rights_email,
                website=company.website,
            ),
            offer=OfferBrief(
                id=offer.id,
                name=offer.name,
                promise=offer.promise,
                proofs=tuple(
                    BriefProof(
                        id=proof.id,
                        text=proof.text,
                        source=proof.source,
                        dated_on=proof.dated_on,
                        expires_on=proof.expires_on,
                    )
                    for proof in offer.proofs
                ),
                forbidden_claims=offer.forbidden_claims,
                call_to_action=offer.call_to_action,
                booking_link=offer.booking_link,
                allowed_link_hosts=offer.allowed_link_hosts,
                revision=offer.revision,
                objections=tuple((one.objection, one.answer) for one in offer.sales_objections),
            ),
            tone=BriefTone(persona.tone.value),
            language=BriefLanguage(persona.language.value),
        )


@dataclass(frozen=True, slots=True)
class SenderNames:
    """Lets messaging know who signs."""

    senders: Senders

    async def of(self, workspace_id: WorkspaceId, sender_id: SenderId) -> SenderBrief:
        sender = await self.senders.get(workspace_id, sender_id)
        return SenderBrief(
            display_name=sender.display_name or sender.address, is_paid=sender.is_paid
        )


@dataclass(frozen=True, slots=True)
class SentThreads:
    """Lets messaging answer in the thread of the first e-mail that really left."""

    actions: SentActions
    drafts: Drafts

    async def subject(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> str | None:
        first = await self.actions.first_mail(workspace_id, enrolment_id)
        if first is None:
            return None
        draft = await self.drafts.get(workspace_id, DraftId(first.text_ref))
        return draft.current.rendered.subject


@dataclass(frozen=True, slots=True)
class EarlierContacts:
    """Lets messaging know who of the workspace was in touch before a first touch (TEAM-4)."""

    actions: SentActions
    conversations: Conversations
    senders: Senders
    users: Users
    companies: Companies
    clock: Clock

    MOST: ClassVar[int] = 10

    async def before(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, enrolment_id: EnrolmentId
    ) -> Sequence[PriorContact]:
        sent = [
            action
            for mail in (True, False)
            for action in await self.actions.to(workspace_id, prospect_id, mail=mail)
        ]
        if any(action.enrolment_id == enrolment_id for action in sent):
            return ()
        colleagues: list[ProspectId] = []
        company_id = await self.companies.of_person(workspace_id, prospect_id)
        if company_id is not None:
            page = await self.companies.people(workspace_id, company_id, PageAsk(limit=MAX_LIMIT))
            colleagues = [one for one in page.items if one != prospect_id]
        talks = await self.conversations.with_people(workspace_id, [prospect_id, *colleagues])
        now = self.clock.now()
        names = await self._names(workspace_id)
        found = [
            PriorContact(
                with_person=talk.prospect_id == prospect_id,
                colleague=names.get(talk.sender_id, ""),
                channel=talk.channel.value,
                days=(now - talk.last_message_at).days,
                answered=True,
            )
            for talk in talks
        ]
        answered = {talk.channel.value for talk in talks if talk.prospect_id == prospect_id}
        unanswered = [
            PriorContact(
                with_person=True,
                colleague=names.get(action.sender_id, ""),
                channel=action.kind.channel,
                days=(now - (action.sent_at or action.planned_at)).days,
                answered=False,
            )
            for action in sent
            if action.kind.channel not in answered
        ]
        return sorted([*found, *unanswered], key=lambda one: one.days)[: self.MOST]

    async def _names(self, workspace_id: WorkspaceId) -> Mapping[SenderId, str]:
        """First names only; who left the product has none."""
        names: dict[SenderId, str] = {}
        for sender in await self.senders.list(workspace_id):
            try:
                names[sender.id] = (await self.users.get(sender.owner_id)).first_name
            except NotFound:
                continue
        return names


# Told to a model and cited: never a family name, an address or a web site (obligation 68).
_TELLABLE = frozenset(
    {
        DetailKind.FIRST_NAME,
        DetailKind.JOB_TITLE,
        DetailKind.COMPANY,
        DetailKind.INDUSTRY,
        DetailKind.LOCATION,
        DetailKind.COUNTRY,
        DetailKind.SENIORITY,
        DetailKind.HEAD_COUNT,
    }
)


@dataclass(frozen=True, slots=True)
class ProspectBriefs:
    """Lets messaging know what may be said about a person, with its sources."""

    prospects: ProspectRepository

    async def brief(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> ProspectBrief:
        prospect = await self.prospects.get(workspace_id, prospect_id)
        return ProspectBrief(
            id=prospect.id,
            first_name=prospect.detail(DetailKind.FIRST_NAME),
            last_name=prospect.detail(DetailKind.LAST_NAME),
            company=prospect.detail(DetailKind.COMPANY),
            job_title=prospect.detail(DetailKind.JOB_TITLE),
            source=prospect.origin.source,
            collected_on=prospect.origin.collected_on,
            facts=tuple(
                BriefFact(
                    id=fact.id,
                    label=fact.label.value,
                    value=fact.value,
                    source=fact.source,
                    observed_at=fact.observed_at,
                )
                for fact in prospect.facts
                if fact.label in _TELLABLE
            ),
        )


@dataclass(frozen=True, slots=True)
class CampaignSteps:
    """Lets messaging know what the step under way asks for, and what campaigns are called."""

    campaigns: Campaigns
    enrolments: Enrolments
    mandates: CampaignMandates
    autonomies: Autonomies

    async def step(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
    ) -> StepBrief:
        enrolment = await self.enrolments.get(workspace_id, enrolment_id)
        campaign = await self.campaigns.get(workspace_id, campaign_id)
        kinds = {
            StepKind.EMAIL: (MessageKind.EMAIL, campaign.mailbox_id),
            StepKind.LINKEDIN_INVITATION: (MessageKind.LINKEDIN_NOTE, campaign.linkedin_id),
            StepKind.LINKEDIN_MESSAGE: (MessageKind.LINKEDIN_MESSAGE, campaign.linkedin_id),
            StepKind.LINKEDIN_INMAIL: (MessageKind.LINKEDIN_INMAIL, campaign.linkedin_id),
            StepKind.CALL_TASK: (
                MessageKind.CALL_SCRIPT,
                campaign.mailbox_id or campaign.linkedin_id,
            ),
        }
        sequence = campaign.sequence_of(enrolment.revision)
        index = sequence.index_of(step_id)
        if index is None or not enrolment.awaits(sequence, step_id):
            raise StepNotWritable
        step = sequence.steps[index]
        kind, sender_id = kinds.get(step.kind, (None, None))
        if kind is None or sender_id is None:
            raise StepNotWritable
        if kind is MessageKind.LINKEDIN_NOTE and not step.with_note:
            kind = MessageKind.LINKEDIN_INVITE
        return StepBrief(
            campaign_id=campaign.id,
            step_id=step.id,
            step_index=index,
            kind=kind,
            goal=campaign.goal,
            objective=step.objective,
            offer_id=campaign.offer_id,
            persona_id=campaign.persona_id,
            sender_id=sender_id,
            mode=await self._mode(campaign, step_id),
        )

    async def answer_step(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        sender_id: SenderId,
        *,
        is_mail: bool,
    ) -> StepBrief:
        campaign = await self.campaigns.get(workspace_id, campaign_id)
        return StepBrief(
            campaign_id=campaign.id,
            step_id=StepId(""),
            step_index=0,
            kind=MessageKind.EMAIL if is_mail else MessageKind.LINKEDIN_MESSAGE,
            goal=campaign.goal,
            objective="",
            offer_id=campaign.offer_id,
            persona_id=campaign.persona_id,
            sender_id=sender_id,
            is_answer=True,
        )

    async def _mode(self, campaign: Campaign, step_id: StepId) -> str:
        """The level of the step where a mandate may let it leave unread, so that its words say so
        (A12); else the campaign's own.
        """
        mandate = await self.mandates.open_of(campaign.workspace_id, campaign.id)
        if mandate is None or step_id not in mandate.scope.step_ids:
            return campaign.mode
        autonomy = await self.autonomies.of(campaign.workspace_id, campaign.id, step_id)
        return autonomy.level.value if autonomy.level.is_unattended else campaign.mode

    async def names(
        self, workspace_id: WorkspaceId, campaign_ids: Sequence[CampaignId]
    ) -> Mapping[CampaignId, str]:
        found = {}
        for campaign_id in campaign_ids:
            try:
                found[campaign_id] = (await self.campaigns.get(workspace_id, campaign_id)).name
            except NotFound:
                continue
        return found


@dataclass(frozen=True, slots=True)
class ReviewedPeople:
    """Lets the validation queue show who each draft is for."""

    prospects: ProspectRepository
    scores: Scores

    async def people(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, ReviewPerson]:
        found = await self.prospects.many(workspace_id, prospect_ids)
        scores = await asyncio.gather(
            *(self.scores.find(workspace_id, prospect.id) for prospect in found)
        )
        return {
            prospect.id: ReviewPerson(
                full_name=prospect.full_name,
                job_title=prospect.detail(DetailKind.JOB_TITLE),
                company=prospect.detail(DetailKind.COMPANY),
                score=score.best.value if score else None,
                to_check=score is not None and score.best.verdict is Verdict.TO_CHECK,
            )
            for prospect, score in zip(found, scores, strict=True)
        }


@dataclass(frozen=True, slots=True)
class MandatedTexts:
    """Lets messaging ask for the mandate behind a text that nobody clicked."""

    check: CheckMandate

    async def offer(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
    ) -> Cover | None:
        found = await self.check.offer(workspace_id, campaign_id, enrolment_id, step_id)
        if found.refusal or found.mandate is None:
            return None
        return Cover(
            mandate_id=found.mandate.id,
            signed_by=found.mandate.signed_by,
            is_sampled=found.level is Level.SAMPLED,
        )

    async def draw(
        self,
        workspace_id: WorkspaceId,
        mandate_id: str,
        enrolment_id: EnrolmentId,
        draft_id: DraftId,
        credits_: int,
    ) -> str:
        return await self.check.draw(
            workspace_id, MandateId(mandate_id), enrolment_id, draft_id, credits_
        )
