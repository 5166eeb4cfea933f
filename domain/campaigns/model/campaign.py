"""Campaigns: one offer, one persona, one sequence."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.campaigns import events
from domain.campaigns.errors import (
    CampaignNotEditable,
    CampaignNotInState,
    LiaIncomplete,
    TooManyRevisions,
)
from domain.campaigns.model.sequence import Sequence
from domain.shared.errors import FieldFault
from domain.shared.events import Event
from domain.shared.ids import CampaignId, OfferId, PersonaId, SenderId, UserId, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaRecord:
    """The balancing test of a campaign, signed by a named person (compliance.md L6). After a year
    somebody looks again and signs again (obligation 54).
    """

    interest: str
    necessity: str
    balance: str
    signed_at: datetime
    signed_by: UserId

    LEAST: ClassVar[int] = 10
    HOLDS: ClassVar[timedelta] = timedelta(days=365)

    @property
    def review_at(self) -> datetime:
        return self.signed_at + self.HOLDS

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


class RevisionScope(StrEnum):
    """Whom a change of a running sequence is for (SEQ-4)."""

    ALL = "all"
    NEW_ONLY = "new_only"


class Colleagues(StrEnum):
    """What a reply does to the others of the same company (SEQ-3): a freeze holds first touches
    until a person decides.
    """

    FREEZE = "freeze"
    STOP = "stop"
    GO_ON = "go_on"


class Gone(StrEnum):
    """Where people go who stand at a step that is taken out (SEQ-4)."""

    NEXT_STEP = "next_step"
    FINISH = "finish"


class CampaignState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(slots=True, kw_only=True)
class Campaign:
    """One offer to one persona by one sequence. Offer, persona and senders are edited as a draft
    only; the sequence also while it runs, as a new revision that people in it follow or not
    (SEQ-4). A signed balancing test covers the channels and the offer it was signed for.
    """

    MOST_REVISIONS: ClassVar[int] = 50

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
    colleagues: Colleagues = Colleagues.FREEZE
    state: CampaignState = CampaignState.DRAFT
    sequence: Sequence = field(default_factory=Sequence)
    revision: int = 0
    past: dict[str, Sequence] = field(default_factory=dict)
    """Earlier sequences by revision, for those who still follow them."""
    lia: LiaRecord | None = None
    enrolled: int = 0
    launched_at: datetime | None = None
    launched_by: UserId | None = None
    checklist: tuple[str, ...] = ()
    """What the pre-flight had found in order when that person launched it (obligation 19)."""
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

    def follow_colleagues(self, rule: Colleagues) -> None:
        """At any time: it says what the next reply does."""
        self.colleagues = rule

    def use_senders(self, mailbox_id: SenderId | None, linkedin_id: SenderId | None) -> None:
        self._require_draft()
        self.mailbox_id, self.linkedin_id = mailbox_id, linkedin_id

    def sequence_of(self, revision: int) -> Sequence:
        """The sequence that somebody enrolled at this revision follows."""
        return self.past.get(str(revision), self.sequence)

    def put_sequence(self, sequence: Sequence) -> None:
        """Replace a draft's. Raise SequenceRefused with every fault, or CampaignNotEditable."""
        self._require_draft()
        self._take_sequence(sequence)

    def revise_sequence(
        self, sequence: Sequence, scope: RevisionScope, gone: Gone, *, at: datetime
    ) -> None:
        """Change what runs. Raise SequenceRefused, CampaignNotEditable or TooManyRevisions."""
        if self.state not in {CampaignState.RUNNING, CampaignState.PAUSED}:
            raise CampaignNotEditable
        if self.revision >= self.MOST_REVISIONS:
            raise TooManyRevisions
        before = self.sequence
        self._take_sequence(sequence)
        self.past[str(self.revision)] = before
        self.revision += 1
        self.events.append(
            events.SequenceRevised(
                at=at,
                workspace_id=self.workspace_id,
                campaign_id=self.id,
                revision=self.revision,
                scope=scope.value,
                gone=gone.value,
            )
        )

    def _take_sequence(self, sequence: Sequence) -> None:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """Everything that is missing before a launch, at once (SEQ-8); nothing when it is ready."""

    missing: tuple[str, ...]
    looked_at: tuple[str, ...]
    """Everything that was checked, by what it would have been called missing."""

    @property
    def is_ready(self) -> bool:
        return not self.missing
