"""Storage ports of the inbox, in memory."""

import copy
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from adapters.memory.rows import MemoryRows, MemoryStore
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


def _place(conversation: Conversation) -> tuple[datetime, str]:
    return conversation.last_message_at, conversation.id


def _is_snoozed(conversation: Conversation, at: datetime | None) -> bool:
    until = conversation.snoozed_until
    return until is not None and at is not None and until > at


def _fits(wanted: ConversationFilter) -> Callable[[Conversation], bool]:
    return lambda one: (
        wanted.label in {None, one.label}
        and wanted.state in {None, one.state}
        and wanted.unread in {None, one.unread}
        and wanted.assigned_to in {None, one.assigned_to}
        and wanted.to_confirm in {None, one.proposal is not None}
        and wanted.snoozed in {None, _is_snoozed(one, wanted.at)}
    )


class MemoryConversations:
    def __init__(self, store: MemoryStore) -> None:
        self._all = store.table("conversations")
        self._rows: MemoryRows[Conversation] = MemoryRows(
            store,
            "conversations",
            not_found=ConversationNotFound,
            exists=ConversationAlreadyExists,
            unique=lambda one: (one.prospect_id, one.channel),
        )

    async def get(self, workspace_id: WorkspaceId, conversation_id: ConversationId) -> Conversation:
        return await self._rows.get(workspace_id, conversation_id)

    async def of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, channel: Channel
    ) -> Conversation | None:
        return await self._rows.find(
            workspace_id, lambda one: (one.prospect_id, one.channel) == (prospect_id, channel)
        )

    async def with_people(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Sequence[Conversation]:
        return await self._rows.list(
            workspace_id,
            lambda one: one.prospect_id in prospect_ids,
            sort=_place,
            newest_first=True,
            limit=_LATEST,
        )

    async def add(self, conversation: Conversation) -> None:
        await self._rows.add(conversation)

    async def save(self, conversation: Conversation) -> None:
        await self._rows.save(conversation)

    async def page(
        self, workspace_id: WorkspaceId, wanted: ConversationFilter, ask: PageAsk
    ) -> Page[Conversation]:
        rows = await self._rows.list(
            workspace_id,
            _fits(wanted),
            sort=_place,
            newest_first=True,
            limit=10**9,
        )
        if ask.after:
            after = read_place(ask.after)
            rows = [row for row in rows if _place(row) < after]
        kept = rows[: ask.limit]
        return Page(items=kept, next=place_of(kept[-1]) if len(rows) > ask.limit else None)

    async def complaints(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        step_id: StepId,
        since: datetime,
    ) -> int:
        found = await self._rows.list(
            workspace_id,
            lambda one: (
                (one.campaign_id, one.step_id) == (campaign_id, step_id)
                and ReplyFlag.COMPLAINT in one.flags
                and one.last_message_at >= since
            ),
            limit=1_000,
        )
        return len(found)

    async def count(self, workspace_id: WorkspaceId, wanted: ConversationFilter) -> int:
        return len(await self._rows.list(workspace_id, _fits(wanted), limit=1_000))

    async def overdue_doubts(self, now: datetime, limit: int) -> Sequence[Conversation]:
        found = [one for one in self._all.values() if one.doubt_until and one.doubt_until <= now]
        found.sort(key=lambda one: one.doubt_until or now)
        return copy.deepcopy(found[:limit])


class MemoryMessages:
    def __init__(self, store: MemoryStore) -> None:
        self._all = store.table("messages")
        self._rows: MemoryRows[Message] = MemoryRows(
            store,
            "messages",
            not_found=MessageNotFound,
            exists=MessageAlreadyKnown,
            unique=lambda message: message.provider_id or None,
        )

    async def get(self, workspace_id: WorkspaceId, message_id: MessageId) -> Message:
        return await self._rows.get(workspace_id, message_id)

    async def add(self, message: Message) -> None:
        await self._rows.add(message)

    async def save(self, message: Message) -> None:
        await self._rows.save(message)

    async def knows(self, workspace_id: WorkspaceId, provider_id: str) -> bool:
        found = await self._rows.find(workspace_id, lambda one: one.provider_id == provider_id)
        return found is not None

    async def in_conversation(
        self, workspace_id: WorkspaceId, conversation_id: ConversationId
    ) -> Sequence[Message]:
        latest = await self._rows.list(
            workspace_id,
            lambda one: one.conversation_id == conversation_id,
            newest_first=True,
            limit=_SHOWN,
        )
        return list(reversed(latest))

    async def due(self, now: datetime, limit: int) -> Sequence[Message]:
        held = [
            one
            for one in self._all.values()
            if one.state is MessageState.HELD and one.held_until and one.held_until <= now
        ]
        held.sort(key=lambda one: one.held_until or now)
        return copy.deepcopy(held[:limit])


class MemoryAnswerDrafts:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[AnswerDraft] = MemoryRows(
            store, "answer_drafts", not_found=AnswerDraftNotFound
        )

    async def get(self, workspace_id: WorkspaceId, draft_id: AnswerDraftId) -> AnswerDraft:
        return await self._rows.get(workspace_id, draft_id)

    async def latest(
        self, workspace_id: WorkspaceId, conversation_id: ConversationId
    ) -> AnswerDraft | None:
        found = await self._rows.list(
            workspace_id,
            lambda one: one.conversation_id == conversation_id,
            newest_first=True,
            limit=1,
        )
        return found[0] if found else None

    async def add(self, draft: AnswerDraft) -> None:
        await self._rows.add(draft)


class MemoryAccessLog:
    def __init__(self, store: MemoryStore) -> None:
        self._rows: MemoryRows[MailboxAccess] = MemoryRows(
            store, "mailbox_accesses", not_found=NotFound
        )

    async def add(self, access: MailboxAccess) -> None:
        await self._rows.add(access)

    async def page(
        self, workspace_id: WorkspaceId, sender_id: SenderId, ask: PageAsk
    ) -> Page[MailboxAccess]:
        return await self._rows.page_by_id(
            workspace_id, ask, lambda one: one.sender_id == sender_id
        )
