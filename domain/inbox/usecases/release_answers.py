"""See ReleaseAnswers."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.errors import MessageNotFound
from domain.inbox.events import AnswerQueued
from domain.inbox.model.conversation import Message
from domain.inbox.ports import HeldAnswers, Messages
from domain.shared.clock import Clock
from domain.shared.errors import StaleWrite
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAnswers:
    """Let go of the answers whose time to be taken back is over. Twice is fine."""

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    held: HeldAnswers
    messages: Messages
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock

    async def __call__(self) -> int:
        """How many went on their way."""
        due = await self.held.due(self.wall.now(), _BATCH)
        return sum([await self._release(one) for one in due])

    async def _release(self, seen: Message) -> bool:
        async def work() -> bool:
            message = await self.messages.get(seen.workspace_id, seen.id)
            if not message.let_go():
                return False
            await self.messages.save(message)
            await self.outbox.append(
                [
                    AnswerQueued(
                        at=self.clock.now(),
                        workspace_id=message.workspace_id,
                        conversation_id=message.conversation_id,
                        message_id=message.id,
                        prospect_id=message.prospect_id,
                        channel=message.channel.value,
                        user_id=message.author or "",
                    )
                ]
            )
            return True

        try:
            return await self.transaction.run(work)
        except (StaleWrite, MessageNotFound):  # somebody took it back, or its reader was erased
            return False
