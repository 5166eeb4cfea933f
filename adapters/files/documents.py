"""The published texts, as files of the release: docs/legal/index.json and the texts it lists."""

import json
from datetime import date
from pathlib import Path

from domain.privacy.errors import DocumentNotFound
from domain.privacy.model.documents import DocumentSlug, LegalDocument

LEGAL = Path(__file__).parents[2] / "docs" / "legal"


class FileDocuments:
    """Reads once. A text that differs from the hash it was published under refuses to load: what
    people accepted must stay what it was (obligations 2, 3).
    """

    def __init__(self, folder: Path = LEGAL) -> None:
        listed = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        self._published = [_read(folder, entry) for entry in listed]

    async def current(self, slug: DocumentSlug) -> LegalDocument:
        versions = [one for one in self._published if one.slug is slug]
        if not versions:
            raise DocumentNotFound
        return max(versions, key=lambda one: (one.published_on, one.version))

    async def get(self, slug: DocumentSlug, version: str) -> LegalDocument:
        for document in self._published:
            if document.slug is slug and document.version == version:
                return document
        raise DocumentNotFound


def _read(folder: Path, entry: dict[str, str]) -> LegalDocument:
    name = f"{entry['slug']}-{entry['version']}.{entry['language']}.md"
    document = LegalDocument(
        slug=DocumentSlug(entry["slug"]),
        version=entry["version"],
        language=entry["language"],
        title=entry["title"],
        published_on=date.fromisoformat(entry["published_on"]),
        text=(folder / name).read_bytes().decode("utf-8"),
    )
    if document.sha256 != entry["sha256"]:
        message = f"{name} is not the text that was published; a change needs a new version"
        raise ValueError(message)
    return document
