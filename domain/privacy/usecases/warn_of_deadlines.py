"""See WarnOfDeadlines."""

from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.ports import RightsRequests
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WarnOfDeadlines:
    """Tell workspaces ten days, three days and no day before a request's month is over."""

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    requests: RightsRequests
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self) -> int:
        """How many were warned; a second run finds them warned."""
        now = self.clock.now()
        warned = 0
        for seen in await self.requests.to_warn(now, _BATCH):

            async def work(request_id: str = seen.id) -> bool:
                request = await self.requests.get(seen.workspace_id, request_id)  # noqa: B023
                if not request.warn(at=now):
                    return False
                events = request.take_events()
                await self.requests.save(request)
                await self.outbox.append(events)
                return True

            try:
                warned += await self.transaction.run(work)
            except StaleWrite:
                continue  # somebody works on it; the next run looks again
        return warned
