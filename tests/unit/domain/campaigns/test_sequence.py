"""Sequences: what may run, and what is refused with its place."""

from dataclasses import replace
from typing import Any

import pytest

from domain.campaigns.errors import SequenceRefused
from domain.campaigns.model.sequence import END, ForkOn, Sequence, Step, StepKind
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


def graph(**changes: Any) -> Sequence:
    """Mail, invitation, fork: accepted → message, else mail."""
    made: dict[str, Step] = {
        "a": a_step(id=StepId("a")),
        "b": a_step(INVITE, id=StepId("b"), with_note=False),
        "c": a_step(
            StepKind.FORK,
            id=StepId("c"),
            fork_on=ForkOn.ACCEPTED,
            within_days=10,
            next="d",
            otherwise="e",
        ),
        "d": a_step(StepKind.LINKEDIN_MESSAGE, id=StepId("d"), next=END),
        "e": a_step(id=StepId("e")),
    }
    for name, change in changes.items():
        made[name] = replace(made[name], **change)
    return Sequence(steps=tuple(made.values()))


def test_a_fork_has_two_ways() -> None:
    sequence = graph()
    assert sequence.faults() == []
    assert (sequence.after(2), sequence.after(2, otherwise=True)) == (3, 4)
    assert sequence.after(3) == 5


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"d": {"next": "b"}}, ("/steps/1", "sequence-cycle")),
        ({"e": {"next": "e"}}, ("/steps/4", "sequence-cycle")),
        ({"d": {"next": "nowhere"}}, ("/steps/3/next", "step-unknown")),
        ({"a": {"next": "c"}}, ("/steps/1", "step-unreachable")),
        ({"c": {"otherwise": "d"}}, ("/steps/2/otherwise", "fork-without-choice")),
        ({"c": {"fork_on": None}}, ("/steps/2/fork_on", "fork-without-question")),
        ({"c": {"within_days": 2}}, ("/steps/2/within_days", "accept-days-out-of-bounds")),
        ({"c": {"within_days": 22}}, ("/steps/2/within_days", "accept-days-out-of-bounds")),
        (
            {"c": {"fork_on": ForkOn.EMAIL_KNOWN}},
            ("/steps/2/within_days", "fork-takes-no-days"),
        ),
        ({"c": {"fork_on": ForkOn.REPLIED}}, ("/steps/2/next", "reply-ends-sequence")),
        ({"a": {"fork_on": ForkOn.ACCEPTED}}, ("/steps/0/fork_on", "step-takes-no-fork")),
        (
            {"b": {"kind": StepKind.LINKEDIN_VISIT}},
            ("/steps/2/fork_on", "fork-before-invitation"),
        ),
        (
            {"e": {"kind": WAIT, "wait_days": 2}},
            ("/steps/4", "sequence-ends-with-wait"),
        ),
    ],
)
def test_a_graph_that_cannot_run_is_refused_with_its_place(
    changes: dict[str, dict[str, Any]], found: tuple[str, str]
) -> None:
    assert found in codes(graph(**changes))


def test_touches_are_counted_along_each_way() -> None:
    assert steps(*[StepKind.LINKEDIN_VISIT] * 9, MAIL).faults() == []
    bare = Sequence(
        steps=(*(a_step(INVITE, id=StepId(f"i{n}"), with_note=False) for n in range(9)), a_step())
    )
    assert bare.faults() == []
    mails = [a_step(id=StepId(f"m{n}")) for n in range(3)]
    calls = [a_step(StepKind.CALL_TASK, id=StepId(f"c{n}")) for n in range(4)]
    both = Sequence(
        steps=(
            a_step(StepKind.LINKEDIN_VISIT, id=StepId("v")),
            a_step(
                StepKind.FORK,
                id=StepId("f"),
                fork_on=ForkOn.PHONE_KNOWN,
                next="c0",
                otherwise="m0",
            ),
            *calls[:-1],
            replace(calls[-1], next=END),
            *mails,
        )
    )
    assert both.faults() == []


def test_a_sequence_that_reaches_nobody_is_refused() -> None:
    assert codes(steps(StepKind.LINKEDIN_VISIT)) == [("/steps", "sequence-touches-nobody")]
