"""See CloseConversations."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.model.conversation import Channel, ConversationState
from domain.inbox.ports import Conversations
from domain.shared.ids import ProspectId, WorkspaceId
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseConversations:
    """Nobody answers a person who objected any more, on any channel. Twice is fine."""

    purpose: ClassVar[Purpose] = Purpose.OBJECTION
    conversations: Conversations
    transaction: Transaction

    async def __call__(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        async def work() -> None:
            for channel in Channel:
                conversation = await self.conversations.of(workspace_id, prospect_id, channel)
                if conversation and conversation.state is not ConversationState.CLOSED:
                    conversation.close()
                    await self.conversations.save(conversation)

        await self.transaction.run(work)
