"""What can go wrong with accounts."""

from domain.shared.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Throttled,
    Unauthenticated,
)


class PolicyNotCurrent(Conflict):
    """Only the version in force can be accepted."""

    code = "policy-not-current"


class PolicyNotAccepted(Forbidden):
    """A significant version took effect: it is accepted first, or the data are taken out
    (obligations 3, 151).
    """

    code = "policy-acceptance-required"


class SignUpRefused(Invalid):
    """Names every wrong field of the form at once."""

    code = "sign-up-refused"


class MemberRefused(Invalid):
    """Names every wrong field of the new member at once."""

    code = "member-refused"


class PasswordRefused(Invalid):
    """Says what is wrong with a chosen password."""

    code = "password-refused"


class EmailAlreadyKnown(Conflict):
    """Told only to whoever holds a link that was sent to this very address."""

    code = "email-already-known"


class AlreadyAMember(Conflict):
    code = "already-a-member"


class WrongCredentials(Unauthenticated):
    """Unknown address or wrong password: the same answer, after the same time."""

    code = "wrong-credentials"


class WrongCode(Unauthenticated):
    """Wrong, late or used code of the second factor; or a wrong or used recovery code."""

    code = "wrong-code"


class WrongPassword(Forbidden):
    """The signed-in person did not give the own password again."""

    code = "wrong-password"


class TooManySignIns(Throttled):
    code = "too-many-sign-ins"


class TooManyLetters(Throttled):
    """An address is not flooded with our mail, whoever asks for it."""

    code = "too-many-letters"


class LinkExpired(Conflict):
    """Unknown, used, replaced or too old: which of them is not said."""

    code = "link-expired"


class InvitationNotFound(NotFound):
    code = "invitation-not-found"


class InvitationForAnotherAddress(Forbidden):
    """The signed-in person is not the one who was invited."""

    code = "invitation-for-another-address"


class RoleAboveOwn(Forbidden):
    """Nobody gives a role that may more than the own one."""

    code = "role-above-own"


class LastOwnerStays(Conflict):
    """A workspace is never without an owner: hand it over first (TEAM-6)."""

    code = "last-owner-stays"


class NoFactorStarted(Conflict):
    code = "no-factor-started"


class NameDoesNotMatch(Invalid):
    """Closing needs the workspace's name, typed."""

    code = "name-does-not-match"


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


class LetterNotFound(NotFound):
    code = "letter-not-found"


class ClosureChoiceNeeded(Conflict):
    """Closing says explicitly whether the data are archived first (obligation 78)."""

    code = "closure-choice-needed"
