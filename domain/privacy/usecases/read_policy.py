from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.model.documents import DocumentSlug, LegalDocument
from domain.privacy.ports import Documents
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPolicy:
    """The policy in force, or a version once accepted, for anybody who asks (obligation 2)."""

    purpose: ClassVar[Purpose] = Purpose.CONTRACT
    documents: Documents

    async def __call__(self, version: str | None = None) -> LegalDocument:
        if version is None:
            return await self.documents.current(DocumentSlug.POLICY)
        return await self.documents.get(DocumentSlug.POLICY, version)
