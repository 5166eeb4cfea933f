"""See RescoreDue and RescoreConcerned."""

from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar

from domain.scoring.model.feedback import Reach
from domain.scoring.ports import Feedbacks, Scores
from domain.scoring.usecases.score_prospects import ScoreProspects
from domain.shared.clock import Clock
from domain.shared.ids import FeedbackId, ProspectId, WorkspaceId
from domain.shared.purpose import Purpose

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RescoreDue:
    """Score again only those whose score time alone has changed: a signal lost a point, a fact
    grew old, an exclusion ended. At most a batch a run; a second run at once is harmless.
    """

    purpose: ClassVar[Purpose] = Purpose.SCORING
    scores: Scores
    score: ScoreProspects
    clock: Clock

    async def __call__(self) -> int:
        """How many were due."""
        now = self.clock.now()
        due = await self.scores.due(now, _BATCH)
        people: defaultdict[WorkspaceId, list[ProspectId]] = defaultdict(list)
        for workspace_id, prospect_id in due:
            people[workspace_id].append(prospect_id)
        for workspace_id, ids in people.items():
            await self.score(workspace_id, ids)
            # Who is gone or restricted was not scored again, and would stay due for ever.
            await self.scores.settle(workspace_id, ids, now)
        return len(due)


@dataclass(frozen=True, slots=True, kw_only=True)
class RescoreConcerned:
    """Score again whom a feedback reaches, once it is given or undone; a second call gives the
    same.
    """

    purpose: ClassVar[Purpose] = Purpose.SCORING
    feedbacks: Feedbacks
    scores: Scores
    score: ScoreProspects

    async def __call__(self, workspace_id: WorkspaceId, feedback_id: FeedbackId) -> None:
        feedback = await self.feedbacks.get(workspace_id, feedback_id)
        if feedback.reach is not Reach.COMPANY:
            return
        after = ""
        while True:
            ids = await self.scores.of_company(workspace_id, feedback.company, after, _BATCH)
            for one in ids:
                await self.score.one(workspace_id, one)
            if len(ids) < _BATCH:
                return
            after = ids[-1]
