"""The reliability strip says a share only where enough people stand behind it (SCO-1)."""

from collections.abc import Mapping

from domain.scoring.model.score import Band
from domain.scoring.ports import BandCount
from domain.scoring.usecases.read_reliability import ReadReliability
from domain.shared.actor import system_actor
from domain.shared.ids import WorkspaceId

OURS = WorkspaceId("w-ours")


class Counts:
    async def per_band(self, workspace_id: WorkspaceId) -> Mapping[Band, BandCount]:
        assert workspace_id == OURS
        return {
            Band.VERY_GOOD: BandCount(contacted=200, positive=22),
            Band.GOOD: BandCount(contacted=49, positive=40),
            Band.WEAK: BandCount(contacted=50, positive=0),
        }


async def test_under_fifty_people_nothing_is_measurable() -> None:
    strip = await ReadReliability(replies=Counts())(system_actor(OURS))
    assert [(one.band, one.contacted, one.rate) for one in strip] == [
        (Band.VERY_GOOD, 200, 0.11),
        (Band.GOOD, 49, None),
        (Band.TO_CHECK, 0, None),
        (Band.WEAK, 50, 0.0),
    ]
