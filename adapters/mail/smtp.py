"""Postman over SMTP (RFC 5321): STARTTLS or TLS from the first byte, except on this machine."""

import asyncio
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from urllib.parse import unquote, urlsplit

from adapters.mail.texts import write
from domain.accounts.model.identity import Locale
from domain.accounts.model.letter import LetterKind
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.errors import Unavailable

_LOOPBACK = frozenset({"127.0.0.1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpPostman:
    """`url` is smtp:// (STARTTLS) or smtps://, with user and password where the server asks."""

    url: str
    sender: str
    sender_name: str
    public_url: str
    wall: Clock
    timeout: float = 10.0

    async def post(
        self, kind: LetterKind, to: EmailAddress, locale: Locale, words: Mapping[str, str]
    ) -> None:
        subject, text = write(kind, locale, words, self.public_url)
        # EmailMessage refuses line breaks in a header, whatever the words hold.
        mail = EmailMessage()
        mail["Subject"] = " ".join(subject.split())
        mail["From"] = formataddr((self.sender_name, self.sender))
        mail["To"] = to.value
        mail["Date"] = format_datetime(self.wall.now())
        mail["Auto-Submitted"] = "auto-generated"
        mail["Content-Language"] = locale.value
        mail.set_content(text)
        try:
            await asyncio.to_thread(self._hand_over, mail)
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(retry_after=timedelta(seconds=15)) from error

    def _hand_over(self, mail: EmailMessage) -> None:
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        trusted = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, parts.port or 465, timeout=self.timeout, context=trusted
            )
        else:
            server = smtplib.SMTP(host, parts.port or 587, timeout=self.timeout)
        with server:
            if parts.scheme != "smtps" and host not in _LOOPBACK:
                server.starttls(context=trusted)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(mail)
