"""Ports → the use cases of `privacy`, written out by hand."""

from adapters.bootstrap.application.support import build_support
from adapters.bootstrap.audit_pack import WorkspaceAuditPack
from adapters.bootstrap.bridges.privacy import (
    ConcernedPeople,
    DecidingCompanies,
    GatedNotices,
    NoticeWords,
    ReadReplies,
    ToldProviders,
)
from adapters.bootstrap.bridges.support import ForgottenContacts
from adapters.bootstrap.changes import PostedLetters, ReleasedChanges
from adapters.bootstrap.exports import ExportedRows, ReleasedAccounts
from adapters.bootstrap.ports import Ports
from adapters.bootstrap.settings import Settings
from domain.application import PrivacyUseCases
from domain.campaigns.usecases.end_enrolment import EndEnrolment
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.disconnect_sender import DisconnectSender
from domain.delivery.usecases.plan_notice import PlanNotice
from domain.inbox.usecases.close_conversations import CloseConversations
from domain.messaging.usecases.expire_drafts import ExpireDrafts
from domain.privacy.model.publisher import Publisher
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
from domain.privacy.usecases.watch_exports import WatchExports
from domain.prospects.usecases.mark_opted_out import MarkOptedOut


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
            clocks=p.clocks,
            pilots=p.pilots,
            courier=courier,
            transaction=transaction,
            clock=clock,
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
            hasher=shared.identities,
            outbox=outbox,
            transaction=transaction,
            clock=clock,
            wall=shared.wall,
            new_id=shared.new_id,
        ),
        watch_exports=WatchExports(
            exports=p.exports,
            incidents=p.incidents,
            data=p.affected,
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
            desk=ForgottenContacts(build_support(ports.support).forget),
            closed=p.closed,
            receipts=p.receipts,
            sealer=shared.sealer,
            transaction=transaction,
            wall=shared.wall,
            new_id=shared.new_id,
        ),
        certificate=ReadCertificate(closed=p.closed, receipts=p.receipts, sealer=shared.sealer),
    )
