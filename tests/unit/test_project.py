"""What holds for the project's own files."""

import re
from importlib.metadata import distributions
from pathlib import Path

import workers.main
from adapters.mongo.collections import COLLECTIONS
from workers.schedule import REACTIONS, SWEEPS
from workers.task import TASKS

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"""(?:--(?:extra-)?index-url|"resolved": *"http|registry *= *"?http)""")


def test_no_lock_names_an_address() -> None:
    locks = [*ROOT.glob("*.lock"), ROOT / "frontend/package-lock.json", ROOT / "frontend/.npmrc"]
    for lock in locks:
        assert not ADDRESS.search(lock.read_text()), lock.name


def test_the_unmaintained_passlib_is_not_installed() -> None:
    names = {one.metadata["Name"].lower() for one in distributions()}
    assert "libpass" in names
    assert "passlib" not in names


def test_every_scheduled_task_exists() -> None:
    named = {reaction.task for line in REACTIONS.values() for reaction in line}
    assert named | {sweep.task for sweep in SWEEPS} <= set(TASKS)
    assert set(workers.main.queue_of()) == set(TASKS)


def test_every_index_starts_with_the_workspace_or_says_why_not() -> None:
    for spec in COLLECTIONS:
        for index in spec.indexes:
            starts = index.keys[0] == "workspace_id"
            assert starts or index.no_workspace_because, f"{spec.name}.{index.name}"


def test_every_collection_has_its_inventory() -> None:
    names = [spec.name for spec in COLLECTIONS]
    assert len(names) == len(set(names))
    for spec in COLLECTIONS:
        assert bool(spec.personal) != bool(spec.no_personal_data_because), spec.name


def test_every_proof_that_the_security_table_names_exists() -> None:
    table = (ROOT / "docs/security.md").read_text()
    paths = set(re.findall(r"`((?:tests|docs|api|adapters)/[\w./-]+)", table))
    assert {path for path in paths if not (ROOT / path).exists()} == set()
    written = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    files = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    named = set(re.findall(r"\b(test_\w+(?:\.py)?)", table))
    missing = {
        name for name in named if name not in files and not re.search(rf"def {name}\b", written)
    }
    assert missing - {path.stem for path in (ROOT / "tests").rglob("test_*.py")} == set()
