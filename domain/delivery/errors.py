"""What delivery refuses."""

from domain.shared.errors import Conflict, Invalid, NotFound, Unavailable


class ActionNotFound(NotFound):
    code = "action-not-found"


class ActionAlreadyPlanned(Conflict):
    """One action per step of an enrolment, one per written answer."""

    code = "action-already-planned"


class ActionNotCancellable(Conflict):
    """It left already, may have left, or is over."""

    code = "action-not-cancellable"


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


class GateBusy(Unavailable):
    """Too many writers at one gate."""

    code = "gate-busy"
