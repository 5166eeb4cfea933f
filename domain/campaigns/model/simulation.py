"""What a campaign would do in the next ten working days (AUT-6)."""

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import ClassVar, Protocol

from domain.campaigns.events import StepDue
from domain.campaigns.model.calendar import WorkDays
from domain.campaigns.model.enrolment import Enrolment, EnrolmentState, StepOutcome
from domain.campaigns.model.sequence import Sequence as Steps
from domain.campaigns.model.sequence import Step, StepKind
from domain.shared.ids import (
    CampaignId,
    EnrolmentId,
    ProspectId,
    SimulationId,
    StepId,
    UserId,
    WorkspaceId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Why nothing leaves at an instant, and when to look again. `code` is one of SND-6."""

    code: str
    until: datetime


class RehearsedAccount(Protocol):
    """One sending account on a virtual clock: the engine's own doors and limits, and no vendor."""

    def refusal(self, at: datetime) -> Hold | None:
        """What the account itself forbids at this instant, or the campaign's or workspace's cap."""
        ...

    def person_refusal(
        self,
        *,
        country: str,
        location: str,
        last_mail_at: datetime | None,
        touch: "Touching",
        at: datetime,
    ) -> Hold | None:
        """What the hours and days of the person forbid, the gap since their last e-mail, and the
        people of their company.
        """
        ...

    def send(self, key: str, touch: "Touching", at: datetime) -> None:
        """Take the slots; call it only when nothing is refused."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Touching:
    """Whom a message goes to. `first`: nothing reached them before."""

    prospect_id: ProspectId
    company: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    at: datetime
    prospect_id: ProspectId
    enrolment_id: EnrolmentId
    step_id: StepId
    step_index: int
    kind: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayVolume:
    """`credits` are those of the texts written that day."""

    day: date
    emails: int = 0
    linkedin: int = 0
    tasks: int = 0
    credits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    prospect_id: ProspectId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """The first day on which a limit held something back."""

    code: str
    channel: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    actions: tuple[PlannedAction, ...]
    days: tuple[DayVolume, ...]
    skipped: tuple[Skipped, ...]
    bindings: tuple[Binding, ...]
    unplaced: int
    """Messages that were due in these days and found no slot."""
    busiest_company: str
    busiest_company_actions: int
    credits: int


@dataclass(slots=True, kw_only=True)
class Simulation:
    """A simulation that was made, frozen: `plan_hash` covers everything it was computed from.

    It counts for seven days (AUT-1). The calendar keeps the first 2 000 actions.
    """

    WORKING_DAYS: ClassVar[int] = 10
    LIFETIME: ClassVar[timedelta] = timedelta(days=7)
    KEPT_ACTIONS: ClassVar[int] = 2000
    KEPT_SKIPPED: ClassVar[int] = 500

    id: SimulationId
    workspace_id: WorkspaceId
    campaign_id: CampaignId
    made_at: datetime
    made_by: UserId
    until: datetime
    plan_hash: str
    people: int
    total_actions: int
    outcome: Outcome
    credits_available: int
    version: int = 0

    def is_fresh(self, at: datetime) -> bool:
        return at < self.made_at + self.LIFETIME


@dataclass(slots=True, kw_only=True)
class Walker:
    """One person who walks through the sequence on the virtual clock."""

    enrolment: Enrolment
    steps: Steps
    channels: frozenset[str]
    days: WorkDays
    country: str
    location: str
    company: str
    last_mail_at: datetime | None = None
    due: Step | None = None
    due_index: int = 0


@dataclass(slots=True, kw_only=True)
class _Line:
    """Who waits for one account: those whose time is to come, and those who could go now."""

    account: RehearsedAccount
    future: list[tuple[datetime, int]] = field(default_factory=list)
    ready: list[tuple[int, datetime, int]] = field(default_factory=list)
    tick: datetime | None = None


_MOMENT = timedelta(seconds=1)


@dataclass(slots=True, kw_only=True)
class Rehearsal:
    """The engine's planner and doors on a virtual clock, from one instant to another.

    The worst case for volume: everything written is approved at once and nobody answers, accepts
    or bounces; what is done by hand is done at once.
    """

    start: datetime
    until: datetime
    accounts: Mapping[str, RehearsedAccount]
    """By channel."""
    price: int
    """Credits of one text."""
    _agenda: list[tuple[datetime, int, str, str | int]] = field(default_factory=list)
    _count: int = 0
    _walkers: list[Walker] = field(default_factory=list)
    _lines: dict[str, _Line] = field(default_factory=dict)
    _actions: list[PlannedAction] = field(default_factory=list)
    _volumes: dict[date, Counter[str]] = field(default_factory=dict)
    _bindings: dict[tuple[str, str], date] = field(default_factory=dict)
    _by_company: Counter[str] = field(default_factory=Counter)
    _skipped: list[Skipped] = field(default_factory=list)

    def run(self, walkers: Sequence[Walker]) -> Outcome:
        self._walkers = list(walkers)
        self._lines = {name: _Line(account=one) for name, one in self.accounts.items()}
        for place in range(len(self._walkers)):
            self._plan(self.start, "walk", place)
        while self._agenda and self._agenda[0][0] < self.until:
            at, _, what, which = heapq.heappop(self._agenda)
            if what == "walk":
                self._walk(int(which), at)
            else:
                self._tick(str(which), at)
        return self._outcome()

    def _plan(self, at: datetime, what: str, which: str | int) -> None:
        self._count += 1
        heapq.heappush(self._agenda, (at, self._count, what, which))

    def _walk(self, place: int, at: datetime) -> None:
        """Let somebody go on to their next message, task, wait or end."""
        walker = self._walkers[place]
        enrolment = walker.enrolment
        enrolment.take_step(walker.steps, walker.channels, at=at, later=walker.days.later)
        due = [one for one in enrolment.take_events() if isinstance(one, StepDue)]
        if not due:
            if enrolment.state is EnrolmentState.ACTIVE and enrolment.next_at is not None:
                self._plan(enrolment.next_at, "walk", place)
            return
        walker.due, walker.due_index = walker.steps.steps[due[0].step_index], due[0].step_index
        if walker.due.is_by_hand:
            self._record(walker, at, "tasks")
            self._done(place, at, StepOutcome.REPORTED)
            return
        line = self._lines.get(walker.due.kind.channel)
        if line is None:
            self._skipped.append(Skipped(prospect_id=enrolment.prospect_id, code="sender_missing"))
            return
        heapq.heappush(line.future, (at, place))
        self._wake(walker.due.kind.channel, line, at)

    def _wake(self, channel: str, line: _Line, at: datetime) -> None:
        if line.tick is None or at < line.tick:
            line.tick = at
            self._plan(at, "tick", channel)

    def _tick(self, channel: str, at: datetime) -> None:
        """Let the first of an account's line go, if account and person allow it now."""
        line = self._lines[channel]
        if line.tick != at:
            return
        line.tick = None
        while line.future and line.future[0][0] <= at:
            since, place = heapq.heappop(line.future)
            rank = 1 if self._walkers[place].enrolment.touches else 2
            heapq.heappush(line.ready, (rank, since, place))
        if line.ready:
            held = line.account.refusal(at)
            if held is not None:
                self._bind(held, channel, at)
                self._wake(channel, line, max(held.until, at + _MOMENT))
                return
            self._let_one_go(channel, line, at)
        if line.ready:
            self._wake(channel, line, at + _MOMENT)
        elif line.future:
            self._wake(channel, line, max(line.future[0][0], at + _MOMENT))

    def _let_one_go(self, channel: str, line: _Line, at: datetime) -> None:
        while line.ready:
            _, _, place = heapq.heappop(line.ready)
            walker = self._walkers[place]
            touch = Touching(
                prospect_id=walker.enrolment.prospect_id,
                company=walker.company,
                first=walker.enrolment.touches == 0,
            )
            held = line.account.person_refusal(
                country=walker.country,
                location=walker.location,
                last_mail_at=walker.last_mail_at if channel == "email" else None,
                touch=touch,
                at=at,
            )
            if held is not None:
                if held.code == "company_cap":
                    self._bind(held, channel, at)
                heapq.heappush(line.future, (max(held.until, at + _MOMENT), place))
                continue
            line.account.send(f"{place}:{walker.due_index}", touch, at)
            if channel == "email":
                walker.last_mail_at = at
            self._record(walker, at, channel)
            self._done(place, at, StepOutcome.SENT)
            return

    def _done(self, place: int, at: datetime, outcome: StepOutcome) -> None:
        walker = self._walkers[place]
        enrolment, step = walker.enrolment, walker.due
        if step is None:
            return
        enrolment.record_done(walker.steps, step.id, outcome, at=at, later=walker.days.later)
        enrolment.take_events()
        walker.due = None
        if enrolment.state is EnrolmentState.ACTIVE and enrolment.next_at is not None:
            self._plan(max(enrolment.next_at, at), "walk", place)

    def _record(self, walker: Walker, at: datetime, channel: str) -> None:
        step = walker.due
        if step is None:
            return
        self._actions.append(
            PlannedAction(
                at=at,
                prospect_id=walker.enrolment.prospect_id,
                enrolment_id=walker.enrolment.id,
                step_id=step.id,
                step_index=walker.due_index,
                kind=step.kind.value,
                channel=step.kind.channel,
            )
        )
        volume = self._volumes.setdefault(at.astimezone(walker.days.zone).date(), Counter())
        volume[channel] += 1
        is_bare = step.kind is StepKind.LINKEDIN_INVITATION and not step.with_note
        if step.is_written and not is_bare:
            volume["credits"] += self.price
        self._by_company[walker.company] += 1

    def _bind(self, held: Hold, channel: str, at: datetime) -> None:
        self._bindings.setdefault((held.code, channel), at.date())

    def _outcome(self) -> Outcome:
        waiting = sum(len(line.future) + len(line.ready) for line in self._lines.values())
        self._by_company.pop("", None)
        busiest = self._by_company.most_common(1)
        company, most = busiest[0] if busiest else ("", 0)
        days = tuple(
            DayVolume(
                day=day,
                emails=volume["email"],
                linkedin=volume["linkedin"],
                tasks=volume["tasks"],
                credits=volume["credits"],
            )
            for day, volume in sorted(self._volumes.items())
        )
        return Outcome(
            actions=tuple(self._actions),
            days=days,
            skipped=tuple(self._skipped),
            bindings=tuple(
                Binding(code=code, channel=channel, day=day)
                for (code, channel), day in sorted(self._bindings.items(), key=lambda one: one[1])
            ),
            unplaced=waiting,
            busiest_company=company,
            busiest_company_actions=most,
            credits=sum(one.credits for one in days),
        )
