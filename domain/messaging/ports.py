"""What messaging needs from the outside, in its own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.messaging.model.brief import (
    Brief,
    Language,
    MessageKind,
    PriorContact,
    ProspectBrief,
    SalesbookBrief,
    SenderBrief,
    StepBrief,
)
from domain.messaging.model.claims import WrittenSegment
from domain.messaging.model.draft import Draft, DraftState
from domain.messaging.model.extraction import Passage
from domain.messaging.model.imprint import Imprint
from domain.messaging.model.spending import ModelRules, Spent
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    OfferId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import Page, PageAsk


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFilter:
    """None means all."""

    state: DraftState | None = DraftState.TO_APPROVE
    campaign_id: CampaignId | None = None
    channel: str | None = None

    @property
    def kinds(self) -> list[str]:
        """The kinds of message that the channel carries; all without one."""
        return [kind.value for kind in MessageKind if self.channel in {None, kind.channel}]


class Drafts(Protocol):
    async def get(self, workspace_id: WorkspaceId, draft_id: DraftId) -> Draft:
        """Raise DraftNotFound, also for another workspace's."""
        ...

    async def of_step(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId, step_id: StepId
    ) -> Draft | None:
        """The one draft of this step of this enrolment."""
        ...

    async def add(self, draft: Draft) -> None:
        """Raise DraftAlreadyExists for a second draft of one enrolment and step."""
        ...

    async def save(self, draft: Draft) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def open_of(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[Draft]:
        """Undecided drafts for one prospect, oldest first; at most 100."""
        ...


class DraftQueue(Protocol):
    """The drafts as a list of things to decide, and as work to be taken up again."""

    async def page(
        self, workspace_id: WorkspaceId, wanted: ReviewFilter, ask: PageAsk
    ) -> Page[Draft]:
        """Oldest first: what waits longest is decided first."""
        ...

    async def count(self, workspace_id: WorkspaceId, wanted: ReviewFilter) -> int:
        """How many there are; at most 10 000 are counted."""
        ...

    async def latest_of_step(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, step_id: StepId, limit: int
    ) -> Sequence[Draft]:
        """Of everybody who reached this step, newest first."""
        ...

    async def overdue(self, now: datetime, limit: int) -> Sequence[Draft]:
        """Of all workspaces: drafts that wait for a decision past their end (business time)."""
        ...

    async def unwritten(self, tried_before: datetime, limit: int) -> Sequence[Draft]:
        """Of all workspaces: drafts in writing whose last attempt (wall) is older than that."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingAsk:
    """One order to a writer. `findings` are the codes the gate refused the last text for."""

    brief: Brief
    max_characters: int | None
    instruction: str = ""
    previous_text: str = ""
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a model wrote, validated in shape and nothing more."""

    subject: str
    segments: tuple[WrittenSegment, ...]
    vendor: str
    model: str
    prompt_version: str
    input_tokens: int
    output_tokens: int


class Writer(Protocol):
    async def write(self, workspace_id: WorkspaceId, ask: WritingAsk) -> Written:
        """One text for one person of one workspace.

        Raise WriterBusy when no vendor answers (try again later), NothingUsableWritten when they
        answered without a usable text. Asking twice may give two texts, and costs twice.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """One attempt at a model, also a failed one (obligation 68): counts and names, never text."""

    workspace_id: WorkspaceId
    use_case: str
    vendor: str
    model: str
    region: str
    prompt_version: str
    fields_sent: tuple[str, ...]
    input_tokens: int
    cached_tokens: int
    written_tokens: int
    output_tokens: int
    micro_usd: int
    prices: str
    outcome: str
    request_id: str
    took_ms: int

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.cached_tokens + self.written_tokens + self.output_tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What a model says it read, in shape and nothing more."""

    passages: tuple[Passage, ...]
    prompt_version: str
    input_tokens: int
    output_tokens: int


class Extractor(Protocol):
    async def extract(self, workspace_id: WorkspaceId, text: str, language: Language) -> Extraction:
        """Closed fields out of one person's raw words; the caller checks every quote.

        Raise WriterBusy when no vendor answers, NothingUsableWritten when none answers usably.
        """
        ...


class ModelCalls(Protocol):
    async def record(self, call: ModelCall) -> None:
        """Keep it with the wall time it was recorded at, and count it in the day's total."""
        ...

    async def spent_today(self, workspace_id: WorkspaceId) -> Spent:
        """The total of the wall-clock day in UTC, zero without any call."""
        ...


class ModelRulesBook(Protocol):
    async def of(self, workspace_id: WorkspaceId) -> ModelRules:
        """The workspace's own, or the default."""
        ...

    async def save(self, rules: ModelRules) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class Imprints(Protocol):
    """What messages of the day look like, without their words (GEN-5)."""

    async def alike(self, imprint: Imprint, *, since: datetime) -> Sequence[Imprint]:
        """Imprints of other drafts of the workspace and kind that share a band; at most 50."""
        ...

    async def keep(self, imprint: Imprint) -> None:
        """Replace what was kept of this draft."""
        ...


class CampaignView(Protocol):
    async def step(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
    ) -> StepBrief:
        """What the step asks for. Raise StepNotWritable when it is gone or the enrolment over."""
        ...

    async def answer_step(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        sender_id: SenderId,
        *,
        is_mail: bool,
    ) -> StepBrief:
        """What an answer to somebody of this campaign stands on, also once it is over for them.
        Raise NotFound.
        """
        ...

    async def names(
        self, workspace_id: WorkspaceId, campaign_ids: Sequence[CampaignId]
    ) -> Mapping[CampaignId, str]:
        """Names to show; unknown ids are left out."""
        ...


class SalesbookView(Protocol):
    async def brief(
        self, workspace_id: WorkspaceId, offer_id: OfferId, persona_id: str
    ) -> SalesbookBrief:
        """Company, offer, tone and language as they are now. Raise NotFound."""
        ...


class ProspectFacts(Protocol):
    async def brief(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> ProspectBrief:
        """Allow-listed facts only: no address, no phone number (obligation 68). Raise NotFound."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    full_name: str
    job_title: str
    company: str
    score: int | None
    to_check: bool = False
    """Where they work now is not sure (SRC-4)."""


class ReviewPeople(Protocol):
    async def people(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Person]:
        """Who the drafts are for, to show; unknown ids are left out."""
        ...


class SenderIdentity(Protocol):
    async def of(self, workspace_id: WorkspaceId, sender_id: SenderId) -> SenderBrief:
        """Who signs. Raise NotFound."""
        ...


class SentThread(Protocol):
    async def subject(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> str | None:
        """Subject of the first e-mail really sent in this enrolment; None while none was."""
        ...


class PriorContacts(Protocol):
    async def before(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, enrolment_id: EnrolmentId
    ) -> Sequence[PriorContact]:
        """With this person or people of their company, latest first, at most 10; none once this
        enrolment has touched them, for then it is no first touch.
        """
        ...


class ContactPolicy(Protocol):
    async def refusal(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, kind: MessageKind
    ) -> str | None:
        """Why this person may not be written to on that channel, as a code; None if they may."""
        ...


class CreditGate(Protocol):
    async def reserve(
        self, workspace_id: WorkspaceId, key: str, credits_: int, what: str, *, about: str = ""
    ) -> None:
        """Set credits aside once per key. Raise PaymentNeeded; a second call changes nothing."""
        ...

    async def settle(self, workspace_id: WorkspaceId, key: str, spent: int) -> None:
        """Spend that much of the reservation and give back the rest, once per key."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A mandate that covers a message. `is_sampled`: one in ten waits for a person all the same."""

    mandate_id: str
    signed_by: UserId
    is_sampled: bool


class MandateDesk(Protocol):
    async def offer(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        enrolment_id: EnrolmentId,
        step_id: StepId,
    ) -> Cover | None:
        """What lets this step of this person leave without a click, now; None: a person decides."""
        ...

    async def draw(
        self,
        workspace_id: WorkspaceId,
        mandate_id: str,
        enrolment_id: EnrolmentId,
        draft_id: DraftId,
        credits_: int,
    ) -> str:
        """Count it in, once per draft; "" when it may go, else the code of the cap reached."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The words of one message and what they were written from; `author` is the vendor."""

    brief: Brief
    subject: str
    text: str
    author: str


class SecondReader(Protocol):
    async def read(self, workspace_id: WorkspaceId, reading: Reading) -> tuple[str, ...]:
        """The axes of AUT-5 that did not pass; none when all did. By a model of another vendor
        than the author's. Raise SecondReaderBusy when it does not answer usably.
        """
        ...
