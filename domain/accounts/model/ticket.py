"""A link that works once: sign-up, new password, new address."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.shared.email_address import EmailAddress


class TicketKind(StrEnum):
    SIGN_UP = "sign_up"
    PASSWORD = "password"  # noqa: S105 - a kind of link
    EMAIL = "email"

    @property
    def life(self) -> timedelta:
        """30 minutes for a new password, a day for the rest (security.md 3.5)."""
        return timedelta(minutes=30) if self is TicketKind.PASSWORD else timedelta(hours=24)


@dataclass(slots=True, kw_only=True)
class Ticket:
    """Bound to its purpose and to the address it was sent to; the digest of its token is its id.

    Opening the page of the link changes nothing: mail scanners open links too.
    """

    id: str = field(repr=False)
    kind: TicketKind
    email: EmailAddress
    ends_at: datetime
    user_id: str = ""
    details: dict[str, str] = field(default_factory=dict)
    spent_at: datetime | None = None

    def is_good(self, kind: TicketKind, at: datetime) -> bool:
        return self.kind is kind and self.spent_at is None and at < self.ends_at
