"""Module-to-module fits: a port one module asks for, answered by another module's objects."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from domain.accounts.model.identity import PublishedPolicy
from domain.accounts.ports import Acceptances, Memberships, Users, Workspaces
from domain.billing.model.plans import Feature as PlanFeature
from domain.billing.ports import SpendingRuleBook, Subscriptions
from domain.billing.usecases.commit_credits import CommitCredits
from domain.billing.usecases.grant_credits import GrantCredits
from domain.billing.usecases.grant_trial import GrantTrial
from domain.billing.usecases.ledger import Ledger
from domain.billing.usecases.read_subscription import ReadEntitlements
from domain.billing.usecases.release_credits import ReleaseCredits
from domain.billing.usecases.reservation_end import ReservationEnd
from domain.billing.usecases.reserve_credits import ReserveCredits
from domain.campaigns.model.autonomy import Level
from domain.campaigns.model.calendar import CalendarRules
from domain.campaigns.model.campaign import Campaign, CampaignState
from domain.campaigns.model.enrolment import Candidate
from domain.campaigns.model.human_task import HumanTask
from domain.campaigns.model.sequence import StepKind
from domain.campaigns.ports import (
    Autonomies,
    Calendars,
    CallScript,
    Campaigns,
    Contact,
    Enrolments,
    SalesbookStanding,
    Words,
)
from domain.campaigns.ports import Mandates as CampaignMandates
from domain.campaigns.usecases.check_mandate import CheckMandate
from domain.consent.model import Controller, HeldPoint, IdentityKind, ObjectionChannel, SubProcessor
from domain.consent.model import Identity as ConsentIdentity
from domain.consent.ports import SentNotice
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.consent.usecases.hold_objection import HoldObjection
from domain.consent.usecases.record_objection import RecordObjection
from domain.delivery.errors import TextNotApproved
from domain.delivery.model.action import Action
from domain.delivery.model.dossier import CampaignStanding, PlanStanding, WorkspaceStanding
from domain.delivery.model.letter import Letter, Recipient
from domain.delivery.model.sender import SenderKind
from domain.delivery.model.verdict import Reason, ReasonCode
from domain.delivery.ports import Actions, CampaignOverview, Senders, SentActions
from domain.delivery.usecases.plan_answer import PlanAnswer
from domain.delivery.usecases.record_bounce import RecordBounce
from domain.enrichment.model import EmailStatus, StoreOutcome
from domain.enrichment.model import Identity as EnrichmentIdentity
from domain.inbox.errors import MessageNotFound
from domain.inbox.model.conversation import Channel
from domain.inbox.model.incoming import Bounce
from domain.inbox.model.text import html_of
from domain.inbox.ports import Answer as WrittenAnswer
from domain.inbox.ports import Conversations, Messages, Receiver, SentMatch, SentMessage
from domain.inbox.ports import Person as InboxPerson
from domain.insights.ports import CampaignShape, StepShape
from domain.messaging.errors import DraftNotApproved, DraftNotFound, StepNotWritable
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
from domain.messaging.model.draft import DraftState
from domain.messaging.ports import Cover, Drafts
from domain.messaging.ports import Person as ReviewPerson
from domain.messaging.usecases.generate_draft import GenerateDraft
from domain.messaging.usecases.read_approved_text import ReadApprovedText
from domain.messaging.usecases.regenerate_draft import RegenerateDraft
from domain.privacy.model.documents import DocumentSlug
from domain.privacy.model.subprocessors import SUB_PROCESSORS as REGISTER
from domain.privacy.ports import Documents
from domain.prospects.model.contact_points import PointKind, PointStatus
from domain.prospects.model.linkedin import read_profile
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.model.prospect import LegalBasis, Prospect
from domain.prospects.model.sensitive import sensitive_statement
from domain.prospects.model.stage import Stage
from domain.prospects.ports import (
    Companies,
    ProspectReader,
    ProspectRepository,
    SearchAccount,
    Shown,
)
from domain.prospects.ports import Identity as ProspectIdentity
from domain.prospects.ports import ScoreBoard as ProspectScoreBoard
from domain.prospects.usecases.add_prospect import AddProspect
from domain.prospects.usecases.disprove_number import DisproveNumber
from domain.prospects.usecases.record_contact_point import RecordContactPoint
from domain.salesbook.model.persona import Persona
from domain.salesbook.ports import Audience, Salesbooks
from domain.scoring.model.persona import Criterion as ScoringCriterion
from domain.scoring.model.persona import Fact as ScoringFact
from domain.scoring.model.persona import Feature, Personas
from domain.scoring.model.persona import Mode as ScoringMode
from domain.scoring.model.persona import Operator as ScoringOperator
from domain.scoring.model.persona import Persona as ScoringPersona
from domain.scoring.model.score import Band, Facts, Verdict
from domain.scoring.ports import BandCount, Scores, ShownScore
from domain.scoring.usecases.preview_persona import PreviewPersona as PreviewScoringPersona
from domain.shared.actor import CURRENT_ACTOR, PERMISSIONS, SYSTEM, Actor, Permission
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.errors import NotFound
from domain.shared.ids import (
    ActionId,
    CampaignId,
    DraftId,
    EnrolmentId,
    MandateId,
    MessageId,
    OfferId,
    PersonaId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import MAX_LIMIT, PageAsk
from domain.shared.places import holiday_region, zone_name

_POSITIVE = frozenset({Stage.INTERESTED, Stage.MEETING_BOOKED, Stage.WON})


@dataclass(frozen=True, slots=True)
class PublishedTexts:
    """Lets accounts ask which policy is in force."""

    documents: Documents

    async def current(self) -> PublishedPolicy:
        policy = await self.documents.current(DocumentSlug.POLICY)
        return PublishedPolicy(version=policy.version, sha256=policy.sha256)


@dataclass(frozen=True, slots=True)
class PlanRights:
    """Lets other modules ask, when they act, what the plan allows."""

    entitlements: ReadEntitlements

    async def require_full(self, workspace_id: WorkspaceId) -> None:
        (await self.entitlements(workspace_id)).require_full()

    async def has_autopilot(self, workspace_id: WorkspaceId) -> bool:
        return (await self.entitlements(workspace_id)).allows(PlanFeature.AUTOPILOT)


@dataclass(frozen=True, slots=True)
class CountedSeats:
    """Lets billing know what a workspace uses of what its plan counts."""

    senders: Senders
    workspaces: Workspaces

    async def mailboxes(self, workspace_id: WorkspaceId) -> int:
        return await self._count(workspace_id, SenderKind.MAILBOX)

    async def linkedin_accounts(self, workspace_id: WorkspaceId) -> int:
        return await self._count(workspace_id, SenderKind.LINKEDIN)

    async def company(self, workspace_id: WorkspaceId) -> str:
        return (await self.workspaces.get(workspace_id)).name

    async def _count(self, workspace_id: WorkspaceId, kind: SenderKind) -> int:
        """Those that send or would after a reconnection, not links nobody followed."""
        senders = await self.senders.list(workspace_id)
        return sum(one.kind is kind and bool(one.account_ref) for one in senders)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditDesk:
    """Lets other modules grant, reserve and settle credits in their own words."""

    ledger: Ledger
    trial: GrantTrial
    subscriptions: Subscriptions
    reserving: ReserveCredits
    committing: CommitCredits
    releasing: ReleaseCredits

    @classmethod
    def of(
        cls, ledger: Ledger, subscriptions: Subscriptions, rules: SpendingRuleBook
    ) -> "CreditDesk":
        ending = ReservationEnd(ledger=ledger)
        return cls(
            ledger=ledger,
            trial=GrantTrial(
                subscriptions=subscriptions,
                grant=GrantCredits(ledger=ledger),
                transaction=ledger.transaction,
                wall=ledger.wall,
            ),
            subscriptions=subscriptions,
            reserving=ReserveCredits(ledger=ledger, subscriptions=subscriptions, rules=rules),
            committing=CommitCredits(ending=ending),
            releasing=ReleaseCredits(ending=ending),
        )

    async def grant(self, workspace_id: WorkspaceId) -> None:
        await self.trial(workspace_id)

    async def refund(self, workspace_id: WorkspaceId, key: str, credits_: int, what: str) -> None:
        await GrantCredits(ledger=self.ledger)(workspace_id, key, credits_, what)

    async def available(self, workspace_id: WorkspaceId) -> int:
        return (await self.ledger.wallets.get(workspace_id)).available

    async def reserve(
        self, workspace_id: WorkspaceId, key: str, credits_: int, what: str, *, about: str = ""
    ) -> None:
        """On the order of whoever the running request acts for, so that their cap counts."""
        actor = CURRENT_ACTOR.get()
        by = SYSTEM if actor is None else actor.user_id
        await self.reserving(workspace_id, key, credits_, what, about=about, by=by)

    async def settle(self, workspace_id: WorkspaceId, key: str, spent: int) -> None:
        if spent:
            await self.committing(workspace_id, key, spent)
        else:
            await self.releasing(workspace_id, key)


# --- messaging and enrichment ---


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
class ContactRules:
    """Lets enrichment and messaging ask whether a person may be looked up or written to."""

    prospects: ProspectRepository
    suppressions: CheckSuppression

    async def refusal(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, kind: MessageKind | None = None
    ) -> str | None:
        found = await self.prospects.many(workspace_id, [prospect_id])
        if not found:
            return "prospect-not-found"
        (prospect,) = found
        if prospect.opted_out_at is not None:
            return "prospect-opted-out"
        if prospect.restricted_at is not None:
            return "prospect-restricted"
        known = [ConsentIdentity.of(IdentityKind(p.kind.value), p.value) for p in prospect.points]
        may = await self.suppressions.may_contact(
            workspace_id,
            prospect_id,
            [identity for identity in known if identity is not None],
            channel=None if kind is None else kind.channel,
        )
        return None if may else "person-may-not-be-contacted"


@dataclass(frozen=True, slots=True)
class EnrichableCards:
    """Lets enrichment know who people are, and put on their card what was found."""

    prospects: ProspectRepository
    recording: RecordContactPoint

    async def identities(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, EnrichmentIdentity]:
        found = await self.prospects.many(workspace_id, prospect_ids)
        return {prospect.id: self._identity(prospect) for prospect in found}

    @staticmethod
    def _identity(prospect: Prospect) -> EnrichmentIdentity:
        profile = prospect.point(PointKind.LINKEDIN)
        verified = [
            point.verified_at
            for point in prospect.points
            if point.kind is PointKind.EMAIL
            and point.professional
            and point.verified_at is not None
            and point.status in {PointStatus.DELIVERABLE, PointStatus.HIGH_PROBABILITY}
        ]
        return EnrichmentIdentity(
            first_name=prospect.detail(DetailKind.FIRST_NAME),
            last_name=prospect.detail(DetailKind.LAST_NAME),
            company=prospect.detail(DetailKind.COMPANY),
            domain=prospect.detail(DetailKind.DOMAIN),
            linkedin_url=profile.value if profile else "",
            work_email_verified_at=max(verified, default=None),
        )

    async def store_work_email(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        email: str,
        status: EmailStatus,
        at: datetime,  # noqa: ARG002 - prospects dates it by the same clock
    ) -> StoreOutcome:
        recorded = await self.recording.email(
            workspace_id,
            prospect_id,
            EmailAddress(email),
            provider="FullEnrich",
            status=PointStatus(status.value),
        )
        return StoreOutcome(recorded.value)


# --- consent, inbox and insights ---


def _identity(kind: str, value: str) -> ConsentIdentity | None:
    return ConsentIdentity.of(IdentityKind(kind), value)


@dataclass(frozen=True, slots=True)
class KnownAddresses:
    """Lets consent know every address of a person it suppresses."""

    prospects: ProspectRepository

    async def of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[ConsentIdentity]:
        prospect = await self.prospects.get(workspace_id, prospect_id)
        found = (_identity(point.kind.value, point.value) for point in prospect.points)
        return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True)
class SuppressedPeople:
    """Lets prospects ask who may not come in again."""

    suppressions: CheckSuppression

    async def suppressed(
        self, workspace_id: WorkspaceId, identities: Collection[ProspectIdentity]
    ) -> frozenset[ProspectIdentity]:
        asked = {one: _identity(one.kind, one.value) for one in identities}
        refused = await self.suppressions(
            workspace_id, {one for one in asked.values() if one is not None}
        )
        return frozenset(one for one, canonical in asked.items() if canonical in refused)


@dataclass(frozen=True, slots=True)
class ImportedObjections:
    """Lets an import say who objected before, known as a prospect or only by addresses."""

    recording: RecordObjection

    async def record(
        self,
        workspace_id: WorkspaceId,
        identities: Collection[ProspectIdentity],
        *,
        prospect_id: ProspectId | None,
        channel: str,
        evidence_ref: str,
    ) -> None:
        found = [_identity(one.kind, one.value) for one in identities]
        heard_from = [one for one in found if one is not None]
        said = ObjectionChannel(channel)
        if prospect_id is None:
            await self.recording.of_addresses(
                workspace_id, heard_from, channel=said, evidence_ref=evidence_ref
            )
            return
        await self.recording(
            workspace_id,
            prospect_id,
            channel=said,
            evidence_ref=evidence_ref,
            heard_from=heard_from,
        )


@dataclass(frozen=True, slots=True)
class HeardObjections:
    """Lets the inbox record an objection it read."""

    recording: RecordObjection

    async def record(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        channel: str,
        evidence_ref: str,
        heard_from: Collection[str] = (),
    ) -> None:
        found = [_identity(IdentityKind.EMAIL, one) for one in heard_from]
        await self.recording(
            workspace_id,
            prospect_id,
            channel=ObjectionChannel(channel),
            evidence_ref=evidence_ref,
            heard_from=[one for one in found if one is not None],
        )


@dataclass(frozen=True, slots=True)
class HeldDoubts:
    """Lets the inbox hold, and take back, what may be an objection."""

    holding: HoldObjection

    async def hold(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        *,
        channel: str,
        evidence_ref: str,
    ) -> None:
        await self.holding(
            workspace_id,
            prospect_id,
            channel=ObjectionChannel(channel),
            evidence_ref=evidence_ref,
        )

    async def lift(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        await self.holding.lift(workspace_id, prospect_id)


@dataclass(frozen=True, slots=True)
class MailboxHolders:
    """Lets the inbox know whose mailbox it is."""

    senders: Senders

    async def owner(self, workspace_id: WorkspaceId, sender_id: SenderId) -> UserId:
        return (await self.senders.get(workspace_id, sender_id)).owner_id


@dataclass(frozen=True, slots=True)
class WorkspaceMembers:
    """Lets the inbox give a conversation to a colleague."""

    memberships: Memberships

    async def require(self, workspace_id: WorkspaceId, user_id: str) -> None:
        if await self.memberships.find(workspace_id, UserId(user_id)) is None:
            raise NotFound


@dataclass(frozen=True, slots=True)
class ReferredPeople:
    """Lets the inbox add whom a prospect named; the source tells them how (Art. 14(2)(f))."""

    adding: AddProspect
    prospects: ProspectRepository
    clock: Clock

    async def add(
        self, actor: Actor, *, full_name: str, email: str, referred_by: ProspectId
    ) -> ProspectId:
        referrer = await self.prospects.get(actor.workspace_id, referred_by)
        address = EmailAddress(email) if email else None
        if address is not None:
            known = await self.prospects.known(actor.workspace_id, [f"email:{address.value}"])
            if known:
                return known[0].id
        first, _, last = full_name.strip().partition(" ")
        company = referrer.detail(DetailKind.COMPANY)
        said = {
            DetailKind.FIRST_NAME: first,
            DetailKind.LAST_NAME: last.strip(),
            DetailKind.COMPANY: company,
        }
        added = await self.adding(
            actor,
            Person(
                details={kind: text for kind, text in said.items() if text},
                emails=(address,) if address is not None else (),
                profiles=(),
                phones=(),
            ),
            source=f"{referrer.full_name} ({company})" if company else referrer.full_name,
            legal_basis=LegalBasis.LEGITIMATE_INTEREST,
            collected_on=self.clock.now().date(),
        )
        return added.id


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


# Who processes for us where a prospect's data is concerned, from the one register.
SUB_PROCESSORS = tuple(
    SubProcessor(name=one.name, role=one.services, role_en=one.services_en, country=one.country)
    for one in REGISTER
    if one.sees_prospects
)


@dataclass(frozen=True, slots=True)
class NoticeSources:
    """Lets consent tell a person who writes and what is held, without showing it."""

    prospects: ProspectRepository
    salesbooks: Salesbooks

    async def controller(self, workspace_id: WorkspaceId) -> Controller:
        company = (await self.salesbooks.get(workspace_id)).company
        return Controller(
            name=company.name,
            legal_name=company.legal_name,
            postal_address=company.postal_address,
            rights_email=company.rights_email,
            website=company.website,
        )

    async def held(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[HeldPoint]:
        prospect = await self.prospects.get(workspace_id, prospect_id)
        details = {
            DetailKind.FIRST_NAME: "identity",
            DetailKind.LAST_NAME: "identity",
            DetailKind.JOB_TITLE: "job",
            DetailKind.COMPANY: "company",
        }
        told = [
            (details[fact.label], fact.source, fact.observed_at)
            for fact in prospect.facts
            if fact.label in details
        ]
        told += [
            (point.kind.value, point.provider or point.source, point.obtained_at)
            for point in prospect.points
        ]
        origin = prospect.origin
        held = (
            HeldPoint(
                category=category,
                source=source,
                # What came with the person was collected when its source says, not when typed in.
                obtained_on=origin.collected_on if source == origin.source else at.date(),
            )
            for category, source, at in told
        )
        return list(dict.fromkeys(held))

    async def sub_processors(self) -> Sequence[SubProcessor]:
        return SUB_PROCESSORS


@dataclass(frozen=True, slots=True)
class SentNotices:
    """Lets consent prove which notice left with a message."""

    actions: Actions
    drafts: Drafts
    public_url: str

    async def notice_of(self, workspace_id: WorkspaceId, draft_id: DraftId) -> SentNotice | None:
        try:
            draft = await self.drafts.get(workspace_id, draft_id)
        except DraftNotFound:  # its reader was erased meanwhile
            return None
        rendered = draft.current.rendered
        if f"{self.public_url}/p/" not in rendered.text:
            return None
        return SentNotice(sha256=rendered.sha256, language=draft.language.value)

    async def address_of(self, workspace_id: WorkspaceId, action_id: ActionId) -> str | None:
        action = await self.actions.get(workspace_id, action_id)
        return action.recipient_ref if "@" in action.recipient_ref else None


@dataclass(frozen=True, slots=True)
class SentAddresses:
    """Lets enrichment know which address a message went to."""

    actions: Actions

    async def address_of(self, workspace_id: WorkspaceId, action_id: ActionId) -> str | None:
        action = await self.actions.get(workspace_id, action_id)
        return action.recipient_ref if "@" in action.recipient_ref else None


@dataclass(frozen=True, slots=True)
class ConnectedReceivers:
    """Lets the inbox know whose account a message came in by."""

    senders: Senders

    async def find(self, account_ref: str) -> Receiver | None:
        sender = await self.senders.of_account(account_ref)
        if sender is None:
            return None
        return Receiver(
            workspace_id=sender.workspace_id,
            sender_id=sender.id,
            own_address=sender.address if sender.kind is SenderKind.MAILBOX else "",
        )


@dataclass(frozen=True, slots=True)
class DeliveredMessages:
    """Lets the inbox find and show what we sent."""

    actions: SentActions
    drafts: Drafts
    senders: Senders

    @staticmethod
    def _match(action: Action | None) -> SentMatch | None:
        if action is None:
            return None
        return SentMatch(
            prospect_id=action.prospect_id,
            action_id=action.id,
            campaign_id=action.campaign_id,
            enrolment_id=action.enrolment_id,
            step_id=action.step_id,
        )

    async def match(
        self, workspace_id: WorkspaceId, sender_id: SenderId, refs: Sequence[str]
    ) -> SentMatch | None:
        return self._match(await self.actions.of_refs(workspace_id, sender_id, refs))

    async def invited(
        self, workspace_id: WorkspaceId, sender_id: SenderId, person_refs: Sequence[str]
    ) -> SentMatch | None:
        return self._match(await self.actions.invitation(workspace_id, sender_id, person_refs))

    async def latest(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, channel: Channel
    ) -> SentMatch | None:
        mail = channel is Channel.EMAIL
        return self._match(await self.actions.latest(workspace_id, prospect_id, mail=mail))

    async def to(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, channel: Channel
    ) -> Sequence[SentMessage]:
        mail = channel is Channel.EMAIL
        actions = await self.actions.to(workspace_id, prospect_id, mail=mail)
        names = {one.id: one.display_name for one in await self.senders.list(workspace_id)}
        return [
            SentMessage(
                action_id=action.id,
                at=action.sent_at or action.planned_at,
                subject=action.subject,
                text=await self._text(workspace_id, action),
                from_name=names.get(action.sender_id, ""),
            )
            for action in actions
            if not action.kind.by_hand
        ]

    async def _text(self, workspace_id: WorkspaceId, action: Action) -> str:
        draft = await self.drafts.get(workspace_id, DraftId(action.text_ref))
        return draft.current.rendered.text


@dataclass(frozen=True, slots=True)
class KnownProspects:
    """Lets inbox and insights recognise people and show who they are."""

    prospects: ProspectRepository
    salesbooks: Salesbooks

    async def require(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        await self.prospects.get(workspace_id, prospect_id)

    async def by_email(self, workspace_id: WorkspaceId, address: str) -> ProspectId | None:
        try:
            key = f"email:{EmailAddress(address).value}"
        except NotAnEmailAddress:
            return None
        return await self._holder(workspace_id, [key])

    async def by_linkedin(
        self, workspace_id: WorkspaceId, profiles: Collection[str]
    ) -> ProspectId | None:
        read = (read_profile(one) for one in profiles)
        keys = [profile.identity for profile in read if profile is not None]
        return await self._holder(workspace_id, keys) if keys else None

    async def _holder(self, workspace_id: WorkspaceId, keys: Sequence[str]) -> ProspectId | None:
        found = await self.prospects.known(workspace_id, keys)
        return found[0].id if found else None

    async def show(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, InboxPerson]:
        return {
            prospect.id: InboxPerson(
                full_name=prospect.full_name,
                job_title=prospect.detail(DetailKind.JOB_TITLE),
                company=prospect.detail(DetailKind.COMPANY),
                stage=prospect.stage.value,
            )
            for prospect in await self.prospects.many(workspace_id, prospect_ids)
        }

    async def language(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> str:  # noqa: ARG002
        """A workspace writes in the language of its first persona."""
        personas = (await self.salesbooks.get(workspace_id)).personas
        return personas[0].language.value if personas else "fr"


@dataclass(frozen=True, slots=True)
class DeliveryBounces:
    """Lets the inbox tell delivery that a message came back."""

    recording: RecordBounce

    async def record(
        self,
        workspace_id: WorkspaceId,
        match: SentMatch,
        bounce: Bounce,
        *,
        at: datetime,  # noqa: ARG002 - delivery dates it by the same clock
    ) -> None:
        await self.recording(
            workspace_id, match.action_id, code=bounce.code, permanent=bounce.is_permanent
        )


def answer_letter(subject: str, text: str) -> Letter:
    """The exact bytes of a person's answer: their words, and nothing added."""
    return Letter.of(subject=subject, text=text, html=html_of(text), headers={})


@dataclass(frozen=True, slots=True)
class AnswerDesk:
    """Lets the inbox put an answer in the delivery queue."""

    planning: PlanAnswer

    async def plan(self, workspace_id: WorkspaceId, answer: WrittenAnswer) -> None:
        await self.planning(
            workspace_id,
            message_id=answer.message_id,
            prospect_id=answer.prospect_id,
            sender_id=answer.sender_id,
            channel=answer.channel.value,
            sha256=answer_letter(answer.subject, answer.text).sha256,
            reply_ref=answer.reply_ref,
            thread_ref=answer.thread_ref,
        )


@dataclass(frozen=True, slots=True)
class AnswerTexts:
    """Lets delivery read the bytes of an answer that a person wrote."""

    messages: Messages

    async def of_answer(self, workspace_id: WorkspaceId, message_id: str) -> Letter:
        try:
            message = await self.messages.get(workspace_id, MessageId(message_id))
        except MessageNotFound as error:
            raise TextNotApproved from error
        return answer_letter(message.subject, message.text)


@dataclass(frozen=True, slots=True)
class SendingSteps:
    """Lets insights show results by campaign and by step that sends."""

    campaigns: Campaigns

    async def get(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> CampaignShape:
        return self._shape(await self.campaigns.get(workspace_id, campaign_id))

    async def all(self, workspace_id: WorkspaceId) -> Sequence[CampaignShape]:
        page = await self.campaigns.page(workspace_id, PageAsk(limit=MAX_LIMIT))
        return [self._shape(campaign) for campaign in page.items]

    @staticmethod
    def _shape(campaign: Campaign) -> CampaignShape:
        return CampaignShape(
            campaign_id=campaign.id,
            name=campaign.name,
            state=campaign.state.value,
            steps=tuple(
                StepShape(step_id=step.id, kind=step.kind.value, label=step.objective)
                for step in campaign.sequence.steps
                if step.kind.channel and not step.is_by_hand
            ),
        )


@dataclass(frozen=True, slots=True)
class UserNames:
    """Lets insights show who acted."""

    users: Users

    async def of_users(self, user_ids: Collection[str]) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for user_id in user_ids:
            try:
                user = await self.users.get(UserId(user_id))
            except NotFound:
                continue
            names[user_id] = f"{user.first_name} {user.last_name}".strip()
        return names


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


# --- prospects and scoring ---


@dataclass(frozen=True, slots=True)
class EnrolledPeople:
    """Lets prospects list the people of one campaign."""

    campaigns: Campaigns
    enrolments: Enrolments

    async def of(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> Collection[ProspectId]:
        await self.campaigns.get(workspace_id, campaign_id)
        people: list[ProspectId] = []
        ask = PageAsk(limit=1000)
        while len(people) < 10_000:
            page = await self.enrolments.page(workspace_id, campaign_id, ask)
            people += [one.prospect_id for one in page.items]
            if page.next is None:
                break
            ask = PageAsk(limit=1000, after=page.next)
        return people


@dataclass(frozen=True, slots=True)
class PeopleInCampaigns:
    """Lets prospects know who is in a campaign now, and so may not simply go."""

    enrolments: Enrolments

    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> frozenset[ProspectId]:
        if not prospect_ids:
            return frozenset()
        active = await self.enrolments.known(workspace_id, CampaignId(""), prospect_ids)
        return frozenset(one.prospect_id for one in active)


@dataclass(frozen=True, slots=True)
class ScoresLeftBehind:
    """Lets prospects drop the scores of people who are no longer here."""

    scores: Scores

    async def forget(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        if prospect_ids:
            await self.scores.drop(workspace_id, prospect_ids)


@dataclass(frozen=True, slots=True)
class SpecialCategories:
    """Lets scoring refuse words that no score may rest on."""

    def speaks_of(self, text: str) -> str:
        return sensitive_statement(text)


_FEATURES = {
    Feature.TITLE: DetailKind.JOB_TITLE,
    Feature.COMPANY: DetailKind.COMPANY,
    Feature.INDUSTRY: DetailKind.INDUSTRY,
    Feature.LOCATION: DetailKind.LOCATION,
    Feature.COUNTRY: DetailKind.COUNTRY,
    Feature.SENIORITY: DetailKind.SENIORITY,
    Feature.HEAD_COUNT: DetailKind.HEAD_COUNT,
    Feature.DOMAIN: DetailKind.DOMAIN,
}


@dataclass(frozen=True, slots=True)
class ScorablePeople:
    """Lets scoring know the allowed features of people, with their evidence."""

    prospects: ProspectRepository
    reader: ProspectReader

    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, Facts]:
        found = await self.prospects.many(workspace_id, prospect_ids)
        return {one.id: self._facts(one) for one in found if one.restricted_at is None}

    @staticmethod
    def _facts(prospect: Prospect) -> Facts:
        known = ((feature, prospect.details.get(kind)) for feature, kind in _FEATURES.items())
        return {
            feature: ScoringFact(
                value=detail.value, source=detail.source, observed_at=detail.observed_at
            )
            for feature, detail in known
            if detail is not None
        }

    async def ids_after(
        self, workspace_id: WorkspaceId, after: str, limit: int
    ) -> Sequence[ProspectId]:
        return await self.reader.ids_after(workspace_id, after, limit)


def _scored_persona(persona: Persona) -> ScoringPersona:
    return ScoringPersona(
        id=persona.id,
        name=persona.name,
        criteria=tuple(
            ScoringCriterion(
                id=one.id,
                feature=Feature.named(one.field.value),
                operator=ScoringOperator(one.operator.value),
                values=one.values,
                mode=ScoringMode(one.mode.value),
                weight=one.weight,
            )
            for one in persona.criteria
        ),
    )


@dataclass(frozen=True, slots=True)
class SoughtPersonas:
    """Lets scoring know whom the workspace looks for."""

    salesbooks: Salesbooks

    async def personas(self, workspace_id: WorkspaceId) -> Personas:
        book = await self.salesbooks.get(workspace_id)
        return Personas(revision=book.version, personas=tuple(map(_scored_persona, book.personas)))


@dataclass(frozen=True, slots=True)
class ContactedPeople:
    """Lets scoring count, per band, who was contacted and who became interested. Whoever was lost
    afterwards counts as contacted.
    """

    reader: ProspectReader

    async def per_band(self, workspace_id: WorkspaceId) -> Mapping[Band, BandCount]:
        stages = await self.reader.stages_by_band(workspace_id)
        counts: dict[Band, BandCount] = {}
        for (band, stage), people in stages.items():
            known = counts.get(Band(band), BandCount(contacted=0, positive=0))
            positive = people if stage in _POSITIVE else 0
            counts[Band(band)] = BandCount(
                contacted=known.contacted + people, positive=known.positive + positive
            )
        return counts


@dataclass(frozen=True, slots=True)
class ListScores:
    """Lets scoring show its scores in the lists of prospects."""

    board: ProspectScoreBoard

    async def show(self, workspace_id: WorkspaceId, scores: Sequence[ShownScore]) -> None:
        await self.board.show(
            workspace_id,
            [
                Shown(
                    prospect_id=one.prospect_id,
                    score=one.score,
                    band=one.band,
                    verdict=one.verdict,
                )
                for one in scores
            ],
        )


@dataclass(frozen=True, slots=True)
class CountedAudience:
    """Lets the Salesbook preview a persona."""

    preview: PreviewScoringPersona

    async def count(self, workspace_id: WorkspaceId, persona: Persona) -> Audience:
        found = await self.preview(workspace_id, _scored_persona(persona))
        return Audience(
            kept=found.counts.get(Verdict.KEPT, 0),
            to_check=found.counts.get(Verdict.TO_CHECK, 0),
            dismissed=found.counts.get(Verdict.DISMISSED, 0),
            removed_by=found.removed_by,
        )


# --- campaigns and delivery ---


@dataclass(frozen=True, slots=True)
class PlanSignatories:
    """Lets campaigns know who may sign a mandate now."""

    memberships: Memberships

    async def may_sign(self, workspace_id: WorkspaceId, user_id: UserId) -> bool:
        membership = await self.memberships.find(workspace_id, user_id)
        return membership is not None and (Permission.MANDATES_SIGN in PERMISSIONS[membership.role])


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
class CampaignAudience:
    """Lets campaigns know who can be written to, on which channels, and what speaks against it."""

    prospects: ProspectRepository
    scores: Scores
    suppressions: CheckSuppression

    async def candidates(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Candidate]:
        found = await self.prospects.many(workspace_id, prospect_ids)
        people = {one.id: self._identities(one) for one in found}
        asked = {identity for identities in people.values() for identity in identities}
        refused = await self.suppressions(workspace_id, asked)
        scores = await asyncio.gather(*(self.scores.find(workspace_id, one.id) for one in found))
        return {
            one.id: Candidate(
                prospect_id=one.id,
                channels=_channels(one),
                refusal=self._refusal(
                    one,
                    suppressed=bool(people[one.id] & refused),
                    dismissed=score is not None and score.best.verdict is Verdict.DISMISSED,
                ),
                country=one.detail(DetailKind.COUNTRY).strip().upper(),
                location=one.detail(DetailKind.LOCATION),
                company=_company_key(one),
            )
            for one, score in zip(found, scores, strict=True)
        }

    @staticmethod
    def _identities(prospect: Prospect) -> set[ConsentIdentity]:
        known = (_identity(point.kind.value, point.value) for point in prospect.points)
        person = ConsentIdentity(IdentityKind.PROSPECT, prospect.id)
        return {person, *(one for one in known if one is not None)}

    @staticmethod
    def _refusal(prospect: Prospect, *, suppressed: bool, dismissed: bool) -> str:
        """In the order of the send rules (SND-6)."""
        if suppressed or prospect.opted_out_at is not None:
            return "suppressed"
        if prospect.restricted_at is not None:
            return "restricted"
        return "relevance_low" if dismissed else ""

    async def names(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, str]:
        found = await self.prospects.many(workspace_id, prospect_ids)
        return {one.id: one.full_name for one in found}

    async def contacts(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Contact]:
        found = await self.prospects.many(workspace_id, prospect_ids)
        return {one.id: _contact(one) for one in found}


def _contact(prospect: Prospect) -> Contact:
    profile, phone = prospect.point(PointKind.LINKEDIN), prospect.point(PointKind.PHONE)
    return Contact(
        full_name=prospect.full_name,
        job_title=prospect.detail(DetailKind.JOB_TITLE),
        company=prospect.detail(DetailKind.COMPANY),
        linkedin_url=profile.value if profile else "",
        phone=phone.value if phone else "",
        phone_status=phone.status.value if phone else "",
        phone_source=phone.source if phone else "",
    )


def _company_key(prospect: Prospect) -> str:
    """The same for everybody of one company: its domain, else its name."""
    known = prospect.detail(DetailKind.DOMAIN) or prospect.detail(DetailKind.COMPANY)
    return " ".join(known.casefold().split())


@dataclass(frozen=True, slots=True)
class HandWords:
    """Lets campaigns show the approved text that a person sends by hand."""

    approved: ReadApprovedText

    async def of(self, workspace_id: WorkspaceId, draft_id: str) -> Words | None:
        try:
            rendered = await self.approved(workspace_id, DraftId(draft_id))
        except (DraftNotApproved, DraftNotFound):
            return None
        return Words(subject=rendered.subject, text=rendered.text)


@dataclass(frozen=True, slots=True)
class CallObjections:
    """Lets campaigns record that somebody said no on the telephone."""

    recording: RecordObjection

    async def record(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, evidence_ref: str
    ) -> None:
        await self.recording(
            workspace_id, prospect_id, channel=ObjectionChannel.PHONE, evidence_ref=evidence_ref
        )


@dataclass(frozen=True, slots=True)
class CalledNumbers:
    """Lets campaigns say that a number is somebody else's."""

    disproving: DisproveNumber

    async def record(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        await self.disproving(workspace_id, prospect_id)


@dataclass(frozen=True, slots=True)
class WrittenScripts:
    """Lets campaigns show and order what to say in a call."""

    drafts: Drafts
    generate: GenerateDraft
    regenerate: RegenerateDraft

    async def of(self, task: HumanTask) -> CallScript | None:
        draft = await self.drafts.of_step(task.workspace_id, task.enrolment_id, task.step_id)
        if draft is None:
            return None
        if not draft.versions:
            return CallScript(text="", refused_for=(draft.problem,) if draft.problem else ())
        made = draft.current
        refused = tuple(dict.fromkeys(one.code for one in made.verdict.blocks))
        return CallScript(text="" if refused else made.rendered.text, refused_for=refused)

    async def write(self, actor: Actor, task: HumanTask, instruction: str) -> None:
        draft = await self.drafts.of_step(task.workspace_id, task.enrolment_id, task.step_id)
        if draft is not None and draft.state is DraftState.TO_READ:
            await self.regenerate(actor, draft.id, instruction)
            return
        made = await self.generate(
            task.workspace_id,
            task.campaign_id,
            task.enrolment_id,
            task.prospect_id,
            task.step_id,
            asked=True,
        )
        if made is None:
            raise StepNotWritable


def _channels(prospect: Prospect) -> frozenset[str]:
    """A personal mailbox is no channel (compliance.md 8, rule 8)."""
    mail = prospect.point(PointKind.EMAIL)
    known = {
        "email": mail is not None and mail.professional,
        "linkedin": prospect.point(PointKind.LINKEDIN) is not None,
        "phone": prospect.point(PointKind.PHONE) is not None,
    }
    return frozenset(channel for channel, held in known.items() if held)


@dataclass(frozen=True, slots=True)
class SalesbookStandings:
    """Lets campaigns check what the salesbook holds of what a first message must say."""

    salesbooks: Salesbooks

    async def standing(
        self, workspace_id: WorkspaceId, offer_id: OfferId, persona_id: PersonaId
    ) -> SalesbookStanding:
        book = await self.salesbooks.get(workspace_id)
        offers = [one for one in book.offers if one.id == offer_id]
        return SalesbookStanding(
            has_identity=bool(book.company.name and book.company.legal_name),
            has_postal_address=bool(book.company.postal_address),
            has_rights_email=bool(book.company.rights_email),
            has_offer=bool(offers),
            has_call_to_action=any(one.call_to_action for one in offers),
            has_persona=any(one.id == persona_id for one in book.personas),
            revision=book.revision,
        )


@dataclass(frozen=True, slots=True)
class OwnLinkedinAccounts:
    """Lets prospects look for people through a member's connected LinkedIn account."""

    senders: Senders

    async def of(self, workspace_id: WorkspaceId) -> Sequence[SearchAccount]:
        return [
            SearchAccount(
                sender_id=one.id,
                owner_id=one.owner_id,
                account_ref=one.account_ref,
                display_name=one.display_name,
                is_connected=one.is_connected,
                is_paid=one.is_paid,
            )
            for one in await self.senders.list(workspace_id)
            if one.kind is SenderKind.LINKEDIN and one.account_ref
        ]


@dataclass(frozen=True, slots=True)
class SenderStandings:
    """Lets campaigns check that a sender of the right kind can send."""

    senders: Senders

    async def is_connected(
        self, workspace_id: WorkspaceId, sender_id: SenderId, channel: str
    ) -> bool | None:
        try:
            sender = await self.senders.get(workspace_id, sender_id)
        except NotFound:
            return None
        is_right = (sender.kind is SenderKind.MAILBOX) is (channel == "email")
        return sender.is_connected if is_right else None


@dataclass(frozen=True, slots=True)
class WorkspaceStandings:
    """Lets delivery know whether a workspace may send: it exists, and its owner accepted a text."""

    workspaces: Workspaces
    acceptances: Acceptances
    entitlements: ReadEntitlements

    async def standing(self, workspace_id: WorkspaceId) -> WorkspaceStanding:
        try:
            workspace = await self.workspaces.get(workspace_id)
        except NotFound:
            return WorkspaceStanding(is_active=False, policy_accepted=False)
        accepted = await self.acceptances.of_user(workspace_id, workspace.opened_by)
        held = await self.entitlements(workspace_id)
        return WorkspaceStanding(
            is_active=True,
            policy_accepted=bool(accepted),
            is_paid=held.is_full,
            sends_per_day=held.plan.sends_per_day,
            mailboxes=held.mailboxes,
            linkedin_accounts=held.linkedin_accounts,
        )


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
            legal_basis=prospect.origin.legal_basis.value,
            collected_on=prospect.origin.collected_on,
            restricted=prospect.restricted_at is not None,
            dismissed=score is not None and score.best.verdict is Verdict.DISMISSED,
        )
