"""See RecordSenderHealth."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import AccountGone, SenderNotFound
from domain.delivery.model.gates import AccountGate
from domain.delivery.model.sender import Health, Sender
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.ports import ActionQueue, SenderLink, Senders
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.clock import Clock
from domain.shared.ids import SenderId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSenderHealth:
    """Ask the vendor how an account is, and hold or free everything that waits for it.

    Webhooks about it carry no time, so they only say that it is worth asking (vendors/unipile.md
    8.3). A broken account holds its actions, none fails for it (delivery.md F30).
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    link: SenderLink
    queue: ActionQueue
    keeper: GateKeeper
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def of_account(self, account_ref: str) -> bool:
        """False for an account that is not ours. Raise LinkBusy when the vendor does not say."""
        sender = await self.senders.of_account(account_ref)
        if sender is None:
            return False
        await self(sender.workspace_id, sender.id)
        return True

    async def __call__(self, workspace_id: WorkspaceId, sender_id: SenderId) -> Sender:
        seen = await self.senders.get(workspace_id, sender_id)
        if not seen.account_ref:
            return seen
        try:
            health = (await self.link.account(seen.account_ref)).health
        except AccountGone:
            health = Health.GONE

        async def work() -> Sender:
            sender = await self.senders.get(workspace_id, sender_id)
            if sender.account_ref != seen.account_ref:
                raise SenderNotFound
            if sender.observe(health, at=self.clock.now()):
                events = sender.take_events()
                await self.senders.save(sender)
                await self.outbox.append(events)
            return sender

        sender = await self.transaction.run(work)
        await self._hold_or_free(sender)
        return sender

    async def _hold_or_free(self, sender: Sender) -> None:
        def hold(gate: AccountGate) -> bool:
            if gate.paused_for is ReasonCode.SENDER_DISCONNECTED:
                return False
            gate.pause(ReasonCode.SENDER_DISCONNECTED, None)
            return True

        where = (sender.workspace_id, sender.id)
        if not sender.is_connected:
            await self.keeper.change_account(*where, hold)
        elif await self.keeper.change_account(*where, AccountGate.resume):
            await self.queue.wake_sender(*where, self.clock.now())
