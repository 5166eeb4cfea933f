"""See CancelActions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.model.action import Action
from domain.delivery.model.timing import Timing
from domain.delivery.ports import ActionQueue, Actions
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import EnrolmentId, ProspectId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_TRIES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelActions:
    """End what waits for a person or an enrolment; what is under way ends when its
    outcome is known and is never repeated.

    A person's own answers are left alone unless the person objected. Running it twice is harmless.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    queue: ActionQueue
    keeper: GateKeeper
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    timing: Timing

    async def for_prospect(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, code: str, *, answers: bool
    ) -> int:
        """`answers`: also those written by hand, when the person objected."""
        found = await self.queue.open_of(workspace_id, prospect_id=prospect_id)
        return await self._cancel([one for one in found if answers or not one.kind.by_hand], code)

    async def for_enrolment(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId, code: str
    ) -> int:
        found = await self.queue.open_of(workspace_id, enrolment_id=enrolment_id)
        return await self._cancel(found, code)

    async def _cancel(self, found: Sequence[Action], code: str) -> int:
        return sum([await self._one(action, code) for action in found])

    async def _one(self, seen: Action, code: str) -> bool:
        async def work() -> Action | None:
            action = await self.actions.get(seen.workspace_id, seen.id)
            if action.cancel_asked or not action.cancel(code, at=self.clock.now()):
                return None
            events = action.take_events()
            await self.actions.save(action)
            await self.outbox.append(events)
            return action

        for _ in range(_TRIES):
            try:
                action = await self.transaction.run(work)
            except StaleWrite:
                continue
            if action is not None and action.is_final:
                ask = action.ask(self.wall.now(), self.timing)
                await self.keeper.free(action, ask, unused=True)
            return action is not None
        raise StaleWrite
