"""What comes in by a connected account, before anything of it is stored."""

import re
from dataclasses import dataclass
from email.utils import parseaddr

from domain.inbox.model.conversation import Channel

_REPORTERS = re.compile(r"^(mailer-daemon|postmaster|mail-daemon|bounces?)([+._-].*)?$")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_SMTP = re.compile(r"(?<![\d.])([45]\d\d)(?![\d.])[ -]")
_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,200}@[^<>\s]{1,200}>")
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w.-]{1,200}\.[a-z]{2,24}", re.IGNORECASE)
_AUTOMATIC_PRECEDENCE = frozenset({"bulk", "auto_reply", "list", "junk"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message as the provider announced it; `headers` is empty when it gave none."""

    account_ref: str
    channel: Channel
    provider_id: str
    thread_ref: str
    from_ref: str
    from_name: str
    from_profiles: tuple[str, ...] = ()
    subject: str = ""
    body_html: str = ""
    body_plain: str = ""
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    is_own: bool = False

    def header(self, name: str) -> str:
        """The first header of that name, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def refs(self) -> tuple[str, ...]:
        """What may name a message of ours, best first (unipile.md 11.9)."""
        quoted = _MESSAGE_ID.findall(f"{self.header('In-Reply-To')} {self.header('References')}")
        return tuple(
            dict.fromkeys(ref for ref in (*self.in_reply_to, *quoted, self.thread_ref) if ref)
        )

    @property
    def is_report(self) -> bool:
        """A delivery report or an abuse report, and not a person (RFC 3464, RFC 5965)."""
        local = self.from_ref.lower().partition("@")[0]
        kind = self.header("Content-Type").lower()
        return bool(
            _REPORTERS.match(local)
            or "multipart/report" in kind
            or self.header("X-Failed-Recipients")
        )

    @property
    def is_complaint(self) -> bool:
        """An abuse report in ARF (RFC 5965)."""
        kind = self.header("Content-Type").lower()
        return "feedback-report" in kind or "feedback-type: abuse" in self.report_text.lower()

    @property
    def is_automatic(self) -> bool:
        """Sent by a machine (RFC 3834; A18): never a contact from the person."""
        submitted = self.header("Auto-Submitted").strip().lower()
        precedence = self.header("Precedence").strip().lower()
        return bool(
            (submitted and not submitted.startswith("no"))
            or precedence in _AUTOMATIC_PRECEDENCE
            or self.header("X-Autoreply")
            or self.header("X-Autorespond")
            or self.header("X-Auto-Response-Suppress")
            or self.header("Return-Path").strip() == "<>"
        )

    @property
    def report_text(self) -> str:
        return f"{self.body_plain}\n{self.body_html}"

    @property
    def reported_refs(self) -> tuple[str, ...]:
        """Message-IDs that a report speaks about, its own left out."""
        found = _MESSAGE_ID.findall(f"{' '.join(self.refs)} {self.report_text[:200_000]}")
        refs = (*self.in_reply_to, *found, self.thread_ref)
        return tuple(dict.fromkeys(ref for ref in refs if ref and ref != self.message_id))[:50]

    @property
    def reported_addresses(self) -> tuple[str, ...]:
        """Addresses that a report says it could not reach, named ones first."""
        failed = self.header("X-Failed-Recipients")
        found = _ADDRESS.findall(f"{failed} {self.report_text[:200_000]}")
        own = parseaddr(self.from_ref)[1].lower()
        return tuple(dict.fromkeys(one.lower() for one in found if one.lower() != own))[:20]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """`code` is an enhanced status (RFC 3463), "" when the report names none."""

    code: str

    @property
    def is_permanent(self) -> bool:
        """5.1.x and other mailbox faults are; 5.7.x blames us, not the address (A17)."""
        return self.code.startswith("5.") and not self.code.startswith("5.7.")

    @classmethod
    def read(cls, report: Incoming) -> "Bounce | None":
        """The bounce in a delivery report; None for a delay notice or a success report."""
        text = report.report_text[:200_000]
        action = re.search(r"^\s*Action:\s*(\w+)", text, re.IGNORECASE | re.MULTILINE)
        if action and action.group(1).lower() in {"delayed", "delivered", "relayed", "expanded"}:
            return None
        stated = re.search(
            r"^\s*Status:\s*([245]\.\d{1,3}\.\d{1,3})", text, re.IGNORECASE | re.MULTILINE
        )
        code = stated.group(1) if stated else ""
        if not code:
            codes = [one for one in _STATUS.findall(text) if not one.startswith("2.")]
            code = next(iter(codes), "")
        if not code:
            smtp = _SMTP.search(text)
            code = f"{smtp.group(1)[0]}.0.0" if smtp else ""
        return None if code.startswith("2.") else cls(code=code)
