"""Mandates and levels: what may leave without a click (AUT-1, AUT-2)."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import AwareDatetime, Field

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf
from api.problems import problems
from domain.campaigns.errors import (
    AutopilotNotInPlan,
    CampaignNotEditable,
    CampaignNotFound,
    LevelNotEarned,
    MandateExists,
    MandateNotFound,
    MandateRefused,
    PlanDrift,
    SimulationNotFound,
    SimulationTooOld,
    StepUnknown,
)
from domain.campaigns.model.autonomy import Level
from domain.campaigns.model.mandate import MandateScope, TouchKind
from domain.campaigns.usecases.list_mandates import ShownMandate
from domain.campaigns.usecases.set_autonomy import StepTrust
from domain.campaigns.usecases.sign_mandate import WantedMandate
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated
from domain.shared.ids import CampaignId, MandateId, SenderId, SimulationId, StepId

router = APIRouter(prefix="/api/v1", tags=["mandates"])


class MandateView(Answer):
    """`used` counts what it let go; `end` says why it is over, "" while it runs."""

    id: str
    campaign_id: str
    state: str
    expires_soon: bool
    near_cap: bool
    step_ids: list[str]
    kinds: list[TouchKind]
    sender_ids: list[str]
    per_day: Count
    in_total: Count
    credit_cap: Count
    per_company: Count
    expires_at: Instant
    signed_at: Instant
    signed_by: str
    signed_name: str
    used: Count
    credits_used: Count
    ended_at: Instant | None
    end: str

    @classmethod
    def of(cls, shown: ShownMandate) -> Self:
        mandate, scope = shown.mandate, shown.mandate.scope
        return cls(
            id=mandate.id,
            campaign_id=mandate.campaign_id,
            state=shown.state.value,
            expires_soon=shown.expires_soon,
            near_cap=shown.near_cap,
            step_ids=list(scope.step_ids),
            kinds=list(scope.kinds),
            sender_ids=list(scope.sender_ids),
            per_day=scope.per_day,
            in_total=scope.in_total,
            credit_cap=scope.credit_cap,
            per_company=scope.per_company,
            expires_at=scope.expires_at,
            signed_at=mandate.signed_at,
            signed_by=mandate.signed_by,
            signed_name=mandate.signed_name,
            used=len(mandate.draws),
            credits_used=mandate.credits,
            ended_at=mandate.ended_at,
            end=mandate.end.value if mandate.end else "",
        )


class OpenMandateView(Answer):
    campaign_name: str
    mandate: MandateView


class MandateAsk(Ask):
    """`name` is typed by who signs. Without `expires_at` it lasts thirty days, ninety at most."""

    simulation_id: Id
    step_ids: Annotated[list[Id], Field(min_length=1, max_length=20)]
    kinds: Annotated[list[TouchKind], Field(min_length=1, max_length=2)]
    sender_ids: Annotated[list[Id], Field(min_length=1, max_length=2)]
    per_day: Annotated[int, Field(ge=0, le=100_000)]
    in_total: Annotated[int, Field(ge=0, le=100_000)]
    credit_cap: Annotated[int, Field(ge=0, le=1_000_000)]
    per_company: Annotated[int, Field(ge=0, le=1000)] = MandateScope.MOST_PER_COMPANY
    expires_at: AwareDatetime | None = None
    name: Line

    @property
    def wanted(self) -> WantedMandate:
        ends: datetime | None = self.expires_at
        return WantedMandate(
            step_ids=tuple(StepId(one) for one in self.step_ids),
            kinds=tuple(self.kinds),
            sender_ids=tuple(SenderId(one) for one in self.sender_ids),
            per_day=self.per_day,
            in_total=self.in_total,
            credit_cap=self.credit_cap,
            per_company=self.per_company,
            expires_at=ends,
        )


class LevelAsk(Ask):
    level: Level


class StepEvidenceView(Answer):
    reviewed: Count
    unedited: Count
    failed_claims: Count
    complaints: Count
    sent_alone: Count
    samples: Count
    samples_unedited: Count
    senders_healthy: bool


class NeedsView(Answer):
    """What the next level asks for; `unedited_percent` of the samples once it sends alone."""

    reviewed: Count
    unedited_percent: Count
    sent_alone: Count


class StepLevelView(Answer):
    """`proposed` is the next level once nothing is lacking; `reason` says what took one away.
    `needs` is null where a person just chooses.
    """

    step_id: str
    step_index: Count
    kind: str
    level: Level
    reason: str
    since: Instant | None
    proposed: Level | None
    lacking: list[str]
    needs: NeedsView | None
    evidence: StepEvidenceView

    @classmethod
    def of(cls, trust: StepTrust) -> Self:
        seen, bar = trust.evidence, trust.needs
        return cls(
            step_id=trust.step_id,
            step_index=trust.step_index,
            kind=trust.kind,
            level=trust.autonomy.level,
            reason=trust.autonomy.reason,
            since=trust.autonomy.since,
            proposed=trust.proposed,
            lacking=list(trust.lacking),
            needs=(
                NeedsView(reviewed=bar.reviewed, unedited_percent=bar.percent, sent_alone=bar.sent)
                if bar
                else None
            ),
            evidence=StepEvidenceView(
                reviewed=seen.reviewed,
                unedited=seen.unedited,
                failed_claims=seen.failed_claims,
                complaints=seen.complaints,
                sent_alone=seen.sent_alone,
                samples=seen.samples,
                samples_unedited=seen.samples_unedited,
                senders_healthy=seen.senders_healthy,
            ),
        )


@router.get("/mandates", responses=problems(Unauthenticated, Forbidden))
async def list_open_mandates(actor: CurrentActor, app: App) -> ListOf[OpenMandateView]:
    """What may leave without a click in the whole workspace, nearest end first."""
    found = await app.campaigns.list_mandates.open(actor)
    views = [
        OpenMandateView(campaign_name=one.campaign_name, mandate=MandateView.of(one.shown))
        for one in found
    ]
    return ListOf(items=views, next=None)


@router.get(
    "/campaigns/{campaign_id}/mandates",
    responses=problems(Unauthenticated, Forbidden, CampaignNotFound),
)
async def list_mandates(
    campaign_id: Id, actor: CurrentActor, app: App, page: PageQuery
) -> ListOf[MandateView]:
    """What was signed for the campaign, newest first."""
    found = await app.campaigns.list_mandates(actor, CampaignId(campaign_id), page)
    return ListOf(items=[MandateView.of(one) for one in found.items], next=found.next)


@router.post(
    "/campaigns/{campaign_id}/mandates",
    status_code=201,
    responses=problems(
        Unauthenticated,
        Forbidden,
        CampaignNotFound,
        CampaignNotEditable,
        AutopilotNotInPlan,
        SimulationNotFound,
        SimulationTooOld,
        PlanDrift,
        MandateRefused,
        MandateExists,
        StaleWrite,
    ),
)
async def sign_mandate(
    campaign_id: Id, ask: MandateAsk, actor: CurrentActor, app: App
) -> MandateView:
    """Sign what may leave without a click, within these bounds; it ends the one before."""
    signed = await app.campaigns.sign_mandate(
        actor, CampaignId(campaign_id), SimulationId(ask.simulation_id), ask.wanted, ask.name
    )
    return MandateView.of(app.campaigns.list_mandates.shown(signed))


@router.post(
    "/campaigns/{campaign_id}/mandates/{mandate_id}/revoke",
    responses=problems(Unauthenticated, Forbidden, MandateNotFound, StaleWrite),
)
async def revoke_mandate(
    campaign_id: Id, mandate_id: Id, actor: CurrentActor, app: App
) -> MandateView:
    """From now on nothing more leaves under it; what waits goes back to a person."""
    ended = await app.campaigns.end_mandate(actor, CampaignId(campaign_id), MandateId(mandate_id))
    return MandateView.of(app.campaigns.list_mandates.shown(ended))


@router.get(
    "/campaigns/{campaign_id}/levels",
    responses=problems(Unauthenticated, Forbidden, CampaignNotFound),
)
async def list_levels(campaign_id: Id, actor: CurrentActor, app: App) -> ListOf[StepLevelView]:
    """The level of each step with its evidence, and the next one where it is earned."""
    found = await app.campaigns.autonomy.list(actor, CampaignId(campaign_id))
    return ListOf(items=[StepLevelView.of(one) for one in found], next=None)


@router.put(
    "/campaigns/{campaign_id}/levels/{step_id}",
    responses=problems(
        Unauthenticated, Forbidden, CampaignNotFound, StepUnknown, LevelNotEarned, StaleWrite
    ),
)
async def choose_level(
    campaign_id: Id, step_id: Id, ask: LevelAsk, actor: CurrentActor, app: App
) -> StepLevelView:
    """Take any lower level, or the next one when its evidence is there."""
    chosen = await app.campaigns.autonomy.choose(
        actor, CampaignId(campaign_id), StepId(step_id), ask.level
    )
    return StepLevelView.of(chosen)
