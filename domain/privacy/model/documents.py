"""Texts that bind the publisher and its clients."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from typing import ClassVar


class DocumentSlug(StrEnum):
    """The policy is at once privacy policy and data-processing agreement (obligation 2)."""

    POLICY = "policy"
    TERMS = "terms"


class ChangeReason(StrEnum):
    """Why a text may change; no other reason exists (obligation 149)."""

    LEGAL = "legal"
    REGULATORY = "regulatory"
    TECHNICAL = "technical"
    OPERATIONAL = "operational"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """For information: it says itself that the original prevails (obligation 152)."""

    language: str
    title: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDocument:
    """One version of a published text. What was published never changes: a change is a version.

    The first version of a text has no reason. A significant one is announced on every channel and
    accepted by a click; another one by going on (obligations 150, 151).
    """

    NOTICE: ClassVar[timedelta] = timedelta(days=30)

    slug: DocumentSlug
    version: str
    language: str
    title: str
    published_on: date
    text: str
    effective_on: date
    reason: ChangeReason | None = None
    is_significant: bool = False
    summary: str = ""
    summary_en: str = ""
    translation: Translation | None = None
    governing_law: str = "FR"
    jurisdiction: str = "Versailles"
    """The courts of the appeal district, mandatory rules aside (obligation 153)."""

    @property
    def sha256(self) -> str:
        """Of the text as it is served, in UTF-8 (obligation 2)."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def require_announced(self) -> None:
        """Raise ValueError for a change that no reader could judge, or that comes too soon."""
        if self.reason is None or not self.summary or not self.summary_en:
            message = f"{self.slug} {self.version} changes a text: reason and summary are missing"
            raise ValueError(message)
        if self.is_significant and self.effective_on < self.published_on + self.NOTICE:
            message = f"{self.slug} {self.version} takes effect less than 30 days after publication"
            raise ValueError(message)


class Difference(StrEnum):
    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


def differences(before: str, after: str) -> Sequence[tuple[Difference, str]]:
    """Paragraph by paragraph, in reading order: what a version took out and put in."""
    old, new = before.strip().split("\n"), after.strip().split("\n")
    found: list[tuple[Difference, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found += [(Difference.KEPT, line) for line in old[a:b]]
            continue
        found += [(Difference.REMOVED, line) for line in old[a:b]]
        found += [(Difference.ADDED, line) for line in new[c:d]]
    return [(how, line) for how, line in found if line.strip()]
