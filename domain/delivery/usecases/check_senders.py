"""See CheckSenders."""

from dataclasses import dataclass
from typing import ClassVar

from domain.delivery.model.sender import Sender, SenderState
from domain.delivery.ports import Senders
from domain.delivery.usecases.confirm_sender import ConfirmSender
from domain.delivery.usecases.record_sender_health import RecordSenderHealth
from domain.shared.errors import NotFound, Unavailable
from domain.shared.ids import SenderId
from domain.shared.purpose import Purpose

_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSenders:
    """Ask after every account: what a lost webhook did not tell (vendors/unipile.md 11.10), and
    those that were announced and not ready. Reading an account costs the provider nothing.
    """

    purpose: ClassVar[Purpose] = Purpose.OUTREACH
    senders: Senders
    health: RecordSenderHealth
    confirm: ConfirmSender

    async def __call__(self) -> int:
        """How many answered."""
        answered = 0
        after: SenderId | None = None
        while True:
            found = await self.senders.living(after, _BATCH)
            for sender in found:
                answered += await self._one(sender)
            if len(found) < _BATCH:
                return answered
            after = found[-1].id

    async def _one(self, sender: Sender) -> bool:
        ask = self.confirm if sender.state is SenderState.PENDING else self.health
        try:
            await ask(sender.workspace_id, sender.id)
        except (NotFound, Unavailable):
            # Removed meanwhile, or the vendor is silent: the next round asks again.
            return False
        return True
