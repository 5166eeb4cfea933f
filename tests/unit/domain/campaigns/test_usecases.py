"""Campaigns from draft to end, on memory ports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.memory.campaigns import (
    MemoryAutonomies,
    MemoryCalendars,
    MemoryCampaigns,
    MemoryEnrolments,
    MemoryHumanTasks,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from domain.campaigns.errors import (
    CalendarRefused,
    CallBackNotAhead,
    CampaignNotEditable,
    CampaignNotInState,
    EnrolmentNotHeld,
    LiaIncomplete,
    NotACall,
    OfferUnknown,
    OutcomeNotOfTask,
    PersonaUnknown,
    PreflightIncomplete,
    RevisionScopeNeeded,
    SenderUnknown,
    SequenceRefused,
    TaskOver,
)
from domain.campaigns.model.autonomy import Level
from domain.campaigns.model.calendar import August, Closure
from domain.campaigns.model.campaign import Campaign, CampaignState, Colleagues, Gone, RevisionScope
from domain.campaigns.model.enrolment import Candidate, Enrolment, EnrolmentState, StepOutcome
from domain.campaigns.model.human_task import HumanTask, TaskOutcome, TaskState
from domain.campaigns.model.sequence import StepKind
from domain.campaigns.ports import CallScript, Contact, SalesbookStanding, Words
from domain.campaigns.usecases.change_enrolment import ChangeEnrolment
from domain.campaigns.usecases.draft_campaign import DraftCampaign
from domain.campaigns.usecases.edit_campaign import EditCampaign
from domain.campaigns.usecases.edit_sequence import EditSequence, WantedStep
from domain.campaigns.usecases.end_enrolment import EndEnrolment
from domain.campaigns.usecases.end_task import EndTask
from domain.campaigns.usecases.enrol_prospects import EnrolProspects
from domain.campaigns.usecases.follow_campaign import FollowCampaign
from domain.campaigns.usecases.follow_revision import FollowRevision
from domain.campaigns.usecases.hold_colleagues import HoldColleagues
from domain.campaigns.usecases.known_parts import KnownParts
from domain.campaigns.usecases.launch_campaign import LaunchCampaign
from domain.campaigns.usecases.list_tasks import ListTasks
from domain.campaigns.usecases.open_task import OpenTask
from domain.campaigns.usecases.pause_campaign import PauseCampaign
from domain.campaigns.usecases.person_days import PersonDays
from domain.campaigns.usecases.record_step_done import RecordStepDone
from domain.campaigns.usecases.resume_campaign import ResumeCampaign
from domain.campaigns.usecases.run_preflight import RunPreflight
from domain.campaigns.usecases.set_calendar import SetCalendar
from domain.campaigns.usecases.sign_lia import SignLia
from domain.campaigns.usecases.take_next_steps import TakeNextSteps
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.errors import Forbidden, NotFound, StaleWrite, WorkspaceReadOnly
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    OfferId,
    PersonaId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import PageAsk
from tests.builders import a_campaign, a_lia
from tests.conftest import MONDAY, CountingIds, StoppedClock

MINE = WorkspaceId("workspace-1")
CAMPAIGN = CampaignId("campaign-1")
ALL = frozenset({"email", "linkedin"})
_OF = {"email": "mailbox", "linkedin": "linkedin"}


def actor(role: Role = Role.OWNER) -> Actor:
    return Actor(user_id=UserId("ada"), workspace_id=MINE, role=role, permissions=PERMISSIONS[role])


@dataclass
class People:
    """Audience: everybody can be reached, but for who is named."""

    refused: dict[str, str] = field(default_factory=dict)
    channels: dict[str, frozenset[str]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    companies: dict[str, str] = field(default_factory=dict)

    async def candidates(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Candidate]:
        return {
            one: Candidate(
                prospect_id=one,
                channels=self.channels.get(one, ALL),
                refusal=self.refused.get(one, ""),
                country="FR",
                company=self.companies.get(one, one),
            )
            for one in prospect_ids
            if one not in self.unknown
        }

    async def names(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, str]:
        return {one: one for one in prospect_ids}

    async def contacts(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Contact]:
        return {
            one: Contact(full_name=one, linkedin_url=f"linkedin/{one}", phone="+33100000000")
            for one in prospect_ids
        }


@dataclass
class Book:
    """SalesbookCheck."""

    full: bool = True
    texts: frozenset[str] = frozenset({"offer-1", "offer-2", "persona-1"})

    async def standing(
        self, workspace_id: WorkspaceId, offer_id: OfferId, persona_id: PersonaId
    ) -> SalesbookStanding:
        return SalesbookStanding(
            has_identity=self.full,
            has_legal_kind=self.full,
            has_register_number=self.full,
            has_postal_address=self.full,
            has_rights_email=self.full,
            has_offer=offer_id in self.texts,
            has_call_to_action=self.full,
            has_persona=self.full and persona_id in self.texts,
            revision=1,
        )


@dataclass
class PaidPlan:
    """PlanGate."""

    is_full: bool = True

    async def require_full(self, workspace_id: WorkspaceId) -> None:
        if not self.is_full:
            raise WorkspaceReadOnly


@dataclass
class Mailboxes:
    """SenderCheck."""

    states: dict[str, bool] = field(
        default_factory=lambda: {"mailbox-1": True, "mailbox-2": True, "linkedin-1": True}
    )

    async def is_connected(
        self, workspace_id: WorkspaceId, sender_id: SenderId, channel: str
    ) -> bool | None:
        return self.states.get(sender_id) if sender_id.startswith(_OF[channel]) else None


class Armistice:
    """PublicDays: 25 December and nothing else."""

    def is_holiday(self, country: str, day: date, region: str = "") -> bool:
        return (country, day.month, day.day) == ("FR", 12, 25)


class Approved:
    """ApprovedWords: every draft says its own id."""

    async def of(self, workspace_id: WorkspaceId, draft_id: str) -> Words | None:
        return Words(subject="", text=f"Texte de {draft_id}")


@dataclass
class Told:
    """Objections, and what else a call tells about a person."""

    opposed: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    async def record(
        self, workspace_id: WorkspaceId, prospect_id: ProspectId, *, evidence_ref: str
    ) -> None:
        self.opposed[prospect_id] = evidence_ref


@dataclass
class WrongNumbers:
    told: Told

    async def record(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> None:
        self.told.wrong.append(prospect_id)


class Scripts:
    """CallScripts: one that names its call."""

    async def of(self, task: HumanTask) -> CallScript | None:
        return CallScript(text=f"Script de {task.step_id}")

    async def write(self, actor: Actor, task: HumanTask, instruction: str) -> None:
        raise NotACall


@dataclass
class Desk:
    """The use cases of campaigns on one store."""

    store: MemoryStore
    clock: StoppedClock
    new_id: CountingIds
    people: People = field(default_factory=People)
    book: Book = field(default_factory=Book)
    plan: PaidPlan = field(default_factory=PaidPlan)
    mailboxes: Mailboxes = field(default_factory=Mailboxes)
    public_url: str = "https://leo.example"

    def __post_init__(self) -> None:
        self.campaigns = MemoryCampaigns(self.store)
        self.enrolments = MemoryEnrolments(self.store)
        transaction = MemoryTransaction(self.store)
        outbox = MemoryOutbox(self.store, self.new_id)
        self.outbox = outbox
        self.preflight = RunPreflight(
            campaigns=self.campaigns,
            salesbook=self.book,
            senders=self.mailboxes,
            clock=self.clock,
            public_url=self.public_url,
        )
        both: dict[str, Any] = {"campaigns": self.campaigns, "enrolments": self.enrolments}
        told: dict[str, Any] = {"outbox": outbox, "transaction": transaction, "clock": self.clock}
        self.enrol = EnrolProspects(**both, audience=self.people, new_id=self.new_id, **told)
        self.launch = LaunchCampaign(
            campaigns=self.campaigns,
            plan=self.plan,
            preflight=self.preflight,
            **told,
        )
        self.pause = PauseCampaign(campaigns=self.campaigns, **told)
        self.resume = ResumeCampaign(campaigns=self.campaigns, plan=self.plan, **told)
        self.sign = SignLia(campaigns=self.campaigns, **told)
        parts = KnownParts(salesbook=self.book, senders=self.mailboxes)
        self.draft = DraftCampaign(
            campaigns=self.campaigns, parts=parts, new_id=self.new_id, **told
        )
        self.edit = EditCampaign(campaigns=self.campaigns, parts=parts, transaction=transaction)
        self.tasks = MemoryHumanTasks(self.store)
        self.calendars = MemoryCalendars(self.store)
        days = PersonDays(calendars=self.calendars, public_days=Armistice())
        self.sequence = EditSequence(campaigns=self.campaigns, new_id=self.new_id, **told)
        self.revise = FollowRevision(**both, **told)
        self.change = ChangeEnrolment(**both, **told)
        self.colleagues = HoldColleagues(**both, audience=self.people, **told)
        self.open_task = OpenTask(
            **both,
            tasks=self.tasks,
            audience=self.people,
            days=days,
            new_id=self.new_id,
            **told,
        )
        self.told_of = Told()
        self.end_task = EndTask(
            tasks=self.tasks,
            queue=self.tasks,
            audience=self.people,
            days=days,
            objections=self.told_of,
            wrong_numbers=WrongNumbers(self.told_of),
            **told,
        )
        self.list_tasks = ListTasks(
            tasks=self.tasks,
            campaigns=self.campaigns,
            audience=self.people,
            words=Approved(),
            scripts=Scripts(),
            days=days,
            clock=self.clock,
        )
        self.calendar = SetCalendar(
            calendars=self.calendars, transaction=transaction, clock=self.clock
        )
        self.follow = FollowCampaign(**both, queue=self.enrolments, **told)
        self.autonomies = MemoryAutonomies(self.store)
        self.take = TakeNextSteps(
            **both,
            queue=self.enrolments,
            autonomies=self.autonomies,
            audience=self.people,
            days=days,
            **told,
        )
        self.done = RecordStepDone(**both, audience=self.people, days=days, **told)
        self.end = EndEnrolment(enrolments=self.enrolments, **told)

    async def campaign(self, **changes: object) -> Campaign:
        campaign = a_campaign(**{"lia": a_lia(), **changes})
        await self.campaigns.add(campaign)
        return campaign

    async def running(self, *people: str) -> None:
        await self.campaign()
        await self.enrol(actor(), CAMPAIGN, [ProspectId(one) for one in people or ("p1",)])
        await self.launch(actor(), CAMPAIGN)
        await self.follow(MINE, CAMPAIGN)

    def told(self, name: str) -> int:
        return sum(event.name == name for event in self.store.table("outbox").values())


@pytest.fixture
def desk(memory_store: MemoryStore, stopped_clock: StoppedClock, new_id: CountingIds) -> Desk:
    return Desk(memory_store, stopped_clock, new_id)


async def test_a_launch_names_everything_that_is_missing_at_once(desk: Desk) -> None:
    desk.book.full = False
    desk.mailboxes.states = {"mailbox-1": False}
    await desk.campaign(lia=None)
    with pytest.raises(PreflightIncomplete) as refused:
        await desk.launch(actor(), CAMPAIGN)
    assert [fault.code for fault in refused.value.faults] == [
        "company-identity-missing",
        "legal-kind-missing",
        "register-number-missing",
        "notice-address-missing",
        "notice-rights-email-missing",
        "call-to-action-missing",
        "persona-missing",
        "mailbox-disconnected",
        "linkedin-missing",
        "lia-missing",
        "nobody-enrolled",
    ]
    assert (await desk.campaigns.get(MINE, CAMPAIGN)).state is CampaignState.DRAFT


async def test_without_a_public_address_there_is_no_way_to_object(
    memory_store: MemoryStore, stopped_clock: StoppedClock, new_id: CountingIds
) -> None:
    desk = Desk(memory_store, stopped_clock, new_id, public_url="")
    campaign = await desk.campaign()
    assert "opt-out-missing" in (await desk.preflight.of(campaign)).missing


@pytest.mark.obligation(16)
async def test_a_sequence_of_mails_needs_no_linkedin_account(desk: Desk) -> None:
    await desk.campaign(linkedin_id=None, sequence=a_campaign().sequence)
    await desk.sequence(
        actor(),
        CAMPAIGN,
        [WantedStep(id=None, kind=StepKind.EMAIL, wait_days=0, objective="")],
    )
    campaign = await desk.campaigns.get(MINE, CAMPAIGN)
    assert "linkedin-missing" not in (await desk.preflight.of(campaign)).missing


async def test_people_begin_when_the_campaign_is_launched(desk: Desk) -> None:
    await desk.running("p1", "p2")
    states = {one.state for one in desk.store.table("enrolments").values()}
    assert states == {EnrolmentState.ACTIVE}


async def test_following_twice_begins_nobody_twice(desk: Desk) -> None:
    await desk.running()
    await desk.take()
    await desk.follow(MINE, CAMPAIGN)
    assert desk.told("StepDue") == 1


async def test_who_may_not_be_written_to_is_refused_each_with_why(desk: Desk) -> None:
    await desk.campaign()
    desk.people.refused = {"objected": "suppressed"}
    desk.people.unknown = {"gone"}
    desk.people.channels = {"mute": frozenset()}
    wanted = [ProspectId(one) for one in ("fine", "objected", "gone", "mute", "fine")]
    outcome = await desk.enrol(actor(), CAMPAIGN, wanted)
    assert outcome.enrolled == 1
    assert {(one.prospect_id, one.code) for one in outcome.refused} == {
        ("objected", "suppressed"),
        ("gone", "erased"),
        ("mute", "no_contact_point"),
    }


@pytest.mark.obligation(49)
async def test_a_person_is_in_one_active_campaign_only(desk: Desk) -> None:
    await desk.running("p1")
    await desk.campaign(id=CampaignId("campaign-2"))
    outcome = await desk.enrol(actor(), CampaignId("campaign-2"), [ProspectId("p1")])
    assert [one.code for one in outcome.refused] == ["already_in_campaign"]


async def test_enrolling_again_enrols_nobody_twice(desk: Desk) -> None:
    await desk.running("p1")
    outcome = await desk.enrol(actor(), CAMPAIGN, [ProspectId("p1")])
    assert (outcome.enrolled, outcome.refused[0].code) == (0, "already_enrolled")
    assert (await desk.campaigns.get(MINE, CAMPAIGN)).enrolled == 1


async def test_who_joins_a_running_campaign_begins_at_once(desk: Desk) -> None:
    await desk.running("p1")
    await desk.enrol(actor(), CAMPAIGN, [ProspectId("late")])
    assert await desk.take() == 2


async def test_one_step_after_the_other(desk: Desk) -> None:
    await desk.running()
    assert await desk.take() == 1
    assert await desk.take() == 0
    [enrolment] = desk.store.table("enrolments").values()
    assert await desk.done(MINE, enrolment.id, StepId("step-1"), StepOutcome.SENT)
    assert await desk.take() == 0
    desk.clock.advance(days=2)
    assert await desk.take() == 1
    assert desk.told("StepDue") == 2


async def test_who_objected_since_is_stopped_instead_of_written_to(desk: Desk) -> None:
    await desk.running()
    desk.people.refused = {"p1": "suppressed"}
    await desk.take()
    [enrolment] = desk.store.table("enrolments").values()
    assert (enrolment.state, enrolment.reason) == (EnrolmentState.STOPPED, "suppressed")
    assert desk.told("StepDue") == 0


@pytest.mark.obligation(27)
async def test_a_read_only_workspace_begins_and_resumes_nothing(desk: Desk) -> None:
    await desk.running()
    await desk.pause(actor(), CAMPAIGN)
    desk.plan.is_full = False
    for step in (desk.launch, desk.resume):
        with pytest.raises(WorkspaceReadOnly):
            await step(actor(), CAMPAIGN)
    assert (await desk.campaigns.get(MINE, CAMPAIGN)).state is CampaignState.PAUSED


async def test_a_paused_campaign_takes_nothing_and_goes_on_where_it_stood(desk: Desk) -> None:
    await desk.running()
    await desk.pause(actor(), CAMPAIGN)
    assert await desk.take() == 1
    assert await desk.take() == 0
    assert desk.told("StepDue") == 0
    await desk.resume(actor(), CAMPAIGN)
    await desk.follow(MINE, CAMPAIGN)
    await desk.take()
    assert desk.told("StepDue") == 1


async def test_a_step_that_ends_during_a_pause_waits_for_the_resumption(desk: Desk) -> None:
    await desk.running()
    await desk.take()
    await desk.pause(actor(), CAMPAIGN)
    await desk.follow(MINE, CAMPAIGN)
    [enrolment] = desk.store.table("enrolments").values()
    await desk.done(MINE, enrolment.id, StepId("step-1"), StepOutcome.SENT)
    desk.clock.advance(days=3)
    await desk.take()
    assert desk.told("StepDue") == 1
    await desk.resume(actor(), CAMPAIGN)
    await desk.follow(MINE, CAMPAIGN)
    await desk.take()
    assert desk.told("StepDue") == 2


async def test_a_reply_ends_the_sequence_and_then_the_campaign(desk: Desk) -> None:
    await desk.running()
    assert await desk.end.of_prospect(MINE, ProspectId("p1"), "replied")
    assert not await desk.end.of_prospect(MINE, ProspectId("p1"), "replied")
    assert await desk.follow(MINE, CAMPAIGN) is CampaignState.RUNNING
    assert (await desk.campaigns.get(MINE, CAMPAIGN)).state is CampaignState.FINISHED


async def test_what_runs_is_not_edited_without_saying_for_whom(desk: Desk) -> None:
    await desk.running()
    with pytest.raises(RevisionScopeNeeded):
        await desk.sequence(
            actor(),
            CAMPAIGN,
            [WantedStep(id=None, kind=StepKind.EMAIL, wait_days=0, objective="")],
        )
    with pytest.raises(CampaignNotEditable):
        await desk.edit(
            actor(),
            CAMPAIGN,
            expected_version=(await desk.campaigns.get(MINE, CAMPAIGN)).version,
            offer_id=OfferId("offer-2"),
        )
    with pytest.raises(CampaignNotInState):
        await desk.launch(actor(), CAMPAIGN)


async def test_the_name_may_change_at_any_time(desk: Desk) -> None:
    await desk.running()
    version = (await desk.campaigns.get(MINE, CAMPAIGN)).version
    edited = await desk.edit(actor(), CAMPAIGN, expected_version=version, name="Autre")
    assert edited.name == "Autre"


async def test_an_edit_of_an_old_version_is_refused(desk: Desk) -> None:
    await desk.campaign()
    await desk.edit(actor(), CAMPAIGN, expected_version=0, name="Un")
    with pytest.raises(StaleWrite):
        await desk.edit(actor(), CAMPAIGN, expected_version=0, name="Deux")


async def test_another_offer_takes_the_signature_away(desk: Desk) -> None:
    await desk.campaign()
    edited = await desk.edit(actor(), CAMPAIGN, expected_version=0, offer_id=OfferId("offer-2"))
    assert edited.lia is None


async def test_a_sender_can_be_chosen_alone(desk: Desk) -> None:
    await desk.campaign()
    edited = await desk.edit(
        actor(), CAMPAIGN, expected_version=0, senders={"email": SenderId("mailbox-2")}
    )
    assert (edited.mailbox_id, edited.linkedin_id) == ("mailbox-2", "linkedin-1")


async def test_steps_that_stay_keep_their_ids(desk: Desk) -> None:
    await desk.campaign()
    edited = await desk.sequence(
        actor(),
        CAMPAIGN,
        [
            WantedStep(id=StepId("step-1"), kind=StepKind.EMAIL, wait_days=0, objective="Autre"),
            WantedStep(id=StepId("foreign"), kind=StepKind.EMAIL, wait_days=0, objective=""),
        ],
    )
    first, second = edited.sequence.steps
    assert first.id == "step-1"
    assert second.id != "foreign"


@pytest.mark.obligation(54)
async def test_a_balancing_test_says_enough_and_is_signed_by_who_may(desk: Desk) -> None:
    await desk.campaign(lia=None)
    with pytest.raises(LiaIncomplete) as refused:
        await desk.sign(actor(), CAMPAIGN, interest="court", necessity="x" * 20, balance="")
    assert [fault.pointer for fault in refused.value.faults] == ["/interest", "/balance"]
    with pytest.raises(Forbidden):
        await desk.sign(
            actor(Role.MEMBER), CAMPAIGN, interest="x" * 20, necessity="x" * 20, balance="x" * 20
        )


@pytest.mark.obligation(54)
async def test_a_balancing_test_of_a_year_ago_is_looked_at_again_before_a_launch(
    desk: Desk,
) -> None:
    await desk.campaign()
    await desk.enrol(actor(), CAMPAIGN, [ProspectId("p1")])
    desk.clock.advance(days=365)
    with pytest.raises(PreflightIncomplete) as refused:
        await desk.launch(actor(), CAMPAIGN)
    assert [fault.code for fault in refused.value.faults] == ["lia-review-due"]
    told = "x" * 20
    await desk.sign(actor(), CAMPAIGN, interest=told, necessity=told, balance=told)
    await desk.launch(actor(), CAMPAIGN)


UNKNOWN = [
    ("offer_id", "offer-9", OfferUnknown),
    ("persona_id", "persona-9", PersonaUnknown),
    ("mailbox_id", "mailbox-9", SenderUnknown),
    ("mailbox_id", "linkedin-1", SenderUnknown),
    ("linkedin_id", "mailbox-1", SenderUnknown),
]


@pytest.mark.parametrize(("named", "value", "refusal"), UNKNOWN)
async def test_a_campaign_names_only_what_exists(
    desk: Desk, named: str, value: str, refusal: type[NotFound]
) -> None:
    asked: dict[str, Any] = {
        "name": "Rentrée",
        "offer_id": OfferId("offer-1"),
        "persona_id": PersonaId("persona-1"),
        "goal": "",
        "mailbox_id": SenderId("mailbox-1"),
        "linkedin_id": None,
    }
    made = await desk.draft(actor(), **asked)
    with pytest.raises(refusal):
        await desk.draft(actor(), **{**asked, named: value})
    change: dict[str, Any] = {named: value}
    if named.endswith(("mailbox_id", "linkedin_id")):
        channel = "email" if named == "mailbox_id" else "linkedin"
        change = {"senders": {channel: SenderId(value)}}
    with pytest.raises(refusal):
        await desk.edit(actor(), made.id, expected_version=0, **change)


def wanted(kind: StepKind, key: str = "", **changes: Any) -> WantedStep:
    made: dict[str, Any] = {"id": None, "kind": kind, "key": key, "wait_days": 0, "objective": ""}
    return WantedStep(**{**made, **changes})


async def by_hand(desk: Desk, *steps: WantedStep) -> EnrolmentId:
    """One person of a running campaign whose first step is the first of these."""
    await desk.campaign(state=CampaignState.DRAFT)
    await desk.sequence(actor(), CAMPAIGN, steps)
    campaign = await desk.campaigns.get(MINE, CAMPAIGN)
    campaign.sign_lia(a_lia())
    await desk.campaigns.save(campaign)
    desk.people.channels = {"p1": frozenset({"email", "linkedin", "phone"})}
    await desk.enrol(actor(), CAMPAIGN, [ProspectId("p1")])
    await desk.launch(actor(), CAMPAIGN)
    await desk.follow(MINE, CAMPAIGN)
    await desk.take()
    [enrolment] = desk.store.table("enrolments").values()
    return EnrolmentId(enrolment.id)


async def state_of(desk: Desk, enrolment_id: EnrolmentId) -> Enrolment:
    return await desk.enrolments.get(MINE, enrolment_id)


async def first_step(desk: Desk) -> StepId:
    return (await desk.campaigns.get(MINE, CAMPAIGN)).sequence.steps[0].id


@pytest.mark.obligation(39)
async def test_a_call_is_a_task_for_a_person_and_then_the_sequence_goes_on(desk: Desk) -> None:
    enrolment_id = await by_hand(desk, wanted(StepKind.CALL_TASK), wanted(StepKind.EMAIL))
    step_id = await first_step(desk)
    task = await desk.open_task(MINE, enrolment_id, step_id)
    again = await desk.open_task(MINE, enrolment_id, step_id)
    assert task is not None
    assert again == task
    [shown] = (await desk.list_tasks(actor(), PageAsk(), state=TaskState.OPEN)).items
    assert shown.contact is not None
    assert shown.contact.phone == "+33100000000"
    assert shown.script is not None
    ended = await desk.end_task(actor(), task.id, TaskOutcome.WRONG_NUMBER)
    assert ended.outcome is not None
    assert desk.told_of.wrong == ["p1"]
    await desk.done(MINE, enrolment_id, step_id, ended.outcome.of_step)
    assert (await state_of(desk, enrolment_id)).touches == 0
    with pytest.raises(TaskOver):
        await desk.end_task(actor(), task.id, TaskOutcome.ANSWERED)


async def a_call(desk: Desk) -> HumanTask:
    enrolment_id = await by_hand(desk, wanted(StepKind.CALL_TASK))
    task = await desk.open_task(MINE, enrolment_id, await first_step(desk))
    assert task is not None
    return task


async def test_who_is_not_reached_is_called_another_half_day_three_times_at_most(
    desk: Desk,
) -> None:
    task = await a_call(desk)
    desk.clock.at = paris(MONDAY.date(), 10)
    once = await desk.end_task(actor(), task.id, TaskOutcome.NOT_REACHED, "Répondeur")
    assert once.not_before == paris(MONDAY.date(), 13, 45)
    assert once.state is TaskState.OPEN
    desk.clock.at = paris(MONDAY.date(), 15)
    twice = await desk.end_task(actor(), task.id, TaskOutcome.NOT_REACHED)
    assert twice.not_before == paris(MONDAY.date() + timedelta(days=1), 9)
    assert [one.note for one in twice.tries] == ["Répondeur", ""]
    last = await desk.end_task(actor(), task.id, TaskOutcome.NOT_REACHED)
    assert last.state is TaskState.DONE
    assert desk.told("CallTried") == 2


async def test_a_call_goes_on_two_working_days_later_or_on_the_day_asked_for(desk: Desk) -> None:
    task = await a_call(desk)
    friday = paris(MONDAY.date() + timedelta(days=4), 10)
    desk.clock.at = friday
    chased = await desk.end_task(actor(), task.id, TaskOutcome.STILL_CHASING)
    assert chased.not_before == paris(MONDAY.date() + timedelta(days=8), 10)
    asked = friday + timedelta(days=30)
    for _ in range(3):
        back = await desk.end_task(actor(), task.id, TaskOutcome.CALL_BACK, call_back_at=asked)
        assert (back.state, back.not_before) == (TaskState.OPEN, asked)
    assert back.due_at > asked
    for wrong in (None, friday, friday + timedelta(days=61)):
        with pytest.raises(CallBackNotAhead):
            await desk.end_task(actor(), task.id, TaskOutcome.CALL_BACK, call_back_at=wrong)


@pytest.mark.obligation(60, 61)
async def test_an_objection_on_the_telephone_is_recorded_with_the_end_of_the_call(
    desk: Desk,
) -> None:
    task = await a_call(desk)
    ended = await desk.end_task(actor(), task.id, TaskOutcome.OPPOSED)
    assert ended.state is TaskState.DONE
    assert desk.told_of.opposed == {"p1": f"task:{task.id}"}


@pytest.mark.obligation(39)
async def test_a_visit_has_no_outcome_of_a_call_and_a_call_none_of_a_visit(desk: Desk) -> None:
    task = await a_call(desk)
    with pytest.raises(OutcomeNotOfTask):
        await desk.end_task(actor(), task.id, TaskOutcome.DONE)
    assert not TaskOutcome.OPPOSED.is_of(StepKind.LINKEDIN_VISIT)
    assert TaskOutcome.SKIPPED.is_of(StepKind.LINKEDIN_VISIT)
    assert desk.told_of.opposed == {}


@pytest.mark.parametrize(
    ("hour", "minute", "told"),
    [
        (8, 59, "closed"),
        (9, 0, "open"),
        (12, 15, "closed"),
        (13, 44, "closed"),
        (13, 45, "open"),
        (18, 30, "closed"),
    ],
)
async def test_a_call_is_for_office_hours_where_the_person_is(
    desk: Desk, hour: int, minute: int, told: str
) -> None:
    await a_call(desk)
    desk.clock.at = paris(MONDAY.date(), hour, minute)
    [shown] = (await desk.list_tasks(actor(), PageAsk(), state=TaskState.OPEN)).items
    assert shown.may_call_now is (told == "open")
    assert shown.local_time is not None
    assert (shown.local_time.hour, shown.local_time.minute) == (hour, minute)


def paris(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo("Europe/Paris")).astimezone(UTC)


async def test_a_message_by_hand_waits_for_its_approved_text(desk: Desk) -> None:
    enrolment_id = await by_hand(desk, wanted(StepKind.LINKEDIN_MESSAGE))
    step_id = await first_step(desk)
    assert await desk.open_task(MINE, enrolment_id, step_id) is None
    assert await desk.open_task(MINE, enrolment_id, step_id, draft_id="draft-7") is not None
    [shown] = (await desk.list_tasks(actor(), PageAsk(), state=TaskState.OPEN)).items
    assert shown.words is not None
    assert shown.words.text == "Texte de draft-7"


@pytest.mark.obligation(60)
async def test_a_task_shows_no_address_of_who_may_not_be_reached(desk: Desk) -> None:
    enrolment_id = await by_hand(desk, wanted(StepKind.CALL_TASK))
    await desk.open_task(MINE, enrolment_id, await first_step(desk))
    desk.people.refused = {"p1": "suppressed"}
    [shown] = (await desk.list_tasks(actor(), PageAsk(), state=TaskState.OPEN)).items
    assert shown.refusal == "suppressed"
    assert shown.contact is not None
    assert (shown.contact.phone, shown.contact.linkedin_url, shown.words) == ("", "", None)


async def test_a_task_not_done_in_three_working_days_is_passed(desk: Desk) -> None:
    enrolment_id = await by_hand(desk, wanted(StepKind.LINKEDIN_VISIT), wanted(StepKind.EMAIL))
    task = await desk.open_task(MINE, enrolment_id, await first_step(desk))
    assert task is not None
    assert task.due_at == MONDAY + timedelta(days=3)
    assert await desk.end_task.overdue() == 0
    desk.clock.advance(days=3)
    assert await desk.end_task.overdue() == 1
    assert await desk.end_task.overdue() == 0
    assert (await desk.tasks.get(MINE, task.id)).state is TaskState.PASSED


async def test_an_old_invitation_is_taken_back_by_a_person_also_of_who_left(desk: Desk) -> None:
    enrolment_id = await by_hand(desk, wanted(StepKind.LINKEDIN_INVITATION))
    step_id = await first_step(desk)
    assert await desk.open_task(MINE, enrolment_id, step_id) is None
    task = await desk.open_task.to_withdraw(MINE, enrolment_id, step_id)
    assert task is not None
    assert task == await desk.open_task.to_withdraw(MINE, enrolment_id, step_id)
    assert await desk.end_task.of_enrolment(MINE, enrolment_id) == 0
    ended = await desk.end_task(actor(), task.id, TaskOutcome.DONE)
    assert (ended.kind, ended.state) == (StepKind.LINKEDIN_INVITATION, TaskState.DONE)


async def test_who_leaves_leaves_no_task_behind(desk: Desk) -> None:
    enrolment_id = await by_hand(desk, wanted(StepKind.CALL_TASK))
    task = await desk.open_task(MINE, enrolment_id, await first_step(desk))
    assert task is not None
    await desk.end.of_prospect(MINE, ProspectId("p1"), "replied")
    assert await desk.end_task.of_enrolment(MINE, enrolment_id) == 1
    assert (await desk.tasks.get(MINE, task.id)).state is TaskState.CANCELLED
    assert await desk.open_task(MINE, enrolment_id, StepId("other")) is None


async def test_a_draft_that_expires_by_age_is_seen_and_can_be_written_again(desk: Desk) -> None:
    await desk.running()
    await desk.take()
    [one] = desk.store.table("enrolments").values()
    step = StepId("step-1")
    assert await desk.change.draft_expired(MINE, one.id, step, DraftId("draft-1"))
    assert not await desk.change.draft_expired(MINE, one.id, step, DraftId("draft-1"))
    held = await state_of(desk, one.id)
    assert (held.state, held.reason, held.ref) == (
        EnrolmentState.AWAITING,
        "draft_expired",
        "draft-1",
    )
    assert await desk.change.draft_written(MINE, one.id, step)
    assert (await state_of(desk, one.id)).reason == ""
    assert await desk.done(MINE, one.id, step, StepOutcome.SENT)


async def test_a_colleagues_reply_freezes_first_touches_until_a_person_decides(desk: Desk) -> None:
    desk.people.companies = {"p1": "Fret", "p2": "Fret", "p3": "Autre"}
    await desk.running("p1", "p2", "p3")
    assert await desk.colleagues(MINE, ProspectId("p1")) == 1
    assert await desk.colleagues(MINE, ProspectId("p1")) == 0
    frozen = await desk.enrolments.active_of(MINE, ProspectId("p2"))
    assert frozen is not None
    assert frozen.is_frozen
    await desk.follow(MINE, CAMPAIGN)
    await desk.take()
    assert desk.told("StepDue") == 2
    await desk.change.release(actor(), CAMPAIGN, frozen.id)
    await desk.take()
    assert desk.told("StepDue") == 3


async def first_level(desk: Desk, level: Level) -> None:
    step = (await desk.campaigns.get(MINE, CAMPAIGN)).sequence.steps[0]
    autonomy = await desk.autonomies.of(MINE, CAMPAIGN, step.id)
    autonomy.level = level
    await desk.autonomies.save(autonomy)


async def test_at_the_manual_level_a_text_is_written_when_a_person_asks_and_not_before(
    desk: Desk,
) -> None:
    await desk.running("p1")
    await first_level(desk, Level.MANUAL)
    await desk.take()
    one = await desk.enrolments.active_of(MINE, ProspectId("p1"))
    assert one is not None
    assert (one.state, one.reason) == (EnrolmentState.AWAITING, "draft_on_request")
    assert desk.told("StepDue") == 0
    assert await desk.take() == 0
    with pytest.raises(Forbidden):
        await desk.change.order_draft(actor(Role.VIEWER), CAMPAIGN, one.id)
    await desk.change.order_draft(actor(), CAMPAIGN, one.id)
    assert desk.told("StepDue") == 1
    assert (await state_of(desk, one.id)).reason == ""
    with pytest.raises(EnrolmentNotHeld):
        await desk.change.order_draft(actor(), CAMPAIGN, one.id)


async def test_at_every_other_level_drafts_come_by_themselves(desk: Desk) -> None:
    await desk.running("p1")
    await first_level(desk, Level.AUTOPILOT)
    await desk.take()
    assert desk.told("StepDue") == 1


async def test_a_person_stops_the_sequence_for_one_person(desk: Desk) -> None:
    await desk.running("p1", "p2")
    one = await desk.enrolments.active_of(MINE, ProspectId("p1"))
    assert one is not None
    await desk.change.stop(actor(), CAMPAIGN, one.id)
    stopped = await state_of(desk, one.id)
    assert (stopped.state, stopped.reason) == (EnrolmentState.STOPPED, "stopped_by_hand")
    assert desk.told("EnrolmentEnded") == 1
    with pytest.raises(EnrolmentNotHeld):
        await desk.change.stop(actor(), CAMPAIGN, one.id)
    await desk.take()
    assert desk.told("StepDue") == 1


@pytest.mark.parametrize(
    ("rule", "held", "over"), [(Colleagues.STOP, 1, True), (Colleagues.GO_ON, 0, False)]
)
async def test_a_campaign_says_what_a_colleagues_reply_does(
    desk: Desk, rule: Colleagues, held: int, *, over: bool
) -> None:
    desk.people.companies = {"p1": "Fret", "p2": "Fret"}
    await desk.running("p1", "p2")
    version = (await desk.campaigns.get(MINE, CAMPAIGN)).version
    await desk.edit(actor(), CAMPAIGN, expected_version=version, colleagues=rule)
    assert await desk.colleagues(MINE, ProspectId("p1")) == held
    assert (await desk.enrolments.active_of(MINE, ProspectId("p2")) is None) is over


async def revised(
    desk: Desk, scope: RevisionScope, *steps: WantedStep, gone: Gone = Gone.NEXT_STEP
) -> int:
    await desk.sequence(actor(), CAMPAIGN, steps, scope=scope, gone=gone)
    campaign = await desk.campaigns.get(MINE, CAMPAIGN)
    if scope is RevisionScope.NEW_ONLY:
        return 0
    return await desk.revise(MINE, CAMPAIGN, campaign.revision, gone)


async def test_a_change_for_new_people_only_leaves_who_is_under_way(desk: Desk) -> None:
    await desk.running("p1")
    await revised(desk, RevisionScope.NEW_ONLY, wanted(StepKind.EMAIL, objective="Neuf"))
    await desk.enrol(actor(), CAMPAIGN, [ProspectId("late")])
    await desk.take()
    campaign = await desk.campaigns.get(MINE, CAMPAIGN)
    due = {
        event.data["prospect_id"]: event.data["step_id"]
        for event in desk.store.table("outbox").values()
        if event.name == "StepDue"
    }
    assert due == {"p1": "step-1", "late": campaign.sequence.steps[0].id}


async def test_a_change_for_everybody_moves_who_is_under_way_once(desk: Desk) -> None:
    await desk.running("p1")
    await desk.take()
    kept = WantedStep(id=StepId("step-1"), kind=StepKind.EMAIL, objective="Autre")
    fresh = wanted(StepKind.EMAIL, "z")
    assert await revised(desk, RevisionScope.ALL, fresh, kept) == 1
    assert await desk.revise(MINE, CAMPAIGN, 1, Gone.NEXT_STEP) == 0
    moved = await desk.enrolments.active_of(MINE, ProspectId("p1"))
    assert moved is not None
    assert (moved.step_index, moved.state) == (1, EnrolmentState.AWAITING)


@pytest.mark.parametrize(
    ("gone", "state", "index"),
    [(Gone.NEXT_STEP, EnrolmentState.ACTIVE, 0), (Gone.FINISH, EnrolmentState.FINISHED, 0)],
)
async def test_who_stands_at_a_step_taken_out_goes_where_the_change_says(
    desk: Desk, gone: Gone, state: EnrolmentState, index: int
) -> None:
    await desk.running("p1")
    await desk.take()
    kept = WantedStep(id=StepId("step-3"), kind=StepKind.LINKEDIN_INVITATION)
    assert await revised(desk, RevisionScope.ALL, kept, gone=gone) == 1
    [moved] = desk.store.table("enrolments").values()
    assert (moved.state, moved.step_index) == (state, index)


async def test_an_unknown_target_is_refused_with_its_field(desk: Desk) -> None:
    await desk.campaign()
    with pytest.raises(SequenceRefused) as refused:
        await desk.sequence(actor(), CAMPAIGN, [wanted(StepKind.EMAIL, "a", next="nowhere")])
    assert [(one.pointer, one.code) for one in refused.value.faults] == [
        ("/steps/0/next", "step-unknown")
    ]


async def test_working_days_pass_over_weekends_and_closures(desk: Desk) -> None:
    rules = await desk.calendar.read(actor())
    assert rules.version == 0
    wednesday = Closure(first=date(2026, 11, 25), last=date(2026, 11, 25), label="Inventaire")
    await desk.calendar(
        actor(),
        expected_version=0,
        closures=(wednesday,),
        bridges_closed=True,
        year_end_closed=True,
        august=August.REDUCED,
    )
    enrolment_id = await by_hand(
        desk,
        wanted(StepKind.EMAIL),
        wanted(StepKind.WAIT, wait_days=4, working_days=True),
        wanted(StepKind.EMAIL),
    )
    await desk.done(MINE, enrolment_id, await first_step(desk), StepOutcome.SENT)
    # Tuesday, Thursday, Friday, Monday.
    assert (await state_of(desk, enrolment_id)).next_at == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


async def test_a_calendar_is_edited_by_who_may_and_at_the_version_read(desk: Desk) -> None:
    asked: dict[str, Any] = {
        "closures": (),
        "bridges_closed": False,
        "year_end_closed": True,
        "august": August.SUSPENDED,
    }
    with pytest.raises(Forbidden):
        await desk.calendar(actor(Role.MEMBER), expected_version=0, **asked)
    await desk.calendar(actor(), expected_version=0, **asked)
    with pytest.raises(StaleWrite):
        await desk.calendar(actor(), expected_version=0, **asked)
    backwards = Closure(first=date(2026, 12, 2), last=date(2026, 12, 1))
    with pytest.raises(CalendarRefused) as refused:
        await desk.calendar(actor(), expected_version=1, **{**asked, "closures": (backwards,)})
    assert [fault.pointer for fault in refused.value.faults] == ["/closures/0/last"]
    (change,) = (await desk.calendar.read(actor())).changes
    assert (change.by, change.at) == (actor().user_id, desk.clock.now())
    assert (change.august, change.bridges_closed) == (August.SUSPENDED, False)
