"""Privacy, wired: its use cases, and what they ask of the other modules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.bootstrap.exports import ExportedRows, ReleasedAccounts
from adapters.bootstrap.ports import Ports
from domain.accounts.ports import Workspaces
from domain.application import PrivacyUseCases
from domain.campaigns.ports import Campaigns
from domain.campaigns.usecases.end_enrolment import EndEnrolment
from domain.consent.model import Identity, IdentityKind, ObjectionChannel
from domain.consent.usecases.record_objection import RecordObjection
from domain.delivery.model.action import ActionState
from domain.delivery.ports import ActionFilter, Actions
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.disconnect_sender import DisconnectSender
from domain.inbox.usecases.close_conversations import CloseConversations
from domain.messaging.usecases.expire_drafts import ExpireDrafts
from domain.privacy.model.erasure import ProviderAnswer, ProviderErasure
from domain.privacy.model.ropa import KnownCampaign
from domain.privacy.model.subprocessors import SUB_PROCESSORS, Category
from domain.privacy.ports import Holders, PersonShown, PersonStores, SentOut, WhyChosen
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
from domain.privacy.usecases.purge_workspaces import PurgeWorkspaces, ReadCertificate
from domain.privacy.usecases.read_policy import ReadPolicy
from domain.privacy.usecases.read_record import ReadRecord
from domain.privacy.usecases.receive_request import ReceiveRequest
from domain.privacy.usecases.sweep_retention import SweepRetention
from domain.privacy.usecases.warn_of_deadlines import WarnOfDeadlines
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.ports import ProspectRepository
from domain.prospects.usecases.mark_opted_out import MarkOptedOut
from domain.salesbook.ports import Salesbooks
from domain.scoring.ports import Scores
from domain.shared.email_address import EmailAddress
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.page import MAX_LIMIT, PageAsk
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
    return PrivacyUseCases(
        read_policy=ReadPolicy(documents=p.documents),
        record=ReadRecord(
            controllers=DecidingCompanies(
                salesbooks=ports.salesbook.salesbooks,
                workspaces=ports.accounts.workspaces,
                known=ports.campaigns.campaigns,
            )
        ),
        receive=receive,
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
