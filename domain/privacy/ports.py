"""What privacy needs from the outside."""

from typing import Protocol

from domain.privacy.model import DocumentSlug, LegalDocument


class Documents(Protocol):
    """The published texts: the same for every workspace, and readable for ever."""

    async def current(self, slug: DocumentSlug) -> LegalDocument:
        """The version in force. Raise DocumentNotFound when nothing is published yet."""
        ...

    async def get(self, slug: DocumentSlug, version: str) -> LegalDocument:
        """Any version ever published, to the byte. Raise DocumentNotFound."""
        ...
