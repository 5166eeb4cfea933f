"""See SettleByHand."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import ActionNotSettleable, ReasonNeeded
from domain.delivery.model.action import Action, Choice, Decision
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
class SettleByHand:
    """A person decides about a message that no machine may decide about (delivery.md 1.13).

    Who, when and why stay on the action. What may have left is never sent again: it can only be
    asked about again, or taken as sent or as not sent (SND-5).
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    keeper: GateKeeper
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    timing: Timing

    async def __call__(
        self, actor: Actor, action_id: ActionId, choice: Choice, reason: str
    ) -> Action:
        """Raise Forbidden, ActionNotFound, ReasonNeeded or ActionNotSettleable."""
        actor.require(Permission.SENDING_SETTLE)
        if not reason.strip():
            raise ReasonNeeded
        if choice is Choice.DONE:
            raise ActionNotSettleable

        async def work() -> Action:
            action = await self.actions.get(actor.workspace_id, action_id)
            decision = Decision(
                choice=choice, by=actor.user_id, at=self.clock.now(), reason=reason.strip()
            )
            action.settle(decision, wall=self.wall.now())
            events = action.take_events()
            await self.actions.save(action)
            await self.outbox.append(events)
            return action

        action = await self.transaction.run(work)
        if action.is_final:
            ask = action.ask(self.wall.now(), self.timing)
            await self.keeper.free(action, ask, unused=choice is Choice.NOT_SENT)
        return action
