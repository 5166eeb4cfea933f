"""The small version of `make chaos`: real workers die, and no promise breaks."""

from pathlib import Path

import pytest

from tests.chaos.run import Chaos


@pytest.mark.timeout(600)
@pytest.mark.obligation(60)
async def test_whatever_dies_nothing_is_sent_twice_lost_or_sent_after_a_no(tmp_path: Path) -> None:
    verdict = await Chaos(folder=tmp_path, actions=24, workers=2, patience=400).play()
    assert verdict.holds, verdict.table()
    for blow in ("killed worker", "killed store", "objections"):
        assert verdict.counts.get(blow), f"{blow}: never happened\n{verdict.table()}"
