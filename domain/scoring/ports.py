"""What scoring needs from the outside, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.scoring.model.feedback import Feedback
from domain.scoring.model.opinion import Advice, Opinion, OpinionRule
from domain.scoring.model.persona import Persona, Personas
from domain.scoring.model.rescoring import Rescoring
from domain.scoring.model.score import Band, Facts, Score, Verdict
from domain.scoring.model.signal import Signal
from domain.shared.ids import (
    FeedbackId,
    OperationId,
    ProspectId,
    SignalId,
    UserId,
    WorkspaceId,
)


class Scores(Protocol):
    async def find(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Score | None:
        """None for somebody never scored, also for another workspace's."""
        ...

    async def verdicts(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Mapping[ProspectId, Verdict]:
        """The best verdict on each of them; whoever was never scored is left out."""
        ...

    async def put(self, scores: Sequence[Score]) -> None:
        """Keep each as the only score of its person; a second call changes nothing."""
        ...

    async def drop(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        """Forget scores, as when no persona is left. What is not there is fine."""
        ...

    async def of_company(
        self, workspace_id: WorkspaceId, company: str, after: str, limit: int
    ) -> Sequence[ProspectId]:
        """Scored people of one company, in ascending order of id, to walk through all."""
        ...

    async def due(self, at: datetime, limit: int) -> Sequence[tuple[WorkspaceId, ProspectId]]:
        """Of all workspaces: whose score time has changed by then, the longest due first."""
        ...

    async def settle(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId], at: datetime
    ) -> None:
        """Take those of them that are still due out of what is due."""
        ...


class Feedbacks(Protocol):
    async def get(self, workspace_id: WorkspaceId, feedback_id: FeedbackId) -> Feedback:
        """Raise FeedbackNotFound, also for another workspace's."""
        ...

    async def add(self, feedback: Feedback) -> None: ...

    async def save(self, feedback: Feedback) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def in_force(
        self,
        workspace_id: WorkspaceId,
        prospect_ids: Collection[ProspectId],
        companies: Collection[str],
        at: datetime,
    ) -> Sequence[Feedback]:
        """What holds at that moment about these people or companies, the newest first."""
        ...

    async def given_since(self, workspace_id: WorkspaceId, user_id: UserId, since: datetime) -> int:
        """How many a member gave after that, undone ones included."""
        ...


class Signals(Protocol):
    async def get(self, workspace_id: WorkspaceId, signal_id: SignalId) -> Signal:
        """Raise SignalNotFound, also for another workspace's."""
        ...

    async def add(self, signal: Signal) -> None: ...

    async def remove(self, workspace_id: WorkspaceId, signal_id: SignalId) -> None:
        """What is not there is fine."""
        ...

    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId], since: datetime
    ) -> Sequence[Signal]:
        """About these people, seen after that, the newest first."""
        ...


class Opinions(Protocol):
    async def of(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Sequence[Opinion]:
        """The one of each person who has one."""
        ...

    async def put(self, opinion: Opinion) -> None:
        """Keep it as the only one of its person."""
        ...

    async def drop(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        """What is not there is fine."""
        ...


class OpinionRules(Protocol):
    async def of(self, workspace_id: WorkspaceId) -> OpinionRule:
        """Off, at version 0, before the first change."""
        ...

    async def save(self, rule: OpinionRule) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class Adviser(Protocol):
    async def advise(self, workspace_id: WorkspaceId, persona: Persona, facts: Facts) -> Advice:
        """A model's word on the facts, as it said it; nobody's name leaves. Raise AdviserBusy when
        no usable answer comes, or none is allowed by the workspace's budget.
        """
        ...


class OrderWords(Protocol):
    def reads_like_an_order(self, text: str) -> bool:
        """Whether a fact is no plain value but a text that could speak to a model."""
        ...


class SensitiveWords(Protocol):
    def speaks_of(self, text: str) -> str:
        """The special category a text speaks of (obligation 52); empty for none."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class BandCount:
    contacted: int
    positive: int


class ReplyCounts(Protocol):
    async def per_band(self, workspace_id: WorkspaceId) -> Mapping[Band, BandCount]:
        """Scored people who were contacted, and those of them who are interested or further."""
        ...
