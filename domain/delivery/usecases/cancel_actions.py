"""See CancelActions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
        """All in one write; where somebody wrote one of them since, each by itself."""
        if not found:
            return 0
        try:
            ended = await self._write(found, code)
        except StaleWrite:
            ended = [one for seen in found for one in await self._alone(seen, code)]
        for action in ended:
            # Nothing is held for what no claim has ever taken.
            if action.is_final and action.epoch:
                ask = action.ask(self.wall.now(), self.timing)
                await self.keeper.free(action, ask, unused=True)
        return len(ended)

    async def _alone(self, seen: Action, code: str) -> Sequence[Action]:
        for _ in range(_TRIES):
            stored = await self.actions.get(seen.workspace_id, seen.id)
            try:
                return await self._write([stored], code)
            except StaleWrite:
                continue
        raise StaleWrite

    async def _write(self, found: Sequence[Action], code: str) -> Sequence[Action]:
        """Those it changed."""

        async def work() -> Sequence[Action]:
            now, ended = self.clock.now(), []
            for seen in found:
                action = replace(seen, events=[])
                if action.cancel_asked or not action.cancel(code, at=now):
                    continue
                await self.actions.save(action)
                ended.append(action)
            await self.outbox.append([event for one in ended for event in one.take_events()])
            return ended

        return await self.transaction.run(work)
