"""The whole sandbox as one application: the vendors and `/world`."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from adapters.sandbox import control
from adapters.sandbox.anthropic import create_anthropic
from adapters.sandbox.clock import Clock, RealClock
from adapters.sandbox.crowd import Crowd
from adapters.sandbox.dials import Dials
from adapters.sandbox.fullenrich import Desk, create_fullenrich
from adapters.sandbox.gate import Gate
from adapters.sandbox.intercom import Helpdesk, create_intercom
from adapters.sandbox.intercom_widget import create_widget, helpdesk_world
from adapters.sandbox.mail import MailServer, mail_routes
from adapters.sandbox.openai import create_openai
from adapters.sandbox.parts import Parts
from adapters.sandbox.posting import Poster
from adapters.sandbox.schedule import Schedule
from adapters.sandbox.settings import SandboxSettings
from adapters.sandbox.sink import sink_routes
from adapters.sandbox.store import Store
from adapters.sandbox.stripe.account import Account
from adapters.sandbox.stripe.app import create_stripe
from adapters.sandbox.stripe.hosted import create_pages
from adapters.sandbox.stripe.webhooks import Webhooks
from adapters.sandbox.stripe.world import stripe_world
from adapters.sandbox.unipile import hosted
from adapters.sandbox.unipile.app import create_unipile
from adapters.sandbox.unipile.emails import IdempotencyKeys
from adapters.sandbox.world import make_world


def create_sandbox(
    settings: SandboxSettings,
    *,
    clock: Clock | None = None,
    http: httpx.AsyncClient | None = None,
) -> FastAPI:
    """`app.state.parts` is the world for a test that drives it by a virtual clock.

    `http` is what webhooks leave by. The pump runs only inside the lifespan; without it,
    `parts.schedule.run_due()` makes time pass.
    """
    clock = clock or RealClock()
    store = Store(settings.state_dir)
    parts = Parts(
        settings=settings,
        store=store,
        clock=clock,
        schedule=Schedule(store, clock, settings.speed),
        dials=Dials(store, settings.seed),
        world=make_world(settings.seed),
        post=Poster(store, clock, http or httpx.AsyncClient(trust_env=False)),
    )
    crowd = Crowd(parts)
    crowd.join()
    keys = IdempotencyKeys()
    desk = Desk(parts)
    mail_server = MailServer(store, clock)
    helpdesk = Helpdesk(parts)
    payments = Account(parts, f"{settings.base_url}/stripe-pages")
    Webhooks(parts, payments)

    def restart() -> None:
        keys.seen.clear()
        desk.forget()
        hosted.daily_restart(parts)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        pump = asyncio.create_task(parts.schedule.pump())
        if settings.smtp_port:
            await mail_server.open(settings.smtp_port)
        try:
            yield
        finally:
            mail_server.close()
            pump.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await pump
            await parts.post.http.aclose()
            store.close()

    app = FastAPI(title="LEO sandbox", lifespan=lifespan)
    app.state.parts = parts
    app.include_router(mail_routes(mail_server))
    app.include_router(sink_routes(store, clock))
    app.include_router(stripe_world(payments))
    app.include_router(helpdesk_world(helpdesk))
    app.include_router(
        control.routes(
            parts, crowd, set_balance=desk.set_balance, balance=desk.balance, restart=restart
        )
    )
    vendors = {
        "/unipile/api/v1": ("unipile", create_unipile(parts, keys)),
        "/fullenrich/api/v2": ("fullenrich", create_fullenrich(parts, desk)),
        "/openai/v1": ("openai", create_openai(parts)),
        "/anthropic": ("anthropic", create_anthropic(parts)),
        "/stripe": ("stripe", create_stripe(parts, payments)),
        "/intercom": ("intercom", create_intercom(parts, helpdesk)),
    }
    for prefix, (vendor, vendor_app) in vendors.items():
        app.mount(prefix, Gate(vendor_app, vendor, store, parts.dials, clock))
    app.mount("/unipile/hosted", hosted.pages(parts))
    app.mount("/intercom-widget", create_widget(helpdesk))
    app.mount("/stripe-pages", create_pages(payments))
    return app
