"""See SettleReferral."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.errors import ReferralSettled
from domain.inbox.events import ReferralAdded
from domain.inbox.model.conversation import Conversation, ReferralState
from domain.inbox.ports import Conversations, NewPeople
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.ids import ConversationId, ProspectId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleReferral:
    """Add the person that a reply sends us to, as a member corrects them, or set them aside.

    Nobody is written to by it: the new prospect is told who named them when a member writes.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    people: NewPeople
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def add(
        self, actor: Actor, conversation_id: ConversationId, *, full_name: str, email: str
    ) -> Conversation:
        """Raise ReferralSettled, or what adding a prospect refuses. A second call finds it done."""
        actor.require(Permission.INBOX_ANSWER)
        seen = await self.conversations.get(actor.workspace_id, conversation_id)
        if seen.referral is None or seen.referral.state is not ReferralState.TO_CONFIRM:
            raise ReferralSettled
        added = await self.people.add(
            actor, full_name=full_name, email=email, referred_by=seen.prospect_id
        )
        return await self._settle(actor, conversation_id, ReferralState.ADDED, added)

    async def set_aside(self, actor: Actor, conversation_id: ConversationId) -> Conversation:
        """Raise ReferralSettled."""
        actor.require(Permission.INBOX_ANSWER)
        return await self._settle(actor, conversation_id, ReferralState.SET_ASIDE, None)

    async def _settle(
        self,
        actor: Actor,
        conversation_id: ConversationId,
        state: ReferralState,
        added: ProspectId | None,
    ) -> Conversation:
        async def work() -> Conversation:
            conversation = await self.conversations.get(actor.workspace_id, conversation_id)
            conversation.settle_referral(state, added)
            await self.conversations.save(conversation)
            if added is not None:
                await self.outbox.append(
                    [
                        ReferralAdded(
                            at=self.clock.now(),
                            workspace_id=actor.workspace_id,
                            conversation_id=conversation_id,
                            prospect_id=added,
                            referred_by=conversation.prospect_id,
                            user_id=actor.user_id,
                        )
                    ]
                )
            return conversation

        return await self.transaction.run(work)
