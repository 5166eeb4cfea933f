"""Webhook bodies as the vendor sheet shows them (vendors/unipile.md 5 and 8.3)."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from adapters.unipile.deliveries import UnipileDeliveries
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

MAIL: dict[str, Any] = {
    "event": "mail_received",
    "webhook_name": "mail",
    "email_id": "--R9___qXQKIu80oAF0lJA",
    "account_id": "GxwlUMaZTHefegva16XcWw",
    "date": "2026-10-02T23:54:12.000Z",
    "from_attendee": {
        "display_name": "Ann Lead",
        "identifier": "ann@lead.com",
        "identifier_type": "EMAIL_ADDRESS",
    },
    "to_attendees": [{"display_name": "Jane", "identifier": "jane@acme.io"}],
    "cc_attendees": [],
    "provider_id": "18c1f0aa",
    "message_id": "<D8.08@lead.com>",
    "thread_id": "18c1e000",
    "subject": "Re: Hello",
    "body": "<p>Yes</p>",
    "body_plain": "Yes",
    "has_attachments": False,
    "attachments": [],
    "folders": ["Inbox"],
    "role": "inbox",
    "read_date": None,
    "is_complete": False,
    "in_reply_to": {"message_id": "<orig@acme.io>", "id": "GxwlUMaZTHefegva16XcWw"},
    "tracking_id": "Z-4Nx5bMR86b9NVCloU1gg",
    "origin": "external",
}
CHAT: dict[str, Any] = {
    "event": "message_received",
    "account_id": "dfXlh46vQYCsMbVarumWlg",
    "account_type": "LINKEDIN",
    "account_info": {"type": "LINKEDIN", "feature": "classic", "user_id": "ACoAAAcSELF"},
    "chat_id": "R8J-xM9WX7eoHLp6gSVtWQ",
    "subject": None,
    "message_id": "ykmhfXlRW0W_cqReJYrfBw",
    "provider_message_id": "2-MTY5",
    "message": "Thanks, let's talk",
    "is_event": 0,
    "is_sender": False,
    "sender": {
        "attendee_id": "C8zaRZTlVcmfnke_Vai4Gg",
        "attendee_name": "Kim Lead",
        "attendee_provider_id": "ACoAAAcLEAD",
        "attendee_profile_url": "https://www.linkedin.com/in/ACoAAAcLEAD/",
    },
    "attendees": [{"attendee_name": "Jane", "attendee_provider_id": "ACoAAAcSELF"}],
}


def read(told: object) -> ReadDelivery:
    return UnipileDeliveries().read(json.dumps(told).encode())


def seen(told: object) -> Delivery:
    return read(told).delivery


def test_a_mail_is_read_as_the_sheet_shows_it() -> None:
    arrived = seen(MAIL)
    assert isinstance(arrived, MessageArrived)
    mail = arrived.incoming
    assert mail.channel is Channel.EMAIL
    assert (mail.provider_id, mail.message_id) == ("--R9___qXQKIu80oAF0lJA", "<D8.08@lead.com>")
    assert (mail.from_ref, mail.from_name) == ("ann@lead.com", "Ann Lead")
    assert (mail.subject, mail.body_plain, mail.body_html) == ("Re: Hello", "Yes", "<p>Yes</p>")
    assert mail.refs == ("<orig@acme.io>", "GxwlUMaZTHefegva16XcWw", "18c1e000")
    assert mail.headers == ()


def test_an_older_delivery_names_the_mail_by_id() -> None:
    older = {name: value for name, value in MAIL.items() if name != "email_id"} | {"id": "m-1"}
    arrived = seen(older)
    assert isinstance(arrived, MessageArrived)
    assert arrived.incoming.provider_id == "m-1"


@pytest.mark.obligation(47)
def test_null_is_nothing_and_unknown_fields_are_left_out() -> None:
    bare = {"event": "mail_received", "account_id": "a", "email_id": "m", "news": {"deep": [1]}}
    arrived = seen(bare | {"subject": None, "in_reply_to": None, "message_id": None})
    assert isinstance(arrived, MessageArrived)
    assert arrived.incoming.refs == ()


def test_our_own_send_keeps_what_proves_it_and_no_body() -> None:
    sent = read(MAIL | {"event": "mail_sent", "origin": "unipile"})
    assert isinstance(sent.delivery, OwnMessageSeen)
    assert (sent.delivery.by_us, sent.delivery.tracking_id) == (True, "Z-4Nx5bMR86b9NVCloU1gg")
    assert sent.delivery.to_refs == ("jane@acme.io",)
    assert b"Yes" not in sent.kept


@pytest.mark.obligation(50)
def test_the_owners_own_mail_leaves_only_ids() -> None:
    sent = read(MAIL | {"event": "mail_sent", "origin": "external"})
    assert isinstance(sent.delivery, OwnMessageSeen)
    assert not sent.delivery.by_us
    for secret in (b"Yes", b"Hello", b"jane@acme.io", b"ann@lead.com", b"Jane"):
        assert secret not in sent.kept


def test_a_chat_message_is_read_as_the_sheet_shows_it() -> None:
    arrived = seen(CHAT)
    assert isinstance(arrived, MessageArrived)
    chat = arrived.incoming
    assert (chat.channel, chat.body_plain) == (Channel.LINKEDIN, "Thanks, let's talk")
    assert (chat.thread_ref, chat.from_ref) == ("R8J-xM9WX7eoHLp6gSVtWQ", "ACoAAAcLEAD")
    assert "https://www.linkedin.com/in/ACoAAAcLEAD/" in chat.from_profiles


def test_our_own_chat_message_is_known_with_and_without_is_sender() -> None:
    own = CHAT | {"sender": {"attendee_provider_id": "ACoAAAcSELF"}}
    assert isinstance(seen(own | {"is_sender": True}), OwnMessageSeen)
    unsaid = {name: value for name, value in own.items() if name != "is_sender"}
    told = read(unsaid)
    assert isinstance(told.delivery, OwnMessageSeen)
    assert b"talk" not in told.kept


def test_a_new_connection_and_an_account_state() -> None:
    relation = {
        "event": "new_relation",
        "account_id": "SDF4",
        "user_full_name": "Sam Lead",
        "user_provider_id": "ACoAAAh_Fff",
        "user_public_identifier": "sam-lead",
    }
    assert seen(relation) == ConnectionSeen(
        account_ref="SDF4", person_ref="ACoAAAh_Fff", public_id="sam-lead"
    )
    state = {"AccountStatus": {"account_id": "h_EK", "message": "CREDENTIALS"}}
    assert seen(state) == AccountReported(account_ref="h_EK", status="CREDENTIALS")


def test_the_hosted_page_names_the_account_for_our_token() -> None:
    hosted = {"status": "CREATION_SUCCESS", "account_id": "e54m", "name": "token-1"}
    assert seen(hosted) == AccountLinked(
        account_ref="e54m", name="token-1", status="CREATION_SUCCESS"
    )


@pytest.mark.parametrize("event", ["mail_moved", "message_read", "mail_opened", "brand_new"])
@pytest.mark.obligation(50)
def test_a_kind_we_do_not_act_on_is_named_and_not_kept(event: str) -> None:
    told = read(MAIL | {"event": event})
    assert told.delivery == NothingToDo(kind=event)
    assert b"Yes" not in told.kept


@pytest.mark.parametrize("told", [MAIL, CHAT, MAIL | {"event": "mail_sent", "origin": "unipile"}])
def test_what_was_kept_reads_the_same_again(told: dict[str, Any]) -> None:
    first = read(told)
    again = UnipileDeliveries().read(first.kept)
    assert (again.delivery, again.object_key) == (first.delivery, first.object_key)


def test_the_same_thing_has_one_key_and_another_has_another() -> None:
    assert read(MAIL).object_key == read(MAIL | {"read_date": "2026"}).object_key
    assert read(MAIL).object_key != read(MAIL | {"event": "mail_sent"}).object_key
    assert read(MAIL).object_key != read(MAIL | {"email_id": "other"}).object_key


def test_a_form_whose_values_are_json_is_read_too() -> None:
    form = urlencode(
        {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in CHAT.items()
        }
    )
    arrived = UnipileDeliveries().read(form.encode())
    assert isinstance(arrived.delivery, MessageArrived)
    assert arrived.delivery.incoming.from_ref == "ACoAAAcLEAD"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"1",
        b"{",
        b"[" * 100_000,
        b'{"event":"mail_received"}',
        b'{"event":"message_received","account_id":[]}',
        b'{"AccountStatus":7}',
    ],
)
def test_what_cannot_be_read_is_said_to_be_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableDelivery):
        UnipileDeliveries().read(body)


def test_a_lone_surrogate_does_not_survive() -> None:
    told = read(MAIL | {"body_plain": "a\ud800b", "account_id": "x\udfff"})
    assert isinstance(told.delivery, MessageArrived)
    assert told.delivery.incoming.body_plain == "ab"
    told.kept.decode("utf-8")
