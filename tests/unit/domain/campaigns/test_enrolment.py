"""One person on their way through a sequence."""

from datetime import timedelta

from domain.campaigns.events import EnrolmentEnded, StepDue, StepPassed
from domain.campaigns.model.enrolment import Enrolment, EnrolmentState, StepOutcome
from domain.campaigns.model.sequence import END, ForkOn, Sequence, StepKind
from domain.shared.ids import StepId
from tests.builders import a_sequence, a_step, an_enrolment
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


def forked() -> Sequence:
    """Invitation, ten days for its acceptance, then a message or an e-mail."""
    return Sequence(
        steps=(
            a_step(StepKind.LINKEDIN_INVITATION, id=StepId("invite")),
            a_step(
                StepKind.FORK,
                id=StepId("fork"),
                fork_on=ForkOn.ACCEPTED,
                within_days=10,
                next="message",
                otherwise="mail",
            ),
            a_step(StepKind.LINKEDIN_MESSAGE, id=StepId("message"), next=END),
            a_step(id=StepId("mail")),
        )
    )


def invited() -> Enrolment:
    enrolment = begun()
    enrolment.take_step(forked(), BOTH, at=MONDAY)
    enrolment.record_done(forked(), StepId("invite"), StepOutcome.SENT, at=MONDAY)
    enrolment.take_step(forked(), BOTH, at=MONDAY)
    return enrolment


def due(enrolment: Enrolment) -> list[str]:
    return [one.step_id for one in enrolment.take_events() if isinstance(one, StepDue)]


def test_a_fork_waits_for_its_yes() -> None:
    enrolment = invited()
    enrolment.take_events()
    assert enrolment.next_at == MONDAY + timedelta(days=10)
    enrolment.take_step(forked(), BOTH, at=MONDAY + timedelta(days=9))
    assert due(enrolment) == []
    enrolment.take_step(forked(), BOTH, at=MONDAY + timedelta(days=10))
    assert due(enrolment) == ["mail"]


def test_an_acceptance_is_read_at_once_and_once() -> None:
    enrolment = invited()
    enrolment.take_events()
    later = MONDAY + timedelta(days=4)
    assert enrolment.record_accepted(forked(), at=later)
    assert not enrolment.record_accepted(forked(), at=later)
    enrolment.take_step(forked(), BOTH, at=later)
    assert due(enrolment) == ["message"]
    assert enrolment.record_done(forked(), StepId("message"), StepOutcome.REPORTED, at=later)
    assert enrolment.state is EnrolmentState.FINISHED
    assert enrolment.touches == 2


def test_an_invitation_taken_back_was_not_accepted_and_nobody_waits_for_it() -> None:
    enrolment = invited()
    enrolment.take_events()
    later = MONDAY + timedelta(days=4)
    assert enrolment.record_withdrawn(forked(), at=later)
    assert not enrolment.record_withdrawn(forked(), at=later)
    enrolment.take_step(forked(), BOTH, at=later)
    assert due(enrolment) == ["mail"]


def test_an_invitation_taken_back_before_its_fork_is_not_waited_for() -> None:
    enrolment = begun()
    enrolment.take_step(forked(), BOTH, at=MONDAY)
    enrolment.record_withdrawn(forked(), at=MONDAY)
    enrolment.record_done(forked(), StepId("invite"), StepOutcome.SENT, at=MONDAY)
    enrolment.take_events()
    enrolment.take_step(forked(), BOTH, at=MONDAY)
    assert due(enrolment) == ["mail"]


def test_an_accepted_invitation_is_not_taken_back() -> None:
    enrolment = invited()
    enrolment.record_accepted(forked(), at=MONDAY)
    assert not enrolment.record_withdrawn(forked(), at=MONDAY)


def test_a_late_acceptance_changes_no_way_taken() -> None:
    enrolment = invited()
    late = MONDAY + timedelta(days=11)
    enrolment.take_step(forked(), BOTH, at=late)
    enrolment.record_accepted(forked(), at=late)
    assert enrolment.step_index == 3


def test_what_is_known_answers_a_fork_at_once() -> None:
    sequence = Sequence(
        steps=(
            a_step(
                StepKind.FORK,
                id=StepId("fork"),
                fork_on=ForkOn.PHONE_KNOWN,
                next="call",
                otherwise="mail",
            ),
            a_step(StepKind.CALL_TASK, id=StepId("call"), next=END),
            a_step(id=StepId("mail")),
        )
    )
    for channels, step in ((BOTH | {"phone"}, "call"), (BOTH, "mail")):
        enrolment = begun()
        enrolment.take_step(sequence, channels, at=MONDAY)
        assert due(enrolment) == [step]
