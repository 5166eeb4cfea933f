"""See ReceiveMessage."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.inbox.events import ReplyReceived
from domain.inbox.model.access import AccessReason, MailboxAccess
from domain.inbox.model.conversation import (
    Channel,
    Conversation,
    Direction,
    Message,
    MessageState,
)
from domain.inbox.model.incoming import Bounce, Incoming
from domain.inbox.model.labels import AUTOMATIC
from domain.inbox.model.rules import read_by_rules
from domain.inbox.model.text import line_of, words_of
from domain.inbox.ports import (
    AccessLog,
    Bounces,
    Conversations,
    MailReader,
    Messages,
    Objections,
    RecipientGates,
)
from domain.inbox.usecases.match_incoming import Known, MatchIncoming
from domain.shared.clock import Clock
from domain.shared.errors import NotFound
from domain.shared.ids import ConversationId, MessageId, NewId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


class Received(StrEnum):
    """What became of a delivery; counted, never with content."""

    STORED = "stored"
    KNOWN = "known"
    UNMATCHED = "unmatched"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveMessage:
    """Store a known prospect's message once, and stop what was planned for them.

    A message of anyone else is dropped without a trace of its content (obligations 48 and 50).
    Delivery reports and abuse reports are recognised by code and never become a conversation
    (A17); an automatic reply is kept and stops nothing (A18).
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    match: MatchIncoming
    mails: MailReader
    access: AccessLog
    conversations: Conversations
    messages: Messages
    gates: RecipientGates
    bounces: Bounces
    objections: Objections
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    new_id: NewId

    async def __call__(self, incoming: Incoming) -> Received:
        """A second call for the same message answers KNOWN and changes nothing."""
        if incoming.is_report:
            incoming = await self._complete(incoming, None)
        known = await self.match(incoming)
        if known is None:
            return Received.UNMATCHED
        incoming = await self._complete(incoming, known)
        if incoming.is_report:
            return await self._report(known, incoming)
        return await self._keep(known, incoming)

    async def _complete(self, incoming: Incoming, known: Known | None) -> Incoming:
        """Read once what the delivery left out: headers say whether a person wrote it.

        Each read is written down for the owner of the mailbox first (obligation 51).
        """
        if incoming.channel is not Channel.EMAIL or incoming.headers:
            return incoming
        receiver = (
            known.receiver if known else await self.match.receivers.find(incoming.account_ref)
        )
        if receiver is None:
            return incoming
        await self.access.add(
            MailboxAccess(
                id=self.new_id(),
                workspace_id=receiver.workspace_id,
                sender_id=receiver.sender_id,
                at=self.clock.now(),
                reason=AccessReason.DELIVERY_REPORT if incoming.is_report else AccessReason.REPLY,
                prospect_id=known.prospect_id if known else "",
                mail_ref=incoming.provider_id,
            )
        )
        try:
            mail = await self.mails.read(incoming.account_ref, incoming.provider_id)
        except NotFound:  # deleted or moved meanwhile: what was announced has to do
            return incoming
        return replace(
            incoming,
            headers=mail.headers,
            body_plain=incoming.body_plain or mail.body_plain,
            body_html=incoming.body_html or mail.body_html,
        )

    async def _report(self, known: Known, report: Incoming) -> Received:
        workspace_id = known.receiver.workspace_id
        if report.is_complaint:
            if known.sent is not None:
                await self.bounces.complain(workspace_id, known.sent)
            await self.objections.record(
                workspace_id,
                known.prospect_id,
                channel="complaint",
                evidence_ref=f"report:{report.provider_id}",
            )
            return Received.COMPLAINT
        bounce = Bounce.read(report)
        if bounce is None or known.sent is None:
            return Received.REPORT
        await self.bounces.record(workspace_id, known.sent, bounce)
        return Received.BOUNCE

    async def _keep(self, known: Known, incoming: Incoming) -> Received:
        workspace_id, now = known.receiver.workspace_id, self.clock.now()
        key = incoming.message_id or incoming.provider_id
        if await self.messages.knows(workspace_id, key):
            return Received.KNOWN
        message = self._message(known, incoming, key, now)
        if not message.automatic:
            await self.gates.note_reply(workspace_id, known.prospect_id, at=now)
        fresh_id = ConversationId(self.new_id())

        async def work() -> Received:
            if await self.messages.knows(workspace_id, key):
                return Received.KNOWN
            found = await self.conversations.of(workspace_id, known.prospect_id, incoming.channel)
            conversation = found or Conversation(
                id=fresh_id,
                workspace_id=workspace_id,
                prospect_id=known.prospect_id,
                channel=incoming.channel,
                sender_id=known.receiver.sender_id,
                started_at=now,
                last_message_at=now,
            )
            message.conversation_id = conversation.id
            conversation.sender_id = known.receiver.sender_id
            conversation.receive(
                message, thread_ref=incoming.thread_ref, reply_ref=incoming.provider_id
            )
            await self.messages.add(message)
            await (self.conversations.save if found else self.conversations.add)(conversation)
            await self.outbox.append(
                [
                    ReplyReceived(
                        at=now,
                        workspace_id=workspace_id,
                        conversation_id=conversation.id,
                        message_id=message.id,
                        prospect_id=known.prospect_id,
                        channel=incoming.channel.value,
                        campaign_id=message.campaign_id or "",
                        enrolment_id=message.enrolment_id or "",
                        step_id=message.step_id or "",
                        automatic=message.automatic,
                    )
                ]
            )
            return Received.STORED

        return await self.transaction.run(work)

    def _message(self, known: Known, incoming: Incoming, key: str, now: datetime) -> Message:
        words = words_of(plain=incoming.body_plain, html=incoming.body_html)
        subject = line_of(incoming.subject)
        reading = read_by_rules(subject=subject, text=words.own, automatic=incoming.is_automatic)
        return Message(
            id=MessageId(self.new_id()),
            workspace_id=known.receiver.workspace_id,
            conversation_id=ConversationId(""),
            prospect_id=known.prospect_id,
            channel=incoming.channel,
            direction=Direction.IN,
            state=MessageState.RECEIVED,
            provider_id=key,
            at=now,
            from_name=line_of(incoming.from_name),
            subject=subject,
            text=words.own,
            quoted=words.quoted,
            automatic=reading.label in AUTOMATIC,
            campaign_id=known.sent.campaign_id if known.sent else None,
            enrolment_id=known.sent.enrolment_id if known.sent else None,
            step_id=known.sent.step_id if known.sent else None,
        )
