"""See SettleAnswer."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.model.conversation import MessageState
from domain.inbox.ports import Messages
from domain.shared.ids import MessageId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleAnswer:
    """Write on an answer whether it left; one that left stays sent."""

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    messages: Messages
    transaction: Transaction

    async def __call__(
        self, workspace_id: WorkspaceId, message_id: MessageId, state: MessageState
    ) -> None:
        async def work() -> None:
            message = await self.messages.get(workspace_id, message_id)
            if message.state in {MessageState.SENT, state}:
                return
            message.state = state
            await self.messages.save(message)

        await self.transaction.run(work)
