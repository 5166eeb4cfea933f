"""What the vendor says of a call, or does not, and what is proven of it."""

from datetime import timedelta

from domain.delivery.model.action import (
    ActionState,
    Receipt,
)
from domain.delivery.model.sender import (
    Health,
    SenderState,
)
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.ports import (
    Answer,
    Sighting,
)
from domain.shared.ids import (
    ActionId,
)
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import (
    LINKEDIN,
    MAILBOX,
    MINE,
    Post,
    answered,
    proven_absent,
)


async def test_a_final_refusal_ends_it_and_gives_the_slot_back(post: Post) -> None:
    post.around.answers = [answered(Answer.REFUSED, "invalid_recipient")]
    action = await post.ready()
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.FAILED
    assert (await post.accounts.of(MINE, MAILBOX)).slots == []
    assert "DeliveryFailed" in post.told()


async def test_what_surely_did_not_leave_is_tried_again_later(post: Post) -> None:
    post.around.answers = [answered(Answer.NOT_SENT)]
    action = await post.ready()
    await post.drain("w")
    waiting = await post.now(action)
    assert (waiting.state, waiting.repeats) == (ActionState.READY, 0)
    assert waiting.reasons[0].code is ReasonCode.PROVIDER_UNAVAILABLE
    assert await post.drain("w") == 0
    post.wall.advance(seconds=16)
    post.clock.advance(minutes=20)
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.SENT


async def test_a_push_back_holds_the_whole_account_and_burns_nothing(post: Post) -> None:
    post.around.answers = [answered(Answer.PUSHED_BACK, "limit_exceeded")]
    action = await post.ready("linkedin")
    await post.drain("w")
    held = await post.now(action)
    assert held.state is ActionState.READY
    gate = await post.accounts.of(MINE, LINKEDIN)
    assert gate.slots == []
    assert gate.paused_until == MONDAY + timedelta(hours=24)


async def test_a_broken_account_holds_its_actions_until_it_is_mended(post: Post) -> None:
    post.around.answers = [answered(Answer.ACCOUNT_BROKEN)]
    action = await post.ready()
    await post.drain("w")
    assert "SenderTroubled" in post.told()
    post.around.health = Health.BROKEN
    sender = await post.health(MINE, MAILBOX)
    assert sender.state is SenderState.DISCONNECTED
    post.wall.advance(hours=1)
    post.clock.advance(hours=1)
    await post.drain("w")
    assert (await post.now(action)).reasons[0].code is ReasonCode.SENDER_DISCONNECTED
    post.around.health = Health.OK
    await post.health(MINE, MAILBOX)
    await post.drain("w")
    assert (await post.now(action)).state is ActionState.SENT


async def test_a_lost_answer_is_never_sent_again_blindly(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    for _ in range(20):
        await post.drain("w")
        await post.settle()
        post.wall.advance(minutes=5)
        post.clock.advance(minutes=5)
    unknown = await post.now(action)
    assert unknown.state is ActionState.UNKNOWN
    assert len(post.around.orders) == 1
    person, account = await post.doors()
    assert person is not None
    assert account is None


async def test_found_at_the_vendor_means_sent(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    post.around.sighting = Sighting(receipt=Receipt(message_ref="<1@x>"), complete=True)
    post.wall.advance(seconds=16)
    await post.settle()
    sent = await post.now(action)
    assert (sent.state, sent.refs) == (ActionState.SENT, ("<1@x>",))
    assert post.told().count("MessageSent") == 1
    assert await post.doors() == (None, None)


async def test_proven_absent_it_leaves_once_more_with_the_same_key(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    await proven_absent(post)
    await post.settle()
    assert (await post.now(action)).state is ActionState.READY
    post.clock.advance(minutes=20)
    await post.drain("w")
    first, second = post.around.orders
    assert first.key == second.key
    assert second.repeated
    assert len(await post.attempts.of(MINE, action.id)) == 2
    used = (await post.accounts.of(MINE, MAILBOX)).slots
    assert [slot.attempt_id for slot in used] == [f"{action.id}:2"]


async def test_lost_twice_it_waits_for_a_person(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST), answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    await proven_absent(post)
    await post.settle()
    post.clock.advance(minutes=20)
    await post.drain("w")
    post.wall.advance(minutes=31)
    newer = await post.actions.get(MINE, ActionId("newer"))
    newer.armed_at = post.wall.now()
    await post.actions.save(newer)
    await post.settle()
    assert (await post.now(action)).state is ActionState.UNCONFIRMED
    assert "SendUnconfirmed" in post.told()
    assert len(post.around.orders) == 2


async def test_a_list_that_may_be_stale_proves_nothing(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    post.around.sighting = Sighting(receipt=None, complete=True)
    post.wall.advance(hours=2)
    await post.settle()
    assert (await post.now(action)).state is ActionState.UNKNOWN
    post.wall.advance(hours=24)
    await post.settle()
    assert (await post.now(action)).state is ActionState.UNCONFIRMED


async def test_a_late_receipt_lifts_even_an_unconfirmed_one(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    post.wall.advance(hours=25)
    await post.settle()
    assert (await post.now(action)).state is ActionState.UNCONFIRMED
    receipt = Receipt(message_ref="<1@x>")
    assert await post.receipt("account-1", receipt, action_ref=action.id)
    assert (await post.now(action)).state is ActionState.SENT
    assert await post.doors() == (None, None)


async def test_a_sent_mail_without_our_mark_makes_us_look_at_once(post: Post) -> None:
    post.around.answers = [answered(Answer.LOST)]
    action = await post.ready()
    await post.drain("w")
    assert not await post.receipt("account-1", Receipt(message_ref="<1@x>"))
    assert not await post.receipt("unknown-account", Receipt(message_ref="<1@x>"))
    assert (await post.now(action)).reconcile_at == post.wall.now()
