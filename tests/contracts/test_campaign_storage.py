"""campaigns.Campaigns, Enrolments and EnrolmentQueue, in memory and on the database."""

from dataclasses import MISSING, fields
from datetime import date, timedelta

import pytest

from adapters.memory.campaigns import (
    MemoryAutonomies,
    MemoryCalendars,
    MemoryCampaigns,
    MemoryEnrolments,
    MemoryHumanTasks,
    MemoryMandates,
    MemorySimulations,
)
from adapters.memory.rows import MemoryStore, MemoryTransaction
from adapters.mongo.campaigns import (
    MongoAutonomies,
    MongoCalendars,
    MongoCampaigns,
    MongoEnrolments,
    MongoHumanTasks,
    MongoMandates,
    MongoSimulations,
)
from adapters.mongo.driver import Client, Database
from adapters.mongo.session import MongoTransaction
from domain.campaigns.errors import (
    AlreadyEnrolled,
    CampaignNotFound,
    EnrolmentNotFound,
    MandateExists,
    MandateNotFound,
    SimulationNotFound,
    TaskExists,
    TaskNotFound,
)
from domain.campaigns.model.autonomy import Level
from domain.campaigns.model.calendar import August, Closure
from domain.campaigns.model.campaign import Campaign, CampaignState, Colleagues
from domain.campaigns.model.enrolment import Counts, Enrolment, EnrolmentState
from domain.campaigns.model.human_task import CallTry, HumanTask, TaskOutcome, TaskState
from domain.campaigns.model.mandate import Draw, MandateEnd
from domain.campaigns.model.sequence import END, ForkOn, Sequence, StepKind
from domain.campaigns.model.simulation import (
    Binding,
    DayVolume,
    Outcome,
    PlannedAction,
    Simulation,
    Skipped,
)
from domain.campaigns.ports import Calendars, Campaigns, Simulations
from domain.shared.errors import StaleWrite
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    HumanTaskId,
    MandateId,
    ProspectId,
    SimulationId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import PageAsk
from domain.shared.transaction import Transaction
from tests.builders import a_campaign, a_lia, a_mandate, a_step, an_enrolment
from tests.conftest import MONDAY

MINE, THEIRS = WorkspaceId("workspace-1"), WorkspaceId("workspace-2")
CAMPAIGN = CampaignId("campaign-1")


@pytest.fixture(params=["memory", "mongo"])
def store(request: pytest.FixtureRequest) -> MemoryStore | Database:
    name = "memory_store" if request.param == "memory" else "mongo_database"
    return request.getfixturevalue(name)  # type: ignore[no-any-return]


@pytest.fixture
def campaigns(store: MemoryStore | Database) -> Campaigns:
    return MemoryCampaigns(store) if isinstance(store, MemoryStore) else MongoCampaigns(store)


@pytest.fixture
def enrolments(store: MemoryStore | Database) -> MemoryEnrolments | MongoEnrolments:
    return MemoryEnrolments(store) if isinstance(store, MemoryStore) else MongoEnrolments(store)


@pytest.fixture
def transaction(store: MemoryStore | Database, request: pytest.FixtureRequest) -> Transaction:
    if isinstance(store, MemoryStore):
        return MemoryTransaction(store)
    client: Client = request.getfixturevalue("mongo_client")
    return MongoTransaction(client)


def off_default(thing: object, kind: type) -> None:
    same = [
        one.name
        for one in fields(kind)
        if one.default is not MISSING and getattr(thing, one.name) == one.default
    ]
    assert same == []


def a_full_campaign() -> Campaign:
    campaign = a_campaign(
        mode="autopilot",
        state=CampaignState.PAUSED,
        lia=a_lia(),
        enrolled=3,
        launched_at=MONDAY,
        launched_by=UserId("ada"),
        checklist=("lia-missing",),
        colleagues=Colleagues.STOP,
        revision=2,
        version=4,
    )
    off_default(campaign, Campaign)
    return campaign


def a_full_enrolment() -> Enrolment:
    enrolment = an_enrolment(
        state=EnrolmentState.STOPPED,
        step_index=2,
        next_at=MONDAY,
        started_at=MONDAY,
        touches=1,
        revision=1,
        accepted_at=MONDAY,
        withdrawn_at=MONDAY,
        fork_until=MONDAY,
        reason="replied",
        ref="draft-1",
        company="fret",
        ended_at=MONDAY,
        version=3,
    )
    off_default(enrolment, Enrolment)
    return enrolment


def person(number: int, **changes: object) -> Enrolment:
    prospect_id = ProspectId(f"prospect-{number}")
    return an_enrolment(
        **{"id": EnrolmentId(f"enrolment-{number}"), "prospect_id": prospect_id, **changes}
    )


async def test_a_campaign_comes_back_equal(campaigns: Campaigns) -> None:
    campaign = a_full_campaign()
    await campaigns.add(campaign)
    assert await campaigns.get(MINE, campaign.id) == campaign
    with pytest.raises(CampaignNotFound):
        await campaigns.get(THEIRS, campaign.id)


async def test_the_second_writer_of_a_campaign_loses(campaigns: Campaigns) -> None:
    await campaigns.add(a_campaign())
    mine, theirs = [await campaigns.get(MINE, CAMPAIGN) for _ in range(2)]
    await campaigns.save(theirs)
    with pytest.raises(StaleWrite):
        await campaigns.save(mine)


async def test_campaigns_are_listed_newest_first(campaigns: Campaigns) -> None:
    for number in range(3):
        await campaigns.add(a_campaign(id=CampaignId(f"c{number}")))
    await campaigns.add(a_campaign(id=CampaignId("c9"), workspace_id=THEIRS))
    first = await campaigns.page(MINE, PageAsk(limit=2))
    rest = await campaigns.page(MINE, PageAsk(limit=2, after=first.next))
    assert [one.id for one in (*first.items, *rest.items)] == ["c2", "c1", "c0"]
    assert rest.next is None


async def test_an_enrolment_comes_back_equal(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    enrolment = a_full_enrolment()
    await enrolments.add([enrolment])
    assert await enrolments.get(MINE, enrolment.id) == enrolment
    with pytest.raises(EnrolmentNotFound):
        await enrolments.get(THEIRS, enrolment.id)


async def test_one_active_enrolment_per_person_and_workspace(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    await enrolments.add([person(1)])
    with pytest.raises(AlreadyEnrolled):
        await enrolments.add(
            [person(1, id=EnrolmentId("again"), campaign_id=CampaignId("campaign-2"))]
        )
    await enrolments.add([person(1, id=EnrolmentId("theirs"), workspace_id=THEIRS)])


async def test_who_is_through_may_begin_another_campaign_and_not_this_one(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    over = person(1)
    over.stop("replied", at=MONDAY)
    await enrolments.add([over])
    with pytest.raises(AlreadyEnrolled):
        await enrolments.add([person(1, id=EnrolmentId("again"))])
    other = person(1, id=EnrolmentId("other"), campaign_id=CampaignId("campaign-2"))
    await enrolments.add([other])
    assert (await enrolments.active_of(MINE, ProspectId("prospect-1"))) == other


async def test_a_refused_batch_leaves_nothing(
    enrolments: MemoryEnrolments | MongoEnrolments, transaction: Transaction
) -> None:
    await enrolments.add([person(2)])
    other = CampaignId("campaign-2")

    async def work() -> None:
        await enrolments.add(
            [
                person(1, campaign_id=other),
                person(2, id=EnrolmentId("x"), campaign_id=other),
            ]
        )

    with pytest.raises(AlreadyEnrolled):
        await transaction.run(work)
    assert await enrolments.active_of(MINE, ProspectId("prospect-1")) is None


async def test_known_ones_are_those_here_and_the_active_ones_elsewhere(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    over_elsewhere = person(3, campaign_id=CampaignId("campaign-2"))
    over_elsewhere.stop("replied", at=MONDAY)
    await enrolments.add([person(1), over_elsewhere])
    await enrolments.add([person(2, campaign_id=CampaignId("campaign-2"))])
    asked = [ProspectId(f"prospect-{number}") for number in (1, 2, 3, 4)]
    known = await enrolments.known(MINE, CAMPAIGN, asked)
    assert sorted(one.prospect_id for one in known) == ["prospect-1", "prospect-2"]


async def test_due_ones_come_longest_due_first(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    for number, minutes in ((1, 5), (2, 20), (3, -5)):
        at = MONDAY - timedelta(minutes=minutes)
        await enrolments.add([person(number, state=EnrolmentState.ACTIVE, next_at=at)])
    await enrolments.add([person(4, state=EnrolmentState.AWAITING, next_at=MONDAY)])
    due = await enrolments.due(MONDAY, 10)
    assert [one.prospect_id for one in due] == ["prospect-2", "prospect-1"]
    assert await enrolments.next_due(MINE, CAMPAIGN) == MONDAY - timedelta(minutes=20)


async def test_moving_everybody_twice_moves_them_once(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    await enrolments.add([person(1), person(2)])
    await enrolments.add([person(3, campaign_id=CampaignId("campaign-2"))])
    assert await enrolments.start_waiting(MINE, CAMPAIGN, MONDAY) == 2
    assert await enrolments.start_waiting(MINE, CAMPAIGN, MONDAY) == 0
    assert await enrolments.pause_active(MINE, CAMPAIGN) == 2
    assert await enrolments.resume_paused(MINE, CAMPAIGN) == 2
    begun = await enrolments.get(MINE, EnrolmentId("enrolment-1"))
    assert (begun.state, begun.next_at, begun.started_at) == (
        EnrolmentState.ACTIVE,
        MONDAY,
        MONDAY,
    )


async def test_a_bulk_move_makes_older_readers_lose(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    await enrolments.add([person(1)])
    read = await enrolments.get(MINE, EnrolmentId("enrolment-1"))
    await enrolments.start_waiting(MINE, CAMPAIGN, MONDAY)
    with pytest.raises(StaleWrite):
        await enrolments.save(read)


async def test_people_are_counted_by_where_they_stand(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    states = [
        EnrolmentState.ACTIVE,
        EnrolmentState.AWAITING,
        EnrolmentState.FINISHED,
        EnrolmentState.STOPPED,
    ]
    for number, state in enumerate(states):
        key = "" if state in Enrolment.OVER else f"prospect-{number}"
        await enrolments.add([person(number, state=state, active_key=key)])
    other = CampaignId("empty")
    counts = await enrolments.counts(MINE, [CAMPAIGN, other])
    assert counts[CAMPAIGN] == Counts(enrolled=4, active=2, finished=1, stopped=1)
    assert counts[other] == Counts()
    assert await enrolments.awaiting(MINE, CAMPAIGN) == 1
    assert await enrolments.has_active(MINE, CAMPAIGN)
    assert not await enrolments.has_active(THEIRS, CAMPAIGN)


async def test_people_are_listed_in_the_order_of_enrolment(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    await enrolments.add([person(number) for number in (2, 1, 3)])
    page = await enrolments.page(MINE, CAMPAIGN, PageAsk(limit=2))
    rest = await enrolments.page(MINE, CAMPAIGN, PageAsk(limit=2, after=page.next))
    assert [one.id for one in (*page.items, *rest.items)] == [
        "enrolment-1",
        "enrolment-2",
        "enrolment-3",
    ]


async def test_what_was_read_is_a_copy(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    await enrolments.add([person(1)])
    read = await enrolments.get(MINE, EnrolmentId("enrolment-1"))
    read.reason = "changed"
    assert (await enrolments.get(MINE, EnrolmentId("enrolment-1"))).reason == ""


async def test_a_fork_comes_back_equal(campaigns: Campaigns) -> None:
    fork = a_step(
        StepKind.FORK,
        id=StepId("fork"),
        fork_on=ForkOn.ACCEPTED,
        within_days=10,
        next=END,
        otherwise="mail",
    )
    bare = a_step(StepKind.LINKEDIN_INVITATION, id=StepId("invite"), with_note=False)
    wait = a_step(StepKind.WAIT, id=StepId("wait"), working_days=True)
    steps = Sequence(steps=(bare, wait, fork, a_step(id=StepId("mail"))))
    campaign = a_campaign(sequence=steps, past={"0": Sequence(steps=(a_step(),))}, revision=1)
    await campaigns.add(campaign)
    kept = await campaigns.get(MINE, campaign.id)
    assert kept.sequence == steps
    assert kept.sequence_of(0).steps == (a_step(),)


async def test_colleagues_are_found_by_their_company_while_they_are_in(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    over = {"state": EnrolmentState.STOPPED, "active_key": ""}
    await enrolments.add(
        [
            person(1, company="fret", active_key="prospect-1"),
            person(2, company="fret", **over),
            person(3, company="autre", active_key="prospect-3"),
        ]
    )
    assert [one.id for one in await enrolments.of_company(MINE, "fret")] == ["enrolment-1"]
    assert await enrolments.of_company(THEIRS, "fret") == []


async def test_a_pause_is_not_lifted_over_what_something_else_holds(
    enrolments: MemoryEnrolments | MongoEnrolments,
) -> None:
    frozen = person(1, state=EnrolmentState.PAUSED, reason="company_frozen", active_key="a")
    await enrolments.add([frozen, person(2, state=EnrolmentState.PAUSED, active_key="b")])
    assert await enrolments.resume_paused(MINE, CAMPAIGN) == 1
    assert (await enrolments.get(MINE, frozen.id)).state is EnrolmentState.PAUSED


@pytest.fixture
def tasks(store: MemoryStore | Database) -> MemoryHumanTasks | MongoHumanTasks:
    return MemoryHumanTasks(store) if isinstance(store, MemoryStore) else MongoHumanTasks(store)


def a_task(number: int = 1, **changes: object) -> HumanTask:
    made: dict[str, object] = {
        "id": HumanTaskId(f"task-{number}"),
        "workspace_id": MINE,
        "campaign_id": CAMPAIGN,
        "enrolment_id": EnrolmentId(f"enrolment-{number}"),
        "prospect_id": ProspectId(f"prospect-{number}"),
        "step_id": StepId("step-1"),
        "kind": StepKind.CALL_TASK,
        "objective": "Proposer une démonstration",
        "draft_id": "draft-1",
        "opened_at": MONDAY,
        "due_at": MONDAY + timedelta(days=3),
    }
    return HumanTask(**{**made, **changes})  # type: ignore[arg-type]


async def test_a_task_comes_back_equal(tasks: MemoryHumanTasks | MongoHumanTasks) -> None:
    task = a_task(
        state=TaskState.DONE,
        outcome=TaskOutcome.NOT_REACHED,
        note="Rappeler jeudi",
        ended_at=MONDAY,
        ended_by=UserId("ada"),
        not_before=MONDAY,
        tries=(CallTry(at=MONDAY, outcome=TaskOutcome.CALL_BACK, note="Jeudi", by=UserId("ada")),),
    )
    await tasks.add(task)
    assert await tasks.get(MINE, task.id) == task
    with pytest.raises(TaskNotFound):
        await tasks.get(THEIRS, task.id)


async def test_a_step_of_an_enrolment_has_one_task(
    tasks: MemoryHumanTasks | MongoHumanTasks,
) -> None:
    await tasks.add(a_task())
    with pytest.raises(TaskExists):
        await tasks.add(a_task(id=HumanTaskId("task-2")))
    found = await tasks.of_step(MINE, EnrolmentId("enrolment-1"), StepId("step-1"))
    assert found == a_task()
    assert await tasks.of_step(THEIRS, EnrolmentId("enrolment-1"), StepId("step-1")) is None


async def test_open_tasks_are_listed_and_the_late_ones_swept(
    tasks: MemoryHumanTasks | MongoHumanTasks,
) -> None:
    for number in (3, 1, 2):
        await tasks.add(a_task(number, due_at=MONDAY + timedelta(days=number)))
    await tasks.add(a_task(4, state=TaskState.DONE))
    await tasks.add(a_task(5, campaign_id=CampaignId("other")))
    ask = PageAsk(limit=10)
    open_ = await tasks.page(MINE, ask, state=TaskState.OPEN, campaign_id=CAMPAIGN)
    assert [one.id for one in open_.items] == ["task-1", "task-2", "task-3"]
    everywhere = await tasks.page(MINE, ask, state=TaskState.OPEN, campaign_id=None)
    assert len(everywhere.items) == 4
    late = await tasks.overdue(MONDAY + timedelta(days=2), 10)
    assert [one.id for one in late] == ["task-1", "task-2"]
    [mine] = await tasks.open_of(MINE, EnrolmentId("enrolment-1"))
    assert mine.id == "task-1"
    assert await tasks.open_of(MINE, EnrolmentId("enrolment-4")) == []


@pytest.fixture
def calendars(store: MemoryStore | Database) -> Calendars:
    return MemoryCalendars(store) if isinstance(store, MemoryStore) else MongoCalendars(store)


async def test_a_calendar_is_the_default_until_it_is_set(calendars: Calendars) -> None:
    mine, theirs = [await calendars.of(MINE) for _ in range(2)]
    assert (mine.version, mine.august) == (0, August.REDUCED)
    mine.set(
        closures=(Closure(first=date(2026, 12, 21), last=date(2026, 12, 23), label="Inventaire"),),
        bridges_closed=False,
        year_end_closed=False,
        august=August.SUSPENDED,
        by=UserId("u-1"),
        at=MONDAY,
    )
    await calendars.save(mine)
    assert await calendars.of(MINE) == mine
    assert (await calendars.of(THEIRS)).version == 0
    with pytest.raises(StaleWrite):
        await calendars.save(theirs)
    again = await calendars.of(MINE)
    await calendars.save(again)
    with pytest.raises(StaleWrite):
        await calendars.save(mine)


@pytest.fixture
def simulations(store: MemoryStore | Database) -> Simulations:
    return MemorySimulations(store) if isinstance(store, MemoryStore) else MongoSimulations(store)


def a_simulation(number: int, **changes: object) -> Simulation:
    made: dict[str, object] = {
        "id": SimulationId(f"simulation-{number}"),
        "workspace_id": MINE,
        "campaign_id": CAMPAIGN,
        "made_at": MONDAY,
        "made_by": UserId("ada"),
        "until": MONDAY + timedelta(days=14),
        "plan_hash": "f" * 64,
        "people": 3,
        "total_actions": 1,
        "outcome": Outcome(
            actions=(
                PlannedAction(
                    at=MONDAY,
                    prospect_id=ProspectId("p1"),
                    enrolment_id=EnrolmentId("e1"),
                    step_id=StepId("s1"),
                    step_index=2,
                    kind="email",
                    channel="email",
                ),
            ),
            days=(DayVolume(day=MONDAY.date(), emails=1, linkedin=2, tasks=3, credits=4),),
            skipped=(Skipped(prospect_id=ProspectId("p2"), code="suppressed"),),
            bindings=(Binding(code="daily_limit", channel="email", day=MONDAY.date()),),
            unplaced=5,
            busiest_company="fret",
            busiest_company_actions=6,
            credits=7,
        ),
        "credits_available": 8,
    }
    return Simulation(**{**made, **changes})  # type: ignore[arg-type]


async def test_the_last_simulation_of_a_campaign_comes_back_equal(
    simulations: Simulations,
) -> None:
    await simulations.add(a_simulation(1))
    await simulations.add(a_simulation(2))
    await simulations.add(a_simulation(3, campaign_id=CampaignId("other")))
    assert await simulations.last(MINE, CAMPAIGN) == a_simulation(2)
    assert await simulations.last(THEIRS, CAMPAIGN) is None
    assert await simulations.get(MINE, SimulationId("simulation-1")) == a_simulation(1)
    with pytest.raises(SimulationNotFound):
        await simulations.get(THEIRS, SimulationId("simulation-1"))


# --- mandates and levels ---


@pytest.fixture
def mandates(store: MemoryStore | Database) -> MemoryMandates | MongoMandates:
    return MemoryMandates(store) if isinstance(store, MemoryStore) else MongoMandates(store)


@pytest.fixture
def autonomies(store: MemoryStore | Database) -> MemoryAutonomies | MongoAutonomies:
    return MemoryAutonomies(store) if isinstance(store, MemoryStore) else MongoAutonomies(store)


async def test_a_campaign_has_one_open_mandate_and_others_do_not_see_it(
    mandates: MemoryMandates | MongoMandates,
) -> None:
    first, second = a_mandate(), a_mandate(id=MandateId("mandate-2"))
    await mandates.add(first)
    with pytest.raises(MandateExists):
        await mandates.add(second)
    assert await mandates.open_of(MINE, CAMPAIGN) == first
    with pytest.raises(MandateNotFound):
        await mandates.get(THEIRS, first.id)
    first.finish(MandateEnd.RENEWED, by="ada", at=MONDAY)
    first.take_events()
    await mandates.save(first)
    await mandates.add(second)
    assert await mandates.open_of(MINE, CAMPAIGN) == second
    assert list(await mandates.open_of_person(MINE, UserId("ada"))) == [second]
    assert list(await mandates.open_in(MINE)) == [second]
    assert list(await mandates.open_in(THEIRS)) == []
    assert list(await mandates.open("", 10)) == [second]
    assert list(await mandates.open(second.id, 10)) == []
    page = await mandates.page(MINE, CAMPAIGN, PageAsk(limit=10))
    assert [one.id for one in page.items] == [second.id, first.id]


async def test_of_two_who_count_at_once_one_reads_again(
    mandates: MemoryMandates | MongoMandates,
) -> None:
    await mandates.add(a_mandate())
    one, other = [await mandates.get(MINE, MandateId("mandate-1")) for _ in range(2)]
    draw = Draw(
        draft_id=DraftId("draft-1"),
        prospect_id=ProspectId("prospect-1"),
        company="acme",
        credits=2,
        at=MONDAY,
        day=MONDAY.date(),
        leaves_on=MONDAY.date(),
    )
    assert one.draw(draw) == ""
    await mandates.save(one)
    with pytest.raises(StaleWrite):
        await mandates.save(other)
    assert (await mandates.get(MINE, MandateId("mandate-1"))).draws == [draw]


async def test_a_level_is_the_default_until_it_is_kept(
    autonomies: MemoryAutonomies | MongoAutonomies,
) -> None:
    step = StepId("step-1")
    fresh = await autonomies.of(MINE, CAMPAIGN, step)
    assert (fresh.level, fresh.version) == (Level.COPILOT, 0)
    fresh.level, fresh.since = Level.SAMPLED, MONDAY
    await autonomies.save(fresh)
    assert await autonomies.of(MINE, CAMPAIGN, step) == fresh
    assert (await autonomies.of(THEIRS, CAMPAIGN, step)).level is Level.COPILOT
