"""What an objection, a reply and a bounce stop, and what they leave."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.rows import MemoryTransaction
from domain.delivery.model.action import (
    ActionState,
    Receipt,
)
from domain.delivery.ports import (
    Answer,
    CourierAnswer,
)
from domain.delivery.usecases.plan_notice import PlanNotice
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import (
    MAILBOX,
    MINE,
    PERSON,
    Post,
    With,
    answer_planned,
    answered,
    proven_absent,
)


@pytest.mark.obligation(60)
async def test_an_objection_between_the_rules_and_the_call_stops_the_call(post: Post) -> None:
    """The door is written last, so whatever was acknowledged before it is seen."""
    action = await post.ready()
    inner = post.attempts.arm

    async def arm(attempt: Any) -> None:
        await inner(attempt)
        await post.close.close(MINE, PERSON, at=MONDAY)

    interrupted = replace(post.send, attempts=With(post.attempts, arm=arm))
    await replace(post.drain, send=interrupted)("w")
    assert post.around.orders == []
    ended = await post.now(action)
    assert (ended.state, ended.code) == (ActionState.SUPPRESSED, "suppressed")
    assert (await post.accounts.of(MINE, MAILBOX)).slots == []


@pytest.mark.obligation(57)
async def test_a_notice_leaves_once_like_a_first_mail_and_is_no_step_of_a_sequence(
    post: Post,
) -> None:
    plan = PlanNotice(
        actions=post.actions,
        gate=post.gate,
        transaction=MemoryTransaction(post.store),
        clock=post.clock,
        wall=post.wall,
        new_id=post.new_id,
        chance=random.Random(0),
    )
    ordered: dict[str, Any] = {
        "notice_id": "draft-1",
        "prospect_id": PERSON,
        "sender_id": MAILBOX,
        "sha256": post.around.letters["draft-1"].sha256,
    }
    action = await plan(MINE, **ordered)
    assert (await plan(MINE, **ordered)).id == action.id
    await post.drain("w")
    (order,) = post.around.orders
    assert order.letter.sha256 == ordered["sha256"]
    assert (await post.now(action)).state is ActionState.SENT
    assert post.told() == ["NoticeSent"]
    assert len((await post.accounts.of(MINE, MAILBOX)).slots) == 1
    sent = await post.now(action)
    assert sent.bounce("5.1.1", permanent=True, at=MONDAY)
    assert [event.name for event in sent.take_events()] == ["NoticeFailed"]


@pytest.mark.obligation(124)
async def test_an_objection_in_the_middle_of_a_hundred_queued_messages_ends_every_one(
    post: Post,
) -> None:
    queued = [
        await post.ready(channel=("email", "linkedin")[number % 2], number=number)
        for number in range(100)
    ]
    seen: list[int] = []

    async def object_meanwhile() -> None:
        await post.close.close(MINE, PERSON, at=MONDAY)
        seen.append(len(post.around.orders))
        await post.cancel.for_prospect(MINE, PERSON, "opposed", answers=True)

    await asyncio.gather(*(post.drain(f"w{one}") for one in range(4)), object_meanwhile())
    left_before = len(post.around.orders)
    assert left_before <= 1
    for _ in range(10):
        post.wall.advance(minutes=10)
        post.clock.advance(days=1)
        await post.drain("w9")
    assert len(post.around.orders) == left_before
    states = {(await post.now(one)).state for one in queued}
    assert states <= {ActionState.CANCELLED, ActionState.SUPPRESSED, ActionState.SENT}
    assert seen


async def test_what_somebody_wrote_meanwhile_is_ended_as_it_is_now(post: Post) -> None:
    queued = [await post.ready(number=number) for number in range(3)]
    seen = await post.actions.open_of(MINE, prospect_id=PERSON)
    taken = await post.now(queued[1])
    taken.claim("w", wall=post.wall.now(), timing=post.send.timing)
    await post.actions.save(taken)

    async def open_of(*_: Any, **__: Any) -> Any:
        return seen

    cancel = replace(post.cancel, queue=With(post.actions, open_of=open_of))
    assert await cancel.for_prospect(MINE, PERSON, "opposed", answers=True) == 3
    ended = [await post.now(one) for one in queued]
    assert [one.state for one in ended] == [
        ActionState.CANCELLED,
        ActionState.CLAIMED,
        ActionState.CANCELLED,
    ]
    assert ended[1].cancel_asked == "opposed"


@pytest.mark.obligation(61)
async def test_an_objection_ends_what_waits_and_what_is_unknown_only_reads(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    under_way = await post.ready(number=1)
    await post.drain("w")
    waiting = await post.ready(number=2)
    await post.close.close(MINE, PERSON, at=MONDAY)
    assert await post.cancel.for_prospect(MINE, PERSON, "suppressed", answers=True) == 2
    assert (await post.now(waiting)).state is ActionState.CANCELLED
    await proven_absent(post)
    await post.settle()
    assert (await post.now(under_way)).state is ActionState.CANCELLED
    post.clock.advance(days=1)
    await post.drain("w")
    assert len(post.around.orders) == 1


async def test_a_reply_stops_the_sequence_and_not_the_answer_to_it(post: Post) -> None:
    action = await post.ready()
    await post.close.note_reply(MINE, PERSON, at=MONDAY + timedelta(minutes=1))
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.CANCELLED
    answer = await answer_planned(post)
    await post.drain("w")
    assert (await post.now(answer)).state is ActionState.SENT


async def test_a_permanent_bounce_ends_the_mails_of_that_sequence(post: Post) -> None:
    action = await post.ready(number=1)
    await post.drain("w")
    assert await post.bounce(MINE, action.id, code="5.1.1", permanent=True)
    assert not await post.bounce(MINE, action.id, code="5.1.1", permanent=True)
    assert post.told().count("MessageBounced") == 1
    post.clock.advance(days=5)
    second = await post.ready(number=2)
    await post.drain("w")
    assert (await post.now(second)).code == "address_bounced"


async def test_an_accepted_invitation_is_told_once(post: Post) -> None:
    receipt = Receipt(provider_ref="invitation-1", recipient_ref="ACo1")
    post.around.answers = [CourierAnswer(answer=Answer.ACCEPTED, receipt=receipt)]
    await post.ready("linkedin")
    await post.drain("w")
    assert await post.connection("account-2", ["ACo1", "elise"])
    assert not await post.connection("account-2", ["ACo1"])
    assert not await post.connection("account-2", ["ACo9"])
    assert post.told().count("ConnectionAccepted") == 1
