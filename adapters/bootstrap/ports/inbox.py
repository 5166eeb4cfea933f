"""Every port of `inbox`, filled."""

from dataclasses import dataclass

from adapters.bootstrap.bridges.inbox import (
    AnswerDesk,
    AnswerPen,
    ConnectedReceivers,
    DeliveredMessages,
    DeliveryBounces,
    HeardObjections,
    HeldDoubts,
    KnownProspects,
    MailboxHolders,
    ReferredPeople,
    WorkspaceMembers,
)
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.bootstrap.ports.unipile import unipile_path_token
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from adapters.mongo.inbox import (
    MongoAccessLog,
    MongoAnswerDrafts,
    MongoConversations,
    MongoMessages,
)
from adapters.unipile.deliveries import UnipileDeliveries
from domain.delivery.usecases.close_recipient import CloseRecipient
from domain.inbox import ports as inbox
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.inbound import InboundEvents
from domain.shared.outbox import Outbox
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class InboxPorts:
    """What `inbox` needs; the token and the secret are what only the mail provider was given."""

    conversations: inbox.Conversations
    messages: inbox.Messages
    held_answers: inbox.HeldAnswers
    answer_drafts: inbox.AnswerDrafts
    answer_writer: inbox.AnswerWriter
    receivers: inbox.Receivers
    sent: inbox.SentMessages
    people: inbox.KnownPeople
    mails: inbox.MailReader
    deliveries: inbox.DeliveryReader
    reader: inbox.ReplyReader
    gates: inbox.RecipientGates
    bounces: inbox.Bounces
    objections: inbox.Objections
    doubts: inbox.Doubts
    doubt_queue: inbox.DoubtQueue
    members: inbox.Members
    access: inbox.AccessLog
    owners: inbox.MailboxOwners
    new_people: inbox.NewPeople
    courier: inbox.ReplyCourier
    inbound: InboundEvents
    path_token: str
    secret: str
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId


def mongo_inbox(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    *,
    people: KnownProspects,
    sent: DeliveredMessages,
    mails: inbox.MailReader,
    reader: inbox.ReplyReader,
    gates: CloseRecipient,
    bounces: DeliveryBounces,
    objections: HeardObjections,
    doubts: HeldDoubts,
    members: WorkspaceMembers,
    new_people: ReferredPeople,
    courier: AnswerDesk,
    pen: AnswerPen,
) -> InboxPorts:
    conversations, messages = MongoConversations(database), MongoMessages(database)
    return InboxPorts(
        conversations=conversations,
        doubt_queue=conversations,
        doubts=doubts,
        members=members,
        access=MongoAccessLog(database),
        owners=MailboxHolders(sent.senders),
        new_people=new_people,
        messages=messages,
        held_answers=messages,
        answer_drafts=MongoAnswerDrafts(database),
        answer_writer=pen,
        receivers=ConnectedReceivers(sent.senders),
        sent=sent,
        people=people,
        mails=mails,
        deliveries=UnipileDeliveries(),
        reader=reader,
        gates=gates,
        bounces=bounces,
        objections=objections,
        courier=courier,
        inbound=shared.inbound,
        path_token=unipile_path_token(settings),
        secret=settings.unipile_webhook_secret.get_secret_value(),
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
    )
