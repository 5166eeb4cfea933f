"""The state machine of one message."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.delivery.errors import ActionNotCancellable, IllegalTransition, LeaseTooShort
from domain.delivery.events import AnswerFailed, AnswerSent, DuplicateSuspected, MessageSent
from domain.delivery.model.action import (
    LEGAL,
    Action,
    ActionKind,
    ActionState,
    Attempt,
    Outcome,
    Receipt,
    settled,
)
from domain.delivery.model.invariants import Stored, never_too_close
from domain.delivery.model.timing import Timing
from domain.delivery.model.verdict import RULES, Reason, ReasonCode, Verdict
from tests.builders import an_action
from tests.conftest import MONDAY

TIMING = Timing()


def claimed(**changes: object) -> Action:
    action = an_action(**changes)
    action.claim("worker", wall=MONDAY, timing=TIMING)
    return action


def sending(**changes: object) -> Action:
    action = claimed(**changes)
    action.arm(wall=MONDAY, timing=TIMING)
    return action


def unknown(**changes: object) -> Action:
    action = sending(**changes)
    action.lose(wall=MONDAY, timing=TIMING)
    return action


def test_each_claim_raises_the_fence() -> None:
    action = claimed()
    action.wait([])
    action.claim("other", wall=MONDAY, timing=TIMING)
    assert action.epoch == 2


def test_nobody_arms_under_a_lease_that_may_end_before_the_call() -> None:
    action = claimed()
    late = MONDAY + TIMING.lease - TIMING.call
    with pytest.raises(LeaseTooShort):
        action.arm(wall=late, timing=TIMING)


def test_a_death_before_arming_keeps_the_number_of_the_attempt() -> None:
    action = claimed()
    before = action.attempt_id
    assert action.reap(wall=MONDAY + TIMING.lease, at=MONDAY, timing=TIMING)
    assert (action.state, action.attempt_id) == (ActionState.READY, before)


def test_a_death_after_arming_is_unknown_and_never_ready() -> None:
    action = sending()
    end = MONDAY + TIMING.call + TIMING.margin
    assert not action.reap(wall=end - timedelta(milliseconds=1), at=MONDAY, timing=TIMING)
    assert action.reap(wall=end, at=MONDAY, timing=TIMING)
    assert action.state is ActionState.UNKNOWN


def test_the_third_death_puts_it_aside() -> None:
    action = an_action()
    wall = MONDAY
    for _ in range(3):
        action.claim("worker", wall=wall, timing=TIMING)
        wall += TIMING.lease
        action.reap(wall=wall, at=MONDAY, timing=TIMING)
    assert action.state is ActionState.QUARANTINED


def test_a_cancel_of_what_may_have_left_waits_for_the_proof() -> None:
    action = unknown()
    assert action.cancel("replied", at=MONDAY)
    assert action.state is ActionState.UNKNOWN
    assert action.honour_cancel(at=MONDAY)
    assert (action.state, action.code) == (ActionState.CANCELLED, "replied")


def test_nobody_takes_back_what_is_being_sent() -> None:
    with pytest.raises(ActionNotCancellable):
        sending().undo(at=MONDAY)


@pytest.mark.parametrize("state", [one for one in ActionState if one is not ActionState.SENT])
def test_evidence_wins_over_every_belief(state: ActionState) -> None:
    action = an_action(state=state)
    assert action.see(Receipt(message_ref="<1@x>"), at=MONDAY)
    assert action.state is ActionState.SENT
    assert sum(isinstance(event, MessageSent) for event in action.take_events()) == 1


def test_the_same_evidence_twice_says_nothing_new() -> None:
    action = unknown()
    receipt = Receipt(message_ref="<1@x>", tracking_ref="t")
    assert action.see(receipt, at=MONDAY)
    assert not action.see(receipt, at=MONDAY)
    assert action.refs == ("<1@x>", "t")


def test_two_messages_under_one_mark_are_an_incident() -> None:
    action = unknown()
    action.see(Receipt(message_ref="<1@x>"), at=MONDAY)
    assert action.see(Receipt(message_ref="<2@x>"), at=MONDAY)
    assert not action.see(Receipt(message_ref="<2@x>"), at=MONDAY)
    told = [one for one in action.take_events() if isinstance(one, DuplicateSuspected)]
    assert len(told) == 1


def test_a_linkedin_message_is_never_sent_again() -> None:
    assert not unknown(kind=ActionKind.LINKEDIN_ANSWER).may_repeat()
    mail = unknown()
    assert mail.may_repeat()
    mail.repeat(wall=MONDAY, never_left=False)
    assert not mail.may_repeat()


def test_answers_tell_the_inbox_and_nobody_else() -> None:
    action = sending(kind=ActionKind.EMAIL_ANSWER, campaign_id=None)
    action.accept(Receipt(), at=MONDAY)
    [sent] = action.take_events()
    assert isinstance(sent, AnswerSent)
    failed = sending(kind=ActionKind.LINKEDIN_ANSWER, campaign_id=None)
    failed.refuse("blocked_recipient", at=MONDAY)
    [told] = failed.take_events()
    assert isinstance(told, AnswerFailed)


def test_an_acceptance_in_the_record_is_never_replaced() -> None:
    attempt = Attempt(
        id="a:1",
        workspace_id=an_action().workspace_id,
        action_id=an_action().id,
        number=1,
        epoch=1,
        key="a",
        request_hash="",
        armed_at=MONDAY,
        deadline=MONDAY,
        at=MONDAY,
    )
    accepted = settled(attempt, Outcome.ACCEPTED, "", Receipt())
    assert settled(accepted, Outcome.ABSENT, "", None) is accepted


def test_waiting_times_cannot_contradict_each_other() -> None:
    with pytest.raises(ValueError, match="lease"):
        Timing(lease=timedelta(seconds=10))
    with pytest.raises(ValueError, match="horizon"):
        Timing(mail_horizon=timedelta(seconds=10))
    fast = Timing().compressed(100)
    assert fast.call == Timing().call
    assert fast.mail_horizon >= fast.call


def test_every_reason_has_its_rule_and_the_first_shown_is_the_first_of_the_list() -> None:
    assert set(RULES) == set(ReasonCode)
    verdict = Verdict.of([Reason(code=ReasonCode.SPACING), Reason(code=ReasonCode.SUPPRESSED)])
    assert verdict.first == Reason(code=ReasonCode.SUPPRESSED)
    assert verdict.final == Reason(code=ReasonCode.SUPPRESSED)


def test_the_next_look_is_when_the_last_reason_clears() -> None:
    soon, late = MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=9)
    dated = [
        Reason(code=ReasonCode.SPACING, until=soon),
        Reason(code=ReasonCode.DAILY_LIMIT, until=late),
    ]
    assert Verdict.of(dated).next_at(otherwise=MONDAY) == late
    assert (
        Verdict.of([*dated, Reason(code=ReasonCode.CAMPAIGN_PAUSED)]).next_at(otherwise=MONDAY)
        == MONDAY
    )


class ActionMachine(RuleBasedStateMachine):
    """Whatever is asked in whatever order: only legal transitions, and the fence only grows."""

    def __init__(self) -> None:
        super().__init__()
        self.action = an_action()
        self.wall = MONDAY
        self.before = replace(self.action)

    def step(self, work: object) -> None:
        self.before = replace(self.action)
        try:
            work()  # type: ignore[operator]
        except (IllegalTransition, LeaseTooShort, ActionNotCancellable):
            assert self.action.state is self.before.state

    @rule(seconds=st.integers(0, 200))
    def pass_time(self, seconds: int) -> None:
        self.wall += timedelta(seconds=seconds)
        self.before = replace(self.action)

    @rule()
    def claim(self) -> None:
        self.step(lambda: self.action.claim("w", wall=self.wall, timing=TIMING))

    @rule()
    def arm(self) -> None:
        self.step(lambda: self.action.arm(wall=self.wall, timing=TIMING))

    @rule()
    def reap(self) -> None:
        self.step(lambda: self.action.reap(wall=self.wall, at=self.wall, timing=TIMING))

    @rule()
    def lose(self) -> None:
        self.step(lambda: self.action.lose(wall=self.wall, timing=TIMING))

    @rule()
    def look(self) -> None:
        self.step(lambda: self.action.begin_look(wall=self.wall, timing=TIMING))

    @rule()
    def repeat(self) -> None:
        self.step(lambda: self.action.repeat(wall=self.wall, never_left=False))

    @rule()
    def give_up(self) -> None:
        self.step(lambda: self.action.give_to_person(at=self.wall))

    @rule()
    def cancel(self) -> None:
        self.step(lambda: self.action.cancel("replied", at=self.wall))

    @rule()
    def honour(self) -> None:
        self.step(lambda: self.action.honour_cancel(at=self.wall))

    @rule()
    def accept(self) -> None:
        self.step(lambda: self.action.accept(Receipt(message_ref="<1@x>"), at=self.wall))

    @rule()
    def wait(self) -> None:
        self.step(lambda: self.action.wait([]))

    @invariant()
    def moves_are_legal(self) -> None:
        before, after = self.before.state, self.action.state
        assert after is before or after in LEGAL[before]

    @invariant()
    def the_fence_only_grows(self) -> None:
        assert self.action.epoch >= self.before.epoch

    @invariant()
    def nothing_at_rest_keeps_a_lease(self) -> None:
        if self.action.state not in {ActionState.CLAIMED, ActionState.SENDING}:
            assert self.action.lease_until is None


ActionMachine.TestCase.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)
TestActionMachine = ActionMachine.TestCase


def test_a_row_of_a_claim_that_came_too_late_is_no_send() -> None:
    """Its worker slept between the row and the fenced write, and woke to find the action taken."""
    late, other = claimed(id="late", intent="a:1"), claimed(id="other", intent="b:1")
    row_of_late = late.attempt(wall=MONDAY, at=MONDAY, timing=TIMING)
    row_of_other = other.attempt(wall=MONDAY, at=MONDAY + timedelta(minutes=2), timing=TIMING)
    other.arm(wall=MONDAY, timing=TIMING)
    stored = Stored(
        actions={one.id: one for one in (late, other)},
        attempts={one.id: one for one in (row_of_late, row_of_other)},
        recipient_gates={},
        account_gates={},
        senders={},
        stops={},
        wall=MONDAY,
    )
    assert list(never_too_close(stored)) == []
    late.arm(wall=MONDAY, timing=TIMING)
    assert len(list(never_too_close(stored))) == 1
