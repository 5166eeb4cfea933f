"""Labels, answers, objections: what becomes of a conversation."""

import pytest

from adapters.memory.rows import MemoryStore
from domain.inbox.errors import (
    ConversationClosed,
    ConversationNotFound,
    EmptyAnswer,
    ObjectionIsFinal,
)
from domain.inbox.model.conversation import (
    Channel,
    Conversation,
    ConversationState,
    MessageState,
)
from domain.inbox.model.labels import DecidedBy, ReadReply, ReplyLabel
from domain.inbox.ports import ConversationFilter
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.errors import Conflict, Forbidden, Unavailable
from domain.shared.ids import MessageId, UserId
from domain.shared.page import PageAsk
from tests.conftest import CountingIds, StoppedClock
from tests.unit.domain.inbox.world import CAMILLE, OURS, THEIRS, InboxWorld, a_mail


@pytest.fixture
def world(
    memory_store: MemoryStore, stopped_clock: StoppedClock, new_id: CountingIds
) -> InboxWorld:
    return InboxWorld(memory_store, stopped_clock, new_id)


async def received(world: InboxWorld, text: str) -> tuple[Conversation, MessageId]:
    await world.receive(a_mail(body_plain=text))
    conversation = await world.conversations.of(OURS, CAMILLE, Channel.EMAIL)
    assert conversation is not None
    messages = await world.messages.in_conversation(OURS, conversation.id)
    return conversation, messages[-1].id


async def classified(world: InboxWorld, text: str) -> Conversation:
    conversation, message_id = await received(world, text)
    await world.classify(OURS, message_id)
    return await world.conversations.get(OURS, conversation.id)


@pytest.mark.obligation(61)
async def test_a_free_text_objection_suppresses_and_closes_without_asking_a_model(
    world: InboxWorld,
) -> None:
    conversation = await classified(world, "Merci de ne plus me contacter.")
    assert world.outside.objected == [(CAMILLE, "email_reply")]
    assert world.outside.read_texts == []
    assert conversation.label is ReplyLabel.OPT_OUT
    assert conversation.state is ConversationState.CLOSED
    assert "ne plus me contacter" in conversation.quote


async def test_the_model_reads_the_words_and_not_the_history(world: InboxWorld) -> None:
    world.outside.reading = ReadReply(
        label=ReplyLabel.INTERESTED, confidence=0.9, quote="Volontiers"
    )
    conversation = await classified(world, "Volontiers !\n\n> répondez STOP")
    assert world.outside.read_texts == ["Volontiers !"]
    assert (conversation.label, conversation.decided_by) == (
        ReplyLabel.INTERESTED,
        DecidedBy.MODEL,
    )
    assert conversation.quote == "Volontiers"


async def test_words_that_nobody_wrote_are_not_shown_as_the_reason(world: InboxWorld) -> None:
    world.outside.reading = ReadReply(
        label=ReplyLabel.INTERESTED, confidence=0.9, quote="Je signe tout de suite"
    )
    assert (await classified(world, "Oui, pourquoi pas")).quote == ""


async def test_while_no_model_answers_the_rules_decide(world: InboxWorld) -> None:
    conversation = await classified(world, "Oui, pourquoi pas")
    assert (conversation.label, conversation.decided_by) == (
        ReplyLabel.TO_QUALIFY,
        DecidedBy.RULES,
    )


async def test_a_message_is_classified_once(world: InboxWorld) -> None:
    _, message_id = await received(world, "Oui")
    await world.classify(OURS, message_id)
    await world.classify(OURS, message_id)
    assert len(await world.told("ReplyClassified")) == 1


async def test_a_later_kind_word_does_not_lift_an_objection(world: InboxWorld) -> None:
    await classified(world, "STOP")
    world.outside.reading = ReadReply(
        label=ReplyLabel.INTERESTED, confidence=0.99, quote="Finalement oui"
    )
    await world.receive(
        a_mail(provider_id="m-2", message_id="<2@nord.example>", body_plain="Finalement oui")
    )
    conversation = await world.conversations.of(OURS, CAMILLE, Channel.EMAIL)
    assert conversation is not None
    last = (await world.messages.in_conversation(OURS, conversation.id))[-1]
    await world.classify(OURS, last.id)
    again = await world.conversations.get(OURS, conversation.id)
    assert (again.label, again.state) == (ReplyLabel.OPT_OUT, ConversationState.CLOSED)


async def test_an_answer_is_stored_before_it_is_planned(world: InboxWorld) -> None:
    conversation, _ = await received(world, "Quel est le prix ?")
    answer = await world.answer(world.actor, conversation.id, "  Bonjour, 900 €.  ")
    assert (answer.state, answer.subject) == (MessageState.HELD, "Re: Votre offre")
    await world.plan(OURS, answer.id)
    assert world.outside.planned == []
    world.wall.advance(seconds=30)
    await world.release()
    await world.plan(OURS, answer.id)
    planned = world.outside.planned[0]
    assert (planned.text, planned.reply_ref) == ("Bonjour, 900 €.", "mail-1")
    await world.settle(OURS, answer.id, MessageState.SENT)
    await world.settle(OURS, answer.id, MessageState.FAILED)
    assert (await world.messages.get(OURS, answer.id)).state is MessageState.SENT


async def test_a_refused_answer_says_so(world: InboxWorld) -> None:
    conversation, _ = await received(world, "Quel est le prix ?")
    answer = await world.answer(world.actor, conversation.id, "Bonjour")
    world.wall.advance(seconds=30)
    await world.release()
    world.outside.refusal = Unavailable()
    with pytest.raises(Unavailable):
        await world.plan(OURS, answer.id)
    assert (await world.messages.get(OURS, answer.id)).state is MessageState.QUEUED
    world.outside.refusal = Conflict()
    await world.plan(OURS, answer.id)
    assert (await world.messages.get(OURS, answer.id)).state is MessageState.FAILED


async def test_nobody_answers_a_person_who_objected(world: InboxWorld) -> None:
    conversation, _ = await received(world, "Bonjour")
    await world.close(OURS, CAMILLE)
    await world.close(OURS, CAMILLE)
    with pytest.raises(ConversationClosed):
        await world.answer(world.actor, conversation.id, "Bonjour")


async def test_an_empty_answer_and_another_workspace_are_refused(world: InboxWorld) -> None:
    conversation, _ = await received(world, "Bonjour")
    with pytest.raises(EmptyAnswer):
        await world.answer(world.actor, conversation.id, " \n ")
    stranger = Actor(
        user_id=UserId("u"),
        workspace_id=THEIRS,
        role=Role.OWNER,
        permissions=PERMISSIONS[Role.OWNER],
    )
    with pytest.raises(ConversationNotFound):
        await world.answer(stranger, conversation.id, "Bonjour")


async def test_a_viewer_reads_and_does_not_answer(world: InboxWorld) -> None:
    conversation, _ = await received(world, "Bonjour")
    viewer = Actor(
        user_id=UserId("u"),
        workspace_id=OURS,
        role=Role.VIEWER,
        permissions=PERMISSIONS[Role.VIEWER],
    )
    assert (await world.read(viewer, conversation.id)).person is not None
    with pytest.raises(Forbidden):
        await world.answer(viewer, conversation.id, "Bonjour")


async def test_a_person_corrects_a_label_and_cannot_unsay_an_objection(world: InboxWorld) -> None:
    conversation = await classified(world, "Oui, pourquoi pas")
    corrected = await world.correct(world.actor, conversation.id, ReplyLabel.INTERESTED)
    assert (corrected.label, corrected.decided_by) == (ReplyLabel.INTERESTED, DecidedBy.PERSON)
    await world.correct(world.actor, conversation.id, ReplyLabel.OPT_OUT)
    assert world.outside.objected == [(CAMILLE, "user")]
    with pytest.raises(ObjectionIsFinal):
        await world.correct(world.actor, conversation.id, ReplyLabel.INTERESTED)


async def test_a_conversation_shows_our_messages_and_theirs_in_order(world: InboxWorld) -> None:
    conversation, _ = await received(world, "Bonjour")
    thread = await world.read(world.actor, conversation.id)
    assert [line.text for line in thread.lines] == ["Bonjour Camille", "Bonjour"]


async def test_the_list_filters_and_reading_takes_the_mark_away(world: InboxWorld) -> None:
    conversation, _ = await received(world, "Bonjour")
    unread = ConversationFilter(unread=True)
    page = await world.list(world.actor, unread, PageAsk())
    assert [shown.conversation.id for shown in page.items] == [conversation.id]
    await world.mark_read(world.actor, conversation.id)
    await world.mark_read(world.actor, conversation.id)
    assert (await world.list(world.actor, unread, PageAsk())).items == []
