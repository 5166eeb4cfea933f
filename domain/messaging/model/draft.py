"""A message on its way to a decision."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, TypedDict

from domain.messaging import errors
from domain.messaging.events import (
    DraftApproved,
    DraftDismissed,
    DraftExpired,
    DraftGenerated,
    DraftSkipped,
)
from domain.messaging.model.brief import Language, MessageKind
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    ProspectId,
    StepId,
    UserId,
    WorkspaceId,
)


class DraftState(StrEnum):
    DRAFTING = "drafting"
    TO_APPROVE = "to_approve"
    BLOCKED = "blocked"
    APPROVED = "approved"
    SKIPPED = "skipped"
    DISMISSED = "dismissed"
    EXPIRED = "expired"
    TO_READ = "to_read"
    """A call script: a person reads it, nobody approves it and nothing leaves."""


class SegmentKind(StrEnum):
    """GEN-2, and the words a person put in."""

    GREETING = "greeting"
    ABOUT_PROSPECT = "about_prospect"
    ABOUT_US = "about_us"
    QUESTION = "question"
    CALL_TO_ACTION = "call_to_action"
    CLOSING = "closing"
    OWN_WORDS = "own_words"


class ClaimState(StrEnum):
    SOURCED = "sourced"
    STALE = "stale"
    UNSUPPORTED = "unsupported"


class DismissReason(StrEnum):
    """The closed list of SCO-3."""

    BAD_COMPANY = "bad_company"
    WRONG_PERSON = "wrong_person"
    BAD_SIGNAL = "bad_signal"
    ALREADY_KNOWN = "already_known"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement and its evidence: a fact of the prospect, or a proof of the offer."""

    about: str
    ref: str
    quote: str
    source: str
    observed_at: datetime | None
    state: ClaimState


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    text: str
    kind: SegmentKind
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`code` is stable and translated by the screen; `excerpt` is the offending text."""

    code: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    blocks: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The exact bytes that leave, and their hash."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]
    sha256: str

    @classmethod
    def of(cls, *, subject: str, text: str, html: str, headers: dict[str, str]) -> "Rendered":
        return cls(
            subject=subject,
            text=text,
            html=html,
            headers=headers,
            sha256=canonical_sha256(subject, text, html, headers),
        )

    @property
    def is_intact(self) -> bool:
        return self.sha256 == canonical_sha256(self.subject, self.text, self.html, self.headers)


def canonical_sha256(subject: str, text: str, html: str, headers: dict[str, str]) -> str:
    """SHA-256 over one canonical form of everything that leaves."""
    whole = {"subject": subject, "text": text, "html": html, "headers": headers}
    canonical = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who wrote this version (AI Act art. 50, compliance.md A12 and L9)."""

    ai_generated: bool
    vendor: str
    model: str
    prompt_version: str
    input_tokens: int
    output_tokens: int
    facts_used: tuple[str, ...]
    instruction: str
    edited_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftVersion:
    made_at: datetime
    subject: str
    segments: tuple[Segment, ...]
    rendered: Rendered
    verdict: Verdict
    provenance: Provenance
    basis: str
    unattended: bool = False
    """Its bytes say that no person read them, so it may leave that way (compliance.md A12)."""


class _Stamp(TypedDict):
    at: datetime
    workspace_id: WorkspaceId
    draft_id: DraftId
    campaign_id: CampaignId
    enrolment_id: EnrolmentId
    prospect_id: ProspectId
    step_id: StepId
    channel: str


@dataclass(slots=True, kw_only=True)
class Draft:
    """One message for one step of one enrolment.

    Only the last version counts. It can be approved once, by its hash, while it is neither
    blocked nor older than seven days; what was approved never changes afterwards.
    """

    LIFETIME: ClassVar[timedelta] = timedelta(days=7)
    MAX_REWRITES: ClassVar[int] = 10
    OPEN: ClassVar[frozenset[DraftState]] = frozenset(
        {DraftState.DRAFTING, DraftState.TO_APPROVE, DraftState.BLOCKED}
    )

    id: DraftId
    workspace_id: WorkspaceId
    campaign_id: CampaignId
    enrolment_id: EnrolmentId
    prospect_id: ProspectId
    step_id: StepId
    step_index: int
    kind: MessageKind
    language: Language
    created_at: datetime
    expires_at: datetime
    tried_at: datetime
    """Wall time of the last attempt at writing, for the sweep that tries again."""
    state: DraftState = DraftState.DRAFTING
    versions: list[DraftVersion] = field(default_factory=list)
    rewrites: int = 0
    problem: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    reason: str = ""
    mandate: str = ""
    """The mandate it was approved under; "" where a person read it (obligation 69)."""
    sampled: bool = False
    """Drawn for a person although a mandate covered it (AUT-2)."""
    doubt: str = ""
    """The axis on which the second reader was not sure (AUT-5)."""
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @property
    def current(self) -> DraftVersion:
        """The last version; raise DraftBeingWritten before there is one."""
        if not self.versions:
            raise errors.DraftBeingWritten
        return self.versions[-1]

    @property
    def channel(self) -> str:
        return self.kind.channel

    def _stamp(self, at: datetime) -> _Stamp:
        return _Stamp(
            at=at,
            workspace_id=self.workspace_id,
            draft_id=self.id,
            campaign_id=self.campaign_id,
            enrolment_id=self.enrolment_id,
            prospect_id=self.prospect_id,
            step_id=self.step_id,
            channel=self.channel,
        )

    def _require_open(self, at: datetime) -> None:
        if self.state is DraftState.EXPIRED:
            raise errors.DraftTooOld
        if self.state not in self.OPEN:
            raise errors.DraftAlreadyDecided
        if self.state is not DraftState.DRAFTING and at >= self.expires_at:
            raise errors.DraftTooOld

    def require_rewritable(self, at: datetime) -> None:
        """A draft that expired by age may be written anew; one that was decided may not."""
        if self.state is DraftState.TO_READ:
            return
        if self.state is DraftState.EXPIRED and self.reason == "age":
            return
        if self.state is DraftState.DRAFTING:
            raise errors.DraftBeingWritten
        if at < self.expires_at:
            self._require_open(at)
        elif self.state not in self.OPEN:
            raise errors.DraftAlreadyDecided

    def take(self, made: DraftVersion, *, at: datetime) -> None:
        """Make this the current version; the gate's verdict decides whether it can be approved.

        Its seven days begin now (COP-4): the time that writing took is not the approver's.
        """
        if self.state is not DraftState.DRAFTING:
            self.require_rewritable(at)
        self.expires_at = at + self.LIFETIME
        self.versions.append(made)
        self.problem, self.reason = "", ""
        self.state = DraftState.BLOCKED if made.verdict.blocks else DraftState.TO_APPROVE
        if self.kind is MessageKind.CALL_SCRIPT:
            self.state = DraftState.TO_READ
        self.events.append(DraftGenerated(**self._stamp(at), state=self.state.value))

    def give_up(self, problem: str, *, at: datetime) -> None:
        """No vendor wrote anything usable: a person decides, with the reason in view."""
        is_script = self.kind is MessageKind.CALL_SCRIPT
        self.state = DraftState.TO_READ if is_script else DraftState.BLOCKED
        self.problem, self.expires_at = problem, at + self.LIFETIME
        self.events.append(DraftGenerated(**self._stamp(at), state=self.state.value))

    def approve(
        self, sha256: str, *, basis: str, by: UserId, at: datetime, mandate: str = ""
    ) -> bool:
        """False when these very bytes were approved before; nothing happens then. `mandate` is
        what stands for a reading, where `by` signed that instead.
        """
        if self.state is DraftState.APPROVED and sha256 == self.current.rendered.sha256:
            return False
        self._require_open(at)
        if self.state is DraftState.DRAFTING:
            raise errors.DraftBeingWritten
        if self.state is DraftState.BLOCKED:
            blocks = self.versions[-1].verdict.blocks if self.versions else ()
            codes = [finding.code for finding in blocks] or [self.problem]
            raise errors.DraftBlocked(faults=[FieldFault("", code) for code in codes])
        rendered = self.current.rendered
        if sha256 != rendered.sha256 or not rendered.is_intact:
            raise errors.ApprovalMismatch
        if basis != self.current.basis:
            raise errors.DraftOutdated
        self._decide(DraftState.APPROVED, by, at)
        self.mandate = mandate
        self.events.append(
            DraftApproved(**self._stamp(at), sha256=sha256, approved_by=by, mandate_id=mandate)
        )
        return True

    def reopen(self, *, at: datetime) -> bool:
        """What no person read waits for one again. False for anything else."""
        if self.state is not DraftState.APPROVED or not self.mandate:
            return False
        self.state, self.mandate, self.decided_at, self.decided_by = (
            DraftState.TO_APPROVE,
            "",
            None,
            "",
        )
        self.expires_at = at + self.LIFETIME
        self.events.append(DraftGenerated(**self._stamp(at), state=self.state.value))
        return True

    def draw_sample(self) -> bool:
        """False when it was decided meanwhile."""
        self.sampled = self.state is DraftState.TO_APPROVE
        return self.sampled

    def doubt_it(self, axis: str) -> bool:
        """False when it was decided meanwhile."""
        if self.state is not DraftState.TO_APPROVE:
            return False
        self.doubt = axis
        return True

    def block(self, verdict: Verdict, *, at: datetime) -> None:
        """The gate refuses today what it let through before; what was decided stays."""
        self._require_open(at)
        self.versions[-1] = replace(self.current, verdict=verdict)
        self.state = DraftState.BLOCKED

    def skip(self, *, by: UserId, at: datetime) -> None:
        self._require_open(at)
        self._decide(DraftState.SKIPPED, by, at)
        self.events.append(DraftSkipped(**self._stamp(at)))

    def dismiss(self, reason: DismissReason, *, by: UserId, at: datetime) -> None:
        self._require_open(at)
        self._decide(DraftState.DISMISSED, by, at)
        self.reason = reason.value
        self.events.append(DraftDismissed(**self._stamp(at), reason=reason.value))

    def expire(self, reason: str, *, at: datetime) -> bool:
        """False when it was decided already."""
        if self.state not in self.OPEN:
            return False
        self.state, self.reason = DraftState.EXPIRED, reason
        self.events.append(DraftExpired(**self._stamp(at), reason=reason))
        return True

    def _decide(self, state: DraftState, by: UserId, at: datetime) -> None:
        self.state, self.decided_at, self.decided_by = state, at, by

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken
