"""A rehearsal of the next ten working days: the engine's own doors, and no vendor."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.memory.campaigns import (
    MemoryCalendars,
    MemoryCampaigns,
    MemoryEnrolments,
    MemorySimulations,
)
from adapters.memory.rows import MemoryOutbox, MemoryStore, MemoryTransaction
from adapters.system.calendar import PublicHolidays
from domain.campaigns.errors import PlanDrift, SimulationNotFound, SimulationTooOld
from domain.campaigns.model.calendar import CalendarRules, Closure
from domain.campaigns.model.campaign import CampaignState
from domain.campaigns.model.sequence import Sequence
from domain.campaigns.model.simulation import Outcome, Rehearsal, RehearsedAccount
from domain.campaigns.usecases.activate_plan import ActivatePlan
from domain.campaigns.usecases.launch_campaign import LaunchCampaign
from domain.campaigns.usecases.person_days import PersonDays
from domain.campaigns.usecases.run_preflight import RunPreflight
from domain.campaigns.usecases.simulate_campaign import SimulateCampaign
from domain.shared.ids import CampaignId, EnrolmentId, ProspectId, SenderId, StepId, WorkspaceId
from tests.builders import a_campaign, a_lia, a_sequence, a_step, an_enrolment
from tests.conftest import MONDAY, CountingIds, StoppedClock
from tests.unit.domain.campaigns.rehearsing import accounts, seven_steps, walkers
from tests.unit.domain.campaigns.test_usecases import (
    Book,
    Mailboxes,
    PaidPlan,
    People,
    actor,
)

PARIS = ZoneInfo("Europe/Paris")
MINE, CAMPAIGN = WorkspaceId("workspace-1"), CampaignId("campaign-1")
UNTIL = MONDAY + timedelta(days=14)


def rehearse(
    count: int, steps: Sequence, *, until: datetime = UNTIL, company: str = "", **changes: Any
) -> Outcome:
    """Everybody of one company, where it is named."""
    rehearsal = Rehearsal(start=MONDAY, until=until, accounts=accounts(**changes), price=2)
    where = {"company": company} if company else {}
    return rehearsal.run(walkers(count, steps, **where))


def one_mail() -> Sequence:
    return Sequence(steps=(a_step(id=StepId("only")),))


def test_no_day_goes_over_the_mailboxs_limit() -> None:
    outcome = rehearse(400, one_mail())
    per_day = Counter(one.at.astimezone(PARIS).date() for one in outcome.actions)
    assert max(per_day.values()) == 30
    assert all(day.weekday() < 5 for day in per_day)
    bound = {one.code: one.day for one in outcome.bindings}
    assert bound["daily_limit"] == MONDAY.date()
    assert outcome.unplaced == 400 - len(outcome.actions)


def test_two_messages_of_one_account_are_never_too_close() -> None:
    times = [one.at for one in rehearse(60, one_mail()).actions]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= timedelta(minutes=8)


def test_a_young_mailbox_starts_low_and_grows() -> None:
    outcome = rehearse(200, one_mail(), is_warmed=False, connected_at=MONDAY)
    volumes = [one.emails for one in outcome.days]
    assert volumes[:3] == [10, 12, 14]
    assert "ramp_up" in {one.code for one in outcome.bindings}


def test_nothing_is_planned_on_a_public_holiday_or_a_weekend() -> None:
    days = {one.day for one in rehearse(300, one_mail(), until=MONDAY + timedelta(days=40)).days}
    assert all(day.weekday() < 5 for day in days)
    assert not [day for day in days if (day.month, day.day) == (12, 25)]


def test_closures_and_the_end_of_the_year_stay_empty() -> None:
    rules = CalendarRules(
        id=MINE,
        workspace_id=MINE,
        closures=(Closure(first=date(2026, 11, 25), last=date(2026, 11, 26)),),
    )
    outcome = rehearse(900, one_mail(), until=MONDAY + timedelta(days=45), closures=rules)
    days = {one.day for one in outcome.days}
    assert not days & {
        date(2026, 11, 25),
        date(2026, 11, 26),
        date(2026, 12, 24),
        date(2026, 12, 31),
    }
    assert {date(2026, 11, 27), date(2026, 12, 23), date(2027, 1, 4)} <= days


def test_two_e_mails_to_one_person_are_three_working_days_apart() -> None:
    outcome = rehearse(5, seven_steps())
    by_person: dict[str, list[datetime]] = {}
    for one in outcome.actions:
        if one.channel == "email":
            by_person.setdefault(one.prospect_id, []).append(one.at)
    for times in by_person.values():
        for earlier, later in pairwise(times):
            assert later - earlier >= timedelta(days=3)


def test_follow_ups_go_before_first_touches() -> None:
    outcome = rehearse(300, a_sequence())
    second = [one for one in outcome.actions if one.step_index == 4]
    assert second


def test_texts_cost_credits_and_the_busiest_company_is_named() -> None:
    outcome = rehearse(2, one_mail(), company="solstice")
    assert (outcome.credits, outcome.busiest_company_actions) == (4, 2)
    assert outcome.busiest_company == "solstice"


def test_a_company_gets_two_people_three_working_days_apart_and_no_third() -> None:
    outcome = rehearse(5, one_mail(), company="solstice")
    first, second = [one.at for one in outcome.actions]
    assert second - first >= timedelta(days=3)
    assert outcome.unplaced == 3
    assert {one.code for one in outcome.bindings} >= {"company_cap"}


@pytest.mark.parametrize("name", ["campaign_per_day", "workspace_per_day"])
def test_no_day_goes_over_a_cap_of_the_campaign_or_the_workspace(name: str) -> None:
    outcome = rehearse(60, seven_steps(), caps={name: 7})
    per_day = Counter(one.at.astimezone(PARIS).date() for one in outcome.actions if one.at)
    by_hand = Counter(
        one.at.astimezone(PARIS).date()
        for one in outcome.actions
        if one.kind in {"call_task", "linkedin_message"}
    )
    assert max((per_day - by_hand).values()) == 7


def test_the_same_question_gives_the_same_plan() -> None:
    assert rehearse(40, seven_steps()) == rehearse(40, seven_steps())


@dataclass
class Paper:
    """RehearsedAccounts and Purse: the accounts on paper, and 100 credits."""

    limit: str = "30"

    async def open(
        self,
        workspace_id: WorkspaceId,
        campaign_id: CampaignId,
        senders: Mapping[str, SenderId],
        companies: Collection[str],
    ) -> Mapping[str, RehearsedAccount]:
        opened = accounts()
        return {channel: opened[channel] for channel in senders}

    async def limits(
        self, workspace_id: WorkspaceId, campaign_id: CampaignId, sender_id: SenderId
    ) -> str:
        return self.limit

    async def standing(self, workspace_id: WorkspaceId) -> tuple[int, int]:
        return 2, 100


@dataclass
class Rig:
    """One draft campaign, and what simulates and activates it."""

    people: People = field(default_factory=People)
    paper: Paper = field(default_factory=Paper)
    clock: StoppedClock = field(default_factory=StoppedClock)

    def __post_init__(self) -> None:
        self.store, new_id = MemoryStore(), CountingIds()
        store = self.store
        self.campaigns, self.enrolments = MemoryCampaigns(store), MemoryEnrolments(store)
        calendars = MemoryCalendars(store)
        self.simulations = MemorySimulations(store)
        self.simulate = SimulateCampaign(
            campaigns=self.campaigns,
            enrolments=self.enrolments,
            audience=self.people,
            salesbook=Book(),
            calendars=calendars,
            days=PersonDays(calendars=calendars, public_days=PublicHolidays()),
            accounts=self.paper,
            purse=self.paper,
            simulations=self.simulations,
            clock=self.clock,
            new_id=new_id,
        )
        launch = LaunchCampaign(
            campaigns=self.campaigns,
            plan=PaidPlan(),
            preflight=RunPreflight(
                campaigns=self.campaigns,
                salesbook=Book(),
                senders=Mailboxes(),
                clock=self.clock,
                public_url="https://leo.example",
            ),
            outbox=MemoryOutbox(store, new_id),
            transaction=MemoryTransaction(store),
            clock=self.clock,
        )
        self.activate = ActivatePlan(
            campaigns=self.campaigns,
            simulations=self.simulations,
            simulate=self.simulate,
            launch=launch,
            clock=self.clock,
        )

    async def fill(self, count: int) -> None:
        await self.campaigns.add(a_campaign(lia=a_lia(), enrolled=count))
        await self.enrolments.add(
            [
                an_enrolment(
                    id=EnrolmentId(f"e{number}"),
                    prospect_id=ProspectId(f"p{number}"),
                    active_key=f"p{number}",
                )
                for number in range(count)
            ]
        )


@pytest.fixture
async def rig() -> Rig:
    made = Rig()
    await made.fill(4)
    return made


async def test_a_simulation_says_who_is_skipped_by_which_rule_and_changes_nothing(
    rig: Rig,
) -> None:
    rig.people.refused = {"p1": "suppressed"}
    made = await rig.simulate(actor(), CAMPAIGN)
    assert [(one.prospect_id, one.code) for one in made.outcome.skipped] == [("p1", "suppressed")]
    assert made.people == 4
    assert {one.prospect_id for one in made.outcome.actions} == {"p0", "p2", "p3"}
    campaign = await rig.campaigns.get(MINE, CAMPAIGN)
    assert (campaign.state, campaign.version) == (CampaignState.DRAFT, 0)
    kept = await rig.enrolments.get(MINE, EnrolmentId("e0"))
    assert (kept.state.value, kept.next_at) == ("waiting", None)


async def test_exactly_the_simulated_plan_is_activated(rig: Rig) -> None:
    made = await rig.simulate(actor(), CAMPAIGN)
    launched = await rig.activate(actor(), CAMPAIGN, made.id)
    assert launched.state is CampaignState.RUNNING


@pytest.mark.parametrize("drift", ["goal", "limit", "person"])
async def test_a_plan_that_drifted_asks_again(rig: Rig, drift: str) -> None:
    made = await rig.simulate(actor(), CAMPAIGN)
    if drift == "goal":
        campaign = await rig.campaigns.get(MINE, CAMPAIGN)
        campaign.goal = "Autre chose"
        await rig.campaigns.save(campaign)
    elif drift == "limit":
        rig.paper.limit = "31"
    else:
        gone = await rig.enrolments.get(MINE, EnrolmentId("e0"))
        gone.stop("dismissed", at=MONDAY)
        await rig.enrolments.save(gone)
    last = await rig.simulate.last(actor(), CAMPAIGN)
    assert last is not None
    assert last.has_drifted
    with pytest.raises(PlanDrift):
        await rig.activate(actor(), CAMPAIGN, made.id)


async def test_a_simulation_counts_for_seven_days(rig: Rig) -> None:
    assert await rig.simulate.last(actor(), CAMPAIGN) is None
    made = await rig.simulate(actor(), CAMPAIGN)
    rig.clock.advance(days=7)
    last = await rig.simulate.last(actor(), CAMPAIGN)
    assert last is not None
    assert not last.is_fresh
    with pytest.raises(SimulationTooOld):
        await rig.activate(actor(), CAMPAIGN, made.id)


async def test_a_plan_of_another_campaign_is_none(rig: Rig) -> None:
    made = await rig.simulate(actor(), CAMPAIGN)
    await rig.campaigns.add(a_campaign(id=CampaignId("campaign-2")))
    with pytest.raises(SimulationNotFound):
        await rig.activate(actor(), CampaignId("campaign-2"), made.id)
