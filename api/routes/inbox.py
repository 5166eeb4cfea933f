"""Conversations with known prospects."""

from typing import Annotated, Self

from fastapi import APIRouter, Query

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Id, Instant, ListOf, Paragraph
from api.problems import problems
from domain.inbox.errors import (
    ConversationClosed,
    ConversationNotFound,
    EmptyAnswer,
    NothingToAnswer,
    ObjectionIsFinal,
)
from domain.inbox.model.conversation import Conversation, ConversationState, Message
from domain.inbox.model.labels import ReplyLabel
from domain.inbox.ports import ConversationFilter, Person, SentMessage
from domain.inbox.usecases.list_conversations import ShownConversation
from domain.inbox.usecases.read_conversation import ReadThread
from domain.shared.errors import Forbidden, Invalid, StaleWrite, Unauthenticated
from domain.shared.ids import ConversationId, ProspectId

router = APIRouter(prefix="/api/v1/conversations", tags=["inbox"])


class ConversationPerson(Answer):
    id: str
    full_name: str
    job_title: str
    company: str
    stage: str

    @classmethod
    def of(cls, prospect_id: ProspectId, person: Person | None) -> Self:
        return cls(
            id=prospect_id,
            full_name=person.full_name if person else "",
            job_title=person.job_title if person else "",
            company=person.company if person else "",
            stage=person.stage if person else "",
        )


class ConversationView(Answer):
    """`label_reason` quotes the words the label rests on; `decided_by` is rules, model, person."""

    id: str
    prospect: ConversationPerson
    channel: str
    subject: str
    last_message_at: Instant
    preview: str
    label: str | None
    label_reason: str
    decided_by: str | None
    confidence: float | None
    proposal: str | None
    flags: list[str]
    unread: bool
    state: str
    campaign_id: str | None

    @classmethod
    def of(cls, conversation: Conversation, person: Person | None) -> Self:
        return cls(
            id=conversation.id,
            prospect=ConversationPerson.of(conversation.prospect_id, person),
            channel=conversation.channel.value,
            subject=conversation.subject,
            last_message_at=conversation.last_message_at,
            preview=conversation.preview,
            label=conversation.label,
            label_reason=conversation.quote,
            decided_by=conversation.decided_by,
            confidence=conversation.confidence,
            proposal=conversation.proposal,
            flags=list(conversation.flags),
            unread=conversation.unread,
            state=conversation.state.value,
            campaign_id=conversation.campaign_id,
        )


class ThreadMessage(Answer):
    """`text` is what was written; `quoted` the history below it. Both are plain text."""

    id: str
    direction: str
    state: str
    at: Instant
    sender_name: str
    subject: str
    text: str
    quoted: str
    automatic: bool
    label: str | None
    reason: str

    @classmethod
    def of(cls, line: Message | SentMessage) -> Self:
        if isinstance(line, SentMessage):
            return cls(
                id=line.action_id,
                direction="out",
                state="sent",
                at=line.at,
                sender_name=line.from_name,
                subject=line.subject,
                text=line.text,
                quoted="",
                automatic=False,
                label=None,
                reason="",
            )
        return cls(
            id=line.id,
            direction=line.direction.value,
            state=line.state.value,
            at=line.at,
            sender_name=line.from_name,
            subject=line.subject,
            text=line.text,
            quoted=line.quoted,
            automatic=line.automatic,
            label=line.label,
            reason=line.quote,
        )


class ConversationThread(ConversationView):
    messages: list[ThreadMessage]

    @classmethod
    def whole(cls, thread: ReadThread) -> Self:
        head = ConversationView.of(thread.conversation, thread.person)
        return cls(
            **head.model_dump(exclude={"prospect"}),
            prospect=head.prospect,
            messages=[ThreadMessage.of(line) for line in thread.lines],
        )


class NewAnswer(Ask):
    text: Paragraph


class NewLabel(Ask):
    label: ReplyLabel


@router.get("", responses=problems(Unauthenticated, Forbidden, Invalid))
async def list_conversations(
    actor: CurrentActor,
    app: App,
    ask: PageQuery,
    *,
    label: Annotated[ReplyLabel | None, Query()] = None,
    state: Annotated[ConversationState | None, Query()] = None,
    unread: Annotated[bool | None, Query()] = None,
) -> ListOf[ConversationView]:
    """The inbox, latest message first."""
    wanted = ConversationFilter(label=label, state=state, unread=unread)
    page = await app.inbox.list_conversations(actor, wanted, ask)
    return ListOf(items=[_shown(one) for one in page.items], next=page.next)


def _shown(shown: ShownConversation) -> ConversationView:
    return ConversationView.of(shown.conversation, shown.person)


@router.get(
    "/{conversation_id}", responses=problems(Unauthenticated, Forbidden, ConversationNotFound)
)
async def get_conversation(
    conversation_id: Id, actor: CurrentActor, app: App
) -> ConversationThread:
    """One conversation with every message of its channel, oldest first."""
    return await _thread(conversation_id, actor, app)


@router.post(
    "/{conversation_id}/answer",
    status_code=202,
    responses=problems(
        Unauthenticated,
        Forbidden,
        ConversationNotFound,
        ConversationClosed,
        NothingToAnswer,
        EmptyAnswer,
        StaleWrite,
    ),
)
async def answer_conversation(
    conversation_id: Id, body: NewAnswer, actor: CurrentActor, app: App
) -> ThreadMessage:
    """Queue a person's own words in the same thread; they leave through the send rules."""
    message = await app.inbox.answer(actor, ConversationId(conversation_id), body.text)
    return ThreadMessage.of(message)


@router.post(
    "/{conversation_id}/label",
    responses=problems(
        Unauthenticated, Forbidden, ConversationNotFound, ObjectionIsFinal, StaleWrite
    ),
)
async def correct_label(
    conversation_id: Id, body: NewLabel, actor: CurrentActor, app: App
) -> ConversationThread:
    """Correct the label or accept the proposed one. An objection cannot be taken back."""
    await app.inbox.correct_label(actor, ConversationId(conversation_id), body.label)
    return await _thread(conversation_id, actor, app)


@router.post(
    "/{conversation_id}/read",
    responses=problems(Unauthenticated, Forbidden, ConversationNotFound, StaleWrite),
)
async def mark_conversation_read(
    conversation_id: Id, actor: CurrentActor, app: App
) -> ConversationThread:
    """Say that somebody has seen it."""
    await app.inbox.mark_read(actor, ConversationId(conversation_id))
    return await _thread(conversation_id, actor, app)


async def _thread(conversation_id: Id, actor: CurrentActor, app: App) -> ConversationThread:
    return ConversationThread.whole(
        await app.inbox.read_conversation(actor, ConversationId(conversation_id))
    )
