"""Storage ports of the inbox."""

from collections.abc import Sequence
from typing import Any

from adapters.mongo.driver import Database
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.inbox.errors import (
    ConversationAlreadyExists,
    ConversationNotFound,
    MessageAlreadyKnown,
    MessageNotFound,
)
from domain.inbox.model.conversation import (
    Channel,
    Conversation,
    Message,
    place_of,
    read_place,
)
from domain.inbox.ports import ConversationFilter
from domain.shared.ids import ConversationId, MessageId, ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk

_SHOWN = 500


class MongoConversations:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database,
            "conversations",
            Conversation,
            not_found=ConversationNotFound,
            exists=ConversationAlreadyExists,
        )

    async def get(self, workspace_id: WorkspaceId, conversation_id: ConversationId) -> Conversation:
        return await self._rows.get(workspace_id, conversation_id)

    async def of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, channel: Channel
    ) -> Conversation | None:
        where = {"prospect_id": prospect_id, "channel": channel.value}
        return await self._rows.find(workspace_id, where)

    async def add(self, conversation: Conversation) -> None:
        await self._rows.add(conversation)

    async def save(self, conversation: Conversation) -> None:
        await self._rows.save(conversation)

    async def page(
        self, workspace_id: WorkspaceId, wanted: ConversationFilter, ask: PageAsk
    ) -> Page[Conversation]:
        where: dict[str, Any] = {"workspace_id": workspace_id}
        if wanted.label is not None:
            where["label"] = wanted.label.value
        if wanted.state is not None:
            where["state"] = wanted.state.value
        if wanted.unread is not None:
            where["unread"] = wanted.unread
        if ask.after:
            at, row_id = read_place(ask.after)
            where["$or"] = [
                {"last_message_at": {"$lt": at}},
                {"last_message_at": at, "_id": {"$lt": row_id}},
            ]
        cursor = self._rows.raw.find(where, session=current_session())
        cursor = cursor.sort([("last_message_at", -1), ("_id", -1)]).limit(ask.limit + 1)
        rows = await cursor.to_list(ask.limit + 1)
        kept = [self._rows.read(row) for row in rows[: ask.limit]]
        return Page(items=kept, next=place_of(kept[-1]) if len(rows) > ask.limit else None)


class MongoMessages:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(
            database,
            "messages",
            Message,
            not_found=MessageNotFound,
            exists=MessageAlreadyKnown,
        )

    async def get(self, workspace_id: WorkspaceId, message_id: MessageId) -> Message:
        return await self._rows.get(workspace_id, message_id)

    async def add(self, message: Message) -> None:
        await self._rows.add(message)

    async def save(self, message: Message) -> None:
        await self._rows.save(message)

    async def knows(self, workspace_id: WorkspaceId, provider_id: str) -> bool:
        return await self._rows.find(workspace_id, {"provider_id": provider_id}) is not None

    async def in_conversation(
        self, workspace_id: WorkspaceId, conversation_id: ConversationId
    ) -> Sequence[Message]:
        where = {"conversation_id": conversation_id}
        latest = await self._rows.list(workspace_id, where, newest_first=True, limit=_SHOWN)
        return list(reversed(latest))
