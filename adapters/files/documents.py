"""The published texts, as files of the release: docs/legal/index.json and the texts it lists."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from domain.privacy.errors import DocumentNotFound
from domain.privacy.model.documents import ChangeReason, DocumentSlug, LegalDocument, Translation
from domain.shared.clock import Clock

LEGAL = Path(__file__).parents[2] / "docs" / "legal"


class FileDocuments:
    """Reads once. A text that differs from the hash it was published under refuses to load: what
    people accepted must stay what it was (obligations 2, 3). So does a change without a reason, or
    a significant one without its thirty days (obligations 149, 150).
    """

    def __init__(self, wall: Clock, folder: Path = LEGAL) -> None:
        listed = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        self._wall = wall
        self._published = sorted(
            (_read(folder, entry) for entry in listed),
            key=lambda one: (one.slug, one.effective_on, one.version),
        )
        for before, after in zip(self._published, self._published[1:], strict=False):
            if before.slug is after.slug:
                after.require_announced()

    async def current(self, slug: DocumentSlug) -> LegalDocument:
        today = self._wall.now().date()
        versions = [one for one in await self.versions(slug) if one.effective_on <= today]
        if not versions:
            raise DocumentNotFound
        return versions[-1]

    async def get(self, slug: DocumentSlug, version: str) -> LegalDocument:
        for document in await self.versions(slug):
            if document.version == version:
                return document
        raise DocumentNotFound

    async def versions(self, slug: DocumentSlug) -> Sequence[LegalDocument]:
        return [one for one in self._published if one.slug is slug]


def _read(folder: Path, entry: dict[str, Any]) -> LegalDocument:
    name = f"{entry['slug']}-{entry['version']}.{entry['language']}.md"
    document = LegalDocument(
        slug=DocumentSlug(entry["slug"]),
        version=entry["version"],
        language=entry["language"],
        title=entry["title"],
        published_on=date.fromisoformat(entry["published_on"]),
        text=(folder / name).read_bytes().decode("utf-8"),
        effective_on=date.fromisoformat(entry.get("effective_on", entry["published_on"])),
        reason=ChangeReason(entry["reason"]) if "reason" in entry else None,
        is_significant=entry.get("is_significant", False),
        summary=entry.get("summary", ""),
        summary_en=entry.get("summary_en", ""),
        translation=_translation(folder, entry),
    )
    if document.sha256 != entry["sha256"]:
        raise _changed(name)
    return document


def _translation(folder: Path, entry: dict[str, Any]) -> Translation | None:
    told = entry.get("translation")
    if told is None:
        return None
    name = f"{entry['slug']}-{entry['version']}.{told['language']}.md"
    made = Translation(
        language=told["language"],
        title=told["title"],
        text=(folder / name).read_bytes().decode("utf-8"),
    )
    if made.sha256 != told["sha256"]:
        raise _changed(name)
    return made


def _changed(name: str) -> ValueError:
    return ValueError(f"{name} is not the text that was published; a change needs a new version")
