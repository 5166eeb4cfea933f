"""LinkedIn as one account sees it: ids, invitations, relations, chats (vendors/unipile.md 6)."""

from datetime import timedelta

from adapters.sandbox.clock import stamp, unstamp
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.unipile import webhooks
from adapters.sandbox.world import Person, short_hash

GOT_INVITATION = "person-gets-invitation"
GOT_MESSAGE = "person-gets-message"
TELL_RELATION = "relation-is-seen"
_PREFIX = {"classic": "ACoAA", "sales_navigator": "ACwAA"}


def provider_id(parts: Parts, account: Json, person: Person, product: str = "classic") -> str:
    """Scoped to the viewing account and to the product (6.1)."""
    found = _PREFIX[product] + short_hash("member", account["id"], person.key, product, length=34)
    parts.store.link("member", f"{account['id']}|{found}", f"{product}|{person.key}")
    return found


def find_person(parts: Parts, account: Json, identifier: str) -> tuple[Person | None, str]:
    """Who it is, and by which kind of id: `slug`, `classic` or `sales_navigator`."""
    found = parts.store.follow("member", f"{account['id']}|{identifier}")
    if found is not None:
        product, _, key = found.partition("|")
        return parts.world.by_key(key), product
    lead = parts.world.by_lead_id(identifier)
    if lead is not None:
        return lead, "sales_navigator"
    if identifier.startswith(("ACo", "ACw", "AE")):
        return None, "classic"
    return parts.world.by_slug(identifier), "slug"


def bond(parts: Parts, account_id: str, person_key: str) -> Json:
    """What there is between two members; `state` is one of none, pending, connected, ignored,
    withdrawn.
    """
    found = parts.store.get("bond", f"{account_id}|{person_key}")
    return found or {
        "id": f"{account_id}|{person_key}",
        "account_id": account_id,
        "person_key": person_key,
        "state": "none",
        "chat_id": None,
    }


def save_bond(parts: Parts, row: Json) -> None:
    parts.store.put("bond", row["id"], row, scope=row["account_id"])


def profile_url(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}"


def invite(parts: Parts, account: Json, person: Person, note: str) -> Json:
    row = bond(parts, account["id"], person.key)
    row |= {
        "state": "pending",
        "invitation_id": str(7_390_000_000_000_000_000 + parts.store.number("invitation")),
        "note": note,
        "invited_at": stamp(parts.clock.now()),
    }
    with parts.store.atomic():
        save_bond(parts, row)
        sent = {"id": row["invitation_id"], "at": row["invited_at"], "noted": bool(note)}
        parts.store.put("invitation", row["invitation_id"], sent, scope=account["id"])
        parts.schedule.later(GOT_INVITATION, {"bond_id": row["id"]}, seconds=1)
    return row


def invitations_since(parts: Parts, account_id: str, span: timedelta, *, noted: bool) -> int:
    start = parts.clock.now() - span
    count = 0
    for one in parts.store.newest("invitation", account_id):
        if unstamp(one["at"]) < start:
            break
        count += one["noted"] or not noted
    return count


def connect(parts: Parts, account: Json, person: Person, *, relation_after: float) -> Json:
    """Acceptance: the invitation leaves the list, the note becomes a chat, new_relation comes late
    (6.8).
    """
    row = bond(parts, account["id"], person.key)
    note = row.get("note") or ""
    row |= {"state": "connected", "connected_at": stamp(parts.clock.now())}
    save_bond(parts, row)
    if note:
        chat = open_chat(parts, account, person)
        say(parts, account, chat, note, by_account=True)
        row = bond(parts, account["id"], person.key)
    parts.schedule.later(TELL_RELATION, {"bond_id": row["id"]}, seconds=relation_after)
    return row


def tell_relation(parts: Parts, body: Json) -> None:
    account_id, _, key = body["bond_id"].partition("|")
    account = parts.store.get("account", account_id)
    if account is None:
        return
    person = parts.world.by_key(key)
    payload = {
        "event": "new_relation",
        "account_id": account_id,
        "account_type": "LINKEDIN",
        "webhook_name": "",
        "user_full_name": person.full_name,
        "user_provider_id": provider_id(parts, account, person),
        "user_public_identifier": person.slug,
        "user_profile_url": f"{profile_url(person.slug)}/",
        "user_picture_url": None,
    }
    webhooks.emit(parts, account, "users", "new_relation", payload)


def open_chat(parts: Parts, account: Json, person: Person) -> Json:
    """One thread per person: a second start adds to the first (6.9)."""
    row = bond(parts, account["id"], person.key)
    if row["chat_id"]:
        chat = parts.store.get("chat", row["chat_id"])
        if chat is not None:
            return chat
    chat_id = parts.new_id("chat")
    chat = {
        "id": chat_id,
        "account_id": account["id"],
        "person_key": person.key,
        "provider_id": f"2-{parts.new_id('provider-chat', 32)}",
        "timestamp": stamp(parts.clock.now()),
        "unread_count": 0,
    }
    parts.store.put("chat", chat_id, chat, scope=account["id"])
    save_bond(parts, {**row, "chat_id": chat_id})
    return chat


def say(parts: Parts, account: Json, chat: Json, text: str, *, by_account: bool) -> Json:
    """A message in the chat, told as message_received in both directions (8.3)."""
    person = parts.world.by_key(chat["person_key"])
    member = provider_id(parts, account, person)
    message_id = parts.new_id("chat-message")
    message: Json = {
        "id": message_id,
        "account_id": account["id"],
        "chat_id": chat["id"],
        "chat_provider_id": chat["provider_id"],
        "provider_id": parts.new_id("provider-message", 24),
        "sender_id": account["provider_id"] if by_account else member,
        "text": text,
        "timestamp": stamp(parts.clock.now()),
        "is_sender": 1 if by_account else 0,
    }
    message["date"] = message["timestamp"]
    parts.store.put("message", message_id, message, scope=account["id"])
    unread = 0 if by_account else chat["unread_count"] + 1
    chat |= {"timestamp": message["timestamp"], "unread_count": unread}
    parts.store.put("chat", chat["id"], chat, scope=account["id"])
    _tell_message(parts, account, chat, message, person)
    if by_account:
        parts.schedule.later(GOT_MESSAGE, {"message_id": message_id}, seconds=1)
    return message


def _attendee(member: str, name: str) -> Json:
    return {
        "attendee_id": short_hash("attendee", member),
        "attendee_name": name,
        "attendee_provider_id": member,
        "attendee_profile_url": f"https://www.linkedin.com/in/{member}/",
    }


def _tell_message(parts: Parts, account: Json, chat: Json, message: Json, person: Person) -> None:
    ours = _attendee(account["provider_id"], account["display_name"])
    theirs = _attendee(provider_id(parts, account, person), person.full_name)
    sender = ours if message["is_sender"] else theirs
    payload: Json = {
        "event": "message_received",
        "webhook_name": "",
        "account_id": account["id"],
        "account_type": "LINKEDIN",
        "account_info": {
            "type": "LINKEDIN",
            "feature": "classic",
            "user_id": account["provider_id"],
        },
        "chat_id": chat["id"],
        "provider_chat_id": chat["provider_id"],
        "chat_content_type": None,
        "subject": None,
        "message_id": message["id"],
        "provider_message_id": message["provider_id"],
        "message": message["text"],
        "message_type": "MESSAGE",
        "timestamp": message["timestamp"],
        "is_event": 0,
        "quoted": None,
        "sender": {
            **sender,
            "attendee_specifics": {"provider": "LINKEDIN", "network_distance": "DISTANCE_1"},
        },
        "attendees": [theirs if message["is_sender"] else ours],
        "attachments": [],
    }
    if parts.dials.reading("unipile.is_sender") == "present":
        payload["is_sender"] = bool(message["is_sender"])
    webhooks.emit(parts, account, "messaging", "message_received", payload)
