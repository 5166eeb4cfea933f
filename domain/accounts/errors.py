"""What can go wrong with accounts."""

from domain.shared.errors import Conflict, Invalid, NotFound, Throttled, Unauthenticated


class SignUpRefused(Invalid):
    """Names every wrong field of the form at once."""

    code = "sign-up-refused"


class MemberRefused(Invalid):
    """Names every wrong field of the new member at once."""

    code = "member-refused"


class EmailAlreadyKnown(Conflict):
    code = "email-already-known"


class AlreadyAMember(Conflict):
    code = "already-a-member"


class WrongCredentials(Unauthenticated):
    """Unknown address or wrong password: the same answer, after the same time."""

    code = "wrong-credentials"


class TooManySignIns(Throttled):
    code = "too-many-sign-ins"


class UnknownLocale(Invalid):
    code = "unknown-locale"


class UserNotFound(NotFound):
    code = "user-not-found"


class WorkspaceNotFound(NotFound):
    code = "workspace-not-found"


class NotAMember(NotFound):
    code = "not-a-member"


class SessionNotFound(NotFound):
    code = "session-not-found"
