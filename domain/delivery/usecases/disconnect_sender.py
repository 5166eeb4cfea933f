"""See DisconnectSender."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import SenderNotFound
from domain.delivery.model.sender import Sender
from domain.delivery.ports import SenderLink, Senders
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import SenderId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class DisconnectSender:
    """Let an account go, here first and then at the vendor: what waits for it stays and says why.

    Nothing is sent from it once this returns, even when the vendor does not answer (LinkBusy).
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    link: SenderLink
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def __call__(self, actor: Actor, sender_id: SenderId) -> None:
        actor.require(Permission.SENDERS_CONNECT)

        async def work() -> str:
            sender: Sender = await self.senders.get(actor.workspace_id, sender_id)
            account_ref = sender.account_ref
            if not sender.remove(at=self.clock.now()):
                raise SenderNotFound
            events = sender.take_events()
            await self.senders.save(sender)
            await self.outbox.append(events)
            return account_ref

        account_ref = await self.transaction.run(work)
        if account_ref:
            await self.link.release(account_ref)
