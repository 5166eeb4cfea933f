"""See SignRisk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.events import LinkedInModeChanged
from domain.delivery.model.sender import Sender
from domain.delivery.ports import ActionQueue, Senders
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.errors import Forbidden
from domain.shared.ids import SenderId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRisk:
    """The owner of a LinkedIn account lets LEO act with it, and takes that back (SND-1).

    Assisted mode is the default. From the moment a signature is revoked every claim finds the
    account assisted again, and what waits is prepared for a person instead.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    queue: ActionQueue
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def accept(self, actor: Actor, sender_id: SenderId, name: str, version: int) -> Sender:
        """Raise Forbidden, SenderNotFound or RiskNotSignable."""
        actor.require(Permission.SENDERS_CONNECT)
        return await self._change(
            actor,
            sender_id,
            lambda one: one.accept_risk(actor.user_id, name, version, at=self.clock.now()),
        )

    async def revoke(self, actor: Actor, sender_id: SenderId) -> Sender:
        """By its owner, or by whoever may stop the sending. Raise Forbidden or SenderNotFound."""
        sender = await self.senders.get(actor.workspace_id, sender_id)
        if sender.owner_id != actor.user_id and Permission.SENDING_STOP not in actor.permissions:
            raise Forbidden(Permission.SENDING_STOP.value)
        return await self._change(
            actor, sender_id, lambda one: one.revoke_risk(actor.user_id, at=self.clock.now())
        )

    async def _change(
        self, actor: Actor, sender_id: SenderId, change: Callable[[Sender], bool]
    ) -> Sender:
        async def work() -> tuple[Sender, bool]:
            sender = await self.senders.get(actor.workspace_id, sender_id)
            changed = change(sender)
            if changed:
                await self.senders.save(sender)
                event = LinkedInModeChanged(
                    at=self.clock.now(),
                    workspace_id=sender.workspace_id,
                    sender_id=sender.id,
                    kind=sender.kind.value,
                    automated=sender.is_automated,
                    user_id=actor.user_id,
                )
                await self.outbox.append([event])
            return sender, changed

        sender, changed = await self.transaction.run(work)
        if changed:
            await self.queue.wake_sender(sender.workspace_id, sender.id, self.clock.now())
        return sender
