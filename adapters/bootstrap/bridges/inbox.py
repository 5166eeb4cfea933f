"""What `inbox` asks of other modules, answered by their objects."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from adapters.bootstrap.bridges.consent import consent_identity
from domain.accounts.ports import Memberships
from domain.consent.model import IdentityKind, ObjectionChannel
from domain.consent.usecases.hold_objection import HoldObjection
from domain.consent.usecases.record_objection import RecordObjection
from domain.delivery.model.action import Action
from domain.delivery.model.letter import Letter
from domain.delivery.model.sender import SenderKind
from domain.delivery.ports import Actions, Evidence, Senders, SentActions, Sighting, Trace
from domain.delivery.usecases.plan_answer import PlanAnswer
from domain.delivery.usecases.record_bounce import RecordBounce
from domain.delivery.usecases.record_complaint import RecordComplaint
from domain.inbox.model.access import AccessReason, MailboxAccess
from domain.inbox.model.answer_draft import DraftedLine, Heard, Remark
from domain.inbox.model.answer_draft import Evidence as AnswerEvidence
from domain.inbox.model.conversation import Channel
from domain.inbox.model.incoming import Bounce
from domain.inbox.model.text import html_of
from domain.inbox.ports import AccessLog, AnswerAsk, Receiver, SentMatch, SentMessage
from domain.inbox.ports import Answer as WrittenAnswer
from domain.inbox.ports import Person as InboxPerson
from domain.inbox.ports import WrittenAnswer as ProposedAnswer
from domain.messaging.ports import Drafts
from domain.messaging.usecases.write_answer import AnswerOrder, WriteAnswer
from domain.prospects.model.linkedin import read_profile
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.model.prospect import LegalBasis
from domain.prospects.ports import ProspectRepository
from domain.prospects.usecases.add_prospect import AddProspect
from domain.salesbook.ports import Salesbooks
from domain.shared.actor import Actor
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress, NotAnEmailAddress
from domain.shared.errors import NotFound
from domain.shared.ids import DraftId, NewId, ProspectId, SenderId, UserId, WorkspaceId


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
        found = [consent_identity(IdentityKind.EMAIL, one) for one in heard_from]
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
            if action.kind.is_step
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

    async def language(self, workspace_id: WorkspaceId) -> str:
        """A workspace writes in the language of its first persona."""
        personas = (await self.salesbooks.get(workspace_id)).personas
        return personas[0].language.value if personas else "fr"


@dataclass(frozen=True, slots=True)
class DeliveryBounces:
    """Lets the inbox tell delivery that a message came back, or was reported."""

    recording: RecordBounce
    complaining: RecordComplaint

    async def record(self, workspace_id: WorkspaceId, match: SentMatch, bounce: Bounce) -> None:
        await self.recording(
            workspace_id, match.action_id, code=bounce.code, permanent=bounce.is_permanent
        )

    async def complain(self, workspace_id: WorkspaceId, match: SentMatch) -> None:
        await self.complaining(workspace_id, match.action_id)


@dataclass(frozen=True, slots=True)
class WrittenDownEvidence:
    """Lets delivery look among the sent mails, each look written down first for the owner of the
    mailbox (obligation 51).
    """

    inner: Evidence
    senders: Senders
    actions: Actions
    log: AccessLog
    clock: Clock
    new_id: NewId

    async def look(self, trace: Trace) -> Sighting:
        sender = await self.senders.of_account(trace.account_ref) if trace.kind.is_mail else None
        if sender is not None:
            action = await self.actions.get(sender.workspace_id, trace.action_id)
            await self.log.add(
                MailboxAccess(
                    id=self.new_id(),
                    workspace_id=sender.workspace_id,
                    sender_id=sender.id,
                    at=self.clock.now(),
                    reason=AccessReason.SENT_PROOF,
                    prospect_id=action.prospect_id,
                    mail_ref="",
                )
            )
        return await self.inner.look(trace)


@dataclass(frozen=True, slots=True)
class AnswerPen:
    """Lets the inbox have an answer proposed by what writes every message."""

    writing: WriteAnswer

    async def write(self, workspace_id: WorkspaceId, ask: AnswerAsk) -> ProposedAnswer:
        made = await self.writing(
            workspace_id,
            AnswerOrder(
                key=ask.key,
                prospect_id=ask.prospect_id,
                campaign_id=ask.campaign_id,
                sender_id=ask.sender_id,
                is_mail=ask.channel is Channel.EMAIL,
                subject=ask.subject,
                label=ask.label.value,
                words=ask.words,
            ),
        )
        return ProposedAnswer(
            lines=tuple(
                DraftedLine(
                    text=segment.text,
                    evidence=tuple(
                        AnswerEvidence(
                            about=claim.about,
                            quote=claim.quote,
                            source=claim.source,
                            state=claim.state.value,
                        )
                        for claim in segment.claims
                    ),
                )
                for segment in made.segments
            ),
            heard=tuple(Heard(kind=one.kind.value, quote=one.quote) for one in made.heard),
            warnings=tuple(
                Remark(code=one.code, excerpt=one.excerpt) for one in made.verdict.warnings
            ),
            vendor=made.written.vendor,
            model=made.written.model,
            prompt_version=made.written.prompt_version,
            reading_version=made.reading_version,
            input_tokens=made.written.input_tokens,
            output_tokens=made.written.output_tokens,
        )

    async def settle(self, workspace_id: WorkspaceId, key: str, *, kept: bool) -> None:
        await self.writing.settle(workspace_id, key, kept=kept)


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
