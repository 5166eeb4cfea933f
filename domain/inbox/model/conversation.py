"""Conversations and their messages."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.inbox.errors import (
    AnswerOnItsWay,
    ConversationClosed,
    NoDoubt,
    NothingToAnswer,
    ObjectionInDoubt,
    ObjectionIsFinal,
    ReferralSettled,
)
from domain.inbox.model.labels import Classification, DecidedBy, Refusal, ReplyFlag, ReplyLabel
from domain.shared.errors import Invalid
from domain.shared.ids import (
    AnswerDraftId,
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
    """HELD to CANCELLED are an answer's; what came in is RECEIVED."""

    RECEIVED = "received"
    HELD = "held"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


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
    held_until: datetime | None = None
    """Wall time until which an answer can be taken back (INB-1)."""
    draft_id: AnswerDraftId | None = None
    """The draft of LEO that a person started from, with what it was written from."""
    version: int = 0

    @property
    def is_theirs(self) -> bool:
        """Words of the person, not of a machine of theirs."""
        return self.direction is Direction.IN and not self.automatic

    def classify(self, decision: Classification) -> None:
        self.label, self.decided_by = decision.label, decision.decided_by
        self.quote = decision.quote

    def take_back(self, *, at: datetime) -> None:
        """Raise AnswerOnItsWay once the time to take it back is over."""
        if self.state is not MessageState.HELD or self.held_until is None or at >= self.held_until:
            raise AnswerOnItsWay
        self.state = MessageState.CANCELLED

    def let_go(self) -> bool:
        """Its time to be taken back is over. False when it was taken back, or went before."""
        if self.state is not MessageState.HELD:
            return False
        self.state, self.held_until = MessageState.QUEUED, None
        return True


class ReferralState(StrEnum):
    TO_CONFIRM = "to_confirm"
    ADDED = "added"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Somebody the person sent us to; nobody is written to before a member confirms them."""

    full_name: str
    email: str
    quote: str
    state: ReferralState = ReferralState.TO_CONFIRM
    prospect_id: ProspectId | None = None


@dataclass(slots=True, kw_only=True)
class Conversation:
    """One thread with one known prospect on one channel.

    Closed by an objection, for good: it stays readable and nobody can answer. What may be an
    objection holds in the same way until `doubt_until`, and becomes one then (INB-5).
    """

    PREVIEW: ClassVar[int] = 160
    DOUBT: ClassVar[timedelta] = timedelta(days=7)

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
    refusal: Refusal | None = None
    referral: Referral | None = None
    doubt_until: datetime | None = None
    assigned_to: str = ""
    snoozed_until: datetime | None = None
    version: int = 0

    def receive(self, message: Message, *, thread_ref: str, reply_ref: str) -> None:
        """Take in one message of the prospect; a late one does not become the latest."""
        self.unread = self.unread or not message.automatic
        if not message.automatic:
            self.snoozed_until = None
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

    def classify(
        self,
        message_id: MessageId,
        decision: Classification,
        *,
        at: datetime,
        referral: Referral | None = None,
    ) -> None:
        """Take over the label of a message; an objection stays whatever comes later."""
        if decision.in_doubt and self.state is ConversationState.OPEN:
            self.doubt_until = self.doubt_until or at + self.DOUBT
        elif self.doubt_until and decision.label is not ReplyLabel.OPT_OUT:
            return  # the words that may be an objection stay in view
        if self.label is ReplyLabel.OPT_OUT and decision.label is not ReplyLabel.OPT_OUT:
            return
        self.label, self.decided_by = decision.label, decision.decided_by
        self.quote, self.confidence = decision.quote, decision.confidence
        self.proposal = decision.proposal
        self.flags = tuple(dict.fromkeys((*self.flags, *decision.flags)))
        self.labelled_message_id = message_id
        self.refusal = decision.refusal or self.refusal
        self.referral = referral or self.referral
        if decision.label is ReplyLabel.OPT_OUT:
            self.state, self.doubt_until = ConversationState.CLOSED, None

    def correct(self, label: ReplyLabel) -> None:
        """A person's word on the label. Raise ObjectionIsFinal for one that was an objection, or
        ObjectionInDoubt for one that may be: that is settled by `lift_doubt`.
        """
        if self.doubt_until is not None and label is not ReplyLabel.OPT_OUT:
            raise ObjectionInDoubt
        if self.label is ReplyLabel.OPT_OUT and label is not ReplyLabel.OPT_OUT:
            raise ObjectionIsFinal
        self.label, self.decided_by, self.proposal = label, DecidedBy.PERSON, None
        self.confidence = None
        if label is ReplyLabel.OPT_OUT:
            self.state, self.doubt_until = ConversationState.CLOSED, None

    def lift_doubt(self) -> None:
        """Somebody who may has said that it was no objection. Raise NoDoubt."""
        if self.doubt_until is None:
            raise NoDoubt
        self.doubt_until, self.proposal = None, None

    def settle_referral(self, state: ReferralState, prospect_id: ProspectId | None) -> None:
        """Raise ReferralSettled when there is none to settle."""
        if self.referral is None or self.referral.state is not ReferralState.TO_CONFIRM:
            raise ReferralSettled
        self.referral = replace(self.referral, state=state, prospect_id=prospect_id)

    def close(self) -> None:
        self.state = ConversationState.CLOSED

    def answer(self, message: Message) -> None:
        """Note a person's answer. Raise what `require_open` raises."""
        self.require_open()
        self.last_message_at = max(self.last_message_at, message.at)
        self.preview = message.text[: self.PREVIEW]
        self.unread, self.snoozed_until = False, None

    def unanswer(self, last: Message) -> None:
        """An answer was taken back: the conversation ends with `last` again."""
        self.last_message_at, self.preview = last.at, last.text[: self.PREVIEW]

    def require_open(self) -> None:
        """Raise what forbids writing to this person: an objection, or what may be one."""
        if self.state is ConversationState.CLOSED or self.label is ReplyLabel.OPT_OUT:
            raise ConversationClosed
        if self.doubt_until is not None:
            raise ObjectionInDoubt
        if not self.reply_ref:
            raise NothingToAnswer

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
