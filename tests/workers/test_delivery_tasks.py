"""Tasks of campaigns and delivery: a second run is harmless, a fault is not the end."""

import asyncio
from typing import Any

import pytest

from adapters.bootstrap.ports import Ports
from domain.application import Application
from domain.campaigns.model.campaign import CampaignState
from domain.campaigns.model.enrolment import EnrolmentState
from domain.shared.ids import CampaignId, EnrolmentId, WorkspaceId
from tests.builders import a_campaign, a_lia, an_enrolment
from tests.conftest import MONDAY
from workers import campaigns, delivery

MINE = "workspace-1"


@pytest.fixture
async def ctx(application: Application, ports: Ports) -> dict[str, Any]:
    """One person whose first step is under way in a running campaign."""
    await ports.campaigns.campaigns.add(
        a_campaign(state=CampaignState.RUNNING, lia=a_lia(), enrolled=1)
    )
    await ports.campaigns.enrolments.add(
        [an_enrolment(state=EnrolmentState.AWAITING, started_at=MONDAY)]
    )
    return {"application": application, "job_try": 1, "job_id": "test"}


async def enrolment(ports: Ports) -> Any:
    return await ports.campaigns.enrolments.get(WorkspaceId(MINE), EnrolmentId("enrolment-1"))


async def test_a_step_told_as_sent_twice_moves_once(ctx: dict[str, Any], ports: Ports) -> None:
    for _ in range(2):
        await campaigns.record_step_sent(ctx, MINE, "enrolment-1", "step-1")
    moved = await enrolment(ports)
    assert (moved.step_index, moved.touches) == (2, 1)


async def test_only_a_message_that_a_person_took_back_passes_its_step(
    ctx: dict[str, Any], ports: Ports
) -> None:
    await campaigns.record_step_undone(ctx, MINE, "enrolment-1", "step-1", "replied")
    assert (await enrolment(ports)).step_index == 0
    await campaigns.record_step_undone(ctx, MINE, "enrolment-1", "step-1", "undone")
    assert (await enrolment(ports)).step_index == 2


@pytest.mark.parametrize(
    ("label", "state"),
    [
        ("out_of_office", EnrolmentState.AWAITING),
        ("auto_reply", EnrolmentState.AWAITING),
        ("not_now", EnrolmentState.STOPPED),
        ("to_qualify", EnrolmentState.STOPPED),
    ],
)
async def test_a_human_reply_of_any_label_stops_and_a_machines_does_not(
    ctx: dict[str, Any], ports: Ports, label: str, state: EnrolmentState
) -> None:
    for _ in range(2):
        await campaigns.stop_after_reply(ctx, MINE, "prospect-1", label)
    assert (await enrolment(ports)).state is state


async def test_only_a_permanent_bounce_stops(ctx: dict[str, Any], ports: Ports) -> None:
    await campaigns.stop_after_bounce(ctx, MINE, "enrolment-1", "False")
    assert (await enrolment(ports)).state is EnrolmentState.AWAITING
    await campaigns.stop_after_bounce(ctx, MINE, "enrolment-1", "True")
    assert (await enrolment(ports)).reason == "bounced"


async def test_who_left_the_company_leaves_the_sequence(ctx: dict[str, Any], ports: Ports) -> None:
    for _ in range(2):
        await campaigns.follow_absence(ctx, MINE, "prospect-1", "", "True")
    gone = await enrolment(ports)
    assert (gone.state, gone.reason) == (EnrolmentState.STOPPED, "left_company")


async def test_a_campaign_ends_with_its_last_person(ctx: dict[str, Any], ports: Ports) -> None:
    await campaigns.end_enrolment(ctx, MINE, "enrolment-1", "dismissed")
    for _ in range(2):
        await campaigns.follow_campaign(ctx, MINE, "campaign-1")
    ended = await ports.campaigns.campaigns.get(WorkspaceId(MINE), CampaignId("campaign-1"))
    assert ended.state is CampaignState.FINISHED


async def test_nothing_is_planned_for_a_campaign_that_is_gone(
    ctx: dict[str, Any], ports: Ports
) -> None:
    await delivery.plan_action(
        ctx, MINE, "draft-1", "gone", "gone", "prospect-1", "step-1", "email", "ab" * 32, ""
    )
    assert await ports.delivery.actions.of_intent(WorkspaceId(MINE), "gone:step-1") is None


async def test_announcements_of_the_provider_are_set_up_once(ctx: dict[str, Any]) -> None:
    await delivery.keep_listening(ctx)
    assert await ctx["application"].delivery.keep_listening() == 0


async def test_a_fault_does_not_end_the_delivery_loop() -> None:
    calls = 0

    async def work() -> int:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError
        if calls == 3:
            raise asyncio.CancelledError
        return 0

    with pytest.raises(asyncio.CancelledError):
        await delivery._repeat("drain", work, 0.0)  # noqa: SLF001 - its promise is about faults
    assert calls == 3
