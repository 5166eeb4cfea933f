"""The table of obligations is whole: each row is proven, or says why not."""

import pytest

from tests.obligations.table import ROOT, State, obligations, page, proofs, reasons, rows


def test_the_rows_are_the_153_of_the_policy() -> None:
    assert [one.number for one in obligations()] == list(range(1, 154))


def test_marks_and_reasons_name_rows_that_exist() -> None:
    known = {one.number for one in obligations()}
    assert set(proofs()) <= known
    assert set(reasons()) <= known


def test_every_reason_says_something() -> None:
    assert [n for n, reason in reasons().items() if len(reason.text) < 15] == []


def test_every_row_has_a_proof_or_a_reason() -> None:
    unanswered = [row.obligation.number for row in rows() if row.state is State.UNANSWERED]
    assert unanswered == []


def test_a_proof_that_fails_shows_as_failing() -> None:
    proven = next(row for row in rows() if row.state is State.PROVEN)
    again = rows(frozenset(proven.proofs[:1]))[proven.obligation.number - 1]
    assert again.state is State.FAILING
    assert "**failing**" in page([again])


def test_the_published_table_is_current() -> None:
    published = (ROOT / "docs" / "obligations.md").read_text(encoding="utf-8")
    assert published == page(rows()), "run `make obligations`"


@pytest.mark.parametrize("mark", ["@pytest.mark.obligation(60, 61)", "@pytest.mark.obligation(60)"])
def test_marks_are_read_from_sources(mark: str, tmp_path: object) -> None:
    from pathlib import Path  # noqa: PLC0415 - only here

    folder = Path(str(tmp_path))
    (folder / "test_one.py").write_text(
        f"import pytest\n{mark}\nasync def test_it() -> None: ...\n", encoding="utf-8"
    )
    assert proofs(folder)[60] == ["test_one.py::test_it"]
