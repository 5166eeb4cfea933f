"""Privacy, wired: its use cases, and what they ask of the other modules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.bootstrap.audit_pack import WorkspaceAuditPack
from adapters.bootstrap.bridges.notices import letter_of_notice
from adapters.bootstrap.changes import PostedLetters, ReleasedChanges
from adapters.bootstrap.exports import ExportedRows, ReleasedAccounts
from adapters.bootstrap.ports import Ports
from adapters.bootstrap.settings import Settings
from domain.accounts.ports import Workspaces
from domain.application import PrivacyUseCases
from domain.campaigns.ports import Campaigns
from domain.campaigns.usecases.end_enrolment import EndEnrolment
from domain.consent.model import Identity, IdentityKind, ObjectionChannel
from domain.consent.ports import NoticeFacts
from domain.consent.usecases.record_objection import RecordObjection
from domain.delivery.errors import SenderNotFound
from domain.delivery.model.action import ActionState
from domain.delivery.model.sender import SenderKind
from domain.delivery.ports import ActionFilter, Actions, Senders
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.disconnect_sender import DisconnectSender
from domain.delivery.usecases.plan_notice import PlanNotice
from domain.inbox.errors import MessageNotFound
from domain.inbox.ports import Messages
from domain.inbox.usecases.close_conversations import CloseConversations
from domain.messaging.usecases.expire_drafts import ExpireDrafts
from domain.privacy.model.erasure import ProviderAnswer, ProviderErasure
from domain.privacy.model.pilot import NoticeTold, OwnNotice
from domain.privacy.model.publisher import Publisher
from domain.privacy.model.ropa import KnownCampaign
from domain.privacy.model.subprocessors import SUB_PROCESSORS, Category
from domain.privacy.ports import (
    Holders,
    PersonShown,
    PersonStores,
    ReceivedReply,
    SentOut,
    WhyChosen,
)
from domain.privacy.usecases.announce_changes import AnnounceChanges, FollowChanges
from domain.privacy.usecases.cooperate import KeepAudits, KeepAuthorities, KeepHolds
from domain.privacy.usecases.erase_person import ErasePerson
from domain.privacy.usecases.handle_request import HandleRequest
from domain.privacy.usecases.keep_clocks import KeepClocks
from domain.privacy.usecases.keep_exports import KeepExports
from domain.privacy.usecases.keep_incidents import KeepIncidents
from domain.privacy.usecases.let_go import LetGo
from domain.privacy.usecases.list_clocks import ListClocks
from domain.privacy.usecases.list_requests import ListRequests
from domain.privacy.usecases.make_package import MakePackage
from domain.privacy.usecases.open_person_page import OpenPersonPage
from domain.privacy.usecases.pilot_notices import ChoosePilot, PilotNotices
from domain.privacy.usecases.purge_workspaces import PurgeWorkspaces, ReadCertificate
from domain.privacy.usecases.read_policy import ReadPolicy
from domain.privacy.usecases.read_record import ReadRecord
from domain.privacy.usecases.receive_mail import ReceiveMail
from domain.privacy.usecases.receive_request import ReceiveRequest
from domain.privacy.usecases.sweep_retention import SweepRetention
from domain.privacy.usecases.warn_of_deadlines import WarnOfDeadlines
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.ports import ProspectRepository
from domain.prospects.usecases.mark_opted_out import MarkOptedOut
from domain.salesbook.ports import Salesbooks
from domain.scoring.ports import Scores
from domain.shared.email_address import EmailAddress
from domain.shared.ids import MessageId, ProspectId, SenderId, WorkspaceId
from domain.shared.page import MAX_LIMIT, PageAsk
from domain.shared.tokens import Sealer
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernedPeople:
    """Lets privacy see, stop and correct one person wherever other modules know them."""

    prospects: ProspectRepository
    scores: Scores
    actions: Actions
    holders: Holders
    objections: RecordObjection
    mark: MarkOptedOut
    enrolments: EndEnrolment
    cancel: CancelActions
    drafts: ExpireDrafts
    conversations: CloseConversations
    transaction: Transaction

    async def show(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, PersonShown]:
        return {
            prospect.id: PersonShown(
                full_name=prospect.full_name,
                job_title=prospect.detail(DetailKind.JOB_TITLE),
                company=prospect.detail(DetailKind.COMPANY),
            )
            for prospect in await self.prospects.many(workspace_id, prospect_ids)
        }

    async def knows_address(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, address: str
    ) -> bool:
        typed = Identity.of(IdentityKind.EMAIL, address)
        found = await self.prospects.many(workspace_id, [prospect_id])
        known = {
            Identity.of(IdentityKind(point.kind.value), point.value)
            for prospect in found
            for point in prospect.points
        }
        return typed is not None and typed in known

    async def holding(self, address: str) -> Sequence[tuple[WorkspaceId, ProspectId]]:
        return await self.holders.of(address)

    async def why_chosen(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> WhyChosen:
        score = await self.scores.find(workspace_id, prospect_id)
        if score is None:
            return WhyChosen(score=None, reasons=())
        best = score.best
        reasons = tuple(line.evidence for line in best.lines if line.points > 0 and line.evidence)
        return WhyChosen(score=best.value, reasons=reasons[:5])

    async def sent_to(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Sequence[SentOut]:
        wanted = ActionFilter(prospect_id=prospect_id, state=ActionState.SENT)
        page = await self.actions.page(workspace_id, wanted, PageAsk(limit=MAX_LIMIT))
        sent = [
            SentOut(
                at=action.sent_at,
                channel="email" if action.kind.is_mail else "linkedin",
                subject=action.subject,
            )
            for action in page.items
            if action.sent_at is not None
        ]
        return sorted(sent, key=lambda one: one.at)

    async def stop(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, channel: str
    ) -> None:
        await self.objections(workspace_id, prospect_id, channel=ObjectionChannel(channel))
        await self.halt(workspace_id, prospect_id)
        await self.conversations(workspace_id, prospect_id)
        await self.mark(workspace_id, prospect_id)

    async def halt(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        await self.prospects.get(workspace_id, prospect_id)
        await self.enrolments.of_prospect(workspace_id, prospect_id, "person_asked")
        await self.cancel.for_prospect(workspace_id, prospect_id, "opposed", answers=True)
        await self.drafts.for_prospect(workspace_id, prospect_id, "objection")

    async def restrict(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> None:
        await self.halt(workspace_id, prospect_id)

        async def work() -> None:
            prospect = await self.prospects.get(workspace_id, prospect_id)
            if prospect.restricted_at is None:
                prospect.restricted_at = at
                await self.prospects.save([prospect])

        await self.transaction.run(work)

    async def correct(
        self,
        workspace_id: WorkspaceId,
        prospect_id: ProspectId,
        details: Mapping[str, str],
        *,
        by: str,
        at: datetime,
    ) -> None:
        emails = tuple(EmailAddress(text) for name, text in details.items() if name == "email")
        known = {DetailKind(name): text for name, text in details.items() if name != "email"}

        async def work() -> None:
            prospect = await self.prospects.get(workspace_id, prospect_id)
            prospect.correct(known, Person(emails=emails), user_id=by, at=at)
            await self.prospects.save([prospect])

        await self.transaction.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingCompanies:
    """Lets privacy name the client in its records."""

    salesbooks: Salesbooks
    workspaces: Workspaces
    known: Campaigns

    async def name(self, workspace_id: WorkspaceId) -> str:
        company = (await self.salesbooks.get(workspace_id)).company
        if company.legal_name or company.name:
            return company.legal_name or company.name
        return (await self.workspaces.get(workspace_id)).name

    async def campaigns(self, workspace_id: WorkspaceId) -> Sequence[KnownCampaign]:
        page = await self.known.page(workspace_id, PageAsk(limit=MAX_LIMIT))
        return [
            KnownCampaign(id=one.id, name=one.name, is_balanced=one.lia is not None)
            for one in page.items
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldProviders:
    """Art. 19 towards the sub-processors of the register, as far as they hold anything.

    Models keep nothing beyond the call; mail and LinkedIn stay in the user's own account; a finder
    such as FullEnrich has no deletion call (vendors/fullenrich.md), so the desk writes to it and
    confirms.
    """

    stores: PersonStores

    async def tell(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, at: datetime
    ) -> Sequence[ProviderErasure]:
        held = await self.stores.copy(workspace_id, prospect_id)
        told: list[ProviderErasure] = []
        for one in SUB_PROCESSORS:
            if not one.sees_prospects or one.category is Category.HOSTING:
                continue  # where we keep our own data: the stores of the receipt
            answer = ProviderAnswer.NOTHING_KEPT
            if one.category is Category.ENRICHMENT and "enrichment_requests" in held:
                answer = ProviderAnswer.ASKED
            told.append(
                ProviderErasure(
                    name=one.name,
                    answer=answer,
                    asked_at=at,
                    confirmed_at=None if answer is ProviderAnswer.ASKED else at,
                )
            )
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReplies:
    """Lets privacy look for a request in what a person wrote back."""

    messages: Messages
    prospects: ProspectRepository

    async def of(self, workspace_id: WorkspaceId, message_id: MessageId) -> ReceivedReply | None:
        try:
            message = await self.messages.get(workspace_id, message_id)
        except MessageNotFound:
            return None
        found = await self.prospects.many(workspace_id, [message.prospect_id])
        language = found[0].detail(DetailKind.LANGUAGE) if found else ""
        return ReceivedReply(
            prospect_id=message.prospect_id,
            subject=message.subject,
            text=message.text,
            language=language or "fr",
            at=message.at,
            is_automatic=message.automatic,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWords:
    """Lets a notice of its own say who holds what, since when, and how to object."""

    prospects: ProspectRepository
    facts: NoticeFacts
    sealer: Sealer
    public_url: str

    async def of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> NoticeTold:
        prospect = await self.prospects.get(workspace_id, prospect_id)
        company = await self.facts.controller(workspace_id)
        held = await self.facts.held(workspace_id, prospect_id)
        return NoticeTold(
            company=company.legal_name or company.name,
            postal_address=company.postal_address,
            rights_email=company.rights_email,
            full_name=prospect.full_name,
            language=prospect.detail(DetailKind.LANGUAGE) or "fr",
            source=prospect.origin.source,
            collected_on=prospect.origin.collected_on,
            categories=tuple(one.category for one in held),
            objection=self._link("u", "objection", workspace_id, prospect_id),
            notice=self._link("p", "notice", workspace_id, prospect_id),
        )

    def _link(
        self, page: str, kind: str, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> str:
        return f"{self.public_url}/{page}/{self.sealer.seal(kind, workspace_id, prospect_id)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GatedNotices:
    """Lets privacy hand a notice to delivery, which sends it like any first mail."""

    senders: Senders
    plan: PlanNotice

    async def has_mailbox(self, workspace_id: WorkspaceId, mailbox_id: str) -> bool:
        try:
            sender = await self.senders.get(workspace_id, SenderId(mailbox_id))
        except SenderNotFound:
            return False
        return sender.kind is SenderKind.MAILBOX and sender.is_connected

    async def send(self, notice: OwnNotice, mailbox_id: str) -> None:
        await self.plan(
            notice.workspace_id,
            notice_id=notice.id,
            prospect_id=notice.prospect_id,
            sender_id=SenderId(mailbox_id),
            sha256=letter_of_notice(notice).sha256,
        )


def publisher_of(settings: Settings) -> Publisher:
    """A sandbox has no publisher: its pages say so instead of staying empty."""
    nobody = "bac à sable"
    return Publisher(
        name=settings.publisher_name or f"LEO Bizdev ({nobody})",
        legal_form=settings.publisher_form or nobody,
        capital=settings.publisher_capital or nobody,
        register_number=settings.publisher_register or nobody,
        address=settings.publisher_address or nobody,
        privacy_contact=settings.privacy_contact or "privacy@leo.example",
    )


def build_privacy(ports: Ports) -> PrivacyUseCases:
    p, shared = ports.privacy, ports.shared
    transaction, outbox, clock = shared.transaction, shared.outbox, shared.clock
    people = ConcernedPeople(
        prospects=ports.prospects.prospects,
        scores=ports.scoring.scores,
        actions=ports.delivery.actions,
        holders=p.holders,
        objections=ports.consent.recording,
        mark=MarkOptedOut(
            prospects=ports.prospects.prospects, transaction=transaction, clock=clock
        ),
        enrolments=EndEnrolment(
            enrolments=ports.campaigns.enrolments,
            outbox=outbox,
            transaction=transaction,
            clock=clock,
        ),
        cancel=CancelActions(
            actions=ports.delivery.actions,
            queue=ports.delivery.queue,
            keeper=ports.delivery.keeper,
            outbox=outbox,
            transaction=transaction,
            clock=clock,
            wall=shared.wall,
            timing=ports.delivery.timing,
        ),
        drafts=ExpireDrafts(
            drafts=ports.messaging.drafts,
            queue=ports.messaging.queue,
            credit_gate=ports.messaging.credit_gate,
            outbox=outbox,
            transaction=transaction,
            clock=clock,
        ),
        conversations=CloseConversations(
            conversations=ports.inbox.conversations, transaction=transaction
        ),
        transaction=transaction,
    )
    erase = ErasePerson(
        people=people,
        stores=p.stores,
        providers=ToldProviders(stores=p.stores),
        receipts=p.receipts,
        sealer=shared.sealer,
        outbox=outbox,
        transaction=transaction,
        clock=clock,
        new_id=shared.new_id,
    )
    receive = ReceiveRequest(
        requests=p.requests,
        intakes=p.intakes,
        people=people,
        outbox=outbox,
        transaction=transaction,
        clock=clock,
        new_id=shared.new_id,
    )
    courier = GatedNotices(
        senders=ports.delivery.senders,
        plan=PlanNotice(
            actions=ports.delivery.actions,
            gate=ports.delivery.gate,
            transaction=transaction,
            clock=clock,
            wall=shared.wall,
            new_id=shared.new_id,
            chance=ports.delivery.chance,
        ),
    )
    mails = PostedLetters(ports.accounts.letters, ports.accounts.memberships)
    controllers = DecidingCompanies(
        salesbooks=ports.salesbook.salesbooks,
        workspaces=ports.accounts.workspaces,
        known=ports.campaigns.campaigns,
    )
    return PrivacyUseCases(
        read_policy=ReadPolicy(documents=p.documents),
        announce=AnnounceChanges(
            published=ReleasedChanges(p.documents),
            notices=p.changes,
            audience=p.audience,
            mails=mails,
            outbox=outbox,
            transaction=transaction,
            wall=shared.wall,
        ),
        changes=FollowChanges(notices=p.changes, transaction=transaction, wall=shared.wall),
        record=ReadRecord(controllers=controllers, workbooks=p.workbooks),
        audits=KeepAudits(
            audits=p.audits, transaction=transaction, wall=shared.wall, new_id=shared.new_id
        ),
        authorities=KeepAuthorities(
            requests=p.authorities,
            outbox=outbox,
            transaction=transaction,
            wall=shared.wall,
            new_id=shared.new_id,
        ),
        holds=KeepHolds(holds=p.holds, closures=p.closures, wall=shared.wall, new_id=shared.new_id),
        receive=receive,
        mail=ReceiveMail(
            replies=ReadReplies(messages=ports.inbox.messages, prospects=ports.prospects.prospects),
            requests=p.requests,
            intakes=p.intakes,
            outbox=outbox,
            transaction=transaction,
            clock=clock,
        ),
        requests=ListRequests(requests=p.requests, people=people),
        handle=HandleRequest(
            requests=p.requests,
            people=people,
            erase=erase,
            package=MakePackage(
                stores=p.stores,
                writer=p.packages,
                blobs=shared.blobs,
                clock=clock,
                new_id=shared.new_id,
            ),
            outbox=outbox,
            transaction=transaction,
            clock=clock,
        ),
        warn=WarnOfDeadlines(
            requests=p.requests, outbox=outbox, transaction=transaction, clock=clock
        ),
        portal=OpenPersonPage(
            sealer=shared.sealer,
            people=people,
            clocks=p.clocks,
            requests=p.requests,
            receive=receive,
            blobs=shared.blobs,
            clock=clock,
        ),
        clocks=KeepClocks(clocks=p.clocks, clock=clock),
        choose_pilot=ChoosePilot(
            pilots=p.pilots, courier=courier, transaction=transaction, clock=clock
        ),
        pilot=PilotNotices(
            clocks=p.clocks,
            pilots=p.pilots,
            notices=p.notices,
            sources=NoticeWords(
                prospects=ports.prospects.prospects,
                facts=ports.consent.facts,
                sealer=shared.sealer,
                public_url=ports.settings.public_url,
            ),
            courier=courier,
            outbox=outbox,
            transaction=transaction,
            clock=clock,
        ),
        let_go=LetGo(clocks=p.clocks, erase=erase, clock=clock),
        waiting=ListClocks(
            clocks=p.clocks, people=people, receipts=p.receipts, erase=erase, clock=clock
        ),
        erase=erase,
        retention=SweepRetention(
            stores=p.retention,
            receipts=p.receipts,
            sealer=shared.sealer,
            clock=clock,
            wall=shared.wall,
            new_id=shared.new_id,
        ),
        incidents=KeepIncidents(
            incidents=p.incidents,
            data=p.affected,
            controllers=controllers,
            mails=mails,
            outbox=outbox,
            transaction=transaction,
            wall=shared.wall,
            new_id=shared.new_id,
        ),
        exports=KeepExports(
            exports=p.exports,
            source=ExportedRows(
                prospects=ports.prospects.prospects,
                reader=ports.prospects.reader,
                clocks=p.clocks,
                actions=ports.delivery.actions,
                texts=ports.delivery.texts,
                conversations=ports.inbox.conversations,
                messages=ports.inbox.messages,
                campaigns=ports.insights.campaigns,
                funnel=ports.insights.funnel,
            ),
            writer=p.tables,
            stores=p.workspaces,
            packs=WorkspaceAuditPack(
                controllers=controllers,
                audit=shared.audit,
                receipts=p.receipts,
                incidents=p.incidents,
                exports=p.exports,
                requests=p.requests,
                changes=p.changes,
                audits=p.audits,
                authorities=p.authorities,
                holds=p.holds,
            ),
            closed=p.closed,
            documents=p.documents,
            blobs=shared.blobs,
            operations=shared.operations,
            sealer=shared.sealer,
            outbox=outbox,
            transaction=transaction,
            clock=clock,
            wall=shared.wall,
            new_id=shared.new_id,
        ),
        purge=PurgeWorkspaces(
            stores=p.workspaces,
            holds=p.holds,
            accounts=ReleasedAccounts(
                senders=ports.delivery.senders,
                disconnect=DisconnectSender(
                    senders=ports.delivery.senders,
                    link=ports.delivery.link,
                    outbox=outbox,
                    transaction=transaction,
                    clock=clock,
                ),
            ),
            closed=p.closed,
            receipts=p.receipts,
            sealer=shared.sealer,
            transaction=transaction,
            wall=shared.wall,
            new_id=shared.new_id,
        ),
        certificate=ReadCertificate(closed=p.closed, receipts=p.receipts, sealer=shared.sealer),
    )
