"""Storage ports of the inbox."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from adapters.mongo.driver import Database
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.inbox.errors import (
    AnswerDraftNotFound,
    ConversationAlreadyExists,
    ConversationNotFound,
    MessageAlreadyKnown,
    MessageNotFound,
)
from domain.inbox.model.access import MailboxAccess
from domain.inbox.model.answer_draft import AnswerDraft
from domain.inbox.model.conversation import (
    Channel,
    Conversation,
    Message,
    MessageState,
    place_of,
    read_place,
)
from domain.inbox.model.labels import ReplyFlag
from domain.inbox.ports import ConversationFilter
from domain.shared.errors import NotFound
from domain.shared.ids import (
    AnswerDraftId,
    CampaignId,
    ConversationId,
    MessageId,
    ProspectId,
    SenderId,
    StepId,
    WorkspaceId,
)
from domain.shared.page import Page, PageAsk

_SHOWN, _LATEST = 500, 50
_COUNTED = 1_000


def _where(workspace_id: WorkspaceId, wanted: ConversationFilter) -> dict[str, Any]:
    where: dict[str, Any] = {"workspace_id": workspace_id}
    if wanted.label is not None:
        where["label"] = wanted.label.value
    if wanted.state is not None:
        where["state"] = wanted.state.value
    if wanted.unread is not None:
        where["unread"] = wanted.unread
    if wanted.assigned_to is not None:
        where["assigned_to"] = wanted.assigned_to
    if wanted.snoozed is True:
        where["snoozed_until"] = {"$gt": wanted.at}
    elif wanted.snoozed is False:
        where["snoozed_until"] = {"$not": {"$gt": wanted.at}}
    if wanted.to_confirm is True:
        where["proposal"] = {"$gt": ""}
    elif wanted.to_confirm is False:
        where["proposal"] = None
    return where


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

    async def with_people(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Sequence[Conversation]:
        where = {"workspace_id": workspace_id, "prospect_id": {"$in": list(prospect_ids)}}
        cursor = self._rows.raw.find(where, session=current_session())
        cursor = cursor.sort([("last_message_at", -1), ("_id", -1)]).limit(_LATEST)
        return [self._rows.read(row) for row in await cursor.to_list(_LATEST)]

    async def add(self, conversation: Conversation) -> None:
        await self._rows.add(conversation)

    async def save(self, conversation: Conversation) -> None:
        await self._rows.save(conversation)

    async def page(
        self, workspace_id: WorkspaceId, wanted: ConversationFilter, ask: PageAsk
    ) -> Page[Conversation]:
        where = _where(workspace_id, wanted)
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

    async def complaints(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        step_id: StepId,
        since: datetime,
    ) -> int:
        where = {
            "workspace_id": workspace_id,
            "campaign_id": campaign_id,
            "step_id": step_id,
            "flags": ReplyFlag.COMPLAINT.value,
            "last_message_at": {"$gte": since},
        }
        return await self._rows.raw.count_documents(where, limit=_COUNTED)

    async def count(self, workspace_id: WorkspaceId, wanted: ConversationFilter) -> int:
        return await self._rows.raw.count_documents(_where(workspace_id, wanted), limit=_COUNTED)

    async def overdue_doubts(self, now: datetime, limit: int) -> Sequence[Conversation]:
        where = {"doubt_until": {"$lte": now}}
        rows = await self._rows.raw.find(where).sort("doubt_until", 1).limit(limit).to_list(limit)
        return [self._rows.read(row) for row in rows]


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

    async def due(self, now: datetime, limit: int) -> Sequence[Message]:
        where = {"state": MessageState.HELD.value, "held_until": {"$lte": now}}
        cursor = self._rows.raw.find(where).sort("held_until", 1).limit(limit)
        return [self._rows.read(row) for row in await cursor.to_list(limit)]


class MongoAnswerDrafts:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "answer_drafts", AnswerDraft, not_found=AnswerDraftNotFound)

    async def get(self, workspace_id: WorkspaceId, draft_id: AnswerDraftId) -> AnswerDraft:
        return await self._rows.get(workspace_id, draft_id)

    async def latest(
        self, workspace_id: WorkspaceId, conversation_id: ConversationId
    ) -> AnswerDraft | None:
        where = {"conversation_id": conversation_id}
        found = await self._rows.list(workspace_id, where, newest_first=True, limit=1)
        return found[0] if found else None

    async def add(self, draft: AnswerDraft) -> None:
        await self._rows.add(draft)


class MongoAccessLog:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "mailbox_accesses", MailboxAccess, not_found=NotFound)

    async def add(self, access: MailboxAccess) -> None:
        await self._rows.add(access)

    async def page(
        self, workspace_id: WorkspaceId, sender_id: SenderId, ask: PageAsk
    ) -> Page[MailboxAccess]:
        return await self._rows.page_by_id(workspace_id, ask, {"sender_id": sender_id})
