"""See CountInbox."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.model.conversation import ConversationState
from domain.inbox.model.labels import ReplyLabel
from domain.inbox.ports import ConversationFilter, Conversations
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxCounts:
    """What waits for a person: answers to give, labels to confirm, next steps to decide (COP-1)."""

    to_answer: int
    to_confirm: int
    to_decide: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountInbox:
    """How much of the inbox waits for somebody to decide; at most 1 000 of each is counted."""

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    clock: Clock

    async def __call__(self, actor: Actor) -> InboxCounts:
        actor.require(Permission.INBOX_READ)
        return InboxCounts(
            to_answer=await self._count(actor, label=ReplyLabel.INTERESTED, unread=True),
            to_confirm=await self._count(actor, to_confirm=True),
            to_decide=await self._count(actor, label=ReplyLabel.NOT_NOW, unread=True),
        )

    async def _count(
        self,
        actor: Actor,
        *,
        label: ReplyLabel | None = None,
        unread: bool | None = None,
        to_confirm: bool | None = None,
    ) -> int:
        wanted = ConversationFilter(
            label=label,
            unread=unread,
            to_confirm=to_confirm,
            state=ConversationState.OPEN,
            snoozed=False,
            at=self.clock.now(),
        )
        return await self.conversations.count(actor.workspace_id, wanted)
