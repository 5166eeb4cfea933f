"""What can go wrong with the support desk."""

from domain.shared.errors import Conflict, Invalid, Unavailable


class DeskDown(Unavailable):
    """The desk does not answer, or does not do what it is asked."""

    code = "support-desk-down"


class ContactLocked(DeskDown):
    """The desk is deleting whoever had this id, and gives it to nobody for seven days."""


class ChatOff(Conflict):
    """There is no chat here; the e-mail address is the way to support."""

    code = "support-chat-off"


class DeskNoticeForged(Invalid):
    """A delivery that the desk did not sign, or that nobody can read."""

    code = "support-notice-forged"
