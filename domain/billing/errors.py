"""What can go wrong with billing."""

from domain.shared.errors import Conflict, Invalid, NotFound, PaymentNeeded, Unavailable


class CreditsExhausted(PaymentNeeded):
    """Said before the work starts; nothing was set aside."""

    code = "credits-exhausted"


class SpendingCapReached(PaymentNeeded):
    """A cap that the workspace set for itself; nothing was set aside."""

    code = "spending-cap-reached"


class PlanRequired(PaymentNeeded):
    """The plan in force does not include it."""

    code = "plan-required"


class ReservationNotFound(NotFound):
    code = "reservation-not-found"


class InvoiceNotFound(NotFound):
    code = "invoice-not-found"


class CheckoutNotFound(NotFound):
    code = "checkout-not-found"


class UnknownOffer(Invalid):
    """No plan or pack that is sold has this key, or not in this number."""

    code = "unknown-offer"


class TopUpWithoutLimit(Invalid):
    """An automatic top-up needs a monthly maximum that covers its pack."""

    code = "top-up-without-limit"


class AlreadySubscribed(Conflict):
    """A second subscription is refused: the first one is changed on the payment pages."""

    code = "already-subscribed"


class NotSubscribed(Conflict):
    """There is nothing to change or to cancel yet."""

    code = "not-subscribed"


class PaymentsDown(Unavailable):
    """The payment provider does not answer. Credits and rights already given stay."""

    code = "payments-unavailable"


class PaymentsNotReady(Unavailable):
    """The payment account lacks a price or the portal's settings: an operator completes it."""

    code = "payments-not-ready"


class PaymentNoticeForged(Invalid):
    """A delivery that the payment provider did not sign, or of the other mode."""

    code = "payment-notice-forged"
