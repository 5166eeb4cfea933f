"""Service mail: what we write to people about their own account."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.accounts.model.identity import Locale
from domain.shared.email_address import EmailAddress


class LetterKind(StrEnum):
    CONFIRM_SIGN_UP = "confirm_sign_up"
    ALREADY_SIGNED_UP = "already_signed_up"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a kind of letter
    NO_ACCOUNT = "no_account"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind of letter
    CONFIRM_EMAIL = "confirm_email"
    EMAIL_CHANGING = "email_changing"
    INVITATION = "invitation"
    NEW_SIGN_IN = "new_sign_in"
    SECOND_FACTOR_SET = "second_factor_set"
    ROLE_CHANGED = "role_changed"
    CLOSURE_ASKED = "closure_asked"
    CLOSURE_NEARS = "closure_nears"
    SUSPENDED = "suspended"
    KEY_ENDING = "key_ending"
    READMITTED = "readmitted"
    CREDITS_LOW = "credits_low"
    PAYMENT_FAILED = "payment_failed"
    SUBSCRIPTION_ENDED = "subscription_ended"
    PEOPLE_TO_INFORM = "people_to_inform"
    TEXT_CHANGES = "text_changes"
    PROVIDERS_CHANGE = "providers_change"
    INCIDENT_NOTICE = "incident_notice"
    AUTHORITY_REQUEST = "authority_request"
    NOTICE = "notice"
    DIGEST = "digest"


@dataclass(slots=True, kw_only=True)
class Letter:
    """One mail on its way. `sealed` holds its words and links, encrypted, until it is posted."""

    id: str
    kind: LetterKind
    to: EmailAddress
    locale: Locale
    sealed: str = field(repr=False)
    created_at: datetime
    posted_at: datetime | None = None
