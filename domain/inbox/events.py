"""What other modules learn from the inbox."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import ConversationId, MessageId, ProspectId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReceived(Event):
    """A message of a known prospect was stored. `automatic` ones never count as contact (A18).

    `campaign_id`, `step_id` and `enrolment_id` are empty when it answers nothing of ours.
    """

    conversation_id: ConversationId
    message_id: MessageId
    prospect_id: ProspectId
    channel: str
    campaign_id: str
    enrolment_id: str
    step_id: str
    automatic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyClassified(Event):
    """A message has its label. Labels that stop nothing come from code alone.

    `in_doubt`: it may be an objection and holds like one. `resume_on` is the day an absent
    person's sequence goes on, "" otherwise; `has_left` that they left the company.
    """

    conversation_id: ConversationId
    message_id: MessageId
    prospect_id: ProspectId
    channel: str
    campaign_id: str
    enrolment_id: str
    step_id: str
    label: str
    proposal: str
    decided_by: str
    in_doubt: bool
    resume_on: str
    has_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCorrected(Event):
    """A person put another label on the conversation."""

    conversation_id: ConversationId
    prospect_id: ProspectId
    channel: str
    campaign_id: str
    step_id: str
    label: str
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHeld(Event):
    """A person's answer waits for the short time in which it can be taken back."""

    conversation_id: ConversationId
    message_id: MessageId
    prospect_id: ProspectId
    channel: str
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTakenBack(Event):
    """It was taken back in time; nothing left."""

    conversation_id: ConversationId
    message_id: MessageId
    prospect_id: ProspectId
    channel: str
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQueued(Event):
    """A person's answer is on its way, in the same thread."""

    conversation_id: ConversationId
    message_id: MessageId
    prospect_id: ProspectId
    channel: str
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLifted(Event):
    """A member said, with the sentence, that it was no objection."""

    conversation_id: ConversationId
    prospect_id: ProspectId
    channel: str
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredByHand(Event):
    """A member wrote to the person from their own mailbox, in a thread of ours (INB-1)."""

    prospect_id: ProspectId
    channel: str
    campaign_id: str
    enrolment_id: str
    step_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAdded(Event):
    """Somebody named in a reply is a prospect now, by a member's decision."""

    conversation_id: ConversationId
    prospect_id: ProspectId
    referred_by: ProspectId
    user_id: str
