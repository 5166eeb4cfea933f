"""Looking up the professional address of identified people (ENR-1, obligation 106)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.enrichment.events import ContactFound, ContactNotFound
from domain.shared.events import Event
from domain.shared.ids import EnrichmentId, OperationId, ProspectId, UserId, WorkspaceId


class Field(StrEnum):
    """Work addresses only: personal ones are never asked for (ENR-1)."""

    WORK_EMAIL = "work_email"


PRICE: dict[Field, int] = {Field.WORK_EMAIL: 5}

# The provider takes at most 100 people per job (vendors/fullenrich.md 2.1).
JOB_SIZE = 100
MAX_SELECTION = 500
FRESH_FOR = timedelta(days=180)
# The cap of a workspace counts the people asked for in this span before now.
CAP_SPAN = timedelta(hours=24)
PER_DAY_AT_FIRST = 1_000
MOST_PER_DAY = 10_000
# A found address that bounces for good within this is refunded (ENR-1).
REFUND_WITHIN = timedelta(days=30)


class EmailStatus(StrEnum):
    DELIVERABLE = "deliverable"
    HIGH_PROBABILITY = "high_probability"
    CATCH_ALL = "catch_all"
    INVALID = "invalid"
    UNKNOWN = "unknown"

    @property
    def is_usable(self) -> bool:
        return self in {EmailStatus.DELIVERABLE, EmailStatus.HIGH_PROBABILITY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the provider is told about one person: who they are and where they work."""

    first_name: str
    last_name: str
    company: str
    domain: str
    linkedin_url: str
    work_email_verified_at: datetime | None
    """When a usable work address of this person was last verified; None without one."""

    @property
    def is_sufficient(self) -> bool:
        """vendors/fullenrich.md 2.1: a name with a company or domain, or a LinkedIn address."""
        named = bool(self.first_name and self.last_name)
        return bool(self.linkedin_url) or (named and bool(self.domain or self.company))

    def is_known(self, at: datetime) -> bool:
        seen = self.work_email_verified_at
        return seen is not None and at - seen < FRESH_FOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    prospect_id: ProspectId
    code: str


class RequestState(StrEnum):
    ASKED = "asked"
    FOUND = "found"
    SUGGESTED = "suggested"
    NOT_FOUND = "not_found"
    INVALID = "invalid"
    CONFLICT = "conflict"
    KEPT = "kept"
    DROPPED = "dropped"
    FAILED = "failed"


class StoreOutcome(StrEnum):
    """What became of a value handed to the prospect's card."""

    STORED = "stored"
    KEPT = "kept"
    CONFLICT = "conflict"
    DROPPED = "dropped"


@dataclass(slots=True, kw_only=True)
class EnrichmentRequest:
    """One field of one person. It is answered once; only a stored usable value costs credits.

    At most one is open per prospect and field: `open_key` is unique while it is not empty.
    """

    id: EnrichmentId
    workspace_id: WorkspaceId
    batch_id: EnrichmentId
    job_id: EnrichmentId
    prospect_id: ProspectId
    asked_for: Field
    open_key: str
    asked_at: datetime
    state: RequestState = RequestState.ASKED
    value: str = ""
    """While it is open: the address an earlier provider could only suggest."""
    status: str = ""
    settled_at: datetime | None = None
    refunded_at: datetime | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @property
    def is_open(self) -> bool:
        return self.state is RequestState.ASKED

    @property
    def cost(self) -> int:
        return PRICE[self.asked_for] if self.state is RequestState.FOUND else 0

    def hold(self, value: str, status: str) -> None:
        """Keep what a provider can only suggest, in case the next ones know nothing better."""
        if self.is_open and not self.value:
            self.value, self.status = value, status

    def settle(
        self, state: RequestState, *, at: datetime, value: str = "", status: str = ""
    ) -> None:
        """Answer it; a second answer changes nothing."""
        if not self.is_open:
            return
        self.state, self.value, self.status = state, value, status
        self.settled_at, self.open_key = at, ""
        if state is RequestState.FOUND:
            self.events.append(
                ContactFound(
                    at=at,
                    workspace_id=self.workspace_id,
                    request_id=self.id,
                    prospect_id=self.prospect_id,
                    field=self.asked_for.value,
                    status=status,
                )
            )
        else:
            self.events.append(
                ContactNotFound(
                    at=at,
                    workspace_id=self.workspace_id,
                    request_id=self.id,
                    prospect_id=self.prospect_id,
                    field=self.asked_for.value,
                    outcome=state.value,
                )
            )

    def refund(self, bounced: str, *, at: datetime) -> bool:
        """True, once, when this is the paid value that bounced, found no more than 30 days ago."""
        paid = self.state is RequestState.FOUND and self.refunded_at is None
        recent = self.settled_at is not None and at - self.settled_at <= REFUND_WITHIN
        if not paid or not recent or self.value.casefold() != bounced.casefold():
            return False
        self.refunded_at = at
        return True

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken


def open_key(prospect_id: ProspectId, wanted: Field) -> str:
    return f"{prospect_id}:{wanted.value}"


class JobState(StrEnum):
    QUEUED = "queued"
    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(slots=True, kw_only=True)
class EnrichmentJob:
    """Up to 100 requests handed to the provider together.

    `provider` is whose turn it is, `left` who comes next for whoever was not found (ENR-1);
    `past_ids` are the jobs of those before, whose late words count no more. Nobody's turn is named
    in jobs of a time when there was one provider only.

    The provider knows no idempotency key, so SUBMITTING is written before the order leaves and
    means "may have been taken": it is not sent again before six hours of silence
    (vendors/fullenrich.md 6, lost POST response). `armed_at` and `asked_at` are wall time.
    """

    SILENCE: ClassVar[timedelta] = timedelta(hours=6)
    GIVE_UP_AFTER: ClassVar[timedelta] = timedelta(hours=24)

    id: EnrichmentId
    workspace_id: WorkspaceId
    batch_id: EnrichmentId
    asked_at: datetime
    size: int
    state: JobState = JobState.QUEUED
    armed_at: datetime | None = None
    read_at: datetime | None = None
    provider: str = ""
    left: tuple[str, ...] = ()
    past_ids: tuple[str, ...] = ()
    vendor_id: str = ""
    vendor_cost: int | None = None
    problem: str = ""
    version: int = 0

    @property
    def reservation(self) -> str:
        return f"enrichment:{self.id}"

    @property
    def is_open(self) -> bool:
        return self.state not in {JobState.FINISHED, JobState.FAILED}

    def arm(self, *, at: datetime) -> bool:
        """Write down that the order is about to leave; False when it must not leave now."""
        silent = (
            self.state is JobState.SUBMITTING
            and self.armed_at is not None
            and at - self.armed_at >= self.SILENCE
        )
        if self.state is not JobState.QUEUED and not silent:
            return False
        self.state, self.armed_at = JobState.SUBMITTING, at
        return True

    def disarm(self) -> None:
        """The order certainly did not reach the provider."""
        if self.state is JobState.SUBMITTING:
            self.state, self.armed_at = JobState.QUEUED, None

    def taken_as(self, vendor_id: str) -> None:
        """The provider named the job: by its answer, or by a webhook that came before it."""
        if self.is_open and vendor_id not in self.past_ids:
            self.state, self.vendor_id = JobState.SUBMITTED, vendor_id

    def hand_on(self) -> bool:
        """Make it the next provider's turn; False when there is none."""
        if not self.is_open or not self.left:
            return False
        self.past_ids = (*self.past_ids, *([self.vendor_id] if self.vendor_id else []))
        self.provider, self.left = self.left[0], self.left[1:]
        self.state, self.vendor_id = JobState.QUEUED, ""
        self.armed_at = self.read_at = None
        return True

    def finish(self, state: JobState, *, problem: str = "", cost: int | None = None) -> None:
        if self.is_open:
            self.state, self.problem, self.vendor_cost = state, problem, cost


class BatchState(StrEnum):
    RUNNING = "running"
    FINISHED = "finished"


@dataclass(slots=True, kw_only=True)
class EnrichmentBatch:
    """What a person ordered in one go, whatever number of jobs it takes."""

    id: EnrichmentId
    workspace_id: WorkspaceId
    operation_id: OperationId
    fields: tuple[Field, ...]
    created_at: datetime
    created_by: UserId
    refused: tuple[Refusal, ...] = ()
    state: BatchState = BatchState.RUNNING
    credits_charged: int = 0
    version: int = 0


class AnswerState(StrEnum):
    """Where the provider stands with a job; INDETERMINATE keeps the reservation and is re-read."""

    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    OUT_OF_CREDITS = "out_of_credits"
    INDETERMINATE = "indeterminate"

    @property
    def is_final(self) -> bool:
        return self in {self.FINISHED, self.CANCELLED, self.OUT_OF_CREDITS}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundContact:
    """One person's result. `request_id` is the only join key: the `cid` we sent."""

    request_id: EnrichmentId
    email: str
    status: EmailStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class JobAnswer:
    vendor_id: str
    state: AnswerState
    cost: int | None
    contacts: tuple[FoundContact, ...]


@dataclass(slots=True, kw_only=True)
class EnrichmentCap:
    """How many people a workspace may look up in 24 hours. Carries the id of the workspace.

    Every order saves it, so two at once cannot both take the last places.
    """

    id: WorkspaceId
    workspace_id: WorkspaceId
    per_day: int = PER_DAY_AT_FIRST
    version: int = 0


@dataclass(slots=True, kw_only=True)
class ProviderOrder:
    """Whom a workspace asks first. Carries the id of the workspace; empty is the product's own
    order.
    """

    id: WorkspaceId
    workspace_id: WorkspaceId
    providers: tuple[str, ...] = ()
    version: int = 0

    def among(self, offered: Sequence[str]) -> tuple[str, ...]:
        """Those offered, in this order; who is not named comes last."""
        named = [one for one in self.providers if one in offered]
        return (*named, *(one for one in offered if one not in named))


@dataclass(frozen=True, slots=True, kw_only=True)
class CapStanding:
    """`possible_at` is when the cap lets an order pass: now or earlier if it does, None if the
    order is greater than the cap.
    """

    per_day: int
    left: int
    possible_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """BIL-5: what an order can cost, before it is given."""

    cap: CapStanding
    minimum: int
    expected: int
    maximum: int
    balance_after: int
    refused: tuple[Refusal, ...]
