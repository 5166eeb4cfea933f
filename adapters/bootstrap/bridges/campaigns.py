"""What `campaigns` asks of other modules, answered by their objects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.bootstrap.bridges.consent import consent_identity
from adapters.bootstrap.bridges.delivery import company_key
from domain.accounts.ports import Memberships
from domain.campaigns.model.enrolment import Candidate
from domain.campaigns.model.human_task import HumanTask
from domain.campaigns.ports import CallScript, Contact, SalesbookStanding, Words
from domain.consent.model import Identity as ConsentIdentity
from domain.consent.model import IdentityKind, ObjectionChannel
from domain.consent.usecases.check_suppression import CheckSuppression
from domain.consent.usecases.record_objection import RecordObjection
from domain.delivery.model.sender import SenderKind
from domain.delivery.ports import Senders
from domain.messaging.errors import DraftNotApproved, DraftNotFound, StepNotWritable
from domain.messaging.model.draft import DraftState
from domain.messaging.ports import Drafts
from domain.messaging.usecases.generate_draft import GenerateDraft
from domain.messaging.usecases.read_approved_text import ReadApprovedText
from domain.messaging.usecases.regenerate_draft import RegenerateDraft
from domain.prospects.model.contact_points import PointKind
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Prospect
from domain.prospects.ports import ProspectRepository
from domain.prospects.usecases.disprove_number import DisproveNumber
from domain.salesbook.ports import Salesbooks
from domain.scoring.model.score import Verdict
from domain.scoring.ports import Scores
from domain.shared.actor import PERMISSIONS, Actor, Permission
from domain.shared.errors import NotFound
from domain.shared.ids import DraftId, OfferId, PersonaId, ProspectId, SenderId, UserId, WorkspaceId


@dataclass(frozen=True, slots=True)
class PlanSignatories:
    """Lets campaigns know who may sign a mandate now."""

    memberships: Memberships

    async def may_sign(self, workspace_id: WorkspaceId, user_id: UserId) -> bool:
        membership = await self.memberships.find(workspace_id, user_id)
        return membership is not None and (Permission.MANDATES_SIGN in PERMISSIONS[membership.role])


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
        verdicts = await self.scores.verdicts(workspace_id, list(people))
        return {
            one.id: Candidate(
                prospect_id=one.id,
                channels=_channels(one),
                refusal=self._refusal(
                    one,
                    suppressed=bool(people[one.id] & refused),
                    dismissed=verdicts.get(one.id) is Verdict.DISMISSED,
                ),
                country=one.detail(DetailKind.COUNTRY).strip().upper(),
                location=one.detail(DetailKind.LOCATION),
                company=company_key(one),
            )
            for one in found
        }

    @staticmethod
    def _identities(prospect: Prospect) -> set[ConsentIdentity]:
        known = (consent_identity(point.kind.value, point.value) for point in prospect.points)
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
            has_legal_kind=book.company.legal_kind is not None,
            has_register_number=bool(book.company.register_number),
            has_postal_address=bool(book.company.postal_address),
            has_rights_email=bool(book.company.rights_email),
            has_offer=bool(offers),
            has_call_to_action=any(one.call_to_action for one in offers),
            has_persona=any(one.id == persona_id for one in book.personas),
            revision=book.revision,
        )


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
