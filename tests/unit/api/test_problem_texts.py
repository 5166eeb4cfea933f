"""Each code says one thing, whichever file says it."""

from collections import Counter

from api.problem_texts import PARTS, TEXTS


def test_no_code_is_written_in_two_files() -> None:
    written = Counter(code for part in PARTS for code in part)
    assert [code for code, times in written.items() if times > 1] == []
    assert len(written) == len(TEXTS)
