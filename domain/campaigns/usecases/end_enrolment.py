"""See EndEnrolment."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from domain.campaigns.model.enrolment import Enrolment
from domain.campaigns.ports import Enrolments
from domain.shared.clock import Clock
from domain.shared.ids import EnrolmentId, ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEnrolment:
    """Stop a person's sequence for good, on every channel (SEQ-3). Twice is once."""

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    enrolments: Enrolments
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId, reason: str
    ) -> bool:
        """Raise EnrolmentNotFound."""
        return await self._end(lambda: self.enrolments.get(workspace_id, enrolment_id), reason)

    async def of_prospect(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, reason: str
    ) -> bool:
        """Whatever campaign the person is in; False when in none."""
        return await self._end(lambda: self.enrolments.active_of(workspace_id, prospect_id), reason)

    async def _end(self, find: Callable[[], Awaitable[Enrolment | None]], reason: str) -> bool:
        async def work() -> bool:
            enrolment = await find()
            if enrolment is None or not enrolment.stop(reason, at=self.clock.now()):
                return False
            events = enrolment.take_events()
            await self.enrolments.save(enrolment)
            await self.outbox.append(events)
            return True

        return await self.transaction.run(work)
