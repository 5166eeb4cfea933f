"""What delivery refuses."""

from domain.shared.errors import Conflict, Invalid, NotFound, PaymentNeeded, Unavailable


class ActionNotFound(NotFound):
    code = "action-not-found"


class ActionAlreadyPlanned(Conflict):
    """One action per step of an enrolment, one per written answer."""

    code = "action-already-planned"


class ActionNotCancellable(Conflict):
    """It left already, may have left, or is over."""

    code = "action-not-cancellable"


class ActionNotSettleable(Conflict):
    """A person can decide about a message that waits for them, and about no other."""

    code = "action-not-settleable"


class ReasonNeeded(Invalid):
    """A decision by hand is kept with why it was taken."""

    code = "reason-needed"


class RiskNotSignable(Conflict):
    """Only the owner of a connected LinkedIn account accepts the risk of its automated mode, on
    the text in force.
    """

    code = "risk-not-signable"


class IllegalTransition(Conflict):
    """The state machine of delivery.md 1.4 has no such arrow."""

    code = "illegal-transition"


class LeaseTooShort(Conflict):
    """Too little of the lease is left to call a vendor under it; the reaper takes over."""

    code = "lease-too-short"


class TextNotApproved(Conflict):
    """There is no approved text behind the action, or its bytes changed (obligation 70)."""

    code = "text-not-approved"


class SendRefused(Conflict):
    """The send rules refuse; the faults name every reason."""

    code = "send-refused"


class SenderNotFound(NotFound):
    code = "sender-not-found"


class SenderAlreadyConnected(Conflict):
    """The account is connected in this workspace or in another one (SND-8)."""

    code = "sender-already-connected"


class LinkNotOpen(NotFound):
    """The connection link is unknown, used or too old."""

    code = "sender-link-not-open"


class AccountGone(NotFound):
    """The vendor no longer knows the account."""

    code = "account-gone"


class WrongAccountKind(Invalid):
    """A mailbox was expected and a LinkedIn account came, or the other way round."""

    code = "wrong-account-kind"


class LinkBusy(Unavailable):
    """The vendor does not answer, or the account is not ready yet."""

    code = "sender-link-busy"


class StopScopeInvalid(Invalid):
    """A stop switch names no campaign, sender or channel, or one too many."""

    code = "stop-scope-invalid"


class StopNotFound(NotFound):
    """There is no such stop switch here, or only who runs the product may turn it."""

    code = "stop-not-found"


class LimitOutOfBounds(Invalid):
    """A limit outside its bounds; each fault names the field and the bounds (SND-8)."""

    code = "limit-out-of-bounds"


class SafeEdgePassed(Invalid):
    """A limit beyond its safe edge is kept only with a reason (SND-8)."""

    code = "safe-edge-passed"


class SenderNotResumable(Conflict):
    """The account is not held by its health, or must rest longer."""

    code = "sender-not-resumable"


class GateBusy(Unavailable):
    """Too many writers at one gate."""

    code = "gate-busy"


class SenderLimitReached(PaymentNeeded):
    """The plan covers no further account of this kind (BIL-1)."""

    code = "sender-limit-reached"
