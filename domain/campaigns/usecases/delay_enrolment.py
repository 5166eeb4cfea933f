"""See DelayEnrolment."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import ClassVar

from domain.campaigns.ports import Enrolments
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_MORNING = time(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayEnrolment:
    """Let a person's sequence go on no sooner than that day: they are away (product.md 3.10).

    It resumes at the same step. A text that waits for approval or departure is not touched.
    Twice is once; somebody in no sequence is nobody's concern.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    enrolments: Enrolments
    transaction: Transaction

    async def __call__(self, workspace_id: WorkspaceId, prospect_id: ProspectId, day: date) -> bool:
        until = datetime.combine(day, _MORNING, UTC)

        async def work() -> bool:
            enrolment = await self.enrolments.active_of(workspace_id, prospect_id)
            if enrolment is None or not enrolment.delay(until):
                return False
            await self.enrolments.save(enrolment)
            return True

        return await self.transaction.run(work)
