from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.model.documents import (
    Difference,
    DocumentSlug,
    LegalDocument,
    differences,
)
from domain.privacy.ports import Documents
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPolicy:
    """The texts in force, or any version ever published, for anybody who asks (obligation 2)."""

    purpose: ClassVar[Purpose] = Purpose.CONTRACT
    documents: Documents

    async def __call__(self, version: str | None = None) -> LegalDocument:
        if version is None:
            return await self.documents.current(DocumentSlug.POLICY)
        return await self.documents.get(DocumentSlug.POLICY, version)

    async def one(self, slug: DocumentSlug, version: str) -> LegalDocument:
        """Raise DocumentNotFound."""
        return await self.documents.get(slug, version)

    async def changes(
        self, slug: DocumentSlug, version: str
    ) -> tuple[LegalDocument, Sequence[tuple[Difference, str]]]:
        """A version against the one before; the first one is new as a whole (obligation 149).
        Raise DocumentNotFound.
        """
        after = await self.documents.get(slug, version)
        known = list(await self.documents.versions(slug))
        place = known.index(after)
        return after, differences(known[place - 1].text if place else "", after.text)
