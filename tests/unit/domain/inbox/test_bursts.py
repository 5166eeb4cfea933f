"""Several messages of one person within minutes: one thing to answer, one classification."""

import pytest

from adapters.memory.rows import MemoryStore
from domain.inbox.model.conversation import Channel, Conversation, ConversationState, Message
from domain.inbox.model.labels import ReadReply, ReplyLabel
from domain.shared.ids import MessageId
from tests.conftest import CountingIds, StoppedClock
from tests.unit.domain.inbox.world import CAMILLE, OURS, InboxWorld, a_mail


@pytest.fixture
def world(
    memory_store: MemoryStore, stopped_clock: StoppedClock, new_id: CountingIds
) -> InboxWorld:
    world = InboxWorld(memory_store, stopped_clock, new_id)
    world.outside.reading = ReadReply(label=ReplyLabel.INTERESTED, confidence=0.95, quote="")
    return world


async def arrived(world: InboxWorld, *texts: str, minutes: float = 1) -> list[MessageId]:
    """Received one after the other; nothing is classified yet."""
    known = len(await said(world))
    for number, text in enumerate(texts, start=known):
        mail = a_mail(body_plain=text, provider_id=f"m-{number}", message_id=f"<r-{number}@x>")
        await world.receive(mail)
        world.clock.advance(minutes=minutes)
    return [one.id for one in await said(world)]


async def said(world: InboxWorld) -> list[Message]:
    conversation = await world.conversations.of(OURS, CAMILLE, Channel.EMAIL)
    if conversation is None:
        return []
    return list(await world.messages.in_conversation(OURS, conversation.id))


async def conversation_of(world: InboxWorld) -> Conversation:
    found = await world.conversations.of(OURS, CAMILLE, Channel.EMAIL)
    assert found is not None
    return found


async def test_a_burst_is_read_once_as_a_whole_and_every_part_has_the_label(
    world: InboxWorld,
) -> None:
    ids = await arrived(world, "Bonjour,", "votre offre nous parle.", "Quel est le prix ?")
    for one in ids:
        await world.classify(OURS, one)
    assert world.outside.read_texts == ["Bonjour,\n\nvotre offre nous parle.\n\nQuel est le prix ?"]
    assert [one.label for one in await said(world)] == [ReplyLabel.INTERESTED] * 3
    assert [one["message_id"] for one in await world.told("ReplyClassified")] == [ids[-1]]
    assert (await world.count(world.actor)).to_answer == 1


@pytest.mark.obligation(61)
@pytest.mark.parametrize("place", [0, 1, 2])
async def test_an_objection_anywhere_in_the_burst_suppresses(world: InboxWorld, place: int) -> None:
    texts = ["Bonjour,", "Votre offre nous parle.", "À bientôt."]
    texts[place] = "Ne me contactez plus."
    ids = await arrived(world, *texts)
    for one in ids:
        await world.classify(OURS, one)
    assert (CAMILLE, "email_reply") in world.outside.objected
    conversation = await conversation_of(world)
    assert (conversation.label, conversation.state) == (
        ReplyLabel.OPT_OUT,
        ConversationState.CLOSED,
    )


@pytest.mark.obligation(61)
async def test_an_objection_does_not_wait_for_the_last_message(world: InboxWorld) -> None:
    ids = await arrived(world, "Ne me contactez plus.", "Cordialement")
    await world.classify(OURS, ids[0])
    assert world.outside.objected == [(CAMILLE, "email_reply")]


async def test_an_objection_split_over_two_messages_is_one(world: InboxWorld) -> None:
    ids = await arrived(world, "Merci de ne plus", "me contacter")
    for one in ids:
        await world.classify(OURS, one)
    assert world.outside.objected == [(CAMILLE, "email_reply")]


async def test_after_a_silence_it_is_another_thing_said(world: InboxWorld) -> None:
    first = await arrived(world, "Quel est le prix ?", minutes=11)
    await world.classify(OURS, first[0])
    ids = await arrived(world, "Et pour dix personnes ?")
    await world.classify(OURS, ids[-1])
    assert world.outside.read_texts == ["Quel est le prix ?", "Et pour dix personnes ?"]


async def test_an_answer_of_ours_ends_the_burst(world: InboxWorld) -> None:
    first = await arrived(world, "Quel est le prix ?")
    await world.classify(OURS, first[0])
    await world.answer(world.actor, (await conversation_of(world)).id, "900 €")
    ids = await arrived(world, "Merci, parfait.")
    await world.classify(OURS, ids[-1])
    assert world.outside.read_texts[-1] == "Merci, parfait."


async def test_an_absence_note_between_two_messages_is_read_alone(world: InboxWorld) -> None:
    ids = await arrived(world, "Quel est le prix ?")
    auto = a_mail(
        provider_id="m-auto",
        message_id="<auto@x>",
        body_plain="Je suis absent jusqu’au 4 décembre.",
        headers=(("Auto-Submitted", "auto-replied"),),
    )
    await world.receive(auto)
    for one in await said(world):
        await world.classify(OURS, one.id)
    assert world.outside.read_texts == ["Quel est le prix ?"]
    labels = {one.id: one.label for one in await said(world)}
    assert labels[ids[0]] is ReplyLabel.INTERESTED
    assert ReplyLabel.OUT_OF_OFFICE in labels.values()
