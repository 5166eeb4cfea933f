"""What other modules learn from delivery."""

from dataclasses import dataclass

from domain.shared.events import Event
from domain.shared.ids import (
    ActionId,
    CampaignId,
    DraftId,
    EnrolmentId,
    MessageId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEvent(Event):
    """Something about the one action of a sequence step."""

    action_id: ActionId
    draft_id: DraftId
    campaign_id: CampaignId
    enrolment_id: EnrolmentId
    prospect_id: ProspectId
    step_id: StepId
    channel: str
    kind: str
    sender_id: SenderId


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanned(ActionEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionUncovered(ActionEvent):
    """The mandate that let it go does not hold any more: a person decides again."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(ActionEvent):
    """The provider has it. Once per action, whatever was lost on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailed(ActionEvent):
    """The provider refused this message to this person, for good."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSuppressed(ActionEvent):
    """The law or the person's own word stopped it; nothing left."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCancelled(ActionEvent):
    """It was no longer wanted; nothing left."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendUnconfirmed(ActionEvent):
    """Nobody can say whether it left; a person decides, the product never sends it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionQuarantined(ActionEvent):
    """Three processes died over it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateSuspected(ActionEvent):
    """Two different messages carry the mark of one action: an incident (delivery.md 1.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAccepted(ActionEvent):
    """Seen in the sent folder: receipt state `accepted` (SND-5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageBounced(ActionEvent):
    permanent: bool
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionAccepted(ActionEvent):
    """The person accepted the invitation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalDue(ActionEvent):
    """The invitation waited long enough, and a person has to take it back in LinkedIn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationWithdrawn(ActionEvent):
    """It is no longer pending and was not accepted. `code`: withdrawn, by_hand, or gone when it
    had left LinkedIn's list before.
    """

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSent(Event):
    """A person's own answer left."""

    action_id: ActionId
    message_id: MessageId
    prospect_id: ProspectId
    channel: str
    sender_id: SenderId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(Event):
    """The information of Art. 14 left as a message of its own."""

    action_id: ActionId
    notice_id: str
    prospect_id: ProspectId
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFailed(Event):
    """That message did not arrive, or nobody can say: the person is not informed."""

    notice_id: str
    prospect_id: ProspectId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFailed(Event):
    """A person's own answer did not leave, or nobody can say."""

    action_id: ActionId
    message_id: MessageId
    prospect_id: ProspectId
    channel: str
    sender_id: SenderId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopTurned(Event):
    """`scope` is that of the switch; why it was turned is kept with it."""

    scope: str
    target: str
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingStopped(StopTurned):
    """Nothing of that scope is armed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingRestarted(StopTurned):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderEvent(Event):
    sender_id: SenderId
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderAnnounced(SenderEvent):
    """The vendor says an account was linked; it is not believed before it was read there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedInModeChanged(SenderEvent):
    """Its owner accepted the risk of automated mode, or somebody took that back."""

    automated: bool
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderHeld(SenderEvent):
    """Its health holds it (SND-4): bounces or acceptance."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderResumed(SenderEvent):
    """A person read the cause and lifted the pause."""

    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsChanged(Event):
    """`sender_id` is empty for the workspace's own rules."""

    sender_id: str
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderConnected(SenderEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderDisconnected(SenderEvent):
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderTroubled(SenderEvent):
    """A call said that the account is broken; its health is read at the vendor next."""
