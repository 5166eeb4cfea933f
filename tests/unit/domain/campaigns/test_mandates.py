"""Mandates: signed by a named person, bounded, counted, and over at once (AUT-1, AUT-12)."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.memory.campaigns import MemoryAutonomies, MemoryMandates
from adapters.memory.rows import MemoryOutbox, MemoryTransaction
from domain.campaigns.errors import (
    AutopilotNotInPlan,
    MandateNotFound,
    MandateRefused,
    PlanDrift,
    SimulationNotFound,
    SimulationTooOld,
)
from domain.campaigns.model.autonomy import Level
from domain.campaigns.model.enrolment import EnrolmentState
from domain.campaigns.model.mandate import (
    Draw,
    Mandate,
    MandateEnd,
    MandateState,
    TouchKind,
)
from domain.campaigns.usecases.check_mandate import CheckMandate
from domain.campaigns.usecases.end_mandate import EndMandate
from domain.campaigns.usecases.list_mandates import ListMandates
from domain.campaigns.usecases.sign_mandate import SignMandate, WantedMandate
from domain.shared.actor import Role
from domain.shared.errors import Forbidden
from domain.shared.ids import (
    CampaignId,
    DraftId,
    EnrolmentId,
    ProspectId,
    SenderId,
    SimulationId,
    StepId,
    UserId,
    WorkspaceId,
)
from domain.shared.page import PageAsk
from tests.builders import a_campaign, a_mandate, an_enrolment
from tests.conftest import MONDAY, CountingIds
from tests.unit.domain.campaigns.test_simulation import CAMPAIGN, MINE, Rig
from tests.unit.domain.campaigns.test_usecases import actor

STEP, BOX = StepId("step-1"), SenderId("mailbox-1")
WANTED = WantedMandate(
    step_ids=(STEP,),
    kinds=(TouchKind.FIRST,),
    sender_ids=(BOX,),
    per_day=3,
    in_total=5,
    credit_cap=100,
    per_company=2,
    expires_at=None,
)


@dataclass
class Standing:
    """Entitlements and Signatories."""

    in_plan: bool = True
    signs: bool = True

    async def has_autopilot(self, workspace_id: WorkspaceId) -> bool:
        return self.in_plan

    async def may_sign(self, workspace_id: WorkspaceId, user_id: UserId) -> bool:
        return self.signs


@dataclass
class Office(Rig):
    """What signs, checks and ends the mandates of one campaign of eight people."""

    standing: Standing = field(default_factory=Standing)

    def __post_init__(self) -> None:
        Rig.__post_init__(self)
        store, new_id = self.store, CountingIds()
        self.mandates, self.autonomies = MemoryMandates(store), MemoryAutonomies(store)
        shared: dict[str, Any] = {
            "campaigns": self.campaigns,
            "mandates": self.mandates,
            "simulate": self.simulate,
            "transaction": MemoryTransaction(store),
            "clock": self.clock,
        }
        self.outbox = MemoryOutbox(store, new_id)
        self.sign = SignMandate(
            simulations=self.simulations,
            entitlements=self.standing,
            outbox=self.outbox,
            new_id=new_id,
            **shared,
        )
        self.end = EndMandate(
            watch=self.mandates, signatories=self.standing, outbox=self.outbox, **shared
        )
        self.check = CheckMandate(
            enrolments=self.enrolments,
            autonomies=self.autonomies,
            audience=self.people,
            days=self.simulate.days,
            entitlements=self.standing,
            signatories=self.standing,
            **shared,
        )
        self.list = ListMandates(campaigns=self.campaigns, mandates=self.mandates, clock=self.clock)

    async def signed(self, **changes: Any) -> Mandate:
        plan = await self.simulate(actor(), CAMPAIGN)
        wanted = replace(WANTED, **changes)
        return await self.sign(actor(Role.MANAGER), CAMPAIGN, plan.id, wanted, "Ada Martin")

    async def level(self, level: Level = Level.AUTOPILOT) -> None:
        autonomy = await self.autonomies.of(MINE, CAMPAIGN, STEP)
        autonomy.level = level
        await self.autonomies.save(autonomy)

    async def refusal(self, number: int = 0) -> str:
        found = await self.check.offer(MINE, CAMPAIGN, EnrolmentId(f"e{number}"), STEP)
        return found.refusal

    async def draw(self, mandate: Mandate, number: int) -> str:
        enrolment, draft = EnrolmentId(f"e{number}"), DraftId(f"d{number}")
        return await self.check.draw(MINE, mandate.id, enrolment, draft, 2)

    async def now(self, mandate: Mandate) -> Mandate:
        return await self.mandates.get(MINE, mandate.id)

    async def told(self) -> list[str]:
        return [one.name for one in await self.outbox.waiting(100)]


@pytest.fixture
async def office() -> Office:
    made = Office()
    await made.fill(8)
    await made.level()
    return made


async def test_a_signature_names_its_person_its_bounds_and_lasts_thirty_days(
    office: Office,
) -> None:
    mandate = await office.signed()
    assert (mandate.signed_by, mandate.signed_name, mandate.signed_at) == (
        "ada",
        "Ada Martin",
        MONDAY,
    )
    assert mandate.scope.expires_at == MONDAY + timedelta(days=30)
    assert await office.refusal() == ""
    assert await office.told() == ["MandateSigned"]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.VIEWER, Role.BILLING, Role.DPO])
async def test_below_a_manager_nobody_signs(office: Office, role: Role) -> None:
    plan = await office.simulate(actor(), CAMPAIGN)
    with pytest.raises(Forbidden):
        await office.sign(actor(role), CAMPAIGN, plan.id, WANTED, "Ada Martin")


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"expires_at": MONDAY}, "/expires_at", "mandate-expiry-past"),
        ({"expires_at": MONDAY + timedelta(days=91)}, "/expires_at", "mandate-expiry-too-late"),
        ({"step_ids": (StepId("step-2"),)}, "/step_ids", "mandate-step-unknown"),
        ({"sender_ids": (SenderId("other"),)}, "/sender_ids", "mandate-sender-unknown"),
        ({"kinds": ()}, "/kinds", "mandate-kind-missing"),
        ({"per_day": 0}, "/per_day", "mandate-amount-refused"),
        ({"in_total": 1001}, "/in_total", "mandate-amount-refused"),
        ({"per_company": 3}, "/per_company", "mandate-amount-refused"),
    ],
)
async def test_what_asks_for_too_much_is_refused_with_the_field(
    office: Office, changes: dict[str, Any], pointer: str, code: str
) -> None:
    with pytest.raises(MandateRefused) as refused:
        await office.signed(**changes)
    assert [(one.pointer, one.code) for one in refused.value.faults] == [(pointer, code)]


async def test_ninety_days_are_the_most(office: Office) -> None:
    mandate = await office.signed(expires_at=MONDAY + timedelta(days=90))
    assert mandate.scope.expires_at == MONDAY + timedelta(days=90)


@pytest.mark.obligation(27)
async def test_without_the_feature_nothing_is_signed_and_what_was_signed_lets_nothing_go(
    office: Office,
) -> None:
    await office.signed()
    office.standing.in_plan = False
    assert await office.refusal() == "plan_lacks_feature"
    with pytest.raises(AutopilotNotInPlan):
        await office.signed()


async def test_only_a_fresh_simulation_of_this_very_plan_carries_a_signature(
    office: Office,
) -> None:
    plan = await office.simulate(actor(), CAMPAIGN)
    with pytest.raises(SimulationNotFound):
        await office.sign(actor(), CAMPAIGN, SimulationId("none"), WANTED, "Ada")
    await office.campaigns.add(a_campaign(id=CampaignId("campaign-2")))
    with pytest.raises(SimulationNotFound):
        await office.sign(actor(), CampaignId("campaign-2"), plan.id, WANTED, "Ada")
    office.paper.limit = "31"
    with pytest.raises(PlanDrift):
        await office.sign(actor(), CAMPAIGN, plan.id, WANTED, "Ada")
    office.paper.limit = "30"
    office.clock.advance(days=7)
    with pytest.raises(SimulationTooOld):
        await office.sign(actor(), CAMPAIGN, plan.id, WANTED, "Ada")


@pytest.mark.obligation(30)
async def test_revoked_it_lets_nothing_go_from_that_write_on(office: Office) -> None:
    mandate = await office.signed()
    await office.end(actor(Role.MANAGER), CAMPAIGN, mandate.id)
    assert await office.refusal() == "mandate_missing"
    assert await office.draw(mandate, 0) == "mandate_missing"
    again = await office.check.standing(MINE, mandate.id, EnrolmentId("e0"), STEP, BOX)
    assert again.refusal == "mandate_missing"
    await office.end(actor(Role.MANAGER), CAMPAIGN, mandate.id)
    assert (await office.told()).count("MandateEnded") == 1
    with pytest.raises(MandateNotFound):
        await office.end(actor(), CampaignId("campaign-2"), mandate.id)


async def test_a_renewal_is_a_new_signature_and_ends_the_one_before(office: Office) -> None:
    first = await office.signed()
    second = await office.signed(per_day=1)
    assert (await office.now(first)).end is MandateEnd.RENEWED
    assert (await office.mandates.open_of(MINE, CAMPAIGN)) == await office.now(second)
    page = await office.list(actor(), CAMPAIGN, PageAsk(limit=10))
    assert [one.state for one in page.items] == [MandateState.ACTIVE, MandateState.ENDED]


@pytest.mark.parametrize("left", [True, False])
async def test_it_ends_with_its_persons_membership_or_role(office: Office, *, left: bool) -> None:
    mandate = await office.signed()
    if not left:
        assert await office.end.of_person(MINE, UserId("ada"), left=False) == 0
    office.standing.signs = False
    assert await office.refusal() == "mandate_missing"
    assert await office.end.of_person(MINE, UserId("ada"), left=left) == 1
    end = MandateEnd.SIGNATORY_LEFT if left else MandateEnd.ROLE_LOST
    assert (await office.now(mandate)).end is end


def test_it_is_near_its_cap_when_four_fifths_of_the_messages_or_credits_are_used() -> None:
    mandate = a_mandate()
    for number in range(4):
        assert not mandate.is_near_cap
        draw = Draw(
            draft_id=DraftId(f"d{number}"),
            prospect_id=ProspectId(f"p{number}"),
            company="",
            credits=2,
            at=MONDAY,
            day=date(2026, 11, 23 + number),
        )
        assert not mandate.draw(draw)
    assert mandate.is_near_cap
    dear = a_mandate(draws=[replace(mandate.draws[0], credits=80)])
    assert dear.is_near_cap


async def test_three_days_before_its_end_it_reminds_once_and_then_expires(
    office: Office,
) -> None:
    mandate = await office.signed()
    office.clock.advance(days=26)
    assert await office.end.overdue() == 0
    assert "MandateExpiring" not in await office.told()
    office.clock.advance(days=1)
    for _ in range(2):
        assert await office.end.overdue() == 0
    assert (await office.told()).count("MandateExpiring") == 1
    [shown] = (await office.list(actor(), CAMPAIGN, PageAsk(limit=10))).items
    assert shown.expires_soon
    [open_one] = await office.list.open(actor())
    assert (open_one.shown, open_one.campaign_name) == (shown, "Rentrée")
    office.clock.advance(days=3)
    assert list(await office.list.open(actor())) == []
    assert await office.refusal() == "mandate_expired"
    assert await office.end.overdue() == 1
    assert (await office.now(mandate)).end is MandateEnd.EXPIRED
    gone = await office.check.standing(MINE, mandate.id, EnrolmentId("e0"), STEP, BOX)
    assert gone.refusal == "mandate_expired"


async def test_a_plan_that_changed_lets_nothing_go_and_ends_it(office: Office) -> None:
    mandate = await office.signed()
    office.paper.limit = "31"
    assert await office.refusal() == "plan_drift"
    assert await office.end.overdue() == 1
    assert (await office.now(mandate)).end is MandateEnd.PLAN_DRIFT


async def test_people_who_leave_the_plan_are_no_drift_and_who_comes_later_is_out_of_it(
    office: Office,
) -> None:
    await office.signed()
    gone = await office.enrolments.get(MINE, EnrolmentId("e1"))
    gone.stop("replied", at=MONDAY)
    await office.enrolments.save(gone)
    assert await office.refusal() == ""
    office.clock.advance(minutes=5)
    late = an_enrolment(
        id=EnrolmentId("e9"),
        prospect_id=ProspectId("p9"),
        active_key="p9",
        enrolled_at=office.clock.now(),
    )
    await office.enrolments.add([late])
    assert await office.refusal(9) == "mandate_missing"


async def test_out_of_scope_a_person_decides(office: Office) -> None:
    await office.signed()
    other = await office.check.offer(MINE, CAMPAIGN, EnrolmentId("e0"), StepId("step-5"))
    assert other.refusal == "mandate_missing"
    follow_up = await office.enrolments.get(MINE, EnrolmentId("e0"))
    follow_up.touches, follow_up.state = 1, EnrolmentState.AWAITING
    await office.enrolments.save(follow_up)
    assert await office.refusal() == "mandate_missing"


@pytest.mark.parametrize("level", [Level.MANUAL, Level.COPILOT, Level.BATCH])
async def test_below_autopilot_a_mandate_alone_lets_nothing_go(
    office: Office, level: Level
) -> None:
    await office.signed()
    await office.level(level)
    assert await office.refusal() == "mandate_missing"


async def test_side_by_side_the_caps_are_never_passed(office: Office) -> None:
    mandate = await office.signed(per_day=3, in_total=4)
    said = await asyncio.gather(*(office.draw(mandate, number) for number in range(8)))
    assert Counter(said) == {"": 3, "daily_limit": 5}
    office.clock.advance(days=1)
    said = await asyncio.gather(*(office.draw(mandate, number) for number in range(8)))
    kept = await office.now(mandate)
    assert len(kept.draws) == 4
    assert Counter(said)["mandate_used_up"] == 4


async def test_two_people_of_one_company_and_no_third_in_fourteen_days(office: Office) -> None:
    office.people.companies = {f"p{number}": "acme" for number in range(8)}
    mandate = await office.signed(per_day=8, in_total=8)
    assert [await office.draw(mandate, number) for number in range(3)] == ["", "", "company_cap"]
    office.clock.advance(days=14)
    assert await office.draw(mandate, 2) == ""


async def test_the_credit_cap_holds(office: Office) -> None:
    mandate = await office.signed(credit_cap=3)
    assert [await office.draw(mandate, number) for number in range(2)] == [
        "",
        "spend_cap_reached",
    ]


async def test_what_piled_up_leaves_no_faster_than_the_days_maximum(office: Office) -> None:
    mandate = await office.signed(per_day=1)
    for number in range(3):
        assert await office.draw(mandate, number) == ""
        office.clock.advance(days=1)
    assert await office.check.leave(MINE, mandate.id, DraftId("d0")) is None
    assert await office.check.leave(MINE, mandate.id, DraftId("d0")) is None
    until = await office.check.leave(MINE, mandate.id, DraftId("d1"))
    assert until is not None
    assert until > office.clock.now()
    office.clock.advance(days=1)
    assert await office.check.leave(MINE, mandate.id, DraftId("d1")) is None


asks = st.lists(
    st.tuples(
        st.integers(min_value=0, max_value=20),
        st.sampled_from(["", "acme", "bolt"]),
        st.integers(min_value=0, max_value=40),
    ),
    max_size=60,
)


@given(asks, st.integers(1, 4), st.integers(1, 10), st.integers(1, 2))
def test_no_order_of_asking_passes_any_cap(
    asked: list[tuple[int, str, int]], per_day: int, in_total: int, per_company: int
) -> None:
    bounds: dict[str, Any] = {"per_day": per_day, "in_total": in_total, "per_company": per_company}
    mandate = a_mandate()
    mandate.scope = replace(mandate.scope, **bounds)
    for number, company, day in sorted(asked, key=lambda one: one[2]):
        at = MONDAY + timedelta(days=day)
        draw = Draw(
            draft_id=DraftId(f"d{number}"),
            prospect_id=ProspectId(f"p{number}"),
            company=company,
            credits=2,
            at=at,
            day=at.date(),
        )
        mandate.draw(draw)
        mandate.leave_on(draw.draft_id, at.date())
    draws = mandate.draws
    assert len(draws) <= in_total
    assert len({one.draft_id for one in draws}) == len(draws)
    assert max(Counter(one.day for one in draws).values(), default=0) <= per_day
    left: Counter[date | None] = Counter(one.leaves_on for one in draws if one.leaves_on)
    assert max(left.values(), default=0) <= per_day
    for one in draws:
        if one.company:
            near = {
                other.prospect_id
                for other in draws
                if other.company == one.company and within(other.at, one.at)
            }
            assert len(near) <= per_company


def within(earlier: datetime, later: datetime) -> bool:
    return later - Mandate.COMPANY_WINDOW < earlier <= later
