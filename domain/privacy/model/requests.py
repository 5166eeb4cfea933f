"""Requests of people about their data (Arts. 12 and 15 to 22)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.privacy.errors import (
    ExtensionTooLate,
    IdentityNotConfirmed,
    ReasonNeeded,
    RequestSettled,
)
from domain.privacy.events import RightsRequestDue, RightsRequestMoved, RightsRequestReceived
from domain.privacy.model.deadlines import answer_due
from domain.shared.events import Event
from domain.shared.ids import ProspectId, WorkspaceId


class RightsKind(StrEnum):
    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    PORTABILITY = "portability"
    WRONG_PERSON = "wrong_person"
    NOT_NOW = "not_now"
    HUMAN = "human"


class RightsChannel(StrEnum):
    """Where the request came in."""

    PORTAL = "portal"
    FORM = "form"
    EMAIL = "email"
    POST = "post"
    PHONE = "phone"


class RequestState(StrEnum):
    IDENTITY_CHECK = "identity_check"
    AWAITING_INSTRUCTION = "awaiting_client_instruction"
    IN_PROCESSING = "in_processing"
    ANSWERED = "answered"
    REFUSED = "refused"


class IdentityCheck(StrEnum):
    """The least that is needed, never a copy of an identity card (PRV-13)."""

    NONE = "none"
    SIGNED_LINK = "signed_link"
    KNOWN_ADDRESS = "known_address"
    CALLED_BACK = "called_back"


class RefusalReason(StrEnum):
    """Art. 12(5), 15(4), 17(3): the closed list behind the templates."""

    NOT_CONCERNED = "not_concerned"
    IDENTITY_DOUBTED = "identity_doubted"
    MANIFESTLY_UNFOUNDED = "manifestly_unfounded"
    EXCESSIVE = "excessive"
    LEGAL_DUTY = "legal_duty"
    LEGAL_CLAIMS = "legal_claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the evidence: what was done, by whom, when."""

    at: datetime
    what: str
    by: str
    note: str = ""


@dataclass(slots=True, kw_only=True)
class RightsRequest:
    """One request, answered by the workspace that decides about the data (obligations 127-130).

    Nothing of substance happens before the identity is settled and the workspace has decided;
    the month runs from receipt, not from either. Times are business time.
    """

    OPEN: ClassVar[frozenset[RequestState]] = frozenset(
        {
            RequestState.IDENTITY_CHECK,
            RequestState.AWAITING_INSTRUCTION,
            RequestState.IN_PROCESSING,
        }
    )
    WARNED_DAYS: ClassVar[tuple[int, ...]] = (10, 3, 0)

    id: str
    workspace_id: WorkspaceId
    kind: RightsKind
    channel: RightsChannel
    prospect_id: ProspectId | None
    requester: str
    """The address to answer to; emptied when the person is erased."""
    message: str
    language: str
    received_at: datetime
    due_at: datetime
    identity: IdentityCheck = IdentityCheck.NONE
    state: RequestState = RequestState.IDENTITY_CHECK
    extended_because: str = ""
    refused_because: str = ""
    decided_by: str = ""
    settled_at: datetime | None = None
    receipt_id: str = ""
    package_id: str = ""
    warned: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def receive(
        cls,
        request_id: str,
        workspace_id: WorkspaceId,
        *,
        kind: RightsKind,
        channel: RightsChannel,
        prospect_id: ProspectId | None,
        requester: str,
        message: str,
        language: str,
        identity: IdentityCheck,
        received_at: datetime,
        at: datetime,
        by: str,
    ) -> "RightsRequest":
        """`received_at` is when the person asked, which can be before it is typed in."""
        made = cls(
            id=request_id,
            workspace_id=workspace_id,
            kind=kind,
            channel=channel,
            prospect_id=prospect_id,
            requester=requester,
            message=message,
            language=language,
            received_at=received_at,
            due_at=answer_due(received_at),
        )
        made.steps.append(Step(at=at, what="received", by=by))
        made.events.append(
            RightsRequestReceived(
                at=at, workspace_id=workspace_id, request_id=request_id, kind=kind.value
            )
        )
        if identity is not IdentityCheck.NONE:
            made.confirm_identity(identity, by=by, at=at)
        return made

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def _require_open(self) -> None:
        if not self.is_open:
            raise RequestSettled

    def _move(self, state: RequestState, what: str, *, by: str, at: datetime, note: str) -> None:
        self.state = state
        self.steps.append(Step(at=at, what=what, by=by, note=note))
        self.events.append(
            RightsRequestMoved(
                at=at, workspace_id=self.workspace_id, request_id=self.id, state=state.value
            )
        )

    def confirm_identity(self, check: IdentityCheck, *, by: str, at: datetime) -> None:
        self._require_open()
        self.identity = check
        state = self.state
        if state is RequestState.IDENTITY_CHECK:
            state = RequestState.AWAITING_INSTRUCTION
        self._move(state, "identity_confirmed", by=by, at=at, note=check.value)

    def grant(self, *, by: str, at: datetime) -> None:
        """The workspace's instruction to do what is asked."""
        self._require_open()
        if self.identity is IdentityCheck.NONE:
            raise IdentityNotConfirmed
        self.decided_by = by
        self._move(RequestState.IN_PROCESSING, "granted", by=by, at=at, note="")

    def refuse(self, reason: RefusalReason, note: str, *, by: str, at: datetime) -> None:
        """The answer names the reason and the way to complain (Art. 12(4))."""
        self._require_open()
        self.decided_by, self.refused_because, self.settled_at = by, reason.value, at
        self._move(RequestState.REFUSED, "refused", by=by, at=at, note=note)

    def extend(self, reason: str, *, by: str, at: datetime) -> None:
        """Two more months, once, told with its reason inside the first (Art. 12(3))."""
        self._require_open()
        if not reason.strip():
            raise ReasonNeeded
        if self.extended_because or at > answer_due(self.received_at):
            raise ExtensionTooLate
        self.extended_because = reason
        self.due_at = answer_due(self.received_at, extended=True)
        self.warned = []
        self._move(self.state, "extended", by=by, at=at, note=reason)

    def answer(self, *, by: str, at: datetime, receipt_id: str = "", package_id: str = "") -> None:
        """What was granted is done; raise IdentityNotConfirmed before a decision."""
        self._require_open()
        if self.state is not RequestState.IN_PROCESSING:
            raise IdentityNotConfirmed
        self.receipt_id, self.package_id, self.settled_at = receipt_id, package_id, at
        self._move(RequestState.ANSWERED, "answered", by=by, at=at, note="")

    def forget(self) -> None:
        """Keep the proof of the request without the person (obligation 122)."""
        self.requester = self.message = ""

    def warn(self, *, at: datetime) -> bool:
        """Tell the workspace when ten days, three days and none are left; each once."""
        if not self.is_open:
            return False
        left = (self.due_at - at) / timedelta(days=1)
        new = [days for days in self.WARNED_DAYS if left <= days and days not in self.warned]
        if not new:
            return False
        self.warned += new
        self.events.append(
            RightsRequestDue(
                at=at, workspace_id=self.workspace_id, request_id=self.id, days_left=min(new)
            )
        )
        return True

    @property
    def warns_at(self) -> datetime | None:
        """When `warn` has something new to say; None when it never will."""
        left = [days for days in self.WARNED_DAYS if days not in self.warned]
        return self.due_at - timedelta(days=max(left)) if self.is_open and left else None

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken


@dataclass(slots=True, kw_only=True)
class RightsIntake:
    """A request from the public form or the privacy contact, before it is known whose it is.

    No workspace: which ones hold the person is found by looking. The writer learns nothing of it.
    """

    id: str
    kind: RightsKind
    email: str
    message: str
    language: str
    received_at: datetime
    is_forwarded: bool = False
    forwarded_to: int = 0
    channel: RightsChannel = RightsChannel.FORM
