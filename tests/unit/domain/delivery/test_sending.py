"""One message through the engine: how it is planned, what leaves, and what the rules hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.delivery.errors import SendRefused
from domain.delivery.model.action import (
    ActionState,
    Outcome,
)
from domain.delivery.model.dossier import CampaignStanding, WorkspaceStanding
from domain.delivery.model.letter import Letter
from domain.delivery.model.verdict import ReasonCode
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    StepId,
)
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import (
    LETTER,
    MAILBOX,
    MINE,
    OWNER,
    PERSON,
    PUBLIC,
    TEXT,
    Around,
    Post,
    answer_planned,
    plan,
)

# --- planning ----------------------------------------------------------------------------------


async def test_a_step_is_planned_once_however_often_it_is_told(post: Post) -> None:
    first, second = await post.ready(), await post.ready()
    assert first.id == second.id
    assert post.told() == ["ActionPlanned"]


@pytest.mark.obligation(14)
async def test_nothing_is_planned_for_a_step_nobody_awaits(post: Post) -> None:
    post.around.plan = None
    planned = await post.plan(
        MINE,
        draft_id=DraftId("draft-1"),
        campaign_id=CampaignId("c"),
        enrolment_id=EnrolmentId("e"),
        prospect_id=PERSON,
        step_id=StepId("s"),
        channel="email",
        sha256=LETTER.sha256,
    )
    assert planned is None


async def test_nothing_leaves_during_the_undo_window_of_real_time(post: Post) -> None:
    action = await post.ready()
    post.wall.advance(seconds=-2)
    assert await post.drain("w") == 0
    undone = await post.undo(OWNER, action.id)
    assert undone.state is ActionState.CANCELLED
    post.wall.advance(hours=1)
    assert await post.drain("w") == 0
    assert post.around.orders == []


# --- sending -----------------------------------------------------------------------------------


@pytest.mark.obligation(15, 70)
async def test_what_was_approved_leaves_to_the_byte_and_is_told_once(post: Post) -> None:
    action = await post.ready()
    await post.drain("w")
    await post.drain("w")
    [order] = post.around.orders
    assert order.letter == LETTER
    assert (order.key, order.to_email) == (action.id, "elise@client.example")
    sent = await post.now(action)
    assert (sent.state, sent.sent_at) == (ActionState.SENT, MONDAY)
    assert post.told().count("MessageSent") == 1
    assert await post.doors() == (None, None)
    [attempt] = await post.attempts.of(MINE, action.id)
    assert attempt.outcome is Outcome.ACCEPTED


@pytest.mark.obligation(15, 70)
async def test_other_bytes_than_the_approved_ones_never_leave(post: Post) -> None:
    action = await post.ready()
    post.around.letters["draft-1"] = replace(LETTER, text="Autre chose")
    await post.drain("w")
    failed = await post.now(action)
    assert (failed.state, failed.code) == (ActionState.FAILED, "approval_outdated")
    assert post.around.orders == []


async def test_a_follow_up_answers_to_the_mail_before_it(post: Post) -> None:
    await post.ready()
    await post.drain("w")
    post.around.letters["draft-1"] = Letter.of(
        subject="Re: Bonjour", text=TEXT, html="", headers={}
    )
    post.clock.advance(days=7)
    second = await post.plan(
        MINE,
        draft_id=DraftId("draft-1"),
        campaign_id=CampaignId("campaign-1"),
        enrolment_id=EnrolmentId("enrolment-1"),
        prospect_id=PERSON,
        step_id=StepId("step-2"),
        channel="email",
        sha256=post.around.letters["draft-1"].sha256,
    )
    assert second is not None
    post.wall.advance(seconds=31)
    await post.drain("w")
    assert post.around.orders[-1].reply_ref == "provider-1"


@pytest.mark.parametrize(
    ("change", "code", "state"),
    [
        ({"refused": True}, "suppressed", ActionState.SUPPRESSED),
        ({"recipient": None}, "erased", ActionState.SUPPRESSED),
        ({"plan": None}, "enrolment_over", ActionState.CANCELLED),
    ],
)
async def test_the_law_and_the_plan_end_it(
    post: Post, change: dict[str, Any], code: str, state: ActionState
) -> None:
    action = await post.ready()
    for name, value in change.items():
        setattr(post.around, name, value)
    await post.drain("w")
    ended = await post.now(action)
    assert (ended.state, ended.code) == (state, code)
    assert post.around.orders == []


def recipient(**changes: Any) -> Callable[[Around], None]:
    def change(around: Around) -> None:
        assert around.recipient is not None
        around.recipient = replace(around.recipient, **changes)

    return change


def letter(text: str, html: str = "") -> Callable[[Around], None]:
    def change(around: Around) -> None:
        around.letters["draft-1"] = Letter.of(subject="S", text=text, html=html, headers={})

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (recipient(restricted=True), ReasonCode.RESTRICTED),
        (recipient(email="elise@gmail.com"), ReasonCode.CONSUMER_ADDRESS),
        (recipient(email=""), ReasonCode.NO_CONTACT_POINT),
        (recipient(dismissed=True), ReasonCode.RELEVANCE_LOW),
        (recipient(legal_basis=""), ReasonCode.LEGAL_BASIS_MISSING),
        (recipient(collected_on=date(2023, 1, 1)), ReasonCode.RETENTION_EXPIRED),
        (plan(lia_signed=False), ReasonCode.LIA_MISSING),
        (plan(campaign=CampaignStanding.PAUSED), ReasonCode.CAMPAIGN_PAUSED),
        (letter(f"Sans lien {PUBLIC}/p/y"), ReasonCode.OPT_OUT_MISSING),
        (letter(f"Sans mention {PUBLIC}/u/x"), ReasonCode.NOTICE_MISSING),
        (letter(TEXT, f"<p>{TEXT}</p><img src=x>"), ReasonCode.TRACKING_WITHOUT_CONSENT),
        (
            lambda around: setattr(
                around, "workspace", WorkspaceStanding(is_active=False, policy_accepted=False)
            ),
            ReasonCode.WORKSPACE_INACTIVE,
        ),
        (lambda around: around.holidays.add(MONDAY.date()), ReasonCode.HOLIDAY),
    ],
)
@pytest.mark.obligation(29, 55)
async def test_each_rule_of_the_send_gate_has_its_reason(
    post: Post, change: Callable[[Around], None], code: ReasonCode
) -> None:
    change(post.around)
    action = await post.ready()
    stored = await post.now(action)
    _, verdict = await post.gate(replace(stored, sha256=post.around.letters["draft-1"].sha256))
    assert code in {reason.code for reason in verdict.reasons}
    await post.drain("w")
    assert post.around.orders == []


async def test_every_reason_is_told_at_once_in_the_order_of_the_rules(post: Post) -> None:
    recipient(legal_basis="", dismissed=True)(post.around)
    plan(lia_signed=False)(post.around)
    post.clock.advance(hours=12)
    action = await post.ready()
    assert [reason.code.value for reason in action.reasons] == [
        "relevance_low",
        "legal_basis_missing",
        "lia_missing",
        "outside_window",
    ]


async def test_a_restriction_also_stops_an_answer_and_hours_do_not(post: Post) -> None:
    post.clock.advance(hours=14)
    answer = await answer_planned(post)
    await post.drain("w")
    assert (await post.now(answer)).state is ActionState.SENT
    recipient(restricted=True)(post.around)
    with pytest.raises(SendRefused) as refused:
        await answer_planned(post, "message-2")
    assert [fault.code for fault in refused.value.faults] == ["restricted"]


async def test_an_answer_leaves_at_once_in_its_thread_and_once(post: Post) -> None:
    first, again = await answer_planned(post), await answer_planned(post)
    assert first.id == again.id
    await post.drain("w")
    [order] = post.around.orders
    assert order.reply_ref == "incoming-1"
    assert post.told() == ["AnswerSent"]


async def test_behind_a_message_that_left_the_mailboxs_others_wait_untouched(post: Post) -> None:
    first = await post.ready(number=1)
    second = await post.ready(number=2, person="prospect-2")
    await post.drain("w")
    assert (await post.now(first)).state is ActionState.SENT
    waiting = await post.now(second)
    assert [one.code for one in waiting.reasons] == [ReasonCode.SPACING]
    assert waiting.next_at == (await post.accounts.of(MINE, MAILBOX)).next_free_at
    assert waiting.epoch == 0


async def test_two_people_of_one_mailbox_keep_their_distance(post: Post) -> None:
    first = await post.ready(number=1, person="p1")
    second = await post.ready(number=2, person="p2")
    await post.drain("w")
    assert len(post.around.orders) == 1
    waiting = await post.now(second)
    assert waiting.reasons[0].code is ReasonCode.SPACING
    assert waiting.next_at >= MONDAY + first.spacing.gap
    post.clock.advance(minutes=20)
    await post.drain("w")
    assert len(post.around.orders) == 2


async def test_an_invitation_leaves_from_the_other_account_at_the_same_time(post: Post) -> None:
    await post.ready(number=1, person="p1")
    await post.ready("linkedin", number=2, person="p2")
    await post.drain("w")
    assert {order.account_ref for order in post.around.orders} == {"account-1", "account-2"}


async def test_a_second_mail_waits_three_working_days(post: Post) -> None:
    await post.ready(number=1)
    await post.drain("w")
    post.clock.advance(days=1)
    second = await post.ready(number=2)
    assert second.reasons[0].code is ReasonCode.RECENT_CONTACT
    assert second.next_at >= MONDAY + timedelta(days=3)
