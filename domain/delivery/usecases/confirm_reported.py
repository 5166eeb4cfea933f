"""See ConfirmReported."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.delivery.errors import SenderNotFound
from domain.delivery.model.action import Action
from domain.delivery.model.timing import Timing
from domain.delivery.ports import (
    ActionQueue,
    Actions,
    Evidence,
    Recipients,
    Senders,
    Sighting,
    Trace,
)
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 50
_LOOKED_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmReported:
    """Look in LinkedIn for what a person says they sent there: found makes it `accepted`.

    Not finding it takes nothing back: the person's word stands, and after a week nobody asks any
    more. Running it twice is harmless.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    queue: ActionQueue
    senders: Senders
    recipients: Recipients
    evidence: Evidence
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    timing: Timing

    async def __call__(self) -> int:
        """How many were looked for."""
        found = await self.queue.reported(wall=self.wall.now(), limit=_BATCH)
        return sum([await self._one(action) for action in found])

    async def _one(self, seen: Action) -> bool:
        sighting = await self._look(seen)

        async def work() -> None:
            action = await self.actions.get(seen.workspace_id, seen.id)
            if action.version != seen.version:
                raise StaleWrite
            self._apply(action, sighting)
            events = action.take_events()
            await self.actions.save(action)
            await self.outbox.append(events)

        try:
            await self.transaction.run(work)
        except StaleWrite:
            return False
        return True

    def _apply(self, action: Action, sighting: Sighting) -> None:
        wall = self.wall.now()
        if sighting.receipt is not None:
            action.see(sighting.receipt, at=self.clock.now())
        over = action.armed_at is None or wall - action.armed_at > _LOOKED_FOR
        if action.seen_at is not None or over:
            action.reconcile_at = None
            return
        action.looks += 1
        action.look_again(wall=wall, timing=self.timing)

    async def _look(self, action: Action) -> Sighting:
        blind = Sighting(receipt=None, complete=False)
        try:
            sender = await self.senders.get(action.workspace_id, action.sender_id)
        except SenderNotFound:
            return blind
        recipient = await self.recipients.of(action.workspace_id, action.prospect_id)
        if recipient is None or not sender.account_ref or action.armed_at is None:
            return blind
        return await self.evidence.look(
            Trace(
                action_id=action.id,
                kind=action.kind,
                account_ref=sender.account_ref,
                to_email=recipient.email,
                to_linkedin=recipient.linkedin,
                recipient_ref=action.recipient_ref,
                chat_ref=action.chat_ref,
                text="",
                armed_at=action.armed_at,
            )
        )
