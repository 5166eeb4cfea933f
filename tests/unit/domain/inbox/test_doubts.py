"""What may be an objection, who is away, whom to ask instead, and who took over by hand."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.rows import MemoryStore
from domain.inbox.errors import (
    NoDoubt,
    ObjectionInDoubt,
    QuoteNotInMessage,
    ReferralSettled,
    SnoozeInThePast,
)
from domain.inbox.model.conversation import Channel, Conversation, ConversationState, ReferralState
from domain.inbox.model.deliveries import OwnMessageSeen
from domain.inbox.model.labels import RefusalKind, ReplyLabel
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.errors import Forbidden, NotFound
from domain.shared.ids import UserId
from tests.conftest import MONDAY, CountingIds, StoppedClock
from tests.unit.domain.inbox.world import CAMILLE, HUMAN, OURS, InboxWorld, a_mail


@pytest.fixture
def world(
    memory_store: MemoryStore, stopped_clock: StoppedClock, new_id: CountingIds
) -> InboxWorld:
    return InboxWorld(memory_store, stopped_clock, new_id)


async def told(world: InboxWorld, words: str, **changes: Any) -> Conversation:
    """A mail of Camille's, received and classified."""
    await world.receive(a_mail(**{"body_plain": words, "headers": HUMAN, **changes}))
    (event,) = (await world.told("ReplyReceived"))[-1:]
    await world.classify(OURS, event["message_id"])
    conversation = await world.conversations.of(OURS, CAMILLE, Channel.EMAIL)
    assert conversation is not None
    return conversation


def somebody(role: Role) -> Actor:
    return Actor(user_id=UserId("ada"), workspace_id=OURS, role=role, permissions=PERMISSIONS[role])


@pytest.mark.obligation(61)
async def test_words_that_may_be_an_objection_hold_at_once_and_ask_a_person(
    world: InboxWorld,
) -> None:
    conversation = await told(world, "Inutile de me relancer.")
    assert world.doubts.held == {CAMILLE}
    assert world.outside.objected == []
    assert (conversation.label, conversation.proposal) == (
        ReplyLabel.TO_QUALIFY,
        ReplyLabel.OPT_OUT,
    )
    assert conversation.doubt_until == MONDAY + timedelta(days=7)
    with pytest.raises(ObjectionInDoubt):
        await world.answer(world.actor, conversation.id, "Bonjour")
    with pytest.raises(ObjectionInDoubt):
        await world.correct(world.actor, conversation.id, ReplyLabel.INTERESTED)


async def test_only_who_may_settles_a_doubt_and_with_the_persons_own_sentence(
    world: InboxWorld,
) -> None:
    conversation = await told(world, "Pas la peine de me relancer, je vous appelle lundi.")
    with pytest.raises(Forbidden):
        await world.lift(somebody(Role.MEMBER), conversation.id, "je vous appelle lundi")
    with pytest.raises(QuoteNotInMessage):
        await world.lift(somebody(Role.MANAGER), conversation.id, "je suis ravie")
    lifted = await world.lift(somebody(Role.MANAGER), conversation.id, "je vous appelle lundi")
    assert lifted.doubt_until is None
    assert world.doubts.held == set()
    with pytest.raises(NoDoubt):
        await world.lift(somebody(Role.DPO), conversation.id, "je vous appelle lundi")


@pytest.mark.obligation(61)
async def test_a_doubt_nobody_settles_in_seven_days_is_an_objection(
    world: InboxWorld, stopped_clock: StoppedClock
) -> None:
    conversation = await told(world, "C'est du spam.")
    assert await world.finalise() == 0
    stopped_clock.advance(days=7)
    assert await world.finalise() == 1
    assert world.outside.objected == [(CAMILLE, "email_reply")]
    closed = await world.conversations.get(OURS, conversation.id)
    assert (closed.label, closed.state) == (ReplyLabel.OPT_OUT, ConversationState.CLOSED)
    assert await world.finalise() == 0


async def test_a_later_friendly_word_does_not_hide_the_doubt(world: InboxWorld) -> None:
    await told(world, "Inutile d'insister.")
    later = await told(world, "Quels sont vos tarifs ?", provider_id="mail-2", message_id="<r2@x>")
    assert later.doubt_until is not None
    assert later.proposal is ReplyLabel.OPT_OUT


async def test_an_absence_says_when_the_sequence_goes_on(world: InboxWorld) -> None:
    await told(
        world,
        "Je suis en congés, de retour le lundi 7 décembre 2026.",
        headers=(("Auto-Submitted", "auto-replied"),),
    )
    (event,) = await world.told("ReplyClassified")
    assert (event["label"], event["resume_on"]) == ("out_of_office", "2026-12-08")
    assert event["has_left"] is False


async def test_who_left_the_company_is_told_apart(world: InboxWorld) -> None:
    await told(
        world,
        "Madame Roux ne fait plus partie de l'entreprise.",
        headers=(("Auto-Submitted", "auto-replied"),),
    )
    (event,) = await world.told("ReplyClassified")
    assert (event["label"], event["resume_on"], event["has_left"]) == ("auto_reply", "", True)


async def test_a_referral_waits_for_a_member_and_is_settled_once(world: InboxWorld) -> None:
    conversation = await told(
        world, "Pas moi, voyez avec Marie Durand (marie.durand@nord.example)."
    )
    referral = conversation.referral
    assert referral is not None
    assert (referral.full_name, referral.email) == ("Marie Durand", "marie.durand@nord.example")
    assert world.team.added == []
    settled = await world.refer.add(
        world.actor, conversation.id, full_name="Marie Durand", email="marie.durand@nord.example"
    )
    assert settled.referral is not None
    assert settled.referral.state is ReferralState.ADDED
    assert world.team.added == [("Marie Durand", "marie.durand@nord.example")]
    with pytest.raises(ReferralSettled):
        await world.refer.set_aside(world.actor, conversation.id)


async def test_a_no_keeps_its_reason_and_its_sentence(world: InboxWorld) -> None:
    conversation = await told(world, "Non merci, pas de budget.")
    assert conversation.refusal is not None
    assert conversation.refusal.kind is RefusalKind.NO_BUDGET
    assert conversation.refusal.quote == "Non merci, pas de budget."


def a_mail_by_hand(**changes: Any) -> OwnMessageSeen:
    return replace(
        OwnMessageSeen(
            account_ref="acc-mail",
            channel="email",
            by_us=False,
            provider_id="own-1",
            message_id="<own-1@atelier.example>",
            thread_ref="thread-1",
            tracking_id="",
            action_ref="",
            subject="",
            to_refs=(),
        ),
        **changes,
    )


async def test_a_mail_answered_by_hand_in_our_thread_stops_automation(world: InboxWorld) -> None:
    assert await world.own_hand(a_mail_by_hand())
    assert world.outside.replied == [CAMILLE]
    (event,) = await world.told("AnsweredByHand")
    assert event["prospect_id"] == CAMILLE


@pytest.mark.obligation(50)
@pytest.mark.parametrize(
    "changes", [{"thread_ref": "somebody-elses"}, {"thread_ref": ""}, {"by_us": True}]
)
async def test_any_other_mail_of_the_owner_is_nobodys_business(
    world: InboxWorld, changes: dict[str, Any]
) -> None:
    assert not await world.own_hand(a_mail_by_hand(**changes))
    assert world.outside.replied == []
    assert await world.told("AnsweredByHand") == []


async def test_a_conversation_is_given_to_a_member_and_put_away_until_a_day(
    world: InboxWorld, stopped_clock: StoppedClock
) -> None:
    conversation = await told(world, "Bonjour, cela m'intéresse.")
    given = await world.arrange.assign(world.actor, conversation.id, "ada")
    assert given.assigned_to == "ada"
    with pytest.raises(NotFound):
        await world.arrange.assign(world.actor, conversation.id, "a-stranger")
    with pytest.raises(SnoozeInThePast):
        await world.arrange.snooze(world.actor, conversation.id, MONDAY)
    later = MONDAY + timedelta(days=2)
    assert (await world.arrange.snooze(world.actor, conversation.id, later)).snoozed_until == later
    stopped_clock.advance(hours=1)
    back = await told(world, "Alors ?", provider_id="mail-2", message_id="<r2@x>")
    assert back.snoozed_until is None
