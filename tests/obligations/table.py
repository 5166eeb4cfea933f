"""Every row of the published policy, the tests that prove it, and what still stands open.

`obligations.json` holds the numbers and titles, `standing.toml` the reasons of rows that no test
proves, or not wholly. Tests are found by `@pytest.mark.obligation(number, …)`.
"""

import ast
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


class Standing(StrEnum):
    """Why a row is not, or not wholly, proven by a test."""

    ORGANISATIONAL = "organisational"
    NOT_YET = "not-yet"


class State(StrEnum):
    PROVEN = "proven"
    PARTLY = "partly"
    ORGANISATIONAL = "organisational"
    NOT_YET = "not-yet"
    FAILING = "failing"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Obligation:
    number: int
    section: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Reason:
    standing: Standing
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """`failed` are the proofs that did not pass in the run at hand."""

    obligation: Obligation
    proofs: tuple[str, ...]
    failed: tuple[str, ...]
    reason: Reason | None

    @property
    def state(self) -> State:
        if self.failed:
            return State.FAILING
        if self.reason is None:
            return State.PROVEN if self.proofs else State.UNANSWERED
        if self.reason.standing is Standing.ORGANISATIONAL:
            return State.ORGANISATIONAL
        return State.PARTLY if self.proofs else State.NOT_YET


def obligations() -> Sequence[Obligation]:
    told = json.loads((HERE / "obligations.json").read_text(encoding="utf-8"))
    return [Obligation(**row) for row in told]


def reasons() -> Mapping[int, Reason]:
    """One entry may answer several numbers."""
    told = tomllib.loads((HERE / "standing.toml").read_text(encoding="utf-8"))
    found: dict[int, Reason] = {}
    for entry in told["row"]:
        for number in entry["numbers"]:
            if number in found:
                message = f"obligation {number} has two reasons"
                raise ValueError(message)
            found[number] = Reason(Standing(entry["standing"]), entry["reason"])
    return found


def proofs(tests: Path = ROOT / "tests") -> Mapping[int, Sequence[str]]:
    """Number → `file::test`, from the marks in the sources."""
    found: dict[int, set[str]] = defaultdict(set)
    for file in sorted(tests.rglob("test_*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        name = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
        everywhere = [
            number
            for node in tree.body
            if isinstance(node, ast.Assign) and _named(node) == "pytestmark"
            for number in _numbers(ast.walk(node.value))
        ]
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (
                node.name.startswith("test_")
            ):
                marks = (part for mark in node.decorator_list for part in ast.walk(mark))
                for number in [*everywhere, *_numbers(marks)]:
                    found[number].add(f"{name}::{node.name}")
    return {number: sorted(tests) for number, tests in found.items()}


def _named(node: ast.Assign) -> str:
    target = node.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def _numbers(nodes: Iterator[ast.AST]) -> Iterator[int]:
    for node in nodes:
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "obligation"
        ):
            for argument in node.args:
                yield int(ast.literal_eval(argument))


def rows(failed: frozenset[str] = frozenset()) -> Sequence[Row]:
    """The whole table; `failed` names the tests that did not pass, as `proofs` does."""
    known, told = proofs(), reasons()
    return [
        Row(
            obligation=one,
            proofs=tuple(known.get(one.number, ())),
            failed=tuple(name for name in known.get(one.number, ()) if name in failed),
            reason=told.get(one.number),
        )
        for one in obligations()
    ]


_SHOWN = {
    State.PROVEN: "proven",
    State.PARTLY: "partly",
    State.ORGANISATIONAL: "organisational, not software",
    State.NOT_YET: "not yet",
    State.FAILING: "**failing**",
    State.UNANSWERED: "**unanswered**",
}


def page(table: Sequence[Row]) -> str:
    """docs/obligations.md."""
    counts = {state: sum(row.state is state for row in table) for state in State}
    summed = ", ".join(f"{_SHOWN[state]} {count}" for state, count in counts.items() if count)
    lines = [
        "# Obligations: what the published policy promises, and the proof",
        "",
        (
            "One line per commitment of the policy, with the tests that prove it. *Partly*: tests "
            "prove some of it, the note says what is missing. *Organisational*: people keep it, "
            "software cannot. Made by `make obligations`, which runs these tests; never edited."
        ),
        "",
        f"{len(table)} rows: {summed}.",
        "",
        "| # | § | Commitment | State | Proof |",
        "|---|---|---|---|---|",
    ]
    for row in table:
        one = row.obligation
        cells = [str(one.number), one.section, one.title, _SHOWN[row.state], _proof(row)]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, ""])


_MOST_SHOWN = 4


def _proof(row: Row) -> str:
    named = [f"`{name.removeprefix('tests/')}`" for name in row.proofs[:_MOST_SHOWN]]
    if len(row.proofs) > _MOST_SHOWN:
        named.append(f"and {len(row.proofs) - _MOST_SHOWN} more")
    if row.reason is not None:
        named.append(row.reason.text)
    return "<br>".join(named)
