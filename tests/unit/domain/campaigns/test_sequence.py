"""Sequences: what may run, and what is refused with its place."""

import pytest

from domain.campaigns.errors import SequenceRefused
from domain.campaigns.model import Sequence, StepKind
from domain.shared.ids import StepId
from tests.builders import a_sequence, a_step


def steps(*kinds: StepKind) -> Sequence:
    return Sequence(
        steps=tuple(a_step(kind, id=StepId(f"s{place}")) for place, kind in enumerate(kinds))
    )


def codes(sequence: Sequence) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in sequence.faults()]


MAIL, INVITE, WAIT = StepKind.EMAIL, StepKind.LINKEDIN_INVITATION, StepKind.WAIT


def test_the_example_of_the_journey_is_fine() -> None:
    assert a_sequence().faults() == []


def test_an_empty_sequence_is_refused() -> None:
    assert codes(Sequence()) == [("/steps", "sequence-empty")]


def test_a_sequence_begins_and_ends_with_a_message() -> None:
    assert codes(steps(WAIT, MAIL, WAIT)) == [
        ("/steps/0", "sequence-begins-with-wait"),
        ("/steps/2", "sequence-ends-with-wait"),
    ]


def test_seven_touches_are_the_most() -> None:
    assert steps(*[INVITE] * 7).faults() == []
    assert codes(steps(*[INVITE] * 8)) == [("/steps/7", "too-many-touches")]


def test_four_e_mails_are_the_most() -> None:
    assert steps(*[MAIL] * 4).faults() == []
    assert codes(steps(*[MAIL] * 5)) == [("/steps/4", "too-many-emails")]


@pytest.mark.parametrize("days", [0, -1, 61])
def test_a_wait_lasts_one_to_sixty_days(days: int) -> None:
    sequence = Sequence(
        steps=(
            a_step(id=StepId("a")),
            a_step(WAIT, id=StepId("b"), wait_days=days),
            a_step(id=StepId("c")),
        )
    )
    assert codes(sequence) == [("/steps/1/wait_days", "wait-out-of-bounds")]


def test_only_a_wait_has_a_duration() -> None:
    sequence = Sequence(steps=(a_step(wait_days=3),))
    assert codes(sequence) == [("/steps/0/wait_days", "step-takes-no-wait")]


def test_the_refusal_names_every_fault_at_once() -> None:
    with pytest.raises(SequenceRefused) as refused:
        steps(WAIT, *[MAIL] * 5).require_valid()
    assert {fault.code for fault in refused.value.faults} == {
        "sequence-begins-with-wait",
        "too-many-emails",
    }
