"""What consent refuses."""

from domain.shared.errors import Invalid, NotFound


class NotAnIdentity(Invalid):
    """No address, profile, number or domain can be read from what was typed."""

    code = "not-an-identity"


class LinkNotKnown(NotFound):
    """A public link that is not ours, or no longer is; it gives no hint why."""

    code = "link-not-known"
