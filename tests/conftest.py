"""Real parts for tests: one SecantusDB, one Valkey and one sandbox per run, a database per test."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from adapters.bootstrap import stores
from adapters.bootstrap.application import build_application
from adapters.bootstrap.ports import Ports, mongo_ports
from adapters.bootstrap.settings import Settings
from adapters.memory.rows import MemoryStore
from adapters.mongo import driver
from adapters.mongo.collections import ensure_collections
from adapters.stripe.client import StripeApi
from adapters.stripe.setup import StripeSetup
from adapters.system.one_time_codes import code_at
from domain.application import Application

PASSWORD = "correct horse battery staple"
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class StoppedClock:
    """Time moves only when the test says so."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        self.at += timedelta(**span)


class CountingIds:
    """Ids that ascend and read well in failures."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"00000000-0000-7000-8000-{self.count:012d}"


@pytest.fixture
def stopped_clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def new_id() -> CountingIds:
    return CountingIds()


@pytest.fixture
def memory_store() -> MemoryStore:
    return MemoryStore()


def wait_until_answers(port: int) -> None:
    for _ in range(1200):
        if stores.answers(port):
            return
        time.sleep(0.05)
    message = f"nothing answers on port {port}"
    raise RuntimeError(message)


@pytest.fixture(scope="session")
def mongodb_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("mongodb"), stores.free_port()
    process = stores.start(stores.mongodb_command(folder / "data", port), folder / "log")
    try:
        wait_until_answers(port)
        yield f"mongodb://127.0.0.1:{port}/?directConnection=true"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("valkey"), stores.free_port()
    process = stores.start(stores.valkey_command(folder / "data", port, "test"), folder / "log")
    try:
        wait_until_answers(port)
        yield f"redis://:test@127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(20)


# Where the mail server of a sandbox listens, by the address of the sandbox.
_SMTP_PORTS: dict[str, int] = {}


class _Server(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        """Signals belong to pytest."""


@pytest.fixture(scope="session")
def sandbox_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The vendor simulators over real HTTP, shared by the run; reset it where a test needs to."""
    from adapters.sandbox.app import create_sandbox  # noqa: PLC0415 - only where it is asked for
    from adapters.sandbox.settings import SandboxSettings  # noqa: PLC0415

    port, smtp_port = stores.free_port(), stores.free_port()
    settings = SandboxSettings(seed=1, speed=100_000.0, port=port, smtp_port=smtp_port)
    _SMTP_PORTS[f"http://127.0.0.1:{port}"] = smtp_port
    server = _Server(
        uvicorn.Config(create_sandbox(settings), port=port, log_level="warning", lifespan="on")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until_answers(port)
    asyncio.run(open_the_shop(f"http://127.0.0.1:{port}/stripe"))
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


async def open_the_shop(stripe_url: str) -> None:
    """What `stripe-setup` does once for an account."""
    async with AsyncExitStack() as stack:
        api = StripeApi(stripe_url, "sandbox-stripe-key", stack)
        ours = "http://127.0.0.1:9"
        await StripeSetup(api, f"{ours}/webhooks/stripe", f"{ours}/settings/billing").ensure()


_DATABASES = iter(range(10**6))


@pytest.fixture
async def mongo_client(mongodb_uri: str) -> AsyncIterator[driver.Client]:
    client = driver.connect(mongodb_uri)
    yield client
    driver.close(client)


@pytest.fixture
async def mongo_database(mongo_client: driver.Client) -> AsyncIterator[driver.Database]:
    """A fresh database with all declared indexes."""
    name = f"test_{next(_DATABASES)}"
    await ensure_collections(mongo_client[name])
    yield mongo_client[name]
    await mongo_client.drop_database(name)


def sandbox_settings(mongodb_uri: str, redis_url: str, sandbox_url: str) -> Settings:
    """The product on this run's stores and simulators, with a database of its own."""
    return Settings(
        mode="sandbox",
        mongodb_uri=mongodb_uri,
        mongodb_database=f"test_{next(_DATABASES)}",
        redis_url=redis_url,
        master_key="ab" * 32,  # type: ignore[arg-type]
        public_url="http://127.0.0.1:9",
        unipile_url=f"{sandbox_url}/unipile/api/v1",
        unipile_key="sandbox-unipile-key",  # type: ignore[arg-type]
        unipile_webhook_secret="sandbox-webhook-secret",  # type: ignore[arg-type]
        fullenrich_url=f"{sandbox_url}/fullenrich/api/v2",
        fullenrich_key="sandbox-fullenrich-key",  # type: ignore[arg-type]
        stripe_url=f"{sandbox_url}/stripe",
        stripe_key="sandbox-stripe-key",  # type: ignore[arg-type]
        stripe_webhook_secret="whsec_sandbox",  # type: ignore[arg-type]
        intercom_app_id="leo-sandbox",
        intercom_url=f"{sandbox_url}/intercom",
        intercom_widget_url=f"{sandbox_url}/intercom-widget/widget",
        intercom_key="sandbox-intercom-key",  # type: ignore[arg-type]
        intercom_messenger_secret="sandbox-intercom-messenger-secret",  # type: ignore[arg-type]
        intercom_client_secret="sandbox-intercom-client-secret",  # type: ignore[arg-type]
        support_address="aide@leo.example",
        openai_url=f"{sandbox_url}/openai/v1",
        openai_key="sandbox-openai-key",  # type: ignore[arg-type]
        anthropic_url=f"{sandbox_url}/anthropic",
        anthropic_key="sandbox-anthropic-key",  # type: ignore[arg-type]
        smtp_url=f"smtp://127.0.0.1:{_SMTP_PORTS[sandbox_url]}",  # type: ignore[arg-type]
        mail_from="service@leo.example",
        mailbox_url=f"{sandbox_url}/mail",
        webhook_sink=f"{sandbox_url}/sink",
        rate_limits=1000.0,
    )


@pytest.fixture
def settings(mongodb_uri: str, redis_url: str, sandbox_url: str) -> Settings:
    return sandbox_settings(mongodb_uri, redis_url, sandbox_url)


@asynccontextmanager
async def opened_ports(settings: Settings) -> AsyncIterator[Ports]:
    """Adapters in the running loop; the database is dropped behind them."""
    async with mongo_ports(settings) as opened:
        yield opened
        client = driver.connect(settings.mongodb_uri)
        await client.drop_database(settings.mongodb_database)
        driver.close(client)


@pytest.fixture
async def ports(settings: Settings) -> AsyncIterator[Ports]:
    async with opened_ports(settings) as opened:
        yield opened


@pytest.fixture
def application(ports: Ports) -> Application:
    return build_application(ports)


def nobody(application: Application) -> httpx.AsyncClient:
    """Somebody without an account, over the real app."""
    from api.app import create_api  # noqa: PLC0415 - api tests only

    transport = httpx.ASGITransport(create_api(application), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="https://leo.test")


@pytest.fixture
async def anonymous(application: Application) -> AsyncIterator[httpx.AsyncClient]:
    async with nobody(application) as client:
        yield client


async def sign_up(application: Application, company: str) -> httpx.AsyncClient:
    """A browser signed in as the owner of a fresh workspace."""
    client = nobody(application)
    client.headers.update({"Sec-Fetch-Site": "same-origin", "Accept-Language": "fr"})
    policy = (await client.get("/api/v1/policy")).json()
    slug = company.lower().replace(" ", "-")
    answer = await client.post(
        "/api/v1/sign-up",
        json={
            "company": company,
            "country": "FR",
            "first_name": "Ada",
            "last_name": "Martin",
            "email": f"ada@{slug}.example",
            "professional": True,
            "policy_version": policy["version"],
        },
    )
    assert answer.status_code == 202, answer.text
    token = await mailed_token(application, f"ada@{slug}.example")
    answer = await client.post(
        "/api/v1/sign-up/confirm", json={"token": token, "password": PASSWORD}
    )
    assert answer.status_code == 201, answer.text
    await set_second_factor(client)
    return client


async def newest_mail(application: Application, to: str) -> dict[str, str]:
    """What the mail server holds for an address, once everything waiting was posted."""
    await drain_tasks(application)
    async with httpx.AsyncClient() as http:
        page = await http.get(f"{application.plumbing.mailbox_url}.json", params={"to": to})
    mail: dict[str, str] = page.json()[0]
    return mail


async def mailed_token(application: Application, to: str) -> str:
    """The part of the link that the newest mail to an address carries."""
    mail = await newest_mail(application, to)
    return mail["text"].partition("#")[2].split()[0]


async def set_second_factor(client: httpx.AsyncClient) -> str:
    """Set up an authenticator app, as its owner would; return its secret."""
    started = await client.post("/api/v1/me/second-factor", json={"password": PASSWORD})
    assert started.status_code == 201, started.text
    secret: str = started.json()["secret"]
    code = code_at(secret, int(time.time()) // 30)
    done = await client.post("/api/v1/me/second-factor/confirm", json={"code": code})
    assert done.status_code == 200, done.text
    return secret


@pytest.fixture
async def client(application: Application) -> AsyncIterator[httpx.AsyncClient]:
    signed_in = await sign_up(application, "Atelier Nord")
    yield signed_in
    await signed_in.aclose()


@pytest.fixture
async def other_client(application: Application) -> AsyncIterator[httpx.AsyncClient]:
    signed_in = await sign_up(application, "Verger Sud")
    yield signed_in
    await signed_in.aclose()


async def drain_tasks(application: Application, *, rounds: int = 50) -> None:
    """Relay the outbox and run every reaction in this process, until nothing is left."""
    import workers.main  # noqa: F401, PLC0415 - registers the tasks
    from workers.relay import reactions_to  # noqa: PLC0415
    from workers.task import TASKS  # noqa: PLC0415

    ctx: dict[str, Any] = {"application": application, "job_try": 1, "job_id": "test"}
    for _ in range(rounds):
        events = await application.plumbing.outbox.waiting(200)
        if not events:
            return
        for event in events:
            for reaction, arguments in reactions_to(event):
                await TASKS[reaction.task](ctx, *arguments)
        await application.plumbing.outbox.mark_relayed([event.id for event in events])
    message = "the outbox does not come to rest"
    raise AssertionError(message)


FIXTURES = Path(__file__).parent / "fixtures"

__all__ = [
    "FIXTURES",
    "MONDAY",
    "CountingIds",
    "StoppedClock",
    "asyncio",
    "drain_tasks",
    "nobody",
    "opened_ports",
    "sandbox_settings",
    "sign_up",
]
