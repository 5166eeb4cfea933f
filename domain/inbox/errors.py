"""What the inbox refuses."""

from domain.shared.errors import Conflict, Invalid, NotFound, Unauthenticated, Unavailable


class ConversationNotFound(NotFound):
    code = "conversation-not-found"


class ConversationAlreadyExists(Conflict):
    code = "conversation-already-exists"


class MessageNotFound(NotFound):
    code = "message-not-found"


class MessageAlreadyKnown(Conflict):
    """The provider's message was stored before."""

    code = "message-already-known"


class ConversationClosed(Conflict):
    """The person objected: nobody writes to them any more."""

    code = "conversation-closed"


class NothingToAnswer(Conflict):
    """There is no message of the person to answer to."""

    code = "nothing-to-answer"


class ObjectionIsFinal(Conflict):
    """A label cannot take back an objection (INB-5)."""

    code = "objection-is-final"


class ObjectionInDoubt(Conflict):
    """These words may be an objection; they hold until somebody who may has looked (INB-5)."""

    code = "objection-in-doubt"


class NoDoubt(Conflict):
    """There is nothing to settle here."""

    code = "no-doubt-to-settle"


class QuoteNotInMessage(Invalid):
    """The sentence given is not in what the person wrote."""

    code = "quote-not-in-message"


class AnswerOnItsWay(Conflict):
    """The time to take the answer back is over."""

    code = "answer-on-its-way"


class AnswerByHand(Conflict):
    """What was written asks for a person's own words: a right, a complaint, an automatic message,
    or a conversation that no campaign of ours began.
    """

    code = "answer-by-hand"


class ReplyNotRead(Conflict):
    """The last message has no label yet; it may be an objection."""

    code = "reply-not-read"


class AnswerDraftNotFound(NotFound):
    code = "answer-draft-not-found"


class ReferralSettled(Conflict):
    code = "referral-settled"


class SnoozeInThePast(Invalid):
    code = "snooze-in-the-past"


class EmptyAnswer(Invalid):
    code = "empty-answer"


class ReaderBusy(Unavailable):
    """No model answers now; the label of the rules stands."""

    code = "reader-busy"


class WebhookNotGenuine(Unauthenticated):
    """The address or the secret of a delivery is not the one we gave the provider."""

    code = "webhook-not-genuine"


class UnreadableDelivery(Invalid):
    code = "delivery-not-readable"
