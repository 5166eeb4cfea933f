"""One person on their way through a sequence."""

from datetime import timedelta

from domain.campaigns.events import EnrolmentEnded, StepDue, StepPassed
from domain.campaigns.model import Enrolment, EnrolmentState, StepOutcome
from domain.shared.ids import StepId
from tests.builders import a_sequence, an_enrolment
from tests.conftest import MONDAY

BOTH = frozenset({"email", "linkedin"})


def begun() -> Enrolment:
    enrolment = an_enrolment()
    enrolment.start(at=MONDAY)
    return enrolment


def done(enrolment: Enrolment, step: str, outcome: StepOutcome = StepOutcome.SENT) -> bool:
    return enrolment.record_done(a_sequence(), StepId(step), outcome, at=MONDAY)


def test_the_first_message_is_due_at_once() -> None:
    enrolment = begun()
    enrolment.take_step(a_sequence(), BOTH, at=MONDAY)
    assert enrolment.state is EnrolmentState.AWAITING
    [due] = enrolment.take_events()
    assert isinstance(due, StepDue)
    assert (due.step_id, due.channel) == ("step-1", "email")


def test_nothing_is_taken_before_its_time() -> None:
    enrolment = begun()
    enrolment.next_at = MONDAY + timedelta(seconds=1)
    enrolment.take_step(a_sequence(), BOTH, at=MONDAY)
    assert enrolment.state is EnrolmentState.ACTIVE


def test_a_wait_counts_from_the_end_of_the_step_before() -> None:
    enrolment = begun()
    enrolment.take_step(a_sequence(), BOTH, at=MONDAY)
    assert done(enrolment, "step-1")
    assert enrolment.state is EnrolmentState.ACTIVE
    assert enrolment.next_at == MONDAY + timedelta(days=2)
    assert enrolment.step_index == 2


def test_the_same_end_told_twice_moves_once() -> None:
    enrolment = begun()
    enrolment.take_step(a_sequence(), BOTH, at=MONDAY)
    assert done(enrolment, "step-1")
    assert not done(enrolment, "step-1")
    assert enrolment.step_index == 2


def test_a_step_on_a_channel_without_address_is_passed() -> None:
    enrolment = begun()
    enrolment.step_index = 2
    enrolment.take_step(a_sequence(), frozenset({"email"}), at=MONDAY)
    assert enrolment.state is EnrolmentState.ACTIVE
    assert enrolment.next_at == MONDAY + timedelta(days=2)
    [passed] = enrolment.take_events()
    assert isinstance(passed, StepPassed)
    assert passed.outcome == "unreachable"


def test_the_last_step_ends_it_and_frees_the_person() -> None:
    enrolment = begun()
    enrolment.step_index = 4
    enrolment.take_step(a_sequence(), BOTH, at=MONDAY)
    enrolment.take_events()
    assert done(enrolment, "step-5")
    assert (enrolment.state, enrolment.active_key) == (EnrolmentState.FINISHED, "")
    assert any(isinstance(event, EnrolmentEnded) for event in enrolment.take_events())


def test_a_stop_is_final_and_told_once() -> None:
    enrolment = begun()
    assert enrolment.stop("replied", at=MONDAY)
    assert not enrolment.stop("opted_out", at=MONDAY)
    assert enrolment.reason == "replied"
    assert len(enrolment.take_events()) == 1


def test_a_stopped_person_is_never_due_again() -> None:
    enrolment = begun()
    enrolment.stop("replied", at=MONDAY)
    enrolment.take_step(a_sequence(), BOTH, at=MONDAY + timedelta(days=9))
    assert not done(enrolment, "step-1")
    assert enrolment.state is EnrolmentState.STOPPED
