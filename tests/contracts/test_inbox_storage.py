"""Conversations and messages, in memory and on MongoDB."""

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.inbox import (
    MemoryAccessLog,
    MemoryAnswerDrafts,
    MemoryConversations,
    MemoryMessages,
)
from adapters.memory.rows import MemoryStore, MemoryTransaction
from adapters.mongo import driver
from adapters.mongo.inbox import (
    MongoAccessLog,
    MongoAnswerDrafts,
    MongoConversations,
    MongoMessages,
)
from adapters.mongo.session import MongoTransaction
from domain.inbox.errors import (
    AnswerDraftNotFound,
    ConversationAlreadyExists,
    ConversationNotFound,
    MessageAlreadyKnown,
    MessageNotFound,
)
from domain.inbox.model.access import AccessReason, MailboxAccess
from domain.inbox.model.answer_draft import AnswerDraft, DraftedLine, Evidence, Heard, Remark
from domain.inbox.model.conversation import (
    Channel,
    Conversation,
    ConversationState,
    Direction,
    Message,
    MessageState,
    Referral,
    ReferralState,
)
from domain.inbox.model.labels import (
    DecidedBy,
    Refusal,
    RefusalKind,
    ReplyFlag,
    ReplyLabel,
)
from domain.inbox.ports import (
    AccessLog,
    AnswerDrafts,
    ConversationFilter,
    Conversations,
    DoubtQueue,
    HeldAnswers,
    Messages,
)
from domain.shared.errors import Invalid, StaleWrite
from domain.shared.ids import (
    AnswerDraftId,
    CampaignId,
    ConversationId,
    EnrolmentId,
    MessageId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import PageAsk
from domain.shared.transaction import Transaction
from tests.conftest import MONDAY

OURS, THEIRS = WorkspaceId("w-ours"), WorkspaceId("w-theirs")
CAMILLE = ProspectId("p-camille")


def a_conversation(**changes: Any) -> Conversation:
    return replace(
        Conversation(
            id=ConversationId("k-1"),
            workspace_id=OURS,
            prospect_id=CAMILLE,
            channel=Channel.LINKEDIN,
            sender_id=SenderId("s-1"),
            started_at=MONDAY,
            last_message_at=MONDAY + timedelta(minutes=1),
            subject="Re: Offre",
            preview="Bonjour",
            thread_ref="t-1",
            reply_ref="m-1",
            campaign_id=CampaignId("c-1"),
            enrolment_id=EnrolmentId("e-1"),
            step_id=StepId("st-1"),
            label=ReplyLabel.TO_QUALIFY,
            decided_by=DecidedBy.MODEL,
            quote="peut-être",
            confidence=0.5,
            proposal=ReplyLabel.NOT_NOW,
            flags=(ReplyFlag.PRICE, ReplyFlag.LEGAL),
            labelled_message_id=MessageId("m-1"),
            unread=True,
            state=ConversationState.CLOSED,
            refusal=Refusal(kind=RefusalKind.ALREADY_EQUIPPED, quote="déjà équipés", detail="odoo"),
            referral=Referral(
                full_name="Marie Durand",
                email="marie@x.example",
                quote="voyez avec Marie Durand",
                state=ReferralState.ADDED,
                prospect_id=ProspectId("p-marie"),
            ),
            doubt_until=MONDAY + timedelta(days=7),
            assigned_to="u-1",
            snoozed_until=MONDAY + timedelta(days=1),
        ),
        **changes,
    )


def a_message(**changes: Any) -> Message:
    return replace(
        Message(
            id=MessageId("m-1"),
            workspace_id=OURS,
            conversation_id=ConversationId("k-1"),
            prospect_id=CAMILLE,
            channel=Channel.LINKEDIN,
            direction=Direction.OUT,
            state=MessageState.SENT,
            provider_id="<m-1@nord.example>",
            at=MONDAY,
            from_name="Camille",
            subject="Re: Offre",
            text="Bonjour 👋",
            quoted="> avant",
            automatic=True,
            campaign_id=CampaignId("c-1"),
            enrolment_id=EnrolmentId("e-1"),
            step_id=StepId("st-1"),
            label=ReplyLabel.AUTO_REPLY,
            decided_by=DecidedBy.RULES,
            quote="Bonjour",
            author=UserId("u-1"),
            held_until=MONDAY + timedelta(seconds=30),
            draft_id=AnswerDraftId("d-1"),
        ),
        **changes,
    )


@dataclass
class Store:
    conversations: Conversations
    doubts: DoubtQueue
    messages: Messages
    held: HeldAnswers
    drafts: AnswerDrafts
    transaction: Transaction


@pytest.fixture(params=["memory", "mongo"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        memory = MemoryStore()
        kept, mail = MemoryConversations(memory), MemoryMessages(memory)
        drafts = MemoryAnswerDrafts(memory)
        return Store(kept, kept, mail, mail, drafts, MemoryTransaction(memory))
    database: driver.Database = request.getfixturevalue("mongo_database")
    client: driver.Client = request.getfixturevalue("mongo_client")
    rows = MongoConversations(database)
    letters, proposals = MongoMessages(database), MongoAnswerDrafts(database)
    return Store(rows, rows, letters, letters, proposals, MongoTransaction(client))


@pytest.mark.parametrize("thing", [a_conversation(), a_message()])
def test_the_builder_leaves_no_field_at_its_default(thing: Conversation | Message) -> None:
    for one in fields(thing):
        if one.name != "version":
            assert getattr(thing, one.name) != one.default, one.name


async def test_what_was_added_comes_back_equal_and_as_a_copy(store: Store) -> None:
    await store.conversations.add(a_conversation())
    await store.messages.add(a_message())
    read = await store.conversations.get(OURS, ConversationId("k-1"))
    assert read == a_conversation()
    read.preview = "changed"
    assert await store.conversations.of(OURS, CAMILLE, Channel.LINKEDIN) == a_conversation()
    assert await store.messages.get(OURS, MessageId("m-1")) == a_message()


async def test_another_workspace_sees_nothing(store: Store) -> None:
    await store.conversations.add(a_conversation())
    await store.messages.add(a_message())
    with pytest.raises(ConversationNotFound):
        await store.conversations.get(THEIRS, ConversationId("k-1"))
    with pytest.raises(MessageNotFound):
        await store.messages.get(THEIRS, MessageId("m-1"))
    assert await store.conversations.of(THEIRS, CAMILLE, Channel.LINKEDIN) is None
    assert not await store.messages.knows(THEIRS, "<m-1@nord.example>")
    assert await store.messages.in_conversation(THEIRS, ConversationId("k-1")) == []
    page = await store.conversations.page(THEIRS, ConversationFilter(), PageAsk())
    assert page.items == []


async def test_one_person_has_one_conversation_per_channel(store: Store) -> None:
    await store.conversations.add(a_conversation())
    with pytest.raises(ConversationAlreadyExists):
        await store.conversations.add(a_conversation(id=ConversationId("k-2")))
    await store.conversations.add(a_conversation(id=ConversationId("k-3"), channel=Channel.EMAIL))


async def test_a_provider_message_is_stored_once_and_answers_need_no_provider_id(
    store: Store,
) -> None:
    await store.messages.add(a_message())
    assert await store.messages.knows(OURS, "<m-1@nord.example>")
    with pytest.raises(MessageAlreadyKnown):
        await store.messages.add(a_message(id=MessageId("m-2")))
    for answer in ("m-3", "m-4"):
        await store.messages.add(a_message(id=MessageId(answer), provider_id=""))


async def test_the_second_writer_of_one_version_loses(store: Store) -> None:
    await store.conversations.add(a_conversation())
    mine, theirs = [await store.conversations.get(OURS, ConversationId("k-1")) for _ in range(2)]
    await store.conversations.save(theirs)
    with pytest.raises(StaleWrite):
        await store.conversations.save(mine)


async def test_pages_go_from_the_latest_back_without_gaps(store: Store) -> None:
    for number in range(5):
        await store.conversations.add(
            a_conversation(
                id=ConversationId(f"k-{number}"),
                prospect_id=ProspectId(f"p-{number}"),
                # Two share an instant: the id decides between them.
                last_message_at=MONDAY + timedelta(minutes=number // 2),
            )
        )
    seen: list[str] = []
    ask = PageAsk(limit=2)
    while True:
        page = await store.conversations.page(OURS, ConversationFilter(), ask)
        seen += [one.id for one in page.items]
        if page.next is None:
            break
        ask = PageAsk(limit=2, after=page.next)
    assert seen == ["k-4", "k-3", "k-2", "k-1", "k-0"]


async def test_filters_narrow_the_page(store: Store) -> None:
    await store.conversations.add(a_conversation())
    for wanted, found in (
        (ConversationFilter(label=ReplyLabel.TO_QUALIFY), 1),
        (ConversationFilter(label=ReplyLabel.INTERESTED), 0),
        (ConversationFilter(state=ConversationState.CLOSED, unread=True), 1),
        (ConversationFilter(state=ConversationState.OPEN), 0),
        (ConversationFilter(unread=False), 0),
    ):
        page = await store.conversations.page(OURS, wanted, PageAsk())
        assert len(page.items) == found, wanted


@pytest.mark.parametrize("cursor", ["x", "2026-11-23|k", "|"])
async def test_a_made_up_cursor_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(Invalid):
        await store.conversations.page(OURS, ConversationFilter(), PageAsk(after=cursor))


async def test_messages_come_oldest_first(store: Store) -> None:
    for name in ("m-2", "m-1", "m-3"):
        await store.messages.add(a_message(id=MessageId(name), provider_id=name))
    found = await store.messages.in_conversation(OURS, ConversationId("k-1"))
    assert [one.id for one in found] == ["m-1", "m-2", "m-3"]


async def test_a_rollback_leaves_nothing(store: Store) -> None:
    async def work() -> None:
        await store.conversations.add(a_conversation())
        await store.messages.add(a_message())
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        await store.transaction.run(work)
    assert await store.conversations.of(OURS, CAMILLE, Channel.LINKEDIN) is None
    assert not await store.messages.knows(OURS, "<m-1@nord.example>")


async def test_overdue_doubts_are_found_and_settled_ones_are_not(store: Store) -> None:
    other = a_conversation(id=ConversationId("k-2"), prospect_id=ProspectId("p-jules"))
    await store.conversations.add(a_conversation(doubt_until=MONDAY))
    await store.conversations.add(replace(other, doubt_until=None))
    found = await store.doubts.overdue_doubts(MONDAY, 10)
    assert [one.id for one in found] == ["k-1"]
    assert list(await store.doubts.overdue_doubts(MONDAY - timedelta(days=1), 10)) == []


async def test_what_is_put_away_is_listed_apart(store: Store) -> None:
    other = a_conversation(id=ConversationId("k-2"), prospect_id=ProspectId("p-jules"))
    await store.conversations.add(a_conversation())
    await store.conversations.add(replace(other, snoozed_until=None, assigned_to=""))
    for snoozed, expected in ((True, ["k-1"]), (False, ["k-2"]), (None, ["k-2", "k-1"])):
        wanted = ConversationFilter(snoozed=snoozed, at=MONDAY)
        page = await store.conversations.page(OURS, wanted, PageAsk())
        assert [one.id for one in page.items] == expected
    mine = await store.conversations.page(OURS, ConversationFilter(assigned_to="u-1"), PageAsk())
    assert [one.id for one in mine.items] == ["k-1"]


@pytest.fixture(params=["memory", "mongo"])
def access_log(request: pytest.FixtureRequest) -> AccessLog:
    if request.param == "memory":
        return MemoryAccessLog(MemoryStore())
    return MongoAccessLog(request.getfixturevalue("mongo_database"))


def an_access(number: int, **changes: Any) -> MailboxAccess:
    return replace(
        MailboxAccess(
            id=f"a-{number}",
            workspace_id=OURS,
            sender_id=SenderId("s-1"),
            at=MONDAY + timedelta(minutes=number),
            reason=AccessReason.REPLY,
            prospect_id=CAMILLE,
            mail_ref=f"mail-{number}",
        ),
        **changes,
    )


@pytest.mark.obligation(51)
async def test_the_access_log_gives_every_call_back_newest_first(access_log: AccessLog) -> None:
    calls = [an_access(n) for n in range(1, 6)]
    for call in calls:
        await access_log.add(call)
    first = await access_log.page(OURS, SenderId("s-1"), PageAsk(limit=3))
    rest = await access_log.page(OURS, SenderId("s-1"), PageAsk(limit=3, after=first.next))
    assert [*first.items, *rest.items] == list(reversed(calls))
    assert rest.next is None


@pytest.mark.obligation(51)
async def test_the_access_log_of_a_mailbox_holds_no_other_mailbox(access_log: AccessLog) -> None:
    await access_log.add(an_access(1, workspace_id=THEIRS))
    await access_log.add(an_access(2, sender_id=SenderId("s-2")))
    assert list((await access_log.page(OURS, SenderId("s-1"), PageAsk())).items) == []


async def test_conversations_with_people_come_latest_first_and_of_one_workspace(
    store: Store,
) -> None:
    jules, lea = ProspectId("p-jules"), ProspectId("p-lea")
    later = MONDAY + timedelta(days=1)
    await store.conversations.add(a_conversation())
    await store.conversations.add(
        a_conversation(id=ConversationId("k-2"), prospect_id=jules, last_message_at=later)
    )
    await store.conversations.add(a_conversation(id=ConversationId("k-3"), prospect_id=lea))
    theirs = a_conversation(id=ConversationId("k-4"), workspace_id=THEIRS)
    await store.conversations.add(theirs)
    found = await store.conversations.with_people(OURS, [CAMILLE, jules])
    assert [one.id for one in found] == ["k-2", "k-1"]


async def test_answers_are_let_go_oldest_first_once_their_time_is_over(store: Store) -> None:
    for name, seconds, state in (
        ("late", 30, MessageState.HELD),
        ("early", 10, MessageState.HELD),
        ("later", 31, MessageState.HELD),
        ("gone", 5, MessageState.QUEUED),
        ("back", 5, MessageState.CANCELLED),
    ):
        until = MONDAY + timedelta(seconds=seconds)
        await store.messages.add(
            a_message(id=MessageId(name), provider_id=name, state=state, held_until=until)
        )
    now = MONDAY + timedelta(seconds=30)
    assert [one.id for one in await store.held.due(now, 10)] == ["early", "late"]
    assert [one.id for one in await store.held.due(now, 1)] == ["early"]


def a_proposal(**changes: Any) -> AnswerDraft:
    evidence = Evidence(about="us", quote="12 clients", source="Étude", state="stale")
    return replace(
        AnswerDraft(
            id=AnswerDraftId("d-1"),
            workspace_id=OURS,
            conversation_id=ConversationId("k-1"),
            prospect_id=CAMILLE,
            to_message_id=MessageId("m-1"),
            made_at=MONDAY,
            lines=(DraftedLine(text="Bonjour"), DraftedLine(text="12", evidence=(evidence,))),
            heard=(Heard(kind="price", quote="vos tarifs"),),
            warnings=(Remark(code="gate-stale-source", excerpt="12"),),
            vendor="openai",
            model="gpt-6-luna",
            prompt_version="write_message/3",
            reading_version="extract_reply/1",
            input_tokens=1000,
            output_tokens=90,
        ),
        **changes,
    )


async def test_the_latest_proposal_of_a_conversation_comes_back_whole(store: Store) -> None:
    assert await store.drafts.latest(OURS, ConversationId("k-1")) is None
    await store.drafts.add(a_proposal())
    second = a_proposal(id=AnswerDraftId("d-2"), vendor="anthropic")
    await store.drafts.add(second)
    await store.drafts.add(
        a_proposal(id=AnswerDraftId("d-3"), conversation_id=ConversationId("k-2"))
    )
    assert await store.drafts.latest(OURS, ConversationId("k-1")) == second
    assert await store.drafts.latest(THEIRS, ConversationId("k-1")) is None
    assert await store.drafts.get(OURS, AnswerDraftId("d-1")) == a_proposal()
    with pytest.raises(AnswerDraftNotFound):
        await store.drafts.get(THEIRS, AnswerDraftId("d-1"))
