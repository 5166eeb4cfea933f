"""See ReportDone."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import ActionNotSettleable
from domain.delivery.model.action import Action
from domain.delivery.model.timing import Timing
from domain.delivery.ports import Actions, Senders
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ActionId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDone:
    """« C’est fait »: a person sent the prepared message in LinkedIn themselves (SND-1).

    The receipt says `reported` until the provider shows it. It counts in the account's limits
    like any other; the sequence goes on.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    senders: Senders
    keeper: GateKeeper
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    timing: Timing

    async def __call__(self, actor: Actor, action_id: ActionId) -> Action:
        """Raise Forbidden, ActionNotFound, or ActionNotSettleable for what LEO sends itself."""
        actor.require(Permission.DRAFTS_APPROVE)

        async def work() -> Action:
            action = await self.actions.get(actor.workspace_id, action_id)
            sender = await self.senders.get(actor.workspace_id, action.sender_id)
            if sender.is_automated or action.kind.by_hand:
                raise ActionNotSettleable
            action.report(
                actor.user_id, at=self.clock.now(), wall=self.wall.now(), timing=self.timing
            )
            events = action.take_events()
            await self.actions.save(action)
            await self.outbox.append(events)
            return action

        action = await self.transaction.run(work)
        ask = action.ask(self.wall.now(), self.timing)
        await self.keeper.change_account(
            action.workspace_id,
            action.sender_id,
            lambda gate: gate.count(ask, at=self.clock.now()),
        )
        cap_ask = action.cap_ask()
        if cap_ask is not None:
            await self.keeper.count_caps(cap_ask)
        await self.keeper.free_recipient(action, ask.holder)
        return action
