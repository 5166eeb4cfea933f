"""Webhook bodies of Unipile v1 ↔ our words (vendors/unipile.md 8.3)."""

import json
from typing import Any
from urllib.parse import parse_qs

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adapters.unipile.mapping import ACTION_HEADER
from domain.inbox.errors import UnreadableDelivery
from domain.inbox.model.conversation import Channel
from domain.inbox.model.deliveries import (
    AccountLinked,
    AccountReported,
    ConnectionSeen,
    Delivery,
    MessageArrived,
    NothingToDo,
    OwnMessageSeen,
    ReadDelivery,
)
from domain.inbox.model.incoming import Incoming


class _Payload(BaseModel):
    """Unknown fields are ignored and null is nothing (unipile.md 11.2)."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


class _Attendee(_Payload):
    display_name: str | None = None
    identifier: str | None = None


class _Parent(_Payload):
    message_id: str | None = None
    id: str | None = None


class _Header(_Payload):
    name: str
    value: str


class _Mail(_Payload):
    event: str
    account_id: str
    email_id: str | None = None
    id: str | None = None  # older deliveries
    provider_id: str | None = None
    message_id: str | None = None
    thread_id: str | None = None
    tracking_id: str | None = None
    origin: str | None = None
    role: str | None = None
    subject: str | None = None
    body: str | None = None
    body_plain: str | None = None
    from_attendee: _Attendee = Field(default_factory=_Attendee)
    to_attendees: list[_Attendee] = Field(default_factory=list)
    in_reply_to: _Parent | None = None
    headers: list[_Header] | None = None


class _Member(_Payload):
    attendee_name: str | None = None
    attendee_provider_id: str | None = None
    attendee_profile_url: str | None = None


class _Account(_Payload):
    user_id: str | None = None


class _Chat(_Payload):
    event: str
    account_id: str
    account_info: _Account | None = None
    chat_id: str | None = None
    message_id: str
    provider_message_id: str | None = None
    subject: str | None = None
    message: str | None = None
    is_sender: bool | None = None
    is_event: bool | None = None
    sender: _Member = Field(default_factory=_Member)
    attendees: list[_Member] = Field(default_factory=list)


class _Relation(_Payload):
    event: str
    account_id: str
    user_provider_id: str
    user_public_identifier: str | None = None


class _Status(_Payload):
    account_id: str
    message: str


class _StatusEnvelope(_Payload):
    status: _Status = Field(alias="AccountStatus")


class _Hosted(_Payload):
    """notify_url of the hosted page (unipile.md 5): not shaped like any webhook."""

    status: str
    account_id: str
    name: str | None = None


class UnipileDeliveries:
    """DeliveryReader."""

    def read(self, body: bytes) -> ReadDelivery:
        told = _parsed(body)
        try:
            return _read(told)
        except ValidationError as error:
            raise UnreadableDelivery from error


def _parsed(body: bytes) -> dict[str, Any]:
    """JSON under whatever content type, or a form whose values are JSON (unipile.md 8.2)."""
    text = body.decode("utf-8", "replace")
    try:
        told = json.loads(text)
        # What JSON may escape and UTF-8 may not hold is dropped here.
        told = json.loads(json.dumps(told, ensure_ascii=False).encode("utf-8", "ignore"))
    except (ValueError, RecursionError):
        told = {name: _value(values[0]) for name, values in parse_qs(text).items()}
    if not isinstance(told, dict) or not told:
        raise UnreadableDelivery
    return told


def _value(text: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _read(told: dict[str, Any]) -> ReadDelivery:
    if "AccountStatus" in told:
        status = _StatusEnvelope.model_validate(told).status
        delivery = AccountReported(account_ref=status.account_id, status=status.message)
        return _kept({"AccountStatus": status.model_dump()}, delivery)
    event = str(told.get("event") or told.get("type") or "")
    match event:
        case "mail_received" | "mail_sent":
            return _mail(_Mail.model_validate(told))
        case "message_received":
            return _chat(_Chat.model_validate(told))
        case "new_relation":
            relation = _Relation.model_validate(told)
            seen = ConnectionSeen(
                account_ref=relation.account_id,
                person_ref=relation.user_provider_id,
                public_id=relation.user_public_identifier or "",
            )
            return _kept(
                relation.model_dump(exclude_none=True),
                seen,
                "new_relation",
                relation.account_id,
                relation.user_provider_id,
            )
        case "" if "status" in told and "account_id" in told:
            hosted = _Hosted.model_validate(told)
            linked = AccountLinked(
                account_ref=hosted.account_id, name=hosted.name or "", status=hosted.status
            )
            return _kept(hosted.model_dump(exclude_none=True), linked)
        case _:
            return _kept({"event": event[:60]}, NothingToDo(kind=event[:60] or "unknown"))


def _kept(told: dict[str, Any], delivery: Delivery, *parts: str) -> ReadDelivery:
    return ReadDelivery(
        delivery=delivery,
        object_key="\x1f".join(parts),
        kept=json.dumps(told, separators=(",", ":")).encode(),
    )


def _mail(mail: _Mail) -> ReadDelivery:
    mail_id = mail.email_id or mail.id or mail.provider_id or ""
    is_own = mail.event == "mail_sent" or mail.role in {"sent", "drafts"}
    if is_own:
        by_us = mail.origin == "unipile"
        mark = [one for one in mail.headers or () if one.name.lower() == ACTION_HEADER.lower()]
        bare = mail.model_copy(update={"body": None, "body_plain": None, "headers": mark})
        if not by_us:
            bare = bare.model_copy(
                update={"subject": None, "to_attendees": [], "from_attendee": _Attendee()}
            )
        seen = OwnMessageSeen(
            account_ref=mail.account_id,
            channel=Channel.EMAIL.value,
            by_us=by_us,
            provider_id=mail_id,
            message_id=mail.message_id or "",
            thread_ref=mail.thread_id or "",
            tracking_id=mail.tracking_id or "",
            subject=bare.subject or "",
            to_refs=tuple(one.identifier for one in bare.to_attendees if one.identifier),
            action_ref=mark[0].value if mark else "",
        )
        return _kept(
            bare.model_dump(exclude_none=True), seen, "mail_sent", mail.account_id, mail_id
        )
    parent = mail.in_reply_to or _Parent()
    incoming = Incoming(
        account_ref=mail.account_id,
        channel=Channel.EMAIL,
        provider_id=mail_id,
        thread_ref=mail.thread_id or "",
        from_ref=mail.from_attendee.identifier or "",
        from_name=mail.from_attendee.display_name or "",
        subject=mail.subject or "",
        body_html=mail.body or "",
        body_plain=mail.body_plain or "",
        message_id=mail.message_id or "",
        in_reply_to=tuple(ref for ref in (parent.message_id, parent.id) if ref),
        headers=tuple((one.name, one.value) for one in mail.headers or ()),
    )
    return _kept(
        mail.model_dump(exclude_none=True),
        MessageArrived(incoming=incoming),
        mail.event,
        mail.account_id,
        mail_id,
    )


def _chat(chat: _Chat) -> ReadDelivery:
    sender = chat.sender
    own_id = chat.account_info.user_id if chat.account_info else None
    is_own = chat.is_sender is True or (
        chat.is_sender is None and bool(own_id) and own_id == sender.attendee_provider_id
    )
    if chat.is_event:
        return _kept({"event": "message_event"}, NothingToDo(kind="message_event"))
    if is_own:
        seen = OwnMessageSeen(
            account_ref=chat.account_id,
            channel=Channel.LINKEDIN.value,
            by_us=False,
            provider_id=chat.message_id,
            message_id=chat.provider_message_id or "",
            thread_ref=chat.chat_id or "",
            tracking_id="",
            action_ref="",
            subject="",
            to_refs=tuple(
                one.attendee_provider_id for one in chat.attendees if one.attendee_provider_id
            ),
        )
        return _kept(
            chat.model_dump(exclude_none=True, exclude={"message", "subject"}),
            seen,
            "message",
            chat.account_id,
            chat.message_id,
        )
    profiles = (sender.attendee_profile_url, sender.attendee_provider_id)
    incoming = Incoming(
        account_ref=chat.account_id,
        channel=Channel.LINKEDIN,
        provider_id=chat.message_id,
        thread_ref=chat.chat_id or "",
        from_ref=sender.attendee_provider_id or "",
        from_name=sender.attendee_name or "",
        from_profiles=tuple(one for one in profiles if one),
        subject=chat.subject or "",
        body_plain=chat.message or "",
        message_id=chat.provider_message_id or "",
    )
    return _kept(
        chat.model_dump(exclude_none=True),
        MessageArrived(incoming=incoming),
        "message",
        chat.account_id,
        chat.message_id,
    )
