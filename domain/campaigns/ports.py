"""What campaigns need from the outside, in its own words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.campaigns.model.autonomy import Autonomy, Evidence
from domain.campaigns.model.calendar import CalendarRules
from domain.campaigns.model.campaign import Campaign
from domain.campaigns.model.enrolment import Candidate, Counts, Enrolment
from domain.campaigns.model.human_task import HumanTask, TaskState
from domain.campaigns.model.mandate import Mandate
from domain.campaigns.model.simulation import RehearsedAccount, Simulation
from domain.shared.actor import Actor
from domain.shared.ids import (
    CampaignId,
    EnrolmentId,
    HumanTaskId,
    MandateId,
    OfferId,
    PersonaId,
    ProspectId,
    SenderId,
    SimulationId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import Page, PageAsk


class Campaigns(Protocol):
    async def get(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> Campaign:
        """Raise CampaignNotFound, also for another workspace's."""
        ...

    async def add(self, campaign: Campaign) -> None: ...

    async def save(self, campaign: Campaign) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[Campaign]:
        """Newest first."""
        ...


class Enrolments(Protocol):
    async def get(self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId) -> Enrolment:
        """Raise EnrolmentNotFound, also for another workspace's."""
        ...

    async def add(self, enrolments: Sequence[Enrolment]) -> None:
        """All of them. Raise AlreadyEnrolled when one person is in an active campaign of the
        workspace, or was in this one before; then none is kept.
        """
        ...

    async def save(self, enrolment: Enrolment) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def known(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        prospect_ids: Collection[ProspectId],
    ) -> Sequence[Enrolment]:
        """Of these people: enrolments in this campaign, and active ones in any."""
        ...

    async def active_of(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId
    ) -> Enrolment | None:
        """The one that is not over."""
        ...

    async def of_company(self, workspace_id: WorkspaceId, company: str) -> Sequence[Enrolment]:
        """Those that are not over, of everybody with this company key; at most 1000."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, ask: PageAsk
    ) -> Page[Enrolment]:
        """In the order of enrolment."""
        ...

    async def counts(
        self, workspace_id: WorkspaceId, campaign_ids: Collection[CampaignId]
    ) -> Mapping[CampaignId, Counts]:
        """For every campaign asked."""
        ...

    async def has_active(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> bool:
        """Whether anybody in it is not over."""
        ...

    async def awaiting(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        """How many are AWAITING the end of their step."""
        ...

    async def next_due(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> datetime | None:
        """The earliest `next_at` of its ACTIVE ones."""
        ...


class EnrolmentQueue(Protocol):
    """The same enrolments as work to be done."""

    async def due(self, at: datetime, limit: int) -> Sequence[Enrolment]:
        """ACTIVE ones whose time has come, longest due first. Of all workspaces: a sweep."""
        ...

    async def start_waiting(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, at: datetime
    ) -> int:
        """WAITING ones become ACTIVE, due at `at`. A second call finds none."""
        ...

    async def pause_active(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        """ACTIVE ones become PAUSED. A second call finds none."""
        ...

    async def resume_paused(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> int:
        """PAUSED ones become ACTIVE and keep their time, but for those that something else holds
        (a `reason`). A second call finds none.
        """
        ...


class Audience(Protocol):
    async def candidates(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Candidate]:
        """The people as they are now, with what speaks against writing to them (suppressed,
        restricted, no legal basis). Unknown ids are left out.
        """
        ...

    async def names(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, str]:
        """Full names to show; unknown ids are left out."""
        ...

    async def contacts(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, "Contact"]:
        """Who they are and where a person reaches them by hand; unknown ids are left out."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Empty texts where nothing is known."""

    full_name: str
    job_title: str = ""
    company: str = ""
    linkedin_url: str = ""
    phone: str = ""
    phone_status: str = ""
    phone_source: str = ""

    def name_only(self) -> "Contact":
        return Contact(full_name=self.full_name, company=self.company, job_title=self.job_title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An approved text, to the letter."""

    subject: str
    text: str


class ApprovedWords(Protocol):
    async def of(self, workspace_id: WorkspaceId, draft_id: str) -> Words | None:
        """None when it is not approved, or not there any more."""
        ...


class Objections(Protocol):
    async def record(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, evidence_ref: str
    ) -> None:
        """Suppress somebody who said no on the telephone, everywhere. Twice is fine."""
        ...


class WrongNumbers(Protocol):
    async def record(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        """The number in use is somebody else's. Each call disproves one number."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CallScript:
    """`text` is "" while it is being written, and when it was refused: `refused_for` says why."""

    text: str
    refused_for: tuple[str, ...] = ()


class CallScripts(Protocol):
    async def of(self, task: HumanTask) -> CallScript | None:
        """What to say in this call; None when nobody asked for it yet."""
        ...

    async def write(self, actor: Actor, task: HumanTask, instruction: str) -> None:
        """Have it written, or written again with an instruction.

        Raise PaymentNeeded, what keeps from writing (a suppressed person, a step that is over),
        or Unavailable while no model answers.
        """
        ...


class HumanTasks(Protocol):
    async def get(self, workspace_id: WorkspaceId, task_id: HumanTaskId) -> HumanTask:
        """Raise TaskNotFound, also for another workspace's."""
        ...

    async def add(self, task: HumanTask) -> None:
        """Raise TaskExists for a second one of the same step of the same enrolment."""
        ...

    async def save(self, task: HumanTask) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def of_step(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId, step_id: StepId
    ) -> HumanTask | None: ...

    async def open_of(
        self, workspace_id: WorkspaceId, enrolment_id: EnrolmentId
    ) -> Sequence[HumanTask]: ...

    async def page(
        self,
        workspace_id: WorkspaceId,
        ask: PageAsk,
        *,
        state: TaskState,
        campaign_id: CampaignId | None,
    ) -> Page[HumanTask]:
        """In the order they were opened."""
        ...


class TaskQueue(Protocol):
    async def overdue(self, at: datetime, limit: int) -> Sequence[HumanTask]:
        """Open ones whose time ran out, longest first. Of all workspaces: a sweep."""
        ...


class Calendars(Protocol):
    async def of(self, workspace_id: WorkspaceId) -> CalendarRules:
        """The defaults, at version 0, for a workspace that set nothing."""
        ...

    async def save(self, rules: CalendarRules) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class PublicDays(Protocol):
    def is_holiday(self, country: str, day: date, region: str = "") -> bool:
        """Whether this is a public holiday there; False for a country nobody knows days of."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesbookStanding:
    """What the salesbook holds of what a first message must say."""

    has_identity: bool
    has_legal_kind: bool
    has_register_number: bool
    has_postal_address: bool
    has_rights_email: bool
    has_offer: bool
    has_call_to_action: bool
    has_persona: bool
    revision: int


class SalesbookCheck(Protocol):
    async def standing(
        self, workspace_id: WorkspaceId, offer_id: OfferId, persona_id: PersonaId
    ) -> SalesbookStanding:
        """As it is now; unknown ids are simply missing."""
        ...


class SenderCheck(Protocol):
    async def is_connected(
        self, workspace_id: WorkspaceId, sender_id: SenderId, channel: str
    ) -> bool | None:
        """Whether the sender of that channel can send; None when there is no such sender."""
        ...


class RehearsedAccounts(Protocol):
    async def open(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        senders: Mapping[str, SenderId],
        companies: Collection[str],
    ) -> Mapping[str, RehearsedAccount]:
        """The accounts by channel, with their slots and pauses as they are, behind the same caps
        of workspace, campaign and these companies; without those that are not there.
        """
        ...

    async def limits(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, sender_id: SenderId
    ) -> str:
        """One text over its settings, the campaign's and the workspace's: another when a limit
        changes.
        """
        ...


class Purse(Protocol):
    async def standing(self, workspace_id: WorkspaceId) -> tuple[int, int]:
        """The credits that one text costs, and those that are available."""
        ...


class Simulations(Protocol):
    async def get(self, workspace_id: WorkspaceId, simulation_id: SimulationId) -> Simulation:
        """Raise SimulationNotFound, also for another workspace's."""
        ...

    async def add(self, simulation: Simulation) -> None: ...

    async def last(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId
    ) -> Simulation | None: ...


class Mandates(Protocol):
    async def get(self, workspace_id: WorkspaceId, mandate_id: MandateId) -> Mandate:
        """Raise MandateNotFound, also for another workspace's."""
        ...

    async def add(self, mandate: Mandate) -> None:
        """Raise MandateExists while another one of the campaign did not end."""
        ...

    async def save(self, mandate: Mandate) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...

    async def open_of(self, workspace_id: WorkspaceId, campaign_id: CampaignId) -> Mandate | None:
        """The one that did not end, be it past its expiry."""
        ...

    async def open_of_person(self, workspace_id: WorkspaceId, user_id: UserId) -> Sequence[Mandate]:
        """Those that this person signed and that did not end; at most 1000."""
        ...

    async def open_in(self, workspace_id: WorkspaceId) -> Sequence[Mandate]:
        """All that did not end; at most 1000."""
        ...

    async def page(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, ask: PageAsk
    ) -> Page[Mandate]:
        """Newest first."""
        ...


class MandateWatch(Protocol):
    async def open(self, after: str, limit: int) -> Sequence[Mandate]:
        """Of all workspaces, by id after that one: those that did not end. A sweep."""
        ...


class Autonomies(Protocol):
    async def of(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, step_id: StepId
    ) -> Autonomy:
        """The default, at version 0, for a step whose level nobody changed."""
        ...

    async def save(self, autonomy: Autonomy) -> None:
        """Replace the version that was read. Raise StaleWrite if another write came first."""
        ...


class TrustRecord(Protocol):
    async def of(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        step_id: StepId,
        since: datetime | None,
    ) -> Evidence:
        """What people decided about the messages of a step; `sent_alone` and the samples count
        from `since` on.
        """
        ...


class Signatories(Protocol):
    async def may_sign(self, workspace_id: WorkspaceId, user_id: UserId) -> bool:
        """Whether this person is a member now, with a role that may sign mandates."""
        ...


class PlanGate(Protocol):
    """What the plan allows at this moment (obligation 27)."""

    async def require_full(self, workspace_id: WorkspaceId) -> None:
        """Raise WorkspaceReadOnly: nothing begins or goes on."""
        ...


class Entitlements(Protocol):
    async def has_autopilot(self, workspace_id: WorkspaceId) -> bool:
        """Whether the plan includes Autopilot, now."""
        ...
