"""One person on their way through a sequence."""

from collections.abc import Callable
from collections.abc import Sequence as Many
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.campaigns import events
from domain.campaigns.model.campaign import Gone
from domain.campaigns.model.sequence import ForkOn, Sequence, Step, StepKind
from domain.shared.events import Event
from domain.shared.ids import CampaignId, EnrolmentId, ProspectId, StepId, UserId, WorkspaceId

# When a wait is over; working days need the calendar of whom it concerns.
Later = Callable[[datetime, Step], datetime]
DRAFT_ON_REQUEST = "draft_on_request"
DRAFT_EXPIRED = "draft_expired"
COMPANY_FROZEN = "company_frozen"


def calendar_days(at: datetime, step: Step) -> datetime:
    return at + timedelta(days=step.wait_days)


class EnrolmentState(StrEnum):
    """WAITING for the launch; AWAITING the end of the current step (draft, approval, delivery)."""

    WAITING = "waiting"
    ACTIVE = "active"
    AWAITING = "awaiting"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


class StepOutcome(StrEnum):
    SENT = "sent"
    REPORTED = "reported"
    """A person says that they did it (SND-1)."""
    NOT_REACHED = "not_reached"
    """A call that nobody answered: no touch (SEQ-1)."""
    SKIPPED = "skipped"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    CANCELLED = "cancelled"


_REACHED = frozenset({StepOutcome.SENT, StepOutcome.REPORTED})


@dataclass(slots=True, kw_only=True)
class Enrolment:
    """One person in one campaign, at one step. A person has one active enrolment per workspace
    (the unique index on `active_key`); a stop is final. All times are business time.
    """

    OVER: ClassVar[frozenset[EnrolmentState]] = frozenset(
        {EnrolmentState.FINISHED, EnrolmentState.STOPPED}
    )

    id: EnrolmentId
    workspace_id: WorkspaceId
    campaign_id: CampaignId
    prospect_id: ProspectId
    enrolled_at: datetime
    enrolled_by: UserId
    active_key: str
    """The prospect while the enrolment is active, "" afterwards."""
    state: EnrolmentState = EnrolmentState.WAITING
    step_index: int = 0
    next_at: datetime | None = None
    started_at: datetime | None = None
    touches: int = 0
    revision: int = 0
    """Of the campaign's sequence, the one this person follows."""
    accepted_at: datetime | None = None
    """When the person accepted the invitation."""
    withdrawn_at: datetime | None = None
    """When it was taken back: nobody waits for that acceptance any more."""
    fork_until: datetime | None = None
    """The end of the time that the fork under way gives, for its "yes"."""
    reason: str = ""
    """Why it ended; of one that goes on, what it is waiting for a person to put right."""
    ref: str = ""
    """What that is about: the id of an expired draft."""
    company: str = ""
    """The company's key, by which colleagues are found."""
    ended_at: datetime | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @property
    def is_over(self) -> bool:
        return self.state in self.OVER

    def start(self, *, at: datetime) -> None:
        self.state, self.next_at, self.started_at = EnrolmentState.ACTIVE, at, at

    def awaits(self, sequence: Sequence, step_id: StepId) -> bool:
        """Whether this very step is the one under way."""
        return (
            self.state is EnrolmentState.AWAITING and sequence.index_of(step_id) == self.step_index
        )

    def take_step(
        self,
        sequence: Sequence,
        reachable: frozenset[str],
        *,
        at: datetime,
        later: Later = calendar_days,
    ) -> None:
        """Go to the next step that can reach the person, to a wait, or to the end.

        `reachable` are the channels on which the person can be reached; steps on others are
        passed. Waits count from `at`.
        """
        if self.state is not EnrolmentState.ACTIVE or self.next_at is None or self.next_at > at:
            return
        while self.step_index < len(sequence.steps):
            step = sequence.steps[self.step_index]
            if step.kind is StepKind.WAIT:
                self._wait(sequence, later(at, step))
                return
            if step.kind is StepKind.FORK:
                if not self._choose(sequence, step, reachable, at):
                    return
            elif step.kind.channel in reachable:
                self._await(step, at)
                return
            else:
                self._pass(sequence, step, StepOutcome.UNREACHABLE, at)
        self._end(EnrolmentState.FINISHED, "finished", at)

    def record_done(
        self,
        sequence: Sequence,
        step_id: StepId,
        outcome: StepOutcome,
        *,
        at: datetime,
        later: Later = calendar_days,
    ) -> bool:
        """The step under way is over; False when it was not under way (a repeat)."""
        if not self.awaits(sequence, step_id):
            return False
        step = sequence.steps[self.step_index]
        self.touches += outcome in _REACHED and step.is_touch
        self.reason = self.ref = ""
        self._pass(sequence, step, outcome, at)
        if self.step_index >= len(sequence.steps):
            self._end(EnrolmentState.FINISHED, "finished", at)
            return True
        self.state, self.next_at = EnrolmentState.ACTIVE, at
        following = sequence.steps[self.step_index]
        if following.kind is StepKind.WAIT:
            self._wait(sequence, later(at, following))
        return True

    def record_accepted(self, sequence: Sequence, *, at: datetime) -> bool:
        """The invitation was accepted: a fork that waits for it is read at once. False if known."""
        if self.is_over or self.accepted_at is not None:
            return False
        self.accepted_at = at
        self._read_fork(sequence, at)
        return True

    def record_withdrawn(self, sequence: Sequence, *, at: datetime) -> bool:
        """The invitation was taken back: a fork that waits for it says no at once. False if it is
        too late, or known.
        """
        if self.is_over or self.accepted_at is not None or self.withdrawn_at is not None:
            return False
        self.withdrawn_at = at
        self._read_fork(sequence, at)
        return True

    def _read_fork(self, sequence: Sequence, at: datetime) -> None:
        if self.fork_until is not None and self.step_index < len(sequence.steps):
            waits = sequence.steps[self.step_index].fork_on is ForkOn.ACCEPTED
            if waits and self.state in {EnrolmentState.ACTIVE, EnrolmentState.PAUSED}:
                self.next_at = at

    def need(self, reason: str, ref: str) -> bool:
        """A person has to put something right before it goes on; False if already said, or over."""
        if self.state is not EnrolmentState.AWAITING or self.reason == reason:
            return False
        self.reason, self.ref = reason, ref
        return True

    def wait_for_order(self) -> bool:
        """A written step of the manual level: its text is made when a person asks for it (AUT-2).
        False when nothing is due.
        """
        due = [one for one in self.events if isinstance(one, events.StepDue) and one.written]
        if not due:
            return False
        self.events = [one for one in self.events if one not in due]
        self.reason = DRAFT_ON_REQUEST
        return True

    def order(self, sequence: Sequence, *, at: datetime) -> bool:
        """A person asks for the text of the step under way; False when it waits for no order."""
        if self.state is not EnrolmentState.AWAITING or self.reason != DRAFT_ON_REQUEST:
            return False
        self.reason = ""
        self._await(sequence.steps[self.step_index], at)
        return True

    def put_right(self) -> bool:
        if self.state is not EnrolmentState.AWAITING or not self.reason:
            return False
        self.reason = self.ref = ""
        return True

    def freeze(self, reason: str) -> bool:
        """Hold back somebody who was not reached yet, until a person decides (SEQ-3, AUT-7)."""
        if self.is_over or self.touches or self.reason:
            return False
        self.reason = reason
        if self.state is EnrolmentState.ACTIVE:
            self.state = EnrolmentState.PAUSED
        return True

    @property
    def is_frozen(self) -> bool:
        return self.reason == COMPANY_FROZEN and not self.is_over

    def thaw(self, *, at: datetime) -> bool:
        """Let a frozen person go on; False if it is not."""
        if not self.is_frozen:
            return False
        self.reason = ""
        if self.state is EnrolmentState.PAUSED:
            self.state, self.next_at = EnrolmentState.ACTIVE, max(self.next_at or at, at)
        return True

    def follow_revision(
        self, before: Sequence, now: Sequence, revision: int, gone: Gone, *, at: datetime
    ) -> bool:
        """Stand at the same step of the new sequence. Who stands at one that was taken out goes
        to the first of the steps after it that is still there, or finishes. False if it does.
        """
        if self.is_over or self.revision >= revision:
            return False
        here, self.revision = self.step_index, revision
        if here < len(before.steps):
            place = now.index_of(before.steps[here].id)
            if place is not None:
                self.step_index = place
                return True
        following = [now.index_of(step.id) for step in before.steps[here + 1 :]]
        kept = [place for place in following if place is not None]
        if gone is Gone.FINISH or not kept:
            self._end(EnrolmentState.FINISHED, "finished", at)
            return True
        self.step_index, self.fork_until, self.reason, self.ref = kept[0], None, "", ""
        if self.state is EnrolmentState.AWAITING:
            self.state, self.next_at = EnrolmentState.ACTIVE, at
        return True

    def stop(self, reason: str, *, at: datetime) -> bool:
        """For good; False when it was over."""
        if self.is_over:
            return False
        self._end(EnrolmentState.STOPPED, reason, at)
        return True

    def delay(self, until: datetime) -> bool:
        """Go on no sooner than that; False when nothing waits for a moment before it."""
        if self.is_over or self.next_at is None or self.next_at >= until:
            return False
        self.next_at = until
        return True

    def pause(self) -> None:
        if self.state is EnrolmentState.ACTIVE:
            self.state = EnrolmentState.PAUSED

    def _wait(self, sequence: Sequence, until: datetime) -> None:
        self.step_index = sequence.after(self.step_index)
        self.next_at = until

    def _choose(
        self, sequence: Sequence, step: Step, reachable: frozenset[str], at: datetime
    ) -> bool:
        """Take one way of a fork; False while it still waits for its "yes"."""
        is_yes = self._answer(step, reachable)
        is_vain = step.fork_on is ForkOn.ACCEPTED and self.withdrawn_at is not None
        if not is_yes and not is_vain and step.fork_on is not None and step.fork_on.takes_time:
            if self.fork_until is None:
                self.fork_until = at + timedelta(days=step.within_days)
            if at < self.fork_until:
                self.next_at = self.fork_until
                return False
        self.fork_until = None
        self.step_index = sequence.after(self.step_index, otherwise=not is_yes)
        return True

    def _answer(self, step: Step, reachable: frozenset[str]) -> bool:
        """Whoever replied is no longer here to be asked (SEQ-3)."""
        return {
            ForkOn.ACCEPTED: self.accepted_at is not None,
            ForkOn.EMAIL_KNOWN: "email" in reachable,
            ForkOn.PHONE_KNOWN: "phone" in reachable,
        }.get(step.fork_on or ForkOn.REPLIED, False)

    def _await(self, step: Step, at: datetime) -> None:
        self.state, self.next_at = EnrolmentState.AWAITING, None
        self.events.append(
            events.StepDue(
                at=at,
                workspace_id=self.workspace_id,
                campaign_id=self.campaign_id,
                enrolment_id=self.id,
                prospect_id=self.prospect_id,
                step_id=step.id,
                step_index=self.step_index,
                channel=step.kind.channel,
                written=step.is_written,
            )
        )

    def _pass(self, sequence: Sequence, step: Step, outcome: StepOutcome, at: datetime) -> None:
        self.events.append(
            events.StepPassed(
                at=at,
                workspace_id=self.workspace_id,
                campaign_id=self.campaign_id,
                enrolment_id=self.id,
                prospect_id=self.prospect_id,
                step_id=step.id,
                step_index=self.step_index,
                outcome=outcome.value,
            )
        )
        self.step_index = sequence.after(self.step_index)

    def _end(self, state: EnrolmentState, reason: str, at: datetime) -> None:
        self.state, self.reason, self.ended_at = state, reason, at
        self.active_key, self.next_at = "", None
        self.events.append(
            events.EnrolmentEnded(
                at=at,
                workspace_id=self.workspace_id,
                campaign_id=self.campaign_id,
                enrolment_id=self.id,
                prospect_id=self.prospect_id,
                reason=reason,
            )
        )

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One person as enrolment sees them. `refusal` is a code, or "" when nothing speaks against."""

    prospect_id: ProspectId
    channels: frozenset[str]
    refusal: str = ""
    country: str = ""
    location: str = ""
    company: str = ""
    """One key for everybody of a company: its domain, else its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    prospect_id: ProspectId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    enrolled: int = 0
    active: int = 0
    finished: int = 0
    stopped: int = 0

    @classmethod
    def of(cls, by_state: Many[tuple[EnrolmentState, int]]) -> "Counts":
        many = dict(by_state)
        finished = many.get(EnrolmentState.FINISHED, 0)
        stopped = many.get(EnrolmentState.STOPPED, 0)
        total = sum(many.values())
        return cls(
            enrolled=total,
            active=total - finished - stopped,
            finished=finished,
            stopped=stopped,
        )
