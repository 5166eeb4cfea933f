"""See ResumeSender."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.errors import ReasonNeeded
from domain.delivery.events import SenderResumed
from domain.delivery.model.gates import AccountGate
from domain.delivery.model.limits import STOP_REST
from domain.delivery.ports import ActionQueue, Senders
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import SenderId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeSender:
    """A person read why a sender is held and lets it go on, once it has rested (SND-4).

    After a stop of thirty days a mailbox begins again at the start of its ramp-up.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    queue: ActionQueue
    keeper: GateKeeper
    outbox: Outbox
    clock: Clock

    async def __call__(self, actor: Actor, sender_id: SenderId, reason: str) -> None:
        """Raise Forbidden, SenderNotFound, ReasonNeeded or SenderNotResumable."""
        actor.require(Permission.SENDING_SETTLE)
        if not reason.strip():
            raise ReasonNeeded
        sender = await self.senders.get(actor.workspace_id, sender_id)
        now = self.clock.now()
        if (await self.keeper.accounts.of(actor.workspace_id, sender_id)).rested >= STOP_REST:
            sender.requalify(at=now)
            await self.senders.save(sender)

        def resume(gate: AccountGate) -> bool:
            gate.resume_by_hand(by=actor.user_id, reason=reason.strip(), at=now)
            return True

        await self.keeper.change_account(actor.workspace_id, sender_id, resume)
        event = SenderResumed(
            at=now,
            workspace_id=actor.workspace_id,
            sender_id=sender_id,
            kind=sender.kind.value,
            user_id=actor.user_id,
        )
        await self.outbox.append([event])
        await self.queue.wake_sender(actor.workspace_id, sender_id, now)
