"""Ports → the use cases of `delivery`, written out by hand."""

from adapters.bootstrap.ports.delivery import DeliveryPorts
from domain.application import DeliveryUseCases
from domain.delivery.usecases.announce_sender import AnnounceSender
from domain.delivery.usecases.audit_delivery import AuditDelivery
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.check_health import CheckHealth
from domain.delivery.usecases.check_senders import CheckSenders
from domain.delivery.usecases.confirm_reported import ConfirmReported
from domain.delivery.usecases.confirm_sender import ConfirmSender
from domain.delivery.usecases.connect_sender import ConnectSender
from domain.delivery.usecases.disconnect_sender import DisconnectSender
from domain.delivery.usecases.doubt_after_restore import DoubtAfterRestore
from domain.delivery.usecases.drain_due import DrainDue
from domain.delivery.usecases.explain_wait import ExplainWait
from domain.delivery.usecases.keep_listening import KeepListening
from domain.delivery.usecases.list_actions import ListActions
from domain.delivery.usecases.list_senders import ListSenders
from domain.delivery.usecases.list_stops import ListStops
from domain.delivery.usecases.note_objection import NoteObjection
from domain.delivery.usecases.plan_action import PlanAction
from domain.delivery.usecases.read_action import ReadAction
from domain.delivery.usecases.reap_stale import ReapStale
from domain.delivery.usecases.record_connection import RecordConnection
from domain.delivery.usecases.record_receipt import RecordReceipt
from domain.delivery.usecases.record_sender_health import RecordSenderHealth
from domain.delivery.usecases.report_done import ReportDone
from domain.delivery.usecases.resume_sender import ResumeSender
from domain.delivery.usecases.send_action import SendAction
from domain.delivery.usecases.set_limits import SetLimits
from domain.delivery.usecases.settle_by_hand import SettleByHand
from domain.delivery.usecases.settle_unknown import SettleUnknown
from domain.delivery.usecases.sign_risk import SignRisk
from domain.delivery.usecases.turn_stop import TurnStop
from domain.delivery.usecases.undo_action import UndoAction
from domain.delivery.usecases.wake_actions import WakeActions
from domain.delivery.usecases.withdraw_invitations import WithdrawInvitations


def build_delivery(p: DeliveryPorts) -> DeliveryUseCases:
    health = RecordSenderHealth(
        senders=p.senders,
        link=p.link,
        queue=p.queue,
        keeper=p.keeper,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
    )
    confirm = ConfirmSender(
        senders=p.senders,
        link=p.link,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
    )
    stops = TurnStop(
        stops=p.stops,
        queue=p.queue,
        plans=p.plans,
        senders=p.senders,
        outbox=p.outbox,
        transaction=p.transaction,
        clock=p.clock,
        wall=p.wall,
    )
    check_health = CheckHealth(
        senders=p.senders,
        sent=p.sent,
        accounts=p.account_gates,
        keeper=p.keeper,
        outbox=p.outbox,
        clock=p.clock,
    )
    return DeliveryUseCases(
        plan_action=PlanAction(
            actions=p.actions,
            sent=p.sent,
            plans=p.plans,
            gate=p.gate,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
            chance=p.chance,
            timing=p.timing,
        ),
        drain=DrainDue(
            queue=p.queue,
            send=SendAction(
                actions=p.actions,
                sent=p.sent,
                attempts=p.attempts,
                gate=p.gate,
                keeper=p.keeper,
                courier=p.courier,
                outbox=p.outbox,
                transaction=p.transaction,
                clock=p.clock,
                wall=p.wall,
                timing=p.timing,
            ),
            clock=p.clock,
            wall=p.wall,
        ),
        reap=ReapStale(
            actions=p.actions,
            queue=p.queue,
            recipients=p.recipient_gates,
            accounts=p.account_gates,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        settle=SettleUnknown(
            actions=p.actions,
            queue=p.queue,
            sent=p.sent,
            attempts=p.attempts,
            senders=p.senders,
            recipients=p.recipients,
            texts=p.texts,
            evidence=p.evidence,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        cancel=CancelActions(
            actions=p.actions,
            queue=p.queue,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        settle_by_hand=SettleByHand(
            actions=p.actions,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        report_done=ReportDone(
            actions=p.actions,
            senders=p.senders,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        confirm_reported=ConfirmReported(
            actions=p.actions,
            queue=p.queue,
            senders=p.senders,
            recipients=p.recipients,
            evidence=p.evidence,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        read_action=ReadAction(
            actions=p.actions,
            attempts=p.attempts,
            texts=p.texts,
            recipients=p.recipients,
            gate=p.gate,
        ),
        risk=SignRisk(
            senders=p.senders,
            queue=p.queue,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        stops=stops,
        set_limits=SetLimits(
            senders=p.senders,
            rules=p.rules,
            queue=p.queue,
            plans=p.plans,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        check_health=check_health,
        note_objection=NoteObjection(
            actions=p.actions,
            sent=p.sent,
            senders=p.senders,
            stops=p.stops,
            turn=stops,
            health=check_health,
            transaction=p.transaction,
            clock=p.clock,
        ),
        resume_sender=ResumeSender(
            senders=p.senders,
            queue=p.queue,
            keeper=p.keeper,
            outbox=p.outbox,
            clock=p.clock,
        ),
        audit=AuditDelivery(books=p.books, wall=p.wall),
        doubt_after_restore=DoubtAfterRestore(
            actions=p.actions, queue=p.queue, stops=stops, wall=p.wall
        ),
        list_stops=ListStops(stops=p.stops),
        undo=UndoAction(
            actions=p.actions,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        recipient=p.recipient,
        record_receipt=RecordReceipt(
            actions=p.actions,
            sent=p.sent,
            senders=p.senders,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        record_bounce=p.bouncing,
        record_connection=RecordConnection(
            actions=p.actions,
            sent=p.sent,
            senders=p.senders,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        record_health=health,
        check_senders=CheckSenders(senders=p.senders, health=health, confirm=confirm),
        connect_sender=ConnectSender(
            senders=p.senders,
            workspaces=p.workspaces,
            link=p.link,
            tokens=p.tokens,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        announce_sender=AnnounceSender(
            senders=p.senders,
            tokens=p.tokens,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
        ),
        confirm_sender=confirm,
        disconnect_sender=DisconnectSender(
            senders=p.senders,
            link=p.link,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        wake=WakeActions(queue=p.queue, clock=p.clock),
        list_senders=ListSenders(
            senders=p.senders,
            sent=p.sent,
            accounts=p.account_gates,
            gate=p.gate,
            clock=p.clock,
            wall=p.wall,
        ),
        list_actions=ListActions(actions=p.actions, names=p.names),
        explain_wait=ExplainWait(
            queue=p.queue,
            plans=p.plans,
            senders=p.senders,
            recipients=p.recipients,
            gate=p.gate,
            clock=p.clock,
            wall=p.wall,
        ),
        withdraw_invitations=WithdrawInvitations(
            actions=p.actions,
            sent=p.sent,
            senders=p.senders,
            recipients=p.recipients,
            rules=p.rules,
            withdrawals=p.withdrawals,
            gate=p.gate,
            keeper=p.keeper,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            timing=p.timing,
        ),
        keep_listening=KeepListening(hooks=p.hooks),
    )
