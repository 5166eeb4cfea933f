"""See ListConversations."""

from dataclasses import dataclass, replace
from typing import ClassVar

from domain.inbox.model.conversation import Conversation
from domain.inbox.ports import ConversationFilter, Conversations, KnownPeople, Person
from domain.shared.actor import Actor, Permission
from domain.shared.clock import Clock
from domain.shared.page import Page, PageAsk
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownConversation:
    """`person` is None once the prospect is gone."""

    conversation: Conversation
    person: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListConversations:
    """The inbox: conversations with known prospects only, latest message first."""

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    conversations: Conversations
    people: KnownPeople
    clock: Clock

    async def __call__(
        self, actor: Actor, wanted: ConversationFilter, ask: PageAsk
    ) -> Page[ShownConversation]:
        actor.require(Permission.INBOX_READ)
        wanted = replace(wanted, at=self.clock.now())
        page = await self.conversations.page(actor.workspace_id, wanted, ask)
        people = await self.people.show(actor.workspace_id, {one.prospect_id for one in page.items})
        return Page(
            items=[
                ShownConversation(conversation=one, person=people.get(one.prospect_id))
                for one in page.items
            ],
            next=page.next,
        )
