"""The language models of a workspace: where they run, what they may cost, what they used."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import Field

from api.deps import App, CurrentActor
from api.models import Answer, Ask, Count
from api.problems import problems
from domain.messaging.errors import ModelRulesOutOfBounds
from domain.messaging.model.spending import ModelRules, Route
from domain.messaging.usecases.model_use import ModelUse
from domain.shared.errors import Forbidden, StaleWrite, Unauthenticated

router = APIRouter(prefix="/api/v1/models", tags=["models"])


class ModelUseView(Answer):
    """Today's use in UTC; amounts in cents of a US dollar. `paused`: drafting waits for tomorrow
    or for a higher limit, reading replies goes on with the rules.
    """

    route: Route
    daily_tokens: Count
    daily_cents: Count
    calls: Count
    tokens: Count
    cents: float
    paused: bool

    @classmethod
    def of(cls, use: ModelUse) -> Self:
        return cls(
            route=use.rules.route,
            daily_tokens=use.rules.daily_tokens,
            daily_cents=use.rules.daily_cents,
            calls=use.spent.calls,
            tokens=use.spent.tokens,
            cents=use.spent.micro_usd / 10_000,
            paused=use.is_paused,
        )


class ModelLimits(Ask):
    """`route` `eu` keeps every text with models whose inference stays in the EU."""

    route: Route
    daily_tokens: Annotated[int, Field(ge=0, le=ModelRules.MOST_TOKENS)]
    daily_cents: Annotated[int, Field(ge=0, le=ModelRules.MOST_CENTS)]


@router.get("", responses=problems(Unauthenticated, Forbidden))
async def get_model_use(actor: CurrentActor, app: App) -> ModelUseView:
    """The limits of the workspace and what its models used today."""
    return ModelUseView.of(await app.messaging.model_use(actor))


@router.put("", responses=problems(Unauthenticated, Forbidden, ModelRulesOutOfBounds, StaleWrite))
async def set_model_limits(body: ModelLimits, actor: CurrentActor, app: App) -> ModelUseView:
    """Set the limits and the region; they hold from the next call on."""
    await app.messaging.set_model_rules(
        actor, route=body.route, daily_tokens=body.daily_tokens, daily_cents=body.daily_cents
    )
    return ModelUseView.of(await app.messaging.model_use(actor))
