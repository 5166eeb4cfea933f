"""See UndoAction."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.model.action import Action
from domain.delivery.model.timing import Timing
from domain.delivery.ports import Actions
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ActionId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoAction:
    """Take a message back while it waits: nothing leaves and its step is passed.

    Raise ActionNotCancellable once it is being sent, was sent, or ended otherwise.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    keeper: GateKeeper
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    timing: Timing

    async def __call__(self, actor: Actor, action_id: ActionId) -> Action:
        actor.require(Permission.DRAFTS_APPROVE)

        async def work() -> Action:
            action = await self.actions.get(actor.workspace_id, action_id)
            action.undo(at=self.clock.now())
            events = action.take_events()
            await self.actions.save(action)
            await self.outbox.append(events)
            return action

        action = await self.transaction.run(work)
        await self.keeper.free(action, action.ask(self.wall.now(), self.timing), unused=True)
        return action
