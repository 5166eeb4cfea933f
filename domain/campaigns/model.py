"""Campaigns, their sequences, and the people in them."""

from collections.abc import Sequence as Many
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.campaigns import events
from domain.campaigns.errors import (
    CampaignNotEditable,
    CampaignNotInState,
    LiaIncomplete,
    SequenceRefused,
)
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import (
    CampaignId,
    EnrolmentId,
    OfferId,
    PersonaId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)


class StepKind(StrEnum):
    EMAIL = "email"
    LINKEDIN_INVITATION = "linkedin_invitation"
    WAIT = "wait"

    @property
    def channel(self) -> str:
        """The channel a message leaves by; "" for a wait."""
        return {StepKind.EMAIL: "email", StepKind.LINKEDIN_INVITATION: "linkedin"}.get(self, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`wait_days` are calendar days, of a wait; `objective` is what a message is to achieve."""

    id: StepId
    kind: StepKind
    wait_days: int = 0
    objective: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """At most seven touches and four e-mails; it begins and ends with a message (SEQ-1)."""

    MOST_TOUCHES: ClassVar[int] = 7
    MOST_EMAILS: ClassVar[int] = 4
    MOST_STEPS: ClassVar[int] = 20
    MOST_DAYS: ClassVar[int] = 60

    steps: tuple[Step, ...] = ()

    def faults(self) -> list[FieldFault]:
        """Every step that is wrong, by its place; none for a sequence that can run."""
        found = [] if self.steps else [FieldFault("/steps", "sequence-empty")]
        if len(self.steps) > self.MOST_STEPS:
            found.append(FieldFault("/steps", "sequence-too-long"))
        touches = emails = 0
        for place, step in enumerate(self.steps):
            here = f"/steps/{place}"
            if step.kind is StepKind.WAIT:
                found += self._wait_faults(place, step)
                continue
            if step.wait_days:
                found.append(FieldFault(f"{here}/wait_days", "step-takes-no-wait"))
            touches += 1
            emails += step.kind is StepKind.EMAIL
            if touches > self.MOST_TOUCHES:
                found.append(FieldFault(here, "too-many-touches"))
            if step.kind is StepKind.EMAIL and emails > self.MOST_EMAILS:
                found.append(FieldFault(here, "too-many-emails"))
        if len({step.id for step in self.steps}) != len(self.steps):
            found.append(FieldFault("/steps", "step-twice"))
        return found

    def _wait_faults(self, place: int, step: Step) -> list[FieldFault]:
        here, found = f"/steps/{place}", []
        if place == 0:
            found.append(FieldFault(here, "sequence-begins-with-wait"))
        if place == len(self.steps) - 1:
            found.append(FieldFault(here, "sequence-ends-with-wait"))
        if not 1 <= step.wait_days <= self.MOST_DAYS:
            found.append(FieldFault(f"{here}/wait_days", "wait-out-of-bounds"))
        return found

    def require_valid(self) -> None:
        found = self.faults()
        if found:
            raise SequenceRefused(faults=found)

    def index_of(self, step_id: StepId) -> int | None:
        return next((place for place, step in enumerate(self.steps) if step.id == step_id), None)

    @property
    def channels(self) -> frozenset[str]:
        return frozenset(step.kind.channel for step in self.steps if step.kind.channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaRecord:
    """The balancing test of a campaign, signed by a named person (compliance.md L6)."""

    interest: str
    necessity: str
    balance: str
    signed_at: datetime
    signed_by: UserId

    LEAST: ClassVar[int] = 10

    @classmethod
    def sign(
        cls, *, interest: str, necessity: str, balance: str, by: UserId, at: datetime
    ) -> "LiaRecord":
        told = {"interest": interest, "necessity": necessity, "balance": balance}
        short = [name for name, text in told.items() if len(text.strip()) < cls.LEAST]
        if short:
            raise LiaIncomplete(faults=[FieldFault(f"/{name}", "lia-too-short") for name in short])
        return cls(
            interest=interest.strip(),
            necessity=necessity.strip(),
            balance=balance.strip(),
            signed_at=at,
            signed_by=by,
        )


class CampaignState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(slots=True, kw_only=True)
class Campaign:
    """One offer to one persona by one sequence. What runs is what was checked: it is edited as a
    draft only, and a signed balancing test covers the sequence and offer it was signed for.
    """

    id: CampaignId
    workspace_id: WorkspaceId
    name: str
    offer_id: OfferId
    persona_id: PersonaId
    goal: str
    created_by: UserId
    created_at: datetime
    mailbox_id: SenderId | None = None
    linkedin_id: SenderId | None = None
    mode: str = "copilot"
    state: CampaignState = CampaignState.DRAFT
    sequence: Sequence = field(default_factory=Sequence)
    lia: LiaRecord | None = None
    enrolled: int = 0
    launched_at: datetime | None = None
    launched_by: UserId | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    def _require_draft(self) -> None:
        if self.state is not CampaignState.DRAFT:
            raise CampaignNotEditable

    def edit(
        self,
        *,
        name: str | None = None,
        offer_id: OfferId | None = None,
        persona_id: PersonaId | None = None,
        goal: str | None = None,
    ) -> None:
        """Change what is given. The name may change at any time, the rest in a draft only."""
        if name is not None:
            self.name = name
        if (offer_id or persona_id or goal) is None:
            return
        self._require_draft()
        if offer_id not in {None, self.offer_id} or persona_id not in {None, self.persona_id}:
            self.lia = None
        self.offer_id = offer_id or self.offer_id
        self.persona_id = persona_id or self.persona_id
        self.goal = self.goal if goal is None else goal

    def use_senders(self, mailbox_id: SenderId | None, linkedin_id: SenderId | None) -> None:
        self._require_draft()
        self.mailbox_id, self.linkedin_id = mailbox_id, linkedin_id

    def put_sequence(self, sequence: Sequence) -> None:
        """Raise SequenceRefused with every fault, or CampaignNotEditable."""
        self._require_draft()
        sequence.require_valid()
        if sequence.channels != self.sequence.channels:
            self.lia = None
        self.sequence = sequence

    def sign_lia(self, record: LiaRecord) -> None:
        self.lia = record
        self.events.append(
            events.LiaSigned(
                at=record.signed_at,
                workspace_id=self.workspace_id,
                campaign_id=self.id,
                by=record.signed_by,
            )
        )

    def count_enrolled(self, more: int) -> None:
        if self.state is CampaignState.FINISHED:
            raise CampaignNotEditable
        self.enrolled += more

    def launch(self, *, by: UserId, at: datetime) -> None:
        """The pre-flight is the caller's duty: only LaunchCampaign calls this."""
        if self.state is not CampaignState.DRAFT:
            raise CampaignNotInState
        self.state, self.launched_at, self.launched_by = CampaignState.RUNNING, at, by
        self.events.append(
            events.CampaignLaunched(
                at=at, workspace_id=self.workspace_id, campaign_id=self.id, by=by
            )
        )

    def pause(self, *, by: UserId, at: datetime) -> None:
        """Nothing new is taken from it; what waits to be sent stays and says why."""
        if self.state is not CampaignState.RUNNING:
            raise CampaignNotInState
        self.state = CampaignState.PAUSED
        self.events.append(
            events.CampaignPaused(at=at, workspace_id=self.workspace_id, campaign_id=self.id, by=by)
        )

    def resume(self, *, by: UserId, at: datetime) -> None:
        if self.state is not CampaignState.PAUSED:
            raise CampaignNotInState
        self.state = CampaignState.RUNNING
        self.events.append(
            events.CampaignResumed(
                at=at, workspace_id=self.workspace_id, campaign_id=self.id, by=by
            )
        )

    def finish(self, *, at: datetime) -> bool:
        if self.state is not CampaignState.RUNNING:
            return False
        self.state = CampaignState.FINISHED
        self.events.append(
            events.CampaignFinished(at=at, workspace_id=self.workspace_id, campaign_id=self.id)
        )
        return True

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken


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
    SKIPPED = "skipped"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    CANCELLED = "cancelled"


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
    reason: str = ""
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

    def take_step(self, sequence: Sequence, reachable: frozenset[str], *, at: datetime) -> None:
        """Go to the next message that can reach the person, or to the end.

        `reachable` are the channels on which the person can be written to; steps on others are
        passed. Waits count from `at`.
        """
        if self.state is not EnrolmentState.ACTIVE or self.next_at is None or self.next_at > at:
            return
        while self.step_index < len(sequence.steps):
            step = sequence.steps[self.step_index]
            if step.kind is StepKind.WAIT:
                self._wait(step, at)
                return
            if step.kind.channel in reachable:
                self._await(step, at)
                return
            self._pass(step, StepOutcome.UNREACHABLE, at)
        self._end(EnrolmentState.FINISHED, "finished", at)

    def record_done(
        self,
        sequence: Sequence,
        step_id: StepId,
        outcome: StepOutcome,
        *,
        at: datetime,
    ) -> bool:
        """The step under way is over; False when it was not under way (a repeat)."""
        if not self.awaits(sequence, step_id):
            return False
        self.touches += outcome is StepOutcome.SENT
        self._pass(sequence.steps[self.step_index], outcome, at)
        if self.step_index >= len(sequence.steps):
            self._end(EnrolmentState.FINISHED, "finished", at)
            return True
        self.state, self.next_at = EnrolmentState.ACTIVE, at
        if sequence.steps[self.step_index].kind is StepKind.WAIT:
            self._wait(sequence.steps[self.step_index], at)
        return True

    def stop(self, reason: str, *, at: datetime) -> bool:
        """For good; False when it was over."""
        if self.is_over:
            return False
        self._end(EnrolmentState.STOPPED, reason, at)
        return True

    def pause(self) -> None:
        if self.state is EnrolmentState.ACTIVE:
            self.state = EnrolmentState.PAUSED

    def _wait(self, step: Step, at: datetime) -> None:
        self.step_index += 1
        self.next_at = at + timedelta(days=step.wait_days)

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
            )
        )

    def _pass(self, step: Step, outcome: StepOutcome, at: datetime) -> None:
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
        self.step_index += 1

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    prospect_id: ProspectId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """Everything that is missing before a launch, at once (SEQ-8); nothing when it is ready."""

    missing: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        return not self.missing


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
