"""See RecordReceipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import ActionNotFound
from domain.delivery.model.action import Action, ActionState, Receipt
from domain.delivery.model.timing import Timing
from domain.delivery.ports import Actions, Senders, SentActions
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.ids import ActionId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReceipt:
    """Take in that the provider shows a mail of ours in its sent folder (`mail_sent`).

    It proves a send whose answer was lost, whatever we believed; it gives the Message-ID that
    replies name. A mail that is none of ours leaves no trace. Twice is once.
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

    async def __call__(self, account_ref: str, receipt: Receipt, *, action_ref: str = "") -> bool:
        """True when it was a mail of ours. `action_ref` is our own header, where it came along.

        A mail without our mark that could be one whose answer was lost makes us ask at once.
        """
        sender = await self.senders.of_account(account_ref)
        if sender is None:
            return False
        found = await self._action(sender.workspace_id, action_ref)
        if found is None:
            found = await self.sent.of_refs(
                sender.workspace_id, sender.id, [one for one in _own_refs(receipt) if one]
            )
        if found is None or found.sender_id != sender.id:
            await self._look_now(await self.sent.unsettled_mail(sender.workspace_id, sender.id))
            return False
        await self._see(found, receipt)
        return True

    async def _action(self, workspace_id: WorkspaceId, action_ref: str) -> Action | None:
        if not action_ref:
            return None
        try:
            return await self.actions.get(workspace_id, ActionId(action_ref))
        except ActionNotFound:
            return None

    async def _see(self, found: Action, receipt: Receipt) -> None:
        async def work() -> Action:
            action = await self.actions.get(found.workspace_id, found.id)
            if action.see(receipt, at=self.clock.now()):
                events = action.take_events()
                await self.actions.save(action)
                await self.outbox.append(events)
            return action

        action = await self.transaction.run(work)
        if found.state is not ActionState.SENT:
            ask = action.ask(self.wall.now(), self.timing)
            await self.keeper.free(action, ask, unused=False)

    async def _look_now(self, unsettled: Sequence[Action]) -> None:
        """Bring the next look forward; whoever looks already needs no telling."""
        wall = self.wall.now()
        for action in unsettled:
            if action.state is not ActionState.UNKNOWN:
                continue
            action.reconcile_at = min(action.reconcile_at or wall, wall)
            try:
                await self.actions.save(action)
            except StaleWrite:
                continue


def _own_refs(receipt: Receipt) -> tuple[str, ...]:
    """Names that only one mail has; a thread is shared by many."""
    return receipt.tracking_ref, receipt.provider_ref, receipt.message_ref
