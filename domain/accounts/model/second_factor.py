"""What a person has besides the password (ASVS 6.3.3, 6.5; RFC 6238)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.accounts.model.identity import User
from domain.shared.actor import Role


class Factor(StrEnum):
    """How a session stands with the second factor."""

    PASSED = "passed"
    OWED = "owed"
    """The password was right; the code is still to be given."""
    MISSING = "missing"
    """The person has none yet."""
    EXEMPT = "exempt"
    """A public login of the sandbox."""


# The roles that are never without a second factor, not even in the first days.
AT_ONCE = frozenset({Role.OWNER, Role.ADMIN, Role.DPO})


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorRule:
    """A second factor for everybody, seven days after joining at the latest.

    `exempt` are the public logins of the sandbox; a live product has none.
    """

    exempt: frozenset[str] = field(default_factory=frozenset)
    grace: timedelta = timedelta(days=7)

    def at_sign_in(self, user: User) -> Factor:
        if user.email.value in self.exempt:
            return Factor.EXEMPT
        return Factor.MISSING if user.factor is None else Factor.OWED

    def grace_until(self, user: User) -> datetime:
        """Until when a password is enough, for the roles that have such days at all."""
        return user.created_at + self.grace
