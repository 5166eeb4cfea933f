"""The calendar of a workspace: days on which it writes to nobody."""

from datetime import date
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Response
from pydantic import Field

from api.deps import App, CurrentActor, ExpectedVersion, IfMatchNeeded
from api.models import Answer, Ask, Count, Instant, OptionalLine
from api.problems import problems
from domain.campaigns.errors import CalendarRefused
from domain.campaigns.model.calendar import August, CalendarRules, Closure
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated

router = APIRouter(prefix="/api/v1/calendar", tags=["calendar"])


class ClosureView(Answer):
    first: date
    last: date
    label: str


class CalendarView(Answer):
    closures: list[ClosureView]
    bridges_closed: bool
    year_end_closed: bool
    august: str
    august_share: Count
    version: Count

    @classmethod
    def of(cls, rules: CalendarRules) -> Self:
        return cls(
            closures=[
                ClosureView(first=one.first, last=one.last, label=one.label)
                for one in rules.closures
            ],
            bridges_closed=rules.bridges_closed,
            year_end_closed=rules.year_end_closed,
            august=rules.august.value,
            august_share=rules.AUGUST_SHARE,
            version=rules.version,
        )


RulePart = Literal["calendar", "limits", "campaign_limit"]


class RuleVersionView(Answer):
    """`values` is what was set, by name; `version` counts within its part, from one."""

    part: RulePart
    version: Count
    at: Instant
    by: str
    reason: str
    campaign_id: str
    values: dict[str, str]


class RuleHistory(Answer):
    items: list[RuleVersionView]


class ClosureAsk(Ask):
    first: date
    last: date
    label: OptionalLine = ""


class CalendarAsk(Ask):
    closures: Annotated[list[ClosureAsk], Field(max_length=CalendarRules.MOST_CLOSURES)]
    bridges_closed: bool
    year_end_closed: bool
    august: August


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def read_calendar(actor: CurrentActor, app: App, response: Response) -> CalendarView:
    """What the workspace adds to the public holidays."""
    rules = await app.campaigns.calendar.read(actor)
    response.headers["ETag"] = f'"{rules.version}"'
    return CalendarView.of(rules)


@router.get("/history", responses=problems(Unauthenticated, Forbidden))
async def read_rule_history(actor: CurrentActor, app: App) -> RuleHistory:
    """Every version of the workspace's rules, calendar and limits: what, who and when; newest
    first.
    """
    calendar = await app.campaigns.calendar.read(actor)
    limits = await app.delivery.set_limits.read_workspace(actor)
    items = [
        RuleVersionView(
            part="calendar",
            version=number,
            at=one.at,
            by=one.by,
            reason="",
            campaign_id="",
            values={
                "august": one.august.value,
                "bridges_closed": str(one.bridges_closed).lower(),
                "year_end_closed": str(one.year_end_closed).lower(),
                "closures": ", ".join(f"{each.first}/{each.last}" for each in one.closures),
            },
        )
        for number, one in enumerate(calendar.changes, 1)
    ]
    items += [
        RuleVersionView(
            part="campaign_limit" if change.campaign_id else "limits",
            version=number,
            at=change.at,
            by=change.by,
            reason=change.reason,
            campaign_id=change.campaign_id,
            values={name: str(value) for name, value in change.values.items()},
        )
        for number, change in enumerate(limits.changes, 1)
    ]
    return RuleHistory(items=sorted(items, key=lambda one: one.at, reverse=True))


@router.put(
    "",
    responses=problems(Unauthenticated, Forbidden, CalendarRefused, StaleWrite, IfMatchNeeded),
)
async def set_calendar(
    ask: CalendarAsk, version: ExpectedVersion, actor: CurrentActor, app: App, response: Response
) -> CalendarView:
    """Replace it; it holds from now on, also for what is planned already."""
    rules = await app.campaigns.calendar(
        actor,
        expected_version=version,
        closures=tuple(
            Closure(first=one.first, last=one.last, label=one.label) for one in ask.closures
        ),
        bridges_closed=ask.bridges_closed,
        year_end_closed=ask.year_end_closed,
        august=ask.august,
    )
    response.headers["ETag"] = f'"{rules.version}"'
    return CalendarView.of(rules)
