"""`make obligations`: run every proof, print and publish the table row → proof → state.

Fails when a row has neither a passing proof nor a reason; with --strict also while a row is "not
yet" or only partly proven.
"""

import sys

import pytest

from tests.obligations.table import ROOT, State, page, rows

_PUBLISHED = ROOT / "docs" / "obligations.md"
_WRONG = frozenset({State.FAILING, State.UNANSWERED})
_OPEN = frozenset({State.NOT_YET, State.PARTLY})


class Outcomes:
    """Which tests failed, or never ran."""

    def __init__(self) -> None:
        self.passed: set[str] = set()
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.nodeid.partition("[")[0]
        if report.failed or report.skipped:
            self.failed.add(name)
        elif report.when == "call":
            self.passed.add(name)


def main(arguments: list[str]) -> int:
    outcomes = Outcomes()
    ended = pytest.main(
        [
            "-q",
            "--no-header",
            "-m",
            "obligation",
            *(["tests"] if not arguments else _places(arguments)),
        ],
        plugins=[outcomes],
    )
    if ended not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        return int(ended)
    named = {proof for row in rows() for proof in row.proofs}
    unproven = frozenset(name for name in named if name not in outcomes.passed - outcomes.failed)
    table = rows(unproven)
    for row in table:
        one = row.obligation
        sys.stdout.write(f"{one.number:>3}  {row.state:<14}  {one.title}\n")
        for name in row.failed:
            sys.stdout.write(f"{'':>21}did not pass: {name}\n")
    _PUBLISHED.write_text(page(table), encoding="utf-8")
    wrong = _WRONG | (_OPEN if "--strict" in arguments else frozenset())
    left = [row.obligation.number for row in table if row.state in wrong]
    counts = ", ".join(
        f"{state} {sum(row.state is state for row in table)}"
        for state in State
        if any(row.state is state for row in table)
    )
    sys.stdout.write(f"\n{counts}. Written: docs/obligations.md\n")
    if left:
        sys.stdout.write(f"Neither proven nor answered: {', '.join(map(str, left))}\n")
    return int(bool(left))


def _places(arguments: list[str]) -> list[str]:
    return [one for one in arguments if not one.startswith("--")] or ["tests"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
