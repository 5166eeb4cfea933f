"""What can go wrong with billing."""

from domain.shared.errors import NotFound, PaymentNeeded


class CreditsExhausted(PaymentNeeded):
    """Said before the work starts; nothing was set aside."""

    code = "credits-exhausted"


class ReservationNotFound(NotFound):
    code = "reservation-not-found"
