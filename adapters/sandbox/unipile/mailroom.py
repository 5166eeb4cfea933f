"""Mailboxes: what was sent, what arrives, and the webhooks that tell it (vendors/unipile.md 7)."""

import re
from email.utils import parseaddr
from html import unescape

from adapters.sandbox.clock import stamp
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.unipile import webhooks
from adapters.sandbox.world import short_hash

GOT_MAIL = "person-gets-mail"


def attendee(address: str, name: str = "") -> Json:
    return {"display_name": name, "identifier": address, "identifier_type": "EMAIL_ADDRESS"}


def is_address(text: str) -> bool:
    return bool(re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+", text))


def bare_address(text: str) -> str:
    return parseaddr(text)[1].lower()


def plain_text(html: str) -> str:
    """What a mail client would show of a body."""
    text = re.sub(r"(?is)<(style|script|head)\b.*?</\1>", "", html)
    text = re.sub(r"(?i)<br\s*/?>|</(p|div|tr|li|h\d)>", "\n", text)
    text = unescape(re.sub(r"<[^>]+>", "", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def thread_of(parts: Parts, account_id: str, parent: Json | None) -> str:
    if parent is not None and parent["account_id"] == account_id:
        return str(parent["thread_id"])
    return parts.new_hex("thread")


def store_mail(parts: Parts, account: Json, mail: Json) -> Json:
    """Complete the row, keep it, and make it findable by its ids."""
    email_id = parts.new_id("email")
    row: Json = {
        "id": email_id,
        "account_id": account["id"],
        "type": account["type"],
        "date": stamp(parts.clock.now()),
        "provider_id": parts.new_hex("mail-provider"),
        "cc_attendees": [],
        "bcc_attendees": [],
        "reply_to_attendees": [],
        "in_reply_to": None,
        "tracking_id": None,
        "read_date": None,
        "attachments": [],
        "headers": [],
        **mail,
    }
    scope = account["id"]
    parts.store.put("email", email_id, row, scope=scope)
    parts.store.link("email", f"{scope}|{row['provider_id']}", email_id)
    parts.store.link("email", f"{scope}|{row['message_id']}", email_id)
    return row


def find_mail(parts: Parts, account_id: str | None, any_id: str) -> Json | None:
    """By Unipile id, or by provider id or RFC Message-ID of that account."""
    found = parts.store.get("email", any_id)
    if found is None and account_id:
        email_id = parts.store.follow("email", f"{account_id}|{any_id}")
        found = parts.store.get("email", email_id) if email_id else None
    if found is not None and account_id and found["account_id"] != account_id:
        return None
    return found


def view(row: Json, *, include_headers: bool = False, meta_only: bool = False) -> Json:
    """Email of 7.2."""
    sent = row["role"] == "sent"
    body: Json = {
        "object": "Email",
        "id": row["id"],
        "kind": "1_meta" if meta_only else "2_full",
        **{
            key: row[key]
            for key in (
                "account_id",
                "type",
                "date",
                "role",
                "read_date",
                "message_id",
                "provider_id",
                "subject",
                "from_attendee",
                "to_attendees",
                "cc_attendees",
                "bcc_attendees",
                "reply_to_attendees",
                "attachments",
                "origin",
                "in_reply_to",
                "thread_id",
            )
        },
        "folders": ["Sent" if sent else "Inbox"],
        "folderIds": [folder_id(row["account_id"], row["role"])],
        "body": "" if meta_only else row["body"],
        "body_plain": "" if meta_only else row["body_plain"],
        "has_attachments": bool(row["attachments"]),
    }
    if row["tracking_id"]:
        body["tracking_id"] = row["tracking_id"]
    if include_headers and not meta_only:
        body["headers"] = row["headers"]
    return body


def folder_id(account_id: str, role: str) -> str:
    return short_hash("folder", account_id, role)


def tell(parts: Parts, account: Json, row: Json, event: str) -> None:
    """mail_sent or mail_received (8.3). Headers are not in it: read the mail for them (7.3)."""
    payload: Json = {
        "event": event,
        "webhook_name": "",
        "email_id": row["id"],
        "deprecated_id": row["id"],
        "account_id": account["id"],
        "date": row["date"],
        "from_attendee": row["from_attendee"],
        "to_attendees": row["to_attendees"],
        "cc_attendees": row["cc_attendees"],
        "bcc_attendees": row["bcc_attendees"],
        "reply_to_attendees": row["reply_to_attendees"],
        "provider_id": row["provider_id"],
        "message_id": row["message_id"],
        "thread_id": row["thread_id"],
        "subject": row["subject"],
        "body": row["body"],
        "body_plain": row["body_plain"],
        "has_attachments": bool(row["attachments"]),
        "attachments": row["attachments"],
        "folders": ["Sent" if row["role"] == "sent" else "Inbox"],
        "role": row["role"],
        "read_date": row["read_date"],
        "is_complete": True,
        "in_reply_to": row["in_reply_to"],
        "tracking_id": row["tracking_id"],
        "origin": row["origin"],
    }
    webhooks.emit(parts, account, "email", event, payload)


def account_with_address(parts: Parts, address: str) -> Json | None:
    for account in parts.store.newest("account"):
        if account["type"] != "LINKEDIN" and account["address"] == address:
            return account
    return None


def send(parts: Parts, account: Json, mail: Json) -> Json:
    """It is in the sent folder, its webhook is on the way, and every reader has it."""
    with parts.store.atomic():
        domain = account["address"].rpartition("@")[2]
        row = store_mail(
            parts,
            account,
            {
                "message_id": f"<{parts.new_id('message')}@{domain}>",
                "role": "sent",
                "origin": "unipile",
                "tracking_id": parts.new_id("tracking"),
                **mail,
            },
        )
        if parts.dials.reading("unipile.mail_sent_webhook") == "sent":
            tell(parts, account, row, "mail_sent")
        for reader in (*row["to_attendees"], *row["cc_attendees"], *row["bcc_attendees"]):
            address = reader["identifier"].lower()
            inside = account_with_address(parts, address)
            if inside is not None:
                _arrive_inside(parts, inside, row)
            else:
                parts.schedule.later(
                    GOT_MAIL, {"address": address, "email_id": row["id"]}, seconds=2
                )
    return row


def _arrive_inside(parts: Parts, account: Json, sent: Json) -> None:
    """A connected mailbox reads it; one RFC Message-ID, two Unipile ids (7.4)."""
    receive(
        parts,
        account,
        {
            **{key: sent[key] for key in ("subject", "body", "body_plain", "headers")},
            **{key: sent[key] for key in ("from_attendee", "to_attendees", "in_reply_to")},
            "message_id": sent["message_id"],
            "thread_id": parts.new_hex("thread"),
        },
    )


def receive(parts: Parts, account: Json, mail: Json) -> Json:
    """A mail arrives from outside and is told as mail_received."""
    row = store_mail(parts, account, {"role": "inbox", "origin": "external", **mail})
    tell(parts, account, row, "mail_received")
    return row
