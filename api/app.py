"""create_api(application): routers, problems, document."""

from functools import cache
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from api.middleware.body import BodyGuard
from api.middleware.headers import Headers, csp_with
from api.middleware.idempotency import Idempotency
from api.middleware.limits import Limits, of_actor, of_address
from api.middleware.session import Sessions
from api.openapi import install_document, operation_id
from api.problems import install_problems
from api.routes import (
    accounts,
    actions,
    audit,
    billing,
    calendar,
    campaigns,
    clearances,
    companies,
    consent,
    enrichments,
    exports,
    health,
    imports,
    inbox,
    incidents,
    insights,
    integrations,
    live,
    mandates,
    merges,
    models,
    notifications,
    operations,
    people_search,
    policy,
    privacy,
    prospect_views,
    prospects,
    public,
    retention,
    reviews,
    salesbook,
    scores,
    security,
    senders,
    simulations,
    stops,
    support,
    suppressions,
    tasks,
    team,
    trust,
    webhooks,
)
from api.routes import credits as credit_routes
from api.spa import install_spa
from domain.application import Application

ROUTERS: tuple[APIRouter, ...] = (
    enrichments.router,
    reviews.router,
    models.router,
    accounts.router,
    security.router,
    team.router,
    audit.router,
    integrations.router,
    credit_routes.router,
    billing.router,
    health.router,
    live.router,
    operations.router,
    imports.router,
    merges.router,
    companies.router,
    clearances.router,
    prospects.router,
    people_search.router,
    prospect_views.router,
    policy.router,
    salesbook.router,
    scores.router,
    consent.router,
    inbox.router,
    inbox.mailboxes,
    insights.router,
    notifications.router,
    public.router,
    webhooks.router,
    support.router,
    campaigns.router,
    senders.router,
    senders.campaign_router,
    actions.router,
    tasks.router,
    simulations.router,
    mandates.router,
    calendar.router,
    stops.router,
    privacy.router,
    retention.router,
    incidents.router,
    exports.router,
    suppressions.router,
    trust.router,
)


@cache
def _routes() -> tuple[BaseRoute, ...]:
    """Once for the process: what a route needs is worked out at its first use, and kept in it."""
    home = APIRouter(generate_unique_id_function=operation_id)
    for router in ROUTERS:
        home.include_router(router)
    return tuple(home.routes)


def _head(path: str) -> str:
    """The word that tells which part of the product is meant: `/api/v1/prospects/7` → prospects."""
    return path.removeprefix("/api/v1").lstrip("/").partition("/")[0]


class _Part(BaseRoute):
    """One router, tried only for paths that begin as one of its own: FastAPI would hold each
    request against the pattern of every route before it, twice.
    """

    def __init__(self, routes: BaseRoute, router: APIRouter) -> None:
        self._routes = routes
        self._heads = frozenset(_head(str(getattr(one, "path", ""))) for one in router.routes)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if _head(scope["path"]) not in self._heads:
            return Match.NONE, {}
        return self._routes.matches(scope)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._routes.handle(scope, receive, send)


def make_surface() -> FastAPI:
    """Routes and document, without anything behind them."""
    api = FastAPI(
        title="LEO Bizdev",
        version="1.0.0",
        docs_url=None,
        redoc_url=None,
    )
    install_problems(api)
    routes = _routes()
    install_document(api, routes)
    api.router.routes.extend(
        _Part(one, router) for one, router in zip(routes, ROUTERS, strict=True)
    )
    return api


def create_api(application: Application, *, spa: Path | None = None) -> FastAPI:
    """The whole HTTP surface on one Application; with the SPA's files when they are built."""
    api = make_surface()
    api.state.application = application
    if spa is not None:
        install_spa(api, spa, csp_with(application.plumbing.chat_sources))
    # The last one added stands outermost.
    api.add_middleware(Idempotency, application=application)
    api.add_middleware(Limits, application=application, buckets_of=of_actor)
    api.add_middleware(Sessions, application=application)
    api.add_middleware(Limits, application=application, buckets_of=of_address)
    api.add_middleware(BodyGuard)
    api.add_middleware(Headers)
    return api
