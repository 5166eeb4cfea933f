"""What can go wrong with what other programs are given."""

from domain.shared.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated


class KeyNotFound(NotFound):
    code = "key-not-found"


class KeyRefused(Invalid):
    """A name, scope, life or network that a key cannot have; `faults` says which."""

    code = "key-refused"


class TooManyKeys(Conflict):
    """Revoke one before making the next."""

    code = "too-many-keys"


class UnknownKey(Unauthenticated):
    """Unknown or revoked: which of them is not said."""

    code = "unknown-key"


class KeyExpired(Unauthenticated):
    """Its time is over; the fault's detail is the instant (INT-8)."""

    code = "key-expired"


class AddressNotAllowed(Forbidden):
    """The key works from a list of networks, and the caller is in none."""

    code = "address-not-allowed"


class HookNotFound(NotFound):
    code = "hook-not-found"


class HookDeliveryNotFound(NotFound):
    code = "hook-delivery-not-found"


class HookRefused(Invalid):
    """An address or a list of events that an endpoint cannot have; `faults` says which."""

    code = "hook-refused"


class TooManyHooks(Conflict):
    """Remove one before adding the next."""

    code = "too-many-hooks"
