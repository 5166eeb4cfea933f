"""Conversations and their messages."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.inbox.errors import ConversationClosed, NothingToAnswer, ObjectionIsFinal
from domain.inbox.model.labels import Classification, DecidedBy, ReplyFlag, ReplyLabel
from domain.shared.errors import Invalid
from domain.shared.ids import (
    CampaignId,
    ConversationId,
    EnrolmentId,
    MessageId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)


class Channel(StrEnum):
    EMAIL = "email"
    LINKEDIN = "linkedin"


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class MessageState(StrEnum):
    """QUEUED to FAILED are an answer's; what came in is RECEIVED."""

    RECEIVED = "received"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class ConversationState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(slots=True, kw_only=True)
class Message:
    """One message, stored once per provider id; quoted history is kept apart from the words."""

    id: MessageId
    workspace_id: WorkspaceId
    conversation_id: ConversationId
    prospect_id: ProspectId
    channel: Channel
    direction: Direction
    state: MessageState
    provider_id: str
    at: datetime
    from_name: str
    subject: str
    text: str
    quoted: str
    automatic: bool = False
    campaign_id: CampaignId | None = None
    enrolment_id: EnrolmentId | None = None
    step_id: StepId | None = None
    label: ReplyLabel | None = None
    decided_by: DecidedBy | None = None
    quote: str = ""
    author: UserId | None = None
    version: int = 0

    def classify(self, decision: Classification) -> None:
        self.label, self.decided_by = decision.label, decision.decided_by
        self.quote = decision.quote


@dataclass(slots=True, kw_only=True)
class Conversation:
    """One thread with one known prospect on one channel.

    Closed by an objection, for good: it stays readable and nobody can answer.
    """

    PREVIEW: ClassVar[int] = 160

    id: ConversationId
    workspace_id: WorkspaceId
    prospect_id: ProspectId
    channel: Channel
    sender_id: SenderId
    started_at: datetime
    last_message_at: datetime
    subject: str = ""
    preview: str = ""
    thread_ref: str = ""
    reply_ref: str = ""
    campaign_id: CampaignId | None = None
    enrolment_id: EnrolmentId | None = None
    step_id: StepId | None = None
    label: ReplyLabel | None = None
    decided_by: DecidedBy | None = None
    quote: str = ""
    confidence: float | None = None
    proposal: ReplyLabel | None = None
    flags: tuple[ReplyFlag, ...] = field(default_factory=tuple)
    labelled_message_id: MessageId | None = None
    unread: bool = False
    state: ConversationState = ConversationState.OPEN
    version: int = 0

    def receive(self, message: Message, *, thread_ref: str, reply_ref: str) -> None:
        """Take in one message of the prospect; a late one does not become the latest."""
        self.unread = self.unread or not message.automatic
        if message.at < self.last_message_at and self.reply_ref:
            return
        self.last_message_at = message.at
        self.preview = message.text[: self.PREVIEW]
        self.subject = message.subject or self.subject
        self.thread_ref = thread_ref or self.thread_ref
        self.reply_ref = reply_ref
        self.campaign_id = message.campaign_id or self.campaign_id
        self.enrolment_id = message.enrolment_id or self.enrolment_id
        self.step_id = message.step_id or self.step_id

    def classify(self, message_id: MessageId, decision: Classification) -> None:
        """Take over the label of a message; an objection stays whatever comes later."""
        if self.label is ReplyLabel.OPT_OUT and decision.label is not ReplyLabel.OPT_OUT:
            return
        self.label, self.decided_by = decision.label, decision.decided_by
        self.quote, self.confidence = decision.quote, decision.confidence
        self.proposal = decision.proposal
        self.flags = tuple(dict.fromkeys((*self.flags, *decision.flags)))
        self.labelled_message_id = message_id
        if decision.label is ReplyLabel.OPT_OUT:
            self.state = ConversationState.CLOSED

    def correct(self, label: ReplyLabel) -> None:
        """A person's word on the label. Raise ObjectionIsFinal for one that was an objection."""
        if self.label is ReplyLabel.OPT_OUT and label is not ReplyLabel.OPT_OUT:
            raise ObjectionIsFinal
        self.label, self.decided_by, self.proposal = label, DecidedBy.PERSON, None
        self.confidence = None
        if label is ReplyLabel.OPT_OUT:
            self.state = ConversationState.CLOSED

    def close(self) -> None:
        self.state = ConversationState.CLOSED

    def answer(self, message: Message) -> None:
        """Note a person's answer. Raise ConversationClosed, or NothingToAnswer."""
        if self.state is ConversationState.CLOSED:
            raise ConversationClosed
        if not self.reply_ref:
            raise NothingToAnswer
        self.last_message_at = max(self.last_message_at, message.at)
        self.preview = message.text[: self.PREVIEW]
        self.unread = False

    def mark_read(self) -> None:
        self.unread = False


def place_of(conversation: Conversation) -> str:
    """Where a page ends: the instant and the id, which together are unique."""
    return f"{conversation.last_message_at.isoformat()}|{conversation.id}"


def read_place(text: str) -> tuple[datetime, str]:
    """Raise Invalid for a place that no page gave."""
    instant, _, conversation_id = text.partition("|")
    try:
        at = datetime.fromisoformat(instant)
    except ValueError as error:
        raise Invalid from error
    if at.tzinfo is None:
        raise Invalid
    return at, conversation_id
