"""Conversations with known prospects."""

from typing import Annotated, Self

from fastapi import APIRouter, Query, Request
from pydantic import Field

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Id, Instant, Line, ListOf, OptionalLine, Paragraph
from api.problem_texts import text_of
from api.problems import language, problems
from domain.inbox.errors import (
    AnswerByHand,
    AnswerDraftNotFound,
    AnswerOnItsWay,
    ConversationClosed,
    ConversationNotFound,
    EmptyAnswer,
    NoDoubt,
    NothingToAnswer,
    ObjectionInDoubt,
    ObjectionIsFinal,
    QuoteNotInMessage,
    ReferralSettled,
    ReplyNotRead,
    SnoozeInThePast,
)
from domain.inbox.model.answer_draft import AnswerDraft
from domain.inbox.model.conversation import (
    Conversation,
    ConversationState,
    Message,
    MessageState,
    Referral,
)
from domain.inbox.model.labels import Refusal, ReplyLabel
from domain.inbox.ports import ConversationFilter, Person, SentMessage
from domain.inbox.usecases.list_conversations import ShownConversation
from domain.inbox.usecases.read_conversation import ReadThread
from domain.messaging.errors import (
    ModelBudgetSpent,
    NoModelAllowed,
    NothingUsableWritten,
    PersonMayNotBeContacted,
    WriterBusy,
)
from domain.prospects.errors import NothingToIdentify, ProspectAlreadyExists, ProspectOptedOut
from domain.shared.email_address import NotAnEmailAddress
from domain.shared.errors import (
    Forbidden,
    Invalid,
    NotFound,
    PaymentNeeded,
    StaleWrite,
    Unauthenticated,
)
from domain.shared.ids import AnswerDraftId, ConversationId, MessageId, ProspectId, SenderId

router = APIRouter(prefix="/api/v1/conversations", tags=["inbox"])


class ConversationPerson(Answer):
    """`on_file` is false once they are gone; somebody on file may still have no name."""

    id: str
    on_file: bool
    full_name: str
    job_title: str
    company: str
    stage: str

    @classmethod
    def of(cls, prospect_id: ProspectId, person: Person | None) -> Self:
        return cls(
            id=prospect_id,
            on_file=person is not None,
            full_name=person.full_name if person else "",
            job_title=person.job_title if person else "",
            company=person.company if person else "",
            stage=person.stage if person else "",
        )


class RefusalView(Answer):
    """Why not, with the person's sentence; `detail` is a tool, a date or a name."""

    kind: str
    quote: str
    detail: str

    @classmethod
    def of(cls, refusal: Refusal | None) -> Self | None:
        if refusal is None:
            return None
        return cls(kind=refusal.kind.value, quote=refusal.quote, detail=refusal.detail)


class ReferralView(Answer):
    full_name: str
    email: str
    quote: str
    state: str
    prospect_id: str | None

    @classmethod
    def of(cls, referral: Referral | None) -> Self | None:
        if referral is None:
            return None
        return cls(
            full_name=referral.full_name,
            email=referral.email,
            quote=referral.quote,
            state=referral.state.value,
            prospect_id=referral.prospect_id,
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
    refusal: RefusalView | None
    referral: ReferralView | None
    doubt_until: Instant | None
    assigned_to: str
    snoozed_until: Instant | None

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
            refusal=RefusalView.of(conversation.refusal),
            referral=ReferralView.of(conversation.referral),
            doubt_until=conversation.doubt_until,
            assigned_to=conversation.assigned_to,
            snoozed_until=conversation.snoozed_until,
        )


class EvidenceView(Answer):
    """What a sentence rests on; `about` is prospect or us."""

    about: str
    quote: str
    source: str
    state: str


class DraftedLineView(Answer):
    text: str
    evidence: list[EvidenceView]


class RemarkView(Answer):
    code: str
    title: str
    excerpt: str


class AnswerDraftView(Answer):
    """A proposal of a language model. Nothing leaves before a person sends it."""

    id: str
    made_at: Instant
    text: str
    lines: list[DraftedLineView]
    warnings: list[RemarkView]
    model: str
    outdated: bool

    @classmethod
    def of(cls, draft: AnswerDraft, speech: str, *, outdated: bool = False) -> Self:
        return cls(
            id=draft.id,
            made_at=draft.made_at,
            text=draft.text,
            lines=[
                DraftedLineView(
                    text=line.text,
                    evidence=[
                        EvidenceView(
                            about=one.about, quote=one.quote, source=one.source, state=one.state
                        )
                        for one in line.evidence
                    ],
                )
                for line in draft.lines
            ],
            warnings=[
                RemarkView(code=one.code, title=text_of(one.code, speech)[0], excerpt=one.excerpt)
                for one in draft.warnings
            ],
            model=draft.model,
            outdated=outdated,
        )


class ThreadMessage(Answer):
    """`text` is what was written; `quoted` the history below it. Both are plain text.

    `undo_until` is real time: until then an answer that waits can be taken back.
    """

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
    undo_until: Instant | None

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
                undo_until=None,
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
            undo_until=line.held_until if line.state is MessageState.HELD else None,
        )


class ConversationThread(ConversationView):
    messages: list[ThreadMessage]
    draft: AnswerDraftView | None

    @classmethod
    def whole(cls, thread: ReadThread, speech: str) -> Self:
        head = ConversationView.of(thread.conversation, thread.person)
        return cls(
            **head.model_dump(exclude={"prospect", "refusal", "referral"}),
            prospect=head.prospect,
            refusal=head.refusal,
            referral=head.referral,
            messages=[ThreadMessage.of(line) for line in thread.lines],
            draft=AnswerDraftView.of(thread.draft, speech, outdated=thread.is_outdated)
            if thread.draft
            else None,
        )


class NewAnswer(Ask):
    """`draft_id` is the proposal the text began with, if any."""

    text: Paragraph
    draft_id: Id | None = None


class NewLabel(Ask):
    label: ReplyLabel


class NotAnObjection(Ask):
    """`quote` is the sentence of the person that shows it, word for word."""

    quote: Paragraph


class NewAssignee(Ask):
    """A member of the workspace, or "" for nobody."""

    user_id: Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9_:.-]*$")]


class NewSnooze(Ask):
    """Null brings the conversation back."""

    until: Instant | None


class ConfirmedReferral(Ask):
    full_name: Line
    email: OptionalLine = ""


class AccessView(Answer):
    """One mail that was read, why, and about which prospect; never what it said."""

    id: str
    at: Instant
    reason: str
    prospect_id: str | None
    mail_ref: str


mailboxes = APIRouter(prefix="/api/v1/mailboxes", tags=["inbox"])


@mailboxes.get("/{sender_id}/access-log", responses=problems(Unauthenticated, Forbidden, NotFound))
async def read_access_log(
    sender_id: Id, actor: CurrentActor, app: App, ask: PageQuery
) -> ListOf[AccessView]:
    """Every mail read in a mailbox, newest first, for its owner only."""
    page = await app.inbox.access_log(actor, SenderId(sender_id), ask)
    return ListOf(
        items=[
            AccessView(
                id=one.id,
                at=one.at,
                reason=one.reason.value,
                prospect_id=one.prospect_id or None,
                mail_ref=one.mail_ref,
            )
            for one in page.items
        ],
        next=page.next,
    )


@router.get("", responses=problems(Unauthenticated, Forbidden, Invalid))
async def list_conversations(
    actor: CurrentActor,
    app: App,
    ask: PageQuery,
    *,
    label: Annotated[ReplyLabel | None, Query()] = None,
    state: Annotated[ConversationState | None, Query()] = None,
    unread: Annotated[bool | None, Query()] = None,
    to_confirm: Annotated[bool | None, Query()] = None,
    snoozed: Annotated[bool, Query()] = False,
    assigned_to: Annotated[Id | None, Query()] = None,
) -> ListOf[ConversationView]:
    """The inbox, latest message first."""
    wanted = ConversationFilter(
        label=label,
        state=state,
        unread=unread,
        to_confirm=to_confirm,
        snoozed=snoozed,
        assigned_to=assigned_to,
    )
    page = await app.inbox.list_conversations(actor, wanted, ask)
    return ListOf(items=[_shown(one) for one in page.items], next=page.next)


def _shown(shown: ShownConversation) -> ConversationView:
    return ConversationView.of(shown.conversation, shown.person)


@router.get(
    "/{conversation_id}", responses=problems(Unauthenticated, Forbidden, ConversationNotFound)
)
async def get_conversation(
    conversation_id: Id, actor: CurrentActor, app: App, request: Request
) -> ConversationThread:
    """One conversation with every message of its channel, oldest first."""
    return await _thread(conversation_id, actor, app, request)


@router.post(
    "/{conversation_id}/answer",
    status_code=202,
    responses=problems(
        Unauthenticated,
        Forbidden,
        ConversationNotFound,
        ConversationClosed,
        ObjectionInDoubt,
        NothingToAnswer,
        EmptyAnswer,
        AnswerDraftNotFound,
        StaleWrite,
    ),
)
async def answer_conversation(
    conversation_id: Id, body: NewAnswer, actor: CurrentActor, app: App
) -> ThreadMessage:
    """Hold a person's words for 30 seconds, then send them in the same thread."""
    message = await app.inbox.answer(
        actor,
        ConversationId(conversation_id),
        body.text,
        draft_id=AnswerDraftId(body.draft_id) if body.draft_id else None,
    )
    return ThreadMessage.of(message)


@router.delete(
    "/{conversation_id}/answer/{message_id}",
    responses=problems(Unauthenticated, Forbidden, NotFound, AnswerOnItsWay, StaleWrite),
)
async def undo_answer(
    conversation_id: Id, message_id: Id, actor: CurrentActor, app: App
) -> ThreadMessage:
    """Take an answer back while it is held; its text comes back with the answer."""
    message = await app.inbox.undo_answer(
        actor, ConversationId(conversation_id), MessageId(message_id)
    )
    return ThreadMessage.of(message)


@router.post(
    "/{conversation_id}/draft",
    status_code=201,
    responses=problems(
        Unauthenticated,
        Forbidden,
        NotFound,
        ConversationClosed,
        ObjectionInDoubt,
        NothingToAnswer,
        ReplyNotRead,
        AnswerByHand,
        PersonMayNotBeContacted,
        PaymentNeeded,
        WriterBusy,
        ModelBudgetSpent,
        NoModelAllowed,
        NothingUsableWritten,
    ),
)
async def draft_answer(
    conversation_id: Id, actor: CurrentActor, app: App, request: Request
) -> AnswerDraftView:
    """Have an answer proposed, for two credits. It leaves only when a person sends it."""
    draft = await app.inbox.draft_answer(actor, ConversationId(conversation_id))
    return AnswerDraftView.of(draft, language(request))


@router.post(
    "/{conversation_id}/label",
    responses=problems(
        Unauthenticated,
        Forbidden,
        ConversationNotFound,
        ObjectionIsFinal,
        ObjectionInDoubt,
        StaleWrite,
    ),
)
async def correct_label(
    conversation_id: Id, body: NewLabel, actor: CurrentActor, app: App, request: Request
) -> ConversationThread:
    """Correct the label or accept the proposed one. An objection cannot be taken back."""
    await app.inbox.correct_label(actor, ConversationId(conversation_id), body.label)
    return await _thread(conversation_id, actor, app, request)


@router.post(
    "/{conversation_id}/read",
    responses=problems(Unauthenticated, Forbidden, ConversationNotFound, StaleWrite),
)
async def mark_conversation_read(
    conversation_id: Id, actor: CurrentActor, app: App, request: Request
) -> ConversationThread:
    """Say that somebody has seen it."""
    await app.inbox.mark_read(actor, ConversationId(conversation_id))
    return await _thread(conversation_id, actor, app, request)


@router.post(
    "/{conversation_id}/not-an-objection",
    responses=problems(
        Unauthenticated, Forbidden, ConversationNotFound, NoDoubt, QuoteNotInMessage, StaleWrite
    ),
)
async def lift_doubt(
    conversation_id: Id, body: NotAnObjection, actor: CurrentActor, app: App, request: Request
) -> ConversationThread:
    """Say that the words in doubt were no objection. A recorded objection stays."""
    await app.inbox.lift_doubt(actor, ConversationId(conversation_id), body.quote)
    return await _thread(conversation_id, actor, app, request)


@router.post(
    "/{conversation_id}/assign",
    responses=problems(Unauthenticated, Forbidden, ConversationNotFound, NotFound, StaleWrite),
)
async def assign_conversation(
    conversation_id: Id, body: NewAssignee, actor: CurrentActor, app: App, request: Request
) -> ConversationThread:
    """Give the conversation to a colleague, or to nobody."""
    await app.inbox.arrange.assign(actor, ConversationId(conversation_id), body.user_id)
    return await _thread(conversation_id, actor, app, request)


@router.post(
    "/{conversation_id}/snooze",
    responses=problems(
        Unauthenticated, Forbidden, ConversationNotFound, SnoozeInThePast, StaleWrite
    ),
)
async def snooze_conversation(
    conversation_id: Id, body: NewSnooze, actor: CurrentActor, app: App, request: Request
) -> ConversationThread:
    """Put the conversation away until an instant; a new message brings it back before."""
    await app.inbox.arrange.snooze(actor, ConversationId(conversation_id), body.until)
    return await _thread(conversation_id, actor, app, request)


@router.post(
    "/{conversation_id}/referral",
    responses=problems(
        Unauthenticated,
        Forbidden,
        ConversationNotFound,
        ReferralSettled,
        NotAnEmailAddress,
        ProspectOptedOut,
        ProspectAlreadyExists,
        NothingToIdentify,
        StaleWrite,
    ),
)
async def add_referral(
    conversation_id: Id, body: ConfirmedReferral, actor: CurrentActor, app: App, request: Request
) -> ConversationThread:
    """Add the person that the reply names as a prospect. Nobody is written to by it."""
    await app.inbox.settle_referral.add(
        actor, ConversationId(conversation_id), full_name=body.full_name, email=body.email
    )
    return await _thread(conversation_id, actor, app, request)


@router.delete(
    "/{conversation_id}/referral",
    responses=problems(
        Unauthenticated, Forbidden, ConversationNotFound, ReferralSettled, StaleWrite
    ),
)
async def set_referral_aside(
    conversation_id: Id, actor: CurrentActor, app: App, request: Request
) -> ConversationThread:
    """Leave the named person alone."""
    await app.inbox.settle_referral.set_aside(actor, ConversationId(conversation_id))
    return await _thread(conversation_id, actor, app, request)


async def _thread(
    conversation_id: Id, actor: CurrentActor, app: App, request: Request
) -> ConversationThread:
    thread = await app.inbox.read_conversation(actor, ConversationId(conversation_id))
    return ConversationThread.whole(thread, language(request))
