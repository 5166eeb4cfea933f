"""Simulations: what a campaign would do, before it does it."""

from collections import Counter
from datetime import date
from typing import Self

from fastapi import APIRouter, Request

from api.deps import App, CurrentActor
from api.models import Answer, Count, Id, Instant
from api.problems import language, problems
from api.reason_texts import code_title
from domain.campaigns.errors import (
    CampaignNotFound,
    CampaignNotInState,
    PlanDrift,
    PreflightIncomplete,
    SequenceRefused,
    SimulationNotFound,
    SimulationTooOld,
)
from domain.campaigns.usecases.simulate_campaign import ShownSimulation
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated, WorkspaceReadOnly
from domain.shared.ids import CampaignId, SimulationId

router = APIRouter(prefix="/api/v1/campaigns", tags=["simulations"])


class PlanDayView(Answer):
    day: date
    emails: Count
    linkedin: Count
    tasks: Count
    credits: Count


class PlanLimitView(Answer):
    """The first day on which a limit held something back."""

    code: str
    title: str
    channel: str
    day: date


class PlanSkipView(Answer):
    code: str
    title: str
    count: Count


class PlanSampleView(Answer):
    at: Instant
    prospect_id: str
    full_name: str
    kind: str
    channel: str
    step_index: Count


class SimulationView(Answer):
    """`has_drifted`: something it was computed from changed, so it cannot be activated."""

    id: str
    campaign_id: str
    made_at: Instant
    until: Instant
    plan_hash: str
    is_fresh: bool
    has_drifted: bool
    people: Count
    total_actions: Count
    unplaced: Count
    credits: Count
    credits_available: int
    busiest_company: str
    busiest_company_actions: Count
    days: list[PlanDayView]
    limits: list[PlanLimitView]
    skipped: list[PlanSkipView]
    samples: list[PlanSampleView]

    @classmethod
    def of(cls, shown: ShownSimulation, speech: str) -> Self:
        made, outcome = shown.simulation, shown.simulation.outcome
        skipped = Counter(one.code for one in outcome.skipped)
        return cls(
            id=made.id,
            campaign_id=made.campaign_id,
            made_at=made.made_at,
            until=made.until,
            plan_hash=made.plan_hash,
            is_fresh=shown.is_fresh,
            has_drifted=shown.has_drifted,
            people=made.people,
            total_actions=made.total_actions,
            unplaced=outcome.unplaced,
            credits=outcome.credits,
            credits_available=made.credits_available,
            busiest_company=outcome.busiest_company,
            busiest_company_actions=outcome.busiest_company_actions,
            days=[
                PlanDayView(
                    day=one.day,
                    emails=one.emails,
                    linkedin=one.linkedin,
                    tasks=one.tasks,
                    credits=one.credits,
                )
                for one in outcome.days
            ],
            limits=[
                PlanLimitView(
                    code=one.code,
                    title=code_title(one.code, speech),
                    channel=one.channel,
                    day=one.day,
                )
                for one in outcome.bindings
            ],
            skipped=[
                PlanSkipView(code=code, title=code_title(code, speech), count=count)
                for code, count in skipped.most_common()
            ],
            samples=[
                PlanSampleView(
                    at=one.at,
                    prospect_id=one.prospect_id,
                    full_name=shown.names.get(one.prospect_id, ""),
                    kind=one.kind,
                    channel=one.channel,
                    step_index=one.step_index,
                )
                for one in shown.samples
            ],
        )


@router.post(
    "/{campaign_id}/simulations",
    status_code=201,
    responses=problems(Unauthenticated, Forbidden, CampaignNotFound, SequenceRefused),
)
async def simulate_campaign(
    campaign_id: Id, request: Request, actor: CurrentActor, app: App
) -> SimulationView:
    """Rehearse the next ten working days: nothing is sent, nothing is spent."""
    made = await app.campaigns.simulate(actor, CampaignId(campaign_id))
    shown = await app.campaigns.simulate.shown(actor, made)
    return SimulationView.of(shown, language(request))


@router.get(
    "/{campaign_id}/simulations/last",
    responses=problems(Unauthenticated, Forbidden, CampaignNotFound),
)
async def get_last_simulation(
    campaign_id: Id, request: Request, actor: CurrentActor, app: App
) -> SimulationView | None:
    """The last rehearsal, and whether it still says what would happen; null where none was."""
    shown = await app.campaigns.simulate.last(actor, CampaignId(campaign_id))
    return None if shown is None else SimulationView.of(shown, language(request))


@router.post(
    "/{campaign_id}/simulations/{simulation_id}/activate",
    status_code=204,
    responses=problems(
        Unauthenticated,
        Forbidden,
        CampaignNotFound,
        SimulationNotFound,
        SimulationTooOld,
        PlanDrift,
        CampaignNotInState,
        PreflightIncomplete,
        StaleWrite,
        WorkspaceReadOnly,
    ),
)
async def activate_plan(campaign_id: Id, simulation_id: Id, actor: CurrentActor, app: App) -> None:
    """Launch exactly this plan; refused when anything it was computed from has changed."""
    await app.campaigns.activate_plan(actor, CampaignId(campaign_id), SimulationId(simulation_id))
