"""Answers: proposed by LEO, sent by a person, taken back within thirty seconds."""

from dataclasses import replace
from datetime import datetime

import pytest

from adapters.memory.rows import MemoryStore
from domain.inbox.errors import (
    AnswerByHand,
    AnswerDraftNotFound,
    AnswerOnItsWay,
    ConversationClosed,
    NothingToAnswer,
    ObjectionInDoubt,
    ReplyNotRead,
)
from domain.inbox.model.conversation import Channel, Conversation, Message, MessageState
from domain.inbox.model.labels import ReadReply, ReplyFlag, ReplyLabel
from domain.shared.errors import Forbidden, NotFound, StaleWrite
from domain.shared.ids import AnswerDraftId, ConversationId
from tests.conftest import CountingIds, StoppedClock
from tests.unit.domain.inbox.world import CAMILLE, OURS, InboxWorld, a_mail

KIND_REPLY = "Bonjour, quels sont vos tarifs pour dix personnes ?"


@pytest.fixture
def world(
    memory_store: MemoryStore, stopped_clock: StoppedClock, new_id: CountingIds
) -> InboxWorld:
    world = InboxWorld(memory_store, stopped_clock, new_id)
    world.outside.reading = ReadReply(
        label=ReplyLabel.INTERESTED, confidence=0.95, quote="quels sont vos tarifs"
    )
    return world


async def replied(world: InboxWorld, text: str = KIND_REPLY, number: int = 1) -> Conversation:
    await world.receive(
        a_mail(body_plain=text, provider_id=f"mail-{number}", message_id=f"<reply-{number}@x>")
    )
    conversation = await world.conversations.of(OURS, CAMILLE, Channel.EMAIL)
    assert conversation is not None
    messages = await world.messages.in_conversation(OURS, conversation.id)
    await world.classify(OURS, messages[-1].id)
    return await world.conversations.get(OURS, conversation.id)


class TestTakingBack:
    async def test_nothing_leaves_before_the_thirty_seconds_are_over(
        self, world: InboxWorld
    ) -> None:
        conversation = await replied(world)
        await world.answer(world.actor, conversation.id, "Bonjour, 900 €.")
        world.wall.advance(seconds=29.9)
        assert await world.release() == 0
        assert await world.told("AnswerQueued") == []
        world.wall.advance(seconds=0.1)
        assert await world.release() == 1
        assert len(await world.told("AnswerQueued")) == 1
        assert await world.release() == 0

    async def test_an_answer_taken_back_keeps_its_text_and_never_leaves(
        self, world: InboxWorld
    ) -> None:
        conversation = await replied(world)
        answer = await world.answer(world.actor, conversation.id, "Bonjour, 9 €.")
        back = await world.undo(world.actor, conversation.id, answer.id)
        assert (back.state, back.text) == (MessageState.CANCELLED, "Bonjour, 9 €.")
        world.wall.advance(minutes=5)
        assert await world.release() == 0
        await world.plan(OURS, answer.id)
        assert world.outside.planned == []
        thread = await world.read(world.actor, conversation.id)
        assert "Bonjour, 9 €." not in [line.text for line in thread.lines]
        assert thread.conversation.preview == KIND_REPLY

    async def test_it_is_too_late_once_it_may_leave(self, world: InboxWorld) -> None:
        conversation = await replied(world)
        answer = await world.answer(world.actor, conversation.id, "Bonjour")
        world.wall.advance(seconds=30)
        with pytest.raises(AnswerOnItsWay):
            await world.undo(world.actor, conversation.id, answer.id)
        await world.release()
        with pytest.raises(AnswerOnItsWay):
            await world.undo(world.actor, conversation.id, answer.id)
        await world.plan(OURS, answer.id)
        assert [one.text for one in world.outside.planned] == ["Bonjour"]

    @pytest.mark.parametrize("is_undone_first", [True, False])
    async def test_of_the_sweep_and_the_undo_the_first_to_write_decides(
        self, world: InboxWorld, *, is_undone_first: bool
    ) -> None:
        conversation = await replied(world)
        answer = await world.answer(world.actor, conversation.id, "Bonjour")
        stale = await world.messages.get(OURS, answer.id)

        class AheadOfTime:
            """HeldAnswers whose clock runs before the one that is asked for the undo."""

            async def due(self, now: datetime, limit: int) -> list[Message]:
                return [stale]

        release = replace(world.release, held=AheadOfTime())
        if is_undone_first:
            await world.undo(world.actor, conversation.id, answer.id)
            assert await release() == 0
            assert await world.told("AnswerQueued") == []
        else:
            assert await release() == 1
            with pytest.raises(AnswerOnItsWay):
                await world.undo(world.actor, conversation.id, answer.id)
            assert await world.told("AnswerTakenBack") == []
        stale.state = MessageState.SENT
        with pytest.raises(StaleWrite):
            await world.messages.save(stale)

    async def test_it_belongs_to_its_conversation(self, world: InboxWorld) -> None:
        conversation = await replied(world)
        answer = await world.answer(world.actor, conversation.id, "Bonjour")
        with pytest.raises(NotFound):
            await world.undo(world.actor, ConversationId("another"), answer.id)


class TestProposals:
    async def test_it_answers_everything_since_our_last_word_and_sends_nothing(
        self, world: InboxWorld
    ) -> None:
        await replied(world, "Bonjour,")
        conversation = await replied(world, KIND_REPLY, 2)
        draft = await world.draft(world.actor, conversation.id)
        assert [text for _, text in world.pen.asked[0].words] == ["Bonjour,", KIND_REPLY]
        assert draft.text == "Merci pour votre message.\n\nVous demandez vos tarifs."
        assert world.outside.planned == []
        assert await world.told("AnswerHeld") == []
        thread = await world.read(world.actor, conversation.id)
        assert (thread.draft, thread.is_outdated) == (draft, False)
        assert world.pen.settled == {draft.id: True}

    async def test_who_objects_while_it_is_written_gets_none_and_nothing_is_paid(
        self, world: InboxWorld
    ) -> None:
        conversation = await replied(world)
        world.pen.meanwhile = lambda: world.close(OURS, CAMILLE)
        with pytest.raises(ConversationClosed):
            await world.draft(world.actor, conversation.id)
        assert list(world.pen.settled.values()) == [False]
        assert (await world.read(world.actor, conversation.id)).draft is None

    async def test_a_message_that_lands_meanwhile_makes_it_out_of_date(
        self, world: InboxWorld
    ) -> None:
        conversation = await replied(world)
        await world.draft(world.actor, conversation.id)
        await replied(world, "Et pour vingt personnes ?", 2)
        assert (await world.read(world.actor, conversation.id)).is_outdated

    async def test_it_is_gone_once_somebody_has_answered(self, world: InboxWorld) -> None:
        conversation = await replied(world)
        draft = await world.draft(world.actor, conversation.id)
        sent = await world.answer(world.actor, conversation.id, draft.text, draft_id=draft.id)
        assert sent.draft_id == draft.id
        assert (await world.read(world.actor, conversation.id)).draft is None
        await world.undo(world.actor, conversation.id, sent.id)
        assert (await world.read(world.actor, conversation.id)).draft == draft

    async def test_an_unknown_proposal_is_refused(self, world: InboxWorld) -> None:
        conversation = await replied(world)
        with pytest.raises(AnswerDraftNotFound):
            await world.answer(
                world.actor, conversation.id, "Bonjour", draft_id=AnswerDraftId("no")
            )

    @pytest.mark.obligation(61)
    async def test_there_is_none_to_an_objection(self, world: InboxWorld) -> None:
        conversation = await replied(world, "Merci de ne plus me contacter.")
        with pytest.raises(ConversationClosed):
            await world.draft(world.actor, conversation.id)
        assert world.pen.asked == []

    async def test_there_is_none_to_what_may_be_an_objection(self, world: InboxWorld) -> None:
        world.outside.reading = ReadReply(label=ReplyLabel.OPT_OUT, confidence=0.5, quote="")
        conversation = await replied(world, "Merci, nous verrons cela.")
        with pytest.raises(ObjectionInDoubt):
            await world.draft(world.actor, conversation.id)

    async def test_a_corrected_label_does_not_hide_an_objection(self, world: InboxWorld) -> None:
        conversation = await replied(world)
        messages = await world.messages.in_conversation(OURS, conversation.id)
        messages[-1].text = "Supprimez mes données et ne m’écrivez plus."
        await world.messages.save(messages[-1])
        with pytest.raises(ObjectionInDoubt):
            await world.draft(world.actor, conversation.id)
        assert world.pen.asked == []

    async def test_there_is_none_before_the_message_was_read(self, world: InboxWorld) -> None:
        conversation = await replied(world)
        await world.receive(a_mail(provider_id="mail-2", message_id="<reply-2@x>"))
        with pytest.raises(ReplyNotRead):
            await world.draft(world.actor, conversation.id)

    async def test_a_right_is_answered_by_a_person(self, world: InboxWorld) -> None:
        world.outside.reading = ReadReply(
            label=ReplyLabel.TO_QUALIFY,
            confidence=0.9,
            quote="",
            flags=(ReplyFlag.RIGHTS_REQUEST,),
        )
        conversation = await replied(world, "Bonjour, quelles données avez-vous sur moi ?")
        with pytest.raises(AnswerByHand):
            await world.draft(world.actor, conversation.id)

    async def test_there_is_nothing_to_propose_after_our_own_answer(
        self, world: InboxWorld
    ) -> None:
        conversation = await replied(world)
        await world.answer(world.actor, conversation.id, "Bonjour")
        with pytest.raises(NothingToAnswer):
            await world.draft(world.actor, conversation.id)

    async def test_a_viewer_asks_for_none(self, world: InboxWorld) -> None:
        conversation = await replied(world)
        with pytest.raises(Forbidden):
            await world.draft(world.viewer, conversation.id)
