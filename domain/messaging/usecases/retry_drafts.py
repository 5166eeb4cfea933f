"""See RetryDrafts."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.messaging.errors import ModelBudgetSpent, NoModelAllowed
from domain.messaging.ports import DraftQueue
from domain.messaging.usecases.generate_draft import GenerateDraft
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite, Unavailable
from domain.shared.purpose import Purpose

_SILENT_FOR = timedelta(minutes=2)
_BATCH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryDrafts:
    """Take up drafts whose writing stopped: a crash, no vendor, or no credits at the time."""

    purpose: ClassVar[Purpose] = Purpose.DRAFTING
    queue: DraftQueue
    generate: GenerateDraft
    wall: Clock

    async def __call__(self) -> int:
        """How many were written. It stops at the first sign that no vendor answers."""
        written = 0
        for draft in await self.queue.unwritten(self.wall.now() - _SILENT_FOR, _BATCH):
            try:
                await self.generate(
                    draft.workspace_id,
                    draft.campaign_id,
                    draft.enrolment_id,
                    draft.prospect_id,
                    draft.step_id,
                )
            except (StaleWrite, ModelBudgetSpent, NoModelAllowed):
                continue  # another process writes it, or one workspace pauses
            except Unavailable:
                break
            written += 1
        return written
