"""What was read in a member's mailbox, for that member to see (obligation 51)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.shared.ids import SenderId, WorkspaceId


class AccessReason(StrEnum):
    """The written purposes; there is no other reason to look."""

    REPLY = "reply"
    DELIVERY_REPORT = "delivery_report"
    SENT_PROOF = "sent_proof"
    """Whether a message of ours left, asked among the mails sent to that one address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxAccess:
    """One call to the mail provider that read in a mailbox. `prospect_id` is "" for a report that
    could not be told apart before it was read; `mail_ref` is "" where no single mail was named. It
    names no address and no subject.
    """

    id: str
    workspace_id: WorkspaceId
    sender_id: SenderId
    at: datetime
    reason: AccessReason
    prospect_id: str
    mail_ref: str
