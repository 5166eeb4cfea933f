"""The steps of a campaign: a graph without a way back (SEQ-1, SEQ-2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from domain.campaigns.errors import SequenceRefused
from domain.shared.errors import FieldFault
from domain.shared.ids import StepId

FOLLOWING = ""
END = "end"


class StepKind(StrEnum):
    EMAIL = "email"
    LINKEDIN_VISIT = "linkedin_visit"
    LINKEDIN_INVITATION = "linkedin_invitation"
    LINKEDIN_MESSAGE = "linkedin_message"
    LINKEDIN_INMAIL = "linkedin_inmail"
    CALL_TASK = "call_task"
    WAIT = "wait"
    FORK = "fork"

    @property
    def channel(self) -> str:
        """The channel that reaches the person; "" for a wait and a fork."""
        if self in {StepKind.WAIT, StepKind.FORK}:
            return ""
        if self is StepKind.EMAIL:
            return "email"
        return "phone" if self is StepKind.CALL_TASK else "linkedin"


# Done by hand, in LinkedIn or by telephone: the product prepares, and never acts (SND-1, O-38).
_BY_HAND = frozenset(
    {
        StepKind.LINKEDIN_VISIT,
        StepKind.LINKEDIN_MESSAGE,
        StepKind.LINKEDIN_INMAIL,
        StepKind.CALL_TASK,
    }
)
_WRITTEN = frozenset(
    {
        StepKind.EMAIL,
        StepKind.LINKEDIN_INVITATION,
        StepKind.LINKEDIN_MESSAGE,
        StepKind.LINKEDIN_INMAIL,
    }
)


class ForkOn(StrEnum):
    """What a fork asks (SEQ-2). Whoever replies leaves the sequence, so that branch has no step
    (SEQ-3); the two about addresses are answered at once.
    """

    ACCEPTED = "accepted"
    REPLIED = "replied"
    EMAIL_KNOWN = "email_known"
    PHONE_KNOWN = "phone_known"

    @property
    def takes_time(self) -> bool:
        return self in {ForkOn.ACCEPTED, ForkOn.REPLIED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`wait_days` are of a wait, calendar or working days; `objective` is what a message or a
    call is to achieve. `next` is the id of the step that follows, FOLLOWING for the one below,
    END for none; of a fork it is the way of "yes", and `otherwise` that of "no".
    """

    id: StepId
    kind: StepKind
    wait_days: int = 0
    working_days: bool = False
    objective: str = ""
    with_note: bool = True
    fork_on: ForkOn | None = None
    within_days: int = 0
    next: str = FOLLOWING
    otherwise: str = FOLLOWING

    @property
    def is_written(self) -> bool:
        """Whether a person approves something before it: a text, or an invitation without one."""
        return self.kind in _WRITTEN

    @property
    def is_by_hand(self) -> bool:
        return self.kind in _BY_HAND

    @property
    def is_touch(self) -> bool:
        """Whether the person receives something: visits and bare invitations do not count."""
        if self.kind is StepKind.LINKEDIN_INVITATION:
            return self.with_note
        return self.kind in _WRITTEN or self.kind is StepKind.CALL_TASK


@dataclass(frozen=True, kw_only=True)
class Sequence:
    """At most seven touches and four e-mails on any way through; a way begins and ends with
    something that reaches the person (SEQ-1).
    """

    MOST_TOUCHES: ClassVar[int] = 7
    MOST_EMAILS: ClassVar[int] = 4
    MOST_STEPS: ClassVar[int] = 40
    MOST_DAYS: ClassVar[int] = 60
    _DAYS: ClassVar[dict[ForkOn, tuple[tuple[int, int], str]]] = {
        ForkOn.ACCEPTED: ((3, 21), "accept-days-out-of-bounds"),
        ForkOn.REPLIED: ((1, 60), "reply-days-out-of-bounds"),
    }

    steps: tuple[Step, ...] = ()

    def index_of(self, step_id: str) -> int | None:
        return self._places.get(step_id)

    def after(self, index: int, *, otherwise: bool = False) -> int:
        """The place of the step that follows; the number of steps stands for the end."""
        step = self.steps[index]
        target = step.otherwise if otherwise else step.next
        if target == FOLLOWING:
            return index + 1
        return len(self.steps) if target == END else self._places[target]

    @property
    def channels(self) -> frozenset[str]:
        return frozenset(step.kind.channel for step in self.steps if step.kind.channel)

    def require_valid(self) -> None:
        found = self.faults()
        if found:
            raise SequenceRefused(faults=found)

    def faults(self) -> list[FieldFault]:
        """Every step that is wrong, by its place and field; none for a sequence that can run."""
        if not self.steps:
            return [FieldFault("/steps", "sequence-empty")]
        found: list[FieldFault] = []
        if len(self.steps) > self.MOST_STEPS:
            found.append(FieldFault("/steps", "sequence-too-long"))
        if len(self._places) != len(self.steps):
            found.append(FieldFault("/steps", "step-twice"))
        for place, step in enumerate(self.steps):
            found += self._step_faults(place, step)
        if any(fault.code in {"step-twice", "step-unknown"} for fault in found):
            return found
        return found + self._way_faults()

    @cached_property
    def _places(self) -> dict[str, int]:
        return {step.id: place for place, step in enumerate(self.steps)}

    def _step_faults(self, place: int, step: Step) -> Iterator[FieldFault]:
        """What is wrong with a step by itself."""
        here = f"/steps/{place}"
        if step.kind is StepKind.WAIT:
            if place == 0:
                yield FieldFault(here, "sequence-begins-with-wait")
            if not 1 <= step.wait_days <= self.MOST_DAYS:
                yield FieldFault(f"{here}/wait_days", "wait-out-of-bounds")
        elif step.wait_days or step.working_days:
            yield FieldFault(f"{here}/wait_days", "step-takes-no-wait")
        if step.kind is StepKind.FORK:
            yield from self._fork_faults(here, step)
        elif step.fork_on is not None or step.within_days or step.otherwise != FOLLOWING:
            yield FieldFault(f"{here}/fork_on", "step-takes-no-fork")
        for name, target in (("next", step.next), ("otherwise", step.otherwise)):
            if target not in {FOLLOWING, END} and target not in self._places:
                yield FieldFault(f"{here}/{name}", "step-unknown")

    def _fork_faults(self, here: str, step: Step) -> Iterator[FieldFault]:
        if step.fork_on is None:
            yield FieldFault(f"{here}/fork_on", "fork-without-question")
            return
        (least, most), code = self._DAYS.get(step.fork_on, ((0, 0), "fork-takes-no-days"))
        if not least <= step.within_days <= most:
            yield FieldFault(f"{here}/within_days", code)
        if step.fork_on is ForkOn.REPLIED and step.next != END:
            yield FieldFault(f"{here}/next", "reply-ends-sequence")
        elif step.next == step.otherwise:
            yield FieldFault(f"{here}/otherwise", "fork-without-choice")

    def _way_faults(self) -> list[FieldFault]:
        """What is wrong with the ways through; every step is fine by itself."""
        order = self._in_order()
        if order is None:
            return [FieldFault(f"/steps/{self._on_a_cycle()}", "sequence-cycle")]
        unreached = sorted(set(range(len(self.steps))) - set(order))
        found = [FieldFault(f"/steps/{place}", "step-unreachable") for place in unreached]
        touches = dict.fromkeys(order, 0)
        emails, invited = dict(touches), dict.fromkeys(order, False)
        for place in order:
            step, here = self.steps[place], f"/steps/{place}"
            touches[place] += step.is_touch
            emails[place] += step.kind is StepKind.EMAIL
            invited[place] |= step.kind is StepKind.LINKEDIN_INVITATION
            if step.is_touch and touches[place] > self.MOST_TOUCHES:
                found.append(FieldFault(here, "too-many-touches"))
            if step.kind is StepKind.EMAIL and emails[place] > self.MOST_EMAILS:
                found.append(FieldFault(here, "too-many-emails"))
            if step.fork_on is ForkOn.ACCEPTED and not invited[place]:
                found.append(FieldFault(f"{here}/fork_on", "fork-before-invitation"))
            for after in self._ways_from(place):
                if after == len(self.steps):
                    if step.kind is StepKind.WAIT:
                        found.append(FieldFault(here, "sequence-ends-with-wait"))
                    continue
                touches[after] = max(touches[after], touches[place])
                emails[after] = max(emails[after], emails[place])
                invited[after] |= invited[place]
        if not any(touches.values()):
            found.append(FieldFault("/steps", "sequence-touches-nobody"))
        return sorted(found, key=lambda fault: int((fault.pointer + "/0").split("/")[2]))

    def _ways_from(self, place: int) -> set[int]:
        ways = {self.after(place)}
        if self.steps[place].kind is StepKind.FORK:
            ways.add(self.after(place, otherwise=True))
        return ways

    def _in_order(self) -> list[int] | None:
        """The steps that can be reached, each before those that follow; None with a way back."""
        seen: set[int] = set()
        under_way: set[int] = set()
        done: list[int] = []
        stack: list[tuple[int, bool]] = [(0, False)]
        while stack:
            place, is_left = stack.pop()
            if is_left:
                under_way.discard(place)
                done.append(place)
                continue
            if place in under_way:
                return None
            if place in seen:
                continue
            seen.add(place)
            under_way.add(place)
            stack.append((place, True))
            for after in self._ways_from(place):
                if after in under_way:
                    return None
                if after < len(self.steps):
                    stack.append((after, False))
        return done[::-1]

    def _on_a_cycle(self) -> int:
        """The first step from which a way leads back to itself."""
        return next(start for start in range(len(self.steps)) if start in self._reached_from(start))

    def _reached_from(self, start: int) -> set[int]:
        seen, waiting = set[int](), list(self._ways_from(start))
        while waiting:
            place = waiting.pop()
            if place < len(self.steps) and place not in seen:
                seen.add(place)
                waiting += self._ways_from(place)
        return seen
