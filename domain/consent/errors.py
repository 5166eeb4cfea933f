"""What consent refuses."""

from domain.shared.errors import NotFound


class LinkNotKnown(NotFound):
    """A public link that is not ours, or no longer is; it gives no hint why."""

    code = "link-not-known"
