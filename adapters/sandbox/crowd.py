"""How the people of the world react to what reaches them.

A reaction comes 20 to 90 simulated minutes later; absences and delivery failures come within
minutes. Whoever objected and is written to again is counted: `written_after_objection`.
"""

import html
import re
from dataclasses import dataclass

from adapters.sandbox import lines
from adapters.sandbox.clock import unstamp
from adapters.sandbox.parts import Parts
from adapters.sandbox.posting import is_here
from adapters.sandbox.store import Json
from adapters.sandbox.unipile import mailroom, network
from adapters.sandbox.world import Manner, Person, draw

ANSWER_MAIL = "person-answers-mail"
BOUNCE_MAIL = "mail-bounces"
CLICK = "person-clicks-objection"
ANSWER_CHAT = "person-answers-chat"
ACCEPT = "person-accepts-invitation"
IGNORE = "person-ignores-invitation"

_MINUTE = 60.0
_REACTION = (20 * _MINUTE, 90 * _MINUTE)
_AT_ONCE = (0.5 * _MINUTE, 3 * _MINUTE)
_ACCEPTANCE = (30 * _MINUTE, 10 * 60 * _MINUTE)
_RELATION_SEEN = (0.0, 8 * 60 * _MINUTE)
_OBJECTION_LINK = re.compile(r"https?://[^\s\"'<>)]+/u/[^\s\"'<>),;]+")


class NothingToReactTo(Exception):
    """The person has got no message, or no invitation, that this could be about."""


@dataclass(slots=True)
class Crowd:
    parts: Parts

    def join(self) -> None:
        """Register what people do with the schedule."""
        schedule = self.parts.schedule
        schedule.act(mailroom.GOT_MAIL, self.gets_mail)
        schedule.act(network.GOT_INVITATION, self.gets_invitation)
        schedule.act(network.GOT_MESSAGE, self.gets_message)
        schedule.act(ANSWER_MAIL, self.answers_mail)
        schedule.act(BOUNCE_MAIL, self.bounces)
        schedule.act(ANSWER_CHAT, self.answers_chat)
        schedule.act(ACCEPT, self.accepts)
        schedule.act(IGNORE, self.ignores)
        schedule.errand(CLICK, self.clicks)

    # What is remembered of a person
    def memory(self, person: Person) -> Json:
        return self.parts.store.get("memory", person.key) or {
            "mails": 0,
            "messages": 0,
            "objected": False,
            "answers": 0,
            "is_answering": False,
        }

    def _remember(self, person: Person, memory: Json) -> None:
        self.parts.store.put("memory", person.key, memory)

    def _later(
        self, kind: str, body: Json, person: Person, span: tuple[float, float], number: int
    ) -> None:
        seconds = self.parts.between(*span, kind, person.key, number)
        self.parts.schedule.later(kind, body, seconds=seconds)

    # Mail
    def gets_mail(self, body: Json) -> None:
        person = self.parts.world.by_email(body["address"])
        memory = self.memory(person)
        memory["mails"] += 1
        number = int(memory["mails"])
        ask = {"key": person.key, "address": body["address"], "email_id": body["email_id"]}
        if memory["objected"]:
            self.parts.store.number("written_after_objection")
            self._later(ANSWER_MAIL, {**ask, "manner": "angry"}, person, _REACTION, number)
        elif person.manner is Manner.BOUNCE:
            self._later(BOUNCE_MAIL, ask, person, _AT_ONCE, number)
        elif person.manner is Manner.OUT_OF_OFFICE and number == 1:
            manner = {"manner": Manner.OUT_OF_OFFICE.value}
            self._later(ANSWER_MAIL, ask | manner, person, _AT_ONCE, number)
        elif self._wants_to_answer(person, memory, number):
            memory["is_answering"] = True
            if person.manner is Manner.OBJECTION and person.objects_by_link:
                self._later(CLICK, ask, person, _REACTION, number)
            else:
                manner = {"manner": self._manner_now(person, memory)}
                self._later(ANSWER_MAIL, ask | manner, person, _REACTION, number)
        self._remember(person, memory)

    def _wants_to_answer(self, person: Person, memory: Json, number: int) -> bool:
        if person.manner is Manner.SILENT or memory["is_answering"]:
            return False
        if memory["answers"]:
            # Only a conversation that goes on is answered again, and once.
            return person.manner is Manner.INTERESTED and memory["answers"] == 1
        return number >= (2 if person.manner is Manner.OUT_OF_OFFICE else person.answers_after)

    def _manner_now(self, person: Person, memory: Json) -> str:
        if memory["answers"]:
            return "next"
        if person.manner is Manner.OUT_OF_OFFICE:
            return Manner.INTERESTED.value  # back at work
        return person.manner.value

    def answers_mail(self, body: Json) -> None:
        """A reply in the thread, with the history quoted under it."""
        person = self.parts.world.by_key(body["key"])
        sent = self.parts.store.get("email", body["email_id"])
        account = sent and self.parts.store.get("account", sent["account_id"])
        if sent is None or account is None:
            return
        memory = self.memory(person)
        language = _language_of(sent["body_plain"], person.language)
        absent = body["manner"] == Manner.OUT_OF_OFFICE.value
        text = body.get("text") or self._text(person, body["manner"], language, sent["id"])
        said = text if body.get("text") else f"{text}\n{person.full_name}"
        if absent:
            subject = lines.absence_subject(language, sent["subject"])
            plain = text
            headers = [("Auto-Submitted", "auto-replied"), ("X-Autoreply", "yes")]
        else:
            subject = sent["subject"]
            subject = subject if subject.lower().startswith("re:") else f"Re: {subject}"
            when = unstamp(sent["date"]).strftime("%d/%m/%Y %H:%M")
            author = sent["from_attendee"]["display_name"] or sent["from_attendee"]["identifier"]
            plain = said + lines.quoted(language, when, author, sent["body_plain"])
            headers = []
            memory |= {"answers": memory["answers"] + 1, "is_answering": False}
        if body["manner"] in {Manner.OBJECTION.value, "angry"}:
            memory["objected"] = True
        self._remember(person, memory)
        html_body = f"<div>{html.escape(plain if absent else said).replace(chr(10), '<br>')}</div>"
        if not absent:
            html_body += f"<br><blockquote>{sent['body']}</blockquote>"
        self._deliver(account, sent, person, body["address"], subject, plain, html_body, headers)

    def _text(self, person: Person, manner: str, language: str, about: str) -> str:
        pick = draw(self.parts.settings.seed, person.key, about).randrange(100)
        if manner == "angry":
            return lines.angry_line(language)
        if manner == "next":
            return lines.next_line(language, pick)
        return lines.line(Manner(manner), language, pick, self._colleague(person))

    def _colleague(self, person: Person) -> dict[str, str]:
        world = self.parts.world
        other = world.people.get(person.colleague) or world.by_email(
            f"camille.roy@{person.company.domain}"
        )
        return {
            "colleague": other.full_name,
            "colleague_title": other.title,
            "colleague_email": other.email,
        }

    def _deliver(  # noqa: PLR0917
        self,
        account: Json,
        sent: Json,
        person: Person,
        address: str,
        subject: str,
        plain: str,
        html_body: str,
        headers: list[tuple[str, str]],
    ) -> None:
        parts = self.parts
        domain = address.rpartition("@")[2]
        reference = [("In-Reply-To", sent["message_id"]), ("References", sent["message_id"])]
        mailroom.receive(
            parts,
            account,
            {
                "from_attendee": mailroom.attendee(address, person.full_name),
                "to_attendees": [mailroom.attendee(account["address"], account["display_name"])],
                "subject": subject,
                "body": html_body,
                "body_plain": plain,
                "message_id": f"<{parts.new_id('message')}@{domain}>",
                "thread_id": sent["thread_id"],
                "in_reply_to": {"message_id": sent["message_id"], "id": sent["id"]},
                "tracking_id": sent["tracking_id"],
                "headers": [{"name": name, "value": value} for name, value in reference + headers],
            },
        )

    def bounces(self, body: Json) -> None:
        """A DSN from the receiving system, an ordinary mail_received (vendors/unipile.md 7.3)."""
        parts = self.parts
        sent = parts.store.get("email", body["email_id"])
        account = sent and parts.store.get("account", sent["account_id"])
        if sent is None or account is None:
            return
        host = body["address"].rpartition("@")[2]
        report = lines.delivery_report(body["address"], sent["message_id"], host)
        headers = {
            "Content-Type": 'multipart/report; report-type=delivery-status; boundary="dsn"',
            "Auto-Submitted": "auto-replied",
            "X-Failed-Recipients": body["address"],
            "In-Reply-To": sent["message_id"],
            "References": sent["message_id"],
        }
        mailroom.receive(
            parts,
            account,
            {
                "from_attendee": mailroom.attendee(
                    f"mailer-daemon@{host}", "Mail Delivery Subsystem"
                ),
                "to_attendees": [mailroom.attendee(account["address"])],
                "subject": "Delivery Status Notification (Failure)",
                "body": f"<pre>{html.escape(report)}</pre>",
                "body_plain": report,
                "message_id": f"<{parts.new_id('message')}@{host}>",
                "thread_id": sent["thread_id"],
                "in_reply_to": {"message_id": sent["message_id"], "id": sent["id"]},
                "headers": [{"name": name, "value": value} for name, value in headers.items()],
            },
        )

    async def clicks(self, body: Json) -> None:
        """GET, then the one-click POST of RFC 8058. Without a link, an objection in words."""
        parts = self.parts
        person = parts.world.by_key(body["key"])
        sent = parts.store.get("email", body["email_id"])
        url = sent and objection_link(sent)
        if not sent or not url:
            self.answers_mail({**body, "manner": Manner.OBJECTION.value})
            return
        await parts.post("person", "objection-page", url, method="GET")
        status = await parts.post(
            "person",
            "objection",
            url,
            body=b"List-Unsubscribe=One-Click",
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        if status is None or status >= 400:
            self.answers_mail({**body, "manner": Manner.OBJECTION.value})
            return
        memory = self.memory(person)
        memory |= {"objected": True, "answers": memory["answers"] + 1, "is_answering": False}
        self._remember(person, memory)

    # LinkedIn
    def gets_invitation(self, body: Json) -> None:
        account_id, _, key = body["bond_id"].partition("|")
        person = self.parts.world.by_key(key)
        if self.memory(person)["objected"]:
            self.parts.store.number("written_after_objection")
            return
        number = self.parts.store.count("bond", account_id)
        if person.accepts_invitation:
            self._later(ACCEPT, body, person, _ACCEPTANCE, number)
        elif draw(self.parts.settings.seed, "ignores", key).random() < 0.4:
            self._later(IGNORE, body, person, _ACCEPTANCE, number)

    def accepts(self, body: Json) -> None:
        parts = self.parts
        account_id, _, key = body["bond_id"].partition("|")
        account = parts.store.get("account", account_id)
        if account is None or network.bond(parts, account_id, key)["state"] != "pending":
            return
        seen_after = 0.0
        if not body.get("now"):
            seen_after = parts.between(*_RELATION_SEEN, "seen", key)
        network.connect(parts, account, parts.world.by_key(key), relation_after=seen_after)

    def ignores(self, body: Json) -> None:
        row = self.parts.store.get("bond", body["bond_id"])
        if row is not None and row["state"] == "pending":
            burnt_at = self.parts.clock.now().isoformat()
            network.save_bond(self.parts, row | {"state": "ignored", "burnt_at": burnt_at})

    def gets_message(self, body: Json) -> None:
        message = self.parts.store.get("message", body["message_id"])
        chat = message and self.parts.store.get("chat", message["chat_id"])
        if not message or not chat:
            return
        person = self.parts.world.by_key(chat["person_key"])
        memory = self.memory(person)
        memory["messages"] += 1
        ask = {"chat_id": chat["id"], "message_id": message["id"]}
        silent = {Manner.SILENT, Manner.BOUNCE, Manner.OUT_OF_OFFICE}
        if memory["objected"]:
            self.parts.store.number("written_after_objection")
            self._later(ANSWER_CHAT, ask | {"manner": "angry"}, person, _REACTION, 0)
        elif (
            person.answers_on_linkedin
            and person.manner not in silent
            and not memory["is_answering"]
            and memory["answers"] <= int(person.manner is Manner.INTERESTED)
        ):
            memory["is_answering"] = True
            manner = {"manner": self._manner_now(person, memory)}
            self._later(ANSWER_CHAT, ask | manner, person, _REACTION, int(memory["messages"]))
        self._remember(person, memory)

    def answers_chat(self, body: Json) -> None:
        parts = self.parts
        chat = parts.store.get("chat", body["chat_id"])
        account = chat and parts.store.get("account", chat["account_id"])
        if chat is None or account is None:
            return
        person = parts.world.by_key(chat["person_key"])
        memory = self.memory(person)
        written = parts.store.get("message", body["message_id"]) if body["message_id"] else None
        language = _language_of(written["text"] if written else "", person.language)
        text = body.get("text") or lines.short(
            self._text(person, body["manner"], language, body["chat_id"])
        )
        memory |= {"answers": memory["answers"] + 1, "is_answering": False}
        memory["objected"] |= body["manner"] in {Manner.OBJECTION.value, "angry"}
        self._remember(person, memory)
        network.say(parts, account, chat, text, by_account=False)

    def _last_mail_to(self, address: str) -> str | None:
        for mail in self.parts.store.newest("email"):
            readers = (*mail["to_attendees"], *mail["cc_attendees"], *mail["bcc_attendees"])
            if mail["role"] == "sent" and any(
                one["identifier"].lower() == address for one in readers
            ):
                return str(mail["id"])
        return None

    # On demand: POST /world/people/…
    def reply_now(
        self, person: Person, *, manner: str, text: str, channel: str, address: str
    ) -> None:
        last = self._last_mail_to(address)
        chat = next(
            (one for one in self.parts.store.newest("chat") if one["person_key"] == person.key),
            None,
        )
        if channel != "linkedin" and last is not None:
            ask = {"key": person.key, "address": address, "email_id": last}
            self.answers_mail({**ask, "manner": manner, "text": text})
        elif channel != "email" and chat is not None:
            about = {"chat_id": chat["id"], "message_id": None}
            self.answers_chat({**about, "manner": manner, "text": text})
        else:
            raise NothingToReactTo("nobody has written to this person")

    def bounce_now(self, address: str) -> None:
        last = self._last_mail_to(address)
        if last is None:
            raise NothingToReactTo("no mail went to this person")
        self.bounces({"address": address, "email_id": last})

    def click_later(self, person: Person, address: str) -> None:
        last = self._last_mail_to(address)
        if last is None:
            raise NothingToReactTo("no mail went to this person")
        ask = {"key": person.key, "address": address, "email_id": last}
        self.parts.schedule.later(CLICK, ask, seconds=0)

    def accept_now(self, person: Person) -> None:
        for row in self.parts.store.newest("bond"):
            if row["person_key"] == person.key and row["state"] == "pending":
                self.accepts({"bond_id": row["id"], "now": True})
                return
        raise NothingToReactTo("no invitation waits for this person")


def objection_link(mail: Json) -> str | None:
    """From List-Unsubscribe first, then from the text; only when it leads to this machine."""
    for header in mail["headers"]:
        if header["name"].lower() == "list-unsubscribe":
            for url in re.findall(r"<(https?://[^>]+)>", header["value"]):
                if is_here(url):
                    return str(url)
    for found in _OBJECTION_LINK.finditer(html.unescape(mail["body"])):
        if is_here(found.group()):
            return found.group()
    return None


def _language_of(text: str, fallback: str) -> str:
    words = re.findall(r"[a-zà-ÿ]+", text.lower())
    french = sum(word in {"vous", "les", "des", "pour", "nous", "est", "une"} for word in words)
    english = sum(word in {"the", "you", "and", "for", "we", "your", "is"} for word in words)
    if french == english:
        return fallback
    return "fr" if french > english else "en"
