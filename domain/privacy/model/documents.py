"""Texts that bind the publisher and its clients."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DocumentSlug(StrEnum):
    """The policy is at once privacy policy and data-processing agreement (obligation 2)."""

    POLICY = "policy"
    TERMS = "terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDocument:
    """One version of a published text. What was published never changes: a change is a version."""

    slug: DocumentSlug
    version: str
    language: str
    title: str
    published_on: date
    text: str

    @property
    def sha256(self) -> str:
        """Of the text as it is served, in UTF-8 (obligation 2)."""
        return hashlib.sha256(self.text.encode()).hexdigest()
