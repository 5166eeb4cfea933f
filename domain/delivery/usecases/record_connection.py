"""See RecordConnection."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.model.action import ActionState
from domain.delivery.model.timing import Timing
from domain.delivery.ports import Actions, Senders, SentActions
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.clock import Clock
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConnection:
    """Take in that somebody became a connection (`new_relation`): the invitation was accepted.

    It also proves an invitation whose answer was lost. A connection that no invitation of ours
    asked for leaves no trace. Twice is once.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    sent: SentActions
    senders: Senders
    keeper: GateKeeper
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    timing: Timing

    async def __call__(self, account_ref: str, recipient_refs: Sequence[str]) -> bool:
        """`recipient_refs`: provider id and public id of the new connection."""
        sender = await self.senders.of_account(account_ref)
        if sender is None:
            return False
        found = await self.sent.invitation(sender.workspace_id, sender.id, recipient_refs)
        if found is None:
            return False

        async def work() -> bool:
            action = await self.actions.get(found.workspace_id, found.id)
            if not action.connection_accepted(at=self.clock.now()):
                return False
            events = action.take_events()
            await self.actions.save(action)
            await self.outbox.append(events)
            return True

        news = await self.transaction.run(work)
        if news and found.state is not ActionState.SENT:
            action = await self.actions.get(found.workspace_id, found.id)
            ask = action.ask(self.wall.now(), self.timing)
            await self.keeper.free(action, ask, unused=False)
        return news
