"""The published texts are what they were when they were published (obligations 2, 3)."""

import hashlib
import json
from pathlib import Path

import pytest

from adapters.files.documents import LEGAL, FileDocuments
from domain.privacy.errors import DocumentNotFound
from domain.privacy.model.documents import DocumentSlug


@pytest.mark.obligation(2)
@pytest.mark.parametrize("slug", list(DocumentSlug))
async def test_the_text_in_force_is_served_to_the_byte(slug: DocumentSlug) -> None:
    document = await FileDocuments().current(slug)
    content = (LEGAL / f"{slug}-{document.version}.{document.language}.md").read_bytes()
    assert document.text.encode() == content
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert await FileDocuments().get(slug, document.version) == document


def _publish(folder: Path, *versions: tuple[str, str]) -> None:
    listed = []
    for version, published_on in versions:
        text = f"Texte {version}\r\n"
        (folder / f"policy-{version}.fr.md").write_bytes(text.encode())
        listed.append(
            {
                "slug": "policy",
                "version": version,
                "language": "fr",
                "title": "Politique",
                "published_on": published_on,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
            }
        )
    (folder / "index.json").write_text(json.dumps(listed), encoding="utf-8")


@pytest.mark.obligation(2)
async def test_the_latest_version_is_in_force_and_all_stay_readable(tmp_path: Path) -> None:
    _publish(tmp_path, ("2026-11", "2026-11-02"), ("2027-01", "2027-01-10"))
    documents = FileDocuments(tmp_path)
    assert (await documents.current(DocumentSlug.POLICY)).version == "2027-01"
    assert (await documents.get(DocumentSlug.POLICY, "2026-11")).text == "Texte 2026-11\r\n"
    with pytest.raises(DocumentNotFound):
        await documents.get(DocumentSlug.POLICY, "2020-01")
    with pytest.raises(DocumentNotFound):
        await documents.current(DocumentSlug.TERMS)


async def test_a_text_changed_after_its_publication_refuses_to_load(tmp_path: Path) -> None:
    _publish(tmp_path, ("2026-11", "2026-11-02"))
    (tmp_path / "policy-2026-11.fr.md").write_text("Autre texte", encoding="utf-8")
    with pytest.raises(ValueError, match="needs a new version"):
        FileDocuments(tmp_path)
