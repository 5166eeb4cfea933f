"""See ReapStale."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from domain.delivery.errors import ActionNotFound
from domain.delivery.model.action import Action, ActionState
from domain.delivery.model.gates import AccountGate, Ask, Holder, RecipientGate
from domain.delivery.model.timing import Timing
from domain.delivery.ports import AccountGates, ActionQueue, Actions, RecipientGates
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import ActionId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 200
_HELD_ON = timedelta(minutes=30)
_AT_WORK = frozenset({ActionState.CLAIMED, ActionState.SENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReapStale:
    """Take up what dead processes left: claims past their lease, calls past their deadline, doors
    whose holder is over.

    A claim goes back to the queue; a call becomes UNKNOWN and is never made again before the
    vendor was asked (delivery.md F1 to F4). Running it twice, or twice at once, is harmless.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    actions: Actions
    queue: ActionQueue
    recipients: RecipientGates
    accounts: AccountGates
    keeper: GateKeeper
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    timing: Timing

    async def __call__(self) -> int:
        """How many actions and doors were taken up."""
        wall = self.wall.now()
        taken = 0
        for stale in await self.queue.stale(wall=wall, limit=_BATCH):
            taken += await self._reap(stale)
        for account in await self.accounts.forgotten(wall=wall, limit=_BATCH):
            taken += await self._visit_account(account, wall)
        for recipient in await self.recipients.forgotten(wall=wall, limit=_BATCH):
            taken += await self._visit_recipient(recipient, wall)
        return taken

    async def _reap(self, stale: Action) -> bool:
        async def work() -> Action | None:
            action = await self.actions.get(stale.workspace_id, stale.id)
            now, wall = self.clock.now(), self.wall.now()
            if not action.reap(wall=wall, at=now, timing=self.timing):
                return None
            events = action.take_events()
            await self.actions.save(action)
            await self.outbox.append(events)
            return action

        try:
            action = await self.transaction.run(work)
        except StaleWrite:
            return False
        if action is None:
            return False
        ask = action.ask(self.wall.now(), self.timing)
        await self.keeper.free(action, ask, unused=action.is_final)
        return True

    async def _holder(self, workspace_id: WorkspaceId, action_id: ActionId) -> Action | None:
        try:
            return await self.actions.get(workspace_id, action_id)
        except ActionNotFound:
            return None

    async def _visit_account(self, seen: AccountGate, wall: datetime) -> bool:
        """Free a door whose holder is not at work under that claim; the gap is kept."""
        if seen.holder is None:
            return False
        holder = seen.holder
        action = await self._holder(seen.workspace_id, holder.action_id)
        at_work = action is not None and action.epoch == holder.epoch and action.state in _AT_WORK
        now = self.clock.now()

        def change(gate: AccountGate) -> bool:
            if gate.holder != holder:
                return False
            if at_work:
                gate.look_at = wall + _HELD_ON
                return True
            return gate.leave(self._ask(action, holder, wall), at=now)

        return await self.keeper.change_account(seen.workspace_id, seen.id, change)

    def _ask(self, action: Action | None, holder: Holder, wall: datetime) -> Ask:
        """What the dead claim had asked for, as far as the distance it must leave behind."""
        if action is not None:
            asked = action.ask(wall, self.timing)
            return Ask(
                holder=holder,
                attempt_id=asked.attempt_id,
                touch=asked.touch,
                gap=asked.gap,
                rest=asked.rest,
                look_at=asked.look_at,
            )
        return Ask(
            holder=holder,
            attempt_id="",
            touch=None,
            gap=timedelta(),
            rest=timedelta(),
            look_at=wall,
        )

    async def _visit_recipient(self, seen: RecipientGate, wall: datetime) -> bool:
        """Free a door whose holder is over; one that nobody can decide keeps it."""
        if seen.holder is None:
            return False
        holder = seen.holder
        action = await self._holder(seen.workspace_id, holder.action_id)
        holds = action is not None and action.state in Action.HOLDS_PERSON
        mail_at = action.sent_at if action is not None and action.kind.is_mail else None

        def change(gate: RecipientGate) -> bool:
            if gate.holder != holder:
                return False
            if holds:
                gate.look_at = wall + _HELD_ON
                return True
            return gate.leave(holder, mail_at=mail_at)

        return await self.keeper.change_recipient(seen.workspace_id, seen.prospect_id, change)
