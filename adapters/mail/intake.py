"""A mail to the privacy contact, as a mail server pipes it in (RFC 5322, RFC 3834)."""

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from html import unescape

_MOST = 1_000_000
_TAGS = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>")
_FRENCH = re.compile(r"\b(?:bonjour|je|vous|mes|donn[ée]es|merci)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMail:
    """`id` is the same whenever the same mail comes again."""

    id: str
    email: str
    subject: str
    text: str
    language: str


def _words(body: MIMEPart) -> str:
    """Mail programs that name no charset write UTF-8 nowadays."""
    if body.get_content_charset() is not None:
        return str(body.get_content())
    raw = body.get_payload(decode=True)
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""


def read_mail(raw: bytes) -> ReceivedMail | None:
    """None for a mail without a writer, and for one that a machine wrote: answering those makes
    loops, and no person waits for it.
    """
    mail = message_from_bytes(raw[:_MOST], _class=EmailMessage, policy=policy.default)
    writer = parseaddr(str(mail.get("From", "")))[1]
    automatic = str(mail.get("Auto-Submitted", "no")).strip().lower()
    if "@" not in writer or automatic != "no":
        return None
    body = mail.get_body(("plain", "html"))
    text = "" if body is None else _words(body)
    if body is not None and body.get_content_subtype() == "html":
        text = unescape(_TAGS.sub(" ", text))
    subject = " ".join(str(mail.get("Subject", "")).split())
    name = str(mail.get("Message-ID", "")) or hashlib.sha256(raw).hexdigest()
    return ReceivedMail(
        id=f"mail-{hashlib.sha256(name.encode()).hexdigest()[:32]}",
        email=writer,
        subject=subject,
        text=text.strip(),
        language="fr" if _FRENCH.search(f"{subject} {text}") else "en",
    )
