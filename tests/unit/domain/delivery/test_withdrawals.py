"""Invitations that nobody answered are taken back: by whom, when, and what it leaves behind."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.rows import MemoryOutbox, MemoryTransaction
from domain.delivery.model.action import Action, ActionKind, ActionState, Receipt
from domain.delivery.model.gates import Holder
from domain.delivery.model.stop import StopScope
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.ports import Answer, CourierAnswer, WithdrawalOrder
from domain.delivery.usecases.withdraw_invitations import WithdrawInvitations
from domain.shared.ids import ActionId, EnrolmentId, ProspectId, StepId
from tests.builders import an_action
from tests.conftest import MONDAY
from tests.unit.domain.delivery.posting import LINKEDIN, MINE, OWNER, Post, answered

TAKEN_BACK = CourierAnswer(answer=Answer.ACCEPTED, receipt=Receipt(provider_ref="invitation-7"))


@dataclass
class Vendor:
    """LinkedIn, as the test wants it."""

    answer: CourierAnswer = TAKEN_BACK
    orders: list[WithdrawalOrder] = field(default_factory=list)

    async def withdraw(self, order: WithdrawalOrder) -> CourierAnswer:
        self.orders.append(order)
        return self.answer


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def withdraw(post: Post, vendor: Vendor) -> WithdrawInvitations:
    around: Any = post.around
    return WithdrawInvitations(
        actions=post.actions,
        sent=post.actions,
        senders=post.senders,
        recipients=around,
        rules=post.rules,
        withdrawals=vendor,
        gate=post.gate,
        keeper=post.keeper,
        outbox=MemoryOutbox(post.store, post.new_id),
        transaction=MemoryTransaction(post.store),
        clock=post.clock,
        wall=post.wall,
        timing=post.timing,
    )


async def pending(post: Post, number: int = 1, *, days: int = 22, **changes: Any) -> Action:
    action = an_action(
        **{
            "id": ActionId(f"invitation-{number}"),
            "intent": f"enrolment-{number}:step-1",
            "kind": ActionKind.INVITATION,
            "sender_id": LINKEDIN,
            "prospect_id": ProspectId(f"prospect-{number}"),
            "state": ActionState.SENT,
            "sent_at": post.clock.now() - timedelta(days=days),
            "recipient_ref": f"ACo{number}",
            **changes,
        }
    )
    await post.actions.add(action)
    return action


async def assisted(post: Post) -> None:
    sender = await post.senders.get(MINE, LINKEDIN)
    sender.revoke_risk(OWNER.user_id, at=MONDAY)
    await post.senders.save(sender)


async def test_an_invitation_of_three_weeks_is_taken_back_with_its_receipt(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    action = await pending(post)
    assert await withdraw() == 1
    [order] = vendor.orders
    assert order.recipient_ref == "ACo1"
    kept = await post.now(action)
    assert (kept.withdrawn_at, kept.withdrawal_ref) == (MONDAY, "invitation-7")
    assert kept.state is ActionState.SENT
    assert post.told() == ["InvitationWithdrawn"]
    assert await withdraw() == 0
    assert len(vendor.orders) == 1


async def test_it_waits_as_long_as_the_account_or_the_workspace_says(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    await pending(post, days=15)
    assert await withdraw() == 0
    await post.limits.of_workspace(OWNER, {"withdraw_after_days": 14}, "")
    await post.limits.of_sender(OWNER, LINKEDIN, {"withdraw_after_days": 16}, "")
    assert await withdraw() == 0
    await post.limits.of_sender(OWNER, LINKEDIN, {}, "")
    assert await withdraw() == 1
    assert len(vendor.orders) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"accepted_at": MONDAY},
        {"withdrawn_at": MONDAY},
        {"state": ActionState.UNKNOWN},
        {"kind": ActionKind.EMAIL},
    ],
)
async def test_what_is_not_pending_is_left_alone(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor, changes: dict[str, Any]
) -> None:
    await pending(post, **changes)
    assert await withdraw() == 0
    assert vendor.orders == []


async def test_in_assisted_mode_a_person_is_asked_once_and_nothing_is_called(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    await assisted(post)
    action = await pending(post)
    await withdraw()
    post.clock.advance(days=2)
    await withdraw()
    assert vendor.orders == []
    assert post.told() == ["WithdrawalDue"]
    where = MINE, EnrolmentId("enrolment-1"), StepId("step-1")
    assert await withdraw.by_hand(*where)
    assert not await withdraw.by_hand(*where)
    kept = await post.now(action)
    assert kept.withdrawn_at == post.clock.now()
    assert post.told() == ["WithdrawalDue", "InvitationWithdrawn"]


async def test_one_account_takes_back_one_at_a_time_and_keeps_its_distance(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    for number in range(3):
        await pending(post, number)
    assert await withdraw() == 1
    assert await withdraw() == 0
    post.clock.advance(seconds=61)
    assert await withdraw() == 1
    assert len(vendor.orders) == 2


async def test_a_send_under_way_holds_it(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    await pending(post)
    gate = await post.accounts.of(MINE, LINKEDIN)
    gate.holder = Holder(action_id=ActionId("other"), epoch=1)
    await post.accounts.put(gate)
    assert await withdraw() == 0
    assert vendor.orders == []


@pytest.mark.parametrize("scope", [StopScope.WORKSPACE, StopScope.SENDER])
async def test_a_stop_switch_holds_it(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor, scope: StopScope
) -> None:
    await pending(post)
    target = LINKEDIN if scope is StopScope.SENDER else ""
    await post.turn.stop(OWNER, scope, target, "Un doute")
    assert await withdraw() == 0
    assert vendor.orders == []


async def test_outside_the_accounts_hours_nothing_is_taken_back(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    await pending(post)
    post.clock.advance(hours=14)
    assert await withdraw() == 0
    assert vendor.orders == []


async def test_who_accepted_meanwhile_is_not_withdrawn(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    vendor.answer = CourierAnswer(answer=Answer.REFUSED, code="already_connected")
    action = await pending(post)
    await withdraw()
    kept = await post.now(action)
    assert (kept.accepted_at, kept.withdrawn_at) == (MONDAY, None)
    assert post.told() == ["ConnectionAccepted"]


async def test_a_lost_answer_is_asked_about_a_day_later_and_never_before(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    vendor.answer = answered(Answer.LOST)
    action = await pending(post)
    await withdraw()
    post.clock.advance(hours=1)
    await withdraw()
    assert len(vendor.orders) == 1
    assert (await post.accounts.of(MINE, LINKEDIN)).holder is None
    vendor.answer = CourierAnswer(answer=Answer.REFUSED, code="not_pending")
    post.clock.advance(hours=24)
    await withdraw()
    assert (await post.now(action)).withdrawn_at == post.clock.now()
    assert post.told() == ["InvitationWithdrawn"]


async def test_a_push_back_holds_the_account(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    vendor.answer = answered(Answer.PUSHED_BACK)
    await pending(post)
    await withdraw()
    gate = await post.accounts.of(MINE, LINKEDIN)
    assert gate.paused_for is ReasonCode.LINKEDIN_PUSH_BACK


async def test_a_broken_account_is_held_and_said(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    vendor.answer = answered(Answer.ACCOUNT_BROKEN)
    await pending(post)
    await withdraw()
    gate = await post.accounts.of(MINE, LINKEDIN)
    assert gate.paused_for is ReasonCode.SENDER_DISCONNECTED
    assert post.told() == ["SenderTroubled"]


async def test_nobody_is_invited_again_within_three_weeks_of_a_withdrawal(
    post: Post, withdraw: WithdrawInvitations
) -> None:
    await pending(post)
    await withdraw()
    post.clock.advance(minutes=10)
    action = await post.ready("linkedin", number=2)
    await post.drain("w")
    held = await post.now(action)
    assert held.state is ActionState.READY
    assert [reason.code for reason in held.reasons] == [ReasonCode.RECENT_CONTACT]
    assert held.next_at >= MONDAY + timedelta(days=21)


async def test_two_runs_side_by_side_call_once(
    post: Post, withdraw: WithdrawInvitations, vendor: Vendor
) -> None:
    await pending(post)

    class Beside(Vendor):
        async def withdraw(self, order: WithdrawalOrder) -> CourierAnswer:
            assert await withdraw() == 0
            return await vendor.withdraw(order)

    assert await replace(withdraw, withdrawals=Beside())() == 1
    assert len(vendor.orders) == 1
