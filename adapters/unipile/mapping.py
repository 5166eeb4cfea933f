"""Unipile v1 JSON ↔ delivery's words (vendors/unipile.md); pure."""

import html
import json
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adapters.unipile.client import Reply
from adapters.wire.client import NobodyKnows
from domain.delivery.model.action import ActionKind, Receipt
from domain.delivery.model.sender import Account, Health, SenderKind
from domain.delivery.ports import Answer, CourierAnswer, SendOrder, Trace

ACTION_HEADER = "X-Leo-Action"

# Section 2.6, "retry classification".
_ACCOUNT_BROKEN = frozenset(
    {
        *("disconnected_account", "expired_credentials", "checkpoint_error"),
        *("disconnected_feature", "wrong_account", "account_restricted", "action_required"),
        *("unknown_authentication_context", "multiple_sessions", "invalid_account"),
        *("account_configuration_error", "feature_not_subscribed", "subscription_required"),
    }
)
_PUSH_BACK = frozenset(
    {
        *("cannot_resend_yet", "limit_exceeded", "connection_limit_reached"),
        *("insufficient_credits", "too_many_requests", "cannot_resend_within_24hrs"),
        *("sender_rejected", "ip_rejected_by_server"),
    }
)
_RECIPIENT_FINAL = frozenset(
    {
        *("already_invited_recently", "already_connected", "cannot_invite_attendee"),
        *("invalid_recipient", "blocked_recipient", "user_unreachable", "not_allowed_inmail"),
        *("recipient_rejected", "no_connection_with_recipient", "resource_not_found"),
        *("invalid_resource_identifier", "cant_send_message"),
    }
)
_CONTENT = frozenset(
    {
        *("too_many_characters", "content_too_large", "invalid_message", "invalid_reply_subject"),
        *("invalid_headers", "unsupported_media_type", "parent_mail_not_found", "invalid_thread"),
        *("unescaped_characters", "invalid_parameters", "missing_parameters", "invalid_request"),
        *("malformed_request", "send_as_denied", "unprocessable_entity"),
    }
)
# Our own key or plan: nobody's account is at fault, so it is tried again later and alarms.
_OURS = frozenset({"missing_credentials", "invalid_credentials", "insufficient_privileges"})
_EXISTS = frozenset({"already_invited_recently", "already_connected", "action_already_performed"})


def to_refusal(reply: Reply, *, kind: ActionKind, repeated: bool) -> CourierAnswer:
    """What a reply that is no success proves.

    A conflict means that our key was seen with another body or is still at work: nobody knows
    (section 2.7). A 5xx may come after the effect (section 12), whatever its type says.
    """
    code = reply.kind
    if repeated and code in _EXISTS and kind is ActionKind.INVITATION:
        return CourierAnswer(answer=Answer.ACCEPTED, code=code, receipt=Receipt())
    if reply.status >= 500 or reply.status in {408, 409, 425}:
        return CourierAnswer(answer=Answer.LOST, code=code)
    for codes, answer in (
        (_ACCOUNT_BROKEN, Answer.ACCOUNT_BROKEN),
        (_PUSH_BACK, Answer.PUSHED_BACK),
        (_RECIPIENT_FINAL, Answer.REFUSED),
        (_CONTENT, Answer.REFUSED),
        (_OURS, Answer.NOT_SENT),
    ):
        if code in codes:
            return CourierAnswer(answer=answer, code=code)
    by_status = {429: Answer.PUSHED_BACK, 401: Answer.NOT_SENT, 403: Answer.ACCOUNT_BROKEN}
    return CourierAnswer(answer=by_status.get(reply.status, Answer.REFUSED), code=code)


def mail_fields(order: SendOrder, headers: Mapping[str, str]) -> dict[str, str]:
    """Section 7.1: nested values are JSON strings. No pixel and no rewritten link is asked for."""
    named = [{"name": ACTION_HEADER, "value": order.action_id}]
    named += [{"name": name, "value": value} for name, value in headers.items()]
    fields = {
        "account_id": order.account_ref,
        "to": _json([{"display_name": order.to_name, "identifier": order.to_email}]),
        "subject": order.letter.subject,
        "body": order.letter.html or html.escape(order.letter.text),
        "custom_headers": _json(named),
        "tracking_options": _json({"opens": False, "links": False, "label": order.action_id}),
    }
    if order.reply_ref:
        fields["reply_to"] = order.reply_ref
    return fields


def named_freely(headers: Mapping[str, str]) -> dict[str, str]:
    """Those that every provider takes: whether others pass is not known (section 7.1)."""
    return {name: value for name, value in headers.items() if name.lower().startswith("x-")}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Lenient(BaseModel):
    """Unknown fields and null ids are tolerated (section 11.2)."""

    model_config = ConfigDict(extra="ignore")


class _Sent(_Lenient):
    tracking_id: str | None = None
    provider_id: str | None = None


class _Invited(_Lenient):
    invitation_id: str | None = None


class _Said(_Lenient):
    message_id: str | None = None


class _Source(_Lenient):
    status: str = ""


class _Box(_Lenient):
    username: str = ""


class _Member(_Lenient):
    id: str = ""
    publicIdentifier: str | None = None  # noqa: N815 - the vendor's name
    username: str | None = None
    premiumFeatures: list[str] | None = None  # noqa: N815 - the vendor's name


class _Params(_Lenient):
    mail: _Box | None = None
    im: _Member | None = None


class _Account(_Lenient):
    id: str
    type: str
    name: str = ""
    connection_params: _Params = Field(default_factory=_Params)
    sources: list[_Source] = Field(default_factory=list)


class _Invitation(_Lenient):
    status: str = ""


class Profile(_Lenient):
    """Section 6.4, as far as an invitation needs it."""

    provider_id: str
    public_identifier: str | None = None
    is_relationship: bool | None = None
    network_distance: str | None = None
    invitation: _Invitation | None = None

    @property
    def is_connected(self) -> bool:
        return bool(self.is_relationship) or self.network_distance in {
            "FIRST_DEGREE",
            "DISTANCE_1",
        }

    @property
    def is_invited(self) -> bool:
        return self.invitation is not None and self.invitation.status.upper() == "PENDING"


class _Header(_Lenient):
    name: str = ""
    value: str = ""


class _Mail(_Lenient):
    id: str = ""
    provider_id: str | None = None
    message_id: str | None = None
    tracking_id: str | None = None
    thread_id: str | None = None
    headers: list[_Header] | None = None


class _Pending(_Lenient):
    id: str = ""
    invited_user_id: str | None = None
    invited_user_public_id: str | None = None


class _Relation(_Lenient):
    member_id: str | None = None
    public_identifier: str | None = None


class _Message(_Lenient):
    id: str = ""
    text: str | None = None
    timestamp: str | None = None
    is_sender: int | bool | None = None


_TYPES = {
    "MAIL": SenderKind.MAILBOX,
    "GOOGLE_OAUTH": SenderKind.MAILBOX,
    "GOOGLE": SenderKind.MAILBOX,
    "OUTLOOK": SenderKind.MAILBOX,
    "ICLOUD": SenderKind.MAILBOX,
    "EXCHANGE": SenderKind.MAILBOX,
    "LINKEDIN": SenderKind.LINKEDIN,
}


def to_account(reply: Reply) -> Account | None:
    """None for an account of a kind we have no use for. Raise NobodyKnows for what is no account.

    Healthy means that every source it shows is (section 4).
    """
    try:
        read = _Account.model_validate(reply.body)
    except ValidationError as error:
        raise NobodyKnows("unreadable") from error
    kind = _TYPES.get(read.type)
    if kind is None:
        return None
    member, box = read.connection_params.im or _Member(), read.connection_params.mail or _Box()
    is_mailbox = kind is SenderKind.MAILBOX
    return Account(
        ref=read.id,
        kind=kind,
        address=(box.username or read.name) if is_mailbox else (member.publicIdentifier or ""),
        display_name=_person_name(read.name if is_mailbox else (member.username or read.name)),
        is_paid=bool(member.premiumFeatures),
        health=_health([source.status.upper() for source in read.sources]),
    )


def _person_name(name: str) -> str:
    """A mailbox can be named by its address: then the words before the at sign make the name."""
    if "@" not in name:
        return name.strip()
    words = re.split(r"[._+\d-]+", name.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word)


def _health(statuses: Iterable[str]) -> Health:
    known = set(statuses)
    if known and known <= {"OK"}:
        return Health.OK
    if not known or known <= {"OK", "CONNECTING"}:
        return Health.CONNECTING
    return Health.BROKEN


def to_mail_receipt(reply: Reply, order: SendOrder) -> Receipt:
    sent = _Sent.model_validate(reply.body)
    return Receipt(
        provider_ref=sent.provider_id or "",
        tracking_ref=sent.tracking_id or "",
        recipient_ref=order.to_email,
    )


def to_invitation_receipt(reply: Reply, profile: Profile) -> Receipt:
    invited = _Invited.model_validate(reply.body)
    return Receipt(provider_ref=invited.invitation_id or "", recipient_ref=profile.provider_id)


def to_message_receipt(reply: Reply, order: SendOrder) -> Receipt:
    said = _Said.model_validate(reply.body)
    return Receipt(provider_ref=said.message_id or "", thread_ref=order.chat_ref)


def to_profile(reply: Reply) -> Profile:
    try:
        return Profile.model_validate(reply.body)
    except ValidationError as error:
        raise NobodyKnows("unreadable") from error


def items_of(reply: Reply) -> tuple[list[Mapping[str, Any]], str]:
    """The rows of a list and its cursor, "" at the end. Raise NobodyKnows for what is no list."""
    rows = reply.body.get("items")
    if not reply.is_success or not isinstance(rows, list):
        raise NobodyKnows(reply.kind or "unreadable")
    return [row for row in rows if isinstance(row, dict)], str(reply.body.get("cursor") or "")


def marked_mail(row: Mapping[str, Any], trace: Trace) -> Receipt | None:
    """The receipt of a listed mail that carries our mark."""
    mail = _Mail.model_validate(row)
    marks = {
        one.value.strip() for one in mail.headers or () if one.name.lower() == ACTION_HEADER.lower()
    }
    if trace.action_id not in marks:
        return None
    return Receipt(
        provider_ref=mail.provider_id or mail.id,
        message_ref=mail.message_id or "",
        tracking_ref=mail.tracking_id or "",
        thread_ref=mail.thread_id or "",
        recipient_ref=trace.to_email,
    )


def is_to(row: Mapping[str, Any], refs: AbstractSet[str]) -> bool:
    """Whether a pending invitation or a relation is the person of these ids (6.6, 6.7)."""
    pending, relation = _Pending.model_validate(row), _Relation.model_validate(row)
    ids = {
        pending.invited_user_id,
        pending.invited_user_public_id,
        relation.member_id,
        relation.public_identifier,
    }
    return bool({one for one in ids if one} & refs)


def invitation_ref(row: Mapping[str, Any]) -> str:
    return _Pending.model_validate(row).id


def is_own_message(row: Mapping[str, Any], trace: Trace) -> bool:
    """The same words, by us, not before the call; the list is to the millisecond at best."""
    message = _Message.model_validate(row)
    if not message.is_sender or (message.text or "").strip() != trace.text.strip():
        return False
    said_at = instant(message.timestamp or "")
    return said_at is None or said_at >= trace.armed_at


def instant(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def exact(at: datetime) -> str:
    """The one date format the vendor takes (section 2.3)."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
