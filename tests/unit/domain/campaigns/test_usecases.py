"""Campaigns from draft to end, on memory ports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from adapters.memory.campaigns import MemoryCampaigns, MemoryEnrolments
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from domain.campaigns.errors import (
    CampaignNotEditable,
    CampaignNotInState,
    LiaIncomplete,
    PreflightIncomplete,
)
from domain.campaigns.model import (
    Campaign,
    CampaignState,
    Candidate,
    EnrolmentState,
    StepKind,
    StepOutcome,
)
from domain.campaigns.ports import SalesbookStanding
from domain.campaigns.usecases.edit_campaign import EditCampaign
from domain.campaigns.usecases.edit_sequence import EditSequence, WantedStep
from domain.campaigns.usecases.end_enrolment import EndEnrolment
from domain.campaigns.usecases.enrol_prospects import EnrolProspects
from domain.campaigns.usecases.follow_campaign import FollowCampaign
from domain.campaigns.usecases.launch_campaign import LaunchCampaign
from domain.campaigns.usecases.pause_campaign import PauseCampaign
from domain.campaigns.usecases.record_step_done import RecordStepDone
from domain.campaigns.usecases.resume_campaign import ResumeCampaign
from domain.campaigns.usecases.run_preflight import RunPreflight
from domain.campaigns.usecases.sign_lia import SignLia
from domain.campaigns.usecases.take_next_steps import TakeNextSteps
from domain.shared.actor import PERMISSIONS, Actor, Role
from domain.shared.errors import Forbidden, StaleWrite
from domain.shared.ids import (
    CampaignId,
    OfferId,
    PersonaId,
    ProspectId,
    SenderId,
    StepId,
    UserId,
    WorkspaceId,
)
from tests.builders import a_campaign, a_lia
from tests.conftest import CountingIds, StoppedClock

MINE = WorkspaceId("workspace-1")
CAMPAIGN = CampaignId("campaign-1")
ALL = frozenset({"email", "linkedin"})


def actor(role: Role = Role.OWNER) -> Actor:
    return Actor(user_id=UserId("ada"), workspace_id=MINE, role=role, permissions=PERMISSIONS[role])


@dataclass
class People:
    """Audience: everybody can be reached, but for who is named."""

    refused: dict[str, str] = field(default_factory=dict)
    channels: dict[str, frozenset[str]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    async def candidates(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, Candidate]:
        return {
            one: Candidate(
                prospect_id=one,
                channels=self.channels.get(one, ALL),
                refusal=self.refused.get(one, ""),
            )
            for one in prospect_ids
            if one not in self.unknown
        }

    async def names(
        self, workspace_id: WorkspaceId, prospect_ids: Sequence[ProspectId]
    ) -> Mapping[ProspectId, str]:
        return {one: one for one in prospect_ids}


@dataclass
class Book:
    """SalesbookCheck."""

    full: bool = True

    async def standing(
        self, workspace_id: WorkspaceId, offer_id: OfferId, persona_id: PersonaId
    ) -> SalesbookStanding:
        return SalesbookStanding(
            has_identity=self.full,
            has_postal_address=self.full,
            has_rights_email=self.full,
            has_offer=True,
            has_call_to_action=self.full,
            has_persona=self.full,
        )


@dataclass
class Mailboxes:
    """SenderCheck."""

    states: dict[str, bool] = field(default_factory=lambda: {"mailbox-1": True, "linkedin-1": True})

    async def is_connected(
        self, workspace_id: WorkspaceId, sender_id: SenderId, channel: str
    ) -> bool | None:
        return self.states.get(sender_id)


@dataclass
class Desk:
    """The use cases of campaigns on one store."""

    store: MemoryStore
    clock: StoppedClock
    new_id: CountingIds
    people: People = field(default_factory=People)
    book: Book = field(default_factory=Book)
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
            public_url=self.public_url,
        )
        both: dict[str, Any] = {"campaigns": self.campaigns, "enrolments": self.enrolments}
        told: dict[str, Any] = {"outbox": outbox, "transaction": transaction, "clock": self.clock}
        self.enrol = EnrolProspects(**both, audience=self.people, new_id=self.new_id, **told)
        self.launch = LaunchCampaign(
            campaigns=self.campaigns,
            preflight=self.preflight,
            **told,
        )
        self.pause = PauseCampaign(campaigns=self.campaigns, **told)
        self.resume = ResumeCampaign(campaigns=self.campaigns, **told)
        self.sign = SignLia(campaigns=self.campaigns, **told)
        self.edit = EditCampaign(campaigns=self.campaigns, transaction=transaction)
        self.sequence = EditSequence(
            campaigns=self.campaigns, transaction=transaction, new_id=self.new_id
        )
        self.follow = FollowCampaign(**both, queue=self.enrolments, **told)
        self.take = TakeNextSteps(
            **both,
            queue=self.enrolments,
            audience=self.people,
            **told,
        )
        self.done = RecordStepDone(**both, **told)
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


async def test_what_runs_is_not_edited(desk: Desk) -> None:
    await desk.running()
    with pytest.raises(CampaignNotEditable):
        await desk.sequence(
            actor(),
            CAMPAIGN,
            [WantedStep(id=None, kind=StepKind.EMAIL, wait_days=0, objective="")],
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


async def test_a_balancing_test_says_enough_and_is_signed_by_who_may(desk: Desk) -> None:
    await desk.campaign(lia=None)
    with pytest.raises(LiaIncomplete) as refused:
        await desk.sign(actor(), CAMPAIGN, interest="court", necessity="x" * 20, balance="")
    assert [fault.pointer for fault in refused.value.faults] == ["/interest", "/balance"]
    with pytest.raises(Forbidden):
        await desk.sign(
            actor(Role.MEMBER), CAMPAIGN, interest="x" * 20, necessity="x" * 20, balance="x" * 20
        )
