"""Mailboxes and LinkedIn accounts that messages leave from."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Request, Response
from pydantic import Field

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Count, Id, Instant, Line, ListOf
from api.problems import language, problems
from api.risk_text import risk_text
from domain.delivery.errors import (
    LimitOutOfBounds,
    LinkBusy,
    ReasonNeeded,
    RiskNotSignable,
    SafeEdgePassed,
    SenderLimitReached,
    SenderNotFound,
    SenderNotResumable,
)
from domain.delivery.model.limits import LIMITS, LimitName, LimitRules, Origin, settled_limit
from domain.delivery.model.sender import RISK_VERSION, SenderKind
from domain.delivery.model.verdict import ReasonCode
from domain.delivery.usecases.list_senders import SenderUse
from domain.shared.errors import Forbidden, NotFound, StaleWrite, Unauthenticated, WorkspaceReadOnly
from domain.shared.ids import CampaignId, SenderId

router = APIRouter(prefix="/api/v1/senders", tags=["senders"])
campaign_router = APIRouter(prefix="/api/v1/campaigns", tags=["senders"])


class LimitSetting(Answer):
    """`origin` says where the value comes from: account, workspace or default. Outside `least` and
    `most` a value is refused; beyond `safe` it needs a reason.
    """

    name: str
    value: Count
    origin: str
    default: Count
    least: Count
    most: Count
    safe: Count

    @classmethod
    def of(cls, name: LimitName, value: int, origin: Origin) -> Self:
        limit = LIMITS[name]
        return cls(
            name=name.value,
            value=value,
            origin=origin.value,
            default=limit.default,
            least=limit.least,
            most=limit.most,
            safe=limit.safe,
        )


class SenderLimits(Answer):
    """`binding` is the code of what holds the sender now, null when it may send; `origin` names
    the limit behind it. `day_origin` says where the day's limit comes from.
    """

    per_day: Count
    per_hour: Count | None
    per_week: Count | None
    used_today: Count
    next_free_at: Instant
    binding: str | None
    origin: str
    day_origin: str
    settings: list[LimitSetting]


class HeldView(Answer):
    """`cause` is bounces, complaints, acceptance or push_back. A person may resume it from
    `rest_until` on; with `until` it ends by itself.
    """

    cause: str
    until: Instant | None
    rest_until: Instant | None


class RiskView(Answer):
    """Who accepted the risk of automated mode, under which text, and when."""

    by: str
    name: str
    version: int
    at: Instant


class HealthView(Answer):
    """What became of the mails of the last seven days (SND-4)."""

    sent: Count
    bounced: Count
    opposed: Count
    complained: Count


class SenderView(Answer):
    """`mode` is automated (LEO acts) or assisted (LEO prepares, a person acts)."""

    id: str
    kind: str
    address: str
    display_name: str
    state: str
    problem: str
    mode: Literal["assisted", "automated"]
    risk: RiskView | None
    held: HeldView | None
    health: HealthView
    limits: SenderLimits
    owner_id: str
    connected_at: Instant | None

    @classmethod
    def of(cls, use: SenderUse) -> Self:
        sender, allowance = use.sender, use.allowance
        return cls(
            id=sender.id,
            kind=sender.kind.value,
            address=sender.address,
            display_name=sender.display_name,
            state=sender.state.value,
            problem=sender.problem,
            mode="automated" if sender.is_automated else "assisted",
            risk=None
            if sender.risk is None
            else RiskView(
                by=sender.risk.by,
                name=sender.risk.name,
                version=sender.risk.version,
                at=sender.risk.at,
            ),
            limits=SenderLimits(
                per_day=allowance.per_day,
                per_hour=allowance.per_hour,
                per_week=allowance.per_week,
                used_today=use.used_today,
                next_free_at=use.next_free_at,
                binding=use.binding.value if use.binding else None,
                origin=use.origin,
                day_origin=allowance.origin.value,
                settings=[LimitSetting.of(one.name, one.value, one.origin) for one in use.limits],
            ),
            held=_held(use),
            health=HealthView(
                sent=use.week.sent,
                bounced=use.week.bounced,
                opposed=use.week.opposed,
                complained=use.week.complained,
            ),
            owner_id=sender.owner_id,
            connected_at=sender.connected_at,
        )


def _held(use: SenderUse) -> HeldView | None:
    gate = use.gate
    if gate.paused_for not in {ReasonCode.SENDER_PAUSED, ReasonCode.LINKEDIN_PUSH_BACK}:
        return None
    return HeldView(
        cause=gate.health or "push_back", until=gate.paused_until, rest_until=gate.rest_until
    )


class LimitsAsk(Ask):
    """By name; null goes back to what applies otherwise. `reason` is needed beyond a safe edge."""

    limits: Annotated[
        dict[Annotated[str, Field(max_length=40)], Annotated[int, Field(ge=0, le=100_000)] | None],
        Field(max_length=10),
    ]
    reason: Annotated[str, Field(max_length=500)] = ""


class ResumeAsk(Ask):
    reason: Annotated[str, Field(min_length=3, max_length=500)]


class RulesView(Answer):
    """`values` holds what was set; `settings` every limit as it applies, with its bounds."""

    values: dict[str, int]
    settings: list[LimitSetting]

    @classmethod
    def of(cls, rules: LimitRules) -> Self:
        return cls(
            values=rules.values,
            settings=[
                LimitSetting.of(name, *settled_limit(name, {}, rules.values)) for name in LimitName
            ],
        )


class SenderAsk(Ask):
    kind: SenderKind


class LinkView(Answer):
    """`url` is a page of the provider; open it in a new tab."""

    sender_id: str
    url: str


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def list_senders(actor: CurrentActor, app: App) -> ListOf[SenderView]:
    """The workspace's senders, each with the limit that binds now."""
    found = await app.delivery.list_senders(actor)
    return ListOf(items=[SenderView.of(use) for use in found], next=None)


@router.post(
    "/connect",
    status_code=201,
    responses=problems(Unauthenticated, Forbidden, LinkBusy, SenderLimitReached, WorkspaceReadOnly),
)
async def connect_sender(ask: SenderAsk, actor: CurrentActor, app: App) -> LinkView:
    """Open a page where the caller links their own mailbox or LinkedIn account."""
    sender, url = await app.delivery.connect_sender(actor, ask.kind)
    return LinkView(sender_id=sender.id, url=url)


@router.delete(
    "/{sender_id}",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, SenderNotFound, LinkBusy),
)
async def disconnect_sender(sender_id: Id, actor: CurrentActor, app: App) -> Response:
    """Let an account go: nothing leaves from it any more, what waits for it stays."""
    await app.delivery.disconnect_sender(actor, SenderId(sender_id))
    return Response(status_code=204)


class RiskText(Answer):
    """The text that is signed, in the caller's language."""

    version: int
    title: str
    points: list[str]


class RiskAsk(Ask):
    """`name` is the signature: the owner's name, typed by them."""

    version: int
    name: Line
    accepted: Literal[True]


@router.get("/risk-text", responses=problems(Unauthenticated))
async def read_risk_text(request: Request, actor: CurrentActor) -> RiskText:  # noqa: ARG001 - signed in only
    """What the owner of a LinkedIn account accepts by letting LEO act with it."""
    title, points = risk_text(language(request))
    return RiskText(version=RISK_VERSION, title=title, points=points)


@router.post(
    "/{sender_id}/risk",
    responses=problems(Unauthenticated, Forbidden, SenderNotFound, RiskNotSignable, StaleWrite),
)
async def accept_risk(sender_id: Id, ask: RiskAsk, actor: CurrentActor, app: App) -> SenderView:
    """Sign the risk of automated mode for one's own LinkedIn account."""
    await app.delivery.risk.accept(actor, SenderId(sender_id), ask.name, ask.version)
    return SenderView.of(await app.delivery.list_senders.one(actor, SenderId(sender_id)))


@router.delete(
    "/{sender_id}/risk",
    responses=problems(Unauthenticated, Forbidden, SenderNotFound, StaleWrite),
)
async def revoke_risk(sender_id: Id, actor: CurrentActor, app: App) -> SenderView:
    """Take the signature back: from now on LEO prepares and a person acts."""
    await app.delivery.risk.revoke(actor, SenderId(sender_id))
    return SenderView.of(await app.delivery.list_senders.one(actor, SenderId(sender_id)))


@router.put(
    "/{sender_id}/limits",
    responses=problems(
        Unauthenticated, Forbidden, SenderNotFound, LimitOutOfBounds, SafeEdgePassed, StaleWrite
    ),
)
async def set_sender_limits(
    sender_id: Id, ask: LimitsAsk, actor: CurrentActor, app: App
) -> SenderView:
    """Set the limits of one sender; they hold from the next message on."""
    await app.delivery.set_limits.of_sender(actor, SenderId(sender_id), ask.limits, ask.reason)
    return SenderView.of(await app.delivery.list_senders.one(actor, SenderId(sender_id)))


@router.post(
    "/{sender_id}/resume",
    responses=problems(
        Unauthenticated, Forbidden, SenderNotFound, ReasonNeeded, SenderNotResumable
    ),
)
async def resume_sender(sender_id: Id, ask: ResumeAsk, actor: CurrentActor, app: App) -> SenderView:
    """Let a sender that its health holds go on, once its cause was read and its rest is over."""
    await app.delivery.resume_sender(actor, SenderId(sender_id), ask.reason)
    return SenderView.of(await app.delivery.list_senders.one(actor, SenderId(sender_id)))


@router.get("/rules", responses=problems(Unauthenticated, Forbidden))
async def read_sending_rules(actor: CurrentActor, app: App) -> RulesView:
    """The workspace's own limits for all of its senders; what is not set takes the default."""
    return RulesView.of(await app.delivery.set_limits.read_workspace(actor))


@router.put(
    "/rules",
    responses=problems(Unauthenticated, Forbidden, LimitOutOfBounds, SafeEdgePassed, StaleWrite),
)
async def set_sending_rules(ask: LimitsAsk, actor: CurrentActor, app: App) -> RulesView:
    """Set limits for every sender of the workspace that has none of its own."""
    return RulesView.of(await app.delivery.set_limits.of_workspace(actor, ask.limits, ask.reason))


class CampaignCapAsk(Ask):
    """`per_day` null goes back to the workspace's rule; a reason is needed beyond the safe edge."""

    per_day: Annotated[int, Field(ge=0, le=100_000)] | None
    reason: Annotated[str, Field(max_length=500)] = ""


@campaign_router.get("/{campaign_id}/cap", responses=problems(Unauthenticated, Forbidden, NotFound))
async def read_campaign_cap(campaign_id: Id, actor: CurrentActor, app: App) -> LimitSetting:
    """How much the campaign may send a day from all of its accounts, and where that comes from."""
    rules = await app.delivery.set_limits.read_campaign(actor, CampaignId(campaign_id))
    return _cap(rules, campaign_id)


@campaign_router.put(
    "/{campaign_id}/cap",
    responses=problems(
        Unauthenticated, Forbidden, NotFound, LimitOutOfBounds, SafeEdgePassed, StaleWrite
    ),
)
async def set_campaign_cap(
    campaign_id: Id, ask: CampaignCapAsk, actor: CurrentActor, app: App
) -> LimitSetting:
    """Cap what the campaign may send a day; it holds from the next message on."""
    rules = await app.delivery.set_limits.of_campaign(
        actor, CampaignId(campaign_id), ask.per_day, ask.reason
    )
    return _cap(rules, campaign_id)


def _cap(rules: LimitRules, campaign_id: str) -> LimitSetting:
    name = LimitName.CAMPAIGN_PER_DAY
    own = rules.campaigns.get(campaign_id)
    if own is not None:
        return LimitSetting.of(name, own, Origin.CAMPAIGN)
    return LimitSetting.of(name, *settled_limit(name, {}, rules.values))
