"""Ports → the use cases of `inbox`, written out by hand."""

from adapters.bootstrap.ports.inbox import InboxPorts
from domain.application import InboxUseCases
from domain.inbox.usecases.answer_conversation import AnswerConversation
from domain.inbox.usecases.arrange_conversation import ArrangeConversation
from domain.inbox.usecases.classify_reply import ClassifyReply
from domain.inbox.usecases.close_conversations import CloseConversations
from domain.inbox.usecases.correct_label import CorrectLabel
from domain.inbox.usecases.count_inbox import CountInbox
from domain.inbox.usecases.draft_answer import DraftAnswer
from domain.inbox.usecases.hand_over_answer import HandOverAnswer
from domain.inbox.usecases.list_conversations import ListConversations
from domain.inbox.usecases.mark_read import MarkRead
from domain.inbox.usecases.match_incoming import MatchIncoming
from domain.inbox.usecases.note_own_hand import NoteOwnHand
from domain.inbox.usecases.read_access_log import ReadAccessLog
from domain.inbox.usecases.read_conversation import ReadConversation
from domain.inbox.usecases.read_kept_delivery import ReadKeptDelivery
from domain.inbox.usecases.receive_message import ReceiveMessage
from domain.inbox.usecases.release_answers import ReleaseAnswers
from domain.inbox.usecases.screen_incoming import ScreenIncoming
from domain.inbox.usecases.settle_answer import SettleAnswer
from domain.inbox.usecases.settle_doubt import FinaliseDoubts, LiftDoubt
from domain.inbox.usecases.settle_referral import SettleReferral
from domain.inbox.usecases.take_delivery import TakeDelivery
from domain.inbox.usecases.undo_answer import UndoAnswer


def build_inbox(p: InboxPorts) -> InboxUseCases:
    match = MatchIncoming(receivers=p.receivers, sent=p.sent, people=p.people)
    settle = SettleAnswer(messages=p.messages, transaction=p.transaction)
    return InboxUseCases(
        take_delivery=TakeDelivery(
            path_token=p.path_token,
            secret=p.secret,
            reader=p.deliveries,
            screen=ScreenIncoming(match=match, gates=p.gates, clock=p.clock),
            inbound=p.inbound,
            wall=p.wall,
        ),
        read_delivery=ReadKeptDelivery(reader=p.deliveries),
        receive=ReceiveMessage(
            match=match,
            mails=p.mails,
            access=p.access,
            conversations=p.conversations,
            messages=p.messages,
            gates=p.gates,
            bounces=p.bounces,
            objections=p.objections,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        classify=ClassifyReply(
            messages=p.messages,
            conversations=p.conversations,
            people=p.people,
            reader=p.reader,
            objections=p.objections,
            doubts=p.doubts,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        answer=AnswerConversation(
            conversations=p.conversations,
            messages=p.messages,
            drafts=p.answer_drafts,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
            new_id=p.new_id,
        ),
        draft_answer=DraftAnswer(
            conversations=p.conversations,
            messages=p.messages,
            drafts=p.answer_drafts,
            writer=p.answer_writer,
            transaction=p.transaction,
            clock=p.clock,
            new_id=p.new_id,
        ),
        undo_answer=UndoAnswer(
            conversations=p.conversations,
            messages=p.messages,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
        ),
        release_answers=ReleaseAnswers(
            held=p.held_answers,
            messages=p.messages,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
            wall=p.wall,
        ),
        hand_over_answer=HandOverAnswer(
            messages=p.messages,
            conversations=p.conversations,
            courier=p.courier,
            settle=settle,
        ),
        settle_answer=settle,
        correct_label=CorrectLabel(
            conversations=p.conversations,
            objections=p.objections,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        lift_doubt=LiftDoubt(
            conversations=p.conversations,
            messages=p.messages,
            doubts=p.doubts,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        finalise_doubts=FinaliseDoubts(
            queue=p.doubt_queue,
            conversations=p.conversations,
            objections=p.objections,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        settle_referral=SettleReferral(
            conversations=p.conversations,
            people=p.new_people,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        arrange=ArrangeConversation(
            conversations=p.conversations,
            members=p.members,
            transaction=p.transaction,
            clock=p.clock,
        ),
        note_own_hand=NoteOwnHand(
            receivers=p.receivers,
            sent=p.sent,
            gates=p.gates,
            outbox=p.outbox,
            transaction=p.transaction,
            clock=p.clock,
        ),
        mark_read=MarkRead(conversations=p.conversations, transaction=p.transaction),
        close_conversations=CloseConversations(
            conversations=p.conversations, transaction=p.transaction
        ),
        list_conversations=ListConversations(
            conversations=p.conversations, people=p.people, clock=p.clock
        ),
        access_log=ReadAccessLog(log=p.access, owners=p.owners),
        count=CountInbox(conversations=p.conversations, clock=p.clock),
        read_conversation=ReadConversation(
            conversations=p.conversations,
            messages=p.messages,
            drafts=p.answer_drafts,
            sent=p.sent,
            people=p.people,
        ),
    )
