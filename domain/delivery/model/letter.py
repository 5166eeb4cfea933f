"""The exact bytes that leave, and what is known of whom they go to."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Approved content. `sha256` was approved with it and binds every byte (obligation 70)."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]
    sha256: str

    @classmethod
    def of(cls, *, subject: str, text: str, html: str, headers: dict[str, str]) -> "Letter":
        return cls(
            subject=subject,
            text=text,
            html=html,
            headers=headers,
            sha256=fingerprint(subject, text, html, headers),
        )

    @property
    def is_intact(self) -> bool:
        return self.sha256 == fingerprint(self.subject, self.text, self.html, self.headers)


def fingerprint(subject: str, text: str, html: str, headers: dict[str, str]) -> str:
    """SHA-256 over one canonical form; the same form is hashed when a text is approved."""
    whole = {"subject": subject, "text": text, "html": html, "headers": headers}
    canonical = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One person as the send rules see them; empty texts where nothing is known."""

    full_name: str
    email: str
    linkedin: str
    country: str
    zone: str
    region: str = ""
    company: str = ""
    """The same text for everybody of one company."""
    legal_basis: str
    collected_on: date
    restricted: bool
    dismissed: bool
