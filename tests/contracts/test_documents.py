"""The published texts are what they were when they were published (obligations 2, 3)."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.files.documents import LEGAL, FileDocuments
from domain.privacy.errors import DocumentNotFound
from domain.privacy.model.documents import Difference, DocumentSlug, differences
from tests.conftest import StoppedClock

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.obligation(2)
@pytest.mark.parametrize("slug", list(DocumentSlug))
async def test_the_text_in_force_is_served_to_the_byte(slug: DocumentSlug) -> None:
    documents = FileDocuments(StoppedClock(NOW))
    document = await documents.current(slug)
    content = (LEGAL / f"{slug}-{document.version}.{document.language}.md").read_bytes()
    assert document.text.encode() == content
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert await documents.get(slug, document.version) == document


@pytest.mark.obligation(152)
async def test_the_policy_has_an_english_translation_that_says_the_french_text_prevails() -> None:
    for document in await FileDocuments(StoppedClock(NOW)).versions(DocumentSlug.POLICY):
        assert document.translation is not None
        assert document.translation.language == "en"
        assert "the French text prevails" in document.translation.text
        assert f"Version {document.version}," in document.translation.text
        headings = [
            [line.split()[1] for line in text.splitlines() if line.startswith("## ")]
            for text in (document.text, document.translation.text)
        ]
        assert headings[0] == headings[1]


def _publish(folder: Path, *versions: tuple[str, str], **changes: object) -> None:
    listed: list[dict[str, object]] = []
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
                "reason": "legal",
                "summary": "Un mot change.",
                "summary_en": "One word changes.",
                **(changes if listed else {}),
            }
        )
    (folder / "index.json").write_text(json.dumps(listed), encoding="utf-8")


@pytest.mark.obligation(2)
async def test_the_latest_version_is_in_force_and_all_stay_readable(tmp_path: Path) -> None:
    _publish(tmp_path, ("2026-11", "2026-11-02"), ("2027-01", "2027-01-10"))
    documents = FileDocuments(StoppedClock(datetime(2027, 2, 1, tzinfo=UTC)), tmp_path)
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
        FileDocuments(StoppedClock(NOW), tmp_path)


@pytest.mark.obligation(149, 150)
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": "marketing"}, "not a valid ChangeReason"),
        ({"summary": ""}, "reason and summary are missing"),
        ({"summary_en": ""}, "reason and summary are missing"),
        ({"is_significant": True, "effective_on": "2027-01-20"}, "less than 30 days"),
    ],
)
def test_a_change_needs_one_of_four_reasons_a_summary_and_its_thirty_days(
    changes: dict[str, object], said: str, tmp_path: Path
) -> None:
    _publish(tmp_path, ("2026-11", "2026-11-02"), ("2027-01", "2027-01-10"), **changes)
    with pytest.raises(ValueError, match=said):
        FileDocuments(StoppedClock(NOW), tmp_path)


@pytest.mark.obligation(149)
async def test_a_version_is_in_force_from_its_day_and_not_before(tmp_path: Path) -> None:
    _publish(
        tmp_path,
        ("2026-11", "2026-11-02"),
        ("2027-01", "2026-12-01"),
        is_significant=True,
        effective_on="2027-01-04",
    )
    clock = StoppedClock(datetime(2027, 1, 3, tzinfo=UTC))
    documents = FileDocuments(clock, tmp_path)
    assert (await documents.current(DocumentSlug.POLICY)).version == "2026-11"
    clock.at += timedelta(days=1)
    assert (await documents.current(DocumentSlug.POLICY)).version == "2027-01"


@pytest.mark.obligation(152, 153)
async def test_every_text_names_its_law_and_the_newest_policy_the_courts() -> None:
    documents = FileDocuments(StoppedClock(NOW))
    for slug in DocumentSlug:
        for one in await documents.versions(slug):
            assert (one.governing_law, one.jurisdiction) == ("FR", "Versailles")
    newest = (await documents.versions(DocumentSlug.POLICY))[-1]
    assert "cour d’appel de Versailles" in newest.text
    assert "Le droit français s’applique" in newest.text


@pytest.mark.obligation(149)
def test_a_difference_names_what_came_and_what_went() -> None:
    told = differences("# Titre\n\nUn.\nDeux.", "# Titre\n\nUn.\nTrois.")
    assert told == [
        (Difference.KEPT, "# Titre"),
        (Difference.KEPT, "Un."),
        (Difference.REMOVED, "Deux."),
        (Difference.ADDED, "Trois."),
    ]
