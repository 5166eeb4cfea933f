"""What happened, and what it adds up to."""

from typing import Self

from fastapi import APIRouter, Request

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Count, Id, Instant, ListOf
from api.problems import language, problems
from api.timeline_texts import detail_text, kind_text
from domain.insights.model import Counts
from domain.insights.usecases.read_results import CampaignResults, StepResults
from domain.insights.usecases.read_timeline import ShownEntry
from domain.shared.errors import Forbidden, NotFound, Unauthenticated
from domain.shared.ids import CampaignId, ProspectId

router = APIRouter(prefix="/api/v1", tags=["insights"])


class TimelineItem(Answer):
    """`title` and `detail` are in the caller's language; decide on `kind`."""

    id: str
    at: Instant
    kind: str
    title: str
    detail: str
    actor: str
    channel: str
    campaign_id: str
    ref: str

    @classmethod
    def of(cls, shown: ShownEntry, speech: str) -> Self:
        entry = shown.entry
        return cls(
            id=entry.id,
            at=entry.at,
            kind=entry.kind,
            title=kind_text(entry.kind, speech),
            detail=detail_text(entry.detail, speech),
            actor=shown.actor,
            channel=entry.channel,
            campaign_id=entry.campaign_id,
            ref=entry.ref,
        )


class FunnelCounts(Answer):
    """In people. `delivered` is sent and not bounced; there is no open rate (RES-6)."""

    sent: Count
    delivered: Count
    replied: Count
    interested: Count
    opposed: Count
    bounced: Count

    @classmethod
    def of(cls, counts: Counts) -> Self:
        return cls(
            sent=counts.sent,
            delivered=counts.delivered,
            replied=counts.replied,
            interested=counts.interested,
            opposed=counts.opposed,
            bounced=counts.bounced,
        )


class StepFunnel(FunnelCounts):
    step_id: str
    kind: str
    label: str

    @classmethod
    def at(cls, result: StepResults) -> Self:
        return cls(
            **FunnelCounts.of(result.counts).model_dump(),
            step_id=result.step.step_id,
            kind=result.step.kind,
            label=result.step.label,
        )


class CampaignFunnel(Answer):
    campaign_id: str
    name: str
    state: str
    totals: FunnelCounts
    steps: list[StepFunnel]

    @classmethod
    def of(cls, results: CampaignResults) -> Self:
        return cls(
            campaign_id=results.campaign.campaign_id,
            name=results.campaign.name,
            state=results.campaign.state,
            totals=FunnelCounts.of(results.totals),
            steps=[StepFunnel.at(step) for step in results.steps],
        )


@router.get(
    "/prospects/{prospect_id}/timeline", responses=problems(Unauthenticated, Forbidden, NotFound)
)
async def read_timeline(
    prospect_id: Id, request: Request, actor: CurrentActor, app: App, ask: PageQuery
) -> ListOf[TimelineItem]:
    """Everything that happened to one prospect, newest first."""
    page = await app.insights.read_timeline(actor, ProspectId(prospect_id), ask)
    speech = language(request)
    return ListOf(items=[TimelineItem.of(one, speech) for one in page.items], next=page.next)


@router.get(
    "/campaigns/{campaign_id}/results", responses=problems(Unauthenticated, Forbidden, NotFound)
)
async def read_campaign_results(campaign_id: Id, actor: CurrentActor, app: App) -> CampaignFunnel:
    """Sent, delivered, replied, interested, opposed and bounced of one campaign and its steps."""
    return CampaignFunnel.of(await app.insights.read_results(actor, CampaignId(campaign_id)))


@router.get("/results", responses=problems(Unauthenticated, Forbidden))
async def read_results(actor: CurrentActor, app: App) -> ListOf[CampaignFunnel]:
    """The same for every campaign of the workspace, newest first."""
    found = await app.insights.read_results.all(actor)
    return ListOf(items=[CampaignFunnel.of(one) for one in found], next=None)
