"""What scoring needs from the outside, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.scoring.model.persona import Personas
from domain.scoring.model.rescoring import Rescoring
from domain.scoring.model.score import Facts, Score
from domain.shared.ids import OperationId, ProspectId, WorkspaceId


class Scores(Protocol):
    async def find(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Score | None:
        """None for somebody never scored, also for another workspace's."""
        ...

    async def put(self, scores: Sequence[Score]) -> None:
        """Keep each as the only score of its person; a second call changes nothing."""
        ...

    async def drop(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        """Forget scores, as when no persona is left. What is not there is fine."""
        ...


class Rescorings(Protocol):
    async def get(self, workspace_id: WorkspaceId, operation_id: OperationId) -> Rescoring:
        """Raise RescoringNotFound."""
        ...

    async def add(self, rescoring: Rescoring) -> None: ...

    async def save(self, rescoring: Rescoring) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class ProspectFacts(Protocol):
    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, Facts]:
        """What is known of these people; who is gone or restricted is left out."""
        ...

    async def ids_after(
        self, workspace_id: WorkspaceId, after: str, limit: int
    ) -> Sequence[ProspectId]:
        """Ids in ascending order, to walk through everybody."""
        ...


class SalesbookView(Protocol):
    async def personas(self, workspace_id: WorkspaceId) -> Personas:
        """As they are now; none before the first is defined."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownScore:
    """What lists show; None and empty when there is no score."""

    prospect_id: ProspectId
    score: int | None
    band: str
    verdict: str


class ScoreBoard(Protocol):
    async def show(self, workspace_id: WorkspaceId, scores: Sequence[ShownScore]) -> None:
        """Put the scores where lists read them. Unknown ids are left out; twice is fine."""
        ...
